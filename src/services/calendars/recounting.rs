//! Counting open time limits anew once another calendar is in force, some cases at a time. Each piece of
//! work puts the next in the queue; what a process left undone is taken up by another.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::touched::first_day;
use crate::domain::access::Scope;
use crate::domain::case::refusal::Why;
use crate::domain::time::Moment;
use crate::services::casework::{self, Failure};
use crate::services::register::Register;
use crate::store::{self, Conn, jobs, open_cases};

/// The kind of work, in the queue.
pub const JOB: &str = "recounts";

/// The process that acts, as its events name it.
const PROCESS: &str = "calendar";
/// Cases of one piece of work.
const PART: u32 = 200;

#[derive(Debug, Serialize, Deserialize)]
struct Payload {
    /// Digest of the version.
    version: String,
    /// Number of the event by which it came into force.
    approval: u64,
    /// Cases after this one.
    after: i64,
}

/// Puts the cases after `after` in the queue, for the version that this event put in force.
pub(super) fn enqueue(
    c: &mut Conn,
    now: Moment,
    (approval, version): (u64, &str),
    after: i64,
) -> Result<(), store::Error> {
    let payload = Payload {
        version: version.to_owned(),
        approval,
        after,
    };
    let text = serde_json::to_string(&payload).map_err(|e| store::Error::Unfit(e.to_string()))?;
    let key = format!("{JOB}:{approval}:{after}");
    jobs::enqueue(c, JOB, now, &text, Some(&key)).map(|_new| ())
}

/// Counts some cases anew, and puts the next ones in the queue.
///
/// # Errors
/// The database does not answer, or a case cannot be read.
pub fn recount_part(register: &Arc<Register>, payload: &str) -> Result<(), Failure> {
    let payload: Payload =
        serde_json::from_str(payload).map_err(|e| Failure::Broken(e.to_string()))?;
    let part = register.store.read(|c| {
        let almanac = register.calendars.almanac(c)?;
        let version = almanac.version(&payload.version);
        let before = version.and_then(|v| almanac.version(v.before.as_deref()?));
        let day = version.zip(before);
        let Some(day) = day.and_then(|(is, was)| first_day(&was.content, &is.content)) else {
            return Ok(Vec::new());
        };
        open_cases::due_from(c, &Scope::of_process(), day, payload.after, PART)
    })?;
    for case in &part {
        match casework::recount(register, PROCESS, &case.reference) {
            Ok(_) => {}
            // No time limit of it ends later, or it was recorded by another process.
            Err(Failure::Refused(refusal)) if refusal.why == Why::AlreadyRecorded => {}
            Err(other) => return Err(other),
        }
    }
    let Some(last) = part.last().map(|case| case.id) else {
        return Ok(());
    };
    let now = register.clock.now();
    register
        .store
        .write(move |c| enqueue(c, now, (payload.approval, &payload.version), last))?;
    Ok(())
}

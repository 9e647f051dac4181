//! Clocks of cases: reminders, escalations and time limits that have run out.

use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Failed, Kind};
use crate::domain::access::Scope;
use crate::domain::case::refusal::Why;
use crate::domain::case::{CaseFile, Position};
use crate::services::casework::{self, Failure};
use crate::services::register::Register;
use crate::store::jobs::{self, Job};
use crate::store::positions::{self, Waking};
use crate::store::{self, cases};

pub(super) const KIND: Kind = Kind {
    name: "clocks",
    plan,
    work,
};

/// The process that acts, as its events name it.
const PROCESS: &str = "clock";
/// Positions read at once.
const PAGE: u32 = 200;
/// Cases put into the queue in one turn: the rest is found by the next.
const MOST: usize = 1000;

#[derive(Debug, Serialize, Deserialize)]
struct Payload {
    case: i64,
}

/// One piece of work for each case with a clock that wakes today or earlier. Its key holds the state
/// of the case and the day: once it changed, or on the morrow, there is new work.
fn plan(register: &Register) -> Result<bool, store::Error> {
    let today = register.today();
    let scope = Scope::of_process();
    let (mut after, mut put) = (None, 0);
    loop {
        let page = register
            .store
            .read(|c| positions::waking(c, &scope, today, after.as_ref(), PAGE))?;
        let Some(last) = page.last() else {
            return Ok(false);
        };
        after = Some(last.place());
        put += enqueue(register, page, today)?;
        if put >= MOST {
            return Ok(true);
        }
    }
}

/// Positions whose clock woke before today and was not recorded, the oldest first: work that is
/// stuck, or that no process does.
///
/// # Errors
/// The database does not answer.
pub fn unrecorded(register: &Register, scope: &Scope) -> Result<Vec<Waking>, store::Error> {
    let Ok(yesterday) = register.today().yesterday() else {
        return Ok(Vec::new());
    };
    let found = |c: &mut _| positions::waking(c, scope, yesterday, None, 50);
    register.store.read(found)
}

fn enqueue(register: &Register, mut page: Vec<Waking>, today: Date) -> Result<usize, store::Error> {
    page.dedup_by_key(|waking| waking.case_id);
    let now = register.clock.now();
    register.store.write(move |c| {
        let mut put = 0;
        for waking in &page {
            let case = waking.case_id;
            let key = format!("clocks:{case}:{}:{today}", waking.seq);
            let payload = format!("{{\"case\":{case}}}");
            put += usize::from(jobs::enqueue(c, KIND.name, now, &payload, Some(&key))?);
        }
        Ok::<_, store::Error>(put)
    })
}

/// Records everything that the clocks of a case have brought about by now.
fn work(register: &Arc<Register>, job: &Job) -> Result<(), Failed> {
    let payload: Payload =
        serde_json::from_str(&job.payload).map_err(|_wrong| Failed("wrong payload".to_owned()))?;
    let scope = Scope::of_process();
    let opened = register.store.read(|c| {
        let kept = cases::case(c, &scope, payload.case)?;
        kept.map(|kept| casework::opened(c, register, &kept))
            .transpose()
    });
    let Some(opened) = opened.map_err(told)? else {
        return Err(Failed("there is no such case".to_owned()));
    };
    let file = opened.file;
    for position in ripe(&file, register.today()) {
        let place = (position.person, position.step.clone());
        match casework::ring(register, PROCESS, &file.reference, place) {
            Ok(_) => {}
            // Somebody moved the case meanwhile, or it was recorded by another process.
            Err(Failure::Refused(refusal))
                if matches!(refusal.why, Why::AlreadyRecorded | Why::NotAtThisStep) => {}
            Err(other) => return Err(told(other)),
        }
    }
    Ok(())
}

fn ripe(file: &CaseFile, today: Date) -> impl Iterator<Item = &Position> {
    file.clocks()
        .filter(move |p| p.wakes_on().is_some_and(|day| day <= today))
}

/// The failure without what may be about a person.
fn told(failure: Failure) -> Failed {
    Failed(match failure {
        Failure::Store(error) => error.to_string(),
        Failure::NotFound => "the case was not found".to_owned(),
        Failure::Refused(_) => "it was refused".to_owned(),
        Failure::Unreadable(why) => format!("event {} of {} cannot be read", why.seq, why.stream),
        Failure::Stale(_) | Failure::KeyReused => "the case was changed meanwhile".to_owned(),
        Failure::NotSealed(_) => "the log is not sealed".to_owned(),
        Failure::Broken(_) => "the case or its directive cannot be read".to_owned(),
    })
}

//! The carrying out of an approved move, a part at a time: each case in its own transaction, with its
//! own event. What was done before a process died is not done again.

use std::sync::Arc;

use super::stream;
use crate::domain::access::Scope;
use crate::domain::case::CaseFile;
use crate::domain::case::command::Moving;
use crate::domain::case::event::Mover;
use crate::domain::case::refusal::Why;
use crate::domain::directive::moving::Batch;
use crate::domain::directive::moving::event::{MovePartDone, NotMoved, Turn};
use crate::domain::time::Moment;
use crate::services::accounts::recording::{By, again};
use crate::services::casework::{self, Failure};
use crate::services::recording::record_turn;
use crate::services::register::Register;
use crate::store::{self, Conn, cases, jobs};

/// The kind of work under which parts wait in the queue.
pub const JOB: &str = "moves";
/// The process that acts, as its events name it.
const PROCESS: &str = "moves";

/// Puts a part in the queue, once.
pub(super) fn enqueue(c: &mut Conn, now: Moment, id: i64, part: u64) -> Result<(), store::Error> {
    let payload = format!("{{\"move\":{id},\"part\":{part}}}");
    let key = format!("{JOB}:{id}:{part}");
    jobs::enqueue(c, JOB, now, &payload, Some(&key))?;
    Ok(())
}

/// What came of one case.
enum Came {
    Moved,
    Stayed(&'static str),
}

/// Moves the cases of a part, and records what came of each. Nothing is done where the part is carried
/// out already.
///
/// # Errors
/// The database does not answer; the part is then to be tried again.
pub fn carry_out_part(register: &Arc<Register>, id: i64, part: u64) -> Result<(), Failure> {
    let found = register.store.read(|c| stream::batch(c, id))?;
    let Some(batch) = found else { return Ok(()) };
    let (Some(listed), Some((approver, _))) = (batch.open_part(part), &batch.approved_by) else {
        return Ok(());
    };
    let mut done = MovePartDone {
        part,
        moved: Vec::new(),
        not_moved: Vec::new(),
    };
    for (case, seq) in &listed.cases {
        match one(register, &batch, approver, (*case, *seq))? {
            Came::Moved => done.moved.push(*case),
            Came::Stayed(why) => done.not_moved.push(NotMoved {
                case: *case,
                why: why.to_owned(),
            }),
        }
    }
    record(register, id, &done)?;
    Ok(())
}

fn one(
    register: &Arc<Register>,
    batch: &Batch,
    approver: &Mover,
    (case, seq): (i64, u64),
) -> Result<Came, Failure> {
    let file = match file_of(register, case) {
        Ok(Some(file)) => file,
        Ok(None) => return Ok(Came::Stayed("gone")),
        Err(wrong) => return stayed(wrong),
    };
    // A process that died had come so far already.
    if was_moved(&file, batch) {
        return Ok(Came::Moved);
    }
    let moving = Moving {
        from: batch.proposed.from.clone(),
        to: batch.proposed.to.clone(),
        batch: batch.id,
        reason: batch.proposed.reason.clone(),
        proposed_by: batch.proposed_by.clone(),
        approved_by: approver.clone(),
    };
    match casework::change_directive(register, PROCESS, &file.reference, (moving, seq)) {
        Ok(_) => Ok(Came::Moved),
        // Another process was quicker: what changed the case was this very move.
        Err(_) if file_of(register, case)?.is_some_and(|file| was_moved(&file, batch)) => {
            Ok(Came::Moved)
        }
        Err(wrong) => stayed(wrong),
    }
}

fn file_of(register: &Register, case: i64) -> Result<Option<CaseFile>, Failure> {
    let scope = Scope::of_process();
    register.store.read(|c| {
        let kept = cases::case(c, &scope, case)?;
        let opened = kept.map(|kept| casework::opened(c, register, &kept));
        Ok(opened.transpose()?.map(|opened| opened.file))
    })
}

fn was_moved(file: &CaseFile, batch: &Batch) -> bool {
    let last = file.directive_changes.last();
    last.is_some_and(|change| change.what.batch == batch.id)
}

/// Why a case stays; a database that does not answer is no reason.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "a move is refused for these reasons; whatever else there is, is said as one"
)]
fn stayed(wrong: Failure) -> Result<Came, Failure> {
    let why = match wrong {
        Failure::Store(error) => return Err(Failure::Store(error)),
        Failure::Stale(_) => "changed",
        Failure::NotFound => "gone",
        Failure::Unreadable(_) | Failure::Broken(_) | Failure::NotSealed(_) => "unreadable",
        Failure::KeyReused => "refused",
        Failure::Refused(refusal) => match refusal.why {
            Why::CaseClosed => "closed",
            Why::NoPlace(_) => "no_place",
            Why::OtherVersion(_) | Why::AlreadyRecorded => "other_version",
            Why::NotEntitled(_) => "not_entitled",
            _ => "refused",
        },
    };
    Ok(Came::Stayed(why))
}

/// Two processes that carried out the same part record it once.
fn record(register: &Arc<Register>, id: i64, done: &MovePartDone) -> Result<(), store::Error> {
    again(|| {
        let (register, done) = (Arc::clone(register), done.clone());
        register.store.clone().write(move |c| {
            let batch = stream::batch(c, id)?;
            let open = batch.filter(|batch| batch.open_part(done.part).is_some());
            let Some(batch) = open else { return Ok(()) };
            let turn = Turn::MovePartDone(done);
            let stream = Batch::stream_of(id);
            record_turn(
                c,
                &register,
                (&stream, batch.seq),
                &By::Process(PROCESS),
                (None, &turn),
            )
        })
    })
}

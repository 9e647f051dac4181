//! Throwing away what is kept for a while only. Nothing of it is history.

use crate::domain::time::Moment;
use crate::store::{self, Conn, commands, drafts, exports, jobs, sessions, throttle};

use super::register::Register;

const DAY: i64 = 24 * 60 * 60;
/// Seconds after which an intake draft that nobody wrote to is thrown away.
pub const DRAFT_LIFE: i64 = 30 * DAY;
/// Seconds after its last use for which a session's address can still be looked up.
pub const SESSION_LIFE: i64 = 90 * DAY;
/// Seconds after the last failed attempt for which failures are remembered.
pub const THROTTLE_LIFE: i64 = 30 * DAY;
/// Seconds for which a form that is sent again gets the answer of the first time: longer than a
/// session, and than any browser keeps a page.
pub const ANSWER_LIFE: i64 = 7 * DAY;
/// Seconds for which work that is over stays on the list, so that it is not done again.
pub const JOB_LIFE: i64 = 30 * DAY;

/// Seconds after which an export of many cases that is over is forgotten; what was asked and fetched is
/// told by the log.
pub const EXPORT_LIFE: i64 = 90 * DAY;

/// How many rows were thrown away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Swept {
    pub drafts: usize,
    pub sessions: usize,
    pub throttles: usize,
    pub answers: usize,
    pub jobs: usize,
    pub exports: usize,
}

type Purge = fn(&mut Conn, Moment) -> Result<usize, store::Error>;

/// Throws away whatever is past its life, each kind in a transaction of its own; the scans of an
/// opening before the draft that knows of them.
///
/// # Errors
/// The database does not answer.
pub fn sweep(register: &Register) -> Result<Swept, store::Error> {
    let now = register.clock.now();
    let sweep = |purge: Purge, life: i64| {
        let before = now.plus_seconds(-life);
        register.store.write(move |c| purge(c, before))
    };
    let before = now.plus_seconds(-DRAFT_LIFE);
    for case_id in register
        .store
        .read(|c| drafts::case_ids_before(c, before))?
    {
        register.files.remove_all(case_id)?;
    }
    Ok(Swept {
        drafts: sweep(drafts::purge, DRAFT_LIFE)?,
        sessions: sweep(sessions::purge, SESSION_LIFE)?,
        throttles: sweep(throttle::purge, THROTTLE_LIFE)?,
        answers: sweep(commands::purge, ANSWER_LIFE)?,
        jobs: sweep(jobs::purge, JOB_LIFE)?,
        exports: sweep(exports::purge, EXPORT_LIFE)?,
    })
}

//! Work that the clock drives: clocks of cases that run out, moves of cases
//! that were agreed on, time limits that another calendar moves, and what
//! is thrown away in time.
//!
//! Every process that serves has a [`Runner`]. Work is planned into the queue of the database under a
//! key that is given once, and taken from it under a lease; so any number of processes share it, each
//! piece is done once, and what a process left undone when it died is taken up by another.

mod clocks;
mod exports;
mod housekeeping;
mod moves;
mod recounts;
mod runner;
mod sealer;
mod trials;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use crate::services::register::Register;
use crate::store;
use crate::store::jobs::{self, Job};

pub use clocks::unrecorded;
pub use runner::Runner;
pub use sealer::Sealer;

/// Seconds for which a process has a piece of work to itself.
pub const LEASE: i64 = 10 * 60;
/// Pieces taken at once: few, so that a process that dies keeps few from the others.
const BATCH: u32 = 20;
/// Attempts after which work is given up; `sejel doctor` names it.
pub const MOST_ATTEMPTS: u32 = 8;
/// Longest wait before another attempt, in seconds.
const LONGEST_WAIT: i64 = 6 * 60 * 60;

/// A kind of work.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    pub name: &'static str,
    /// Puts what is due into the queue; says whether more is waiting than was put.
    pub plan: fn(&Register) -> Result<bool, store::Error>,
    pub work: fn(&Arc<Register>, &Job) -> Result<(), Failed>,
}

/// Every kind there is.
pub const KINDS: &[Kind] = &[
    clocks::KIND,
    moves::KIND,
    recounts::KIND,
    housekeeping::KIND,
    trials::KIND,
    exports::KIND,
];

/// Work could not be done. What it says holds nothing personal: it is logged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Failed(pub String);

impl From<store::Error> for Failed {
    fn from(error: store::Error) -> Self {
        Self(error.to_string())
    }
}

/// What one turn came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Turn {
    pub done: u32,
    pub failed: u32,
    /// Another turn would find more to do at once.
    pub more: bool,
}

/// Plans what is due and does whatever this process gets hold of, as long as it is `going`.
///
/// # Errors
/// The database does not answer. That a piece of work fails is no error of the turn.
pub fn turn(
    register: &Arc<Register>,
    kinds: &[Kind],
    going: &dyn Fn() -> bool,
) -> Result<Turn, store::Error> {
    let mut turn = Turn::default();
    for kind in kinds {
        turn.more |= (kind.plan)(register)?;
    }
    while going() {
        let now = register.clock.now();
        let taken = register
            .store
            .write(move |c| jobs::claim(c, now, now.plus_seconds(LEASE), BATCH))?;
        if taken.is_empty() {
            break;
        }
        for job in taken {
            match attempt(register, kinds, job)? {
                true => turn.done += 1,
                false => turn.failed += 1,
            }
        }
    }
    Ok(turn)
}

/// Does one piece of work; whether it went well. A panic is a failure like any other.
fn attempt(register: &Arc<Register>, kinds: &[Kind], job: Job) -> Result<bool, store::Error> {
    let span = tracing::info_span!("job", kind = %job.kind, id = job.id, attempt = job.attempts);
    let _entered = span.enter();
    let kind = kinds.iter().find(|k| k.name == job.kind);
    let done = match kind {
        // It never came back to say so: each time, its process ended first.
        _ if job.attempts > MOST_ATTEMPTS => Err(Failed("it never came to an end".to_owned())),
        Some(kind) => catch_unwind(AssertUnwindSafe(|| (kind.work)(register, &job)))
            .unwrap_or_else(|_panic| Err(Failed("it broke off".to_owned()))),
        None => Err(Failed("this version has no such work".to_owned())),
    };
    match done {
        Ok(()) => {
            tracing::debug!("done");
            register.store.write(move |c| jobs::finish(c, &job))?;
            Ok(true)
        }
        Err(failed) => {
            let retry = retry(&job).map(|wait| register.clock.now().plus_seconds(wait));
            match retry {
                Some(_) => tracing::warn!(why = %failed, "failed, and will be tried again"),
                None => tracing::error!(why = %failed, "failed, and is given up"),
            }
            register.store.write(move |c| jobs::fail(c, &job, retry))?;
            Ok(false)
        }
    }
}

/// Seconds until the next attempt: 2, 4, 8 … minutes; none after the last.
fn retry(job: &Job) -> Option<i64> {
    let wait = 60_i64.saturating_mul(1 << job.attempts.min(16));
    (job.attempts < MOST_ATTEMPTS).then_some(wait.min(LONGEST_WAIT))
}

//! Time limits that another version of the calendar moves.

use std::sync::Arc;

use super::{Failed, Kind};
use crate::services::calendars::{JOB, recount_part};
use crate::services::register::Register;
use crate::store;
use crate::store::jobs::Job;

pub(super) const KIND: Kind = Kind {
    name: JOB,
    plan,
    work,
};

/// Nothing is counted anew by itself: the approval of a calendar puts the first part in the queue.
fn plan(_: &Register) -> Result<bool, store::Error> {
    Ok(false)
}

fn work(register: &Arc<Register>, job: &Job) -> Result<(), Failed> {
    let done = recount_part(register, &job.payload);
    done.map_err(|_not_told| Failed("time limits could not be counted anew".to_owned()))
}

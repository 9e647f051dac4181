//! Copies of many cases that somebody asked for, and those that are past their time.

use std::sync::Arc;

use super::{Failed, Kind, MOST_ATTEMPTS};
use crate::services::export::sets;
use crate::services::register::Register;
use crate::store;
use crate::store::jobs::Job;

pub(super) const KIND: Kind = Kind {
    name: sets::JOB,
    plan,
    work,
};

/// Somebody asks for what is made; what is past its time is thrown away at once.
fn plan(register: &Register) -> Result<bool, store::Error> {
    if let Err(wrong) = sets::sweep(register) {
        tracing::error!(%wrong, "copies of many cases could not be thrown away");
    }
    Ok(false)
}

fn work(register: &Arc<Register>, job: &Job) -> Result<(), Failed> {
    let last = job.attempts >= MOST_ATTEMPTS;
    let done = sets::work(register, &job.payload, last);
    done.map_err(|wrong| Failed(wrong.to_string()))
}

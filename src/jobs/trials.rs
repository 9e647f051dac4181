//! Trials of a draft on very many open cases.

use std::sync::Arc;

use super::{Failed, Kind};
use crate::services::register::Register;
use crate::services::simulation::trial;
use crate::store;
use crate::store::jobs::Job;

pub(super) const KIND: Kind = Kind {
    name: trial::JOB,
    plan,
    work,
};

/// Nothing is tried by itself: somebody asks.
fn plan(_: &Register) -> Result<bool, store::Error> {
    Ok(false)
}

fn work(register: &Arc<Register>, job: &Job) -> Result<(), Failed> {
    trial::work(register, &job.payload).map_err(|wrong| Failed(wrong.to_string()))
}

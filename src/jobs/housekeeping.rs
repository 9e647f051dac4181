//! What is thrown away in time, once a day.

use std::sync::Arc;

use super::{Failed, Kind};
use crate::services::housekeeping;
use crate::services::register::Register;
use crate::store;
use crate::store::jobs::{self, Job};

pub(super) const KIND: Kind = Kind {
    name: "housekeeping",
    plan,
    work,
};

fn plan(register: &Register) -> Result<bool, store::Error> {
    let (now, today) = (register.clock.now(), register.today());
    register.store.write(move |c| {
        let key = format!("housekeeping:{today}");
        jobs::enqueue(c, KIND.name, now, "{}", Some(&key))
    })?;
    Ok(false)
}

fn work(register: &Arc<Register>, _: &Job) -> Result<(), Failed> {
    let swept = housekeeping::sweep(register)?;
    tracing::info!(
        drafts = swept.drafts,
        sessions = swept.sessions,
        throttles = swept.throttles,
        answers = swept.answers,
        jobs = swept.jobs,
        exports = swept.exports,
        "swept"
    );
    Ok(())
}

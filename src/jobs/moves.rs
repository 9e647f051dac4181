//! Moves of open cases that two people agreed on, a part at a time.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Failed, Kind};
use crate::services::casework::Failure;
use crate::services::moving::{self, JOB};
use crate::services::register::Register;
use crate::store;
use crate::store::jobs::Job;

pub(super) const KIND: Kind = Kind {
    name: JOB,
    plan,
    work,
};

#[derive(Debug, Serialize, Deserialize)]
struct Payload {
    #[serde(rename = "move")]
    id: i64,
    part: u64,
}

/// Nothing moves by itself: the approval puts the parts in the queue.
fn plan(_: &Register) -> Result<bool, store::Error> {
    Ok(false)
}

fn work(register: &Arc<Register>, job: &Job) -> Result<(), Failed> {
    let payload: Payload =
        serde_json::from_str(&job.payload).map_err(|_wrong| Failed("wrong payload".to_owned()))?;
    let done = moving::carry_out_part(register, payload.id, payload.part);
    done.map_err(|wrong| match wrong {
        Failure::Store(error) => error.into(),
        Failure::NotFound
        | Failure::Refused(_)
        | Failure::Stale(_)
        | Failure::KeyReused
        | Failure::Unreadable(_)
        | Failure::NotSealed(_)
        | Failure::Broken(_) => Failed("a part of a move could not be carried out".to_owned()),
    })
}

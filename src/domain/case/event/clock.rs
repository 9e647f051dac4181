//! What a clock brings about, and what is done to a clock.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::domain::access::Role;
use crate::domain::case::people::PersonNo;
use crate::domain::case::personal::Personal;
use crate::domain::directive::StepId;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockExtended {
    pub person: PersonNo,
    pub step: StepId,
    pub days: u32,
    pub due: Date,
    pub reason: Personal,
    /// The event in which somebody else proposed it, where the directive asks for two people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposal: Option<u64>,
}

/// An extension that somebody else has to approve.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtensionProposed {
    pub person: PersonNo,
    pub step: StepId,
    pub days: u32,
    /// When it would be due.
    pub due: Date,
    pub reason: Personal,
}

/// The second person does not approve an extension.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtensionDeclined {
    pub person: PersonNo,
    pub step: StepId,
    /// The event in which it was proposed.
    pub proposal: u64,
    pub reason: Personal,
}

/// The holder of a position is reminded of its time limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockReminded {
    pub person: PersonNo,
    pub step: StepId,
    pub due: Date,
}

/// A delay is reported to a role that the directive names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockEscalated {
    pub person: PersonNo,
    pub step: StepId,
    pub to: Role,
    /// When it was due.
    pub due: Date,
}

/// A time limit is counted anew: another version of the calendar came into force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockRecounted {
    pub person: PersonNo,
    pub step: StepId,
    /// When it was due.
    pub before: Date,
    pub due: Date,
    /// The version of the calendar.
    pub calendar: String,
}

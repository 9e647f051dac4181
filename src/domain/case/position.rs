//! Where a case stands: a set of (case or person, step), each with its holder and its clock.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::people::PersonNo;
use crate::domain::directive::{Due, Holder, StepId, StepKind};

/// One place where the case, or one person in it, stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// 0 for the case as a whole.
    pub person: PersonNo,
    pub step: StepId,
    pub kind: StepKind,
    pub holder: Holder,
    /// The civil day on which it came here.
    pub since: Date,
    /// The sequence number of the event that brought it here.
    pub entered: u64,
    pub due: Option<Due>,
}

impl Position {
    /// Whether nothing more is to be done here.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.kind == StepKind::Closed
    }
}

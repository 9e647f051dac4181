//! Where a case stands: a set of (case or person, step), each with its holder and its clock.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::people::PersonNo;
use crate::domain::access::Role;
use crate::domain::directive::clock::{Ahead, days_after};
use crate::domain::directive::{Due, Holder, StepId, StepKind};

/// One place where the case, or one person in it, stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// 0 for the case as a whole.
    pub person: PersonNo,
    pub step: StepId,
    /// What the same place was called in the versions of the directive that the case followed before:
    /// what was recorded there counts here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub formerly: Vec<StepId>,
    pub kind: StepKind,
    pub holder: Holder,
    /// The civil day on which it came here.
    pub since: Date,
    /// The sequence number of the event that brought it here.
    pub entered: u64,
    pub due: Option<Due>,
    /// What the clock is still to bring about, and what it has.
    #[serde(default, skip_serializing_if = "Course::is_blank")]
    pub course: Course,
}

/// The id under which the time limit for the whole of a case stands beside the steps.
pub const WHOLE_LIMIT: &str = "whole_case";

/// How far the clock of a position has come.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Course {
    /// Reminders and escalations that are still to come, in order of days.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ahead: Vec<Ahead>,
    /// The clock stands still since this day: somebody has the case in hand whose time the
    /// directive does not count, or the case is suspended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub still_since: Option<Date>,
    /// The day on which it was recorded that the time limit ran out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expired_on: Option<Date>,
    /// Roles that were told of the delay.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub told: Vec<Role>,
}

impl Course {
    fn is_blank(&self) -> bool {
        *self == Self::default()
    }
}

impl Position {
    /// Whether nothing more is to be done here.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.kind == StepKind::Closed
    }

    /// Whether this is the place's id, or was it in an earlier version of the directive.
    #[must_use]
    pub fn is_called(&self, step: &StepId) -> bool {
        self.step == *step || self.formerly.contains(step)
    }

    /// Whether it is no place but the time limit for the whole of the case.
    #[must_use]
    pub fn is_whole_limit(&self) -> bool {
        self.step.as_str() == WHOLE_LIMIT
    }

    /// Whether its clock stands still.
    #[must_use]
    pub fn is_still(&self) -> bool {
        self.course.still_since.is_some()
    }

    /// Whether its time limit can still be moved: it has not run out.
    #[must_use]
    pub fn is_open_limit(&self) -> bool {
        !self.is_closed() && self.due.is_some() && self.course.expired_on.is_none()
    }

    /// The day on which its clock brings something about that is not yet recorded: a reminder, an
    /// escalation, or the end of the time limit. None where it stands still or has nothing to say.
    #[must_use]
    pub fn wakes_on(&self) -> Option<Date> {
        if self.is_closed() || self.is_still() {
            return None;
        }
        let runs_out = self
            .due
            .as_ref()
            .filter(|_| self.course.expired_on.is_none())
            .map(|due| days_after(due.date, 1));
        let next = self.course.ahead.iter().map(|ahead| ahead.on).min();
        runs_out.into_iter().chain(next).min()
    }
}

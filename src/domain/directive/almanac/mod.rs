//! The official calendar in its versions: proposed by one person, approved by another, in force from that
//! moment, superseded by the next.
//!
//! An almanac is the fold of its stream. A due date names the version by which it was counted; a newer
//! one never rewrites what was recorded.

mod content;
mod difference;
pub mod event;
mod file;
pub mod lines;
mod order;
#[cfg(test)]
mod tests;
pub mod words;

use std::sync::Arc;

use super::Calendar;
use crate::domain::access::{UnitPath, UserId};
use crate::domain::case::Personal;
use crate::domain::history;
use crate::domain::time::Moment;
pub use content::{Content, Entry, NotADay, RestDay, When};
pub use difference::{Difference, differences};
pub use event::{Edition, Touched, Turn};
pub use order::{Act, Order, Refused, decide, may};

/// An event of the stream with who caused it: nobody, where the program founded the register.
pub type Told = history::Told<Turn>;

/// Where a version stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It waits for the second person.
    Proposed,
    InForce,
    Superseded,
    Returned,
}

/// One version with everything that happened to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// As due dates name it: `iran-3`.
    pub name: String,
    pub digest: String,
    pub content: Arc<Content>,
    stage: Stage,
    /// The proposal that stands, or was approved.
    pub proposal: Option<Proposal>,
    /// Who put it in force last, and when: nobody, where it came with the program.
    pub approved: Option<(Option<UserId>, Moment)>,
    /// Digest of the version that it took the place of.
    pub before: Option<String>,
    /// In the order of the stream.
    pub turns: Vec<Told>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Proposed,
    Approved,
    Returned,
}

/// A proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    pub seq: u64,
    pub by: Option<UserId>,
    /// Digest of the version that it was made from.
    pub base: String,
    pub reason: Personal,
    pub touched: Touched,
}

/// All versions of the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Almanac {
    /// What the names of all versions begin with: `iran`.
    pub id: String,
    /// Number of the last event.
    pub seq: u64,
    /// In the order in which they were first put forward.
    pub versions: Vec<Version>,
    /// Digest of the version in force.
    in_force: Option<String>,
}

/// How the streams of calendars begin.
pub const CALENDARS: &str = "calendar:";

impl Almanac {
    /// A calendar of which nothing is told yet.
    pub fn new(id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            seq: 0,
            versions: Vec::new(),
            in_force: None,
        }
    }

    /// The stream in which its events stand.
    #[must_use]
    pub fn stream(&self) -> String {
        format!("{CALENDARS}{}", self.id)
    }

    /// The version with this digest, or with a digest that begins so where only one does.
    #[must_use]
    pub fn version(&self, digest: &str) -> Option<&Version> {
        let fits = |v: &&Version| digest.len() >= 8 && v.digest.starts_with(digest);
        let mut found = self.versions.iter().filter(fits);
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }

    /// The version of this name.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&Version> {
        self.versions.iter().find(|v| v.name == name)
    }

    /// The version by which due dates are counted now.
    #[must_use]
    pub fn in_force(&self) -> Option<&Version> {
        self.version(self.in_force.as_deref()?)
    }

    /// Where a version stands.
    #[must_use]
    pub fn state(&self, version: &Version) -> State {
        match version.stage {
            Stage::Proposed => State::Proposed,
            Stage::Returned => State::Returned,
            Stage::Approved if self.in_force.as_ref() == Some(&version.digest) => State::InForce,
            Stage::Approved => State::Superseded,
        }
    }

    /// The name of the next version; none is given twice.
    #[must_use]
    pub fn next_name(&self) -> String {
        let number = |v: &Version| v.name.rsplit_once('-')?.1.parse::<u64>().ok();
        let last = self.versions.iter().filter_map(number).max();
        format!("{}-{}", self.id, last.unwrap_or(0) + 1)
    }

    /// What the due dates of a unit are counted by.
    #[must_use]
    pub fn of(&self, unit: &UnitPath) -> Option<UnitCalendars> {
        let now = self.in_force()?;
        let calendar = |v: &Version| v.content.of(&v.name, unit);
        let other = |v: &&Version| v.approved.is_some() && v.digest != now.digest;
        Some(UnitCalendars {
            now: calendar(now),
            before: self.versions.iter().filter(other).map(calendar).collect(),
        })
    }

    /// Takes in the next event of the stream.
    pub fn apply(&mut self, told: &Told) {
        self.seq = told.seq;
        if let Some(edition) = told.turn.edition() {
            self.take_in(edition);
        }
        let before = self.in_force.clone();
        let digest = told.turn.digest();
        let Some(version) = self.versions.iter_mut().find(|v| v.digest == digest) else {
            return;
        };
        version.turns.push(told.clone());
        match &told.turn {
            Turn::CalendarProposed(it) => version.propose(told, it),
            Turn::CalendarReturned(_) => version.give_back(),
            Turn::CalendarFounded(_) | Turn::CalendarApproved(_) => {
                version.stage = Stage::Approved;
                version.approved = Some((told.by, told.at));
                version.before = before;
                self.in_force = Some(digest.to_owned());
            }
        }
    }

    fn take_in(&mut self, edition: &Edition) {
        if self.versions.iter().any(|v| v.digest == edition.digest) {
            return;
        }
        self.versions.push(Version {
            name: edition.name.clone(),
            digest: edition.digest.clone(),
            content: Arc::new(edition.content.clone()),
            stage: Stage::Proposed,
            proposal: None,
            approved: None,
            before: None,
            turns: Vec::new(),
        });
    }
}

impl Version {
    fn propose(&mut self, told: &Told, it: &event::Proposed) {
        self.stage = Stage::Proposed;
        self.proposal = Some(Proposal {
            seq: told.seq,
            by: told.by,
            base: it.base.clone(),
            reason: it.reason.clone(),
            touched: it.touched,
        });
    }

    /// One that was in force before is superseded again.
    fn give_back(&mut self) {
        self.stage = match self.approved {
            Some(_) => Stage::Approved,
            None => Stage::Returned,
        };
    }
}

/// What the due dates of one unit are counted by: the calendar in force, and those before it.
#[derive(Debug, Clone)]
pub struct UnitCalendars {
    pub now: Calendar,
    pub before: Vec<Calendar>,
}

impl UnitCalendars {
    /// The calendar of this name.
    #[must_use]
    pub fn named(&self, version: &str) -> Option<&Calendar> {
        let mut all = std::iter::once(&self.now).chain(&self.before);
        all.find(|calendar| calendar.version == version)
    }
}

//! The life of a directive's versions: draft, proposed, approved by a second person, scheduled, in
//! force, superseded; or withdrawn.
//!
//! A family is the fold of its stream, as a case is of its own. Nothing here ever rewrites what was
//! stamped on a case: a version that begins earlier than another only changes what cases opened
//! from now on will follow.

pub mod event;
mod order;
#[cfg(test)]
mod tests;
mod words;

use jiff::civil::Date;

use super::parse::parse;
use crate::domain::access::UserId;
use crate::domain::case::Personal;
use crate::domain::history;
pub use event::Turn;
pub use order::{Act, Hand, Order, Refused, decide, may};

/// An event of the stream with who caused it: nobody, where the program founded the register.
pub type Told = history::Told<Turn>;

/// Where a version stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Draft,
    /// It waits for the second person.
    Proposed,
    Approved,
    Scheduled {
        from: Date,
    },
    InForce {
        from: Date,
    },
    /// The last day on which a case could be opened under it.
    Superseded {
        from: Date,
        to: Date,
    },
    Withdrawn,
}

impl State {
    /// The code name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Proposed => "proposed",
            Self::Approved => "approved",
            Self::Scheduled { .. } => "scheduled",
            Self::InForce { .. } => "in_force",
            Self::Superseded { .. } => "superseded",
            Self::Withdrawn => "withdrawn",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Draft,
    Proposed,
    Approved,
    Scheduled(Date),
    Withdrawn,
}

/// One version with everything that happened to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// As the file calls itself: `1402`.
    pub label: String,
    pub digest: String,
    pub text: String,
    stage: Stage,
    /// Who handed the text in, first or again.
    pub drafted_by: Option<UserId>,
    /// The proposal that stands.
    pub proposal: Option<Proposal>,
    /// What the newest simulation found.
    pub simulation: Option<(u64, event::Simulated)>,
    /// In the order of the stream.
    pub turns: Vec<Told>,
}

/// A proposal that waits for the second person, or was approved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    pub seq: u64,
    pub by: Option<UserId>,
    pub from: Date,
    pub reason: Personal,
}

/// All versions of one directive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Family {
    /// The id that all its files carry.
    pub id: String,
    /// Number of the last event.
    pub seq: u64,
    /// In the order in which they were first handed in.
    pub versions: Vec<Version>,
}

impl Family {
    /// A family of which nothing is told yet.
    pub fn new(id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            seq: 0,
            versions: Vec::new(),
        }
    }

    /// The stream in which its events stand.
    #[must_use]
    pub fn stream_of(id: &str) -> String {
        format!("directive:{id}")
    }

    /// The version with this digest, or with a digest that begins so where only one does.
    #[must_use]
    pub fn version(&self, digest: &str) -> Option<&Version> {
        let mut found = self
            .versions
            .iter()
            .filter(|v| digest.len() >= 8 && v.digest.starts_with(digest));
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }

    /// The newest version that calls itself so and was not withdrawn.
    #[must_use]
    pub fn labelled(&self, label: &str) -> Option<&Version> {
        let lives = |v: &&Version| v.label == label && v.stage != Stage::Withdrawn;
        self.versions.iter().rev().find(lives)
    }

    /// The versions that hold from some day, the earliest first.
    #[must_use]
    pub fn dated(&self) -> Vec<(Date, &Version)> {
        let day = |v: &Version| match v.stage {
            Stage::Scheduled(on) => Some(on),
            Stage::Draft | Stage::Proposed | Stage::Approved | Stage::Withdrawn => None,
        };
        let mut all: Vec<_> = self
            .versions
            .iter()
            .filter_map(|v| day(v).map(|on| (on, v)))
            .collect();
        all.sort_by_key(|(on, _)| *on);
        all
    }

    /// The version that a case opened on `day` follows.
    #[must_use]
    pub fn in_force(&self, day: Date) -> Option<&Version> {
        let dated = self.dated().into_iter().rev();
        dated.filter(|(on, _)| *on <= day).map(|(_, v)| v).next()
    }

    /// Where a version stands on `today`.
    #[must_use]
    pub fn state(&self, version: &Version, today: Date) -> State {
        let from = match version.stage {
            Stage::Draft => return State::Draft,
            Stage::Proposed => return State::Proposed,
            Stage::Approved => return State::Approved,
            Stage::Withdrawn => return State::Withdrawn,
            Stage::Scheduled(from) => from,
        };
        if from > today {
            return State::Scheduled { from };
        }
        let next = self.dated().into_iter().map(|(on, _)| on);
        match next.filter(|on| *on > from && *on <= today).min() {
            Some(next) => State::Superseded {
                from,
                to: next.yesterday().unwrap_or(next),
            },
            None => State::InForce { from },
        }
    }

    /// Takes in the next event of the stream.
    pub fn apply(&mut self, told: &Told) {
        self.seq = told.seq;
        if let Some(text) = told.turn.text() {
            self.take_in(text, told.by);
        }
        let digest = told.turn.digest();
        if let Some(version) = self.versions.iter_mut().find(|v| v.digest == digest) {
            version.turn(told);
        }
    }

    /// A newer draft of the same name takes the place of an older one.
    fn take_in(&mut self, text: &event::Text, by: Option<UserId>) {
        let replaced = |v: &&mut Version| {
            v.label == text.version && v.digest != text.digest && v.stage == Stage::Draft
        };
        for older in self.versions.iter_mut().filter(replaced) {
            older.stage = Stage::Withdrawn;
        }
        if let Some(known) = self.versions.iter_mut().find(|v| v.digest == text.digest) {
            (known.stage, known.drafted_by, known.proposal) = (Stage::Draft, by, None);
            return;
        }
        self.versions.push(Version {
            label: text.version.clone(),
            digest: text.digest.clone(),
            text: text.text.clone(),
            stage: Stage::Draft,
            drafted_by: by,
            proposal: None,
            simulation: None,
            turns: Vec::new(),
        });
    }
}

impl Version {
    /// The directive that the text is.
    ///
    /// # Errors
    /// The mistakes of a text that today's language no longer reads.
    pub fn directive(&self) -> Result<super::Directive, Vec<super::parse::Mistake>> {
        parse(&self.text)
    }

    fn turn(&mut self, told: &Told) {
        self.turns.push(told.clone());
        match &told.turn {
            Turn::DirectiveFounded(it) => self.stage = Stage::Scheduled(it.from),
            Turn::DirectiveDrafted(_) => self.stage = Stage::Draft,
            Turn::DirectiveSimulated(it) => self.simulation = Some((told.seq, it.clone())),
            Turn::DirectiveProposed(it) => {
                self.stage = Stage::Proposed;
                self.proposal = Some(Proposal {
                    seq: told.seq,
                    by: told.by,
                    from: it.from,
                    reason: it.reason.clone(),
                });
            }
            Turn::DirectiveReturned(_) => (self.stage, self.proposal) = (Stage::Draft, None),
            Turn::DirectiveApproved(_) => self.stage = Stage::Approved,
            Turn::DirectiveScheduled(it) => self.stage = Stage::Scheduled(it.on),
            Turn::DirectiveWithdrawn(_) => self.stage = Stage::Withdrawn,
        }
    }
}

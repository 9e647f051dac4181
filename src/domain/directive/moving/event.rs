//! What happens to a move of open cases, each kind of event once. They stand in a stream of the
//! move's own, beside the events of the cases that it moved.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::access::UnitPath;
use crate::domain::case::Personal;
use crate::domain::case::event::DirectiveRef;
use crate::domain::directive::StepId;
use crate::domain::time::Moment;

/// Which open cases are meant. All that is said must hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    /// Of this unit and all below it.
    pub unit: UnitPath,
    /// That stand at this step of the older version.
    pub step: Option<StepId>,
    /// Numbers of cases; every case where none is named.
    pub cases: Vec<String>,
}

/// A move is put forward, after its dry run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveProposed {
    pub from: DirectiveRef,
    pub to: DirectiveRef,
    pub chosen: Chosen,
    pub reason: Personal,
    /// Name of whoever proposes.
    pub name: Personal,
    /// The moment of the dry run.
    pub as_of: Moment,
    /// How many cases would be moved.
    pub cases: u64,
    /// How many were looked at and have no place under the new version: they stay.
    pub left: u64,
    /// What the dry run found, by class, over the cases that would be moved.
    pub found: BTreeMap<String, u64>,
}

/// Some of the cases of a move, each with the number of its last event at the dry run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveListed {
    /// From 1.
    pub part: u64,
    pub cases: Vec<(i64, u64)>,
}

/// The second person agrees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveApproved {
    pub name: Personal,
}

/// The second person does not, or the first takes it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveStopped {
    pub reason: Personal,
}

/// A case that stays where it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotMoved {
    pub case: i64,
    /// Code of the reason: `changed`, `closed`, `no_place`, `other_version`, `not_entitled`, `gone`,
    /// `refused`.
    pub why: String,
}

/// What came of one part of the cases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovePartDone {
    pub part: u64,
    pub moved: Vec<i64>,
    pub not_moved: Vec<NotMoved>,
}

/// An event in the stream of a move.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "snake_case")]
pub enum Turn {
    MoveProposed(Box<MoveProposed>),
    MoveListed(MoveListed),
    MoveApproved(MoveApproved),
    MoveRefused(MoveStopped),
    MoveWithdrawn(MoveStopped),
    MovePartDone(MovePartDone),
}

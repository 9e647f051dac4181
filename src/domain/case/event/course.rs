//! Steps, and what is done beside the main line.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{DirectiveRef, Missing, PaperNo};
use crate::domain::access::UserId;
use crate::domain::case::people::PersonNo;
use crate::domain::case::personal::Personal;
use crate::domain::directive::{OutcomeId, StepId};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepTaken {
    pub person: PersonNo,
    pub step: StepId,
    pub outcome: OutcomeId,
    pub to: Vec<StepId>,
    pub reason: Option<Personal>,
    pub missing: Vec<Missing>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemporaryCardIssued {
    pub person: PersonNo,
    pub identifier: Personal,
    pub serial: Personal,
    pub expires: Date,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemporaryCardRevoked {
    pub person: PersonNo,
    pub reason: Personal,
}

/// An act that the directive allows beside the main line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SideActTaken {
    /// Id of the side act in the directive: `withdrawal`, `death`, …
    pub act: String,
    pub person: PersonNo,
    pub reason: Personal,
    pub paper: Option<PaperNo>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseReopened {
    pub person: PersonNo,
    /// `court_order`, `new_evidence`, `audit_finding`.
    pub ground: String,
    pub to: StepId,
    pub reason: Personal,
    /// The order, the new evidence or the finding on which it rests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<PaperNo>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordCorrected {
    pub person: PersonNo,
    /// Name of the corrected field: `birth_date`, `given`, …
    pub field: String,
    pub before: Option<Personal>,
    pub after: Option<Personal>,
    pub reason: Personal,
    pub paper: Option<PaperNo>,
}

/// A place that has another id under the new version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceMoved {
    pub person: PersonNo,
    /// The step of the older version.
    pub from: StepId,
    pub to: StepId,
    /// Id of the transitional provision that says so.
    pub provision: Option<String>,
}

/// Somebody who took part in moving a case, by account and name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mover {
    pub user: UserId,
    pub name: Personal,
}

/// The case follows another version of the directive from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DirectiveChanged {
    pub from: DirectiveRef,
    pub to: DirectiveRef,
    /// Places whose step has another id; every other place keeps its own.
    pub places: Vec<PlaceMoved>,
    /// The move that it is part of: its stream is `move:<number>`.
    pub batch: i64,
    pub reason: Personal,
    pub proposed_by: Mover,
    pub approved_by: Mover,
}

/// A value that was erased: its event and where it stood there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasedPlace {
    pub seq: u64,
    pub path: String,
}

/// Values are erased by law: what opens their commitments is gone, the rest of the history stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erased {
    pub erased: Vec<ErasedPlace>,
    /// The proposal that it carries out: its stream is `erasure:<number>`.
    pub erasure: i64,
    /// Code of what was asked for: `value`, `person`, `scan`.
    pub what: String,
    /// The law, the order or the judgment on which it rests.
    pub basis: Personal,
    pub proposed_by: Mover,
    pub approved_by: Mover,
}

//! What happens to a proposal to erase values of a case, each kind of event once. They stand in a stream
//! of its own; what was erased is named by an event of the case.

use serde::{Deserialize, Serialize};

use crate::domain::access::UnitPath;
use crate::domain::case::Personal;
use crate::domain::case::event::ErasedPlace;
use crate::domain::case::people::PersonNo;

/// What is to be erased. It names places, never values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum What {
    /// The value at one place, wherever the same value of the same person stands.
    Value {
        seq: u64,
        path: String,
        /// Whether longer texts in which it stands are erased with it.
        texts: bool,
    },
    /// Whatever concerns this person of the household and nobody else.
    Person { person: PersonNo },
    /// One scan, wherever the same file stands.
    Scan { paper: u32, version: u32 },
}

impl What {
    /// The code name of its kind.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Value { .. } => "value",
            Self::Person { .. } => "person",
            Self::Scan { .. } => "scan",
        }
    }
}

/// Somebody asks that values of a case be erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasureProposed {
    pub case: i64,
    /// The number of the case.
    pub reference: String,
    /// Whose case it is.
    pub unit: UnitPath,
    pub what: What,
    /// The law, the order or the judgment on which it rests.
    pub basis: Personal,
    /// Name of whoever proposes it.
    pub name: Personal,
}

/// Somebody else agrees; the values are erased in the same transaction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasureApproved {
    /// Name of whoever approves.
    pub name: Personal,
    /// How many values were erased.
    pub values: u32,
    /// Number of the event of the case that names them.
    pub event: u64,
    /// How many texts that officials typed outside of the case went with them.
    #[serde(default, skip_serializing_if = "is_none")]
    pub typed: u32,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands it over by reference"
)]
const fn is_none(count: &u32) -> bool {
    *count == 0
}

/// Texts that an official typed outside of the case, and in which an erased value stood, were erased with it: an
/// event of the stream in which they stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextsErased {
    /// The proposal that was approved.
    pub erasure: i64,
    /// How many there were.
    pub texts: u32,
    pub erased: Vec<ErasedPlace>,
}

/// Somebody else does not agree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasureRefused {
    pub name: Personal,
    pub reason: Personal,
}

/// An event in the stream of a proposal to erase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "snake_case")]
pub enum Turn {
    ErasureProposed(Box<ErasureProposed>),
    ErasureApproved(ErasureApproved),
    ErasureRefused(ErasureRefused),
}

//! What happens to a sample, each kind of event once. They stand in a stream of its own.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::domain::access::UnitPath;
use crate::domain::case::Personal;
use crate::domain::erasure::event::TextsErased;

/// One part of the whole from which so many are drawn: the decided cases of an office with one outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stratum {
    pub unit: UnitPath,
    /// Code: `granted`, `refused`.
    pub outcome: String,
    /// How many there were.
    pub of: u64,
    /// Those drawn, in the order of the draw.
    pub cases: Vec<i64>,
}

/// Cases are drawn by a number that is recorded, so that anybody can draw them again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampleDrawn {
    pub seed: u64,
    pub unit: UnitPath,
    /// First and last day on which their decisions were signed.
    pub from: Date,
    pub until: Date,
    /// How many of each stratum.
    pub each: u32,
    pub strata: Vec<Stratum>,
    /// Name of whoever draws.
    pub name: Personal,
}

/// What the review of one case found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampleReviewed {
    pub case: i64,
    /// Code: `in_order`, `form`, `reasons`, `evidence`, `deadline`, `duties`, `other`.
    pub finding: String,
    pub note: Option<Personal>,
    /// Name of whoever reviews.
    pub name: Personal,
}

/// An event in the stream of a sample.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "snake_case")]
pub enum Turn {
    SampleDrawn(Box<SampleDrawn>),
    SampleReviewed(SampleReviewed),
    Erased(TextsErased),
}

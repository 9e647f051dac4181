//! What happens to the versions of a directive, each kind of event once. They stand in a stream of
//! the directive's own, so that for any day it can be told which rules applied and who put them in
//! force.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::domain::case::Personal;

/// A whole version, as it was handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// As the file calls itself: `1402`.
    pub version: String,
    /// SHA-256 of the text, lower-case hex.
    pub digest: String,
    /// The file, byte for byte. It is law and no personal value, so it stands in the body.
    pub text: String,
}

/// A version that came with the program, in force on an empty register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Founded {
    #[serde(flatten)]
    pub text: Text,
    /// Cases opened on this day or later follow it.
    pub from: Date,
}

/// What a draft would do to the cases that were open at that moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Simulated {
    pub digest: String,
    /// How many open cases were looked at.
    pub cases: u64,
    /// Counts by province and effect, as the page shows them.
    pub report: serde_json::Value,
    /// SHA-256 of the list of cases behind the counts, where it is kept.
    pub list: Option<String>,
}

/// A version is put forward to be approved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposed {
    pub digest: String,
    /// The earliest day from which it may hold.
    pub from: Date,
    pub reason: Personal,
}

/// The second person gives it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returned {
    pub digest: String,
    pub reason: Personal,
}

/// The second person approves what was proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approved {
    pub digest: String,
    pub from: Date,
    /// The event of this stream in which the simulation stands that was before the approver.
    pub simulation: Option<u64>,
    /// How many findings the check had: an approved version has none.
    pub findings: u64,
}

/// The day from which cases follow it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scheduled {
    pub digest: String,
    pub on: Date,
}

/// It will not come into force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawn {
    pub digest: String,
    pub reason: Personal,
}

/// An event in the stream of a directive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "snake_case")]
pub enum Turn {
    DirectiveFounded(Founded),
    DirectiveDrafted(Text),
    DirectiveSimulated(Simulated),
    DirectiveProposed(Proposed),
    DirectiveReturned(Returned),
    DirectiveApproved(Approved),
    DirectiveScheduled(Scheduled),
    DirectiveWithdrawn(Withdrawn),
}

impl Turn {
    /// The text that it brings, if it brings one.
    #[must_use]
    pub const fn text(&self) -> Option<&Text> {
        match self {
            Self::DirectiveFounded(it) => Some(&it.text),
            Self::DirectiveDrafted(text) => Some(text),
            Self::DirectiveSimulated(_)
            | Self::DirectiveProposed(_)
            | Self::DirectiveReturned(_)
            | Self::DirectiveApproved(_)
            | Self::DirectiveScheduled(_)
            | Self::DirectiveWithdrawn(_) => None,
        }
    }

    /// Which version it is about, by its digest.
    #[must_use]
    pub fn digest(&self) -> &str {
        match self {
            Self::DirectiveFounded(it) => &it.text.digest,
            Self::DirectiveDrafted(it) => &it.digest,
            Self::DirectiveSimulated(it) => &it.digest,
            Self::DirectiveProposed(it) => &it.digest,
            Self::DirectiveReturned(it) => &it.digest,
            Self::DirectiveApproved(it) => &it.digest,
            Self::DirectiveScheduled(it) => &it.digest,
            Self::DirectiveWithdrawn(it) => &it.digest,
        }
    }
}

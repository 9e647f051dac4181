//! What happens to the calendar, each kind of event once. They stand in a stream of its own, so that it
//! can be told by which days of rest a time limit was counted, and who put them in force.

use serde::{Deserialize, Serialize};

use super::content::Content;
use crate::domain::case::Personal;

/// A whole version. It is law and no personal value, so it stands in the body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// As due dates name it: `iran-3`.
    pub name: String,
    /// SHA-256 of the canonical content, lower-case hex.
    pub digest: String,
    pub content: Content,
}

/// How many open time limits another version would move, as it was found then.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Touched {
    /// Time limits that would end later.
    pub later: u64,
    /// Time limits that would end earlier; they stay as they are.
    pub earlier: u64,
}

/// A version is put forward to be approved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposed {
    pub edition: Edition,
    /// Digest of the version that it was made from.
    pub base: String,
    pub reason: Personal,
    pub touched: Touched,
}

/// The second person approves what was proposed: it is in force from this moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approved {
    pub digest: String,
}

/// The proposal is given back, or taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returned {
    pub digest: String,
    pub reason: Personal,
}

/// An event in the stream of the calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "snake_case")]
pub enum Turn {
    /// It came with the program, in force on an empty register.
    CalendarFounded(Edition),
    CalendarProposed(Proposed),
    CalendarApproved(Approved),
    CalendarReturned(Returned),
}

impl Turn {
    /// The version that it brings, if it brings one.
    #[must_use]
    pub const fn edition(&self) -> Option<&Edition> {
        match self {
            Self::CalendarFounded(edition) => Some(edition),
            Self::CalendarProposed(it) => Some(&it.edition),
            Self::CalendarApproved(_) | Self::CalendarReturned(_) => None,
        }
    }

    /// Which version it is about, by its digest.
    #[must_use]
    pub fn digest(&self) -> &str {
        match self {
            Self::CalendarFounded(edition) => &edition.digest,
            Self::CalendarProposed(it) => &it.edition.digest,
            Self::CalendarApproved(it) => &it.digest,
            Self::CalendarReturned(it) => &it.digest,
        }
    }
}

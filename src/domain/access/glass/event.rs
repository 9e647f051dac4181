//! What happens to an emergency access, each kind of event once. They stand in a stream of its own.

use serde::{Deserialize, Serialize};

use crate::domain::access::UnitPath;
use crate::domain::case::Personal;
use crate::domain::erasure::event::TextsErased;
use crate::domain::time::Moment;

/// Somebody opens one case beyond her reach. Its terms are frozen here: nobody changes them later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GlassBroken {
    pub case: i64,
    /// The number of the case.
    pub reference: String,
    /// Whose case it is.
    pub unit: UnitPath,
    pub reason: Personal,
    /// Name of whoever asks.
    pub name: Personal,
    /// It ends by itself then.
    pub until: Moment,
}

/// What an auditor says of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GlassReviewed {
    /// Code: `justified`, `unjustified`.
    pub verdict: String,
    pub note: Personal,
    /// Name of the auditor.
    pub name: Personal,
}

/// An event in the stream of an emergency access.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "snake_case")]
pub enum Turn {
    GlassBroken(Box<GlassBroken>),
    GlassReviewed(GlassReviewed),
    Erased(TextsErased),
}

//! A personal value or a piece of free text: readable, or lawfully erased.
//!
//! In a recorded event such a value stands only as a commitment; what opens it lies beside the
//! event and can be taken away without touching the rest of the history.

use serde::{Deserialize, Serialize};

/// A value about a person, or words that someone wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Marked", into = "Marked")]
pub enum Personal {
    Known(String),
    /// Erased by a lawful order; that there was a value remains visible.
    Erased,
}

/// The form in which a personal value stands in JSON before it is sealed.
#[derive(Serialize, Deserialize)]
struct Marked {
    #[serde(rename = "$personal")]
    value: Option<String>,
}

impl From<Marked> for Personal {
    fn from(m: Marked) -> Self {
        m.value.map_or(Self::Erased, Self::Known)
    }
}

impl From<Personal> for Marked {
    fn from(p: Personal) -> Self {
        match p {
            Personal::Known(value) => Self { value: Some(value) },
            Personal::Erased => Self { value: None },
        }
    }
}

impl Personal {
    /// A readable value.
    pub fn new(value: impl Into<String>) -> Self {
        Self::Known(value.into())
    }

    /// A readable value where there is one.
    #[must_use]
    pub fn some(value: Option<&str>) -> Option<Self> {
        value
            .map(str::trim)
            .filter(|v| !v.is_empty())
            .map(Self::new)
    }

    /// The value, unless erased.
    #[must_use]
    pub fn known(&self) -> Option<&str> {
        match self {
            Self::Known(value) => Some(value),
            Self::Erased => None,
        }
    }

    /// The value, or nothing where it was erased.
    #[must_use]
    pub fn or_empty(&self) -> &str {
        self.known().unwrap_or_default()
    }
}

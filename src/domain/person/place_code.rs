//! The code of a province, county or district: two digits for each.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How far down the tree a place stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// استان
    Province,
    /// شهرستان
    County,
    /// بخش
    District,
}

/// Two digits for the province, two for the county within it, two for the district within that;
/// a place is the first two, four or six of them. Zahedan is `1105`, written `11/05` as a path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PlaceCode(String);

/// Not two, four or six digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a place code has two, four or six digits")]
pub struct NotAPlaceCode;

impl PlaceCode {
    /// Reads a code, with or without strokes between its parts.
    ///
    /// # Errors
    /// When it does not have two, four or six digits.
    pub fn parse(code: &str) -> Result<Self, NotAPlaceCode> {
        let digits = code.replace('/', "");
        let well_formed =
            matches!(digits.len(), 2 | 4 | 6) && digits.bytes().all(|byte| byte.is_ascii_digit());
        if well_formed {
            Ok(Self(digits))
        } else {
            Err(NotAPlaceCode)
        }
    }

    /// The digits alone: `110503`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The parts with strokes between them: `11/05/03`.
    #[must_use]
    pub fn path(&self) -> String {
        let parts: Vec<&str> = [0..2, 2..4, 4..6]
            .into_iter()
            .filter_map(|part| self.0.get(part))
            .collect();
        parts.join("/")
    }

    /// How far down the tree.
    #[must_use]
    pub fn level(&self) -> Level {
        match self.0.len() {
            2 => Level::Province,
            4 => Level::County,
            _ => Level::District,
        }
    }

    /// The place that this one lies in; none for a province.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        match self.level() {
            Level::Province => None,
            Level::County => self.0.get(..2).map(|code| Self(code.to_owned())),
            Level::District => self.0.get(..4).map(|code| Self(code.to_owned())),
        }
    }
}

impl fmt::Display for PlaceCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for PlaceCode {
    type Error = NotAPlaceCode;

    fn try_from(code: String) -> Result<Self, NotAPlaceCode> {
        Self::parse(&code)
    }
}

impl From<PlaceCode> for String {
    fn from(code: PlaceCode) -> Self {
        code.0
    }
}

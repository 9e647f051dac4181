//! What is handed in, and what a reviewer finds of it.

use serde::{Deserialize, Serialize};

use super::PaperNo;
use crate::domain::case::people::PersonNo;
use crate::domain::case::personal::Personal;

/// A scanned or photographed paper in the case's file store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredFile {
    /// SHA-256 of the content, lower-case hex.
    pub digest: Personal,
    pub name: Personal,
    pub media: String,
    pub size: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperReceived {
    pub paper: PaperNo,
    /// From 1; a newer scan never overwrites the older.
    pub version: u32,
    /// Code of a requirement or a paper kind.
    pub kind: String,
    pub title: Option<Personal>,
    /// Empty when it speaks for the whole household.
    pub people: Vec<PersonNo>,
    /// `original`, `copy`, `seen` (kept in the paper folder).
    pub form: String,
    pub folder: Option<Personal>,
    pub pages: u32,
    pub issuer: Option<Personal>,
    pub number: Option<Personal>,
    pub dated: Option<Personal>,
    pub file: Option<StoredFile>,
}

impl PaperReceived {
    /// Whether somebody who asks for the paper later can be told where it is: it was scanned, it is in
    /// a folder, or the original was seen and given back to its owner.
    #[must_use]
    pub fn is_somewhere(&self) -> bool {
        self.file.is_some() || self.folder.is_some() || self.form == "seen"
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperJudged {
    pub paper: PaperNo,
    pub version: u32,
    pub verdict: Verdict,
    pub certification: Option<String>,
    pub supports: Vec<String>,
    pub reason: Option<Personal>,
}

/// What a reviewer found of a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Accepted,
    Illegible,
    Incomplete,
    Doubted,
    OriginalNeeded,
    NotOfCase,
}

impl Verdict {
    /// Every verdict, in the order of the form.
    pub const ALL: &'static [Self] = &[
        Self::Accepted,
        Self::Illegible,
        Self::Incomplete,
        Self::OriginalNeeded,
        Self::Doubted,
        Self::NotOfCase,
    ];

    /// The code name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Illegible => "illegible",
            Self::Incomplete => "incomplete",
            Self::Doubted => "doubted",
            Self::OriginalNeeded => "original_needed",
            Self::NotOfCase => "not_of_case",
        }
    }
}

/// One thing that the applicant is asked to bring.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// Id of the requirement in the directive, or `other`.
    pub requirement: String,
    pub person: PersonNo,
    pub note: Option<Personal>,
}

//! What an examination of a bundle says.

use std::collections::BTreeSet;
use std::fmt;

use crate::domain::history::Hash;

/// What does not hold. The codes are part of the format: both verifiers speak them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Archive,
    Manifest,
    ManifestSignature,
    MissingFile,
    StrayFile,
    FileDigest,
    Unreadable,
    Sequence,
    Previous,
    EventHash,
    Body,
    Place,
    Time,
    Opening,
    StrayOpening,
    MissingOpening,
    Withheld,
    Inclusion,
    Checkpoint,
    CheckpointSignature,
    Consistency,
    Witness,
    Document,
    MissingDocument,
    Head,
}

impl Kind {
    /// Its code and what it says, in plain English.
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Archive => (
                "archive",
                "the ZIP is damaged, or is none that we would make",
            ),
            Self::Manifest => ("manifest", "the list of contents is missing or malformed"),
            Self::ManifestSignature => (
                "manifest-signature",
                "no valid signature by a trusted key is under the list of contents",
            ),
            Self::MissingFile => ("missing-file", "this file was in the bundle and is not"),
            Self::StrayFile => ("stray-file", "this file does not belong to the bundle"),
            Self::FileDigest => ("file-digest", "the content is not the one that was listed"),
            Self::Unreadable => ("unreadable", "this cannot be read as the format says"),
            Self::Sequence => (
                "sequence",
                "an event is missing, doubled or out of its order",
            ),
            Self::Previous => ("previous", "the event does not follow the one before it"),
            Self::EventHash => ("event-hash", "the hash is not that of the event's bytes"),
            Self::Body => ("body", "the body of the event is not canonical JSON"),
            Self::Place => ("place", "the event belongs to another stream or number"),
            Self::Time => ("time", "the event is earlier than the one before it"),
            Self::Opening => ("opening", "this value is not the one that was committed to"),
            Self::StrayOpening => (
                "stray-opening",
                "nothing in the event commits to this value",
            ),
            Self::MissingOpening => (
                "missing-opening",
                "this value is neither here, nor listed as withheld, nor lawfully erased",
            ),
            Self::Withheld => (
                "withheld",
                "this value is listed as withheld, but is here or was never there",
            ),
            Self::Inclusion => ("inclusion", "the event is not in the sealed log"),
            Self::Checkpoint => (
                "checkpoint",
                "this is not the checkpoint of the bundle's log",
            ),
            Self::CheckpointSignature => (
                "checkpoint-signature",
                "the key valid at this size has not signed the checkpoint",
            ),
            Self::Consistency => (
                "consistency",
                "the log of this checkpoint does not continue that of the previous one",
            ),
            Self::Witness => (
                "witness",
                "too few of the witnesses have seen the checkpoint",
            ),
            Self::Document => ("document", "this document is not the one that was received"),
            Self::MissingDocument => (
                "missing-document",
                "the document that was received is missing",
            ),
            Self::Head => ("head", "this does not end where the list of contents says"),
        }
    }

    /// The name by which both verifiers call it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.words().0
    }
}

/// Something that does not hold, and where.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Empty for the archive as a whole.
    pub file: String,
    /// Number of an event, or of a line that cannot be read.
    pub seq: Option<u64>,
    /// JSON pointer of a value in the event.
    pub path: Option<String>,
    pub kind: Kind,
}

impl Finding {
    /// Something about a whole file.
    #[must_use]
    pub fn of(kind: Kind, file: &str) -> Self {
        Self {
            file: file.to_owned(),
            seq: None,
            path: None,
            kind,
        }
    }

    pub(super) fn at(mut self, seq: u64) -> Self {
        self.seq = Some(seq);
        self
    }

    pub(super) fn value(mut self, path: &str) -> Self {
        self.path = Some(path.to_owned());
        self
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (code, says) = self.kind.words();
        // The names come from the bundle: whoever made it shall not move the cursor of its reader.
        write!(f, "{code}")?;
        if !self.file.is_empty() {
            write!(f, " at {}", self.file.escape_debug())?;
        }
        if let Some(seq) = self.seq {
            write!(f, ", event {seq}")?;
        }
        if let Some(path) = &self.path {
            write!(f, ", value {}", path.escape_debug())?;
        }
        write!(f, ": {says}")
    }
}

/// Why nothing can be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Cannot {
    #[error("the bundle is of a version that this program does not know: take a newer program")]
    Version,
    #[error("none of the keys that were handed in belongs to the log that the bundle names")]
    NoTrustedKey,
}

/// In a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Sound,
    Damaged,
    CannotVerify,
}

impl Outcome {
    /// Damage is told of what can be verified only.
    #[must_use]
    pub fn of(cannot: Option<Cannot>, findings: &BTreeSet<Finding>) -> Self {
        match (cannot, findings.is_empty()) {
            (Some(_), _) => Self::CannotVerify,
            (None, true) => Self::Sound,
            (None, false) => Self::Damaged,
        }
    }

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sound => "sound",
            Self::Damaged => "damaged",
            Self::CannotVerify => "cannot-verify",
        }
    }

    /// With what the command ends.
    #[must_use]
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Sound => 0,
            Self::Damaged => 1,
            Self::CannotVerify => 2,
        }
    }
}

/// What the bundle is about, as it says itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    pub case: String,
    pub stream: String,
    pub seq: u64,
    pub head: Hash,
    pub origin: String,
    /// More than 1 where the log went on after a loss that two people declared.
    pub epoch: Option<u32>,
    /// Leaves of the log at its checkpoint.
    pub size: Option<u64>,
    /// How many of the witnesses asked for have seen the checkpoint.
    pub witnesses: usize,
    /// Values held back from this copy, as (event, JSON pointer).
    pub withheld: Vec<(u64, String)>,
    /// Values that a later event says were lawfully erased.
    pub erased: Vec<(u64, String)>,
}

/// Sound, damaged with findings, or not to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    pub about: Option<About>,
    pub findings: BTreeSet<Finding>,
    pub cannot: Option<Cannot>,
    /// Whether keys from elsewhere were handed in.
    pub compared: bool,
}

impl Verdict {
    /// One finding that leaves nothing further to look at.
    #[must_use]
    pub fn damaged(finding: Finding, compared: bool) -> Self {
        Self {
            about: None,
            findings: BTreeSet::from([finding]),
            cannot: None,
            compared,
        }
    }

    pub(super) const fn cannot(why: Cannot, compared: bool) -> Self {
        Self {
            about: None,
            findings: BTreeSet::new(),
            cannot: Some(why),
            compared,
        }
    }

    #[must_use]
    pub fn outcome(&self) -> Outcome {
        Outcome::of(self.cannot, &self.findings)
    }
}

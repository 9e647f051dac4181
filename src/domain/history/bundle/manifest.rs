//! The list of contents, which the log's key signs.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{Files, Finding, Kind, MANIFEST, MANIFEST_NOTE, VERSION, sha256, strict};
use crate::domain::history::{Hash, NotCanonical};

/// The directive under which the case stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Directive {
    pub id: String,
    pub version: String,
    pub digest: String,
}

/// The event that recorded that this copy was handed out, and to whom and why; it is not inside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Export {
    pub stream: String,
    pub seq: u64,
}

/// Values of one event that this copy does not show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withheld {
    pub seq: u64,
    /// JSON pointers into the body, in order.
    pub paths: Vec<String>,
}

/// A file and what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    pub name: String,
    pub size: u64,
    /// Lower-case hex.
    pub sha256: String,
}

impl Listed {
    /// What stands in the list for a file.
    #[must_use]
    pub fn of(name: &str, bytes: &[u8]) -> Self {
        Self {
            name: name.to_owned(),
            size: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            sha256: sha256(bytes),
        }
    }

    /// Whether these bytes are the file.
    #[must_use]
    pub fn is(&self, bytes: &[u8]) -> bool {
        *self == Self::of(&self.name, bytes)
    }
}

/// What a bundle is of and what is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub v: u64,
    /// The number by which people call the case.
    pub case: String,
    pub stream: String,
    /// The last event and its hash.
    pub seq: u64,
    pub head: Hash,
    /// Whose log it is.
    pub origin: String,
    pub directive: Directive,
    pub export: Export,
    pub withheld: Vec<Withheld>,
    /// Every file but the manifest and its note, by name.
    pub files: Vec<Listed>,
}

/// Why there is no manifest to go by.
pub(super) enum Refused {
    Damaged(Finding),
    Version,
}

impl Manifest {
    /// Its canonical bytes.
    ///
    /// # Errors
    /// A number is too large.
    pub fn write(&self) -> Result<Vec<u8>, NotCanonical> {
        strict::write(self)
    }

    pub(super) fn read(files: &Files) -> Result<Self, Refused> {
        let found = |kind| Refused::Damaged(Finding::of(kind, MANIFEST));
        let bytes = files.get(MANIFEST).ok_or(found(Kind::MissingFile))?;
        let value = strict::value(bytes).ok_or(found(Kind::Manifest))?;
        let version = value.get("v").and_then(serde_json::Value::as_u64);
        if version.is_some_and(|v| v != VERSION) {
            return Err(Refused::Version);
        }
        let read: Option<Self> = strict::read(bytes);
        read.filter(Self::in_order).ok_or(found(Kind::Manifest))
    }

    fn in_order(&self) -> bool {
        let names = self.files.iter().map(|f| &f.name);
        let events = self.withheld.iter().map(|w| w.seq);
        let paths = |w: &Withheld| !w.paths.is_empty() && rising(w.paths.iter());
        self.seq > 0
            && rising(names.clone())
            && !names.clone().any(|n| n == MANIFEST || n == MANIFEST_NOTE)
            && rising(events)
            && self.withheld.iter().all(paths)
    }

    /// What is withheld, as (event, JSON pointer).
    #[must_use]
    pub fn withheld_paths(&self) -> Vec<(u64, String)> {
        let of_event = |w: &Withheld| {
            let seq = w.seq;
            w.paths.clone().into_iter().map(move |path| (seq, path))
        };
        self.withheld.iter().flat_map(of_event).collect()
    }
}

/// Each is larger than the one before it.
pub(super) fn rising<T: PartialOrd>(items: impl Iterator<Item = T> + Clone) -> bool {
    items.clone().zip(items.skip(1)).all(|(a, b)| a < b)
}

/// By what a manifest of these bytes is vouched for.
#[must_use]
pub fn manifest_digest(manifest: &[u8]) -> Hash {
    Hash::new(Sha256::digest(manifest).into())
}

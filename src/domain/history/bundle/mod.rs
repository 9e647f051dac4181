//! What an export proves without us: the files of a bundle, how they are put together, and how whoever
//! holds one checks it, with no database and nobody to ask. The format is told in `docs/proof.md`.
//!
//! Everything here works on bytes that are handed in. Nothing is believed because it stands in the
//! bundle, but what a trusted key has signed.

mod compose;
mod events;
mod finding;
mod keys;
mod log;
mod manifest;
mod proof;
pub mod set;
mod strict;

use std::collections::{BTreeMap, BTreeSet};

pub use compose::{Leaf, Material, Sealed, Unsigned, compose};
pub use events::{EventLine, OpeningLine};
pub use finding::{About, Cannot, Finding, Kind, Outcome, Verdict};
pub use keys::{Keys, NotKeys, Policy, ValidFrom};
pub use manifest::{Directive, Export, Listed, Manifest, Withheld, manifest_digest};
pub use proof::Proof;

use sha2::{Digest as _, Sha256};

use crate::domain::history::sealing;

/// The version of the format that is written, and the only one that is read.
pub const VERSION: u64 = 1;

pub const MANIFEST: &str = "manifest.json";
pub const MANIFEST_NOTE: &str = "manifest.note";
pub const EVENTS: &str = "events.ndjson";
pub const OPENINGS: &str = "openings.ndjson";
pub const CHECKPOINT: &str = "checkpoint.note";
pub const PREVIOUS: &str = "previous-checkpoint.note";
pub const CONSISTENCY: &str = "consistency.txt";
pub const KEYS: &str = "keys.json";
pub const CASE: &str = "case.json";
const DOCUMENTS: &str = "documents/";
const PROOFS: &str = "proofs/";

/// What every bundle has, beside its manifest.
const ALWAYS: [&str; 6] = [MANIFEST_NOTE, EVENTS, OPENINGS, CHECKPOINT, KEYS, CASE];

/// The files of a bundle by their names.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The name of the proof of one event.
#[must_use]
pub fn proof_name(seq: u64) -> String {
    format!("{PROOFS}{seq:06}.tlog-proof")
}

/// How the name of the document that came with an event begins.
#[must_use]
pub fn document_prefix(seq: u64) -> String {
    format!("{DOCUMENTS}{seq:06}-")
}

/// What whoever checks has from elsewhere.
#[derive(Debug, Clone, Default)]
pub struct Trust {
    /// The keys of the log, got on another way than with the bundle. Without them the keys inside are
    /// used, which proves only that the bundle agrees with itself.
    pub keys: Option<Keys>,
    pub witnesses: Option<Policy>,
}

/// Checks a bundle against what is trusted.
#[must_use]
pub fn verify(files: &Files, trust: &Trust) -> Verdict {
    let compared = trust.keys.is_some();
    let manifest = match Manifest::read(files) {
        Ok(manifest) => manifest,
        Err(manifest::Refused::Damaged(finding)) => return Verdict::damaged(finding, compared),
        Err(manifest::Refused::Version) => return Verdict::cannot(Cannot::Version, compared),
    };
    let mut examined = Examined::new(files, &manifest);
    let keys = match &trust.keys {
        Some(keys) if keys.origin != manifest.origin => {
            return Verdict::cannot(Cannot::NoTrustedKey, compared);
        }
        Some(keys) => keys.clone(),
        None => examined.keys_inside(),
    };
    examined.files();
    let log = log::examine(&mut examined, &keys, trust.witnesses.as_ref());
    let told = events::examine(&mut examined, &log);
    examined.head();
    Verdict {
        about: Some(About {
            case: manifest.case.clone(),
            stream: manifest.stream.clone(),
            seq: manifest.seq,
            head: manifest.head,
            origin: manifest.origin.clone(),
            epoch: log
                .checkpoint
                .as_ref()
                .and_then(|(_, c)| epoch(&manifest.origin, &c.origin)),
            size: log.checkpoint.map(|(_, checkpoint)| checkpoint.size),
            witnesses: log.witnesses,
            withheld: manifest.withheld_paths(),
            erased: told,
        }),
        findings: examined.findings,
        cannot: None,
        compared,
    }
}

/// A bundle under examination, and what was found so far.
struct Examined<'a> {
    files: &'a Files,
    manifest: &'a Manifest,
    findings: BTreeSet<Finding>,
}

impl<'a> Examined<'a> {
    fn new(files: &'a Files, manifest: &'a Manifest) -> Self {
        let findings = BTreeSet::new();
        Self {
            files,
            manifest,
            findings,
        }
    }

    fn find(&mut self, kind: Kind, file: &str) {
        self.findings.insert(Finding::of(kind, file));
    }

    fn find_at(&mut self, kind: Kind, file: &str, seq: u64) {
        self.findings.insert(Finding::of(kind, file).at(seq));
    }

    fn find_value(&mut self, kind: Kind, file: &str, (seq, path): (u64, &str)) {
        self.findings
            .insert(Finding::of(kind, file).at(seq).value(path));
    }

    /// The file as text; what is no text is found, and reads as nothing.
    fn text(&mut self, name: &str) -> Option<&'a str> {
        let bytes = self.files.get(name)?;
        let text = std::str::from_utf8(bytes).ok();
        if text.is_none() {
            self.find(Kind::Unreadable, name);
        }
        text
    }

    /// The keys that lie in the bundle; none where they cannot be read.
    fn keys_inside(&mut self) -> Keys {
        let bytes = self.files.get(KEYS).map(Vec::as_slice);
        match bytes.map(Keys::read) {
            Some(Ok(keys)) => keys,
            Some(Err(_)) => {
                self.find(Kind::Unreadable, KEYS);
                Keys::none()
            }
            None => Keys::none(),
        }
    }

    /// Every file that is listed is there as listed, and no other.
    fn files(&mut self) {
        let files = self.files;
        let listed = self.manifest.files.iter();
        let listed: BTreeMap<&str, &Listed> = listed.map(|l| (l.name.as_str(), l)).collect();
        for (name, listed) in &listed {
            match files.get(*name) {
                None => self.find(Kind::MissingFile, name),
                Some(bytes) if !listed.is(bytes) => self.find(Kind::FileDigest, name),
                Some(_) => {}
            }
        }
        for name in files.keys().map(String::as_str) {
            let of_itself = name == MANIFEST || name == MANIFEST_NOTE;
            if !of_itself && !listed.contains_key(name) {
                self.find(Kind::StrayFile, name);
            }
        }
        for name in ALWAYS.into_iter().filter(|name| !files.contains_key(*name)) {
            self.find(Kind::MissingFile, name);
        }
    }

    /// The state of the case is that of the head which the manifest names.
    fn head(&mut self) {
        let Some(bytes) = self.files.get(CASE) else {
            return;
        };
        let Some(case) = strict::value(bytes) else {
            return self.find(Kind::Unreadable, CASE);
        };
        let text = |key: &str| case.get(key).and_then(serde_json::Value::as_str);
        let agrees = text("reference") == Some(&self.manifest.case)
            && text("hash") == Some(&self.manifest.head.to_string())
            && case.get("seq").and_then(serde_json::Value::as_u64) == Some(self.manifest.seq);
        if !agrees {
            self.find(Kind::Head, CASE);
        }
    }
}

/// The epoch of the log `origin` in which a checkpoint of this name was made; nothing where it is of
/// another log.
fn epoch(origin: &str, name: &str) -> Option<u32> {
    if name == origin {
        return Some(1);
    }
    let epoch = name.strip_prefix(origin)?.strip_prefix("/epoch/")?;
    let epoch: u32 = epoch.parse().ok().filter(|epoch| *epoch > 1)?;
    (sealing::origin_of(origin, epoch) == name).then_some(epoch)
}

/// SHA-256 in lower-case hex.
fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

#[cfg(test)]
#[path = "bundle_tests.rs"]
mod tests;

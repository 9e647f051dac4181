//! Bundles of many cases in one file: the list that says which they are and which could not be made,
//! signed by the log's key, so that none can be dropped, exchanged or added unnoticed.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::manifest::{Listed, rising};
use super::{Cannot, Export, Finding, KEYS, Keys, Kind, Outcome, Verdict, manifest_digest, strict};
use crate::domain::history::note::Note;
use crate::domain::history::{Hash, NotCanonical, sealing};

pub const SET: &str = "set.json";
pub const SET_NOTE: &str = "set.note";

/// A case whose bundle is in the set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InSet {
    /// Its place among all that were chosen, from 1.
    pub no: u64,
    /// The number by which people call it.
    pub case: String,
    pub stream: String,
    /// The last event in the bundle and its hash.
    pub seq: u64,
    pub head: Hash,
    /// The bundle as a file of the set.
    pub file: Listed,
}

/// A case that was chosen and whose bundle could not be made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotInSet {
    pub no: u64,
    pub case: String,
    /// `not-found`, `not-sealed` or `damaged`.
    pub why: String,
}

/// The list of a set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Set {
    /// The version of the format.
    pub set: u64,
    pub origin: String,
    /// By what the cases were chosen.
    pub chosen: BTreeMap<String, String>,
    /// How many were chosen.
    pub count: u64,
    /// The event that recorded that the set was made; it is not inside.
    pub export: Export,
    pub cases: Vec<InSet>,
    pub missing: Vec<NotInSet>,
}

impl Set {
    /// Its canonical bytes.
    ///
    /// # Errors
    /// A number is too large.
    pub fn write(&self) -> Result<Vec<u8>, NotCanonical> {
        strict::write(self)
    }

    /// Every chosen case is told of once, in order.
    fn is_whole(&self) -> bool {
        let in_set = self.cases.iter().map(|it| it.no);
        let missing = self.missing.iter().map(|it| it.no);
        let names: BTreeSet<&str> = self.cases.iter().map(|it| it.file.name.as_str()).collect();
        let own = [SET, SET_NOTE, KEYS];
        let all: BTreeSet<u64> = in_set.clone().chain(missing.clone()).collect();
        rising(in_set)
            && rising(missing)
            && names.len() == self.cases.len()
            && !own.iter().any(|name| names.contains(name))
            && self.cases.len() + self.missing.len() == all.len()
            && all.into_iter().eq(1..=self.count)
    }
}

/// What the examination of a set says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetVerdict {
    pub set: Option<Set>,
    /// Of the set itself and of each bundle in it, the name of the bundle before the name of the file.
    pub findings: BTreeSet<Finding>,
    pub cannot: Option<Cannot>,
    /// Whether keys from elsewhere were handed in.
    pub compared: bool,
}

impl SetVerdict {
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        Outcome::of(self.cannot, &self.findings)
    }
}

/// A set under examination: its bundles are handed in one by one, so that no more than one is held.
#[derive(Debug)]
pub struct Examination {
    set: Set,
    bytes: Vec<u8>,
    keys: Keys,
    compared: bool,
    findings: BTreeSet<Finding>,
    cannot: Option<Cannot>,
    seen: BTreeSet<String>,
    /// Leaves of the largest log that a bundle names: the list was signed after that.
    size: u64,
}

impl Examination {
    /// Begins with the list and the keys; those inside are used where none are trusted.
    ///
    /// # Errors
    /// There is nothing to go by: what is to be said is said.
    pub fn begin(
        list: &[u8],
        inside: Option<&[u8]>,
        trusted: Option<&Keys>,
    ) -> Result<Self, Box<SetVerdict>> {
        let compared = trusted.is_some();
        let ended = |finding: Option<Finding>, cannot| {
            Box::new(SetVerdict {
                set: None,
                findings: finding.into_iter().collect(),
                cannot,
                compared,
            })
        };
        let malformed = || ended(Some(Finding::of(Kind::Manifest, SET)), None);
        let value = strict::value(list).ok_or_else(malformed)?;
        let version = value.get("set").and_then(serde_json::Value::as_u64);
        if version.is_some_and(|version| version != 1) {
            return Err(ended(None, Some(Cannot::Version)));
        }
        let read: Option<Set> = strict::read(list);
        let set = read.filter(Set::is_whole).ok_or_else(malformed)?;
        if trusted.is_some_and(|keys| keys.origin != set.origin) {
            return Err(ended(None, Some(Cannot::NoTrustedKey)));
        }
        let mut findings = BTreeSet::new();
        let inside = match inside {
            None => Err(Kind::MissingFile),
            Some(bytes) => Keys::read(bytes).map_err(|_not_keys| Kind::Unreadable),
        };
        findings.extend(inside.as_ref().err().map(|kind| Finding::of(*kind, KEYS)));
        let keys = match trusted {
            Some(keys) => keys.clone(),
            None => inside.unwrap_or_else(|_told| Keys::none()),
        };
        Ok(Self {
            set,
            bytes: list.to_vec(),
            keys,
            compared,
            findings,
            cannot: None,
            seen: BTreeSet::new(),
            size: 0,
        })
    }

    /// The names of the bundles that are listed.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let names = self.set.cases.iter().map(|it| it.file.name.clone());
        names.collect()
    }

    /// The keys by which each bundle is to be examined.
    #[must_use]
    pub const fn keys(&self) -> &Keys {
        &self.keys
    }

    /// One bundle, and what its own examination said; nothing where it is no archive.
    pub fn bundle(&mut self, name: &str, bytes: &[u8], verdict: &Verdict) {
        self.seen.insert(name.to_owned());
        let Some(listed) = self.set.cases.iter().find(|it| it.file.name == name) else {
            return;
        };
        if !listed.file.is(bytes) {
            self.findings.insert(Finding::of(Kind::FileDigest, name));
        }
        let same = |about: &super::About| {
            (&about.case, &about.stream, about.seq, about.head)
                == (&listed.case, &listed.stream, listed.seq, listed.head)
        };
        if !verdict.about.as_ref().is_none_or(same) {
            self.findings.insert(Finding::of(Kind::Head, name));
        }
        let size = verdict.about.as_ref().and_then(|about| about.size);
        self.size = self.size.max(size.unwrap_or(0));
        self.cannot = self.cannot.or(verdict.cannot);
        self.findings.extend(verdict.findings.iter().map(|found| {
            let file = match found.file.as_str() {
                "" => name.to_owned(),
                file => format!("{name}/{file}"),
            };
            let found = found.clone();
            Finding { file, ..found }
        }));
    }

    /// Every file of the set by its name was handed in, or is none of its own.
    #[must_use]
    pub fn end(mut self, note: Option<&[u8]>, names: &[String]) -> SetVerdict {
        for name in self.names() {
            if !self.seen.contains(&name) {
                self.findings.insert(Finding::of(Kind::MissingFile, &name));
            }
        }
        for name in names {
            let own = [SET, SET_NOTE, KEYS].contains(&name.as_str());
            if !own && !self.set.cases.iter().any(|it| it.file.name == *name) {
                self.findings.insert(Finding::of(Kind::StrayFile, name));
            }
        }
        self.findings
            .extend(self.signed(note).map(|kind| Finding::of(kind, SET_NOTE)));
        SetVerdict {
            set: Some(self.set),
            findings: self.findings,
            cannot: self.cannot,
            compared: self.compared,
        }
    }

    /// What is wrong with the signature under the list.
    fn signed(&self, note: Option<&[u8]>) -> Option<Kind> {
        let Some(note) = note else {
            return Some(Kind::MissingFile);
        };
        let text = std::str::from_utf8(note).ok();
        let Some(note) = text.and_then(|text| text.parse::<Note>().ok()) else {
            return Some(Kind::Unreadable);
        };
        let right = note.text == sealing::bundle_text(&manifest_digest(&self.bytes));
        let mut keys = self.keys.since(self.size);
        let holds = right && keys.any(|key| note.verified(key).is_some());
        (!holds).then_some(Kind::ManifestSignature)
    }
}

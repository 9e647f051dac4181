//! The keys of a log, each valid from a size on, and the witnesses that are asked for.

use serde::{Deserialize, Serialize};

use super::manifest::rising;
use super::strict;
use crate::domain::history::NotCanonical;
use crate::domain::history::note::{KeyKind, Note, PublicKey};
use crate::domain::history::sealing::Valid;

/// A text is no list of keys, or no list of witnesses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotKeys {
    #[error("not a list of keys as docs/proof.md describes it")]
    Keys,
    #[error("not a list of witnesses as docs/proof.md describes it")]
    Witnesses,
}

/// A key and the size of the log from which it signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValidFrom {
    pub from: u64,
    pub key: PublicKey,
}

/// The keys of one log, in the order in which they became valid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keys {
    pub origin: String,
    keys: Vec<ValidFrom>,
}

#[derive(Serialize, Deserialize)]
struct Written {
    origin: String,
    keys: Vec<WrittenKey>,
}

#[derive(Serialize, Deserialize)]
struct WrittenKey {
    from: u64,
    vkey: String,
}

#[derive(Serialize, Deserialize)]
struct WrittenPolicy {
    needed: usize,
    witnesses: Vec<String>,
}

fn parsed(vkey: &str, kind: KeyKind) -> Option<PublicKey> {
    let key: PublicKey = vkey.parse().ok()?;
    (key.kind == kind && key.to_string() == vkey).then_some(key)
}

impl Keys {
    /// The keys of the log `origin`.
    ///
    /// # Errors
    /// There are none, they are not in order, or one has another name or is of no log.
    pub fn new(origin: &str, keys: Vec<ValidFrom>) -> Result<Self, NotKeys> {
        let of_log = |k: &ValidFrom| k.key.kind == KeyKind::Note && k.key.name == origin;
        if keys.is_empty() || !rising(keys.iter().map(|k| k.from)) || !keys.iter().all(of_log) {
            return Err(NotKeys::Keys);
        }
        let origin = origin.to_owned();
        Ok(Self { origin, keys })
    }

    /// The keys as the log itself names them.
    ///
    /// # Errors
    /// As of [`Keys::new`].
    pub fn of_log(origin: &str, named: &[Valid]) -> Result<Self, NotKeys> {
        let key = |valid: &Valid| ValidFrom {
            // The first is valid for the empty log as well; the others sign what is larger.
            from: if valid.after == 0 {
                0
            } else {
                valid.after.saturating_add(1)
            },
            key: valid.key.clone(),
        };
        let mut keys: Vec<_> = named.iter().map(key).collect();
        keys.sort_by_key(|key| key.from);
        Self::new(origin, keys)
    }

    pub(super) const fn none() -> Self {
        Self {
            origin: String::new(),
            keys: Vec::new(),
        }
    }

    /// Reads a `keys.json`.
    ///
    /// # Errors
    /// It is none.
    pub fn read(bytes: &[u8]) -> Result<Self, NotKeys> {
        let written: Written = strict::read(bytes).ok_or(NotKeys::Keys)?;
        let key = |k: &WrittenKey| {
            let (from, key) = (k.from, parsed(&k.vkey, KeyKind::Note)?);
            Some(ValidFrom { from, key })
        };
        let keys: Option<Vec<_>> = written.keys.iter().map(key).collect();
        Self::new(&written.origin, keys.ok_or(NotKeys::Keys)?)
    }

    /// The canonical bytes of a `keys.json`.
    ///
    /// # Errors
    /// A size is too large.
    pub fn write(&self) -> Result<Vec<u8>, NotCanonical> {
        let key = |k: &ValidFrom| WrittenKey {
            from: k.from,
            vkey: k.key.to_string(),
        };
        strict::write(&Written {
            origin: self.origin.clone(),
            keys: self.keys.iter().map(key).collect(),
        })
    }

    /// The key that signs the log when it has this many leaves.
    #[must_use]
    pub fn at(&self, size: u64) -> Option<&PublicKey> {
        let known = self.keys.iter().rev().find(|k| k.from <= size);
        known.map(|k| &k.key)
    }

    /// The keys that may have signed an export which was made when the log had `size` leaves or more.
    pub(super) fn since(&self, size: u64) -> impl Iterator<Item = &PublicKey> {
        let current = self.keys.iter().rposition(|k| k.from <= size);
        let later = self.keys.iter().skip(current.unwrap_or(self.keys.len()));
        later.map(|k| &k.key)
    }
}

/// Which witnesses are believed, and how many of them must have seen a checkpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    needed: usize,
    witnesses: Vec<PublicKey>,
}

impl Policy {
    /// Reads a file of witnesses.
    ///
    /// # Errors
    /// It is none, names a witness twice, or asks for more witnesses than it names.
    pub fn read(bytes: &[u8]) -> Result<Self, NotKeys> {
        let wrong = NotKeys::Witnesses;
        let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
        let written: WrittenPolicy = strict::read(bytes).ok_or(wrong)?;
        let keys = written.witnesses.iter();
        let keys: Option<Vec<_>> = keys.map(|k| parsed(k, KeyKind::Cosignature)).collect();
        let witnesses = keys.ok_or(wrong)?;
        if written.needed > witnesses.len() || !rising(written.witnesses.iter()) {
            return Err(wrong);
        }
        Ok(Self {
            needed: written.needed,
            witnesses,
        })
    }

    /// How many have seen it, and whether they are enough.
    pub(super) fn seen(&self, note: &Note) -> (usize, bool) {
        let saw = |key: &&PublicKey| note.verified(key).is_some();
        let count = self.witnesses.iter().filter(saw).count();
        (count, count >= self.needed)
    }
}

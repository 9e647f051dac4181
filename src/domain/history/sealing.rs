//! The rule by which the log is signed: nothing that is not a continuation of what was signed before.
//! Whoever owns the database can rewrite it, and cannot have the rewriting signed.

use serde::{Deserialize, Serialize};

use super::Hash;
use super::merkle::{consistent, empty_root};
use super::note::{Checkpoint, KeyKind, Note, PublicKey, SecretKey};

/// The stream that tells of the log itself: its opening, its keys, its epochs.
pub const LOG: &str = "log";
/// With what the text begins that vouches for an exported history.
const BUNDLE: &str = "sejel/bundle/1";

/// What was signed last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// 1 for a log that never lost anything.
    pub epoch: u32,
    /// Leaves.
    pub size: u64,
    pub root: Hash,
}

impl Standing {
    /// Nothing was signed yet.
    #[must_use]
    pub fn begin() -> Self {
        Self {
            epoch: 1,
            size: 0,
            root: empty_root(),
        }
    }
}

/// What is to be signed, and the proof that it continues what was signed last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ask {
    pub epoch: u32,
    pub size: u64,
    pub root: Hash,
    /// The size from which `proof` leads (RFC 6962, 2.1.2).
    pub from: u64,
    pub proof: Vec<Hash>,
}

/// Why nothing is signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The proof leads from another size: somebody else had a state signed meanwhile.
    #[error("the proof begins elsewhere; {} leaves were signed last", .0.size)]
    Elsewhere(Standing),
    /// The log is shorter than what was signed: an older copy was brought back.
    #[error("the log has {asked} leaves and {} were signed: an older copy was brought back", .standing.size)]
    Shrunk { standing: Standing, asked: u64 },
    /// It is not a continuation: what was signed was rewritten.
    #[error("the log does not continue what was signed at {} leaves", .0.size)]
    Rewritten(Standing),
    #[error("another epoch: {} is the present one", .0.epoch)]
    OtherEpoch(Standing),
}

/// Whether `ask` may be signed, and what was signed last if it is.
///
/// # Errors
/// See [`Refusal`].
pub fn judge(standing: Standing, ask: &Ask) -> Result<Standing, Refusal> {
    if ask.epoch != standing.epoch {
        return Err(Refusal::OtherEpoch(standing));
    }
    if ask.size < standing.size {
        return Err(Refusal::Shrunk {
            standing,
            asked: ask.size,
        });
    }
    if ask.from != standing.size {
        return Err(Refusal::Elsewhere(standing));
    }
    let (old, new) = ((standing.size, standing.root), (ask.size, ask.root));
    if !consistent(old, new, &ask.proof) {
        return Err(Refusal::Rewritten(standing));
    }
    Ok(Standing {
        epoch: ask.epoch,
        size: ask.size,
        root: ask.root,
    })
}

/// The name that stands over the checkpoints of an epoch. The first bears the log's own.
#[must_use]
pub fn origin_of(origin: &str, epoch: u32) -> String {
    match epoch {
        0 | 1 => origin.to_owned(),
        epoch => format!("{origin}/epoch/{epoch}"),
    }
}

/// The checkpoint that is signed for a state of the log.
#[must_use]
pub fn checkpoint_of(origin: &str, state: Standing) -> Checkpoint {
    Checkpoint {
        origin: origin_of(origin, state.epoch),
        size: state.size,
        root: state.root,
    }
}

/// Signs a state of the log that was judged.
#[must_use]
pub fn sign(key: &SecretKey, state: Standing) -> Note {
    Note::signed(checkpoint_of(key.name(), state).text(), key)
}

/// What is signed for an exported history: a text that is never a checkpoint, and the SHA-256 of its
/// manifest in hexadecimal.
#[must_use]
pub fn bundle_text(manifest: &Hash) -> String {
    format!("{BUNDLE}\n{manifest}\n")
}

/// Vouches for an exported history.
#[must_use]
pub fn sign_bundle(key: &SecretKey, manifest: &Hash) -> Note {
    Note::signed(bundle_text(manifest), key)
}

/// With what the text begins by which a key is changed.
const KEY: &str = "sejel/key/1";

/// The note by which the holder of the old key and the holder of the new one say that the log is signed
/// with the new one from now on.
#[must_use]
pub fn change_key(old: &SecretKey, new: &SecretKey) -> Note {
    let text = format!("{KEY}\n{}\n", public(new));
    let mut note = Note::signed(text, old);
    note.lines.push(new.sign(&note.text));
    note
}

/// Whether both keys say that `new` follows `old`.
#[must_use]
pub fn changes_key(note: &Note, old: &PublicKey, new: &PublicKey) -> bool {
    let both = [old, new].iter().all(|key| note.verified(key).is_some());
    both && old.name == new.name && note.text == format!("{KEY}\n{new}\n")
}

/// The key with which a log's notes are checked, and from which size of the log on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Valid {
    pub key: PublicKey,
    /// Signs checkpoints of more leaves than this.
    pub after: u64,
}

/// The key that signs a log of `size` leaves.
#[must_use]
pub fn key_at(keys: &[Valid], size: u64) -> Option<&PublicKey> {
    let mut sorted: Vec<_> = keys.iter().filter(|it| it.after < size).collect();
    sorted.sort_by_key(|it| it.after);
    sorted.last().map(|it| &it.key)
}

/// The public half of a key that signs notes.
#[must_use]
pub fn public(key: &SecretKey) -> PublicKey {
    key.public(KeyKind::Note)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::convert::Infallible;

    use super::super::merkle::{Edge, Nodes, Place, consistency, leaf_hash};
    use super::*;

    #[derive(Default)]
    struct Tree(Edge, BTreeMap<Place, Hash>);

    impl Tree {
        fn grow(&mut self, entries: &[&str]) -> Standing {
            for entry in entries {
                let Self(edge, nodes) = self;
                edge.push(leaf_hash(entry.as_bytes()), |at, hash| {
                    nodes.insert(at, hash);
                });
            }
            Standing {
                epoch: 1,
                size: self.0.size(),
                root: self.0.root(),
            }
        }

        fn ask(&mut self, from: Standing) -> Ask {
            let (size, root) = (self.0.size(), self.0.root());
            Ask {
                epoch: 1,
                size,
                root,
                from: from.size,
                proof: consistency(from.size, size, self).unwrap(),
            }
        }
    }

    impl Nodes for Tree {
        type Error = Infallible;

        fn node(&mut self, at: Place) -> Result<Hash, Infallible> {
            Ok(*self.1.get(&at).unwrap())
        }
    }

    #[test]
    fn a_continuation_is_signed_again_and_again() {
        let mut tree = Tree::default();
        let mut standing = Standing::begin();
        for entries in [vec!["a"], vec!["b", "c", "d"], vec![], vec!["e"]] {
            let state = tree.grow(&entries);
            standing = judge(standing, &tree.ask(standing)).unwrap();
            assert_eq!(standing, state);
        }
    }

    #[test]
    fn a_past_that_was_rewritten_shortened_or_forked_is_not_signed() {
        let mut tree = Tree::default();
        let signed = tree.grow(&["a", "b", "c"]);
        let mut other = Tree::default();
        other.grow(&["a", "x", "c", "d"]);
        let ask = other.ask(signed);
        assert_eq!(judge(signed, &ask), Err(Refusal::Rewritten(signed)));
        let mut shorter = Tree::default();
        let state = shorter.grow(&["a", "b"]);
        let ask = Ask {
            from: 3,
            ..shorter.ask(state)
        };
        let shrunk = Refusal::Shrunk {
            standing: signed,
            asked: 2,
        };
        assert_eq!(judge(signed, &ask), Err(shrunk));
        tree.grow(&["d"]);
        let ask = tree.ask(Standing::begin());
        assert_eq!(judge(signed, &ask), Err(Refusal::Elsewhere(signed)));
        let ask = Ask {
            epoch: 2,
            ..tree.ask(signed)
        };
        assert_eq!(judge(signed, &ask), Err(Refusal::OtherEpoch(signed)));
    }

    #[test]
    fn what_vouches_for_a_bundle_is_no_checkpoint() {
        let key = SecretKey::new("sejel/bundle/1", &[1; 32]).unwrap();
        let note = sign_bundle(&key, &Hash::new([2; 32]));
        assert!(Checkpoint::read(&note.text).is_err());
        assert_eq!(note.verified(&public(&key)), Some(None));
    }

    #[test]
    fn a_key_is_changed_by_both_or_not_at_all() {
        let key = |name: &str, seed| SecretKey::new(name, &[seed; 32]).unwrap();
        let (old, new, other) = (key("log", 1), key("log", 2), key("log", 3));
        let note = change_key(&old, &new);
        assert!(changes_key(&note, &public(&old), &public(&new)));
        assert!(!changes_key(&note, &public(&old), &public(&other)));
        assert!(!changes_key(&note, &public(&other), &public(&new)));
        let mut alone = note;
        alone.lines.pop();
        assert!(!changes_key(&alone, &public(&old), &public(&new)));
        let elsewhere = change_key(&old, &key("another", 2));
        let named = public(&key("another", 2));
        assert!(!changes_key(&elsewhere, &public(&old), &named));
    }

    #[test]
    fn a_key_signs_from_its_size_on() {
        let key = |seed| public(&SecretKey::new("log", &[seed; 32]).unwrap());
        let keys = [
            Valid {
                key: key(1),
                after: 0,
            },
            Valid {
                key: key(2),
                after: 10,
            },
        ];
        assert_eq!(key_at(&keys, 10), Some(&key(1)));
        assert_eq!(key_at(&keys, 11), Some(&key(2)));
        assert_eq!(key_at(&keys, 0), None);
    }
}

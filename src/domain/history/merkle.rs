//! The tree over all events: RFC 6962, section 2. Every size of it has one root; a leaf is shown to be
//! in it, and a larger tree to hold a smaller one unchanged, by a handful of hashes.

use sha2::{Digest, Sha256};

use super::Hash;

/// The hash of a leaf: SHA-256 over a zero byte and the entry (RFC 6962, 2.1).
#[must_use]
pub fn leaf_hash(entry: &[u8]) -> Hash {
    let digest = Sha256::new().chain_update([0]).chain_update(entry);
    Hash::new(digest.finalize().into())
}

/// The hash of an inner node: SHA-256 over a one byte and its two children (RFC 6962, 2.1).
#[must_use]
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    let digest = Sha256::new()
        .chain_update([1])
        .chain_update(left.as_bytes())
        .chain_update(right.as_bytes());
    Hash::new(digest.finalize().into())
}

/// The root of a tree without leaves: SHA-256 of nothing.
#[must_use]
pub fn empty_root() -> Hash {
    Hash::new(Sha256::digest([]).into())
}

/// What an event is in the tree: 72 bytes, SHA-256 of the stream's name, the number in its stream (8
/// bytes, big-endian), and the hash of the event. Whoever reads the log alone learns no name.
#[must_use]
pub fn entry(stream: &str, seq: u64, hash: &Hash) -> [u8; 72] {
    let mut entry = [0; 72];
    let (name, rest) = entry.split_at_mut(32);
    let (number, event) = rest.split_at_mut(8);
    name.copy_from_slice(&Sha256::digest(stream.as_bytes()));
    number.copy_from_slice(&seq.to_be_bytes());
    event.copy_from_slice(hash.as_bytes());
    entry
}

/// A complete subtree: `level` 0 is a leaf; node `index` of a level spans the leaves from
/// `index · 2^level` on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    pub level: u8,
    pub index: u64,
}

/// Where the hashes of complete subtrees are kept.
pub trait Nodes {
    type Error;

    /// The hash of a complete subtree.
    ///
    /// # Errors
    /// It is not there, or cannot be read.
    fn node(&mut self, at: Place) -> Result<Hash, Self::Error>;
}

/// The right edge of a tree: the roots of its complete subtrees, largest first. Enough to add leaves
/// and to tell the root.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Edge {
    size: u64,
    /// One for each bit that is set in the size, the highest first.
    peaks: Vec<Hash>,
}

impl Edge {
    /// The places of the peaks of a tree of `size` leaves, largest first.
    #[must_use]
    pub fn places(size: u64) -> Vec<Place> {
        let mut first = 0;
        let mut places = Vec::new();
        for level in (0..64).rev() {
            let span = 1_u64 << level;
            if size & span != 0 {
                places.push(Place {
                    level,
                    index: first >> level,
                });
                first += span;
            }
        }
        places
    }

    /// The edge of a tree that is kept.
    ///
    /// # Errors
    /// A node cannot be read.
    pub fn load<N: Nodes>(size: u64, nodes: &mut N) -> Result<Self, N::Error> {
        let peaks = Self::places(size).into_iter().map(|at| nodes.node(at));
        Ok(Self {
            size,
            peaks: peaks.collect::<Result<_, _>>()?,
        })
    }

    /// How many leaves the tree has.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Adds a leaf, and tells `keep` every subtree that it completes, the leaf itself first.
    pub fn push(&mut self, leaf: Hash, mut keep: impl FnMut(Place, Hash)) {
        let mut at = Place {
            level: 0,
            index: self.size,
        };
        let mut hash = leaf;
        keep(at, hash);
        while at.index & 1 == 1
            && let Some(left) = self.peaks.pop()
        {
            hash = node_hash(&left, &hash);
            at = Place {
                level: at.level + 1,
                index: at.index >> 1,
            };
            keep(at, hash);
        }
        self.peaks.push(hash);
        self.size += 1;
    }

    /// The root (RFC 6962, 2.1: `MTH`).
    #[must_use]
    pub fn root(&self) -> Hash {
        let mut peaks = self.peaks.iter().rev();
        let Some(last) = peaks.next() else {
            return empty_root();
        };
        peaks.fold(*last, |right, left| node_hash(left, &right))
    }
}

/// The root over the leaves `from..to`, where `from` begins a subtree of that span.
fn root_of<N: Nodes>(from: u64, to: u64, nodes: &mut N) -> Result<Hash, N::Error> {
    let size = to - from;
    if size.is_power_of_two() {
        let level = u8::try_from(size.trailing_zeros()).unwrap_or(u8::MAX);
        let index = from >> level;
        return nodes.node(Place { level, index });
    }
    let middle = from + split(size);
    let left = root_of(from, middle, nodes)?;
    Ok(node_hash(&left, &root_of(middle, to, nodes)?))
}

/// The largest power of two below `size`.
fn split(size: u64) -> u64 {
    1 << (63 - (size - 1).leading_zeros())
}

/// The hashes that lead from leaf `index` to the root of the tree of `size` leaves, from below
/// upwards (RFC 6962, 2.1.1: `PATH`). Empty where there is no such leaf.
///
/// # Errors
/// A node cannot be read.
pub fn inclusion<N: Nodes>(index: u64, size: u64, nodes: &mut N) -> Result<Vec<Hash>, N::Error> {
    let mut path = Vec::new();
    let (mut from, mut to) = (0, size);
    if index >= size {
        return Ok(path);
    }
    while to - from > 1 {
        let middle = from + split(to - from);
        if index < middle {
            path.push(root_of(middle, to, nodes)?);
            to = middle;
        } else {
            path.push(root_of(from, middle, nodes)?);
            from = middle;
        }
    }
    path.reverse();
    Ok(path)
}

/// The hashes that show the tree of `old` leaves unchanged within the tree of `new` leaves (RFC 6962,
/// 2.1.2: `PROOF`). Empty where both are of one size, or the older is empty or larger.
///
/// # Errors
/// A node cannot be read.
pub fn consistency<N: Nodes>(old: u64, new: u64, nodes: &mut N) -> Result<Vec<Hash>, N::Error> {
    let mut path = Vec::new();
    if old == 0 || old >= new {
        return Ok(path);
    }
    let (mut from, mut to) = (0, new);
    // Whether what is left of the older tree is the whole of it, whose root is known.
    let mut whole = true;
    while to != old {
        let middle = from + split(to - from);
        if old <= middle {
            path.push(root_of(middle, to, nodes)?);
            to = middle;
        } else {
            path.push(root_of(from, middle, nodes)?);
            from = middle;
            whole = false;
        }
    }
    if !whole {
        path.push(root_of(from, to, nodes)?);
    }
    path.reverse();
    Ok(path)
}

/// Whether `path` leads from `leaf`, number `index`, to `root` of the tree of `size` leaves (RFC
/// 9162, 2.1.3.2).
#[must_use]
pub fn includes(leaf: Hash, index: u64, size: u64, path: &[Hash], root: &Hash) -> bool {
    if index >= size {
        return false;
    }
    let (mut node, mut last) = (index, size - 1);
    let mut reached = leaf;
    for hash in path {
        if last == 0 {
            return false;
        }
        if node & 1 == 1 || node == last {
            reached = node_hash(hash, &reached);
            while node & 1 == 0 && node != 0 {
                node >>= 1;
                last >>= 1;
            }
        } else {
            reached = node_hash(&reached, hash);
        }
        node >>= 1;
        last >>= 1;
    }
    last == 0 && reached == *root
}

/// Whether `path` shows that the tree of `new.0` leaves with root `new.1` holds the tree `old`
/// unchanged (RFC 9162, 2.1.4.2). The empty tree is in every tree.
#[must_use]
pub fn consistent(old: (u64, Hash), new: (u64, Hash), path: &[Hash]) -> bool {
    if old.0 == 0 {
        return path.is_empty() && old.1 == empty_root();
    }
    if old.0 == new.0 {
        return path.is_empty() && old.1 == new.1;
    }
    if old.0 > new.0 {
        return false;
    }
    let (mut node, mut last) = (old.0 - 1, new.0 - 1);
    let shift = node.trailing_ones();
    (node, last) = (node >> shift, last >> shift);
    let mut hashes = path.iter();
    // A whole subtree is its own beginning.
    let first = if old.0.is_power_of_two() {
        Some(&old.1)
    } else {
        hashes.next()
    };
    let Some(first) = first else { return false };
    let (mut before, mut after) = (*first, *first);
    for hash in hashes {
        if last == 0 {
            return false;
        }
        if node & 1 == 1 || node == last {
            before = node_hash(hash, &before);
            after = node_hash(hash, &after);
            while node & 1 == 0 && node != 0 {
                node >>= 1;
                last >>= 1;
            }
        } else {
            after = node_hash(&after, hash);
        }
        node >>= 1;
        last >>= 1;
    }
    last == 0 && before == old.1 && after == new.1
}

#[cfg(test)]
#[path = "merkle_tests.rs"]
mod tests;

//! That an event is in the log, in a file of its own (C2SP `tlog-proof@v1`).

use super::strict;
use crate::domain::history::Hash;

const FIRST_LINE: &str = "c2sp.org/tlog-proof@v1";
/// A tree of 2⁶³ leaves has paths of this length; C2SP `tlog-proof` reads no more.
const LONGEST_PATH: usize = 63;

/// Index of a leaf, its path to the root, and the checkpoint with that root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    pub index: u64,
    pub path: Vec<Hash>,
    /// The signed note as it is.
    pub checkpoint: String,
}

impl Proof {
    /// As it is written. We write no `extra` line, and read none.
    #[must_use]
    pub fn write(&self) -> String {
        let (path, index) = (strict::hashes(&self.path), self.index);
        format!("{FIRST_LINE}\nindex {index}\n{path}\n{}", self.checkpoint)
    }

    /// Reads one; nothing where it is none.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (first, rest) = text.split_once('\n')?;
        let (index, rest) = rest.split_once('\n')?;
        let index = decimal(index.strip_prefix("index ")?).filter(|_| first == FIRST_LINE)?;
        let mut rest = rest;
        let mut path = Vec::new();
        loop {
            let (line, after) = rest.split_once('\n')?;
            rest = after;
            if line.is_empty() {
                break;
            }
            if path.len() == LONGEST_PATH {
                return None;
            }
            path.push(strict::hash(line)?);
        }
        let checkpoint = rest.to_owned();
        Some(Self {
            index,
            path,
            checkpoint,
        })
    }
}

/// A number without sign and leading zeroes.
fn decimal(text: &str) -> Option<u64> {
    let number: u64 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}

/// The lines of `consistency.txt`.
pub(super) fn path(text: &str) -> Option<Vec<Hash>> {
    let lines = strict::lines(text.as_bytes())?;
    // A path of one more line than an inclusion has: the older tree's own subtree.
    if lines.len() > LONGEST_PATH + 1 {
        return None;
    }
    let hash = |line: &&[u8]| strict::hash(std::str::from_utf8(line).ok()?);
    lines.iter().map(hash).collect()
}

//! What is new since the log had so many leaves, and that it follows what was there then.

use std::collections::{BTreeMap, HashMap};

use super::staff::id_of_stream;
use crate::domain::access::glass::GLASS;
use crate::domain::case::CaseFile;
use crate::domain::erasure::ERASURES;
use crate::domain::history::Hash;
use crate::domain::history::merkle::{Edge, Nodes, Place, entry, includes, inclusion, leaf_hash};
use crate::domain::sampling::SAMPLES;
use crate::store::log::{self, Kept};
use crate::store::streams::{self, StoredEvent};
use crate::store::verify::{Before, Tail};
use crate::store::{Conn, Error};

const PAGE: u32 = 2000;

/// Streams of events that are in the log since then, or wait to be, and what does not hold before them.
#[derive(Debug, Default)]
pub(super) struct New {
    pub(super) tails: Vec<Tail>,
    pub(super) findings: Vec<String>,
}

/// Streams of which the end means nothing without its beginning.
fn is_whole(stream: &str) -> bool {
    CaseFile::id_of_stream(stream).is_some()
        || id_of_stream(stream).is_some()
        || [GLASS, ERASURES, SAMPLES]
            .iter()
            .any(|name| stream.starts_with(name))
}

/// What is new since the log had `size` leaves.
///
/// # Errors
/// The database does not answer.
pub(super) fn new(c: &mut Conn, size: u64) -> Result<New, Error> {
    let mut new = New::default();
    let mut nodes = Remembered {
        known: HashMap::new(),
        kept: Kept(c),
    };
    let root = match Edge::load(size, &mut nodes) {
        Ok(edge) => edge.root(),
        // That is told by whoever checks the log itself.
        Err(Error::Corrupt { .. }) => Hash::ZERO,
        Err(other) => return Err(other),
    };
    for (stream, seq) in firsts(nodes.kept.0, size)? {
        let before = match seq {
            0 | 1 => None,
            later => last(nodes.kept.0, &stream, later - 1)?,
        };
        if let Some(event) = &before
            && !is_in(&mut nodes, event, (size, root))?
        {
            new.findings.push(format!(
                "{stream}/{}: was not in the log of {size} leaves as it is now",
                event.seq
            ));
        }
        let before = before.filter(|_| !is_whole(&stream)).map(|event| Before {
            seq: event.seq,
            hash: event.hash,
            at: event.at,
        });
        new.tails.push(Tail { stream, before });
    }
    Ok(new)
}

/// The first new event of each stream that has one.
fn firsts(c: &mut Conn, size: u64) -> Result<BTreeMap<String, u64>, Error> {
    let mut firsts: BTreeMap<String, u64> = BTreeMap::new();
    let mut note = |stream: String, seq: u64| {
        let first = firsts.entry(stream).or_insert(seq);
        *first = seq.min(*first);
    };
    let mut from = size;
    loop {
        let page = log::leaves(c, from, PAGE)?;
        let Some(last) = page.last() else { break };
        from = last.index + 1;
        for (stream, seq, _) in page.into_iter().filter_map(|leaf| leaf.event) {
            note(stream, seq);
        }
    }
    let mut after = 0;
    loop {
        let page = log::unsealed(c, after, PAGE)?;
        let Some((last, ..)) = page.last() else { break };
        after = *last;
        for (_, stream, seq) in page {
            note(stream, seq);
        }
    }
    Ok(firsts)
}

/// An event that is there and can be read; of any other the stream is read from its beginning, and tells.
fn last(c: &mut Conn, stream: &str, seq: u64) -> Result<Option<StoredEvent>, Error> {
    match streams::event(c, stream, seq) {
        Err(Error::Corrupt { .. }) => Ok(None),
        other => other,
    }
}

fn is_in(
    nodes: &mut Remembered<'_>,
    event: &StoredEvent,
    (size, root): (u64, Hash),
) -> Result<bool, Error> {
    let index = log::index_of(nodes.kept.0, event.id)?;
    let Some(index) = index.filter(|index| *index < size) else {
        return Ok(false);
    };
    let leaf = leaf_hash(&entry(&event.stream, event.seq, &event.hash));
    match inclusion(index, size, nodes) {
        Ok(path) => Ok(includes(leaf, index, size, &path, &root)),
        Err(Error::Corrupt { .. }) => Ok(false),
        Err(other) => Err(other),
    }
}

/// Subtrees that were asked for: the paths of many leaves share them.
struct Remembered<'a> {
    known: HashMap<(u8, u64), Hash>,
    kept: Kept<'a>,
}

impl Nodes for Remembered<'_> {
    type Error = Error;

    fn node(&mut self, at: Place) -> Result<Hash, Error> {
        let key = (at.level, at.index);
        if let Some(hash) = self.known.get(&key) {
            return Ok(*hash);
        }
        let hash = self.kept.node(at)?;
        self.known.insert(key, hash);
        Ok(hash)
    }
}

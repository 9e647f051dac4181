//! Whether the log holds: every event has its leaf, every subtree and every signed state is what the
//! leaves give, and it is as long as whoever stands outside says that it was.

mod known;

use std::collections::{BTreeMap, HashMap};

use super::LATE;
use super::proofs::keys;
use super::recovery::told;
use crate::domain::history::Hash;
use crate::domain::history::log_event::{EpochOpened, Told, Turn};
use crate::domain::history::merkle::{Edge, Place, entry, leaf_hash};
use crate::domain::history::note::{Checkpoint, Note, PublicKey};
use crate::domain::history::sealing::{Standing, Valid, key_at, origin_of};
use crate::domain::time::Moment;
use crate::store::log::{self, Kept, Leaf, Signed};
use crate::store::{self, Conn};
use known::Named;

/// What is known from outside of the database.
#[derive(Debug, Clone, Default)]
pub struct Outside {
    /// What the signer signed last, where one can be asked.
    pub standing: Option<Standing>,
    /// Signed checkpoints that were kept elsewhere, each with the name of its file.
    pub anchors: Vec<(String, Note)>,
    /// Keys that are trusted; those that the log names where none are given.
    pub keys: Vec<PublicKey>,
    /// What was there when the log had so many leaves was checked earlier: the checkpoint of that size is
    /// what the rest is held against.
    pub since: Option<u64>,
}

/// What was looked at, and what does not hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    pub leaves: u64,
    pub checkpoints: u64,
    pub waiting: bool,
    /// What is known from outside, and was declared lost by two people.
    pub lost: Vec<String>,
    pub findings: Vec<String>,
    pub unknown: Vec<String>,
}

const PAGE: u32 = 2000;
/// No epoch has a greater number.
const LAST_EPOCH: u32 = i32::MAX.unsigned_abs();

fn epochs(c: &mut Conn) -> Result<Vec<EpochOpened>, store::Error> {
    let opened = |told: Told| match told.turn {
        Turn::EpochOpened(opened) => Some(opened),
        Turn::LogOpened(_) | Turn::LossDeclared(_) | Turn::KeyChanged(_) => None,
    };
    Ok(told(c)?.into_iter().filter_map(opened).collect())
}

struct Check<'o> {
    outside: &'o Outside,
    keys: Vec<Valid>,
    edge: Edge,
    /// The last number of each stream that passed by.
    seen: HashMap<String, u64>,
    /// Roots that somebody outside names, by size.
    named: BTreeMap<u64, Vec<Named>>,
    /// Epochs that were opened because something was lost.
    epochs: Vec<EpochOpened>,
    /// The size and epoch of the last checkpoint that was read.
    after: (i64, u32),
    pending: Vec<Signed>,
    found: Found,
}

/// Checks the log in one state of the database.
///
/// # Errors
/// The database does not answer.
pub fn check(c: &mut Conn, outside: &Outside, now: Moment) -> Result<Found, store::Error> {
    let from = outside.since.unwrap_or(0);
    let mut check = Check {
        outside,
        keys: keys(c)?,
        edge: Edge::default(),
        seen: HashMap::new(),
        named: BTreeMap::new(),
        epochs: epochs(c)?,
        after: (i64::try_from(from).unwrap_or(i64::MAX) - 1, LAST_EPOCH),
        pending: Vec::new(),
        found: Found::default(),
    };
    check.name_outside();
    match check.walk(c).and_then(|()| check.end(c, now)) {
        // What cannot be read is a finding like another; nothing after it can be judged.
        Err(store::Error::Corrupt { table, row }) => {
            check.wrong(format!("log: row {row} of {table} cannot be read"));
        }
        done => done?,
    }
    Ok(check.found)
}

impl Check<'_> {
    fn wrong(&mut self, what: String) {
        self.found.findings.push(what);
    }

    fn walk(&mut self, c: &mut Conn) -> Result<(), store::Error> {
        if let Some(since) = self.outside.since {
            self.edge = Edge::load(since.min(log::size(c)?), &mut Kept(c))?;
            self.begins(c, since)?;
        }
        self.at_size(c)?;
        loop {
            let page = log::leaves(c, self.edge.size(), PAGE)?;
            if page.is_empty() {
                return Ok(());
            }
            self.page(c, page)?;
        }
    }

    fn page(&mut self, c: &mut Conn, page: Vec<Leaf>) -> Result<(), store::Error> {
        let mut complete: BTreeMap<u8, Vec<(u64, Hash)>> = BTreeMap::new();
        for leaf in page {
            let next = self.edge.size();
            if leaf.index != next {
                // What follows can no longer be told apart from what is wrong.
                return Err(store::Error::corrupt("log_leaves", next));
            }
            let hash = self.leaf(&leaf);
            self.edge.push(hash, |Place { level, index }, hash| {
                complete.entry(level).or_default().push((index, hash));
            });
            self.at_size(c)?;
        }
        complete.remove(&0);
        for (level, told) in complete {
            self.subtrees(c, level, &told)?;
        }
        Ok(())
    }

    /// The leaf that the event gives; what is kept of it is compared.
    fn leaf(&mut self, leaf: &Leaf) -> Hash {
        let Leaf {
            index,
            event_id,
            hash,
            event,
        } = leaf;
        self.found.leaves += 1;
        let Some((stream, seq, event_hash)) = event else {
            self.wrong(format!(
                "log: leaf {index} stands for event {event_id}, which is not there"
            ));
            return *hash;
        };
        let before = self.seen.insert(stream.clone(), *seq);
        if before.is_some_and(|before| *seq != before + 1) {
            self.wrong(format!(
                "log: leaf {index} is {stream}/{seq}, out of its order"
            ));
        }
        let told = leaf_hash(&entry(stream, *seq, event_hash));
        if told != *hash {
            self.wrong(format!("log: leaf {index} is not that of {stream}/{seq}"));
        }
        told
    }

    fn subtrees(
        &mut self,
        c: &mut Conn,
        level: u8,
        told: &[(u64, Hash)],
    ) -> Result<(), store::Error> {
        let (Some((first, _)), Some((last, _))) = (told.first(), told.last()) else {
            return Ok(());
        };
        let kept = log::level(c, level, (*first, last + 1))?;
        if kept != told {
            let differs = told.iter().find(|it| !kept.contains(it));
            let at = differs.map_or(*first, |(index, _)| *index);
            self.wrong(format!(
                "log: subtree {level}/{at} is not what its leaves give"
            ));
        }
        Ok(())
    }

    /// What was signed or is said of the log at the size that is reached.
    fn at_size(&mut self, c: &mut Conn) -> Result<(), store::Error> {
        let (size, mut root) = (self.edge.size(), None);
        if let Some(named) = self.named.remove(&size) {
            let told = *root.get_or_insert_with(|| self.edge.root());
            for Named { who, root, epoch } in named {
                if self.is_lost(size, epoch) {
                    self.lost(&who, size);
                } else if root != told {
                    self.wrong(format!(
                        "log: at {size} leaves it is not what {who} says it was"
                    ));
                }
            }
        }
        loop {
            if self.pending.is_empty() {
                self.pending = log::checkpoints(c, self.after, 500)?;
                self.pending.reverse();
            }
            let Some(next) = self.pending.pop_if(|it| it.size <= size) else {
                return Ok(());
            };
            self.after = (i64::try_from(next.size).unwrap_or(i64::MAX), next.epoch);
            let told = *root.get_or_insert_with(|| self.edge.root());
            self.checkpoint(&next, (size, told));
        }
    }

    fn checkpoint(&mut self, kept: &Signed, (size, root): (u64, Hash)) {
        self.found.checkpoints += 1;
        let at = kept.size;
        if at < size || kept.root != root {
            self.wrong(format!(
                "log: the checkpoint of {at} leaves is not what they give"
            ));
            return;
        }
        let Ok(note) = kept.note.parse::<Note>() else {
            self.wrong(format!("log: the checkpoint of {at} leaves is no note"));
            return;
        };
        let origin = key_at(&self.keys, at).map(|key| origin_of(&key.name, kept.epoch));
        let says = Checkpoint::read(&note.text);
        let (size, root) = (kept.size, kept.root);
        let right = origin.is_some_and(|origin| says == Ok(Checkpoint { origin, size, root }));
        if !right || !self.is_signed(&note, at) {
            self.wrong(format!(
                "log: the checkpoint of {at} leaves is not signed as what it is"
            ));
        }
    }

    fn end(&mut self, c: &mut Conn, now: Moment) -> Result<(), store::Error> {
        let size = self.edge.size();
        for (at, named) in std::mem::take(&mut self.named) {
            for Named { who, epoch, .. } in named {
                if self.is_lost(at, epoch) {
                    self.lost(&who, at);
                } else {
                    self.wrong(format!(
                        "log: it has {size} leaves, and {who} says that it had {at}: an older copy was brought back"
                    ));
                }
            }
        }
        let left = self
            .pending
            .pop()
            .or(log::checkpoints(c, self.after, 1)?.pop());
        if let Some(beyond) = left {
            self.wrong(format!(
                "log: there is a checkpoint of {} leaves, and only {size} are left",
                beyond.size
            ));
        }
        let above = size - u64::from(size.count_ones());
        if self.outside.since.is_none() && log::nodes(c)? != above {
            self.wrong(format!("log: not exactly {above} subtrees are kept"));
        }
        let sealed = match self.outside.since {
            None | Some(0) => None,
            Some(since) => log::event_of(c, since - 1)?,
        };
        for (stream, seq) in log::forgotten(c, sealed.unwrap_or(0), 100)? {
            self.wrong(format!(
                "{stream}/{seq}: is not in the log and does not wait"
            ));
        }
        let oldest = log::oldest_waiting(c)?;
        self.found.waiting = oldest.is_some();
        let waits = oldest.map(|at| now.seconds_since(at));
        if let Some(seconds) = waits.filter(|seconds| size > 0 && *seconds > LATE) {
            let what = format!("log: an event has waited {seconds} s to be sealed; run seal");
            self.found.unknown.push(what);
        }
        Ok(())
    }
}

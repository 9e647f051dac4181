//! What is known of the log from outside of the database.

use super::Check;
use crate::domain::history::Hash;
use crate::domain::history::merkle::{consistency, consistent};
use crate::domain::history::note::{Checkpoint, Note, PublicKey};
use crate::domain::history::sealing::key_at;
use crate::store::log::{self, Kept};
use crate::store::{self, Conn};

/// The epoch that a checkpoint's origin names.
fn epoch_of(origin: &str) -> u32 {
    let named = origin.rsplit_once("/epoch/");
    named.and_then(|(_, epoch)| epoch.parse().ok()).unwrap_or(1)
}

/// A root that somebody outside names, and of which epoch.
pub(super) struct Named {
    pub(super) who: String,
    pub(super) root: Hash,
    pub(super) epoch: u32,
}

impl Check<'_> {
    /// What stands for the leaves that are not walked over: the state of that size, which continues what is
    /// known of smaller ones.
    pub(super) fn begins(&mut self, c: &mut Conn, since: u64) -> Result<(), store::Error> {
        let (size, root) = (self.edge.size(), self.edge.root());
        if size < since {
            self.wrong(format!(
                "log: it has {size} leaves, and {since} were checked earlier: an older copy was brought back"
            ));
        }
        let later = self.named.split_off(&size);
        for (at, named) in std::mem::replace(&mut self.named, later) {
            let path = consistency(at, size, &mut Kept(c))?;
            for Named {
                who,
                root: old,
                epoch,
            } in named
            {
                if self.is_lost(at, epoch) {
                    self.lost(&who, at);
                } else if !consistent((at, old), (size, root), &path) {
                    self.wrong(format!(
                        "log: at {at} leaves it is not what {who} says it was"
                    ));
                }
            }
        }
        let signed = log::checkpoints(c, self.after, 1)?.pop();
        let known = signed.is_some_and(|it| it.size == size) || self.named.contains_key(&size);
        if !known {
            self.found.unknown.push(format!(
                "log: nobody has signed a state of {size} leaves: what is new cannot be held against it"
            ));
        }
        Ok(())
    }

    /// The roots that are known from outside, by the size at which they are to be met.
    pub(super) fn name_outside(&mut self) {
        if let Some(standing) = self.outside.standing.filter(|it| it.size > 0) {
            self.name("the signer", standing.size, (standing.root, standing.epoch));
        }
        for (name, note) in &self.outside.anchors {
            match Checkpoint::read(&note.text) {
                Err(wrong) => self.found.unknown.push(format!("{name}: {wrong}")),
                Ok(point) if !self.is_signed(note, point.size) => {
                    let what = format!("{name}: no known key has signed it");
                    self.found.unknown.push(what);
                }
                Ok(point) => {
                    let epoch = epoch_of(&point.origin);
                    self.name(name, point.size, (point.root, epoch));
                }
            }
        }
    }

    pub(super) fn name(&mut self, who: &str, size: u64, (root, epoch): (Hash, u32)) {
        let who = who.to_owned();
        let named = Named { who, root, epoch };
        self.named.entry(size).or_default().push(named);
    }

    /// Whether two people have declared lost what was signed of `size` leaves in that epoch.
    pub(super) fn is_lost(&self, size: u64, epoch: u32) -> bool {
        let mut later = self.epochs.iter().filter(|it| it.epoch > epoch);
        later.any(|it| it.kept.size < size)
    }

    pub(super) fn is_signed(&self, note: &Note, size: u64) -> bool {
        let holds = |key: &PublicKey| note.verified(key).is_some();
        match self.outside.keys.as_slice() {
            [] => key_at(&self.keys, size).is_some_and(holds),
            trusted => trusted.iter().any(holds),
        }
    }

    pub(super) fn lost(&mut self, who: &str, size: u64) {
        let what = format!("log: the {size} leaves that {who} names were declared lost");
        self.found.lost.push(what);
    }
}

//! What shows an outsider that the events of a stream are in the signed log.

use super::{NotSealed, seal};
use crate::domain::history::Hash;
use crate::domain::history::log_event::{KeyChanged, Turn};
use crate::domain::history::merkle::{consistency, inclusion};
use crate::domain::history::note::{Note, PublicKey};
use crate::domain::history::sealing::{LOG, Valid, changes_key};
use crate::services::recording;
use crate::services::register::Register;
use crate::store::log::{self, Kept, Signed};
use crate::store::{self, Conn, streams};

/// The place of an event in the log, and the hashes that lead from it to the root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inclusion {
    /// Number in its stream.
    pub seq: u64,
    pub index: u64,
    pub path: Vec<Hash>,
}

/// The events of one stream up to its last, within one signed state of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    pub stream: String,
    /// One for each event, in order.
    pub events: Vec<Inclusion>,
    pub checkpoint: Signed,
    /// The signed note of the checkpoint with what witnesses said of it.
    pub note: String,
    /// The checkpoint before, and what shows that the log continues it.
    pub previous: Option<(Signed, Vec<Hash>)>,
    /// With what the signatures are checked.
    pub keys: Vec<Valid>,
}

/// Seals the log and gathers the proofs of a stream, all from one state of the database. Nothing where
/// the stream has no events.
///
/// # Errors
/// See [`NotSealed`].
pub fn sealed(register: &Register, stream: &str) -> Result<Option<Sealed>, NotSealed> {
    for _ in 0..5 {
        seal(register)?;
        if let Some(found) = register.store.read(|c| gather(c, stream))? {
            return Ok(Some(found));
        }
        if register.store.read(|c| streams::head(c, stream))?.seq == 0 {
            return Ok(None);
        }
        // Somebody wrote to the stream between the seal and the reading.
    }
    Err(store::Error::Raced.into())
}

fn gather(c: &mut Conn, stream: &str) -> Result<Option<Sealed>, store::Error> {
    let head = streams::head(c, stream)?.seq;
    let Some(checkpoint) = log::latest(c)? else {
        return Ok(None);
    };
    let leaves = log::leaves_of(c, stream)?;
    let all = u64::try_from(leaves.len()) == Ok(head);
    let within = leaves.iter().all(|(_, index)| *index < checkpoint.size);
    if head == 0 || !all || !within {
        return Ok(None);
    }
    let size = checkpoint.size;
    let prove = |c: &mut Conn, (seq, index): (u64, u64)| {
        let path = inclusion(index, size, &mut Kept(c))?;
        Ok::<_, store::Error>(Inclusion { seq, index, path })
    };
    let events = leaves.into_iter().map(|leaf| prove(c, leaf));
    let events = events.collect::<Result<_, _>>()?;
    let previous = match log::before(c, size)? {
        Some(before) => {
            let path = consistency(before.size, size, &mut Kept(c))?;
            Some((before, path))
        }
        None => None,
    };
    let mut note = checkpoint.note.clone();
    for said in log::cosignatures(c, (size, checkpoint.epoch))? {
        note.push_str(&said.line);
        note.push('\n');
    }
    Ok(Some(Sealed {
        stream: stream.to_owned(),
        events,
        checkpoint,
        note,
        previous,
        keys: keys(c)?,
    }))
}

/// The keys that the log itself names, each with the size from which it is valid. A key that the one
/// before it does not vouch for is none.
///
/// # Errors
/// The database does not answer.
pub fn keys(c: &mut Conn) -> Result<Vec<Valid>, store::Error> {
    let mut keys: Vec<Valid> = Vec::new();
    for event in streams::events(c, LOG, 0, 100_000)? {
        // What cannot be read is told by whoever verifies.
        let Ok(told) = recording::told::<Turn>(&event) else {
            continue;
        };
        let named = |text: &str| text.parse::<PublicKey>().ok();
        let next = match &told.turn {
            Turn::LogOpened(it) if keys.is_empty() => named(&it.key).map(|key| (key, Some(0))),
            Turn::KeyChanged(it) => {
                let key = named(&it.key).filter(|key| is_vouched_for(it, keys.last(), key));
                let after = log::index_of(c, event.id)?;
                key.map(|key| (key, after))
            }
            Turn::LogOpened(_) | Turn::LossDeclared(_) | Turn::EpochOpened(_) => None,
        };
        if let Some((key, Some(after))) = next {
            keys.push(Valid { key, after });
        }
    }
    Ok(keys)
}

fn is_vouched_for(change: &KeyChanged, before: Option<&Valid>, key: &PublicKey) -> bool {
    let note = change.statement.parse::<Note>();
    let vouched = note.ok().zip(before);
    vouched.is_some_and(|(note, before)| changes_key(&note, &before.key, key))
}

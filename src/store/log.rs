//! The log over all streams: what waits to be sealed, leaves, complete subtrees, checkpoints.

use diesel::{ExpressionMethods, JoinOnDsl, OptionalExtension, QueryDsl, RunQueryDsl};

use super::conn::Conn;
use super::counters;
use super::error::Error;
use super::schema::{events, log_checkpoints, log_cosignatures, log_leaves, log_nodes, log_outbox};
use super::types::{count, counted, small, whole};
use crate::domain::history::Hash;
use crate::domain::history::merkle::{Nodes, Place};
use crate::domain::time::Moment;

/// An event that is not in the log yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsealed {
    pub event_id: i64,
    pub stream: String,
    pub seq: u64,
    pub hash: Hash,
}

/// Keeps every other process from numbering leaves until this transaction ends.
pub fn hold(c: &mut Conn) -> Result<(), Error> {
    counters::next(c, "log:round").map(|_round| ())
}

/// Marks what waits as one round's share, unless the share of an earlier round is not done yet. One
/// statement sees whole transactions, never a part of one.
pub fn mark(c: &mut Conn) -> Result<(), Error> {
    if is_marked(c)? {
        return Ok(());
    }
    diesel::update(log_outbox::table.filter(log_outbox::marked.eq(false)))
        .set(log_outbox::marked.eq(true))
        .execute(c)?;
    Ok(())
}

/// Whether a part of a round's share is left.
pub fn is_marked(c: &mut Conn) -> Result<bool, Error> {
    let one: Option<i64> = log_outbox::table
        .filter(log_outbox::marked.eq(true))
        .select(log_outbox::event_id)
        .first(c)
        .optional()?;
    Ok(one.is_some())
}

/// The next of the round's share, in the order of their ids: ascending within each stream.
pub fn marked(c: &mut Conn, limit: u32) -> Result<Vec<Unsealed>, Error> {
    let rows: Vec<(i64, String, i64, Vec<u8>)> = log_outbox::table
        .inner_join(events::table.on(events::id.eq(log_outbox::event_id)))
        .filter(log_outbox::marked.eq(true))
        .order(log_outbox::event_id)
        .limit(i64::from(limit))
        .select((events::id, events::stream, events::seq, events::hash))
        .load(c)?;
    let read = |(event_id, stream, seq, hash): (i64, String, i64, Vec<u8>)| {
        let corrupt = || Error::corrupt("events", event_id);
        Ok(Unsealed {
            event_id,
            stream,
            seq: whole(seq).ok_or_else(corrupt)?,
            hash: Hash::from_bytes(&hash).ok_or_else(corrupt)?,
        })
    };
    rows.into_iter().map(read).collect()
}

/// Takes what is in the log now from what waits.
pub fn settle(c: &mut Conn, up_to: i64) -> Result<(), Error> {
    let done = log_outbox::table
        .filter(log_outbox::marked.eq(true))
        .filter(log_outbox::event_id.le(up_to));
    diesel::delete(done).execute(c)?;
    Ok(())
}

/// When the event that waits longest was recorded; nothing where none waits.
pub fn oldest_waiting(c: &mut Conn) -> Result<Option<Moment>, Error> {
    let at: Option<i64> = log_outbox::table
        .inner_join(events::table.on(events::id.eq(log_outbox::event_id)))
        .order(log_outbox::event_id)
        .select(events::at)
        .first(c)
        .optional()?;
    Ok(at.map(Moment::from_micros))
}

/// How many events wait to be in the log.
pub fn waiting(c: &mut Conn) -> Result<u64, Error> {
    let all: i64 = log_outbox::table.count().get_result(c)?;
    whole(all).ok_or_else(|| Error::corrupt("log_outbox", all))
}

/// How many leaves there are.
pub fn size(c: &mut Conn) -> Result<u64, Error> {
    let last: Option<i64> = log_leaves::table
        .order(log_leaves::idx.desc())
        .select(log_leaves::idx)
        .first(c)
        .optional()?;
    match last {
        None => Ok(0),
        Some(last) => whole(last)
            .map(|last| last + 1)
            .ok_or_else(|| Error::corrupt("log_leaves", last)),
    }
}

/// Adds the leaf of an event.
pub fn add_leaf(c: &mut Conn, index: u64, event_id: i64, hash: &Hash) -> Result<(), Error> {
    diesel::insert_into(log_leaves::table)
        .values((
            log_leaves::idx.eq(small(index)?),
            log_leaves::event_id.eq(event_id),
            log_leaves::hash.eq(hash.as_bytes().as_slice()),
        ))
        .execute(c)?;
    Ok(())
}

/// Adds a complete subtree above the leaves.
pub fn add_node(c: &mut Conn, at: Place, hash: &Hash) -> Result<(), Error> {
    diesel::insert_into(log_nodes::table)
        .values((
            log_nodes::level.eq(i32::from(at.level)),
            log_nodes::idx.eq(small(at.index)?),
            log_nodes::hash.eq(hash.as_bytes().as_slice()),
        ))
        .execute(c)?;
    Ok(())
}

/// The subtrees that the database keeps.
#[derive(Debug)]
pub struct Kept<'a>(pub &'a mut Conn);

impl Nodes for Kept<'_> {
    type Error = Error;

    fn node(&mut self, at: Place) -> Result<Hash, Error> {
        let index = small(at.index)?;
        let bytes: Option<Vec<u8>> = if at.level == 0 {
            log_leaves::table
                .find(index)
                .select(log_leaves::hash)
                .first(self.0)
                .optional()?
        } else {
            log_nodes::table
                .find((i32::from(at.level), index))
                .select(log_nodes::hash)
                .first(self.0)
                .optional()?
        };
        bytes
            .and_then(|bytes| Hash::from_bytes(&bytes))
            .ok_or_else(|| Error::corrupt("log_nodes", format!("{}/{}", at.level, at.index)))
    }
}

/// A leaf, and the event that it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    pub index: u64,
    pub event_id: i64,
    pub hash: Hash,
    /// Stream, number in it, and hash of the event; nothing where there is no such event.
    pub event: Option<(String, u64, Hash)>,
}

type LeafRow = (i64, i64, Vec<u8>, Option<(String, i64, Vec<u8>)>);

/// Leaves from `from` on, in their order.
pub fn leaves(c: &mut Conn, from: u64, limit: u32) -> Result<Vec<Leaf>, Error> {
    use diesel::NullableExpressionMethods as _;
    let rows: Vec<LeafRow> = log_leaves::table
        .left_join(events::table.on(events::id.eq(log_leaves::event_id)))
        .filter(log_leaves::idx.ge(small(from)?))
        .order(log_leaves::idx)
        .limit(i64::from(limit))
        .select((
            log_leaves::idx,
            log_leaves::event_id,
            log_leaves::hash,
            (events::stream, events::seq, events::hash).nullable(),
        ))
        .load(c)?;
    rows.into_iter().map(leaf).collect()
}

fn leaf((index, event_id, hash, event): LeafRow) -> Result<Leaf, Error> {
    let corrupt = || Error::corrupt("log_leaves", index);
    let read = |(stream, seq, hash): (String, i64, Vec<u8>)| {
        Some((stream, whole(seq)?, Hash::from_bytes(&hash)?))
    };
    Ok(Leaf {
        index: whole(index).ok_or_else(corrupt)?,
        event_id,
        hash: Hash::from_bytes(&hash).ok_or_else(corrupt)?,
        event: event.map(|it| read(it).ok_or_else(corrupt)).transpose()?,
    })
}

/// The leaves of the events of a stream, in their order: number in the stream and index in the log.
pub fn leaves_of(c: &mut Conn, stream: &str) -> Result<Vec<(u64, u64)>, Error> {
    let rows: Vec<(i64, i64)> = events::table
        .inner_join(log_leaves::table.on(log_leaves::event_id.eq(events::id)))
        .filter(events::stream.eq(stream))
        .order(events::seq)
        .select((events::seq, log_leaves::idx))
        .load(c)?;
    let read = |(seq, index)| whole(seq).zip(whole(index));
    let read = rows.into_iter().map(read).collect::<Option<_>>();
    read.ok_or_else(|| Error::corrupt("log_leaves", stream))
}

/// Events after `after` that wait to be in the log, in the order of their ids: id, stream, number.
pub fn unsealed(c: &mut Conn, after: i64, limit: u32) -> Result<Vec<(i64, String, u64)>, Error> {
    let rows: Vec<(i64, String, i64)> = log_outbox::table
        .inner_join(events::table.on(events::id.eq(log_outbox::event_id)))
        .filter(log_outbox::event_id.gt(after))
        .order(log_outbox::event_id)
        .limit(i64::from(limit))
        .select((log_outbox::event_id, events::stream, events::seq))
        .load(c)?;
    let read = |(id, stream, seq)| Some((id, stream, whole(seq)?));
    let read = rows.into_iter().map(read).collect::<Option<_>>();
    read.ok_or_else(|| Error::corrupt("events", after))
}

/// The event for which a leaf stands.
pub fn event_of(c: &mut Conn, index: u64) -> Result<Option<i64>, Error> {
    Ok(log_leaves::table
        .find(small(index)?)
        .select(log_leaves::event_id)
        .first(c)
        .optional()?)
}

/// Events after `after` that are neither in the log nor wait to be, up to `limit` of them: stream and
/// number.
pub fn forgotten(c: &mut Conn, after: i64, limit: u32) -> Result<Vec<(String, i64)>, Error> {
    use diesel::dsl::{exists, not};
    let in_log = log_leaves::table.filter(log_leaves::event_id.eq(events::id));
    let waits = log_outbox::table.filter(log_outbox::event_id.eq(events::id));
    Ok(events::table
        .filter(events::id.gt(after))
        .filter(not(exists(in_log)))
        .filter(not(exists(waits)))
        .order(events::id)
        .limit(i64::from(limit))
        .select((events::stream, events::seq))
        .load(c)?)
}

/// Subtrees of one level, those whose index is at least `from` and below `to`, in order.
pub fn level(c: &mut Conn, level: u8, (from, to): (u64, u64)) -> Result<Vec<(u64, Hash)>, Error> {
    let rows: Vec<(i64, Vec<u8>)> = log_nodes::table
        .filter(log_nodes::level.eq(i32::from(level)))
        .filter(log_nodes::idx.ge(small(from)?))
        .filter(log_nodes::idx.lt(small(to)?))
        .order(log_nodes::idx)
        .select((log_nodes::idx, log_nodes::hash))
        .load(c)?;
    let read = |(index, hash): (i64, Vec<u8>)| whole(index).zip(Hash::from_bytes(&hash));
    let read = rows.into_iter().map(read).collect::<Option<_>>();
    read.ok_or_else(|| Error::corrupt("log_nodes", level))
}

/// How many nodes stand above the leaves.
pub fn nodes(c: &mut Conn) -> Result<u64, Error> {
    let all: i64 = log_nodes::table.count().get_result(c)?;
    whole(all).ok_or_else(|| Error::corrupt("log_nodes", all))
}

/// A signed state of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    pub size: u64,
    /// A log that lost its end begins a new epoch.
    pub epoch: u32,
    pub root: Hash,
    /// The signed note.
    pub note: String,
    pub at: Moment,
}

type SignedRow = (i64, i32, Vec<u8>, String, i64);

fn signed((size, epoch, root, note, at): SignedRow) -> Result<Signed, Error> {
    let corrupt = || Error::corrupt("log_checkpoints", size);
    Ok(Signed {
        size: whole(size).ok_or_else(corrupt)?,
        epoch: counted(epoch).ok_or_else(corrupt)?,
        root: Hash::from_bytes(&root).ok_or_else(corrupt)?,
        note,
        at: Moment::from_micros(at),
    })
}

/// Keeps a checkpoint; nothing where it is kept already.
pub fn put_checkpoint(c: &mut Conn, new: &Signed) -> Result<(), Error> {
    let (size, epoch) = (small(new.size)?, count(new.epoch)?);
    once(c, |c| {
        let put = diesel::insert_into(log_checkpoints::table).values((
            log_checkpoints::size.eq(size),
            log_checkpoints::epoch.eq(epoch),
            log_checkpoints::root.eq(new.root.as_bytes().as_slice()),
            log_checkpoints::note.eq(&new.note),
            log_checkpoints::at.eq(new.at.micros()),
        ));
        put.execute(c)
    })
}

/// A row that is there already stays as it is.
fn once(
    c: &mut Conn,
    put: impl FnOnce(&mut Conn) -> diesel::QueryResult<usize>,
) -> Result<(), Error> {
    match super::savepoint(c, |c| put(c).map_err(Error::from)) {
        Ok(_) | Err(Error::Duplicate(_)) => Ok(()),
        Err(e) => Err(e),
    }
}

/// The newest checkpoint.
pub fn latest(c: &mut Conn) -> Result<Option<Signed>, Error> {
    let row: Option<SignedRow> = log_checkpoints::table
        .order((log_checkpoints::epoch.desc(), log_checkpoints::size.desc()))
        .first(c)
        .optional()?;
    row.map(signed).transpose()
}

/// The newest checkpoint of fewer leaves than `size`.
pub fn before(c: &mut Conn, size: u64) -> Result<Option<Signed>, Error> {
    let row: Option<SignedRow> = log_checkpoints::table
        .filter(log_checkpoints::size.lt(small(size)?))
        .order((log_checkpoints::size.desc(), log_checkpoints::epoch.desc()))
        .first(c)
        .optional()?;
    row.map(signed).transpose()
}

/// Checkpoints after `(size, epoch)`, in their order.
pub fn checkpoints(c: &mut Conn, after: (i64, u32), limit: u32) -> Result<Vec<Signed>, Error> {
    use diesel::BoolExpressionMethods as _;
    let (size, epoch) = (after.0, count(after.1)?);
    let same = log_checkpoints::size
        .eq(size)
        .and(log_checkpoints::epoch.gt(epoch));
    let rows: Vec<SignedRow> = log_checkpoints::table
        .filter(log_checkpoints::size.gt(size).or(same))
        .order((log_checkpoints::size, log_checkpoints::epoch))
        .limit(i64::from(limit))
        .load(c)?;
    rows.into_iter().map(signed).collect()
}

/// A line with which a witness says that it saw a checkpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cosigned {
    pub witness: String,
    pub line: String,
    pub at: Moment,
}

/// Keeps what a witness said of a checkpoint; the first word of each stands.
pub fn put_cosignature(
    c: &mut Conn,
    (size, epoch): (u64, u32),
    new: &Cosigned,
) -> Result<(), Error> {
    let (size, epoch) = (small(size)?, count(epoch)?);
    once(c, |c| {
        let put = diesel::insert_into(log_cosignatures::table).values((
            log_cosignatures::size.eq(size),
            log_cosignatures::epoch.eq(epoch),
            log_cosignatures::witness.eq(&new.witness),
            log_cosignatures::line.eq(&new.line),
            log_cosignatures::at.eq(new.at.micros()),
        ));
        put.execute(c)
    })
}

/// What witnesses said of a checkpoint.
pub fn cosignatures(c: &mut Conn, (size, epoch): (u64, u32)) -> Result<Vec<Cosigned>, Error> {
    let rows: Vec<(String, String, i64)> = log_cosignatures::table
        .filter(log_cosignatures::size.eq(small(size)?))
        .filter(log_cosignatures::epoch.eq(count(epoch)?))
        .order(log_cosignatures::witness)
        .select((
            log_cosignatures::witness,
            log_cosignatures::line,
            log_cosignatures::at,
        ))
        .load(c)?;
    let read = |(witness, line, at)| Cosigned {
        witness,
        line,
        at: Moment::from_micros(at),
    };
    Ok(rows.into_iter().map(read).collect())
}

/// The checkpoint that a witness saw last: its size and epoch, and the line.
pub fn last_cosigned(c: &mut Conn) -> Result<Option<(u64, u32, Cosigned)>, Error> {
    let row: Option<(i64, i32, String, String, i64)> = log_cosignatures::table
        .order((
            log_cosignatures::epoch.desc(),
            log_cosignatures::size.desc(),
        ))
        .first(c)
        .optional()?;
    let Some((size, epoch, witness, line, at)) = row else {
        return Ok(None);
    };
    let corrupt = || Error::corrupt("log_cosignatures", size);
    let at = Moment::from_micros(at);
    let said = Cosigned { witness, line, at };
    Ok(Some((
        whole(size).ok_or_else(corrupt)?,
        counted(epoch).ok_or_else(corrupt)?,
        said,
    )))
}

/// When the event of a leaf was recorded.
pub fn recorded_at(c: &mut Conn, index: u64) -> Result<Option<Moment>, Error> {
    let at: Option<i64> = log_leaves::table
        .inner_join(events::table.on(events::id.eq(log_leaves::event_id)))
        .filter(log_leaves::idx.eq(small(index)?))
        .select(events::at)
        .first(c)
        .optional()?;
    Ok(at.map(Moment::from_micros))
}

/// The leaf of an event.
pub fn index_of(c: &mut Conn, event_id: i64) -> Result<Option<u64>, Error> {
    let index: Option<i64> = log_leaves::table
        .filter(log_leaves::event_id.eq(event_id))
        .select(log_leaves::idx)
        .first(c)
        .optional()?;
    Ok(index.and_then(whole))
}

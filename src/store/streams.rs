//! Streams of events: the only truth of the register.

use std::collections::HashMap;

use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, Queryable, RunQueryDsl};

use super::conn::Conn;
use super::error::Error;
use super::schema::{events, streams};
use super::trail::{self, About};
use super::types::{small, whole};
use crate::domain::history::{Hash, Openings, canonical, link};
use crate::domain::time::Moment;

/// The last event of a stream; of a stream without events, nothing and zeros.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Head {
    pub seq: u64,
    pub hash: Hash,
}

impl Head {
    /// The last event once these are added.
    #[must_use]
    pub fn after(&self, stream: &str, new: &[NewEvent]) -> Self {
        new.iter()
            .fold(*self, |head, event| head.next(stream, event))
    }

    fn next(&self, stream: &str, event: &NewEvent) -> Self {
        let seq = self.seq + 1;
        Self {
            seq,
            hash: link(stream, seq, &self.hash, &event.body),
        }
    }
}

/// An event to be added. `stream` and `seq` in its body must be those it will have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvent {
    pub kind: String,
    pub v: u32,
    pub at: Moment,
    /// `u12`, or `process:clock`.
    pub actor: String,
    /// Canonical bytes, sealed.
    pub body: Vec<u8>,
    pub openings: Openings,
    /// Where those who look for it later find it.
    pub about: About,
}

/// An event as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEvent {
    pub id: i64,
    pub stream: String,
    pub seq: u64,
    pub kind: String,
    pub v: u32,
    pub at: Moment,
    pub actor: String,
    pub body: Vec<u8>,
    pub openings: Openings,
    pub prev: Hash,
    pub hash: Hash,
}

/// A row of `events` before its meaning is known.
#[derive(Debug, Queryable)]
pub(super) struct EventRow {
    pub(super) id: i64,
    pub(super) stream: String,
    pub(super) seq: i64,
    pub(super) kind: String,
    v: i32,
    at: i64,
    actor: String,
    body: Vec<u8>,
    openings: String,
    prev: Vec<u8>,
    hash: Vec<u8>,
}

impl EventRow {
    pub(super) fn read(self) -> Result<StoredEvent, Error> {
        let corrupt = || Error::corrupt("events", self.id);
        Ok(StoredEvent {
            seq: whole(self.seq).ok_or_else(corrupt)?,
            v: u32::try_from(self.v).map_err(|_negative| corrupt())?,
            openings: serde_json::from_str(&self.openings).map_err(|_not_openings| corrupt())?,
            prev: Hash::from_bytes(&self.prev).ok_or_else(corrupt)?,
            hash: Hash::from_bytes(&self.hash).ok_or_else(corrupt)?,
            id: self.id,
            stream: self.stream,
            kind: self.kind,
            at: Moment::from_micros(self.at),
            actor: self.actor,
            body: self.body,
        })
    }
}

/// The last event of `stream`.
pub fn head(c: &mut Conn, stream: &str) -> Result<Head, Error> {
    let row: Option<(i64, Vec<u8>)> = streams::table
        .find(stream)
        .select((streams::seq, streams::hash))
        .first(c)
        .optional()?;
    let Some((seq, hash)) = row else {
        return Ok(Head::default());
    };
    match (whole(seq), Hash::from_bytes(&hash)) {
        (Some(seq), Some(hash)) => Ok(Head { seq, hash }),
        _ => Err(Error::corrupt("streams", stream)),
    }
}

/// Adds events after `expected`. [`Error::Raced`] when the stream has moved on meanwhile; the whole
/// transaction must then be given up.
pub fn append(
    c: &mut Conn,
    stream: &str,
    expected: &Head,
    new: Vec<NewEvent>,
) -> Result<Head, Error> {
    if new.is_empty() {
        return Ok(*expected);
    }
    let mut head = *expected;
    for event in new {
        let prev = head.hash;
        head = head.next(stream, &event);
        insert(c, stream, &head, &prev, event)?;
    }
    advance(c, stream, expected, &head)?;
    Ok(head)
}

fn insert(
    c: &mut Conn,
    stream: &str,
    head: &Head,
    prev: &Hash,
    event: NewEvent,
) -> Result<(), Error> {
    let unfit = |what: &str| Error::Unfit(format!("event {stream}/{}: {what}", head.seq));
    let openings = written(&event.openings)?;
    let (kind, actor) = (event.kind.clone(), event.actor.clone());
    let id: i64 = diesel::insert_into(events::table)
        .values((
            events::stream.eq(stream),
            events::seq.eq(i64::try_from(head.seq).map_err(|_huge| unfit("seq"))?),
            events::kind.eq(event.kind),
            events::v.eq(i32::try_from(event.v).map_err(|_huge| unfit("v"))?),
            events::at.eq(event.at.micros()),
            events::actor.eq(event.actor),
            events::body.eq(event.body),
            events::openings.eq(openings),
            events::prev.eq(prev.as_bytes().as_slice()),
            events::hash.eq(head.hash.as_bytes().as_slice()),
        ))
        .returning(events::id)
        .get_result(c)?;
    trail::add(c, (id, event.at), (&kind, &actor), &event.about)
}

/// Openings as stored: canonical JSON.
fn written(openings: &Openings) -> Result<String, Error> {
    if openings.is_empty() {
        return Ok("{}".to_owned());
    }
    let unfit = |e: &dyn std::fmt::Display| Error::Unfit(format!("openings: {e}"));
    let value = serde_json::to_value(openings).map_err(|e| unfit(&e))?;
    let bytes = canonical(&value).map_err(|e| unfit(&e))?;
    String::from_utf8(bytes).map_err(|e| unfit(&e))
}

fn advance(c: &mut Conn, stream: &str, from: &Head, to: &Head) -> Result<(), Error> {
    let (was, seq) = (small(from.seq)?, small(to.seq)?);
    let hash = to.hash.as_bytes().as_slice();
    let moved = if from.seq == 0 {
        diesel::insert_into(streams::table)
            .values((
                streams::stream.eq(stream),
                streams::seq.eq(seq),
                streams::hash.eq(hash),
            ))
            .execute(c)?
    } else {
        diesel::update(streams::table.find(stream))
            .filter(streams::seq.eq(was))
            .filter(streams::hash.eq(from.hash.as_bytes().as_slice()))
            .set((streams::seq.eq(seq), streams::hash.eq(hash)))
            .execute(c)?
    };
    if moved == 1 {
        Ok(())
    } else {
        Err(Error::Raced)
    }
}

/// Events of `stream` after sequence number `after`, in order.
pub fn events(
    c: &mut Conn,
    stream: &str,
    after: u64,
    limit: u32,
) -> Result<Vec<StoredEvent>, Error> {
    let rows: Vec<EventRow> = events::table
        .filter(events::stream.eq(stream))
        .filter(events::seq.gt(small(after)?))
        .order(events::seq)
        .limit(i64::from(limit))
        .load(c)?;
    rows.into_iter().map(EventRow::read).collect()
}

/// One event, if there is one with this number.
pub fn event(c: &mut Conn, stream: &str, seq: u64) -> Result<Option<StoredEvent>, Error> {
    let row: Option<EventRow> = events::table
        .filter(events::stream.eq(stream))
        .filter(events::seq.eq(small(seq)?))
        .first(c)
        .optional()?;
    row.map(EventRow::read).transpose()
}

/// The events with these numbers of their rows, in the order asked for.
pub fn by_ids(c: &mut Conn, ids: &[i64]) -> Result<Vec<StoredEvent>, Error> {
    let rows: Vec<EventRow> = events::table
        .filter(events::id.eq_any(ids.to_vec()))
        .load(c)?;
    let mut events = rows
        .into_iter()
        .map(EventRow::read)
        .collect::<Result<Vec<_>, _>>()?;
    let places: HashMap<i64, usize> = ids.iter().copied().zip(0..).collect();
    events.sort_by_key(|event| places.get(&event.id).copied());
    Ok(events)
}

/// Those of these events in which a personal value still stands, in the order of their rows.
pub fn speaking(c: &mut Conn, ids: &[i64]) -> Result<Vec<StoredEvent>, Error> {
    let rows: Vec<EventRow> = events::table
        .filter(events::id.eq_any(ids.to_vec()))
        .filter(events::openings.ne("{}"))
        .order(events::id)
        .load(c)?;
    rows.into_iter().map(EventRow::read).collect()
}

/// When the last event of any stream was recorded.
pub fn newest(c: &mut Conn) -> Result<Option<Moment>, Error> {
    let at: Option<i64> = events::table
        .order(events::id.desc())
        .select(events::at)
        .first(c)
        .optional()?;
    Ok(at.map(Moment::from_micros))
}

/// Events of one kind in all streams, oldest first, after `(at, id)`: for registers and reports.
pub fn of_kind(
    c: &mut Conn,
    kind: &str,
    after: (Moment, i64),
    limit: u32,
) -> Result<Vec<StoredEvent>, Error> {
    use diesel::BoolExpressionMethods;
    let at = after.0.micros();
    let rows: Vec<EventRow> = events::table
        .filter(events::kind.eq(kind))
        .filter(events::at.ge(at))
        .filter(events::at.gt(at).or(events::id.gt(after.1)))
        .order((events::at, events::id))
        .limit(i64::from(limit))
        .load(c)?;
    rows.into_iter().map(EventRow::read).collect()
}

/// Names of streams that begin with `prefix`, after the name `after`, in order of their bytes.
pub fn names(c: &mut Conn, prefix: &str, after: &str, limit: u32) -> Result<Vec<String>, Error> {
    let end = super::types::after_prefix(prefix);
    Ok(streams::table
        .filter(streams::stream.ge(prefix))
        .filter(streams::stream.lt(end))
        .filter(streams::stream.gt(after))
        .order(streams::stream)
        .limit(i64::from(limit))
        .select(streams::stream)
        .load(c)?)
}

/// Takes the openings at `paths` away from one event. The event `erased` that names them must be
/// appended to the same stream in the same transaction.
pub fn erase(c: &mut Conn, stream: &str, seq: u64, paths: &[&str]) -> Result<u32, Error> {
    let Some(kept) = event(c, stream, seq)? else {
        return Ok(0);
    };
    let mut openings = kept.openings;
    let before = openings.len();
    openings.retain(|path, _| !paths.contains(&path.as_str()));
    let taken = before - openings.len();
    diesel::update(events::table.find(kept.id))
        .set(events::openings.eq(written(&openings)?))
        .execute(c)?;
    Ok(u32::try_from(taken).unwrap_or(u32::MAX))
}

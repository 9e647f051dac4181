//! What the database can prove of its events without knowing what they mean. Every event is read once, a
//! part at a time, with all that is kept beside it: the parts are checked elsewhere, without the database.

mod chains;
pub mod untold;

use std::collections::{BTreeMap, BTreeSet};

use diesel::{
    BoolExpressionMethods, ExpressionMethods, JoinOnDsl, NullableExpressionMethods, QueryDsl,
    RunQueryDsl, TextExpressionMethods,
};

use super::conn::Conn;
use super::error::Error;
use super::kept::{self, OfCases};
use super::schema::{cases, events, streams, trail, trail_listed};
use super::streams::{EventRow, Head};
use super::trail::{Kept, LISTING};
use super::types::{small, whole};
use crate::domain::case::CaseFile;
use crate::domain::history::Hash;
use crate::domain::history::check::{Finding, FindingKind};
use crate::domain::time::Moment;
pub use chains::{Chains, Follow, Found, Report, all, record};

const PAGE: usize = 500;
/// A stream of so many events is handed on before its end is reached.
const LONG: usize = 2000;

/// An event before its meaning is known, with what the trail keeps of it.
#[derive(Debug)]
pub struct Row {
    event: EventRow,
    traced: Option<Kept>,
}

/// The last event of a stream that was checked earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Before {
    pub seq: u64,
    pub hash: Hash,
    pub at: Moment,
}

/// A stretch of streams in their order.
#[derive(Debug, Default)]
pub struct Part {
    rows: Vec<Row>,
    /// Of streams that begin here behind what was checked earlier.
    before: BTreeMap<String, Before>,
    /// What is kept as the last event of each stream that ends here; nothing where it cannot be read.
    heads: BTreeMap<String, Option<Head>>,
    /// What is kept of the cases whose streams end here.
    kept: OfCases,
    /// Cases that are kept as listed, by event.
    listed: BTreeMap<i64, BTreeSet<i64>>,
    /// Whether the next part begins within the last stream of this one.
    pub goes_on: bool,
}

impl Part {
    /// How many events it has.
    #[must_use]
    pub const fn events(&self) -> usize {
        self.rows.len()
    }
}

/// A stream of which only what is new is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tail {
    pub stream: String,
    /// Nothing where it is read from its beginning.
    pub before: Option<Before>,
}

/// What is done with each part.
pub type Each<'a> = dyn FnMut(&mut Conn, Part) -> Result<(), Error> + 'a;

/// Reads every stream. Run inside one [`super::Store::read`].
pub fn parts(c: &mut Conn, each: &mut Each<'_>) -> Result<(), Error> {
    let mut gathering = Gathering::default();
    let mut after = (String::new(), 0);
    loop {
        let page = next_page(c, &after)?;
        let Some(last) = page.last() else {
            return gathering.end(c, each);
        };
        after = (last.event.stream.clone(), last.event.seq);
        gathering.take(c, page, each)?;
    }
}

/// Reads these streams.
pub fn tails(c: &mut Conn, tails: Vec<Tail>, each: &mut Each<'_>) -> Result<(), Error> {
    let mut gathering = Gathering::default();
    for Tail { stream, before } in tails {
        let mut after = before.map_or(Ok(0), |it| small(it.seq))?;
        if let Some(before) = before {
            gathering.before.insert(stream.clone(), before);
        }
        loop {
            let page = of_stream(c, &stream, after, PAGE)?;
            let Some(last) = page.last() else { break };
            after = last.event.seq;
            let full = page.len() == PAGE;
            gathering.take(c, page, each)?;
            if !full {
                break;
            }
        }
    }
    gathering.end(c, each)
}

/// Makes parts of pages: streams are kept together as far as they are not too long.
#[derive(Debug, Default)]
struct Gathering {
    rows: Vec<Row>,
    before: BTreeMap<String, Before>,
    /// A stream of which a part was handed on already.
    open: Option<String>,
}

impl Gathering {
    fn take(&mut self, c: &mut Conn, page: Vec<Row>, each: &mut Each<'_>) -> Result<(), Error> {
        self.rows.extend(page);
        if self.rows.len() < PAGE {
            return Ok(());
        }
        let last = self.rows.last().map(|row| row.event.stream.clone());
        let same = |row: &Row| Some(&row.event.stream) != last.as_ref();
        let of_others = self.rows.iter().rposition(same).map_or(0, |at| at + 1);
        if of_others > 0 {
            let rest = self.rows.split_off(of_others);
            let whole = std::mem::replace(&mut self.rows, rest);
            self.hand_on(c, whole, None, each)?;
        }
        if self.rows.len() >= LONG {
            let long = std::mem::take(&mut self.rows);
            self.hand_on(c, long, last, each)?;
        }
        Ok(())
    }

    fn end(mut self, c: &mut Conn, each: &mut Each<'_>) -> Result<(), Error> {
        let rest = std::mem::take(&mut self.rows);
        if rest.is_empty() && self.open.is_none() {
            return Ok(());
        }
        self.hand_on(c, rest, None, each)
    }

    /// `open` is the stream that goes on in the next part.
    fn hand_on(
        &mut self,
        c: &mut Conn,
        rows: Vec<Row>,
        open: Option<String>,
        each: &mut Each<'_>,
    ) -> Result<(), Error> {
        let mut ending: Vec<String> = rows.iter().map(|row| row.event.stream.clone()).collect();
        ending.extend(self.open.take());
        ending.sort_unstable();
        ending.dedup();
        ending.retain(|stream| Some(stream) != open.as_ref());
        let of = |stream: &String| CaseFile::id_of_stream(stream);
        let ids: Vec<i64> = ending.iter().filter_map(of).collect();
        let listing = rows
            .iter()
            .filter(|row| LISTING.contains(&row.event.kind.as_str()));
        let part = Part {
            heads: heads(c, ending)?,
            kept: kept::of_cases(c, &ids)?,
            listed: listed(c, listing.map(|row| row.event.id).collect())?,
            before: std::mem::take(&mut self.before),
            goes_on: open.is_some(),
            rows,
        };
        self.open = open;
        each(c, part)
    }
}

fn heads(c: &mut Conn, names: Vec<String>) -> Result<BTreeMap<String, Option<Head>>, Error> {
    let rows: Vec<(String, i64, Vec<u8>)> = streams::table
        .filter(streams::stream.eq_any(names.clone()))
        .load(c)?;
    let none = names.into_iter().map(|name| (name, Some(Head::default())));
    let mut heads: BTreeMap<_, _> = none.collect();
    for (name, seq, hash) in rows {
        let head = whole(seq).zip(Hash::from_bytes(&hash));
        heads.insert(name, head.map(|(seq, hash)| Head { seq, hash }));
    }
    Ok(heads)
}

fn listed(c: &mut Conn, events: Vec<i64>) -> Result<BTreeMap<i64, BTreeSet<i64>>, Error> {
    let mut listed: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
    if events.is_empty() {
        return Ok(listed);
    }
    let rows: Vec<(i64, i64)> = trail_listed::table
        .inner_join(
            trail::table.on(trail::event_id
                .eq(trail_listed::event_id)
                .and(trail::at.eq(trail_listed::at))),
        )
        .filter(trail_listed::event_id.eq_any(events))
        .select((trail_listed::event_id, trail_listed::case_id))
        .load(c)?;
    for (event, case) in rows {
        listed.entry(event).or_default().insert(case);
    }
    Ok(listed)
}

type TraceRow = Option<(i64, String, String, String)>;
type Loaded = (EventRow, TraceRow, Option<(String, String)>);

/// Events with what the trail keeps of each, and with the case that it names. That a case's own events are
/// of this case needs no looking up.
macro_rules! with_trail {
    ($filter:expr, $limit:expr) => {{
        let of_event = trail::at.eq(events::at).and(trail::event_id.eq(events::id));
        let case = cases::id.eq(trail::case_id);
        let case = case.and(events::stream.not_like("case:%"));
        events::table
            .left_join(trail::table.on(of_event))
            .left_join(cases::table.on(case))
            .filter($filter)
            .order((events::stream, events::seq))
            .limit(small(u64::try_from($limit).unwrap_or(u64::MAX))?)
            .select((
                events::all_columns,
                (trail::case_id, trail::kind, trail::actor, trail::unit).nullable(),
                (cases::reference, cases::unit).nullable(),
            ))
    }};
}

fn read((event, traced, named): Loaded) -> Row {
    let traced = traced.map(|(case, kind, actor, unit)| Kept {
        case,
        kind,
        actor,
        unit,
        named,
    });
    Row { event, traced }
}

fn of_stream(c: &mut Conn, stream: &str, after: i64, limit: usize) -> Result<Vec<Row>, Error> {
    let here = events::stream.eq(stream).and(events::seq.gt(after));
    let rows: Vec<Loaded> = with_trail!(here, limit).load(c)?;
    Ok(rows.into_iter().map(read).collect())
}

fn next_page(c: &mut Conn, (stream, seq): &(String, i64)) -> Result<Vec<Row>, Error> {
    let mut page = of_stream(c, stream, *seq, PAGE)?;
    let rest = PAGE.saturating_sub(page.len());
    if rest > 0 {
        let more: Vec<Loaded> = with_trail!(events::stream.gt(stream), rest).load(c)?;
        page.extend(more.into_iter().map(read));
    }
    Ok(page)
}

/// A stream whose events are all gone still has its head.
pub fn heads_without_events(c: &mut Conn) -> Result<Vec<Finding>, Error> {
    use diesel::dsl::{exists, not};
    let lost: Vec<String> = streams::table
        .filter(not(exists(
            events::table.filter(events::stream.eq(streams::stream)),
        )))
        .order(streams::stream)
        .select(streams::stream)
        .load(c)?;
    let finding = |stream| Finding {
        stream,
        seq: 0,
        kind: FindingKind::WrongHead,
    };
    Ok(lost.into_iter().map(finding).collect())
}

//! What the database can prove of its events without knowing what they mean. Every event is read
//! once, a page at a time; what is kept in memory is one page and the findings.

use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};

use super::conn::Conn;
use super::error::Error;
use super::schema::{events, streams};
use super::streams::{EventRow, StoredEvent, head};
use super::types::{small, whole};
use crate::domain::history::Hash;
use crate::domain::history::check::{Finding, FindingKind, Record, StreamCheck};

const PAGE: i64 = 500;

/// What was read, and what does not hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    pub streams: u64,
    pub events: u64,
    pub findings: Vec<Finding>,
}

impl Report {
    /// Everything that was read holds.
    #[must_use]
    pub const fn holds(&self) -> bool {
        self.findings.is_empty()
    }
}

/// What is done with each event; it may read what else is kept.
pub type Each<'a> = dyn FnMut(&mut Conn, &StoredEvent) -> Result<(), Error> + 'a;

/// Checks every stream. `each` is handed every event that could be read, in order of streams, for
/// the checks that need to know more. Run inside one [`super::Store::read`].
pub fn all(c: &mut Conn, each: &mut Each<'_>) -> Result<Report, Error> {
    let mut report = Report::default();
    let mut after = (String::new(), 0);
    let mut current: Option<StreamCheck> = None;
    loop {
        let page = next_page(c, &after)?;
        let Some(last) = page.last() else {
            break;
        };
        let reached = (last.stream.clone(), last.seq);
        for row in page {
            if current.is_none() || row.stream != after.0 {
                finish(c, current.take(), &after.0, &mut report)?;
                row.stream.clone_into(&mut after.0);
                report.streams += 1;
            }
            let check = current.get_or_insert_with(|| StreamCheck::new(&after.0));
            if let Some(event) = take(check, row, &mut report) {
                each(c, &event)?;
            }
        }
        after = reached;
    }
    finish(c, current, &after.0, &mut report)?;
    report.findings.extend(heads_without_events(c)?);
    Ok(report)
}

/// Checks one stream.
pub fn stream(c: &mut Conn, name: &str) -> Result<Report, Error> {
    let mut report = Report {
        streams: 1,
        ..Report::default()
    };
    let mut check = StreamCheck::new(name);
    let mut after = 0;
    loop {
        let page: Vec<EventRow> = events::table
            .filter(events::stream.eq(name))
            .filter(events::seq.gt(after))
            .order(events::seq)
            .limit(PAGE)
            .load(c)?;
        let Some(last) = page.last() else {
            break;
        };
        after = last.seq;
        for row in page {
            take(&mut check, row, &mut report);
        }
    }
    finish(c, Some(check), name, &mut report)?;
    Ok(report)
}

/// The event, where it can be read.
fn take(check: &mut StreamCheck, row: EventRow, report: &mut Report) -> Option<StoredEvent> {
    report.events += 1;
    let seq = whole(row.seq).unwrap_or(0);
    match row.read() {
        Ok(event) => {
            check.take(&record(&event));
            Some(event)
        }
        Err(why) => {
            check.unreadable(seq, &why.to_string());
            None
        }
    }
}

/// The event as the checks read it.
#[must_use]
pub fn record(event: &StoredEvent) -> Record<'_> {
    Record {
        stream: &event.stream,
        seq: event.seq,
        kind: &event.kind,
        v: event.v,
        at: event.at,
        actor: &event.actor,
        body: &event.body,
        openings: &event.openings,
        prev: event.prev,
        hash: event.hash,
    }
}

fn finish(
    c: &mut Conn,
    check: Option<StreamCheck>,
    stream: &str,
    report: &mut Report,
) -> Result<(), Error> {
    let Some(check) = check else {
        return Ok(());
    };
    let known = match head(c, stream) {
        Ok(head) => (head.seq, head.hash),
        Err(Error::Corrupt { .. }) => (u64::MAX, Hash::ZERO),
        Err(e) => return Err(e),
    };
    report.findings.extend(check.finish(Some(known)));
    Ok(())
}

fn next_page(c: &mut Conn, after: &(String, i64)) -> Result<Vec<EventRow>, Error> {
    let (stream, seq) = after;
    let mut page: Vec<EventRow> = events::table
        .filter(events::stream.eq(stream))
        .filter(events::seq.gt(seq))
        .order(events::seq)
        .limit(PAGE)
        .load(c)?;
    let rest = PAGE - small(u64::try_from(page.len()).unwrap_or(u64::MAX))?;
    if rest > 0 {
        let more: Vec<EventRow> = events::table
            .filter(events::stream.gt(stream))
            .order((events::stream, events::seq))
            .limit(rest)
            .load(c)?;
        page.extend(more);
    }
    Ok(page)
}

/// A stream whose events are all gone still has its head.
fn heads_without_events(c: &mut Conn) -> Result<Vec<Finding>, Error> {
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

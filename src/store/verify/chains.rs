//! The chains of the streams that pass by, part after part.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Part, Row, parts};
use crate::domain::case::CaseFile;
use crate::domain::history::Hash;
use crate::domain::history::check::{Finding, Record, StreamCheck};
use crate::store::streams::StoredEvent;
use crate::store::types::whole;
use crate::store::{Conn, Error, kept, trail};

/// What was read, and what does not hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    pub streams: u64,
    pub events: u64,
    /// Events that the trail tells of, and listed cases of which an event tells.
    pub traced: i64,
    pub listed: i64,
    pub findings: Vec<Finding>,
}

impl Report {
    /// Everything that was read holds.
    #[must_use]
    pub const fn holds(&self) -> bool {
        self.findings.is_empty()
    }
}

/// An event that could be read, with what is kept beside it.
#[derive(Debug)]
pub struct Found {
    pub event: StoredEvent,
    /// Its body with the values opened, where all of it fits.
    pub opened: Option<Value>,
    pub traced: Option<trail::Kept>,
    /// The cases that are kept as listed by it.
    pub listed: BTreeSet<i64>,
}

/// Whoever knows more of the events than their chains.
pub trait Follow {
    /// The next event that could be read.
    fn event(&mut self, found: Found);
    /// A stream has ended; of a case, with its rows, where it has any.
    fn ended(&mut self, stream: &str, kept: Option<Result<kept::Kept, Error>>);
}

/// Checks chain after chain.
#[derive(Debug, Default)]
pub struct Chains {
    current: Option<(String, StreamCheck)>,
    report: Report,
}

impl Chains {
    /// Takes a part. One that begins within a stream follows the part that ended there.
    pub fn take(&mut self, mut part: Part, follow: &mut dyn Follow) {
        for row in std::mem::take(&mut part.rows) {
            let stream = &row.event.stream;
            if self.current.as_ref().is_none_or(|(name, _)| name != stream) {
                self.finish(&mut part, follow);
                self.report.streams += 1;
                let check = match part.before.get(stream) {
                    Some(it) => StreamCheck::after(stream, it.seq, it.hash, it.at),
                    None => StreamCheck::new(stream),
                };
                self.current = Some((stream.clone(), check));
            }
            if let Some((_, check)) = &mut self.current
                && let Some(found) = event(check, row, &mut part, &mut self.report)
            {
                follow.event(found);
            }
        }
        if !part.goes_on {
            self.finish(&mut part, follow);
        }
    }

    fn finish(&mut self, part: &mut Part, follow: &mut dyn Follow) {
        let Some((stream, check)) = self.current.take() else {
            return;
        };
        let head = part.heads.remove(&stream).flatten();
        let head = head.map_or((u64::MAX, Hash::ZERO), |head| (head.seq, head.hash));
        self.report.findings.extend(check.finish(Some(head)));
        let kept = CaseFile::id_of_stream(&stream).and_then(|id| part.kept.remove(&id));
        follow.ended(&stream, kept);
    }

    /// What was found since this was asked last.
    pub fn report(&mut self) -> Report {
        std::mem::take(&mut self.report)
    }
}

fn event(check: &mut StreamCheck, row: Row, part: &mut Part, report: &mut Report) -> Option<Found> {
    report.events += 1;
    report.traced += i64::from(row.traced.is_some());
    let listed = part.listed.remove(&row.event.id).unwrap_or_default();
    report.listed += i64::try_from(listed.len()).unwrap_or(i64::MAX);
    let seq = whole(row.event.seq).unwrap_or(0);
    match row.event.read() {
        Ok(event) => Some(Found {
            opened: check.take(&record(&event)),
            event,
            traced: row.traced,
            listed,
        }),
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

struct Told<'a>(&'a mut dyn FnMut(&StoredEvent));

impl Follow for Told<'_> {
    fn event(&mut self, found: Found) {
        (self.0)(&found.event);
    }

    fn ended(&mut self, _: &str, _: Option<Result<kept::Kept, Error>>) {}
}

/// The chains of all streams, and nothing more. `each` is told every event that could be read, in order of
/// streams. Run inside one [`crate::store::Store::read`].
pub fn all(c: &mut Conn, each: &mut dyn FnMut(&StoredEvent)) -> Result<Report, Error> {
    let mut chains = Chains::default();
    parts(c, &mut |_, part| {
        chains.take(part, &mut Told(each));
        Ok(())
    })?;
    let mut report = chains.report();
    report.findings.extend(super::heads_without_events(c)?);
    Ok(report)
}

//! What can be proven of a stream without knowing what its events mean.
//!
//! Used by `verify` over the database and over an exported history alike.

use std::collections::BTreeSet;

use serde_json::Value;

use super::canonical::is_canonical;
use super::chain::{Hash, link};
use super::personal::{Openings, open_all};
use crate::domain::time::Moment;

/// One stored event, borrowed, as the checks need it.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    pub stream: &'a str,
    pub seq: u64,
    pub kind: &'a str,
    pub v: u32,
    pub at: Moment,
    pub actor: &'a str,
    pub body: &'a [u8],
    pub openings: &'a Openings,
    pub prev: Hash,
    pub hash: Hash,
}

/// Something that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub stream: String,
    pub seq: u64,
    pub kind: FindingKind,
}

/// What does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FindingKind {
    /// The sequence is not dense: this number was due.
    Gap { due: u64 },
    /// The event does not name the hash of the one before it.
    WrongPrevious,
    /// The stored hash is not that of the stored bytes.
    WrongHash,
    /// The body is not canonical JSON.
    NotCanonical,
    /// A column does not say what the body says.
    Column(&'static str),
    /// An opening is not the value committed to.
    Mismatch { path: String },
    /// An opening to which nothing in the body commits.
    StrayOpening { path: String },
    /// A commitment without its opening, and no later erasure names it.
    MissingOpening { path: String },
    /// The time is before that of the event before it.
    TimeWentBack,
    /// The stream's head does not name its last event.
    WrongHead,
    /// The stored row cannot be read at all.
    Unreadable { why: String },
}

/// Reads one stream in order and gathers what does not hold. Memory grows only with erasures.
#[derive(Debug)]
pub struct StreamCheck {
    stream: String,
    seq: u64,
    hash: Hash,
    at: Option<Moment>,
    unopened: BTreeSet<(u64, String)>,
    findings: Vec<Finding>,
}

impl StreamCheck {
    /// Before the first event of `stream`.
    #[must_use]
    pub fn new(stream: &str) -> Self {
        Self {
            stream: stream.to_owned(),
            seq: 0,
            hash: Hash::ZERO,
            at: None,
            unopened: BTreeSet::new(),
            findings: Vec::new(),
        }
    }

    /// Before the event of `stream` that follows this one, which was checked already.
    #[must_use]
    pub fn after(stream: &str, seq: u64, hash: Hash, at: Moment) -> Self {
        Self {
            seq,
            hash,
            at: Some(at),
            ..Self::new(stream)
        }
    }

    /// Takes the next event of the stream. Its body with the values opened, where all of it fits.
    pub fn take(&mut self, record: &Record<'_>) -> Option<Value> {
        self.chain(record);
        let opened = match serde_json::from_slice::<Value>(record.body) {
            Ok(body) if is_canonical(record.body, &body) => {
                self.columns(record, &body);
                self.openings(record, body)
            }
            _ => {
                self.find(record.seq, FindingKind::NotCanonical);
                None
            }
        };
        self.seq = record.seq;
        self.hash = record.hash;
        self.at = Some(record.at);
        opened
    }

    /// Takes an event whose row cannot be read: the chain goes on behind it, unproven.
    pub fn unreadable(&mut self, seq: u64, why: &str) {
        self.find(
            seq,
            FindingKind::Unreadable {
                why: why.to_owned(),
            },
        );
        self.seq = seq;
        self.hash = Hash::ZERO;
    }

    /// The stream has ended; `head` is what the register believes its last event to be.
    #[must_use]
    pub fn finish(mut self, head: Option<(u64, Hash)>) -> Vec<Finding> {
        if head.is_some_and(|head| head != (self.seq, self.hash)) {
            self.find(self.seq, FindingKind::WrongHead);
        }
        for (seq, path) in std::mem::take(&mut self.unopened) {
            self.find(seq, FindingKind::MissingOpening { path });
        }
        self.findings
    }

    fn find(&mut self, seq: u64, kind: FindingKind) {
        let stream = self.stream.clone();
        self.findings.push(Finding { stream, seq, kind });
    }

    fn chain(&mut self, record: &Record<'_>) {
        let due = self.seq + 1;
        if record.seq != due {
            self.find(record.seq, FindingKind::Gap { due });
        }
        if record.prev != self.hash {
            self.find(record.seq, FindingKind::WrongPrevious);
        }
        if record.hash != link(record.stream, record.seq, &record.prev, record.body) {
            self.find(record.seq, FindingKind::WrongHash);
        }
        if self.at.is_some_and(|before| record.at < before) {
            self.find(record.seq, FindingKind::TimeWentBack);
        }
    }

    fn columns(&mut self, record: &Record<'_>, body: &Value) {
        let text = |key: &str| body.get(key).and_then(Value::as_str);
        let number = |key: &str| body.get(key).and_then(Value::as_u64);
        let said = [
            ("type", text("type") == Some(record.kind)),
            ("v", number("v") == Some(u64::from(record.v))),
            ("stream", text("stream") == Some(record.stream)),
            ("seq", number("seq") == Some(record.seq)),
            ("at", text("at") == Some(record.at.to_string().as_str())),
            ("actor", actor_said(body).as_deref() == Some(record.actor)),
        ];
        for (column, agrees) in said {
            if !agrees {
                self.find(record.seq, FindingKind::Column(column));
            }
        }
    }

    fn openings(&mut self, record: &Record<'_>, body: Value) -> Option<Value> {
        let erased = erasures(record.kind, &body);
        let all = open_all(body, record.openings);
        let fits = all.unfit.is_empty();
        for path in all.unfit {
            self.find(record.seq, FindingKind::Mismatch { path });
        }
        let closed = all.closed.into_iter().map(|path| (record.seq, path));
        self.unopened.extend(closed);
        for path in all.stray {
            self.find(record.seq, FindingKind::StrayOpening { path });
        }
        for erased in erased.iter().filter(|it| it.0 < record.seq) {
            self.unopened.remove(erased);
        }
        fits.then_some(all.body)
    }
}

/// The column form of the actor in a body: `u12` for a person, `process:clock` for a process.
#[must_use]
pub fn actor_said(body: &Value) -> Option<String> {
    let actor = body.get("actor")?;
    match (actor.get("user"), actor.get("process")) {
        (Some(Value::Number(user)), _) => Some(format!("u{user}")),
        (Some(Value::String(user)), _) => Some(user.clone()),
        (_, Some(Value::String(process))) => Some(format!("process:{process}")),
        _ => None,
    }
}

/// The values which an event of type `erased` says were lawfully erased, as (seq, path): its array
/// `erased` of `{"seq":3,"path":"/…"}`, in the body or in its `data`.
#[must_use]
pub fn erasures(kind: &str, body: &Value) -> Vec<(u64, String)> {
    if kind != "erased" {
        return Vec::new();
    }
    let named = [
        body.get("erased"),
        body.get("data").and_then(|d| d.get("erased")),
    ];
    named
        .into_iter()
        .flatten()
        .filter_map(Value::as_array)
        .flatten()
        .filter_map(|e| Some((e.get("seq")?.as_u64()?, e.get("path")?.as_str()?.to_owned())))
        .collect()
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;

//! From decided events to recorded ones, and back.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::accounts::recording::{By, append_after};
use super::register::Register;
use crate::domain::access::{Role, UnitPath, UserId};
use crate::domain::case::decide::Drafted;
use crate::domain::case::event::{ActedBy, DirectiveRef, Envelope};
use crate::domain::case::{CaseFile, Personal};
use crate::domain::history::{Openings, Told, canonical, open, seal};
use crate::domain::time::{Entropy, Moment};
use crate::store::streams::{Head, NewEvent, StoredEvent};
use crate::store::trail::About;
use crate::store::{self, Conn, streams};

/// What every event of one request has in common.
#[derive(Debug, Clone)]
pub struct Occasion {
    pub stream: String,
    pub at: Moment,
    pub occurred_on: jiff::civil::Date,
    /// Who acts; absent for a clock-driven process.
    pub user: Option<(UserId, String)>,
    pub process: Option<String>,
    pub unit: UnitPath,
    pub directive: DirectiveRef,
    pub key: Option<String>,
}

/// A recorded event cannot be read.
#[derive(Debug, Clone, thiserror::Error)]
#[error("event {seq} of {stream} cannot be read: {why}")]
pub struct Unreadable {
    pub stream: String,
    pub seq: u64,
    pub why: String,
}

/// Gives each drafted event its place, its envelope and its sealed bytes.
///
/// # Errors
/// A value cannot be written canonically.
pub fn seal_events(
    head: &Head,
    occasion: &Occasion,
    drafted: Vec<Drafted>,
    entropy: &dyn Entropy,
) -> Result<(Vec<Envelope>, Vec<NewEvent>), Unreadable> {
    let mut envelopes = Vec::with_capacity(drafted.len());
    let mut events = Vec::with_capacity(drafted.len());
    for (seq, draft) in (head.seq + 1..).zip(drafted) {
        let envelope = envelope(seq, occasion, draft);
        let (body, openings) = sealed(&envelope, entropy)?;
        events.push(NewEvent {
            kind: envelope.happening.name().to_owned(),
            v: envelope.v,
            at: envelope.at,
            actor: envelope.actor.column(),
            body,
            openings,
            about: About {
                case: CaseFile::id_of_stream(&occasion.stream),
                ..About::nothing_in(occasion.unit.clone())
            },
        });
        envelopes.push(envelope);
    }
    Ok((envelopes, events))
}

fn envelope(seq: u64, occasion: &Occasion, draft: Drafted) -> Envelope {
    Envelope {
        stream: occasion.stream.clone(),
        seq,
        at: occasion.at,
        occurred_on: occasion.occurred_on,
        actor: ActedBy {
            user: occasion.user.as_ref().map(|(id, _)| *id),
            name: occasion.user.as_ref().map(|(_, name)| Personal::new(name)),
            role: draft.role,
            unit: occasion.unit.clone(),
            process: occasion.process.clone(),
        },
        directive: occasion.directive.clone(),
        positions: draft.positions,
        whole: draft.whole,
        key: occasion.key.clone(),
        v: 1,
        happening: draft.happening,
    }
}

/// The canonical bytes of an envelope and what opens its personal values.
///
/// # Errors
/// A value cannot be written canonically.
pub fn sealed(
    envelope: &Envelope,
    entropy: &dyn Entropy,
) -> Result<(Vec<u8>, Openings), Unreadable> {
    let unreadable = |why: String| Unreadable {
        stream: envelope.stream.clone(),
        seq: envelope.seq,
        why,
    };
    let value = serde_json::to_value(envelope).map_err(|e| unreadable(e.to_string()))?;
    let (body, openings) = seal(value, entropy);
    let bytes = canonical(&body).map_err(|e| unreadable(e.to_string()))?;
    Ok((bytes, openings))
}

/// Reads a recorded event; erased values stay erased.
///
/// # Errors
/// The bytes are not an event of a case, or an opening does not fit its commitment.
pub fn read(event: &StoredEvent) -> Result<Envelope, Unreadable> {
    let unreadable = |why: String| Unreadable {
        stream: event.stream.clone(),
        seq: event.seq,
        why,
    };
    let body: Value = serde_json::from_slice(&event.body).map_err(|e| unreadable(e.to_string()))?;
    let opened = open(body, &event.openings).map_err(|e| unreadable(e.to_string()))?;
    of_opened(event, opened)
}

/// Reads a recorded event of which the body was opened already.
///
/// # Errors
/// The body is not that of an event of a case.
pub fn of_opened(event: &StoredEvent, opened: Value) -> Result<Envelope, Unreadable> {
    serde_json::from_value(opened).map_err(|e| Unreadable {
        stream: event.stream.clone(),
        seq: event.seq,
        why: e.to_string(),
    })
}

/// Folds recorded events into the case they tell.
///
/// # Errors
/// An event cannot be read, or the first does not open a case.
pub fn fold(events: &[StoredEvent]) -> Result<Option<CaseFile>, Unreadable> {
    let mut file: Option<CaseFile> = None;
    for event in events {
        let envelope = read(event)?;
        let hash = event.hash.to_string();
        match &mut file {
            Some(file) => file.apply(&envelope, &hash),
            None => file = CaseFile::open(&envelope, &hash),
        }
        if file.is_none() {
            return Err(Unreadable {
                stream: event.stream.clone(),
                seq: event.seq,
                why: "the first event does not open a case".to_owned(),
            });
        }
    }
    Ok(file)
}

/// Adds what happened to a stream that is not a case's: `turn` is written as `type` and `data`. It was
/// judged when event `seen` was the stream's last. Where nothing is said of what it is about, it is about the
/// unit of whoever acts.
///
/// # Errors
/// The database does not answer, or the turn cannot be written; [`store::Error::Raced`] where the stream
/// has moved on since it was read, so that the turn is to be judged anew.
pub(super) fn record_turn<T: Serialize>(
    c: &mut Conn,
    register: &Register,
    (stream, seen): (&str, u64),
    by: &By,
    (about, turn): (Option<About>, &T),
) -> Result<(), store::Error> {
    let head = streams::head(c, stream)?;
    if head.seq != seen {
        return Err(store::Error::Raced);
    }
    let unfit = |e: serde_json::Error| store::Error::Unfit(e.to_string());
    let body = serde_json::to_value(turn).map_err(unfit)?;
    let part = |name: &str| body.get(name).cloned().unwrap_or(Value::Null);
    let (kind, data) = (part("type"), part("data"));
    append_after(
        c,
        (stream, &head),
        by.said(UserId(0)),
        (kind.as_str().unwrap_or_default(), data),
        about,
        (register.clock.now(), register.entropy.as_ref()),
    )
}

/// Reads an event that [`record_turn`] wrote; erased values stay erased.
///
/// # Errors
/// The bytes are no such event, or an opening does not fit its commitment.
pub fn told<T: DeserializeOwned>(event: &StoredEvent) -> Result<Told<T>, Unreadable> {
    let unreadable = |why: String| Unreadable {
        stream: event.stream.clone(),
        seq: event.seq,
        why,
    };
    let body: Value = serde_json::from_slice(&event.body).map_err(|e| unreadable(e.to_string()))?;
    let body = open(body, &event.openings).map_err(|e| unreadable(e.to_string()))?;
    told_in(event, body)
}

/// The same of an event of which the body was opened already.
///
/// # Errors
/// The body is not that of such an event.
pub fn told_in<T: DeserializeOwned>(
    event: &StoredEvent,
    body: Value,
) -> Result<Told<T>, Unreadable> {
    let actor = |name: &str| body.get("actor").and_then(|a| a.get(name));
    let by = actor("user").and_then(Value::as_i64).map(UserId);
    let role = actor("role").and_then(Value::as_str);
    let role = role.and_then(Role::from_code);
    let turn = serde_json::from_value(body).map_err(|e| Unreadable {
        stream: event.stream.clone(),
        seq: event.seq,
        why: e.to_string(),
    })?;
    Ok(Told {
        seq: event.seq,
        at: event.at,
        by,
        role,
        turn,
    })
}

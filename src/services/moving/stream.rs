//! The stream of a move: written and read.

use serde_json::Value;

use crate::domain::access::UserId;
use crate::domain::directive::moving::event::Turn;
use crate::domain::directive::moving::{Batch, Told};
use crate::domain::history::open;
use crate::services::accounts::recording::{By, append};
use crate::services::recording::Unreadable;
use crate::services::register::Register;
use crate::store::streams::{self, StoredEvent};
use crate::store::{self, Conn};

/// Adds an event.
pub(super) fn append_turn(
    c: &mut Conn,
    register: &Register,
    id: i64,
    by: &By,
    turn: &Turn,
) -> Result<(), store::Error> {
    let unfit = |e: serde_json::Error| store::Error::Unfit(e.to_string());
    let body = serde_json::to_value(turn).map_err(unfit)?;
    let part = |name: &str| body.get(name).cloned().unwrap_or(Value::Null);
    let (kind, data) = (part("type"), part("data"));
    append(
        c,
        &Batch::stream_of(id),
        by.said(UserId(0)),
        (kind.as_str().unwrap_or_default(), data),
        (register.clock.now(), register.entropy.as_ref()),
    )
}

/// The move that a stream tells; nothing where there is none.
pub(super) fn batch(c: &mut Conn, id: i64) -> Result<Option<Batch>, store::Error> {
    let stream = Batch::stream_of(id);
    let events = streams::events(c, &stream, 0, 100_000)?;
    let mut batch: Option<Batch> = None;
    for event in &events {
        let told = told(event).map_err(|e| store::Error::Unfit(e.to_string()))?;
        match &mut batch {
            Some(batch) => batch.apply(&told),
            None => batch = Batch::begin(id, &told),
        }
    }
    Ok(batch)
}

/// Reads an event of a move.
///
/// # Errors
/// The bytes are no event of a move, or an opening does not fit its commitment.
pub fn told(event: &StoredEvent) -> Result<Told, Unreadable> {
    let unreadable = |why: String| Unreadable {
        stream: event.stream.clone(),
        seq: event.seq,
        why,
    };
    let body: Value = serde_json::from_slice(&event.body).map_err(|e| unreadable(e.to_string()))?;
    let body = open(body, &event.openings).map_err(|e| unreadable(e.to_string()))?;
    let by = body.get("actor").and_then(|a| a.get("user"));
    let by = by.and_then(Value::as_i64).map(UserId);
    let turn: Turn = serde_json::from_value(body).map_err(|e| unreadable(e.to_string()))?;
    Ok(Told {
        seq: event.seq,
        at: event.at,
        by,
        turn,
    })
}

//! Streams that are not a case's: whether they can be read, and whether what they bring is what they name.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Outcome;
use crate::domain::access::glass::{self, GLASS};
use crate::domain::directive::almanac::{self, CALENDARS};
use crate::domain::directive::life::{self, Family};
use crate::domain::directive::moving::{self, MOVES};
use crate::domain::directive::parse::digest_of;
use crate::domain::erasure::{self, ERASURES};
use crate::domain::history::sealing::LOG;
use crate::domain::history::{Told, log_event};
use crate::domain::sampling::{self, SAMPLES};
use crate::services::recording::{self, Unreadable};
use crate::store::streams::StoredEvent;

/// An event of a stream of which this program knows how it is written; `opened` is its body, where all of it
/// fits.
pub(super) fn judge(event: &StoredEvent, opened: Option<Value>, outcome: &mut Outcome) {
    if event.stream.starts_with(&Family::stream_of("")) {
        match read(event, opened) {
            Ok(told) => text(event, &told, outcome),
            Err(unreadable) => outcome.unknown.push(unreadable.to_string()),
        }
    } else if event.stream.starts_with(CALENDARS) {
        match read(event, opened) {
            Ok(told) => content(event, &told, outcome),
            Err(unreadable) => outcome.unknown.push(unreadable.to_string()),
        }
    } else if let Err(unreadable) = otherwise(event, opened) {
        outcome.unknown.push(unreadable.to_string());
    }
}

/// Streams of which it is enough that they can be read.
fn otherwise(event: &StoredEvent, opened: Option<Value>) -> Result<(), Unreadable> {
    match event.stream.as_str() {
        LOG => read::<log_event::Turn>(event, opened).map(drop),
        stream if stream.starts_with(MOVES) => read::<moving::event::Turn>(event, opened).map(drop),
        stream if stream.starts_with(GLASS) => read::<glass::event::Turn>(event, opened).map(drop),
        stream if stream.starts_with(ERASURES) => {
            read::<erasure::event::Turn>(event, opened).map(drop)
        }
        stream if stream.starts_with(SAMPLES) => {
            read::<sampling::event::Turn>(event, opened).map(drop)
        }
        _ => Ok(()),
    }
}

fn read<T: DeserializeOwned>(
    event: &StoredEvent,
    opened: Option<Value>,
) -> Result<Told<T>, Unreadable> {
    match opened {
        Some(body) => recording::told_in(event, body),
        None => recording::told(event),
    }
}

/// A text that a version brings is the one whose digest the cases name.
fn text(event: &StoredEvent, told: &life::Told, outcome: &mut Outcome) {
    let text = told.turn.text();
    if text.is_some_and(|it| digest_of(&it.text) != it.digest) {
        let (stream, seq) = (&event.stream, event.seq);
        outcome.findings.push(format!(
            "{stream}/{seq}: the text is not the one whose digest it names"
        ));
    }
}

/// What a version of the calendar says is that whose digest it names.
fn content(event: &StoredEvent, told: &almanac::Told, outcome: &mut Outcome) {
    let edition = told.turn.edition();
    if edition.is_some_and(|it| it.content.digest() != it.digest) {
        let (stream, seq) = (&event.stream, event.seq);
        outcome.findings.push(format!(
            "{stream}/{seq}: the calendar is not the one whose digest it names"
        ));
    }
}

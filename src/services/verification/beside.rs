//! Streams that are not a case's: whether they can be read, and whether what they bring is what they name.

use serde::de::DeserializeOwned;

use super::Outcome;
use crate::domain::access::glass::{self, GLASS};
use crate::domain::directive::almanac::{self, CALENDARS};
use crate::domain::directive::life::{self, Family};
use crate::domain::directive::moving::{self, MOVES};
use crate::domain::directive::parse::digest_of;
use crate::domain::erasure::{self, ERASURES};
use crate::domain::history::log_event;
use crate::domain::history::sealing::LOG;
use crate::domain::sampling::{self, SAMPLES};
use crate::services::recording::{self, Unreadable};
use crate::store::streams::StoredEvent;

/// An event of a stream of which this program knows how it is written.
pub(super) fn judge(event: &StoredEvent, outcome: &mut Outcome) {
    if event.stream.starts_with(&Family::stream_of("")) {
        match recording::told(event) {
            Ok(told) => text(event, &told, outcome),
            Err(unreadable) => outcome.unknown.push(unreadable.to_string()),
        }
    } else if event.stream.starts_with(CALENDARS) {
        match recording::told(event) {
            Ok(told) => content(event, &told, outcome),
            Err(unreadable) => outcome.unknown.push(unreadable.to_string()),
        }
    } else if let Err(unreadable) = otherwise(event) {
        outcome.unknown.push(unreadable.to_string());
    }
}

/// Streams of which it is enough that they can be read.
fn otherwise(event: &StoredEvent) -> Result<(), Unreadable> {
    match event.stream.as_str() {
        LOG => is_read::<log_event::Turn>(event),
        stream if stream.starts_with(MOVES) => is_read::<moving::event::Turn>(event),
        stream if stream.starts_with(GLASS) => is_read::<glass::event::Turn>(event),
        stream if stream.starts_with(ERASURES) => is_read::<erasure::event::Turn>(event),
        stream if stream.starts_with(SAMPLES) => is_read::<sampling::event::Turn>(event),
        _ => Ok(()),
    }
}

fn is_read<T: DeserializeOwned>(event: &StoredEvent) -> Result<(), Unreadable> {
    recording::told::<T>(event).map(drop)
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

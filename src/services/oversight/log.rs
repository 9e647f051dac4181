//! The log of the register: events of all streams, the newest first, a page at a time.

use super::noted::{Noted, People};
use crate::domain::access::Scope;
use crate::services::register::Register;
use crate::store::trail::{self, Narrow, Place};
use crate::store::{self, streams};

/// The kinds of events by which somebody saw something of a case.
pub const READS: [&str; 5] = [
    "case_read",
    "paper_read",
    "letter_printed",
    "case_exported",
    "simulated",
];

/// A page of the log.
#[derive(Debug, Clone)]
pub struct LogPage {
    pub events: Vec<Noted>,
    pub people: People,
    /// Where the next page begins, if there may be one.
    pub next: Option<Place>,
}

/// Events of a scope, the newest first, before `before`.
///
/// # Errors
/// The database does not answer.
pub fn page(
    register: &Register,
    scope: &Scope,
    narrow: &Narrow,
    before: Option<Place>,
    limit: u32,
) -> Result<LogPage, store::Error> {
    register.store.read(|c| {
        let places = trail::page(c, scope, narrow, before, limit)?;
        let ids: Vec<i64> = places.iter().map(|place| place.event).collect();
        let events: Vec<Noted> = streams::by_ids(c, &ids)?
            .into_iter()
            .map(Noted::of)
            .collect();
        let people = People::of(c, &events)?;
        let full = u32::try_from(places.len()).is_ok_and(|count| count == limit);
        let next = places.last().copied().filter(|_| full);
        Ok(LogPage {
            events,
            people,
            next,
        })
    })
}

/// Who looked at a case, the newest look first. The caller has made sure that the asker may know.
///
/// # Errors
/// The database does not answer.
pub fn who_looked(
    register: &Register,
    case: i64,
    before: Option<Place>,
    limit: u32,
) -> Result<LogPage, store::Error> {
    let narrow = Narrow {
        case: Some(case),
        kinds: READS.iter().map(|kind| (*kind).to_owned()).collect(),
        ..Narrow::default()
    };
    page(register, &Scope::of_process(), &narrow, before, limit)
}

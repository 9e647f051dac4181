//! The log of the register: events of all streams, the newest first, a page at a time.

use std::collections::BTreeMap;

use super::noted::{Noted, People};
use crate::domain::access::policy::{self, Action};
use crate::domain::access::{Actor, Scope, UserId};
use crate::domain::case::CaseFile;
use crate::services::casework::{self, Failure, Opened};
use crate::services::register::Register;
use crate::store::trail::{self, Narrow, Place};
use crate::store::{self, accounts, cases, streams};
use crate::text::folding::fold;

/// The kinds of events by which somebody saw something of a case.
pub const READS: [&str; 9] = [
    "case_read",
    "paper_read",
    "letter_printed",
    "case_exported",
    "set_fetched",
    "annex_read",
    "simulated",
    "log_read",
    "glass_broken",
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

/// The cases that events are about and that the asker may see, by their numbers in the register.
pub type Cases = BTreeMap<i64, Opened>;

/// The cases of these events within the scope.
///
/// # Errors
/// The database does not answer, or a case cannot be read.
pub fn cases_of(register: &Register, scope: &Scope, events: &[Noted]) -> Result<Cases, Failure> {
    register.store.read(|c| {
        let mut found = Cases::new();
        for noted in events {
            let kept = match CaseFile::id_of_stream(&noted.event.stream) {
                Some(id) if found.contains_key(&id) => None,
                Some(id) => cases::case(c, scope, id)?,
                None => match noted.text("case").or_else(|| noted.text("reference")) {
                    Some(number) => cases::by_reference(c, scope, number)?,
                    None => None,
                },
            };
            if let Some(kept) = kept.filter(|kept| !found.contains_key(&kept.id)) {
                found.insert(kept.id, casework::opened(c, register, &kept)?);
            }
        }
        Ok(found)
    })
}

/// Somebody with an account: number, user name, name in Persian and in English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Somebody {
    pub user: UserId,
    pub username: String,
    pub names: [String; 2],
}

/// The people with this name or user name who have or had a post in the asker's area.
///
/// # Errors
/// The database does not answer.
pub fn people_named(
    register: &Register,
    actor: &Actor,
    asked: &str,
) -> Result<Vec<Somebody>, store::Error> {
    let scope = policy::scope(actor, Action::Oversee);
    let (users, grants) = register
        .store
        .read(|c| Ok::<_, store::Error>((accounts::users(c)?, accounts::all_grants(c)?)))?;
    let here = |user| {
        grants
            .iter()
            .any(|g| g.user == user && scope.covers(&g.grant.unit))
    };
    let exact = |name: &str| name == asked.trim().to_lowercase();
    let like = |name: &str| fold(name).contains(&fold(asked));
    let mut found: Vec<Somebody> = Vec::new();
    for user in users.into_iter().filter(|user| here(user.id)) {
        let somebody = Somebody {
            user: user.id,
            username: user.username,
            names: [user.name_fa, user.name_en],
        };
        if exact(&somebody.username) {
            return Ok(vec![somebody]);
        }
        if somebody.names.iter().any(|name| like(name)) {
            found.push(somebody);
        }
    }
    Ok(found)
}

/// The number in the register of a case of the asker's area.
///
/// # Errors
/// The database does not answer.
pub fn case_numbered(
    register: &Register,
    actor: &Actor,
    number: &str,
) -> Result<Option<i64>, store::Error> {
    let scope = policy::scope(actor, Action::Oversee);
    let found = register
        .store
        .read(|c| cases::by_reference(c, &scope, number))?;
    Ok(found.map(|case| case.id))
}

//! What officials typed outside of the case: the terms of a search, the filter of a list, the purpose of an
//! export, a reason. Where it says what is erased, it is erased too, by an event of the stream in which it
//! stands.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{NotDone, unfit};
use crate::domain::access::{Grant, Scope, UserId};
use crate::domain::erasure::places::Sought;
use crate::domain::time::Moment;
use crate::services::accounts::recording::{By, append};
use crate::services::oversight::kinds;
use crate::services::register::Register;
use crate::store::exports::{self, State};
use crate::store::streams::StoredEvent;
use crate::store::trail::{self, Narrow};
use crate::store::{self, Conn, streams};

/// Events read at once.
const PAGE: u32 = 500;
/// What was recorded later than this many seconds before is looked through again in the transaction: it may
/// have waited to be written.
pub(super) const AGAIN: i64 = 3600;

/// By stream and event, the paths of the texts.
pub(super) type Typed = BTreeMap<(String, u64), Vec<String>>;

/// The texts in which any of it stands, of those recorded since.
pub(super) fn find(
    c: &mut Conn,
    sought: &Sought,
    since: Option<Moment>,
) -> Result<Typed, store::Error> {
    let mut found = Typed::new();
    if sought.is_empty() {
        return Ok(found);
    }
    for kind in kinds::TYPED {
        let narrow = Narrow {
            kinds: vec![kind.to_owned()],
            seldom: true,
            from: since,
            ..Narrow::default()
        };
        let mut before = None;
        loop {
            let page = trail::page(c, &Scope::of_process(), &narrow, before, PAGE)?;
            let ids: Vec<i64> = page.iter().map(|place| place.event).collect();
            for event in streams::by_ids(c, &ids)? {
                let paths = says(&event, sought);
                if !paths.is_empty() {
                    found.insert((event.stream, event.seq), paths);
                }
            }
            before = page.last().copied();
            if before.is_none() {
                break;
            }
        }
    }
    Ok(found)
}

/// Where the event says any of it.
fn says(event: &StoredEvent, sought: &Sought) -> Vec<String> {
    let said = event.openings.iter().filter(|(_, opening)| {
        let text = &opening.value;
        // The filter of a list is kept as it stood in its address.
        let mut values = url::form_urlencoded::parse(text.as_bytes());
        sought.stands_in(text) || values.any(|(_, value)| sought.stands_in(&value))
    });
    said.map(|(path, _)| path.clone()).collect()
}

/// Takes the texts away, and says so in their streams. How many they were.
pub(super) fn erase(
    c: &mut Conn,
    register: &Register,
    erasure: i64,
    (user, post): (UserId, &Grant),
    typed: &Typed,
) -> Result<u32, NotDone> {
    let mut streams_of: BTreeMap<&str, Vec<(u64, &Vec<String>)>> = BTreeMap::new();
    for ((stream, seq), paths) in typed {
        streams_of.entry(stream).or_default().push((*seq, paths));
    }
    let mut count = 0;
    for (stream, events) in streams_of {
        let mut places = Vec::new();
        for (seq, paths) in events {
            let named: Vec<&str> = paths.iter().map(String::as_str).collect();
            count += streams::erase(c, stream, seq, &named)?;
            places.extend(named.iter().map(|path| json!({ "seq": seq, "path": path })));
        }
        let data = json!({ "erasure": erasure, "texts": places.len(), "erased": places });
        let by = By::Colleague(user, Some(post.clone())).said(user);
        let when = (register.clock.now(), register.entropy.as_ref());
        append(c, stream, by, ("erased", data), None, when)?;
    }
    Ok(count)
}

/// Sets of copies for which it was asked with such a text: they are withdrawn, and what was asked is kept
/// without it. Their files are to be removed after the commit.
pub(super) fn withdraw(c: &mut Conn, sought: &Sought) -> Result<Vec<i64>, store::Error> {
    let mut withdrawn = Vec::new();
    if sought.is_empty() {
        return Ok(withdrawn);
    }
    for (id, asked) in exports::wishes(c)? {
        let mut wish: Value = serde_json::from_str(&asked).map_err(unfit)?;
        if !forget(&mut wish, sought) {
            continue;
        }
        exports::forget_in_wish(c, id, &wish.to_string())?;
        let from = [State::Waiting, State::Interrupted, State::Done];
        exports::turn(c, id, &from, State::Withdrawn)?;
        withdrawn.push(id);
    }
    Ok(withdrawn)
}

/// Empties every text in which any of it stands; whether there was one.
fn forget(value: &mut Value, sought: &Sought) -> bool {
    match value {
        Value::String(text) if sought.stands_in(text) => {
            text.clear();
            true
        }
        Value::Array(items) => items
            .iter_mut()
            .fold(false, |any, it| forget(it, sought) | any),
        Value::Object(map) => map
            .values_mut()
            .fold(false, |any, it| forget(it, sought) | any),
        Value::String(_) | Value::Number(_) | Value::Bool(_) | Value::Null => false,
    }
}

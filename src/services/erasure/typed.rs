//! What officials typed outside of the case: the terms of a search, the filter of a list, the purpose of an
//! export, a reason. Where it says what is erased, it is erased too, by an event of the stream in which it
//! stands.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{NotDone, unfit};
use crate::domain::access::glass::GLASS;
use crate::domain::access::{Grant, Scope, UnitPath, UserId};
use crate::domain::case::event::ErasedPlace;
use crate::domain::erasure::event::TextsErased;
use crate::domain::erasure::places::Sought;
use crate::domain::sampling::SAMPLES;
use crate::domain::time::Moment;
use crate::services::accounts::recording::{By, append};
use crate::services::export::sets::Wish;
use crate::services::oversight::kinds;
use crate::services::register::Register;
use crate::store::exports::{self, State};
use crate::store::streams::StoredEvent;
use crate::store::trail::{self, About, Narrow};
use crate::store::{self, Conn, streams};

/// Events read at once.
const PAGE: u32 = 500;
/// What was recorded later than this many seconds before is looked through again in the transaction: it may
/// have waited to be written.
pub(super) const AGAIN: i64 = 3600;

/// The name of the official who acted: it stays.
const ACTED: &str = "/data/name";

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
            for event in streams::speaking(c, &ids)? {
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
    let said = event.openings.iter().filter(|(path, opening)| {
        let text = &opening.value;
        if path.as_str() == ACTED {
            return false;
        }
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
    let mut by_stream: BTreeMap<&str, Vec<ErasedPlace>> = BTreeMap::new();
    for ((stream, seq), paths) in typed {
        let places = paths.iter().map(|path| ErasedPlace {
            seq: *seq,
            path: path.clone(),
        });
        by_stream.entry(stream).or_default().extend(places);
    }
    let mut count = 0;
    for (stream, erased) in by_stream {
        let said = TextsErased {
            erasure,
            texts: u32::try_from(erased.len()).unwrap_or(u32::MAX),
            erased,
        };
        // First the event: of two who take from one stream at once, the second then reads it anew.
        let data = serde_json::to_value(&said).map_err(unfit)?;
        let by = By::Colleague(user, Some(post.clone())).said(user);
        let when = (register.clock.now(), register.entropy.as_ref());
        let about = about(c, stream)?;
        append(c, stream, by, ("erased", data), about, when)?;
        for place in &said.erased {
            count += streams::erase(c, stream, place.seq, &[place.path.as_str()])?;
        }
    }
    Ok(count)
}

/// An emergency access is about its case, and a sample about its unit, whoever adds to it; what was seen in a
/// session is about the unit of whoever acts.
fn about(c: &mut Conn, stream: &str) -> Result<Option<About>, store::Error> {
    if !stream.starts_with(GLASS) && !stream.starts_with(SAMPLES) {
        return Ok(None);
    }
    let first = streams::event(c, stream, 1)?;
    let first = first.ok_or_else(|| store::Error::corrupt("streams", stream))?;
    let body: Value = serde_json::from_slice(&first.body).map_err(unfit)?;
    let unit = body.pointer("/data/unit").and_then(Value::as_str);
    let unit = unit.and_then(UnitPath::parse);
    let unit = unit.ok_or_else(|| store::Error::corrupt("streams", stream))?;
    let case = body.pointer("/data/case").and_then(Value::as_i64);
    Ok(Some(About {
        case,
        ..About::nothing_in(unit)
    }))
}

/// Sets of copies for which it was asked with such a text: they are withdrawn, and what was asked is kept
/// without it. Their files are to be removed after the commit.
pub(super) fn withdraw(c: &mut Conn, sought: &Sought) -> Result<Vec<i64>, store::Error> {
    let mut withdrawn = Vec::new();
    if sought.is_empty() {
        return Ok(withdrawn);
    }
    for (id, asked) in exports::wishes(c)? {
        let mut wish: Wish = serde_json::from_str(&asked).map_err(unfit)?;
        if !sought.stands_in(&wish.purpose) {
            continue;
        }
        wish.purpose.clear();
        let asked = serde_json::to_string(&wish).map_err(unfit)?;
        exports::forget_in_wish(c, id, &asked)?;
        let from = [State::Waiting, State::Interrupted, State::Done];
        exports::turn(c, id, &from, State::Withdrawn)?;
        withdrawn.push(id);
    }
    Ok(withdrawn)
}

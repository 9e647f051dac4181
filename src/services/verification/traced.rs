//! What the trail keeps of each event, against what the event tells.
//!
//! Rows of events that were there before the trail was filled in by a migration from the posts that people
//! first had; of such a unit, any at which its person was ever granted a post is believed.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::staff::id_of_stream;
use crate::domain::access::UnitPath;
use crate::domain::access::glass::GLASS;
use crate::domain::case::CaseFile;
use crate::domain::erasure::ERASURES;
use crate::domain::sampling::SAMPLES;
use crate::domain::time::Moment;
use crate::store::verify::Found;
use crate::store::{self, Conn, streams, trail};

/// The units at which people were ever granted posts, as the events of their accounts tell.
#[derive(Debug, Default)]
pub(super) struct Posts(BTreeMap<i64, BTreeSet<String>>);

impl Posts {
    pub(super) fn of(c: &mut Conn) -> Result<Self, store::Error> {
        let (mut posts, mut after) = (Self::default(), (Moment::from_micros(i64::MIN), 0));
        loop {
            let page = streams::of_kind(c, "role_granted", after, 1000)?;
            let Some(last) = page.last() else {
                return Ok(posts);
            };
            after = (last.at, last.id);
            for event in page {
                let body: Option<Value> = serde_json::from_slice(&event.body).ok();
                let unit = body.as_ref().and_then(|body| text(body, "/data/unit"));
                if let Some((user, unit)) = id_of_stream(&event.stream).zip(unit) {
                    posts.0.entry(user).or_default().insert(unit.to_owned());
                }
            }
        }
    }

    fn include(&self, user: Option<i64>, unit: &str) -> bool {
        let units = user.and_then(|user| self.0.get(&user));
        units.is_some_and(|units| units.contains(unit))
    }
}

fn text<'a>(body: &'a Value, at: &str) -> Option<&'a str> {
    body.pointer(at).and_then(Value::as_str)
}

fn number(body: &Value, at: &str) -> Option<i64> {
    body.pointer(at).and_then(Value::as_i64)
}

/// Which case a stream is about, and whose unit, as its first event tells: an emergency access, a proposal
/// to erase, a sample.
#[derive(Debug, Default)]
pub(super) struct Concern {
    case: Option<i64>,
    unit: Option<String>,
}

/// What the row of an event says wrongly, if anything.
pub(super) fn judge(found: &Found, posts: &Posts, concern: &mut Concern) -> Vec<String> {
    let Found { event, opened, .. } = found;
    if let Some(body) = opened.as_ref().filter(|_| event.seq == 1) {
        *concern = Concern {
            case: number(body, "/data/case"),
            unit: text(body, "/data/unit").map(str::to_owned),
        };
    }
    let wrong = |what: &str| format!("{}/{}: {what}", event.stream, event.seq);
    let Some(kept) = &found.traced else {
        return vec![wrong("its row in trail is missing")];
    };
    let columns = (&kept.kind, &kept.actor) == (&event.kind, &event.actor);
    let Some(body) = opened else {
        // Why it cannot be opened is told already.
        return Vec::new();
    };
    let mut all = Vec::new();
    if !columns || !is_about(found, body, kept, (posts, concern)) {
        all.push(wrong("its row in trail is not what it tells"));
    }
    if !lists(found, body) {
        all.push(wrong("its rows in trail_listed are not what it tells"));
    }
    all
}

/// Whether the row names the case and the unit that the event is about.
fn is_about(
    found: &Found,
    body: &Value,
    kept: &trail::Kept,
    (posts, concern): (&Posts, &Concern),
) -> bool {
    let stream = found.event.stream.as_str();
    let acted = text(body, "/actor/unit").unwrap_or(UnitPath::COUNTRY);
    let in_own = |user| kept.unit == acted || posts.include(user, &kept.unit);
    let concerned = concern.unit.as_deref() == Some(&kept.unit);
    if let Some(id) = CaseFile::id_of_stream(stream) {
        kept.case == id && kept.unit == acted
    } else if stream.starts_with("session:") || stream.starts_with("terminal:") {
        let user = number(body, "/actor/user");
        match (text(body, "/data/case"), &kept.named) {
            (Some(number), Some((reference, unit))) => number == reference && kept.unit == *unit,
            (Some(_), None) => false,
            // Of the cases of a unit, where it names one.
            (None, _) => {
                let named = text(body, "/data/unit");
                kept.case == 0 && named.map_or_else(|| in_own(user), |unit| kept.unit == unit)
            }
        }
    } else if let Some(user) = id_of_stream(stream) {
        kept.case == 0 && in_own(Some(user))
    } else if stream.starts_with(GLASS) || stream.starts_with(ERASURES) {
        Some(kept.case) == concern.case && concerned
    } else if stream.starts_with(SAMPLES) {
        kept.case == number(body, "/data/case").unwrap_or(0) && concerned
    } else {
        kept.case == 0 && kept.unit == acted
    }
}

/// Whether the cases that are kept as listed are those of which the event tells. A simulation tells how many
/// there were, and of its list the digest only.
fn lists(found: &Found, body: &Value) -> bool {
    let kept = &found.listed;
    match found.event.kind.as_str() {
        "log_read" | "set_fetched" => {
            let told = body.pointer("/data/cases").and_then(Value::as_array);
            let told: BTreeSet<i64> = told
                .into_iter()
                .flatten()
                .filter_map(Value::as_i64)
                .collect();
            told == *kept
        }
        "simulated" => {
            let told = match text(body, "/data/list") {
                Some(_) => number(body, "/data/cases").unwrap_or(0),
                None => 0,
            };
            i64::try_from(kept.len()).is_ok_and(|kept| kept <= told)
        }
        _ => kept.is_empty(),
    }
}

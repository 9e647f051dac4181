//! Where events are found again: by case, person, unit, kind and time, the newest first.
//!
//! One row for each event, written with it. Of several conditions one chooses the index, and that index is
//! already in the order of the list; the others are written as `column || ''`, so that neither database
//! turns to theirs and sorts.

use diesel::dsl::sql;
use diesel::sql_types::Text;
use diesel::{BoolExpressionMethods, ExpressionMethods, QueryDsl, RunQueryDsl};
use diesel::{JoinOnDsl, TextExpressionMethods};

use super::conn::{Backend, Conn};
use super::error::Error;
use super::province;
use super::schema::{trail, trail_listed};
use super::types::beneath;
use crate::domain::access::{Scope, UnitPath};
use crate::domain::time::Moment;

/// What an event is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The unit of the case; where there is none, that of whoever acts.
    pub unit: UnitPath,
    /// The case, if it is about one.
    pub case: Option<i64>,
    /// Cases that stood in a list which was handed out.
    pub listed: Vec<i64>,
}

impl About {
    /// About no case.
    #[must_use]
    pub const fn nothing_in(unit: UnitPath) -> Self {
        Self {
            unit,
            case: None,
            listed: Vec::new(),
        }
    }

    /// About this case of this unit.
    #[must_use]
    pub const fn of_case(unit: UnitPath, case: i64) -> Self {
        Self {
            unit,
            case: Some(case),
            listed: Vec::new(),
        }
    }
}

/// The kinds of events that tell of a list of cases.
pub(super) const LISTING: [&str; 3] = ["log_read", "set_fetched", "simulated"];

/// What is kept of one event, and the number and unit of the case that is named, where the event is not one of
/// that case itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// 0 where none.
    pub case: i64,
    pub kind: String,
    pub actor: String,
    pub unit: String,
    pub named: Option<(String, String)>,
}

/// Where an event stands among all: the order of every list of the log, and where its next page begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub at: Moment,
    pub event: i64,
}

/// What narrows the log; nothing narrows it to nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Narrow {
    /// As the events have it: `u12`, `process:clock`.
    pub actor: Option<String>,
    pub case: Option<i64>,
    /// Any of these kinds; all where none is named.
    pub kinds: Vec<String>,
    /// The one kind is so seldom that its index leads, whatever else is asked.
    pub seldom: bool,
    pub from: Option<Moment>,
    /// Up to and without.
    pub until: Option<Moment>,
}

/// Writes down what an event is about.
pub(super) fn add(
    c: &mut Conn,
    (event, at): (i64, Moment),
    (kind, actor): (&str, &str),
    about: &About,
) -> Result<(), Error> {
    diesel::insert_into(trail::table)
        .values((
            trail::at.eq(at.micros()),
            trail::event_id.eq(event),
            trail::case_id.eq(about.case.unwrap_or(0)),
            trail::kind.eq(kind),
            trail::actor.eq(actor),
            trail::unit.eq(about.unit.as_str()),
        ))
        .execute(c)?;
    for case in &about.listed {
        diesel::insert_into(trail_listed::table)
            .values((
                trail_listed::case_id.eq(case),
                trail_listed::at.eq(at.micros()),
                trail_listed::event_id.eq(event),
            ))
            .execute(c)?;
    }
    Ok(())
}

/// Of an event, what the trail knows without reading it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Traced {
    pub place: Place,
    pub case: Option<i64>,
    pub actor: String,
}

/// The same as [`page`], without reading the events, and without lists in which a case stood.
pub fn rows(
    c: &mut Conn,
    scope: &Scope,
    narrow: &Narrow,
    before: Option<Place>,
    limit: u32,
) -> Result<Vec<Traced>, Error> {
    let mut found = Vec::new();
    for within in scope.units() {
        let query = ordered(conditions(narrow, within), narrow, before);
        let rows: Vec<(i64, i64, i64, String)> = query
            .select((trail::at, trail::event_id, trail::case_id, trail::actor))
            .limit(i64::from(limit))
            .load(c)?;
        found.extend(rows.into_iter().map(|(at, event, case, actor)| Traced {
            place: place((at, event)),
            case: Some(case).filter(|case| *case != 0),
            actor,
        }));
    }
    found.sort_by_key(|row| std::cmp::Reverse(row.place));
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(found)
}

type Boxed<'a> = trail::BoxedQuery<'a, Backend>;

/// Events of the scope, the newest first, before `before`; where they are.
pub fn page(
    c: &mut Conn,
    scope: &Scope,
    narrow: &Narrow,
    before: Option<Place>,
    limit: u32,
) -> Result<Vec<Place>, Error> {
    let mut found = Vec::new();
    for within in scope.units() {
        let query = ordered(conditions(narrow, within), narrow, before);
        let rows: Vec<(i64, i64)> = query
            .select((trail::at, trail::event_id))
            .limit(i64::from(limit))
            .load(c)?;
        found.extend(rows.into_iter().map(place));
    }
    if let Some(case) = narrow.case {
        // who may see the case may see that it stood in a list
        found.extend(listed(c, case, narrow, before, limit)?);
    }
    found.sort_by(|a, b| b.cmp(a));
    found.dedup();
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(found)
}

const fn place((at, event): (i64, i64)) -> Place {
    Place {
        at: Moment::from_micros(at),
        event,
    }
}

/// One of the conditions leads; see above.
fn conditions<'a>(narrow: &'a Narrow, within: &UnitPath) -> Boxed<'a> {
    let mut query = trail::table.into_boxed::<Backend>();
    let mut led = false;
    if let Some(case) = narrow.case {
        query = query.filter(trail::case_id.eq(case));
        led = true;
    }
    let kind = match narrow.kinds.as_slice() {
        [one] => Some(one),
        _ => None,
    };
    let seldom = kind.filter(|_| narrow.seldom && !led);
    if let Some(kind) = seldom {
        query = query.filter(trail::kind.eq(kind));
        led = true;
    }
    if let Some(actor) = &narrow.actor {
        query = match std::mem::replace(&mut led, true) {
            false => query.filter(trail::actor.eq(actor)),
            true => query.filter(trail::actor.concat("").eq(actor)),
        };
    }
    // One kind goes with the unit: there are indexes of both.
    query = match kind {
        _ if seldom.is_some() || narrow.kinds.is_empty() => query,
        Some(kind) if !led => query.filter(trail::kind.eq(kind)),
        _ => query.filter(trail::kind.concat("").eq_any(&narrow.kinds)),
    };
    match within.depth() {
        0 => query,
        1 => within_the_province(query, within, led),
        _ if led => query.filter(trail::unit.concat("").eq(within.as_str().to_owned())),
        _ => query.filter(trail::unit.eq(within.as_str().to_owned())),
    }
}

fn within_the_province<'a>(query: Boxed<'a>, within: &UnitPath, led: bool) -> Boxed<'a> {
    match province::path(within) {
        Some(path) if !led => {
            let province = sql::<Text>("substr(trail.unit, 1, 5)");
            query.filter(province.eq(path.to_owned()))
        }
        _ => query.filter(beneath!(trail::unit, within)),
    }
}

fn ordered<'a>(query: Boxed<'a>, narrow: &Narrow, before: Option<Place>) -> Boxed<'a> {
    let mut query = query.order((trail::at.desc(), trail::event_id.desc()));
    if let Some(from) = narrow.from {
        query = query.filter(trail::at.ge(from.micros()));
    }
    let until = narrow.until.map(|m| m.micros().saturating_sub(1));
    let newest = [until, before.map(|p| p.at.micros())];
    if let Some(newest) = newest.into_iter().flatten().min() {
        query = query.filter(trail::at.le(newest));
    }
    match before {
        Some(p) => query.filter(trail::at.lt(p.at.micros()).or(trail::event_id.lt(p.event))),
        None => query,
    }
}

/// The lists handed out in which the case stood.
fn listed(
    c: &mut Conn,
    case: i64,
    narrow: &Narrow,
    before: Option<Place>,
    limit: u32,
) -> Result<Vec<Place>, Error> {
    let mut query = trail_listed::table
        .inner_join(
            trail::table.on(trail::at
                .eq(trail_listed::at)
                .and(trail::event_id.eq(trail_listed::event_id))),
        )
        .filter(trail_listed::case_id.eq(case))
        .order((trail_listed::at.desc(), trail_listed::event_id.desc()))
        .into_boxed::<Backend>();
    if let Some(actor) = &narrow.actor {
        query = query.filter(trail::actor.concat("").eq(actor));
    }
    if !narrow.kinds.is_empty() {
        query = query.filter(trail::kind.concat("").eq_any(&narrow.kinds));
    }
    if let Some(from) = narrow.from {
        query = query.filter(trail_listed::at.ge(from.micros()));
    }
    if let Some(until) = narrow.until {
        query = query.filter(trail_listed::at.lt(until.micros()));
    }
    if let Some(p) = before {
        let earlier = trail_listed::at.lt(p.at.micros());
        let same = trail_listed::at.eq(p.at.micros());
        query = query.filter(earlier.or(same.and(trail_listed::event_id.lt(p.event))));
    }
    let rows: Vec<(i64, i64)> = query
        .select((trail_listed::at, trail_listed::event_id))
        .limit(i64::from(limit))
        .load(c)?;
    Ok(rows.into_iter().map(place).collect())
}

//! The list behind a number of the auditor's home.

use std::collections::BTreeMap;

use askama::Template as _;

use crate::domain::access::policy::{self, Action};
use crate::services::oversight::People;
use crate::services::oversight::anomalies::{self, Anomaly, Found};
use crate::services::oversight::thresholds::{
    CASES_IN_AN_HOUR, EARLIEST, HOUSEHOLDS_OF_A_WITNESS, LATEST, LOOKS_OUTSIDE_HOURS,
    MINUTES_TO_READ,
};
use crate::services::reading;
use crate::store::{self, cases};
use crate::text::{Key, Words, digits, k};
use crate::web::page::Area;
use crate::web::parts::{Cell, Link, Note, Point, Row, Table};
use crate::web::show as said;
use crate::web::views::oversight::AnomalyPage;
use crate::web::visit::{Problem, Reply, Visit};

/// Cases that a line names; the others are counted.
const NAMED: usize = 10;

/// The name of a measure.
pub(super) const fn title(which: Anomaly) -> Key {
    match which {
        Anomaly::OutsideHours => k::ANOMALY_OUTSIDE_HOURS,
        Anomaly::OwnName => k::ANOMALY_OWN_NAME,
        Anomaly::Bulk => k::ANOMALY_BULK,
        Anomaly::Hasty => k::ANOMALY_HASTY,
        Anomaly::SameDay => k::ANOMALY_SAME_DAY,
        Anomaly::Witness => k::ANOMALY_WITNESS,
    }
}

/// What a measure counts, with its figures.
pub(super) fn counted(w: Words, which: Anomaly) -> String {
    let hour =
        |(hour, minute): (i8, i8)| digits::localized(w.locale(), &format!("{hour}:{minute:02}"));
    let n = |n: usize| w.number(n);
    match which {
        Anomaly::OutsideHours => {
            let looks = w.number(LOOKS_OUTSIDE_HOURS);
            w.say(k::anomaly_outside_hours_counted(
                hour(EARLIEST),
                looks,
                hour(LATEST),
            ))
        }
        Anomaly::OwnName => w.t(k::ANOMALY_OWN_NAME_COUNTED).to_owned(),
        Anomaly::Bulk => w.say(k::anomaly_bulk_counted(n(CASES_IN_AN_HOUR))),
        Anomaly::Hasty => w.say(k::anomaly_hasty_counted(w.number(MINUTES_TO_READ))),
        Anomaly::SameDay => w.t(k::ANOMALY_SAME_DAY_COUNTED).to_owned(),
        Anomaly::Witness => w.say(k::anomaly_witness_counted(n(HOUSEHOLDS_OF_A_WITNESS))),
    }
}

/// How much, in words.
fn measure(w: Words, which: Anomaly, found: &Found) -> String {
    let count = found.measure.map(|n| w.number(n));
    match (which, count) {
        (Anomaly::OwnName, _) => {
            let terms = found.said.as_deref().unwrap_or_default();
            w.say(k::log_terms(terms))
        }
        (_, None) => w.t(k::ANOMALY_MEASURE_NEVER).to_owned(),
        (Anomaly::OutsideHours, Some(n)) => w.say(k::anomaly_measure_looks(n)),
        (Anomaly::Bulk, Some(n)) => w.say(k::anomaly_measure_cases(n)),
        (Anomaly::Hasty, Some(n)) => w.say(k::anomaly_measure_minutes(n)),
        (Anomaly::SameDay, Some(n)) => w.say(k::anomaly_measure_after_proposal(n)),
        (Anomaly::Witness, Some(n)) => w.say(k::anomaly_measure_households(n)),
    }
}

/// The findings of one measure; recorded before they are shown.
pub fn show(visit: &mut Visit) -> Result<Reply, Problem> {
    let w = visit.words;
    let which = Anomaly::from_code(visit.param("anomaly")).ok_or(Problem::NotFound)?;
    let scope = policy::scope(visit.actor()?, Action::Oversee);
    let found = anomalies::find(&visit.register, &scope, which)?;
    let named = || found.iter().flat_map(|it| it.cases.iter().take(NAMED));
    let asked = format!("anomaly={}", w.t(title(which)));
    let told: std::collections::BTreeSet<i64> = named().copied().collect();
    let told: Vec<i64> = told.into_iter().collect();
    reading::log_read(&visit.register, visit.reader()?, &asked, found.len(), told)?;
    let (people, numbers) = visit.register.store.read(|c| {
        let (mut people, mut numbers) = (People::default(), BTreeMap::new());
        for user in found.iter().filter_map(|it| it.who) {
            people.meet(c, user)?;
        }
        for id in named() {
            if let Some(case) = cases::case(c, &scope, *id)? {
                numbers.insert(*id, case.reference);
            }
        }
        Ok::<_, store::Error>((people, numbers))
    })?;
    let rows = found.iter().map(|it| {
        let who = match it.who {
            Some(user) => people.name(user, w.locale()).unwrap_or_default().to_owned(),
            None => w.say(k::audit_witness_name(
                it.said.as_deref().unwrap_or_default(),
            )),
        };
        Row::new(
            Cell::text(visit.day_and_time(it.at)),
            vec![
                who.into(),
                measure(w, which, it).into(),
                links(w, it, &numbers),
            ],
        )
    });
    let columns = [
        k::READS_WHEN,
        k::USERS_COLUMN_NAME,
        k::AUDIT_COLUMN_SAID,
        k::AUDIT_COLUMN_CASES,
    ];
    let columns = said::columns(w, columns);
    let table = Table::new(w.t(title(which)), &columns).rows(rows.collect());
    let nothing = found.is_empty();
    let view = AnomalyPage {
        page: visit.page(w.t(title(which)), Area::Audit),
        back: Link::new("/audit", w.t(k::NAV_AUDIT)),
        count: w.say(k::audit_found(found.len())),
        lead: counted(w, which),
        note: nothing.then(|| Note::plain(w.t(k::AUDIT_FOUND_NONE))),
        found: (!nothing).then_some(table),
    };
    view.render().map(Reply::Page).map_err(Problem::internal)
}

fn links(w: Words, found: &Found, numbers: &BTreeMap<i64, String>) -> Cell {
    let known = found.cases.iter().take(NAMED);
    let mut points: Vec<Point> = known
        .filter_map(|id| {
            let number = numbers.get(id)?;
            Some(Point {
                text: digits::localized(w.locale(), number),
                href: Some(format!("/cases/{number}")),
                aside: None,
            })
        })
        .collect();
    let more = found.cases.len().saturating_sub(NAMED);
    if more > 0 {
        points.push(Point::said(w.say(k::audit_more_cases(more))));
    }
    match points.is_empty() {
        true => Cell::muted(w.t(k::NONE)),
        false => Cell::Points(points),
    }
}

//! The log: every event of the auditor's area as a sentence, the newest first.

use askama::Template as _;

use super::filter;
use super::telling::Teller;
use crate::domain::access::policy::{self, Action};
use crate::services::oversight::{self, LogPage, Noted};
use crate::services::reading;
use crate::text::{digits, k};
use crate::web::page::Area;
use crate::web::parts::{Cell, Link, Note, Pager, Point, Row, Table};
use crate::web::reads::{before, written};
use crate::web::show as said;
use crate::web::views::oversight::LogView;
use crate::web::visit::{Problem, Reply, Visit};

/// Lines of a page.
const PAGE: u32 = 50;

/// A page of the log; recorded before it is shown.
pub fn show(visit: &mut Visit) -> Result<Reply, Problem> {
    let w = visit.words;
    let asked = filter::read(visit)?;
    let before = before(visit);
    let query = filter::query(&visit.query);
    let mut log = None;
    if asked.wrong.is_none() {
        let found = oversight::page(&visit.register, &asked.scope, &asked.narrow, before, PAGE)?;
        log = Some(found);
    }
    let events = log.as_ref().map(|log| table(visit, log, &query));
    let events = events.transpose()?;
    let address = |place: Option<&str>| {
        let place = place.map(|place| format!("before={place}"));
        let parts = [Some(query.clone()).filter(|q| !q.is_empty()), place];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        match parts.is_empty() {
            true => "/audit/log".to_owned(),
            false => format!("/audit/log?{}", parts.join("&")),
        }
    };
    let next = log.as_ref().and_then(|log| log.next);
    let next = next.map(|place| address(Some(&written(place))));
    let nothing = log.as_ref().is_some_and(|log| log.events.is_empty());
    let view = LogView {
        page: visit.page(w.t(k::LOG_TITLE), Area::Audit),
        back: Link::new("/audit", w.t(k::NAV_AUDIT)),
        filter: filter::form(visit)?,
        note: match nothing {
            true => Some(Note::plain(w.t(k::LOG_EMPTY))),
            false => asked.wrong,
        },
        events: events.filter(|_| !nothing),
        pager: Pager::by_key(w, before.map(|_| address(None)), next),
    };
    view.render().map(Reply::Page).map_err(Problem::internal)
}

/// Events as rows; that they were seen is on record before this returns.
///
/// # Errors
/// It could not be recorded, or a case could not be read.
pub fn table(visit: &Visit, log: &LogPage, narrowed: &str) -> Result<Table, Problem> {
    let w = visit.words;
    let scope = policy::scope(visit.actor()?, Action::ReadCase);
    let cases = oversight::cases_of(&visit.register, &scope, &log.events)?;
    let told: Vec<i64> = cases.keys().copied().collect();
    let seen = log.events.len();
    reading::log_read(&visit.register, visit.reader()?, narrowed, seen, told)?;
    let teller = Teller {
        visit,
        people: &log.people,
        cases: &cases,
    };
    let rows = log.events.iter().map(|noted| row(&teller, noted));
    let columns = [k::READS_WHEN, k::LOG_COLUMN_EVENT, k::LOG_COLUMN_ABOUT];
    let columns = said::columns(w, columns);
    Ok(Table::new(w.t(k::LOG_TITLE), &columns).rows(rows.collect::<Result<_, _>>()?))
}

fn row(teller: &Teller<'_>, noted: &Noted) -> Result<Row, Problem> {
    let (visit, w) = (teller.visit, teller.visit.words);
    let (text, aside) = teller.tell(noted)?;
    let sentence = Point {
        text,
        href: None,
        aside,
    };
    let about = match teller.case_of(noted) {
        Some(case) => {
            let number = &case.file.reference;
            let shown = digits::localized(w.locale(), number);
            Cell::link(format!("/cases/{number}"), shown)
        }
        None => match teller.people.post(noted) {
            Some((_, unit)) => visit.register.unit_name(w.locale(), &unit)?.into(),
            None => Cell::text(""),
        },
    };
    Ok(Row::new(
        Cell::text(visit.day_and_time(noted.at())),
        vec![Cell::Points(vec![sentence]), about],
    ))
}

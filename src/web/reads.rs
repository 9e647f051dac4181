//! Who looked at a file: on the screen, and on paper for the person concerned.

use askama::Template as _;

use super::page::{Area, role_title};
use super::parts::{Cell, Layout, Link, Pager, Row, Table};
use super::views::oversight::ReadsPage;
use super::views::printed::{LetterPage, LetterSheet};
use super::visit::{Problem, Reply, Visit};
use super::{cases, frame, show as said};
use crate::domain::access::policy::Action;
use crate::domain::time::Moment;
use crate::services::casework::{self, Opened};
use crate::services::oversight::{self, LogPage, Noted};
use crate::services::reading;
use crate::store::trail::Place;
use crate::text::{Key, Words, digits, jalali, k};

/// Lines of a page.
const PAGE: u32 = 50;
/// Lines of a print: more than anybody reads, and an end for it.
const PRINTED: usize = 2000;

/// Where a page of a log begins, as its address has it.
#[must_use]
pub fn before(visit: &Visit) -> Option<Place> {
    let (at, event) = visit.query.text("before")?.split_once('_')?;
    Some(Place {
        at: Moment::from_micros(at.parse().ok()?),
        event: event.parse().ok()?,
    })
}

/// The same, for the address.
#[must_use]
pub fn written(place: Place) -> String {
    format!("{}_{}", place.at.micros(), place.event)
}

/// Everybody who looked at the case, the newest look first.
pub fn show(visit: &mut Visit) -> Result<Reply, Problem> {
    let opened = cases::read(visit, Action::SeeReads, "reads")?;
    let w = visit.words;
    let before = before(visit);
    let looks = oversight::who_looked(&visit.register, opened.id, before, PAGE)?;
    let address = format!("/cases/{}/reads", opened.file.reference);
    let next = looks.next;
    let next = next.map(|place| format!("{address}?before={}", written(place)));
    let title = w.t(k::READS_TITLE);
    let about = w.say(k::household_of(cases::household(&opened.file)));
    let view = ReadsPage {
        page: visit.page(title, Area::Inbox),
        head: frame::further(visit, &opened, title.to_owned(), about),
        report: Link::new(format!("{address}/report"), w.t(k::READS_REPORT)),
        note: None,
        looks: table(visit, &opened, &looks)?,
        pager: Pager::by_key(w, before.map(|_| address), next),
    };
    view.render().map(Reply::Page).map_err(Problem::internal)
}

fn table(visit: &Visit, opened: &Opened, looks: &LogPage) -> Result<Table, Problem> {
    let w = visit.words;
    let columns = [k::READS_WHEN, k::READS_WHO, k::READS_WHAT, k::READS_PURPOSE];
    let columns = said::columns(w, columns);
    let rows = looks.events.iter().map(|e| row(visit, opened, looks, e));
    Ok(Table::new(w.t(k::READS_TITLE), &columns)
        .layout(Layout::Plain)
        .rows(rows.collect::<Result<_, _>>()?))
}

fn row(visit: &Visit, opened: &Opened, looks: &LogPage, noted: &Noted) -> Result<Row, Problem> {
    let w = visit.words;
    let purpose = noted.text("purpose").or_else(|| noted.text("reason"));
    let purpose = match purpose {
        Some(purpose) => Cell::text(purpose),
        None => match noted.number("glass") {
            Some(id) => w.say(k::glass_named(w.number(id))).into(),
            None => Cell::muted(w.t(k::READS_NO_PURPOSE)),
        },
    };
    Ok(Row::new(
        Cell::text(visit.day_and_time(noted.at())),
        vec![
            who(visit, looks, noted)?,
            what(w, opened, noted).into(),
            purpose,
        ],
    ))
}

/// Whether the look was at a closed annex, of which the person concerned is not told.
fn is_closed(noted: &Noted) -> bool {
    noted.kind() == "annex_read" || noted.text("part") == Some("annexes")
}

/// A look of which no more is said than that it was at the case.
fn plain_row(visit: &Visit, looks: &LogPage, noted: &Noted) -> Result<Row, Problem> {
    let w = visit.words;
    Ok(Row::new(
        Cell::text(visit.day_and_time(noted.at())),
        vec![
            who(visit, looks, noted)?,
            w.t(k::READS_PART_CASE).into(),
            Cell::muted(w.t(k::READS_NO_PURPOSE)),
        ],
    ))
}

/// Name, and after it post and unit.
///
/// # Errors
/// The database does not answer.
pub fn who(visit: &Visit, log: &LogPage, noted: &Noted) -> Result<Cell, Problem> {
    let w = visit.words;
    let name = noted.by.and_then(|u| log.people.name(u, w.locale()));
    let name = name.unwrap_or_else(|| w.t(k::ACTOR_SYSTEM)).to_owned();
    Ok(match log.people.post(noted) {
        Some((role, unit)) => {
            let unit = visit.register.unit_name(w.locale(), &unit)?;
            let post = [w.t(role_title(role)), &unit].join(w.t(k::LIST_COMMA));
            Cell::With(name, post)
        }
        None => Cell::text(name),
    })
}

/// What was looked at, in words.
fn what(w: Words, opened: &Opened, noted: &Noted) -> String {
    let file = &opened.file;
    match noted.kind() {
        "paper_read" => {
            let no = noted.number("paper").and_then(|no| u32::try_from(no).ok());
            let paper = no.and_then(|no| file.paper(no));
            let title = paper.map(|p| said::paper_title(w, &opened.directive, p));
            w.say(k::reads_paper(title.unwrap_or_default()))
        }
        "letter_printed" => {
            let letter = noted.text("letter").unwrap_or_default();
            w.say(k::reads_letter(letter_title(w, opened, letter)))
        }
        "annex_read" => w.t(k::READS_ANNEX).to_owned(),
        "case_exported" | "set_fetched" => w.t(k::READS_EXPORT).to_owned(),
        "simulated" => w.t(k::READS_LIST).to_owned(),
        "glass_broken" => w.t(k::LOG_KIND_GLASS_BROKEN).to_owned(),
        "log_read" => w.t(k::READS_LOG).to_owned(),
        _ => part(w, noted.text("part").unwrap_or_default()),
    }
}

/// A page of the case by its code.
#[must_use]
pub fn part(w: Words, code: &str) -> String {
    let title = Key::titled("reads-part", code);
    w.t(title.unwrap_or(k::READS_PART_CASE)).to_owned()
}

/// A letter by its code, with whom it is about.
fn letter_title(w: Words, opened: &Opened, code: &str) -> String {
    let (kind, no) = code.split_once('-').unwrap_or((code, ""));
    let title = Key::titled("reads-letter", kind).map_or("", |key| w.t(key));
    let whose = match (kind, no.parse().ok()) {
        ("referral", Some(no)) => {
            let mut letters = opened.file.letters.iter();
            let letter = letters.find(|letter| letter.no == no);
            letter.map(|it| digits::localized(w.locale(), it.sent.what.number.or_empty()))
        }
        (_, Some(person)) => Some(said::person(w, &opened.file, person)),
        _ => None,
    };
    match whose {
        Some(whose) => [title, &whose].join(w.t(k::LIST_COMMA)),
        None => title.to_owned(),
    }
}

/// The same on paper, the oldest look first, for the person concerned.
pub fn report(visit: &mut Visit) -> Result<Reply, Problem> {
    let actor = visit.actor()?.clone();
    let register = &visit.register;
    let opened = casework::load(register, &actor, Action::SeeReads, visit.param("case"))?;
    reading::letter_printed(register, visit.reader()?, &opened, "reads")?;
    let w = visit.words;
    let mut rows = Vec::new();
    let mut before = None;
    let more = loop {
        let looks = oversight::who_looked(register, opened.id, before, PAGE)?;
        for noted in &looks.events {
            rows.push(match is_closed(noted) {
                true => plain_row(visit, &looks, noted)?,
                false => row(visit, &opened, &looks, noted)?,
            });
        }
        before = looks.next;
        if before.is_none() || rows.len() >= PRINTED {
            break before.is_some();
        }
    };
    rows.reverse();
    let file = &opened.file;
    let number = digits::localized(w.locale(), &file.reference);
    let today = jalali::long(w.locale(), register.today());
    let head = cases::household(file);
    let count = w.say(k::reads_report_count(rows.len()));
    let columns = [k::READS_WHEN, k::READS_WHO, k::READS_WHAT, k::READS_PURPOSE];
    let columns = said::columns(w, columns);
    let mut body = vec![
        w.say(k::reads_report_body(today.as_str(), number.as_str())),
        count,
    ];
    if more {
        body.push(w.t(k::READS_REPORT_MORE).to_owned());
    }
    let sheet = LetterSheet {
        subject: w.t(k::READS_REPORT_TITLE).to_owned(),
        office: register.unit_name(w.locale(), &file.unit)?,
        marks: vec![
            (w.t(k::LETTER_CASE).to_owned(), number),
            (w.t(k::DATE).to_owned(), today),
        ],
        to: vec![w.say(k::letter_to_person(head))],
        body,
        card: None,
        tables: vec![(
            w.t(k::READS_TITLE).to_owned(),
            Table::new(w.t(k::READS_TITLE), &columns).rows(rows),
        )],
        after: vec![w.t(k::READS_REPORT_AFTER).to_owned()],
        basis: String::new(),
        signs: vec![(String::new(), w.t(k::ROLE_OFFICE_HEAD).to_owned())],
        code: None,
        seals: Vec::new(),
    };
    let view = LetterPage {
        page: visit.page(sheet.subject.clone(), Area::Inbox),
        to_case: Link::new(
            format!("/cases/{}/reads", file.reference),
            w.t(k::READS_TITLE),
        ),
        sheets: vec![sheet],
    };
    view.render().map(Reply::Page).map_err(Problem::internal)
}

//! A case at two moments: what stood in the file after one event, what after another, and what differs.

mod facts;

use std::collections::BTreeMap;

use askama::Template as _;

use super::page::Area;
use super::parts::{Cell, Note, Row, Table};
use super::views::oversight::ComparePage;
use super::visit::{Problem, Reply, Visit};
use super::{cases, frame, sentences, show as said};
use crate::domain::access::policy::Action;
use crate::domain::case::CaseFile;
use crate::domain::case::event::Envelope;
use crate::services::casework::{self, Opened};
use crate::text::{digits, k};

/// The file as it stood after the event with this number.
fn at(events: &[Envelope], seq: u64) -> Option<CaseFile> {
    let mut file: Option<CaseFile> = None;
    for event in events.iter().filter(|event| event.seq <= seq) {
        match &mut file {
            Some(file) => file.apply(event, ""),
            None => file = CaseFile::open(event, ""),
        }
    }
    file
}

/// The number of an event, as typed; held between the first and the last.
fn typed(visit: &Visit, name: &str, otherwise: u64, last: u64) -> u64 {
    let typed = visit.query.text(name).map(digits::to_latin);
    let number = typed.and_then(|typed| typed.parse().ok());
    number.unwrap_or(otherwise).clamp(1, last)
}

/// What differs between two moments.
pub fn show(visit: &mut Visit) -> Result<Reply, Problem> {
    let opened = cases::read(visit, Action::ReadHistory, "compare")?;
    let w = visit.words;
    let events = casework::history(&visit.register, opened.id)?;
    let last = opened.file.seq;
    let (one, two) = (
        typed(visit, "from", 1, last),
        typed(visit, "to", last, last),
    );
    let (first, second) = (one.min(two), one.max(two));
    let files = at(&events, first).zip(at(&events, second));
    let (before, after) = files.ok_or(Problem::NotFound)?;
    let governing = |file: &CaseFile| opened.governing(&file.directive).clone();
    let was = facts::of(w, &before, &governing(&before));
    let is = facts::of(w, &after, &governing(&after));
    let rows = differing(visit, &was, &is);
    let nothing = rows.is_empty();
    let columns = [k::CHANGE_WHAT, k::COMPARE_BEFORE, k::COMPARE_AFTER];
    let columns = said::columns(w, columns);
    let title = w.t(k::COMPARE_TITLE);
    let about = w.say(k::household_of(cases::household(&opened.file)));
    let view = ComparePage {
        page: visit.page(title, Area::Inbox),
        head: frame::further(visit, &opened, title.to_owned(), about),
        action: format!("/cases/{}/compare", opened.file.reference),
        from: w.number(first),
        to: w.number(second),
        moments: [first, second].map(|seq| moment(visit, &opened, &events, seq)),
        note: nothing.then(|| Note::plain(w.t(k::COMPARE_SAME))),
        differences: (!nothing).then(|| Table::new(title, &columns).rows(rows)),
    };
    view.render().map(Reply::Page).map_err(Problem::internal)
}

/// «رویداد ۱۲، ۵ آذر ۱۴۰۵، ساعت ۹:۳۰: …».
fn moment(visit: &Visit, opened: &Opened, events: &[Envelope], seq: u64) -> String {
    let w = visit.words;
    let event = events.iter().find(|event| event.seq == seq);
    event.map_or_else(String::new, |event| {
        let text = sentences::sentence(w, opened, event);
        let when = visit.day_and_time(event.at);
        w.say(k::compare_moment(w.number(seq), text, when))
    })
}

fn differing(visit: &Visit, was: &facts::Facts, is: &facts::Facts) -> Vec<Row> {
    let w = visit.words;
    let known =
        |facts: &facts::Facts| -> BTreeMap<String, String> { facts.iter().cloned().collect() };
    let (before, after) = (known(was), known(is));
    let mut names: Vec<&String> = is.iter().map(|(name, _)| name).collect();
    names.extend(
        was.iter()
            .map(|(name, _)| name)
            .filter(|name| !after.contains_key(*name)),
    );
    let mut rows = Vec::new();
    for name in names {
        let (old, new) = (before.get(name), after.get(name));
        if old != new {
            let shown = |value: Option<&String>| match value {
                Some(value) => Cell::text(value),
                None => Cell::muted(w.t(k::CHANGE_NOTHING)),
            };
            rows.push(Row::new(Cell::text(name), vec![shown(old), shown(new)]));
        }
    }
    rows
}

//! A case explained: its stream, whose hands it went through and for how long, and its clocks.

use askama::Template as _;
use jiff::civil::Date;

use super::page::Area;
use super::parts::{Cell, Link, Row, Stretch, Summary, SummaryLine, Table, TimeBar};
use super::views::oversight::ExplainPage;
use super::visit::{Problem, Reply, Visit};
use super::{cases, frame, show as said};
use crate::domain::access::policy::Action;
use crate::domain::case::event::Envelope;
use crate::domain::case::{CaseFile, Position, WHOLE_CASE};
use crate::domain::directive::clock::days_between;
use crate::services::casework::{self, Opened};
use crate::services::projecting;
use crate::text::{Locale, Words, jalali, k};

/// In whose hands the case was, where, from when to when.
struct Held {
    holder: &'static str,
    step: String,
    from: Date,
    until: Date,
}

/// The page.
pub fn show(visit: &mut Visit) -> Result<Reply, Problem> {
    let opened = cases::read(visit, Action::ReadHistory, "explain")?;
    let w = visit.words;
    let events = casework::history(&visit.register, opened.id)?;
    let held = holders(w, &opened, &events, visit.register.today());
    let title = w.t(k::EXPLAIN_TITLE);
    let about = w.say(k::household_of(cases::household(&opened.file)));
    let address = format!("/cases/{}", opened.file.reference);
    let view = ExplainPage {
        page: visit.page(title, Area::Inbox),
        head: frame::further(visit, &opened, title.to_owned(), about),
        bar: bar(w, &held),
        holders: table(w, &held),
        totals: totals(w, &held),
        clocks: clocks(visit, &opened),
        stream: stream(visit, &opened),
        links: vec![
            Link::new(format!("{address}/history?tab=all"), w.t(k::HISTORY)),
            Link::new(format!("{address}/compare"), w.t(k::COMPARE_TITLE)),
        ],
    };
    view.render().map(Reply::Page).map_err(Problem::internal)
}

/// The stretches in which the foremost place of the case was with one holder.
fn holders(w: Words, opened: &Opened, events: &[Envelope], today: Date) -> Vec<Held> {
    let mut file: Option<CaseFile> = None;
    let mut held: Vec<Held> = Vec::new();
    for event in events {
        match &mut file {
            Some(file) => file.apply(event, ""),
            None => file = CaseFile::open(event, ""),
        }
        let Some(now) = &file else { continue };
        let place = projecting::foremost(now);
        let holder = place.map_or("nobody", |place| projecting::holder(now, place).code());
        let directive = opened.governing(&now.directive);
        let step = place.map(|place| said::step(w, directive, &place.step));
        let step = step.unwrap_or_default();
        let day = event.at.tehran_date();
        if let Some(last) = held.last_mut() {
            last.until = day;
            if last.holder == holder && last.step == step {
                continue;
            }
        }
        held.push(Held {
            holder,
            step,
            from: day,
            until: day,
        });
    }
    if let (Some(last), false) = (held.last_mut(), opened.file.is_closed()) {
        last.until = today;
    }
    held
}

fn days(held: &Held) -> i64 {
    days_between(held.from, held.until)
}

/// The same, drawn: in Persian from right to left.
fn bar(w: Words, held: &[Held]) -> TimeBar {
    let all: i64 = held.iter().map(days).sum::<i64>().max(1);
    let mut passed = 0;
    let bars = (1_usize..).zip(held).map(|(no, it)| {
        let (begin, end) = (passed, passed + days(it));
        passed = end;
        let scaled = |day: i64| day * TimeBar::WIDTH / all;
        let (x, width) = (scaled(begin), scaled(end) - scaled(begin));
        Stretch {
            x: match w.locale() {
                Locale::Fa => TimeBar::WIDTH - x - width,
                Locale::En => x,
            },
            width,
            ours: matches!(it.holder, "office" | "head" | "archive"),
            number: w.number(no),
            says: [said::code(w, "holder", it.holder), length(w, it)].join(w.t(k::LIST_COMMA)),
        }
    });
    let bars = bars.collect();
    let day = |day: Option<Date>| day.map_or_else(String::new, |d| jalali::long(w.locale(), d));
    TimeBar {
        title: w.t(k::EXPLAIN_BAR).to_owned(),
        from: day(held.first().map(|it| it.from)),
        until: day(held.last().map(|it| it.until)),
        bars,
    }
}

fn length(w: Words, held: &Held) -> String {
    w.say(k::explain_days(days(held)))
}

fn table(w: Words, held: &[Held]) -> Table {
    let columns = [
        k::EXPLAIN_NUMBER,
        k::COLUMN_HOLDER,
        k::COLUMN_STEP,
        k::COLUMN_SINCE,
        k::EXPLAIN_LENGTH,
    ];
    let columns = said::columns(w, columns);
    let rows = (1_usize..).zip(held).map(|(no, it)| {
        Row::new(
            Cell::text(w.number(no)),
            vec![
                said::holder(w, it.holder, false).into(),
                it.step.as_str().into(),
                jalali::long(w.locale(), it.from).into(),
                length(w, it).into(),
            ],
        )
    });
    Table::new(w.t(k::EXPLAIN_BAR), &columns).rows(rows.collect())
}

/// With whom it was how long in all, the longest first.
fn totals(w: Words, held: &[Held]) -> Summary {
    let mut sums: Vec<(&str, i64)> = Vec::new();
    for it in held.iter().filter(|it| it.holder != "nobody") {
        match sums.iter_mut().find(|(holder, _)| *holder == it.holder) {
            Some((_, sum)) => *sum += days(it),
            None => sums.push((it.holder, days(it))),
        }
    }
    sums.sort_by_key(|(_, sum)| std::cmp::Reverse(*sum));
    let line = |(holder, sum): (&str, i64)| {
        SummaryLine::new(said::code(w, "holder", holder), w.say(k::explain_days(sum)))
    };
    Summary {
        lines: sums.into_iter().map(line).collect(),
    }
}

/// Every clock that runs or stands, with its count.
fn clocks(visit: &Visit, opened: &Opened) -> Table {
    let (w, file, directive) = (visit.words, &opened.file, &opened.directive);
    let counting = frame::counting(visit, opened);
    let columns = [
        k::COLUMN_STEP,
        k::NAME,
        k::COLUMN_HOLDER,
        k::COLUMN_SINCE,
        k::COLUMN_DUE,
        k::EXPLAIN_COUNTED,
    ];
    let columns = said::columns(w, columns);
    let row = |position: &Position| {
        let whose = match position.person {
            WHOLE_CASE => w.t(k::WHOLE_HOUSEHOLD).to_owned(),
            no => said::person(w, file, no),
        };
        let step = match position.is_whole_limit() {
            true => w.t(k::EXPLAIN_WHOLE).to_owned(),
            false => said::step(w, directive, &position.step),
        };
        let counted = position.due.as_ref();
        let counted = counted.map_or_else(String::new, |due| said::arithmetic(w, due));
        Row::new(
            Cell::text(step),
            vec![
                whose.into(),
                said::holder(w, projecting::holder(file, position).code(), false).into(),
                jalali::long(w.locale(), position.since).into(),
                counting.of(Some(position)).into(),
                counted.into(),
            ],
        )
    };
    let rows = file.clocks().map(row).collect();
    Table::new(w.t(k::EXPLAIN_CLOCKS), &columns).rows(rows)
}

fn stream(visit: &Visit, opened: &Opened) -> Summary {
    let (w, file) = (visit.words, &opened.file);
    let line = |key, value: Cell| SummaryLine::new(w.t(key), value);
    Summary {
        lines: vec![
            line(k::EXPLAIN_EVENTS, w.number(file.seq).into()),
            line(k::EXPLAIN_FIRST, visit.day_and_time(file.opened_at).into()),
            line(k::EXPLAIN_LAST, visit.day_and_time(file.last_at).into()),
            line(k::CHAIN_HEAD, Cell::code(&file.hash)),
        ],
    }
}

//! One emergency access: its reason, what was looked at by it, and the auditor's verdict.

use std::collections::BTreeMap;

use askama::Template as _;

use super::{chip, home, problem, why};
use crate::domain::access::UnitPath;
use crate::domain::access::glass::{Glass, Verdict};
use crate::domain::access::policy::{self, Action};
use crate::services::glass::{self, NotDone};
use crate::services::oversight::{self, Noted};
use crate::services::reading;
use crate::store::trail::Narrow;
use crate::text::{Key, Words, digits, k};
use crate::web::form::{Choice, Field, FieldError, Form, Reader, Section};
use crate::web::parts::{Cell, Link, Note, Row, Summary, SummaryLine, Table};
use crate::web::reads;
use crate::web::show as said;
use crate::web::views::oversight::GlassPage;
use crate::web::visit::{Problem, Reply, Visit};

/// Looks that the page of an access shows.
const LOOKS: u32 = 200;

fn named(visit: &Visit) -> Result<Glass, Problem> {
    let id = visit.param("glass").parse();
    let id = id.map_err(|_not_a_number| Problem::NotFound)?;
    glass::one(&visit.register, visit.actor()?, id).map_err(problem)
}

/// One access: its reason, what was looked at by it, and the verdict.
pub fn show(visit: &mut Visit) -> Result<Reply, Problem> {
    let glass = named(visit)?;
    html(visit, &glass, None, Vec::new()).map(Reply::Page)
}

fn html(
    visit: &Visit,
    glass: &Glass,
    note: Option<Note>,
    errors: Vec<FieldError>,
) -> Result<String, Problem> {
    let w = visit.words;
    let told = vec![glass.broken.case];
    reading::log_read(&visit.register, visit.reader()?, "", 1, told)?;
    let title = w.say(k::glass_named(w.number(glass.id)));
    let view = GlassPage {
        page: visit.page(title, home(visit).0),
        back: Link::new("/break-glass", w.t(k::GLASS_TITLE)),
        state: chip(visit, glass),
        note,
        about: about(visit, glass)?,
        looks: looks(visit, glass)?,
        review: review_form(visit, glass).map(|form| match errors.is_empty() {
            true => form,
            false => form.with(&visit.form, errors),
        }),
    };
    view.render().map_err(Problem::internal)
}

fn about(visit: &Visit, glass: &Glass) -> Result<Summary, Problem> {
    let (w, it) = (visit.words, &glass.broken);
    let line = |key, value: Cell| SummaryLine::new(w.t(key), value);
    let number = digits::localized(w.locale(), &it.reference);
    let mut lines = vec![
        line(k::READS_WHO, said::personal(w, &it.name).into()),
        line(
            k::COLUMN_NUMBER,
            Cell::link(format!("/cases/{}", it.reference), number),
        ),
        line(k::UNIT, unit(visit, &it.unit)?.into()),
        line(k::GLASS_REASON, said::personal(w, &it.reason).into()),
        line(k::GLASS_FROM, visit.day_and_time(glass.at).into()),
        line(k::GLASS_UNTIL, visit.day_and_time(it.until).into()),
        line(
            k::GLASS_REVIEW_DUE,
            visit.day_and_time(glass.review_due()).into(),
        ),
    ];
    if let Some((_, at, review)) = &glass.reviewed {
        lines.push(line(
            k::GLASS_REVIEWER,
            said::personal(w, &review.name).into(),
        ));
        lines.push(line(k::GLASS_REVIEWED_ON, visit.day_and_time(*at).into()));
        lines.push(line(k::GLASS_NOTE, said::personal(w, &review.note).into()));
    }
    Ok(Summary { lines })
}

fn unit(visit: &Visit, path: &UnitPath) -> Result<String, Problem> {
    Ok(visit.register.unit_name(visit.locale(), path)?)
}

/// What its asker looked at in that hour.
fn looks(visit: &Visit, glass: &Glass) -> Result<Table, Problem> {
    let w = visit.words;
    let narrow = Narrow {
        case: Some(glass.broken.case),
        actor: Some(glass.by.to_string()),
        kinds: oversight::READS
            .iter()
            .map(|kind| (*kind).to_owned())
            .collect(),
        from: Some(glass.at),
        until: Some(glass.broken.until),
        seldom: false,
    };
    let scope = policy::scope(visit.actor()?, Action::SeeGlass);
    let page = oversight::page(&visit.register, &scope, &narrow, None, LOOKS)?;
    let id = u64::try_from(glass.id).ok();
    let by_it = |noted: &&Noted| id.is_some() && noted.number("glass") == id;
    let mut counts: BTreeMap<String, (String, u64)> = BTreeMap::new();
    for noted in page.events.iter().filter(by_it) {
        let what = what(w, noted);
        let last = visit.day_and_time(noted.at());
        counts.entry(what).or_insert((last, 0)).1 += 1;
    }
    let columns = [k::READS_WHAT, k::GLASS_TIMES, k::GLASS_LAST];
    let columns = said::columns(w, columns);
    let rows = counts.into_iter().map(|(what, (last, times))| {
        Row::new(Cell::text(what), vec![w.number(times).into(), last.into()])
    });
    Ok(Table::new(w.t(k::GLASS_LOOKS), &columns).rows(rows.collect()))
}

fn what(w: Words, noted: &Noted) -> String {
    match noted.kind() {
        "case_read" => reads::part(w, noted.text("part").unwrap_or_default()),
        kind => {
            let title = Key::titled("log-kind", kind);
            w.t(title.unwrap_or(k::LOG_UNKNOWN)).to_owned()
        }
    }
}

fn review_form(visit: &Visit, glass: &Glass) -> Option<Form> {
    let w = visit.words;
    let actor = visit.session.as_ref().map(|s| &s.actor);
    let unit = Some(&glass.broken.unit);
    let verdict = policy::decide(actor, Action::ReviewGlass, unit);
    let may = matches!(verdict, policy::Verdict::Allow(_));
    if !may || glass.reviewed.is_some() {
        return None;
    }
    let choices = vec![
        Choice::new(Verdict::Justified.code(), w.t(k::GLASS_VERDICT_JUSTIFIED)),
        Choice::new(
            Verdict::Unjustified.code(),
            w.t(k::GLASS_VERDICT_UNJUSTIFIED),
        ),
    ];
    let fields = vec![
        Field::radio("verdict", w.t(k::GLASS_VERDICT), choices),
        Field::area("note", w.t(k::GLASS_NOTE)),
    ];
    let action = format!("/break-glass/{}/review", glass.id);
    Some(visit.new_form(action, w.t(k::GLASS_REVIEW), vec![Section::plain(fields)]))
}

/// An auditor's verdict.
pub fn review(visit: &mut Visit) -> Result<Reply, Problem> {
    let glass = named(visit)?;
    let w = visit.words;
    let mut reader = Reader::new(&visit.form, w);
    let verdict = reader.code("verdict", Verdict::from_code);
    let note = reader.required("note");
    let verdict = match reader.finish(verdict) {
        Ok(verdict) => verdict.ok_or(Problem::NotFound)?,
        Err(errors) => return html(visit, &glass, None, errors).map(Reply::Refilled),
    };
    let said = (verdict, note.as_str());
    match glass::review(&visit.register, visit.actor()?, glass.id, said) {
        Ok(()) => Ok(Reply::done(
            &format!("/break-glass/{}", glass.id),
            "recorded",
        )),
        Err(NotDone::Refused(refused)) => {
            let now = named(visit)?;
            let note = Note::bad(w.t(why(refused)));
            html(visit, &now, Some(note), Vec::new()).map(Reply::Refilled)
        }
        Err(other) => Err(problem(other)),
    }
}

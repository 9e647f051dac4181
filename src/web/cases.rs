//! The case page: whose case, where it stands, who holds it, what is due, what I can do next.

use askama::Template;
use jiff::civil::Date;

use super::counting::Counting;
use super::page::Area;
use super::show;
use super::visit::{Problem, Reply, Visit};
use super::{acts, erasure, frame, household, letters, rulings, sentences, tasks};
use crate::domain::access::policy::{self, Action, Verdict};
use crate::domain::case::decide::{Setting, awaiting_decision};
use crate::domain::case::file::{CaseFile, Paper};
use crate::domain::case::people::Person;
use crate::domain::case::{Position, WHOLE_CASE};
use crate::domain::directive::{Directive, StepKind, StepScope};
use crate::services::casework::{self, Opened};
use crate::services::projecting;
use crate::services::reading;
use crate::text::{Words, jalali, k};
use crate::web::parts::{Layout, Link, Note, Row, Table};
use crate::web::views::case::{CaseNote, CasePage};

/// How many of the newest events the case page tells of.
const RECENT: u64 = 5;

/// The case of the address, for a page of it: that it was read is on record before the page is made.
///
/// # Errors
/// Not there, not this person's to see, or the reading could not be recorded.
pub fn read(visit: &Visit, action: Action, page: &str) -> Result<Opened, Problem> {
    let actor = visit.actor()?;
    let opened = casework::load(&visit.register, actor, action, visit.param("case"))?;
    reading::case_read(&visit.register, visit.reader()?, &opened, page)?;
    Ok(opened)
}

/// The case page.
pub fn show(visit: &mut Visit) -> Result<Reply, Problem> {
    let opened = read(visit, Action::ReadCase, "case")?;
    let actor = visit.actor()?.clone();
    let (file, directive) = (&opened.file, &opened.directive);
    let reference = &file.reference;
    let (w, today) = (visit.words, visit.register.today());
    let setting = setting(visit, &actor, &opened);
    let recent = file.seq.saturating_sub(RECENT);
    let recent = casework::history_after(&visit.register, opened.id, recent)?;
    let head = frame::own(visit, &opened);
    let mut panel = acts::offered(w, file, &setting);
    if may(&actor, Action::ExportCase, file) {
        let export = format!("/cases/{reference}/export");
        panel.beside.push(Link::new(export, w.t(k::EXPORT_TITLE)));
    }
    let at_decision = !file.decisions.is_empty() || !awaiting_decision(file).is_empty();
    let view = CasePage {
        page: visit.page(head.title.as_str(), Area::Inbox),
        strip: frame::strip(visit, &opened)?,
        steps: frame::steps(w, file, directive),
        note: erasure::with_told(visit, &opened, note(w, file, directive))?,
        panel,
        says: help(w, file, directive),
        says_link: frame::in_the_directive(w, &opened),
        tasks: tasks::of(w, &opened, &setting),
        places: places(&frame::counting(visit, &opened), file),
        household: household::table(w, file),
        papers: (!file.papers.is_empty()).then(|| papers(w, file, directive)),
        decision: (!file.decisions.is_empty()).then(|| rulings::decisions(w, file, today)),
        decision_link: at_decision.then(|| acts::decision_page(file, w.t(k::DECISION_PAGE))),
        printable: letters::printable(w, file, directive, today),
        notes: notes(w, file, today),
        recent: recent
            .iter()
            .rev()
            .map(|e| sentences::line(w, &opened, e).entry(w, true))
            .collect(),
        history: Link::new(format!("/cases/{reference}/history"), w.t(k::HISTORY)),
        head,
    };
    view.render().map(Reply::Page).map_err(Problem::internal)
}

/// What changes how the case is to be taken: that it is suspended, or that delays were reported.
fn note(w: Words, file: &CaseFile, directive: &Directive) -> Option<Note> {
    if let Some(s) = &file.suspended {
        let reason = show::personal(w, &s.what.reason);
        let text = format!("{} {reason}", w.t(k::SUSPENDED_NOTE));
        return Some(Note::warn(text));
    }
    let late = file.clocks().filter(|p| !p.is_closed());
    let mut lines: Vec<String> = late.filter_map(|p| delay(w, file, directive, p)).collect();
    lines.dedup();
    (!lines.is_empty()).then(|| Note::warn(lines.join(" ")))
}

/// A time limit that ran out, and to whom that was reported.
fn delay(w: Words, file: &CaseFile, directive: &Directive, p: &Position) -> Option<String> {
    let due = p.due.as_ref().filter(|_| p.course.expired_on.is_some())?;
    let step = show::place_of(w, file, directive, (p.person, &p.step));
    let day = jalali::long(w.locale(), due.date);
    let told = sentences::posts(w, &p.course.told);
    Some(w.say(if told.is_empty() {
        k::delay_note(day, step)
    } else {
        k::delay_note_told(day, told, step)
    }))
}

/// Under what acts on this case are judged now.
pub fn setting<'a>(
    visit: &'a Visit,
    actor: &'a crate::domain::access::Actor,
    opened: &'a Opened,
) -> Setting<'a> {
    let now = visit.register.clock.now();
    Setting {
        directive: &opened.directive,
        calendar: &opened.calendars.now,
        actor,
        now,
        on: now.tehran_date(),
    }
}

fn may(actor: &crate::domain::access::Actor, action: Action, file: &CaseFile) -> bool {
    matches!(
        policy::decide(Some(actor), action, Some(&file.unit)),
        Verdict::Allow(_)
    )
}

/// The name of the head of the household.
#[must_use]
pub fn household(file: &CaseFile) -> String {
    file.principal().map_or_else(String::new, Person::full_name)
}

/// What each open step asks, in the directive's own words.
fn help(w: Words, file: &CaseFile, directive: &Directive) -> Vec<String> {
    let mut steps: Vec<_> = file
        .positions
        .iter()
        .filter(|p| !p.is_closed())
        .map(|p| &p.step)
        .collect();
    steps.dedup();
    steps
        .iter()
        .filter_map(|s| directive.step(s))
        .map(|s| show::title(w, &s.help))
        .collect()
}

/// Where the people stand, once they no longer stand together.
fn places(counting: &Counting<'_>, file: &CaseFile) -> Option<Table> {
    let (w, directive) = (counting.words, counting.directive);
    if file.positions.iter().all(|p| p.person == WHOLE_CASE) {
        return None;
    }
    let columns = show::columns(
        w,
        [
            k::NAME,
            k::COLUMN_STEP,
            k::COLUMN_HOLDER,
            k::COLUMN_SINCE,
            k::COLUMN_DUE,
        ],
    );
    let row = |p: &Position| {
        Row::new(
            show::person(w, file, p.person),
            vec![
                show::step(w, directive, &p.step).into(),
                show::holder(w, projecting::holder(file, p).code(), false).into(),
                jalali::near(w.locale(), p.since, counting.today).into(),
                counting.of(Some(p)).into(),
            ],
        )
    };
    let rows = file.positions.iter().map(row).collect();
    Some(Table::new(w.t(k::CASE_PLACES), &columns).rows(rows))
}

fn papers(w: Words, file: &CaseFile, directive: &Directive) -> Table {
    let columns = show::columns(
        w,
        [
            k::PAPER_WORD,
            k::PAPER_PEOPLE,
            k::PAPER_FORM_LABEL,
            k::VERDICT_WORD,
        ],
    );
    let row = |p: &Paper| {
        let latest = p.latest()?;
        let href = format!("/cases/{}/papers/{}", file.reference, p.no);
        Some(Row::new(
            Link::new(href, show::paper_title(w, directive, p)),
            vec![
                of_people(w, file, &latest.what.people).into(),
                show::handed_in(w, &latest.what).into(),
                show::verdict(w, p).into(),
            ],
        ))
    };
    Table::new(w.t(k::CASE_PAPERS), &columns)
        .layout(Layout::Tight)
        .rows(file.papers.iter().filter_map(row).collect())
}

/// The people that something speaks for, by name.
#[must_use]
pub fn of_people(w: Words, file: &CaseFile, people: &[u32]) -> String {
    if people.is_empty() {
        return w.t(k::WHOLE_HOUSEHOLD).to_owned();
    }
    let names: Vec<_> = people
        .iter()
        .map(|no| {
            file.person(*no)
                .map_or_else(String::new, |p| p.given.or_empty().to_owned())
        })
        .collect();
    w.list(&names)
}

fn notes(w: Words, file: &CaseFile, today: Date) -> Vec<CaseNote> {
    file.notes
        .iter()
        .rev()
        .map(|n| {
            let who = show::maybe(w, n.by_name.as_ref());
            let day = jalali::near(w.locale(), n.on, today);
            CaseNote {
                text: show::personal(w, &n.what),
                by: [who, day].join(w.t(k::LIST_COMMA)),
            }
        })
        .collect()
}

/// Whether the step is taken person by person.
#[must_use]
pub fn per_person(directive: &Directive, kind: StepKind) -> bool {
    directive
        .steps
        .iter()
        .any(|s| s.kind == kind && s.scope == StepScope::Person)
}

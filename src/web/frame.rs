//! What stands above every page of a case: whose it is, where it stands, who holds it, what is due.

use super::cases::household;
use super::counting::Counting;
use super::show;
use super::visit::{Problem, Visit};
use crate::domain::access::policy::{self, Action};
use crate::domain::case::file::CaseFile;
use crate::domain::case::{PersonNo, Position, WHOLE_CASE};
use crate::domain::directive::{Directive, Step};
use crate::services::casework::Opened;
use crate::services::projecting;
use crate::text::{Words, digits, jalali, k};
use crate::web::parts::{Link, Stage, StepLine, StepMark, Strip, StripCell, Summary, SummaryLine};
use crate::web::views::case::CaseHead;

/// The head of the case's own page.
#[must_use]
pub fn own(visit: &Visit, opened: &Opened) -> CaseHead {
    let (w, file) = (visit.words, &opened.file);
    let about = w.say(k::people_count(file.application.people.len()));
    let title = w.say(k::household_of(household(file)));
    let of_case =
        |page: &str, title| Link::new(format!("/cases/{}/{page}", file.reference), w.t(title));
    let mut links = vec![
        of_case("application", k::APPLICATION),
        of_case("proceedings", k::PROCEEDINGS),
        of_case("receipt", k::RECEIPT),
        in_the_directive(w, opened),
    ];
    let actor = visit.session.as_ref().map(|s| &s.actor);
    if let policy::Verdict::Allow(_) = policy::decide(actor, Action::SeeReads, Some(&file.unit)) {
        links.push(of_case("reads", k::READS_LINK));
    }
    let erases = policy::decide(actor, Action::ProposeErasure, Some(&file.unit));
    if let policy::Verdict::Allow(_) = erases {
        links.push(of_case("erase", k::ERASE_TITLE));
    }
    CaseHead {
        case: None,
        tracking: Some(show::personal(w, &file.tracking)),
        links,
        ..further(visit, opened, title, about)
    }
}

/// The head of a further page about the case.
#[must_use]
pub fn further(visit: &Visit, opened: &Opened, title: String, about: String) -> CaseHead {
    let (w, file) = (visit.words, &opened.file);
    CaseHead {
        trail: vec![Link::new("/", w.t(k::NAV_INBOX))],
        case: Some(format!("/cases/{}", file.reference)),
        title,
        about,
        number: digits::localized(w.locale(), &file.reference),
        tracking: None,
        tracking_label: w.t(k::TRACKING_CODE).to_owned(),
        links: vec![in_the_directive(w, opened)],
        marks: opened
            .glass
            .map(|pass| w.say(k::glass_mark(visit.day_and_time(pass.until))))
            .into_iter()
            .collect(),
    }
}

/// To what the directive of the case says of where it stands.
#[must_use]
pub fn in_the_directive(w: Words, opened: &Opened) -> Link {
    let open = opened.file.positions.iter().filter(|p| !p.is_closed());
    let mut steps: Vec<_> = open.map(|p| &p.step).collect();
    let ends = opened.file.positions.iter().map(|p| &p.step);
    if steps.is_empty() {
        steps.extend(ends);
    }
    steps.sort();
    steps.dedup();
    if let Some(first) = projecting::foremost(&opened.file)
        && let Some(at) = steps.iter().position(|s| **s == first.step)
    {
        steps.swap(0, at);
    }
    let address = super::directive::address(&opened.directive, steps);
    Link::new(address, w.t(k::STEP_IN_DIRECTIVE))
}

/// Step, holder, since, due: the same four everywhere.
///
/// # Errors
/// The database does not answer.
pub fn strip(visit: &Visit, opened: &Opened) -> Result<Strip, Problem> {
    strip_at(visit, opened, projecting::foremost(&opened.file))
}

fn strip_at(visit: &Visit, opened: &Opened, place: Option<&Position>) -> Result<Strip, Problem> {
    let (w, today) = (visit.words, visit.register.today());
    let (file, directive) = (&opened.file, &opened.directive);
    let step = place.and_then(|p| directive.step(&p.step));
    let due = place
        .and_then(|p| p.due.as_ref())
        .filter(|_| !file.is_closed());
    let since = place.map_or(file.opened_on, |p| p.since);
    let holder = place.map_or("nobody", |p| projecting::holder(file, p).code());
    let article = step.map_or_else(String::new, |s| show::citations(w, directive, &s.basis));
    let number = step_number(w, directive, place);
    let parts: Vec<&str> = [number.as_str(), article.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    let mut counted = due.map_or_else(String::new, |d| show::arithmetic(w, d));
    if let Some(since) = place.and_then(|p| p.course.still_since) {
        let stands = w.say(k::clock_stands(jalali::short(w.locale(), since)));
        counted = format!("{counted} {stands}");
    }
    if due.is_some_and(|d| d.assumed) {
        counted = format!("{counted} ({})", w.t(k::ASSUMED));
    }
    if let Some(whole) = file.clocks().find(|p| p.is_whole_limit())
        && let Some(due) = &whole.due
    {
        let whole = w.say(k::whole_due(jalali::near(w.locale(), due.date, today)));
        counted = format!("{counted} {whole}");
    }
    let step = if file.is_closed() {
        // People of one household may have come to different ends.
        let mut ends: Vec<String> = Vec::new();
        for p in &file.positions {
            let end = show::step(w, directive, &p.step);
            if !ends.contains(&end) {
                ends.push(end);
            }
        }
        ends.join(w.t(k::LIST_COMMA))
    } else {
        step.map_or_else(String::new, |s| show::title(w, &s.title))
    };
    Ok(Strip {
        cells: vec![
            StripCell::new(w.t(k::COLUMN_STEP), step).why(parts.join(w.t(k::LIST_COMMA))),
            StripCell::new(
                w.t(k::COLUMN_HOLDER),
                show::holder(w, holder, mine(visit, file)),
            )
            .why(visit.register.unit_name(w.locale(), &file.unit)?),
            StripCell::new(w.t(k::COLUMN_SINCE), jalali::near(w.locale(), since, today))
                .why(show::ago(w, since, today)),
            StripCell::due(w, counting(visit, opened).of(place)).why(counted),
        ],
    })
}

/// What the dates of a case under this directive are counted by.
#[must_use]
pub fn counting<'a>(visit: &'a Visit, opened: &'a Opened) -> Counting<'a> {
    Counting {
        words: visit.words,
        directive: &opened.directive,
        calendars: &opened.calendars,
        today: visit.register.today(),
    }
}

/// The same four, to stand beside a form: those of the person whom it concerns, where it concerns one.
///
/// # Errors
/// The database does not answer.
pub fn beside(
    visit: &Visit,
    opened: &Opened,
    person: Option<PersonNo>,
) -> Result<Vec<(String, Summary)>, Problem> {
    let file = &opened.file;
    let own = |no: PersonNo| file.positions.iter().find(|p| p.person == no);
    let place = person.filter(|no| *no != WHOLE_CASE).and_then(own);
    let title = match place {
        Some(p) => {
            let who = show::person(visit.words, file, p.person);
            visit.words.say(k::person_stands(who))
        }
        None => visit.words.t(k::CASE_STANDS).to_owned(),
    };
    let place = place.or_else(|| projecting::foremost(file));
    let cells = strip_at(visit, opened, place)?.cells.into_iter();
    let lines = cells
        .map(|cell| SummaryLine::new(cell.label, cell.value))
        .collect();
    Ok(vec![(title, Summary { lines })])
}

fn mine(visit: &Visit, file: &CaseFile) -> bool {
    let me = visit.session.as_ref().map(|s| s.actor.user);
    projecting::foremost(file).is_some_and(|p| {
        let assignee = file.assignee.as_ref();
        show::is_mine(p, assignee.is_some_and(|(user, _)| Some(*user) == me))
    })
}

/// The steps of the main line, as the directive marks them.
fn main_line(directive: &Directive) -> Vec<&Step> {
    directive.steps.iter().filter(|s| s.main).collect()
}

fn step_number(w: Words, directive: &Directive, place: Option<&Position>) -> String {
    let line = main_line(directive);
    let index = place.and_then(|p| line.iter().position(|s| s.id == p.step));
    index.map_or_else(String::new, |i| w.say(k::step_of(i + 1, line.len())))
}

/// The steps of the directive and where the case is among them.
#[must_use]
pub fn steps(w: Words, file: &CaseFile, directive: &Directive) -> StepLine {
    let mut line = main_line(directive);
    let place = projecting::foremost(file);
    if let Some(beside) = place.and_then(|p| directive.step(&p.step))
        && !line.iter().any(|s| s.id == beside.id)
    {
        // A place beside the main line takes the last seat, so that "here" is always shown.
        line.truncate(line.len().min(11));
        let passed = line
            .iter()
            .rposition(|s| file.steps_taken.iter().any(|t| t.what.step == s.id))
            .map_or(line.len(), |i| i + 1);
        line.insert(passed, beside);
    }
    let here = place.and_then(|p| line.iter().position(|s| s.id == p.step));
    let stage = |i: usize| match here {
        Some(here) if i == here => Stage::Now,
        Some(here) if i < here => Stage::Done,
        _ => Stage::Ahead,
    };
    let mark = |(i, step): (usize, &&Step)| StepMark {
        title: show::title(w, &step.title),
        article: step
            .basis
            .first()
            .map_or_else(String::new, |c| show::title(w, &c.article)),
        stage: stage(i),
    };
    StepLine {
        words: w,
        steps: line.iter().enumerate().map(mark).collect(),
    }
}

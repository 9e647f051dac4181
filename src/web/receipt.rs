//! The counter receipt: number, tracking code, each paper taken, each missing, what happens next.

use askama::Template;

use super::cases;
use super::page::Area;
use super::seal;
use super::show;
use super::visit::{Problem, Reply, Visit};
use crate::domain::access::policy::Action;
use crate::domain::case::event::{Envelope, Happening};
use crate::domain::case::facts::{self, Standing};
use crate::domain::case::people::{Person, PersonNo, WHOLE_CASE};
use crate::domain::case::{CaseFile, Position};
use crate::domain::directive::{Directive, Requirement};
use crate::services::casework::{self, Opened};
use crate::text::{Words, digits, jalali, k};
use crate::web::parts::{Link, Qr};
use crate::web::views::printed::ReceiptPage;

/// The case as the counter took it: a receipt tells of that day, whatever came later.
fn as_opened(visit: &Visit, opened: &Opened) -> Result<CaseFile, Problem> {
    let events = casework::history(&visit.register, opened.id)?;
    let mut events = events.iter();
    let first = events.next().and_then(|e| CaseFile::open(e, ""));
    let mut file = first.ok_or(Problem::NotFound)?;
    let counter = |e: &&Envelope| {
        e.at == file.opened_at && matches!(e.happening, Happening::PaperReceived(_))
    };
    let papers: Vec<&Envelope> = events.take_while(counter).collect();
    for paper in papers {
        file.apply(paper, "");
    }
    Ok(file)
}

/// The receipt of a case.
pub fn show(visit: &mut Visit) -> Result<Reply, Problem> {
    let opened = cases::read(visit, Action::ReadCase, "receipt")?;
    let directive = &opened.directive;
    let file = &as_opened(visit, &opened)?;
    let (w, locale) = (visit.words, visit.locale());
    let seal = seal::receipt(
        &visit.site.secret,
        &file.reference,
        file.tracking.or_empty(),
    );
    let first = file.positions.first();
    let missing = first.map_or_else(Vec::new, |p| missing(w, file, directive, p));
    let review = first.and_then(|p| p.due.as_ref()).map_or_else(
        || w.t(k::RECEIPT_REVIEW_PLAIN).to_owned(),
        |due| w.say(k::receipt_review(jalali::long(locale, due.date))),
    );
    let people = file.application.people.iter();
    let people: Vec<String> = people.map(Person::full_name).collect();
    let notice = &file.application.notice;
    let language = show::code(w, "language", &file.application.language);
    let taken = file.papers.iter().filter_map(|p| {
        let latest = p.latest()?;
        Some((
            show::paper_title(w, directive, p),
            show::counted_in(w, &latest.what),
        ))
    });
    let tracking = file.tracking.or_empty();
    let view = ReceiptPage {
        page: visit.page(w.t(k::RECEIPT_TITLE), Area::Inbox),
        to_case: Link::new(format!("/cases/{}", file.reference), w.t(k::WAY_CASE)),
        office: visit.register.unit_name(locale, &file.unit)?,
        date: jalali::long(locale, file.opened_on),
        time: jalali::time_of_day(locale, file.opened_at.tehran_time()),
        number: digits::localized(locale, &file.reference),
        tracking: show::personal(w, &file.tracking),
        household: w.list(&people),
        people: people.len(),
        taker: file
            .assignee
            .as_ref()
            .map_or_else(String::new, |(_, name)| show::personal(w, name)),
        code: Qr::of(
            &format!("SEJEL {} {tracking} {seal}", file.reference),
            w.t(k::RECEIPT_CODE),
        ),
        seal,
        statement: w.t(k::RECEIPT_SAYS).to_owned(),
        taken: taken.collect(),
        missing,
        next: vec![
            review,
            w.t(k::RECEIPT_THEN).to_owned(),
            w.t(k::RECEIPT_ASK).to_owned(),
        ],
        small: kept(w, file)
            .into_iter()
            .chain(
                notice
                    .read_aloud
                    .then(|| w.say(k::receipt_read_aloud(language))),
            )
            .collect(),
    };
    view.render().map(Reply::Page).map_err(Problem::internal)
}

/// Where what was taken lies.
fn kept(w: Words, file: &CaseFile) -> Option<String> {
    let mut folders: Vec<String> = Vec::new();
    let papers = file.papers.iter().filter_map(|p| p.latest());
    for folder in papers.filter_map(|p| p.what.folder.as_ref()) {
        let folder = show::personal(w, folder);
        if !folders.contains(&folder) {
            folders.push(folder);
        }
    }
    (!folders.is_empty()).then(|| w.say(k::receipt_folder(w.list(&folders))))
}

/// What the counter lacked: each paper once, with the people of whom it is still to come.
fn missing(
    w: Words,
    file: &CaseFile,
    directive: &Directive,
    place: &Position,
) -> Vec<(String, String)> {
    let checklist = facts::checklist(file, directive, place, file.opened_on);
    let mut lacking: Vec<(&Requirement, Vec<PersonNo>)> = Vec::new();
    for item in checklist {
        if item.standing != Standing::Missing || item.if_any {
            continue;
        }
        let Some(requirement) = directive.requirement(&item.requirement) else {
            continue;
        };
        match lacking.iter_mut().find(|(r, _)| r.id == requirement.id) {
            Some((_, people)) => people.push(item.person),
            None => lacking.push((requirement, vec![item.person])),
        }
    }
    let everybody = file.application.people.len();
    let line = |(requirement, people): (&Requirement, Vec<PersonNo>)| {
        let of: Vec<String> = people.iter().map(|no| show::person(w, file, *no)).collect();
        let of = match people.as_slice() {
            [WHOLE_CASE] => String::new(),
            all if all.len() == everybody && everybody > 1 => w.say(k::receipt_of_all(everybody)),
            _ => w.list(&of),
        };
        (show::title(w, &requirement.title), of)
    };
    lacking.into_iter().map(line).collect()
}

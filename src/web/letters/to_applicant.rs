//! To the applicant: that the case is pending, and what is still to be brought.

use super::super::show;
use super::{Desk, Written};
use crate::domain::case::facts::{self, ChecklistItem, Standing};
use crate::domain::case::people::{Person, WHOLE_CASE};
use crate::domain::case::{CaseFile, Position};
use crate::domain::directive::{Holder, Requirement};
use crate::text::k;
use crate::web::parts::{Row, Table};

/// Proof that a case is pending (no proof of identity or nationality); nothing once it is closed.
pub(super) fn pending(desk: &Desk<'_>) -> Option<Written> {
    let (w, file) = (desk.words, desk.file);
    if file.is_closed() {
        return None;
    }
    let columns = show::columns(w, [k::NAME, k::RELATION, k::BIRTH_DATE]);
    let row = |p: &Person| {
        let relation = show::code(w, "relation", &p.relation);
        Row::new(
            p.full_name(),
            vec![relation.into(), show::birth(w, &p.birth_date).into()],
        )
    };
    let title = w.t(k::CASE_HOUSEHOLD);
    let rows = file.application.people.iter().map(row).collect();
    Some(Written {
        subject: w.t(k::LETTER_PENDING).to_owned(),
        to: desk.addressed(),
        body: vec![w.say(k::letter_pending_says(
            super::super::cases::household(file),
            desk.number(&file.reference),
            desk.day(file.opened_on),
        ))],
        tables: vec![(title.to_owned(), Table::new(title, &columns).rows(rows))],
        after: vec![w.t(k::LETTER_PENDING_NO_PROOF).to_owned()],
        basis: entry_basis(desk),
        signs: vec![(String::new(), desk.head())],
        ..Written::default()
    })
}

fn entry_basis(desk: &Desk<'_>) -> Vec<crate::domain::directive::Citation> {
    desk.directive
        .entry()
        .map_or_else(Vec::new, |step| step.basis.clone())
}

/// The papers that are asked for; nothing where nothing is missing.
pub(super) fn missing(desk: &Desk<'_>) -> Option<Written> {
    let (w, file) = (desk.words, desk.file);
    let place = file.positions.iter().find(|p| !p.is_closed())?;
    let asked = asked(desk, place);
    if asked.is_empty() {
        return None;
    }
    let mut basis: Vec<_> = asked.iter().flat_map(|(r, _)| r.basis.clone()).collect();
    basis.extend(desk.directive.step(&place.step)?.basis.clone());
    let columns = show::columns(
        w,
        [
            k::PAPER_WORD,
            k::PAPER_PEOPLE,
            k::LETTER_FROM_WHOM,
            k::LETTER_ACCEPTED,
        ],
    );
    let row = |(r, person): &(&Requirement, u32)| {
        let help = r.help.as_ref().map(|help| show::title(w, help));
        Row::new(
            show::title(w, &r.title),
            vec![
                show::person(w, file, *person).into(),
                suppliers(desk, r).into(),
                help.unwrap_or_default().into(),
            ],
        )
    };
    let title = w.t(k::LETTER_MISSING_LIST);
    let rows = asked.iter().map(row).collect();
    let due = place
        .due
        .as_ref()
        .filter(|_| place.holder == Holder::Applicant);
    let until = due.map_or_else(
        || w.t(k::LETTER_MISSING_SOON).to_owned(),
        |due| w.say(k::letter_missing_until(desk.day(due.date))),
    );
    Some(Written {
        subject: w.t(k::LETTER_MISSING).to_owned(),
        to: desk.addressed(),
        body: vec![w.say(k::letter_missing_says(desk.number(&file.reference)))],
        tables: vec![(title.to_owned(), Table::new(title, &columns).rows(rows))],
        after: vec![until, w.t(k::LETTER_MISSING_CANNOT).to_owned()],
        basis,
        signs: vec![(String::new(), desk.head())],
        ..Written::default()
    })
}

/// Where the applicant can get a paper, any kind of which is accepted.
fn suppliers(desk: &Desk<'_>, requirement: &Requirement) -> String {
    let kinds = &desk.directive.papers;
    let accepted = kinds.iter().filter(|p| requirement.any_of.contains(&p.id));
    let mut titles: Vec<String> = Vec::new();
    for supplier in accepted.flat_map(|p| &p.suppliers) {
        let title = show::code(desk.words, "supplier", supplier.code());
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    desk.words.list(&titles)
}

/// What the checklist of the step lacks; while the file is with the applicant, what it was returned
/// for.
fn asked<'a>(desk: &Desk<'a>, place: &Position) -> Vec<(&'a Requirement, u32)> {
    let open = facts::checklist(desk.file, desk.directive, place, desk.today);
    let open = open.into_iter().filter(lacks);
    let mut asked: Vec<(&Requirement, u32)> = open
        .filter_map(|i| Some((desk.directive.requirement(&i.requirement)?, i.person)))
        .collect();
    if place.holder == Holder::Applicant {
        for item in returned_for(desk.file) {
            let id = item.requirement.as_str().into();
            let Some(requirement) = desk.directive.requirement(&id) else {
                continue;
            };
            let person = if requirement.per_person {
                item.person
            } else {
                WHOLE_CASE
            };
            if !asked.iter().any(|(r, p)| r.id == id && *p == person) {
                asked.push((requirement, person));
            }
        }
    }
    asked
}

fn lacks(item: &ChecklistItem) -> bool {
    match item.standing {
        Standing::Missing => !item.if_any,
        Standing::Rejected(_) => true,
        Standing::Unjudged | Standing::Accepted => false,
    }
}

/// What was named when the file was last returned.
fn returned_for(file: &CaseFile) -> &[crate::domain::case::event::Missing] {
    let last = file
        .steps_taken
        .iter()
        .rev()
        .find(|s| !s.what.missing.is_empty());
    last.map_or(&[], |s| &s.what.missing)
}

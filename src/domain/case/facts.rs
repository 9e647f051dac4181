//! Declared facts of a case or a person, on which the directive's conditions rest.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::event::{Ruling, Verdict};
use super::file::{CaseFile, Paper};
use super::people::{PersonNo, WHOLE_CASE};
use super::position::Position;
use crate::domain::directive::{
    Choice, Directive, Facts, LetterKind, Requirement, RequirementId, StepScope,
};
use crate::text::jalali;

/// The facts that hold for a person (or for the case as a whole, with 0) on `today`.
#[must_use]
pub fn facts(file: &CaseFile, person: PersonNo, today: Date) -> Facts {
    let application = &file.application;
    let people = application.people.iter();
    let people = people.filter(|p| person == WHOLE_CASE || p.no == person);
    let birth = file.person(person).map(|p| p.birth_date.or_empty());
    let age = |on| birth.and_then(|birth| least_age(birth, on)?.try_into().ok());
    let village = application.settlement == Choice::Village.code();
    let ordered = |j: &super::file::Recorded<super::event::CourtRuled>| {
        j.what.person == person && j.what.effect == "issuance_ordered"
    };
    Facts {
        settlement: Some(if village {
            Choice::Village
        } else {
            Choice::City
        }),
        institution: application.institution.is_some(),
        papers: held(file, person),
        clauses: people.flat_map(|p| p.clauses.iter().copied()).collect(),
        age_today: age(today),
        age_at_submission: age(file.opened_on),
        ruling: file.ruling(person).map(|ruling| match ruling {
            Ruling::Granted => Choice::Granted,
            Ruling::Refused => Choice::Refused,
        }),
        court_ordered: file.judgments.iter().any(ordered),
    }
}

/// Whether the directive says that this person is too young to act for themself.
#[must_use]
pub fn is_minor(file: &CaseFile, directive: &Directive, person: PersonNo, today: Date) -> bool {
    let age = facts(file, person, today).age_today;
    age.zip(directive.full_age)
        .is_some_and(|(age, full)| age < full)
}

/// Whether the directive has letters of this kind printed by now: at a step where the case stands or
/// has stood, or by an act that was done.
#[must_use]
pub fn is_printed(file: &CaseFile, directive: &Directive, letter: LetterKind) -> bool {
    let now = file.positions.iter().map(|p| &p.step);
    let mut stood = now.chain(file.steps_taken.iter().map(|s| &s.what.step));
    let at_step = |id| {
        directive
            .step(id)
            .is_some_and(|s| s.letters.contains(&letter))
    };
    let mut done = file
        .side_acts
        .iter()
        .filter_map(|s| directive.act(&s.what.act));
    !directive.names_letters()
        || stood.any(at_step)
        || done.any(|act| act.letters.contains(&letter))
}

/// The kinds of paper in the file that speak for a person and are not rejected.
fn held(file: &CaseFile, person: PersonNo) -> BTreeSet<String> {
    let kinds = file.papers.iter().filter_map(|paper| {
        let kind = &paper.latest()?.what.kind;
        holds(paper, kind, person).then(|| kind.clone())
    });
    kinds.collect()
}

/// The age in whole Jalali years that the person has reached at the least, by the recorded date.
#[must_use]
pub fn least_age(birth: &str, today: Date) -> Option<i32> {
    let now = jalali::from_civil(today);
    let latest = birth.rsplit("..").next()?;
    let mut parts = latest.split('-');
    let year: i32 = parts.next()?.parse().ok()?;
    let month: u8 = parts.next().map_or(Some(12), |m| m.parse().ok())?;
    let day: u8 = parts
        .next()
        .map_or(Some(jalali::days_in_month(year, month)), |d| d.parse().ok())?;
    let not_yet = (now.month, now.day) < (month, day);
    Some(now.year - year - i32::from(not_yet))
}

/// How a required paper stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Missing,
    Unjudged,
    Rejected(Verdict),
    Accepted,
}

/// One line of a step's checklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChecklistItem {
    pub requirement: RequirementId,
    pub person: PersonNo,
    pub standing: Standing,
    /// Asked for only when there is one.
    pub if_any: bool,
}

/// The papers that `position` asks for, and how each stands.
#[must_use]
pub fn checklist(
    file: &CaseFile,
    directive: &Directive,
    position: &Position,
    today: Date,
) -> Vec<ChecklistItem> {
    let Some(step) = directive.step(&position.step) else {
        return Vec::new();
    };
    let mut items = Vec::new();
    for requirement in step
        .requires
        .iter()
        .filter_map(|id| directive.requirement(id))
    {
        for person in asked_of(file, requirement, position) {
            let facts = facts(file, person, today);
            if requirement.asked_under(&facts) {
                items.push(ChecklistItem {
                    requirement: requirement.id.clone(),
                    person,
                    standing: standing(file, requirement, person),
                    if_any: requirement.if_any,
                });
            }
        }
    }
    items
}

fn asked_of(file: &CaseFile, requirement: &Requirement, position: &Position) -> Vec<PersonNo> {
    if !requirement.per_person {
        return vec![WHOLE_CASE];
    }
    concerned(file, position)
}

/// People whose part of the case has not ended.
#[must_use]
pub fn active_people(file: &CaseFile) -> Vec<PersonNo> {
    let own = |no: PersonNo| file.positions.iter().filter(move |p| p.person == no);
    let ended = |no: PersonNo| match own(no).next() {
        Some(_) => own(no).all(Position::is_closed),
        None => own(WHOLE_CASE).all(Position::is_closed),
    };
    let people = file.application.people.iter().map(|p| p.no);
    people.filter(|no| !ended(*no)).collect()
}

/// Those who go through the case together, where somebody may stand alone: whoever came back to it
/// by themself has a place of their own.
#[must_use]
pub fn together(file: &CaseFile, positions: &[Position]) -> Vec<PersonNo> {
    let alone = |no: &PersonNo| positions.iter().any(|p| p.person == *no);
    let people = file.application.people.iter().map(|p| p.no);
    people.filter(|no| !alone(no)).collect()
}

/// The people whom a place concerns.
#[must_use]
pub fn concerned(file: &CaseFile, position: &Position) -> Vec<PersonNo> {
    match position.person {
        WHOLE_CASE => together(file, &file.positions),
        one => vec![one],
    }
}

fn standing(file: &CaseFile, requirement: &Requirement, person: PersonNo) -> Standing {
    let mut best = Standing::Missing;
    for paper in &file.papers {
        if !requirement
            .any_of
            .iter()
            .any(|kind| speaks_for(paper, kind, person))
        {
            continue;
        }
        let now = match paper.judgment().map(|j| j.what.verdict) {
            None => Standing::Unjudged,
            Some(Verdict::Accepted) => return Standing::Accepted,
            Some(verdict) => Standing::Rejected(verdict),
        };
        if best == Standing::Missing || now == Standing::Unjudged {
            best = now;
        }
    }
    best
}

fn speaks_for(paper: &Paper, kind: &str, person: PersonNo) -> bool {
    paper.latest().is_some_and(|v| {
        v.what.kind == kind
            && (person == WHOLE_CASE || v.what.people.is_empty() || v.what.people.contains(&person))
    })
}

fn holds(paper: &Paper, kind: &str, person: PersonNo) -> bool {
    let rejected = paper
        .judgment()
        .is_some_and(|j| j.what.verdict != Verdict::Accepted);
    speaks_for(paper, kind, person) && !rejected
}

/// Whether a step is taken for each person.
#[must_use]
pub fn is_per_person(directive: &Directive, step: &crate::domain::directive::StepId) -> bool {
    directive
        .step(step)
        .is_some_and(|s| s.scope == StepScope::Person)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_age_takes_the_latest_day_the_record_allows() {
        let today = jalali::to_civil(1405, 9, 2).unwrap();
        assert_eq!(least_age("1390-09-02", today), Some(15));
        assert_eq!(least_age("1390-09-03", today), Some(14));
        assert_eq!(least_age("1390", today), Some(14));
        assert_eq!(least_age("1362..1364", today), Some(40));
        assert_eq!(least_age("unknown", today), None);
    }
}

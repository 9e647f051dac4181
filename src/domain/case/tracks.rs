//! Two questions, two tracks: who somebody is, which the police answer, and whether he is Iranian,
//! on which the council gives its opinion. They are never one "approved" (Art. 45 and its note).

use super::file::{CaseFile, Letter};
use super::people::{PersonNo, WHOLE_CASE};
use crate::domain::directive::{Holder, StepKind};

/// Which way an answer points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    For,
    Against,
    /// Neither: inconclusive, returned, postponed.
    Open,
}

/// How one of the two questions stands for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Track<'a> {
    NotYet,
    /// It lies with the body that answers it.
    UnderWay,
    /// The police answered with this code (`confirmed`, …).
    Answer(&'a str, Says),
    /// A sitting said this of the identity (`evident`, …).
    Identity(&'a str, Says),
    /// A sitting said this of the nationality (`approved`, …).
    Nationality(&'a str, Says),
}

/// Who the person is: the newest answer of the police; where they were not asked, what the newest
/// sitting found.
#[must_use]
pub fn identity(file: &CaseFile, person: PersonNo) -> Track<'_> {
    let asked = letters(file, Holder::Police, person).last();
    let answered = asked.map(|letter| (letter, answer(letter, person)));
    match answered {
        Some((_, Some(code))) => return Track::Answer(code, says(code)),
        Some((letter, None)) if letter.answer.is_none() => return Track::UnderWay,
        _ => {}
    }
    let opinions = file.sittings.iter().rev().flat_map(|s| &s.what.opinions);
    let mut found = opinions
        .filter(|o| o.person == person && o.identity != "not_examined")
        .map(|o| o.identity.as_str());
    found
        .next()
        .map_or(Track::NotYet, |code| Track::Identity(code, says(code)))
}

/// Whether the person is Iranian: the newest opinion of a council or a board. What the office's own
/// committee thinks is no answer.
#[must_use]
pub fn nationality(file: &CaseFile, person: PersonNo) -> Track<'_> {
    let outside = file
        .sittings
        .iter()
        .rev()
        .filter(|s| s.what.body != "committee");
    let mut opinions = outside.flat_map(|s| &s.what.opinions);
    if let Some(opinion) = opinions.find(|o| o.person == person) {
        let code = opinion.nationality.as_str();
        return Track::Nationality(code, says(code));
    }
    let sits = |kind| kind == StepKind::Council;
    let before_council = file
        .positions
        .iter()
        .any(|p| sits(p.kind) && (p.person == person || p.person == WHOLE_CASE));
    let asked = letters(file, Holder::Council, person).last();
    if before_council || asked.is_some_and(|letter| letter.answer.is_none()) {
        Track::UnderWay
    } else {
        Track::NotYet
    }
}

fn letters(
    file: &CaseFile,
    to: Holder,
    person: PersonNo,
) -> impl DoubleEndedIterator<Item = &Letter> {
    file.letters.iter().filter(move |l| {
        let people = &l.sent.what.people;
        l.sent.what.addressee == to && (people.is_empty() || people.contains(&person))
    })
}

fn answer(letter: &Letter, person: PersonNo) -> Option<&str> {
    let answers = &letter.answer.as_ref()?.what.answers;
    let of = |no| answers.iter().find(move |a| a.person == no);
    let found = of(person).or_else(|| of(WHOLE_CASE))?;
    Some(found.result.as_str())
}

fn says(code: &str) -> Says {
    match code {
        "confirmed" | "evident" | "approved" => Says::For,
        "not_confirmed" | "foreign_national" | "not_evident" | "rejected" => Says::Against,
        _ => Says::Open,
    }
}

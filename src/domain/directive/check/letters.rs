//! Whether what has to be told in writing has its letter: what is still to be brought, a question to a
//! body outside, a decision that is served, a card that is handed out.

use super::super::codes::{Holder, LetterKind, StepKind};
use super::super::model::{Directive, SideAct, Step};
use super::Found;
use super::fault::{Fault, Part};

/// Steps and acts that name no letter of the kind that they need.
pub(super) fn check(directive: &Directive) -> Vec<Found> {
    let steps = directive.steps.iter().filter_map(|step| {
        let part = || Part::Step(step.id.clone());
        lacks(needed(step), &step.letters).map(|it| Fault::MissingLetter(part(), it))
    });
    let acts = directive.acts.iter().filter_map(|act| {
        let part = || Part::Act(act.id.clone());
        lacks(handed_out(act), &act.letters).map(|it| Fault::MissingLetter(part(), it))
    });
    steps.chain(acts).map(Found::bare).collect()
}

/// Letters any one of which the step needs.
fn needed(step: &Step) -> &'static [LetterKind] {
    if step.kind == StepKind::Referral {
        &[LetterKind::Referral]
    } else if step.kind == StepKind::Notification {
        &[LetterKind::Notice, LetterKind::Ruling]
    } else if step.kind == StepKind::Review && step.holder == Holder::Applicant {
        &[LetterKind::Missing]
    } else {
        &[]
    }
}

fn handed_out(act: &SideAct) -> &'static [LetterKind] {
    match act.id.as_str() {
        "temporary_card" => &[LetterKind::Card],
        _ => &[],
    }
}

/// The letter to name, where none of those needed is there.
fn lacks(needed: &[LetterKind], there: &[LetterKind]) -> Option<LetterKind> {
    let written = needed.iter().any(|it| there.contains(it));
    needed.first().copied().filter(|_| !written)
}

//! Whether what an outcome rests on can be put on record at its step, and by whom.

use super::super::codes::{ClockStart, Holder, Proof, StepKind};
use super::super::model::{Directive, Outcome, Step};
use super::Found;
use super::fault::Fault;
use super::flow::Flow;

/// What cannot hold at once, whatever was recorded.
const CONTRARY: &[(Proof, Proof)] = &[
    (Proof::SearchClean, Proof::SearchFound),
    (Proof::Answer, Proof::NoAnswer),
    (Proof::AnswerConfirmed, Proof::AnswerNotConfirmed),
    (Proof::AnswerConfirmed, Proof::AnswerInconclusive),
    (Proof::AnswerConfirmed, Proof::AnswerForeignNational),
    (Proof::OpinionApproved, Proof::OpinionRejected),
    (Proof::OpinionApproved, Proof::OpinionDivided),
    (Proof::OpinionApproved, Proof::OpinionReturned),
    (Proof::OpinionApproved, Proof::OpinionPostponed),
    (Proof::OpinionRejected, Proof::OpinionDivided),
    (Proof::OpinionRejected, Proof::OpinionReturned),
    (Proof::OpinionRejected, Proof::OpinionPostponed),
    (Proof::Objection, Proof::NoObjection),
    (Proof::Judgment, Proof::NoJudgment),
    (Proof::JudgmentOrdered, Proof::JudgmentDismissed),
    (Proof::JudgmentOrdered, Proof::JudgmentOther),
    (Proof::JudgmentDismissed, Proof::JudgmentOther),
];

/// Proofs that nobody can ever put on record where they are asked for, and those that exclude each
/// other.
pub(super) fn check(directive: &Directive, flow: &Flow<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for step in &directive.steps {
        for outcome in &step.outcomes {
            let here = || (step.id.clone(), outcome.id.clone());
            let path = || flow.way_to_step(&step.id);
            for proof in outcome.needs.iter().filter(|it| !can_be(step, **it)) {
                let (step, outcome) = here();
                found.push(Found::by(
                    Fault::NotRecordable(step, outcome, *proof),
                    path(),
                ));
            }
            if let Some((one, other)) = contrary(outcome) {
                let (step, outcome) = here();
                let fault = Fault::Contrary(step, outcome, one, other);
                found.push(Found::by(fault, path()));
            }
            if !takes_effect(step, outcome) && step.kind == StepKind::Decision {
                let (step, outcome) = here();
                found.push(Found::bare(Fault::NeverTaken(step, outcome)));
            }
        }
        found.extend(without_entry(step, flow));
        found.extend(unanswered_results(step, flow));
    }
    found
}

/// Whether the outcome is ever taken: a decision is signed one way or the other, and nothing else.
pub(super) fn takes_effect(step: &Step, outcome: &Outcome) -> bool {
    step.kind != StepKind::Decision || matches!(outcome.id.as_str(), "granted" | "refused")
}

/// Whether it takes a household of several people.
pub(super) fn is_of_several(outcome: &Outcome) -> bool {
    outcome.needs.contains(&Proof::OpinionDivided)
}

/// Whether somebody at such a step can put it on record.
fn can_be(step: &Step, proof: Proof) -> bool {
    let writes = || StepKind::WRITING.contains(&step.kind);
    let sits = || StepKind::SITTING.contains(&step.kind);
    match proof.record() {
        Some(Proof::Search) => step.kind == StepKind::RegistrySearch,
        Some(Proof::Letter | Proof::Answer) => writes(),
        Some(Proof::Sitting) => sits(),
        Some(Proof::SittingDate) => sits() && step.asks_for(Proof::Sitting),
        // Evidence comes in before the issue of a certificate.
        Some(Proof::Evidence) => step.kind != StepKind::Issuance,
        // A decision leaves its step as it is signed.
        Some(Proof::Signature) => false,
        None if proof == Proof::TimeOver => runs(step),
        _ => true,
    }
}

/// Whether the step has a time limit that can run out.
fn runs(step: &Step) -> bool {
    let writes = can_be_written(step);
    step.clock.as_ref().is_some_and(|clock| {
        let begins = clock.starts != ClockStart::Letter || writes;
        begins && !clock.pauses_with.contains(&step.holder)
    })
}

fn can_be_written(step: &Step) -> bool {
    can_be(step, Proof::Letter)
}

fn contrary(outcome: &Outcome) -> Option<(Proof, Proof)> {
    let needs = |proof: Proof| outcome.needs.contains(&proof);
    // What an answer says needs an answer.
    let rests = |proof: Proof| needs(proof) || outcome.rests_on(proof);
    CONTRARY
        .iter()
        .copied()
        .find(|(one, other)| rests(*one) && needs(*other))
}

/// Certificates that come before any entry in the register.
fn without_entry(step: &Step, flow: &Flow<'_>) -> Vec<Found> {
    if step.asks_for(Proof::RegisterEntry) {
        return Vec::new();
    }
    let unregistered = |node| {
        let state = flow.at(node);
        let here = flow.step(node).is_some_and(|it| it.id == step.id);
        here && state.is_some_and(|it| !it.registered)
    };
    let asking = step.outcomes.iter();
    let asking = asking.filter(|it| it.needs.contains(&Proof::Certificate));
    let found = asking.filter_map(|outcome| {
        let path = flow.way_to(|_| true, unregistered)?;
        let id = (step.id.clone(), outcome.id.clone());
        Some(Found::by(Fault::NoEntryBefore(id.0, id.1), path))
    });
    found.collect()
}

/// What a search, a body or a court can say, each of which has to lead somewhere, and what holds
/// where it is said; the first of it is the record.
const RESULTS: &[&[Proof]] = &[
    &[Proof::Search, Proof::SearchClean],
    // A possible match is neither clean nor found.
    &[Proof::Search],
    &[Proof::Search, Proof::SearchFound],
    &[Proof::Answer, Proof::AnswerConfirmed],
    &[Proof::Answer, Proof::AnswerNotConfirmed],
    &[Proof::Answer, Proof::AnswerInconclusive],
    &[Proof::Answer, Proof::AnswerForeignNational],
    &[Proof::Sitting, Proof::OpinionApproved],
    &[Proof::Sitting, Proof::OpinionRejected],
    &[Proof::Sitting, Proof::OpinionReturned],
    &[Proof::Sitting, Proof::OpinionDivided],
    &[Proof::Judgment, Proof::JudgmentOrdered],
    &[Proof::Judgment, Proof::JudgmentDismissed],
    &[Proof::Judgment, Proof::JudgmentOther],
];

/// Answers, rulings and judgments for which the step has no way out.
fn unanswered_results(step: &Step, flow: &Flow<'_>) -> Vec<Found> {
    let here = |node| flow.step(node).is_some_and(|it| it.id == step.id);
    let whole = |node| flow.at(node).is_some_and(|it| !it.apart);
    let of_several = flow.nodes().any(|it| here(it) && whole(it));
    let mut found = Vec::new();
    for said in RESULTS {
        let Some(record) = said.first().filter(|it| step.asks_for(**it)) else {
            continue;
        };
        if said.contains(&Proof::OpinionDivided) && !of_several {
            continue;
        }
        if !step.outcomes.iter().any(|it| follows(it, *record, said)) {
            let result = said.get(1).copied();
            let fault = Fault::ResultWithoutWay(step.id.clone(), result);
            found.push(Found::by(fault, flow.way_to_step(&step.id)));
        }
    }
    found
}

/// Whether an outcome can be taken once this was said.
fn follows(outcome: &Outcome, record: Proof, said: &[Proof]) -> bool {
    let mut needs = outcome.needs.iter();
    needs.all(|it| match it.record() {
        Some(of) if of == record => *it == Proof::IdentityEvident || said.contains(it),
        Some(_) => true,
        None => !CONTRARY.contains(&(record, *it)),
    })
}

/// Proofs that only somebody outside the office can bring about at this step.
pub(super) fn waits(step: &Step, outcome: &Outcome) -> bool {
    let applicant = step.holder == Holder::Applicant;
    let from_outside = |proof: &Proof| match proof.record() {
        Some(Proof::Answer | Proof::Judgment) => true,
        // Bodies within the office sit while the applicant has the file.
        Some(Proof::Sitting) => !applicant || step.kind == StepKind::Council,
        Some(Proof::Papers | Proof::Objection) => applicant,
        _ => false,
    };
    waits_outside(step) && outcome.needs.iter().any(from_outside)
}

/// Whether a step waits for somebody outside the office.
pub(super) fn waits_outside(step: &Step) -> bool {
    let outside = matches!(
        step.holder,
        Holder::Police | Holder::Court | Holder::Council | Holder::Laboratory | Holder::Applicant
    );
    // The board sits in the office; without a time limit nobody is ever told that it does not.
    let board = step.holder == Holder::Board && step.clock.is_none();
    let asks = matches!(step.kind, StepKind::Referral | StepKind::Council);
    !step.is_end() && (asks || outside || board)
}

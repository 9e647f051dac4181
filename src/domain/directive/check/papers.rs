//! Whether what is demanded can be had: somebody supplies it, and somebody may certify it.

use std::collections::BTreeSet;

use super::super::codes::{Holder, StepKind, Supplier};
use super::super::condition::Facts;
use super::super::model::{Directive, PaperKind, Requirement, Step, StepId};
use super::Gathered;
use super::fault::{Fault, Part};
use super::world::{TooMany, Worlds};

/// Requirements that hold a case up although nobody can fulfil them.
pub(super) fn check(directive: &Directive, gathered: &mut Gathered) {
    for step in &directive.steps {
        let asked = step
            .requires
            .iter()
            .filter_map(|id| directive.requirement(id));
        for requirement in asked.filter(|it| !it.if_any) {
            check_one(directive, step, requirement, gathered);
        }
    }
}

fn check_one(
    directive: &Directive,
    step: &Step,
    requirement: &Requirement,
    gathered: &mut Gathered,
) {
    let accepted: Vec<&PaperKind> = requirement
        .any_of
        .iter()
        .filter_map(|id| directive.paper(id))
        .collect();
    let certification = accepted
        .iter()
        .flat_map(|it| &it.certified_by)
        .flat_map(|it| &it.when);
    let asked = requirement.when.iter().chain(&requirement.unless);
    let worlds = match Worlds::telling_apart(asked.chain(certification)) {
        Ok(worlds) => worlds,
        Err(TooMany(size)) => {
            let part = Part::Requirement(requirement.id.clone());
            return gathered.note_all([Fault::TooManyCircumstances(part, size)]);
        }
    };
    let had = |paper: &PaperKind, facts: &Facts| {
        let certified = paper.certified_by.is_empty() || paper.certifiers(facts).next().is_some();
        certified
            && paper
                .suppliers
                .iter()
                .any(|it| heard_by(directive, *it, &step.id))
    };
    let without = worlds.all.iter().filter(|facts| {
        requirement.asked_under(facts) && !accepted.iter().any(|it| had(it, facts))
    });
    let without: BTreeSet<_> = without.cloned().collect();
    if !without.is_empty() {
        let fault = Fault::NotSuppliable(step.id.clone(), requirement.id.clone());
        gathered.note(fault, worlds.essence(&without), Vec::new());
    }
}

/// Whether this body can have given a paper by the time a case stands at `step`: councils and
/// boards only speak at their own steps, everybody else can be asked at any time.
fn heard_by(directive: &Directive, supplier: Supplier, step: &StepId) -> bool {
    let heard_at = |speaks: fn(&Step) -> bool| {
        let mut speaking = directive.steps.iter().filter(|it| speaks(it));
        speaking.any(|it| leads_to(directive, it, step))
    };
    if supplier == Supplier::SecurityCouncil {
        heard_at(|it| it.kind == StepKind::Council)
    } else if supplier == Supplier::DisputeBoard {
        heard_at(|it| it.holder == Holder::Board)
    } else {
        true
    }
}

/// Whether outcomes lead from one step to another, or it is the same.
fn leads_to(directive: &Directive, from: &Step, to: &StepId) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(step) = open.pop() {
        if step.id == *to {
            return true;
        }
        if seen.insert(&step.id) {
            open.extend(step.outcomes.iter().filter_map(|it| directive.step(&it.to)));
        }
    }
    false
}

//! Whether somebody can do what is asked, and somebody else is left where two people are asked for.

use super::super::codes::{Separation, StepKind};
use super::super::model::{Directive, Outcome, Step};
use super::fault::Fault;
use crate::domain::access::Role;

/// Roles that watch or administer and never act in a case.
const WATCHING: [Role; 2] = [Role::Auditor, Role::Administrator];

/// Roles held by the staff of a registry office below its head.
const STAFF: [Role; 2] = [Role::RegistrarOfficer, Role::ArchiveOfficer];

/// Steps and outcomes that none of the roles named can act on.
pub(super) fn nobody(directive: &Directive) -> Vec<Fault> {
    let idle = |roles: &[Role]| roles.iter().all(|it| WATCHING.contains(it));
    let mut faults = Vec::new();
    for step in directive.steps.iter().filter(|it| !it.is_end()) {
        if idle(&step.actors) {
            faults.push(Fault::NobodyCanWork(step.id.clone()));
        }
        let unmanned = step.outcomes.iter().filter(|it| idle(&it.by));
        faults.extend(unmanned.map(|it| Fault::NobodyCanTake(step.id.clone(), it.id.clone())));
    }
    faults
}

/// Outcomes for which an office of `people` (one of them its head, the others officers of every
/// kind) has nobody left, whoever did what came before.
pub(super) fn separation(directive: &Directive, people: usize) -> Vec<Fault> {
    let mut faults = Vec::new();
    for step in &directive.steps {
        for outcome in step.outcomes.iter().filter(|it| !it.separation.is_empty()) {
            if !staff(people).any(|me| possible(directive, step, outcome, me, people)) {
                let fault =
                    Fault::SeparationImpossible(step.id.clone(), outcome.id.clone(), people);
                faults.push(fault);
            }
        }
    }
    faults
}

/// Somebody who could act: one of the office, or somebody of another body with this role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Person {
    Head,
    Officer(usize),
    Outside(Role),
}

fn staff(people: usize) -> impl Iterator<Item = Person> {
    let officers = (1..people).map(Person::Officer);
    let local =
        |it: &&Role| **it == Role::OfficeHead || STAFF.contains(it) || WATCHING.contains(it);
    let outside = Role::ALL
        .iter()
        .filter(move |it| !local(it))
        .copied()
        .map(Person::Outside);
    std::iter::once(Person::Head)
        .take(people)
        .chain(officers)
        .chain(outside)
}

fn holds(person: Person, role: Role) -> bool {
    match person {
        Person::Head => role == Role::OfficeHead,
        Person::Officer(_) => STAFF.contains(&role),
        Person::Outside(own) => own == role,
    }
}

/// Whether `me` can take the outcome while every act that bars its maker was done by another.
fn possible(
    directive: &Directive,
    step: &Step,
    outcome: &Outcome,
    me: Person,
    people: usize,
) -> bool {
    if !outcome.by.iter().any(|role| holds(me, *role)) {
        return false;
    }
    outcome.separation.iter().all(|rule| {
        let makers = makers(directive, step, *rule);
        makers.is_empty()
            || staff(people).any(|it| it != me && makers.iter().any(|role| holds(it, *role)))
    })
}

/// The roles that do what bars its maker from the outcome.
fn makers(directive: &Directive, step: &Step, rule: Separation) -> Vec<Role> {
    let workers = |kind: StepKind| {
        let steps = directive.steps.iter().filter(move |it| it.kind == kind);
        steps.flat_map(|it| it.actors.clone())
    };
    match rule {
        Separation::NotOpener => workers(StepKind::Intake).collect(),
        Separation::NotPreparer => workers(StepKind::Decision).collect(),
        Separation::NotEvidenceMaker => workers(StepKind::Evidence).collect(),
        Separation::NotPrevious => {
            let before = directive.steps.iter().flat_map(|it| &it.outcomes);
            let before = before.filter(|it| it.to == step.id);
            before.flat_map(|it| it.by.clone()).collect()
        }
    }
}

//! Whether what is demanded can be had: somebody supplies it, and somebody may certify it.

use std::collections::BTreeSet;

use petgraph::graph::{EdgeIndex, NodeIndex};

use super::super::codes::{Holder, StepKind, Supplier};
use super::super::model::{Directive, PaperKind, Requirement, Step, StepId};
use super::Found;
use super::fault::{Fault, Part};
use super::flow::{Flow, Path};
use super::world::{World, Worlds, of_household};

/// The bodies whose certification of a signature is taken (item 1-1); papers have no place for any
/// other.
pub(super) const CERTIFIERS: [Supplier; 3] =
    [Supplier::Notary, Supplier::Police, Supplier::IslamicCouncil];

/// Requirements that hold a case up although nobody can fulfil them.
pub(super) fn check(directive: &Directive, flow: &Flow<'_>, most: usize) -> Vec<Found> {
    let mut found = Vec::new();
    for step in &directive.steps {
        let asked = step
            .requires
            .iter()
            .filter_map(|id| directive.requirement(id));
        for requirement in asked.filter(|it| !it.if_any) {
            let asked = Asked {
                directive,
                flow,
                step,
                requirement,
            };
            found.extend(asked.check(most));
        }
    }
    found
}

/// A requirement where a step asks for it.
struct Asked<'a, 'd> {
    directive: &'d Directive,
    flow: &'a Flow<'d>,
    step: &'d Step,
    requirement: &'d Requirement,
}

impl Asked<'_, '_> {
    fn check(&self, most: usize) -> Option<Found> {
        let kinds = self.requirement.any_of.iter();
        let accepted: Vec<&PaperKind> = kinds.filter_map(|id| self.directive.paper(id)).collect();
        let certification = accepted.iter().flat_map(|it| &it.certified_by);
        let conditions = self.requirement.when.iter().chain(&self.requirement.unless);
        let conditions = conditions.chain(certification.flat_map(|it| &it.when));
        let worlds = Worlds::telling_apart(conditions, most);
        if worlds.are_too_many() {
            let part = Part::Requirement(self.requirement.id.clone());
            return Some(Found::bare(Fault::TooManyCircumstances(part, worlds.count)));
        }
        let supplied = accepted.into_iter().map(|it| (it, self.missed(it)));
        let supplied: Vec<(&PaperKind, Option<Path>)> = supplied.collect();
        let had = |facts: &World| {
            let mut supplied = supplied.iter();
            supplied.any(|(paper, missed)| missed.is_none() && certified(paper, facts))
        };
        let asked = |world: &&World| {
            let facts = self.facts(world);
            self.requirement.asked_under(&facts) && !had(&facts)
        };
        let without: BTreeSet<World> = worlds.all.iter().filter(asked).cloned().collect();
        if without.is_empty() {
            return None;
        }
        let missed = supplied.into_iter().find_map(|(_, missed)| missed);
        let path = missed.unwrap_or_else(|| self.flow.way_to_step(&self.step.id));
        let fault = Fault::NotSuppliable(self.step.id.clone(), self.requirement.id.clone());
        Some(Found::by(fault, path).when(worlds.essence(&without)))
    }

    /// What holds of the person, or of the household that is asked as a whole.
    fn facts(&self, world: &World) -> World {
        match self.requirement.per_person {
            true => world.clone(),
            false => of_household(world),
        }
    }

    /// A way to the step on which none of its suppliers can have given the paper. Councils and
    /// boards only speak at their own steps; everybody else can be asked at any time.
    fn missed(&self, paper: &PaperKind) -> Option<Path> {
        let at_their_steps: Option<Vec<_>> = paper.suppliers.iter().map(|it| speaks(*it)).collect();
        let speaking = at_their_steps?;
        let speaks = |node: NodeIndex| {
            let step = self.flow.step(node);
            step.is_some_and(|step| speaking.iter().any(|speaks| speaks(step)))
        };
        let silent = |way: EdgeIndex| {
            let from = self.flow.graph.edge_endpoints(way).map(|(from, _)| from);
            from.is_some_and(|it| !speaks(it))
        };
        let here = |node| !speaks(node) && self.stands(node, &self.step.id);
        self.flow.way_to(silent, here)
    }

    fn stands(&self, node: NodeIndex, at: &StepId) -> bool {
        self.flow.step(node).is_some_and(|it| it.id == *at)
    }
}

/// Whether somebody may certify the paper under these facts, where it needs that.
fn certified(paper: &PaperKind, facts: &World) -> bool {
    let mut may = paper.certifiers(facts);
    paper.certified_by.is_empty() || may.any(|it| CERTIFIERS.contains(&it))
}

/// Where a body speaks, if it speaks at its own steps only.
fn speaks(supplier: Supplier) -> Option<fn(&Step) -> bool> {
    if supplier == Supplier::SecurityCouncil {
        Some(|step| step.kind == StepKind::Council)
    } else if supplier == Supplier::DisputeBoard {
        Some(|step| step.holder == Holder::Board)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::codes::CERTIFICATIONS;

    #[test]
    fn the_bodies_that_certify_are_those_of_the_papers() {
        assert_eq!(CERTIFIERS.map(Supplier::code), CERTIFICATIONS);
    }
}

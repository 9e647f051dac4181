//! Conditions that never or always hold, and alternatives that hold together.

use std::collections::{BTreeMap, BTreeSet};

use super::super::codes::Choice;
use super::super::condition::{Condition, Facts};
use super::super::model::{Directive, Outcome, OutcomeId, StepId};
use super::fault::{Fault, Part};
use super::flow::Flow;
use super::world::{TooMany, Worlds};

/// In how many of the situations in which a condition is asked it holds.
#[derive(Debug, Clone, Copy, Default)]
struct Held {
    asked: usize,
    held: usize,
}

impl Held {
    const fn count(&mut self, holds: bool) {
        self.asked += 1;
        if holds {
            self.held += 1;
        }
    }

    /// What is wrong with the condition of `part`; a condition that is never asked stands at a
    /// step that nobody reaches, which is told there.
    fn fault(self, part: Part) -> Option<Fault> {
        match self.held {
            _ if self.asked == 0 => None,
            0 => Some(Fault::AlwaysFalse(part)),
            held if held == self.asked => Some(Fault::AlwaysTrue(part)),
            _ => None,
        }
    }
}

/// What was seen of the conditions on outcomes, over all circumstances.
#[derive(Debug, Default)]
pub(super) struct Seen {
    conditions: BTreeMap<Part, Held>,
    overlaps: BTreeSet<(StepId, OutcomeId, OutcomeId)>,
}

impl Seen {
    /// Adds what these circumstances show.
    pub(super) fn add(&mut self, flow: &Flow<'_>) {
        for node in flow.nodes() {
            let Some(step) = flow.step(node) else {
                continue;
            };
            for outcome in &step.outcomes {
                for facts in flow.considered(node, outcome) {
                    self.count(&step.id, outcome, &facts);
                }
            }
            self.compare(flow, node, &step.id, &step.outcomes);
        }
    }

    fn count(&mut self, step: &StepId, outcome: &Outcome, facts: &Facts) {
        let open = outcome.open_under(facts);
        if !outcome.when.is_empty() {
            let part = Part::Outcome(step.clone(), outcome.id.clone());
            self.conditions.entry(part).or_default().count(open);
        }
        if !outcome.warn_when.is_empty() && open {
            let part = Part::Warning(step.clone(), outcome.id.clone());
            let warns = outcome.warns_under(facts);
            self.conditions.entry(part).or_default().count(warns);
        }
    }

    /// Two outcomes that only their conditions tell apart must not both be open.
    fn compare(
        &mut self,
        flow: &Flow<'_>,
        node: petgraph::graph::NodeIndex,
        step: &StepId,
        outcomes: &[Outcome],
    ) {
        for (at, one) in outcomes.iter().enumerate() {
            for other in outcomes.iter().skip(at + 1) {
                let alike = one.needs == other.needs
                    && one.by.iter().any(|role| other.by.contains(role))
                    && one.to != other.to
                    && !one.when.is_empty()
                    && !other.when.is_empty();
                let both = |facts: &Facts| one.open_under(facts) && other.open_under(facts);
                if alike && flow.considered(node, one).iter().any(both) {
                    let pair = (step.clone(), one.id.clone(), other.id.clone());
                    self.overlaps.insert(pair);
                }
            }
        }
    }

    /// Everything wrong with the conditions on outcomes.
    pub(super) fn faults(self) -> Vec<Fault> {
        let conditions = self.conditions.into_iter();
        let mut faults: Vec<_> = conditions
            .filter_map(|(part, held)| held.fault(part))
            .collect();
        let overlaps = self.overlaps.into_iter();
        faults.extend(overlaps.map(|(step, one, other)| Fault::Overlap(step, one, other)));
        faults
    }
}

/// Conditions on requirements and certifications, each over the facts that it names.
pub(super) fn on_papers(directive: &Directive) -> Vec<Fault> {
    let mut faults = Vec::new();
    for requirement in &directive.requirements {
        let named = requirement.when.iter().chain(&requirement.unless);
        let part = Part::Requirement(requirement.id.clone());
        faults.extend(fault_of(part, named, |facts| {
            requirement.asked_under(facts)
        }));
    }
    for paper in &directive.papers {
        for certification in &paper.certified_by {
            let part = Part::Certification(paper.id.clone());
            let holds = |facts: &Facts| facts.meet(&certification.when);
            faults.extend(fault_of(part, certification.when.iter(), holds));
        }
    }
    faults
}

fn fault_of<'c>(
    part: Part,
    named: impl Iterator<Item = &'c Condition>,
    holds: impl Fn(&Facts) -> bool,
) -> Option<Fault> {
    let mut named = named.peekable();
    named.peek()?;
    let situations = match situations(named) {
        Ok(situations) => situations,
        Err(TooMany(size)) => return Some(Fault::TooManyCircumstances(part, size)),
    };
    let mut held = Held::default();
    for facts in situations {
        held.count(holds(&facts));
    }
    held.fault(part)
}

/// All circumstances, with what is only decided on the way as well.
fn situations<'c>(named: impl Iterator<Item = &'c Condition>) -> Result<Vec<Facts>, TooMany> {
    let worlds = Worlds::telling_apart(named)?.all;
    let mut all = Vec::new();
    for world in worlds {
        for ruling in [None, Some(Choice::Granted), Some(Choice::Refused)] {
            all.extend([false, true].map(|court_ordered| Facts {
                ruling,
                court_ordered,
                ..world.clone()
            }));
        }
    }
    Ok(all)
}

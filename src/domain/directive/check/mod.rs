//! Proof before force: what a directive would do to a case, in all circumstances, before it does
//! it to anybody.
//!
//! Every combination of the declared facts that a condition can tell apart is followed through
//! every outcome; nothing is sampled. Where the conditions tell more circumstances apart than can be
//! followed, that is a finding of its own.

mod clocks;
mod conditions;
mod fault;
mod flow;
mod papers;
mod people;
#[cfg(test)]
mod tests;
mod ways;
mod words;
mod world;

use std::collections::{BTreeMap, BTreeSet};

use super::codes::{EndClass, StepKind};
use super::model::{Directive, OutcomeId, StepId};
use conditions::Seen;
pub use fault::{Fault, Part};
use flow::{Flow, Path};
pub use world::{Circumstance, LIMIT, World};
use world::{TooMany, Worlds};

/// How many people an office has at the least, unless told otherwise.
pub const OFFICE: usize = 3;

type Found = (Fault, Path);

/// A fault, with the circumstances in which it shows and a way that leads to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub fault: Fault,
    /// What makes the difference; empty where it shows in all circumstances.
    pub circumstances: Vec<Circumstance>,
    /// From the counter to the place: each step and the outcome by which it is left.
    pub path: Vec<(StepId, OutcomeId)>,
}

/// What a check found, and how much it looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// In the order of their kinds; empty when the directive is sound.
    pub findings: Vec<Finding>,
    /// How many circumstances were followed through all outcomes.
    pub circumstances: usize,
    /// How many states were visited in them.
    pub states: usize,
}

impl Report {
    /// Whether nothing was found.
    #[must_use]
    pub const fn is_sound(&self) -> bool {
        self.findings.is_empty()
    }
}

/// Findings, each once.
#[derive(Debug, Default)]
struct Gathered(BTreeMap<Fault, (Vec<Circumstance>, Path)>);

impl Gathered {
    fn note(&mut self, fault: Fault, circumstances: Vec<Circumstance>, path: Path) {
        self.0.entry(fault).or_insert((circumstances, path));
    }

    fn note_all(&mut self, faults: impl IntoIterator<Item = Fault>) {
        for fault in faults {
            self.note(fault, Vec::new(), Path::new());
        }
    }
}

/// Checks a directive for an office of `people`.
#[must_use]
pub fn check(directive: &Directive, people: usize) -> Report {
    let mut gathered = Gathered::default();
    let (circumstances, states) = follow(directive, &mut gathered);
    papers::check(directive, &mut gathered);
    gathered.note_all(conditions::on_papers(directive));
    gathered.note_all(people::nobody(directive));
    gathered.note_all(people::separation(directive, people));
    gathered.note_all(incomplete(directive));
    for (fault, path) in clocks::check(directive) {
        gathered.note(fault, Vec::new(), path);
    }
    let findings = gathered.0.into_iter();
    let findings = findings.map(|(fault, (circumstances, path))| Finding {
        fault,
        circumstances,
        path,
    });
    Report {
        findings: findings.collect(),
        circumstances,
        states,
    }
}

/// Follows every outcome in all circumstances.
fn follow(directive: &Directive, gathered: &mut Gathered) -> (usize, usize) {
    let outcomes = || directive.steps.iter().flat_map(|it| &it.outcomes);
    let mentioned = outcomes().flat_map(|it| it.when.iter().chain(&it.warn_when));
    let worlds = match Worlds::telling_apart(mentioned) {
        Ok(worlds) => worlds,
        Err(TooMany(size)) => {
            gathered.note_all([Fault::TooManyCircumstances(Part::Whole, size)]);
            return (0, 0);
        }
    };
    let mut reached: BTreeSet<&StepId> = BTreeSet::new();
    let mut seen = Seen::default();
    let mut found: BTreeMap<Fault, (BTreeSet<World>, Path)> = BTreeMap::new();
    let mut states = 0;
    for world in &worlds.all {
        let flow = Flow::of(directive, world);
        states += flow.graph.node_count();
        reached.extend(flow.nodes().filter_map(|it| flow.step(it)).map(|it| &it.id));
        seen.add(&flow);
        for (fault, path) in ways::check(&flow) {
            let (worlds, _) = found
                .entry(fault)
                .or_insert_with(|| (BTreeSet::new(), path));
            worlds.insert(world.clone());
        }
    }
    for (fault, (shows, path)) in found {
        gathered.note(fault, worlds.essence(&shows), path);
    }
    reached.extend(directive.acts.iter().filter_map(|it| it.to.as_ref()));
    let lost = directive
        .steps
        .iter()
        .filter(|it| !reached.contains(&it.id));
    gathered.note_all(lost.map(|it| Fault::UnreachableStep(it.id.clone())));
    gathered.note_all(seen.faults());
    (worlds.all.len(), states)
}

/// Decisions that cannot be signed both ways, and ends that nothing can come to.
fn incomplete(directive: &Directive) -> Vec<Fault> {
    let mut faults = Vec::new();
    for step in directive
        .steps
        .iter()
        .filter(|it| it.kind == StepKind::Decision)
    {
        let lacks = |id: &&str| step.outcome(&OutcomeId::from(*id)).is_none();
        let lacking = ["granted", "refused"].into_iter().filter(lacks);
        faults.extend(lacking.map(|id| Fault::DecisionWithout(step.id.clone(), id)));
    }
    let needed = [EndClass::Issued, EndClass::Refused];
    let missing = needed.into_iter().filter(|it| directive.end(*it).is_none());
    faults.extend(missing.map(Fault::NoSuchEnd));
    faults
}

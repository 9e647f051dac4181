//! Proof before force: what a directive would do to a case, in all circumstances, before it does
//! it to anybody.
//!
//! Every combination of the declared facts that a condition can tell apart is followed through
//! every outcome; nothing is sampled. Where the combinations are more than can be followed, that is
//! itself a finding: nothing is left out unsaid.

mod acts;
mod clocks;
mod conditions;
mod fault;
mod flow;
mod letters;
mod papers;
mod people;
mod proofs;
mod remedies;
mod state;
#[cfg(test)]
mod tests;
mod ways;
mod words;
mod world;

use std::collections::{BTreeMap, BTreeSet};

use super::condition::Condition;
use super::model::{Directive, OutcomeId, StepId};
use conditions::Seen;
pub use fault::{Barred, Fault, Part};
use flow::{Flow, Path};
use ways::Ways;
use world::Worlds;
pub use world::{Circumstance, LIMIT, World};

/// How many people an office has at the least, unless told otherwise.
pub const OFFICE: usize = 3;

/// A fault, with the circumstances in which it shows and a way that leads to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub fault: Fault,
    /// What makes the difference; empty where it shows in all circumstances.
    pub circumstances: Vec<Circumstance>,
    /// The circumstances became so only on the way.
    pub changed: bool,
    /// From the counter to the place: each step and the outcome by which it is left.
    pub path: Vec<(StepId, OutcomeId)>,
    /// Why each of the ways out is none.
    pub barred: Vec<Barred>,
}

/// The same while it is looked for.
type Found = Finding;

impl Found {
    fn by(fault: Fault, path: Path) -> Self {
        Self {
            fault,
            circumstances: Vec::new(),
            changed: false,
            path,
            barred: Vec::new(),
        }
    }

    fn bare(fault: Fault) -> Self {
        Self::by(fault, Path::new())
    }

    fn when(self, circumstances: Vec<Circumstance>) -> Self {
        Self {
            circumstances,
            ..self
        }
    }
}

/// What a check found, and how much it looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// In the order of their kinds; empty when the directive is sound.
    pub findings: Vec<Finding>,
    /// How many circumstances were followed through all outcomes.
    pub circumstances: usize,
    /// How many there are; where none was followed they are too many, which is a finding.
    pub of: usize,
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

/// Checks a directive for an office of `people`.
#[must_use]
pub fn check(directive: &Directive, people: usize) -> Report {
    check_within(directive, people, LIMIT)
}

/// The same, where at most so many circumstances are followed.
#[must_use]
pub fn check_within(directive: &Directive, people: usize, most: usize) -> Report {
    let worlds = Worlds::telling_apart(mentioned(directive), most);
    let flow = Flow::of(directive, &worlds);
    let mut found = match worlds.are_too_many() {
        true => vec![Found::bare(Fault::TooManyCircumstances(
            Part::Whole,
            worlds.count,
        ))],
        false => followed(directive, &flow, &worlds),
    };
    found.extend(papers::check(directive, &flow, most));
    found.extend(conditions::apart_from_ways(directive, most));
    found.extend(proofs::check(directive, &flow));
    found.extend(people::nobody(directive));
    found.extend(people::separation(directive, &flow, people));
    found.extend(people::extensions(directive, people));
    found.extend(acts::check(directive));
    found.extend(letters::check(directive));
    found.extend(clocks::check(directive));
    // Each fault once, with the first way that shows it.
    let mut once = BTreeMap::new();
    for it in found {
        once.entry(it.fault.clone()).or_insert(it);
    }
    Report {
        findings: once.into_values().collect(),
        circumstances: worlds.all.len(),
        of: worlds.count,
        states: flow.graph.node_count() * worlds.all.len(),
    }
}

/// The conditions that outcomes have.
fn mentioned(directive: &Directive) -> impl Iterator<Item = &Condition> {
    let outcomes = directive.steps.iter().flat_map(|it| &it.outcomes);
    outcomes.flat_map(|it| it.when.iter().chain(&it.warn_when))
}

/// What following every outcome in all circumstances shows.
fn followed(directive: &Directive, flow: &Flow<'_>, worlds: &Worlds) -> Vec<Found> {
    let mut shown: BTreeMap<Fault, (BTreeSet<World>, Found)> = BTreeMap::new();
    for world in &worlds.all {
        for found in Ways::in_world(flow, world).check() {
            let known = shown.entry(found.fault.clone());
            let (shows, first) = known.or_insert_with(|| (BTreeSet::new(), found.clone()));
            shows.insert(world.clone());
            // Of several ways the plainest is told.
            let plain = |it: &Found| (it.changed, it.path.len());
            if plain(&found) < plain(first) {
                *first = found;
            }
        }
    }
    let told = shown.into_values();
    let told = told.map(|(shows, first)| first.when(worlds.essence(&shows)));
    let mut all: Vec<Found> = told.collect();
    let seen = Seen::of(flow, worlds);
    let mut reached = seen.reached();
    reached.extend(directive.acts.iter().filter_map(|it| it.to.as_ref()));
    let lost = directive
        .steps
        .iter()
        .filter(|it| !reached.contains(&it.id));
    all.extend(lost.map(|it| Found::bare(Fault::UnreachableStep(it.id.clone()))));
    all.extend(seen.found(worlds));
    all
}

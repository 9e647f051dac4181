//! Conditions that never or always hold, and alternatives that hold together.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;

use super::super::codes::{Choice, StepScope};
use super::super::condition::{Condition, Facts};
use super::super::model::{Directive, Outcome, OutcomeId, StepId};
use super::Found;
use super::fault::{Fault, Part};
use super::flow::{Flow, Path};
use super::state::{conceivable, facts};
use super::world::{World, Worlds, shared};

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

type Pair = (StepId, OutcomeId, OutcomeId);

/// What was seen of the conditions on outcomes, over all circumstances that stay what they are: a
/// household where it lives, and its people of any age and with any claim.
#[derive(Debug)]
pub(super) struct Seen<'f, 'd> {
    flow: &'f Flow<'d>,
    conditions: BTreeMap<Part, Held>,
    overlaps: BTreeMap<Pair, (BTreeSet<World>, Path)>,
    reached: BTreeSet<NodeIndex>,
}

impl<'f, 'd> Seen<'f, 'd> {
    /// Follows the households, and then the people whom they lead to go alone.
    pub(super) fn of(flow: &'f Flow<'d>, worlds: &Worlds) -> Self {
        let mut seen = Self {
            flow,
            conditions: BTreeMap::new(),
            overlaps: BTreeMap::new(),
            reached: BTreeSet::new(),
        };
        let entry: BTreeSet<NodeIndex> = flow.nodes().take(1).collect();
        let mut parted: BTreeMap<World, [BTreeSet<NodeIndex>; 2]> = BTreeMap::new();
        for household in worlds.of_households() {
            let here = BTreeSet::from([household.clone()]);
            let place = parted.entry(shared(&household)).or_default();
            let [straight, any] = place;
            straight.extend(seen.reach(&entry, &here));
            any.extend(seen.look_through(&entry, &here));
        }
        for (place, [straight, any]) in parted {
            let people = worlds.all.iter().filter(|it| shared(it) == place);
            let people = people.cloned().collect();
            seen.reach(&straight, &people);
            seen.look_through(&any, &people);
        }
        seen
    }

    /// Marks everything that the main line reaches in any of these circumstances, and what is there
    /// for cases that are reopened alone; tells where households part.
    fn reach(
        &mut self,
        from: &BTreeSet<NodeIndex>,
        worlds: &BTreeSet<World>,
    ) -> BTreeSet<NodeIndex> {
        let flow = self.flow;
        let leads_on = |way| {
            let to = flow.graph.edge_endpoints(way).map(|(_, to)| to);
            let beside = to.and_then(|it| flow.step(it));
            flow.outcome(way).is_some() || beside.is_some_and(|it| flow.is_beside(it))
        };
        let (known, parted) = self.follow(from, worlds, leads_on);
        self.reached.extend(known);
        parted
    }

    /// Looks at the conditions of everything that can be come to in any of these circumstances, by
    /// acts beside the main line as well; tells where households part.
    fn look_through(
        &mut self,
        from: &BTreeSet<NodeIndex>,
        worlds: &BTreeSet<World>,
    ) -> BTreeSet<NodeIndex> {
        let (known, parted) = self.follow(from, worlds, |_| true);
        for node in known {
            worlds.iter().for_each(|it| self.look(node, it));
        }
        parted
    }

    /// What can be come to in any of these circumstances, by households or by people alone, as those
    /// go who are there at first; and where households part.
    fn follow(
        &self,
        from: &BTreeSet<NodeIndex>,
        worlds: &BTreeSet<World>,
        pass: impl Fn(EdgeIndex) -> bool,
    ) -> (BTreeSet<NodeIndex>, BTreeSet<NodeIndex>) {
        let flow = self.flow;
        let apart = |node: NodeIndex| flow.at(node).is_some_and(|it| it.apart);
        let alone = from.iter().any(|it| apart(*it));
        let open = |way| pass(way) && worlds.iter().any(|it| flow.is_open_in(way, it));
        let (mut known, mut parted) = (BTreeSet::new(), BTreeSet::new());
        let mut ahead: Vec<NodeIndex> = from.iter().copied().collect();
        while let Some(node) = ahead.pop() {
            if apart(node) && !alone {
                parted.insert(node);
            } else if known.insert(node) {
                let ways = flow.graph.edges(node).filter(|it| open(it.id()));
                ahead.extend(ways.map(|it| it.target()));
            }
        }
        (known, parted)
    }

    fn look(&mut self, node: NodeIndex, world: &World) {
        let (Some(step), Some(state)) = (self.flow.step(node), self.flow.at(node)) else {
            return;
        };
        // Whoever came back alone is asked what a household is asked; that settles nothing of it.
        let counts = !state.apart || step.scope == StepScope::Person;
        let conditional =
            |it: &&Outcome| !(it.when.is_empty() && it.warn_when.is_empty()) && counts;
        for outcome in step.outcomes.iter().filter(conditional) {
            for state in conceivable(state, step) {
                self.count(&step.id, outcome, &facts(state, world));
            }
        }
        for (at, one) in step.outcomes.iter().enumerate() {
            for other in step
                .outcomes
                .iter()
                .skip(at + 1)
                .filter(|it| alike(one, it))
            {
                let both = |facts: &Facts| one.open_under(facts) && other.open_under(facts);
                let mut states = conceivable(state, step).into_iter();
                if states.any(|it| both(&facts(it, world))) {
                    let pair = (step.id.clone(), one.id.clone(), other.id.clone());
                    self.overlap(pair, node, world);
                }
            }
        }
    }

    fn overlap(&mut self, pair: Pair, node: NodeIndex, world: &World) {
        let flow = self.flow;
        let way = || flow.way_to(|_| true, |it| it == node).unwrap_or_default();
        let shown = self.overlaps.entry(pair);
        let (worlds, _) = shown.or_insert_with(|| (BTreeSet::new(), way()));
        worlds.insert(world.clone());
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

    /// The steps that are reached.
    pub(super) fn reached(&self) -> BTreeSet<&'d StepId> {
        let steps = self.reached.iter().filter_map(|it| self.flow.step(*it));
        steps.map(|it| &it.id).collect()
    }

    /// Everything wrong with the conditions on outcomes.
    pub(super) fn found(self, worlds: &Worlds) -> Vec<Found> {
        let flow = self.flow;
        let mut found = Vec::new();
        for (part, held) in self.conditions {
            let path = match &part {
                Part::Outcome(step, _) | Part::Warning(step, _) => flow.way_to_step(step),
                Part::Step(_)
                | Part::Requirement(_)
                | Part::Certification(_)
                | Part::Act(_)
                | Part::Paper(_)
                | Part::Document(_)
                | Part::Whole => Path::new(),
            };
            found.extend(held.fault(part).map(|it| Found::by(it, path)));
        }
        for ((step, one, other), (shows, path)) in self.overlaps {
            let fault = Fault::Overlap(step, one, other);
            found.push(Found::by(fault, path).when(worlds.essence(&shows)));
        }
        found
    }
}

/// Whether only their conditions tell two outcomes apart.
fn alike(one: &Outcome, other: &Outcome) -> bool {
    one.needs == other.needs
        && one.by.iter().any(|role| other.by.contains(role))
        && one.to != other.to
        && !one.when.is_empty()
        && !other.when.is_empty()
}

/// Conditions on requirements, certifications and fingerprints, each over the facts that it names.
pub(super) fn apart_from_ways(directive: &Directive, most: usize) -> Vec<Found> {
    let mut faults = Vec::new();
    for requirement in &directive.requirements {
        let named = requirement.when.iter().chain(&requirement.unless);
        let part = Part::Requirement(requirement.id.clone());
        let alone = requirement.per_person;
        let holds = |facts: &Facts| requirement.asked_under(facts);
        faults.extend(fault_of(part, named, (alone, most), holds));
    }
    for paper in &directive.papers {
        for certification in &paper.certified_by {
            let part = Part::Certification(paper.id.clone());
            let holds = |facts: &Facts| facts.meet(&certification.when);
            let named = certification.when.iter();
            faults.extend(fault_of(part, named, (true, most), holds));
        }
    }
    for step in &directive.steps {
        let holds = |facts: &Facts| facts.meet(&step.exempt_when);
        let named = step.exempt_when.iter();
        let part = Part::Step(step.id.clone());
        faults.extend(fault_of(part, named, (true, most), holds));
    }
    faults.into_iter().map(Found::bare).collect()
}

fn fault_of<'c>(
    part: Part,
    named: impl Iterator<Item = &'c Condition>,
    (alone, most): (bool, usize),
    holds: impl Fn(&Facts) -> bool,
) -> Option<Fault> {
    let mut named = named.peekable();
    named.peek()?;
    let worlds = Worlds::telling_apart(named, most);
    if worlds.are_too_many() {
        return Some(Fault::TooManyCircumstances(part, worlds.count));
    }
    let mut held = Held::default();
    for facts in situations(&worlds, alone) {
        held.count(holds(&facts));
    }
    held.fault(part)
}

/// All circumstances of a person, with what is only decided on the way as well; or of a household,
/// of which nothing is decided as a whole.
fn situations(worlds: &Worlds, alone: bool) -> BTreeSet<World> {
    if !alone {
        return worlds.of_households();
    }
    let mut all = BTreeSet::new();
    for world in &worlds.all {
        for ruling in [None, Some(Choice::Granted), Some(Choice::Refused)] {
            all.extend([false, true].map(|court_ordered| Facts {
                ruling,
                court_ordered,
                ..world.clone()
            }));
        }
    }
    all
}

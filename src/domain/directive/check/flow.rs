//! Every way that a case can take through a directive, whatever becomes known on the way, as a
//! graph.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use petgraph::Direction;
use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;

use super::super::codes::StepKind;
use super::super::model::{Directive, Outcome, OutcomeId, Step, StepId};
use super::proofs;
use super::state::{State, considered, facts, next};
use super::world::{World, Worlds};

/// The way to a place: each step left, and by which outcome.
pub(super) type Path = Vec<(StepId, OutcomeId)>;

/// A way from one state to another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Way<'d> {
    pub(super) outcome: &'d Outcome,
    /// With what found at the step it is asked whether it is open.
    asked: State,
    /// Open whatever holds: the opening of a file, and where a clock leads.
    always: bool,
    /// Somebody may choose it, in every household; else only a clock or chance leads there.
    pub(super) chosen: bool,
}

/// All states that can be reached, and the ways between them.
#[derive(Debug)]
pub(super) struct Flow<'d> {
    directive: &'d Directive,
    pub(super) graph: DiGraph<State, Way<'d>>,
    known: BTreeMap<State, NodeIndex>,
}

impl<'d> Flow<'d> {
    /// Follows every outcome from the counter that is open in any circumstances. What was recorded
    /// can be corrected and people grow older, so the circumstances may change on the way.
    pub(super) fn of(directive: &'d Directive, worlds: &Worlds) -> Self {
        let mut flow = Self {
            directive,
            graph: DiGraph::new(),
            known: BTreeMap::new(),
        };
        let mut steps = directive.steps.iter();
        let Some(entry) = steps.position(|it| it.kind == StepKind::Intake) else {
            return flow;
        };
        let mut open = VecDeque::from([flow.state(State::at(entry)).0]);
        while let Some(from) = open.pop_front() {
            for (way, state) in flow.ways(from, worlds) {
                let (to, new) = flow.state(state);
                flow.graph.add_edge(from, to, way);
                if new {
                    open.push_back(to);
                }
            }
        }
        flow
    }

    fn state(&mut self, state: State) -> (NodeIndex, bool) {
        if let Some(known) = self.known.get(&state) {
            return (*known, false);
        }
        let node = self.graph.add_node(state);
        self.known.insert(state, node);
        (node, true)
    }

    /// The step at which a state stands.
    pub(super) fn step(&self, node: NodeIndex) -> Option<&'d Step> {
        self.directive.steps.get(self.at(node)?.step)
    }

    /// The state of a node.
    pub(super) fn at(&self, node: NodeIndex) -> Option<State> {
        self.graph.node_weight(node).copied()
    }

    fn ways(&self, from: NodeIndex, worlds: &Worlds) -> Vec<(Way<'d>, State)> {
        let (Some(state), Some(step)) = (self.at(from), self.step(from)) else {
            return Vec::new();
        };
        // A file is opened in one way only.
        let many = if step.kind == StepKind::Intake {
            1
        } else {
            step.outcomes.len()
        };
        let mut ways = Vec::new();
        for outcome in step.outcomes.iter().take(many) {
            ways.extend(self.taken(state, step, outcome, worlds));
            let clock = step.clock.as_ref();
            if clock.and_then(|it| it.on_expiry.as_ref()) == Some(&outcome.id) {
                let by_clock = |(way, to)| {
                    let chosen = false;
                    let always = true;
                    (
                        Way {
                            always,
                            chosen,
                            ..way
                        },
                        to,
                    )
                };
                ways.extend(self.led(state, step, outcome).map(by_clock));
            }
        }
        ways
    }

    fn taken(
        &self,
        state: State,
        step: &'d Step,
        outcome: &'d Outcome,
        worlds: &Worlds,
    ) -> Vec<(Way<'d>, State)> {
        if !proofs::takes_effect(step, outcome) || proofs::is_of_several(outcome) && state.apart {
            return Vec::new();
        }
        // Where circumstances are not followed, nothing is left out for them.
        let followed = !worlds.are_too_many();
        let opens = |way: &Way<'d>| !followed || worlds.all.iter().any(|world| is_open(way, world));
        let led = self.led(state, step, outcome);
        led.filter(|(way, _)| opens(way)).collect()
    }

    /// Where an outcome leads, once for each finding that it can rest on.
    fn led(
        &self,
        state: State,
        step: &'d Step,
        outcome: &'d Outcome,
    ) -> impl Iterator<Item = (Way<'d>, State)> + use<'_, 'd> {
        let mut steps = self.directive.steps.iter().enumerate();
        let target = steps.find(|(_, it)| it.id == outcome.to);
        let variants = target.map(|target| (target, considered(state, step, outcome)));
        let many = variants.into_iter();
        many.flat_map(move |((at, to), states)| {
            states.into_iter().filter_map(move |asked| {
                let way = Way {
                    outcome,
                    asked,
                    always: step.kind == StepKind::Intake,
                    chosen: !proofs::is_of_several(outcome),
                };
                let next = next(asked, (step, outcome), (at, to));
                let comes = to.kind == StepKind::Issuance && step.kind != StepKind::Issuance;
                (!comes || next.is_entitled()).then_some((way, next))
            })
        })
    }

    /// All states.
    pub(super) fn nodes(&self) -> impl Iterator<Item = NodeIndex> + use<> {
        self.graph.node_indices()
    }

    /// The ways that are open where this holds, by their index.
    pub(super) fn open_in(&self, world: &World) -> Vec<bool> {
        let ways = self.graph.edge_references();
        ways.map(|it| is_open(it.weight(), world)).collect()
    }

    /// Whether a state is an end.
    pub(super) fn ends(&self, node: NodeIndex) -> bool {
        self.step(node).is_some_and(Step::is_end)
    }

    /// All states from which an end can be reached by ways that `pass`.
    pub(super) fn finishing(&self, pass: impl Fn(EdgeIndex) -> bool) -> BTreeSet<NodeIndex> {
        let mut open: Vec<_> = self.nodes().filter(|it| self.ends(*it)).collect();
        let mut found = BTreeSet::new();
        while let Some(node) = open.pop() {
            if found.insert(node) {
                let into = self.graph.edges_directed(node, Direction::Incoming);
                open.extend(into.filter(|it| pass(it.id())).map(|it| it.source()));
            }
        }
        found
    }

    /// A shortest way from one of `from` to a state that is `wanted`, by ways that `pass`.
    pub(super) fn way(
        &self,
        from: &[NodeIndex],
        pass: impl Fn(EdgeIndex) -> bool,
        wanted: impl Fn(NodeIndex) -> bool,
    ) -> Option<Path> {
        let mut came: BTreeMap<NodeIndex, Option<(NodeIndex, &OutcomeId)>> =
            from.iter().map(|it| (*it, None)).collect();
        let mut open: VecDeque<_> = from.iter().copied().collect();
        while let Some(node) = open.pop_front() {
            if wanted(node) {
                return Some(self.back(&came, node));
            }
            for edge in self.graph.edges(node).filter(|it| pass(it.id())) {
                let next = edge.target();
                came.entry(next).or_insert_with(|| {
                    open.push_back(next);
                    Some((node, &edge.weight().outcome.id))
                });
            }
        }
        None
    }

    /// The way from the counter to a state that is `wanted`, by ways that `pass`.
    pub(super) fn way_to(
        &self,
        pass: impl Fn(EdgeIndex) -> bool,
        wanted: impl Fn(NodeIndex) -> bool,
    ) -> Option<Path> {
        let entry: Vec<_> = self.nodes().take(1).collect();
        self.way(&entry, pass, wanted)
    }

    /// Any way from the counter to a step.
    pub(super) fn way_to_step(&self, id: &StepId) -> Path {
        let there = |node| self.step(node).is_some_and(|it| it.id == *id);
        self.way_to(|_| true, there).unwrap_or_default()
    }

    fn back(
        &self,
        came: &BTreeMap<NodeIndex, Option<(NodeIndex, &OutcomeId)>>,
        mut node: NodeIndex,
    ) -> Path {
        let mut path = Path::new();
        while let Some(Some((before, outcome))) = came.get(&node) {
            if let Some(step) = self.step(*before) {
                path.push((step.id.clone(), (*outcome).clone()));
            }
            node = *before;
        }
        path.reverse();
        path
    }
}

fn is_open(way: &Way<'_>, world: &World) -> bool {
    // What rests on nothing needs no looking up.
    way.always || way.outcome.when.is_empty() || way.outcome.open_under(&facts(way.asked, world))
}

//! Every way that a case can take through a directive in given circumstances, as a graph.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use petgraph::Direction;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;

use super::super::codes::{Choice, Proof, StepKind};
use super::super::condition::Facts;
use super::super::model::{Directive, Outcome, OutcomeId, Step, StepId};
use super::world::World;

/// What the last signed decision says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Decided {
    Nothing,
    Granted,
    Refused,
}

/// Where a case, or a person in it, stands, with what was found on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct State {
    /// The step's place in the directive.
    step: usize,
    pub(super) decided: Decided,
    /// A court ordered issuance.
    pub(super) ordered: bool,
}

/// The way to a place: each step left, and by which outcome.
pub(super) type Path = Vec<(StepId, OutcomeId)>;

/// All states that can be reached in one set of circumstances, and the outcomes between them.
#[derive(Debug)]
pub(super) struct Flow<'d> {
    directive: &'d Directive,
    world: &'d World,
    pub(super) graph: DiGraph<State, &'d Outcome>,
    known: BTreeMap<State, NodeIndex>,
}

impl<'d> Flow<'d> {
    /// Follows every outcome from the counter.
    pub(super) fn of(directive: &'d Directive, world: &'d World) -> Self {
        let mut flow = Self {
            directive,
            world,
            graph: DiGraph::new(),
            known: BTreeMap::new(),
        };
        let entry = directive
            .steps
            .iter()
            .position(|it| it.kind == StepKind::Intake);
        let mut open: VecDeque<NodeIndex> = VecDeque::new();
        if let Some(step) = entry {
            let decided = Decided::Nothing;
            open.push_back(
                flow.state(State {
                    step,
                    decided,
                    ordered: false,
                })
                .0,
            );
        }
        while let Some(from) = open.pop_front() {
            for (outcome, next) in flow.ways(from) {
                let (to, new) = flow.state(next);
                flow.graph.add_edge(from, to, outcome);
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
        let state = self.graph.node_weight(node)?;
        self.directive.steps.get(state.step)
    }

    fn ways(&self, from: NodeIndex) -> Vec<(&'d Outcome, State)> {
        let (Some(state), Some(step)) = (self.graph.node_weight(from), self.step(from)) else {
            return Vec::new();
        };
        let mut ways = Vec::new();
        for outcome in &step.outcomes {
            let target = self
                .directive
                .steps
                .iter()
                .position(|it| it.id == outcome.to);
            let Some(target) = target else { continue };
            for after in taken(*state, step, outcome) {
                if outcome.open_under(&self.facts(after)) {
                    ways.push((
                        outcome,
                        State {
                            step: target,
                            ..after
                        },
                    ));
                }
            }
        }
        ways
    }

    /// What holds in a state.
    fn facts(&self, state: State) -> Facts {
        Facts {
            ruling: match state.decided {
                Decided::Nothing => None,
                Decided::Granted => Some(Choice::Granted),
                Decided::Refused => Some(Choice::Refused),
            },
            court_ordered: state.ordered,
            ..self.world.clone()
        }
    }

    /// What may hold when this outcome of the state's step is considered: once for each finding
    /// that it rests on.
    pub(super) fn considered(&self, node: NodeIndex, outcome: &Outcome) -> Vec<Facts> {
        let (Some(state), Some(step)) = (self.graph.node_weight(node), self.step(node)) else {
            return Vec::new();
        };
        let states = taken(*state, step, outcome);
        states.into_iter().map(|it| self.facts(it)).collect()
    }

    /// All states.
    pub(super) fn nodes(&self) -> impl Iterator<Item = NodeIndex> + use<> {
        self.graph.node_indices()
    }

    /// Whether a state is an end.
    pub(super) fn ends(&self, node: NodeIndex) -> bool {
        self.step(node).is_some_and(Step::is_end)
    }

    /// All states from which an end can be reached.
    pub(super) fn finishing(&self) -> BTreeSet<NodeIndex> {
        let mut open: Vec<_> = self.nodes().filter(|it| self.ends(*it)).collect();
        let mut found = BTreeSet::new();
        while let Some(node) = open.pop() {
            if found.insert(node) {
                open.extend(self.graph.neighbors_directed(node, Direction::Incoming));
            }
        }
        found
    }

    /// A shortest way from one of `from` to a state that is `wanted`, past states that `pass`.
    pub(super) fn way(
        &self,
        from: &[NodeIndex],
        pass: impl Fn(NodeIndex) -> bool,
        wanted: impl Fn(NodeIndex) -> bool,
    ) -> Option<Path> {
        let mut came: BTreeMap<NodeIndex, Option<(NodeIndex, &OutcomeId)>> =
            from.iter().map(|it| (*it, None)).collect();
        let mut open: VecDeque<_> = from.iter().copied().collect();
        while let Some(node) = open.pop_front() {
            if wanted(node) {
                return Some(self.back(&came, node));
            }
            for edge in self.graph.edges(node) {
                let next = edge.target();
                if pass(next) && !came.contains_key(&next) {
                    came.insert(next, Some((node, &edge.weight().id)));
                    open.push_back(next);
                }
            }
        }
        None
    }

    /// The way from the counter to a state.
    pub(super) fn way_to(&self, to: NodeIndex) -> Path {
        let entry: Vec<_> = self.nodes().take(1).collect();
        self.way(&entry, |_| true, |it| it == to)
            .unwrap_or_default()
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

/// What can be known once this outcome is taken: a decision says one thing, a judgment may order
/// issuance or not.
fn taken(state: State, step: &Step, outcome: &Outcome) -> Vec<State> {
    let decided = match (step.kind, outcome.id.as_str()) {
        (StepKind::Decision, "granted") => Decided::Granted,
        (StepKind::Decision, "refused") => Decided::Refused,
        _ => state.decided,
    };
    let state = State { decided, ..state };
    let ordered = State {
        ordered: true,
        ..state
    };
    if outcome.rests_on(Proof::Judgment) && !state.ordered {
        vec![state, ordered]
    } else {
        vec![state]
    }
}

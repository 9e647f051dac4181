//! Every way that a case can take through a directive, whatever becomes known on the way, as a
//! graph.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use petgraph::Direction;
use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;

use super::super::codes::{StepKind, StepScope};
use super::super::model::{Directive, Outcome, OutcomeId, SideAct, Step, StepId};
use super::proofs;
use super::state::{State, considered, facts, next};
use super::world::{World, Worlds};

/// The way to a place: each step left, and by which outcome.
pub(super) type Path = Vec<(StepId, OutcomeId)>;

/// By what somebody comes from one state to another.
#[derive(Debug, Clone, Copy)]
pub(super) enum By<'d> {
    Outcome(&'d Outcome),
    /// Beside the main line: out of the case, or back into it once it has ended.
    Act(&'d SideAct),
}

impl<'d> By<'d> {
    /// Its name, as a way tells it.
    fn id(self) -> OutcomeId {
        match self {
            Self::Outcome(outcome) => outcome.id.clone(),
            Self::Act(act) => OutcomeId::from(act.id.as_str()),
        }
    }

    pub(super) const fn outcome(self) -> Option<&'d Outcome> {
        match self {
            Self::Outcome(outcome) => Some(outcome),
            Self::Act(_) => None,
        }
    }

    /// Whether it is this outcome.
    pub(super) fn is(self, outcome: &str) -> bool {
        self.outcome().is_some_and(|it| it.id.as_str() == outcome)
    }
}

/// A way from one state to another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Way<'d> {
    pub(super) by: By<'d>,
    /// With what found at the step it is asked whether it is open.
    asked: State,
    /// Open whatever holds: the opening of a file, an act beside the main line, and where a clock
    /// leads.
    always: bool,
    /// Somebody may choose it, in every household, to go on with the case; else only a clock, chance
    /// or an act beside the main line leads there.
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
        for act in &self.directive.acts {
            ways.extend(self.beside(state, step, act));
        }
        ways
    }

    /// Where an act beside the main line leads from here: a household or one of its people out of the
    /// case, and back into it from its end.
    fn beside(&self, state: State, step: &Step, act: &'d SideAct) -> Vec<(Way<'d>, State)> {
        let ends = step.is_end();
        let out = act.to.iter().filter(|_| !ends);
        let back = act.reopens.iter().flat_map(|it| &it.to).filter(|_| ends);
        // Several grounds may lead to the same step.
        let named: BTreeSet<&StepId> = out.chain(back).collect();
        let targets = named.into_iter().filter_map(|id| {
            let mut steps = self.directive.steps.iter().enumerate();
            steps.find(|(_, it)| it.id == *id)
        });
        let way = Way {
            by: By::Act(act),
            asked: state,
            always: true,
            chosen: false,
        };
        let mut ways = Vec::new();
        for (at, to) in targets.filter(|_| step.kind != StepKind::Intake) {
            // One of them alone, or all of them together.
            let together = to.scope == StepScope::Case && (ends || !state.apart);
            for apart in BTreeSet::from([!together, true]) {
                let there = state.beside((at, to), apart);
                if to.kind != StepKind::Issuance || there.is_entitled() {
                    ways.push((way, there));
                }
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
                    by: By::Outcome(outcome),
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

    /// Whether a way is open where this holds.
    pub(super) fn is_open_in(&self, way: EdgeIndex, world: &World) -> bool {
        let way = self.graph.edge_weight(way);
        way.is_some_and(|it| is_open(it, world))
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
        let mut came: BTreeMap<NodeIndex, Option<(NodeIndex, By<'d>)>> =
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
                    Some((node, edge.weight().by))
                });
            }
        }
        None
    }

    /// The way from the counter to a state that is `wanted`, by ways that `pass`; by acts beside the
    /// main line only where no other leads there.
    pub(super) fn way_to(
        &self,
        pass: impl Fn(EdgeIndex) -> bool,
        wanted: impl Fn(NodeIndex) -> bool,
    ) -> Option<Path> {
        let entry: Vec<_> = self.nodes().take(1).collect();
        let straight = |way| pass(way) && self.outcome(way).is_some();
        let found = self.way(&entry, straight, &wanted);
        found.or_else(|| self.way(&entry, pass, wanted))
    }

    /// Whether no outcome at all leads to a step: it is there for cases that are led out or reopened.
    pub(super) fn is_beside(&self, step: &Step) -> bool {
        let mut outcomes = self.directive.steps.iter().flat_map(|it| &it.outcomes);
        !outcomes.any(|it| it.to == step.id)
    }

    /// The outcome by which a way leads on; none where it is an act beside the main line.
    pub(super) fn outcome(&self, way: EdgeIndex) -> Option<&'d Outcome> {
        self.graph.edge_weight(way).and_then(|it| it.by.outcome())
    }

    /// Any way from the counter to a step.
    pub(super) fn way_to_step(&self, id: &StepId) -> Path {
        let there = |node| self.step(node).is_some_and(|it| it.id == *id);
        self.way_to(|_| true, there).unwrap_or_default()
    }

    fn back(
        &self,
        came: &BTreeMap<NodeIndex, Option<(NodeIndex, By<'d>)>>,
        mut node: NodeIndex,
    ) -> Path {
        let mut path = Path::new();
        while let Some(Some((before, by))) = came.get(&node) {
            if let Some(step) = self.step(*before) {
                path.push((step.id.clone(), by.id()));
            }
            node = *before;
        }
        path.reverse();
        path
    }
}

fn is_open(way: &Way<'_>, world: &World) -> bool {
    let open = |it: &Outcome| {
        // What rests on nothing needs no looking up.
        it.when.is_empty() || it.open_under(&facts(way.asked, world))
    };
    way.always || way.by.outcome().is_some_and(open)
}

//! Whether every case can come to an end, and nobody waits or is refused without a way on.

use std::collections::BTreeSet;

use petgraph::algo::tarjan_scc;
use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::{EdgeFiltered, EdgeRef};

use super::super::codes::{EndClass, Proof, StepKind};
use super::super::model::{OutcomeId, Step, StepId};
use super::fault::{Barred, Fault};
use super::flow::{Flow, Path};
use super::proofs::{is_of_several, waits, waits_outside};
use super::state::Decided;
use super::{Found, world::World};

/// A directive in one set of circumstances.
#[derive(Debug)]
pub(super) struct Ways<'f, 'd> {
    flow: &'f Flow<'d>,
    /// By the index of the way.
    open: Vec<bool>,
}

impl<'f, 'd> Ways<'f, 'd> {
    pub(super) fn in_world(flow: &'f Flow<'d>, world: &World) -> Self {
        Self {
            flow,
            open: flow.open_in(world),
        }
    }

    /// Findings in these circumstances, each with a way that leads there.
    pub(super) fn check(&self) -> Vec<Found> {
        let mut found = self.without_end();
        found.extend(self.without_answer());
        found.extend(self.without_remedy());
        found
    }

    fn is_open(&self, way: EdgeIndex) -> bool {
        self.open.get(way.index()).copied().unwrap_or(false)
    }

    /// Open, and somebody can choose it.
    fn is_chosen(&self, way: EdgeIndex) -> bool {
        let weight = self.flow.graph.edge_weight(way);
        self.is_open(way) && weight.is_some_and(|it| it.chosen)
    }

    /// The same, without waiting for anybody outside.
    fn is_silent(&self, way: EdgeIndex) -> bool {
        let from = self.flow.graph.edge_endpoints(way).map(|(from, _)| from);
        let step = from.and_then(|it| self.flow.step(it));
        let outcome = self.flow.outcome(way);
        let waited = step.zip(outcome).is_some_and(|(step, it)| waits(step, it));
        self.is_chosen(way) && !waited
    }

    /// A way to where something is found: one that stays in the same circumstances, or else any;
    /// and whether the circumstances have to change on it.
    fn found(&self, fault: Fault, at: NodeIndex) -> Found {
        let steady = self.flow.way_to(|way| self.is_open(way), |it| it == at);
        let changed = steady.is_none();
        let any = || self.flow.way_to(|_| true, |it| it == at);
        let path = steady.or_else(any).unwrap_or_default();
        Found {
            changed,
            ..Found::by(fault, path)
        }
    }

    /// Circles and blind alleys: the places from which a case cannot go on to any end. Steps that
    /// only lead into one of them are not told beside it.
    fn without_end(&self) -> Vec<Found> {
        let finishing = self.flow.finishing(|way| self.is_chosen(way));
        if finishing.len() == self.flow.graph.node_count() {
            return Vec::new();
        }
        let chosen = EdgeFiltered::from_fn(
            &self.flow.graph,
            |edge: petgraph::graph::EdgeReference<'_, _>| self.is_chosen(edge.id()),
        );
        let mut found = Vec::new();
        for circle in tarjan_scc(&chosen) {
            let members: BTreeSet<NodeIndex> = circle.into_iter().collect();
            if members
                .iter()
                .any(|it| finishing.contains(it) || self.leaves(*it, &members))
            {
                continue;
            }
            found.extend(self.stuck(&members));
        }
        found
    }

    /// Whether somebody can choose to leave these places.
    fn leaves(&self, node: NodeIndex, members: &BTreeSet<NodeIndex>) -> bool {
        let mut ways = self.flow.graph.edges(node);
        ways.any(|it| self.is_chosen(it.id()) && !members.contains(&it.target()))
    }

    fn stuck(&self, members: &BTreeSet<NodeIndex>) -> Option<Found> {
        let first = *members.first()?;
        let steps: BTreeSet<&StepId> = self.steps(members).map(|it| &it.id).collect();
        let steps: Vec<StepId> = steps.into_iter().cloned().collect();
        let mut ways = self.flow.graph.edges(first);
        let fault = match ways.any(|it| self.is_chosen(it.id())) {
            true => Fault::LoopWithoutExit(steps),
            false => Fault::NoEnd(steps.into_iter().next()?),
        };
        let barred = members.iter().flat_map(|it| self.barred(*it, members));
        let mut known = BTreeSet::new();
        let barred = barred.filter(|it| known.insert(it.clone())).collect();
        Some(Found {
            barred,
            ..self.found(fault, first)
        })
    }

    fn steps<'a>(&'a self, of: &'a BTreeSet<NodeIndex>) -> impl Iterator<Item = &'d Step> + 'a {
        of.iter().filter_map(|it| self.flow.step(*it))
    }

    /// Why each outcome at a place does not lead out of these places.
    fn barred(&self, node: NodeIndex, members: &BTreeSet<NodeIndex>) -> Vec<Barred> {
        let Some(step) = self.flow.step(node) else {
            return Vec::new();
        };
        let mut barred = Vec::new();
        for outcome in &step.outcomes {
            let ways = self.flow.graph.edges(node);
            let mut ways = ways
                .filter(|it| it.weight().by.is(outcome.id.as_str()))
                .peekable();
            let (step, id) = (step.id.clone(), outcome.id.clone());
            let known = ways.peek().is_some();
            let back = ways
                .clone()
                .any(|it| self.is_open(it.id()) && members.contains(&it.target()));
            let open = ways.clone().any(|it| self.is_open(it.id()));
            let chosen = ways.any(|it| it.weight().chosen);
            barred.push(if back {
                Barred::LeadsBack(step, id)
            } else if known && !open || !known && !outcome.when.is_empty() {
                Barred::Condition(step, id)
            } else if !known {
                Barred::NotEntitled(step, id)
            } else if !chosen && is_of_several(outcome) {
                Barred::OfSeveral(step, id)
            } else if !chosen {
                Barred::ByClock(step, id)
            } else {
                continue;
            });
        }
        barred
    }

    /// Steps at which somebody outside is waited for, and from which silence leads to no end.
    fn without_answer(&self) -> Vec<Found> {
        let silent = self.flow.finishing(|way| self.is_silent(way));
        let finishing = self.flow.finishing(|way| self.is_chosen(way));
        let waiting = |node: &NodeIndex| self.flow.step(*node).is_some_and(waits_outside);
        let stuck = |node: &NodeIndex| finishing.contains(node) && !silent.contains(node);
        let goes = |node: NodeIndex| {
            let mut ways = self.flow.graph.edges(node);
            ways.any(|it| self.is_silent(it.id()))
        };
        let stuck: Vec<_> = self
            .flow
            .nodes()
            .filter(|it| waiting(it) && stuck(it))
            .collect();
        let dumb = |node| waiting(&node) && !goes(node) && stuck.contains(&node);
        let mut found = Vec::new();
        for node in &stuck {
            let leads_on = self.flow.way(&[*node], |way| self.is_silent(way), dumb);
            // What only leads to where silence is met is not told beside it.
            if goes(*node) && leads_on.is_some() {
                continue;
            }
            if let Some(step) = self.flow.step(*node) {
                let fault = match goes(*node) {
                    true => Fault::SilenceGoesRound(step.id.clone()),
                    false => Fault::NoWayWithoutAnswer(step.id.clone()),
                };
                found.push(self.found(fault, *node));
            }
        }
        found
    }

    /// Decisions after which a refused person's case closes without passing a step at which an
    /// objection can be made (Art. 3 and 4 of the Act; ruling 658).
    fn without_remedy(&self) -> Vec<Found> {
        let closes = |node: NodeIndex| {
            let end = self.flow.step(node).and_then(|it| it.end);
            matches!(end, Some(EndClass::Refused | EndClass::ReferredOut))
        };
        let objects = |node| self.flow.step(node).is_some_and(is_remedy);
        let passes = |way: EdgeIndex| {
            let to = self.flow.graph.edge_endpoints(way).map(|(_, to)| to);
            let goes_on = self.is_open(way) && self.flow.outcome(way).is_some();
            goes_on && to.is_some_and(|it| !objects(it))
        };
        let mut found = Vec::new();
        for way in self.flow.graph.edge_references() {
            let decision = self.flow.step(way.source());
            let decision = decision.filter(|it| it.kind == StepKind::Decision);
            let at = way.target();
            let refused = self
                .flow
                .at(at)
                .is_some_and(|it| it.decided == Decided::Refused);
            let (Some(decision), true) = (decision, refused && self.is_open(way.id())) else {
                continue;
            };
            if !way.weight().by.is("refused") || objects(at) {
                continue;
            }
            if let Some(rest) = self.flow.way(&[at], passes, closes) {
                let fault = Fault::RefusalWithoutRemedy(decision.id.clone());
                let mut told = self.found(fault, way.source());
                let taken = (decision.id.clone(), OutcomeId::from("refused"));
                told.path = told
                    .path
                    .into_iter()
                    .chain([taken])
                    .chain(rest)
                    .collect::<Path>();
                found.push(told);
            }
        }
        found
    }
}

/// Whether an objection can be made or is heard at a step.
fn is_remedy(step: &Step) -> bool {
    let heard = [Proof::Objection, Proof::Sitting, Proof::Judgment];
    step.kind == StepKind::Objection && heard.into_iter().any(|it| step.asks_for(it))
}

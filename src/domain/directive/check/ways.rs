//! Whether every case can come to an end, and nobody waits or is refused without a way on.

use std::collections::BTreeSet;

use petgraph::algo::tarjan_scc;
use petgraph::graph::NodeIndex;

use super::super::codes::{EndClass, Holder, Proof, StepKind};
use super::super::model::{Step, StepId};
use super::Found;
use super::fault::Fault;
use super::flow::{Decided, Flow, Path};

/// Findings in one set of circumstances, each with a way that leads there.
pub(super) fn check(flow: &Flow<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    found.extend(without_end(flow));
    found.extend(without_answer(flow));
    found.extend(without_remedy(flow));
    found
}

/// Circles and blind alleys: the places from which a case cannot go on to any end. Steps that only
/// lead into one of them are not told beside it.
fn without_end(flow: &Flow<'_>) -> Vec<Found> {
    let finishing = flow.finishing();
    let mut found = Vec::new();
    for circle in tarjan_scc(&flow.graph) {
        let members: BTreeSet<NodeIndex> = circle.iter().copied().collect();
        let left = |node: &NodeIndex| {
            let mut next = flow.graph.neighbors(*node);
            next.any(|it| !members.contains(&it))
        };
        let lost = members.iter().all(|it| !finishing.contains(it));
        let Some(first) = members
            .first()
            .filter(|_| lost && !members.iter().any(left))
        else {
            continue;
        };
        let steps: BTreeSet<&StepId> = members
            .iter()
            .filter_map(|it| flow.step(*it))
            .map(|it| &it.id)
            .collect();
        let steps: Vec<StepId> = steps.into_iter().cloned().collect();
        let goes_round = flow.graph.neighbors(*first).next().is_some();
        let fault = match (goes_round, steps.first()) {
            (true, _) => Fault::LoopWithoutExit(steps),
            (false, Some(step)) => Fault::NoEnd(step.clone()),
            (false, None) => continue,
        };
        found.push((fault, flow.way_to(*first)));
    }
    found
}

/// Steps at which a body outside is waited for and every way on needs its answer.
fn without_answer(flow: &Flow<'_>) -> Vec<Found> {
    let answers = [Proof::Answer, Proof::Sitting, Proof::Judgment];
    let mut found = Vec::new();
    for node in flow.nodes() {
        let Some(step) = flow.step(node).filter(|it| waits_outside(it)) else {
            continue;
        };
        let free = |edge: petgraph::graph::EdgeReference<'_, &super::super::model::Outcome>| {
            !answers.iter().any(|it| edge.weight().rests_on(*it))
        };
        if !flow.graph.edges(node).any(free) {
            let fault = Fault::NoWayWithoutAnswer(step.id.clone());
            found.push((fault, flow.way_to(node)));
        }
    }
    found
}

/// Whether a step waits for a body outside the office.
fn waits_outside(step: &Step) -> bool {
    let outside = matches!(
        step.holder,
        Holder::Police | Holder::Court | Holder::Laboratory
    );
    let asks = matches!(step.kind, StepKind::Referral | StepKind::Council);
    !step.is_end() && (asks || outside)
}

/// Decisions after which a refused person's case closes as refused without passing a step at which
/// an objection can be made (Art. 3 and 4 of the Act; ruling 658).
fn without_remedy(flow: &Flow<'_>) -> Vec<Found> {
    let refused: Vec<NodeIndex> = flow
        .nodes()
        .filter(|it| {
            flow.graph
                .node_weight(*it)
                .is_some_and(|it| it.decided == Decided::Refused)
        })
        .collect();
    let comes_from_decision = |node: &NodeIndex| {
        let mut before = flow
            .graph
            .neighbors_directed(*node, petgraph::Direction::Incoming)
            .filter_map(|it| flow.step(it));
        before.any(|it| it.kind == StepKind::Decision)
    };
    let objection = |node: NodeIndex| {
        flow.step(node)
            .is_some_and(|it| it.kind == StepKind::Objection)
    };
    let closes = |node: NodeIndex| {
        flow.step(node)
            .is_some_and(|it| it.end == Some(EndClass::Refused))
    };
    let mut found = Vec::new();
    for node in refused.into_iter().filter(comes_from_decision) {
        if objection(node) {
            continue;
        }
        if let Some(rest) = flow.way(&[node], |it| !objection(it), closes) {
            let mut path: Path = flow.way_to(node);
            let decision = path.last().map(|(step, _)| step.clone());
            path.extend(rest);
            if let Some(step) = decision {
                found.push((Fault::RefusalWithoutRemedy(step), path));
            }
        }
    }
    found
}

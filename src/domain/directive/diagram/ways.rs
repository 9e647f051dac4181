//! Which step leads where, and from which main step each of the others is reached.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::algo::dijkstra;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::NodeFiltered;

use super::super::model::{Directive, StepId};

/// Which step leads where, and where each stands.
pub(super) struct Ways {
    pub all: BTreeSet<(usize, usize)>,
    pub main: Vec<usize>,
    pub ends: Vec<usize>,
    /// Of each step beside the main line: the main step that it is reached from, in how many steps.
    pub ranks: BTreeMap<usize, (usize, usize)>,
}

impl Ways {
    pub fn of(directive: &Directive) -> Self {
        let steps = &directive.steps;
        let index = |id: &StepId| steps.iter().position(|s| s.id == *id);
        let mut all = BTreeSet::new();
        for (from, step) in steps.iter().enumerate() {
            let to = step.outcomes.iter().filter_map(|o| index(&o.to));
            all.extend(to.filter(|to| *to != from).map(|to| (from, to)));
        }
        let numbered = || steps.iter().enumerate();
        let main = numbered().filter(|(_, s)| s.main).map(|(i, _)| i);
        let main: Vec<usize> = main.collect();
        let ends = numbered().filter(|(_, s)| !s.main && s.is_end());
        let ends: Vec<usize> = ends.map(|(i, _)| i).collect();
        let beside = (0..steps.len()).filter(|i| !main.contains(i) && !ends.contains(i));
        let ranks = ranked(steps.len(), &all, &main, &beside.collect());
        Self {
            all,
            main,
            ends,
            ranks,
        }
    }

    pub fn leads(&self, from: usize, to: usize) -> bool {
        self.all.contains(&(from, to))
    }

    /// The steps beside a row of the main line, lane by lane, each in its column.
    pub fn beside(&self, row: &[usize], columns: usize) -> Vec<BTreeMap<usize, usize>> {
        let mut order: Vec<(usize, usize, usize)> = Vec::new();
        for (step, (anchor, depth)) in &self.ranks {
            let column = row.iter().position(|main| main == anchor);
            order.extend(column.map(|column| (column, *depth, *step)));
        }
        order.sort_unstable();
        let mut lanes: Vec<BTreeMap<usize, usize>> = Vec::new();
        for (column, depth, step) in order {
            let parent = lanes.iter().enumerate().flat_map(|(no, lane)| {
                let cells = lane.iter();
                cells.map(move |(column, cell)| (no, *column, *cell))
            });
            let mut parent = parent.filter(|(_, _, cell)| depth > 1 && self.leads(*cell, step));
            let (lane, column) = match parent.next() {
                Some((lane, column, _)) if column + 1 < columns => (lane, column + 1),
                Some((lane, _, _)) => (lane + 1, 0),
                None => (0, column),
            };
            let free = |lane: &usize| !lanes.get(*lane).is_some_and(|l| l.contains_key(&column));
            let lane = (lane..).find(free).unwrap_or(lane);
            if lanes.len() <= lane {
                lanes.resize(lane + 1, BTreeMap::new());
            }
            if let Some(cells) = lanes.get_mut(lane) {
                cells.insert(column, step);
            }
        }
        lanes
    }
}

/// From which main step each of the steps beside is reached soonest without passing another main step.
/// What nothing leads to stands by the last.
fn ranked(
    steps: usize,
    ways: &BTreeSet<(usize, usize)>,
    main: &[usize],
    beside: &BTreeSet<usize>,
) -> BTreeMap<usize, (usize, usize)> {
    let mut graph: DiGraph<(), ()> = DiGraph::new();
    for _ in 0..steps {
        graph.add_node(());
    }
    graph.extend_with_edges(
        ways.iter()
            .map(|(from, to)| (NodeIndex::new(*from), NodeIndex::new(*to))),
    );
    let mut ranks: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for anchor in main {
        let here = |node: NodeIndex| node.index() == *anchor || beside.contains(&node.index());
        let near = NodeFiltered::from_fn(&graph, here);
        for (node, depth) in dijkstra(&near, NodeIndex::new(*anchor), None, |_| 1_usize) {
            let known = ranks.get(&node.index()).map(|(_, depth)| *depth);
            if beside.contains(&node.index()) && known.is_none_or(|known| depth < known) {
                ranks.insert(node.index(), (*anchor, depth));
            }
        }
    }
    for step in beside {
        let last = main.last().copied().unwrap_or_default();
        ranks.entry(*step).or_insert((last, 1));
    }
    ranks
}

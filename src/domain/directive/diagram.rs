//! A directive as a picture: where each step stands, and which of its ways are drawn as lines.
//!
//! The main line runs like writing, row after row from the start side to the end side. Steps beside it
//! stand under the step that they are reached from, ends stand apart at the foot. Lines join only
//! neighbours; every other way is told by the number of the step that it leads to, so that no line
//! crosses a step or another line. Coordinates run from left to right; a page that is read from the
//! right mirrors them.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::algo::dijkstra;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::NodeFiltered;

use super::model::{Directive, StepId};

/// Room for the frame of the first row.
const TOP: u32 = 3;
/// Width of a step.
pub const WIDTH: u32 = 216;
/// Between two columns.
const BESIDE: u32 = 26;
/// Between two rows of the main line, wide enough for a line to run through.
const BELOW: u32 = 40;
/// Between a step and what stands under it.
const UNDER: u32 = 26;
/// On both sides, for the lines that lead to the next row.
const GUTTER: u32 = 20;
/// How far steps beside the main line are set in where there is one column.
const INDENT: u32 = 28;

/// Where a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    /// On the way of a case in which nothing goes wrong.
    Main,
    Side,
    End,
}

/// A step in the picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Its place among the steps of the directive.
    pub step: usize,
    pub lane: Lane,
    pub x: u32,
    pub y: u32,
    pub width: u32,
    pub height: u32,
    /// Where it leads without a line.
    pub refers: Vec<usize>,
}

/// A way between two neighbours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub from: usize,
    pub to: usize,
    /// Also the other way.
    pub back: bool,
    pub points: Vec<(u32, u32)>,
}

/// The whole picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagram {
    pub width: u32,
    pub height: u32,
    pub nodes: Vec<Node>,
    pub lines: Vec<Line>,
    /// Where it may be cut for a sheet of paper, from top to bottom: no step stands across.
    pub cuts: Vec<u32>,
}

/// Lays the steps out in so many columns (at least one); `heights` says how high each step is.
#[must_use]
pub fn laid_out(directive: &Directive, heights: &[u32], columns: usize) -> Diagram {
    let columns = columns.max(1);
    let ways = Ways::of(directive);
    let mut table = Table {
        heights,
        columns,
        indent: if columns == 1 { INDENT } else { 0 },
        y: TOP,
        nodes: Vec::new(),
    };
    let mut cuts = Vec::new();
    for row in ways.main.chunks(columns) {
        // Above the channel, so that a line through it is on the sheet to which it leads.
        cuts.extend((table.y > TOP).then(|| table.y.saturating_sub(BELOW / 2 + 8)));
        table.row(row, Lane::Main, UNDER);
        let beside = ways.beside(row, columns);
        for lane in beside {
            table.lane(&lane);
        }
        table.y += BELOW - UNDER;
    }
    cuts.extend((!ways.ends.is_empty()).then(|| table.y.saturating_sub(BELOW / 2 + 8)));
    for row in ways.ends.chunks(columns) {
        table.row(row, Lane::End, UNDER);
    }
    let mut nodes = table.nodes;
    let lines = lines(&nodes, &ways, columns);
    let drawn = |from, to| {
        let there = |l: &Line| (l.from, l.to) == (from, to);
        let back = |l: &Line| l.back && (l.to, l.from) == (from, to);
        lines.iter().any(|l| there(l) || back(l))
    };
    for node in &mut nodes {
        let all = ways.all.iter().filter(|(from, _)| *from == node.step);
        let refers = all.map(|(_, to)| *to).filter(|to| !drawn(node.step, *to));
        node.refers = refers.collect();
    }
    let right = nodes.iter().map(|n| n.x + n.width).max().unwrap_or(0);
    Diagram {
        width: right + GUTTER,
        height: table.y,
        nodes,
        lines,
        cuts,
    }
}

/// Which step leads where, and where each stands.
struct Ways {
    all: BTreeSet<(usize, usize)>,
    main: Vec<usize>,
    ends: Vec<usize>,
    /// Of each step beside the main line: the main step that it is reached from, in how many steps.
    ranks: BTreeMap<usize, (usize, usize)>,
}

impl Ways {
    fn of(directive: &Directive) -> Self {
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

    fn leads(&self, from: usize, to: usize) -> bool {
        self.all.contains(&(from, to))
    }

    /// The steps beside a row of the main line, lane by lane, each in its column.
    fn beside(&self, row: &[usize], columns: usize) -> Vec<BTreeMap<usize, usize>> {
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

/// The picture as far as it is laid out.
struct Table<'a> {
    heights: &'a [u32],
    columns: usize,
    indent: u32,
    /// Where the next row begins.
    y: u32,
    nodes: Vec<Node>,
}

impl Table<'_> {
    fn row(&mut self, steps: &[usize], lane: Lane, below: u32) {
        let cells = steps.iter().copied().enumerate().collect();
        self.put(&cells, lane, 0, below);
    }

    fn lane(&mut self, cells: &BTreeMap<usize, usize>) {
        self.put(cells, Lane::Side, self.indent, UNDER);
    }

    /// Steps of one row are as high as the highest.
    fn put(&mut self, cells: &BTreeMap<usize, usize>, lane: Lane, indent: u32, below: u32) {
        let heights = cells.values().filter_map(|step| self.heights.get(*step));
        let height = heights.copied().max().unwrap_or(0);
        let width = if self.columns == 1 {
            WIDTH + INDENT * 2 - indent
        } else {
            WIDTH
        };
        for (column, step) in cells {
            let column = u32::try_from(*column).unwrap_or(0);
            self.nodes.push(Node {
                step: *step,
                lane,
                x: GUTTER + indent + column * (WIDTH + BESIDE),
                y: self.y,
                width,
                height,
                refers: Vec::new(),
            });
        }
        self.y += height + below;
    }
}

fn lines(nodes: &[Node], ways: &Ways, columns: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    for (i, from) in nodes.iter().enumerate() {
        for to in nodes.iter().skip(i + 1) {
            let Some(points) = joined(from, to, nodes, (ways, columns)) else {
                continue;
            };
            let there = ways.leads(from.step, to.step);
            let back = ways.leads(to.step, from.step);
            match (there, back) {
                (true, back) => lines.push(Line {
                    from: from.step,
                    to: to.step,
                    back,
                    points,
                }),
                (false, true) => lines.push(Line {
                    from: to.step,
                    to: from.step,
                    back: false,
                    points: points.into_iter().rev().collect(),
                }),
                (false, false) => {}
            }
        }
    }
    lines
}

/// How a line would run between two steps, of which the second stands later; nothing where they are no
/// neighbours.
fn joined(
    from: &Node,
    to: &Node,
    nodes: &[Node],
    (ways, columns): (&Ways, usize),
) -> Option<Vec<(u32, u32)>> {
    let middle = |n: &Node| n.y + n.height / 2;
    let place = |n: &Node| ways.main.iter().position(|main| *main == n.step);
    if let (Some(a), Some(b)) = (place(from), place(to)) {
        return (b == a + 1).then(|| onward(from, to, nodes, columns));
    }
    if to.lane != Lane::Side {
        return None;
    }
    let stands_beside = from.y == to.y && from.x + from.width + BESIDE == to.x;
    if stands_beside {
        return Some(vec![
            (from.x + from.width, middle(from)),
            (to.x, middle(to)),
        ]);
    }
    if columns == 1 && from.lane == Lane::Main {
        let own = ways.ranks.get(&to.step).map(|(anchor, _)| *anchor);
        let trunk = from.x + INDENT / 2;
        let bottom = from.y + from.height;
        return (own == Some(from.step))
            .then(|| vec![(trunk, bottom), (trunk, middle(to)), (to.x, middle(to))]);
    }
    let under = from.x == to.x && from.y + from.height + UNDER == to.y;
    let at = from.x + from.width / 2;
    under.then(|| vec![(at, from.y + from.height), (at, to.y)])
}

/// From a main step to the next: beside it, or at the head of the next row.
fn onward(from: &Node, to: &Node, nodes: &[Node], columns: usize) -> Vec<(u32, u32)> {
    let middle = |n: &Node| n.y + n.height / 2;
    if columns == 1 {
        let trunk = from.x + INDENT / 2;
        return vec![(trunk, from.y + from.height), (trunk, to.y)];
    }
    if from.y == to.y {
        return vec![(from.x + from.width, middle(from)), (to.x, middle(to))];
    }
    let edge = nodes.iter().map(|n| n.x + n.width).max().unwrap_or(0) + GUTTER / 2;
    let channel = to.y - BELOW / 2;
    vec![
        (from.x + from.width, middle(from)),
        (edge, middle(from)),
        (edge, channel),
        (GUTTER / 2, channel),
        (GUTTER / 2, middle(to)),
        (to.x, middle(to)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::directive::parse::parse;

    fn shipped() -> [Directive; 2] {
        [
            include_str!("../../../directives/art45-1381.toml"),
            include_str!("../../../directives/circular-1402.toml"),
        ]
        .map(|text| parse(text).unwrap())
    }

    fn each(test: impl Fn(&Directive, &Diagram)) {
        for directive in shipped() {
            let heights: Vec<u32> = (0..directive.steps.len())
                .map(|i| 60 + u32::try_from(i % 4).unwrap() * 20)
                .collect();
            for columns in 1..=5 {
                test(&directive, &laid_out(&directive, &heights, columns));
            }
        }
    }

    fn inside(node: &Node, (x, y): (u32, u32)) -> bool {
        node.x < x && x < node.x + node.width && node.y < y && y < node.y + node.height
    }

    #[test]
    fn every_step_stands_once_and_on_no_other() {
        each(|directive, diagram| {
            let mut steps: Vec<usize> = diagram.nodes.iter().map(|n| n.step).collect();
            steps.sort_unstable();
            assert_eq!(steps, (0..directive.steps.len()).collect::<Vec<_>>());
            for (i, a) in diagram.nodes.iter().enumerate() {
                assert!(a.x + a.width <= diagram.width && a.y + a.height <= diagram.height);
                let across = |cut: &&u32| a.y < **cut && **cut < a.y + a.height;
                assert_eq!(diagram.cuts.iter().find(across), None, "{a:?}");
                for b in &diagram.nodes[i + 1..] {
                    let apart = a.x + a.width <= b.x
                        || b.x + b.width <= a.x
                        || a.y + a.height <= b.y
                        || b.y + b.height <= a.y;
                    assert!(apart, "{a:?} {b:?}");
                }
            }
        });
    }

    #[test]
    fn every_way_is_drawn_or_told_and_none_is_made_up() {
        each(|directive, diagram| {
            let mut told = BTreeSet::new();
            for line in &diagram.lines {
                told.insert((line.from, line.to));
                told.extend(line.back.then_some((line.to, line.from)));
            }
            for node in &diagram.nodes {
                told.extend(node.refers.iter().map(|to| (node.step, *to)));
            }
            assert_eq!(told, Ways::of(directive).all);
        });
    }

    #[test]
    fn no_line_runs_through_a_step() {
        each(|_, diagram| {
            for line in &diagram.lines {
                for (a, b) in line.points.iter().zip(&line.points[1..]) {
                    for part in 0..=40 {
                        let at = |from: u32, to: u32| (from * (40 - part) + to * part) / 40;
                        let point = (at(a.0, b.0), at(a.1, b.1));
                        let met = diagram.nodes.iter().find(|n| inside(n, point));
                        assert_eq!(met, None, "{line:?}");
                    }
                }
            }
        });
    }

    #[test]
    fn the_main_line_is_drawn_from_end_to_end_and_ends_stand_at_the_foot() {
        each(|directive, diagram| {
            let ways = Ways::of(directive);
            for (a, b) in ways.main.iter().zip(&ways.main[1..]) {
                let there = |l: &&Line| (l.from, l.to) == (*a, *b);
                let drawn = diagram.lines.iter().any(|l| there(&l));
                assert_eq!(drawn, ways.leads(*a, *b));
            }
            let ends = diagram.nodes.iter().filter(|n| n.lane == Lane::End);
            let top = ends.map(|n| n.y).min().unwrap_or(u32::MAX);
            let others = diagram.nodes.iter().filter(|n| n.lane != Lane::End);
            assert!(others.map(|n| n.y + n.height).max().unwrap() <= top);
        });
    }
}

//! A directive as a picture: where each step stands, and which of its ways are drawn as lines.
//!
//! The main line runs like writing, row after row from the start side to the end side. Steps beside it
//! stand under the step that they are reached from, ends stand apart at the foot. Lines join only
//! neighbours; every other way is told by the number of the step that it leads to, so that no line
//! crosses a step or another line. Coordinates run from left to right; a page that is read from the
//! right mirrors them.

mod lines;
mod ways;

use std::collections::BTreeMap;

use lines::lines;
use ways::Ways;

use super::model::Directive;

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

#[cfg(test)]
mod tests;

//! How the ways between neighbours run.

use super::ways::Ways;
use super::{BELOW, BESIDE, GUTTER, INDENT, Lane, Line, Node, UNDER};

/// The lines between neighbours that lead to each other.
pub(super) fn lines(nodes: &[Node], ways: &Ways, columns: usize) -> Vec<Line> {
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

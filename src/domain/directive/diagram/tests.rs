//! No step hides another, no way is lost, no line runs through a step.

use std::collections::BTreeSet;

use super::*;
use crate::domain::directive::parse::parse;

fn shipped() -> [Directive; 2] {
    [
        include_str!("../../../../directives/art45-1381.toml"),
        include_str!("../../../../directives/circular-1402.toml"),
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

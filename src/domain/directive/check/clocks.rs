//! Whether time limits start, stop, and fit into the one for the whole.

use petgraph::algo::astar;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;

use super::super::codes::{ClockStart, ClockUnit, EndClass, Proof, StepKind};
use super::super::model::{ClockRule, Directive, Outcome, Step};
use super::Found;
use super::fault::{Fault, Part};
use super::flow::Path;

/// Days in a Jalali month at the least (Esfand of a common year).
const DAYS_IN_MONTH: u32 = 29;
/// Working days in a week of the registry: Friday rests.
const WORKING_DAYS: u32 = 6;

/// Everything wrong with time limits, with a way where one shows it.
pub(super) fn check(directive: &Directive) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for step in &directive.steps {
        if let Some(clock) = &step.clock {
            let part = || Part::Step(step.id.clone());
            if step.is_end() {
                found.push((Fault::ClockNeverStops(part()), Path::new()));
            } else if never_starts(directive, step, clock) {
                found.push((Fault::ClockNeverStarts(part()), Path::new()));
            }
        }
    }
    found.extend(too_long(directive));
    found
}

fn never_starts(directive: &Directive, step: &Step, clock: &ClockRule) -> bool {
    let needs = |outcome: &Outcome, proof: Proof| outcome.needs.contains(&proof);
    let here = |proof: Proof| step.outcomes.iter().any(|it| needs(it, proof));
    let stands_still = clock.pauses_with.contains(&step.holder);
    let unbegun = match clock.starts {
        ClockStart::Entry => false,
        ClockStart::Submission => step.kind == StepKind::Intake,
        ClockStart::Letter => !here(Proof::Letter),
        ClockStart::Service => {
            let mut before = directive
                .steps
                .iter()
                .flat_map(|it| &it.outcomes)
                .filter(|it| it.to == step.id)
                .peekable();
            let served = before.peek().is_some() && before.all(|it| needs(it, Proof::Service));
            !served && !here(Proof::Service)
        }
    };
    stands_still || unbegun
}

/// At the quickest, how many calendar days the limit allows; months and weeks are counted so that
/// nothing is called too long that is not.
fn days(clock: &ClockRule) -> u32 {
    match clock.unit {
        ClockUnit::CalendarDays => clock.length,
        ClockUnit::WorkingDays => clock.length.saturating_mul(7) / WORKING_DAYS,
        ClockUnit::JalaliMonths => clock.length.saturating_mul(DAYS_IN_MONTH),
    }
}

/// At the most, how many calendar days the whole may take.
fn days_at_most(clock: &ClockRule) -> u32 {
    match clock.unit {
        ClockUnit::JalaliMonths => clock.length.saturating_mul(31),
        ClockUnit::CalendarDays | ClockUnit::WorkingDays => days(clock),
    }
}

/// Grants and refusals to which even the quickest way takes longer than the whole may.
fn too_long(directive: &Directive) -> Vec<Found> {
    let Some(overall) = &directive.overall else {
        return Vec::new();
    };
    let limit = days_at_most(overall);
    let (graph, entry) = graph(directive, overall);
    let Some(entry) = entry else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for end in graph.node_indices() {
        let Some(step) = graph.node_weight(end) else {
            continue;
        };
        if !matches!(step.end, Some(EndClass::Issued | EndClass::Refused)) {
            continue;
        }
        let way = astar(&graph, entry, |it| it == end, |edge| edge.weight().0, |_| 0);
        if let Some((days, nodes)) = way.filter(|(days, _)| *days > limit) {
            let fault = Fault::ClocksExceedOverall {
                end: step.id.clone(),
                days,
                limit,
            };
            found.push((fault, path(&graph, &nodes)));
        }
    }
    found
}

type Steps<'d> = DiGraph<&'d Step, (u32, &'d Outcome)>;

/// The steps and outcomes, each outcome with the days that its step may take.
fn graph<'d>(directive: &'d Directive, overall: &ClockRule) -> (Steps<'d>, Option<NodeIndex>) {
    let mut graph = Steps::new();
    let nodes: Vec<_> = directive
        .steps
        .iter()
        .map(|it| (graph.add_node(it), it))
        .collect();
    for (from, step) in &nodes {
        let counts = !overall.pauses_with.contains(&step.holder);
        let days = step.clock.as_ref().filter(|_| counts).map_or(0, days);
        for outcome in &step.outcomes {
            if let Some((to, _)) = nodes.iter().find(|(_, it)| it.id == outcome.to) {
                graph.add_edge(*from, *to, (days, outcome));
            }
        }
    }
    let entry = nodes.iter().find(|(_, it)| it.kind == StepKind::Intake);
    (graph, entry.map(|(node, _)| *node))
}

fn path(graph: &Steps<'_>, nodes: &[NodeIndex]) -> Path {
    let pairs = nodes.iter().zip(nodes.iter().skip(1));
    let taken = pairs.filter_map(|(from, to)| {
        let edge = graph.edges(*from).find(|it| it.target() == *to)?;
        Some((
            graph.node_weight(*from)?.id.clone(),
            edge.weight().1.id.clone(),
        ))
    });
    taken.collect()
}

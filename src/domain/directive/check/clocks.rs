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
            let part = Part::Step(step.id.clone());
            if stays(step) {
                found.push(Found::bare(Fault::ClockNeverStops(part)));
            } else if never_starts(directive, step, clock) {
                found.push(Found::bare(Fault::ClockNeverStarts(part)));
            }
        }
    }
    if directive
        .overall
        .as_ref()
        .is_some_and(|it| never_starts_at_all(directive, it))
    {
        found.push(Found::bare(Fault::ClockNeverStarts(Part::Whole)));
    }
    let cards = directive
        .acts
        .iter()
        .filter(|it| it.clock.as_ref().is_some_and(is_served));
    let cards = cards.map(|it| Fault::ClockNeverStarts(Part::Act(it.id.clone())));
    found.extend(cards.map(Found::bare));
    found.extend(too_long(directive));
    found
}

/// Whether nobody ever comes away from a step.
fn stays(step: &Step) -> bool {
    step.is_end() || step.outcomes.iter().all(|it| it.to == step.id)
}

/// Whether a limit runs from a letter or a service.
const fn is_served(clock: &ClockRule) -> bool {
    matches!(clock.starts, ClockStart::Letter | ClockStart::Service)
}

/// The limit for the whole begins with the application and stands still while everybody's part is
/// with a holder whose time is not counted.
fn never_starts_at_all(directive: &Directive, clock: &ClockRule) -> bool {
    let counted = |it: &&Step| !it.is_end() && it.kind != StepKind::Intake;
    let mut steps = directive.steps.iter().filter(counted);
    is_served(clock) || steps.all(|it| clock.pauses_with.contains(&it.holder))
}

fn never_starts(directive: &Directive, step: &Step, clock: &ClockRule) -> bool {
    let needs = |outcome: &Outcome, proof: Proof| outcome.needs.contains(&proof);
    let stands_still = clock.pauses_with.contains(&step.holder);
    let unbegun = match clock.starts {
        ClockStart::Entry => false,
        ClockStart::Submission => step.kind == StepKind::Intake,
        ClockStart::Letter => !writes(step),
        // It counts from the day on which the step is entered, so the service has to lead there.
        ClockStart::Service => {
            let outcomes = directive.steps.iter().flat_map(|it| &it.outcomes);
            let mut before = outcomes.filter(|it| it.to == step.id).peekable();
            before.peek().is_some() && !before.all(|it| needs(it, Proof::Service))
        }
    };
    stands_still || unbegun
}

/// Whether somebody writes to a body at a step: the way on asks for a letter, and the step is one at
/// which letters go out.
fn writes(step: &Step) -> bool {
    let asks = |it: &Outcome| it.needs.contains(&Proof::Letter);
    StepKind::WRITING.contains(&step.kind) && step.outcomes.iter().any(asks)
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
            found.push(Found::by(fault, path(&graph, &nodes)));
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

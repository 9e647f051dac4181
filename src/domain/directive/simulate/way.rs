//! The way that is still before a case.

use std::collections::BTreeMap;

use crate::domain::directive::{Directive, Outcome, Step, StepId};

/// The steps ahead of `from`, in order, without the end: the rest of the main line; from a step
/// beside it, first the shortest way back to it. Where the line is not open to the case any more (it
/// was refused), the shortest way to an end.
pub(super) fn ahead<'d>(
    directive: &'d Directive,
    from: &StepId,
    open: &dyn Fn(&Outcome) -> bool,
) -> Vec<&'d Step> {
    let mut way = Vec::new();
    let Some(mut at) = directive.step(from) else {
        return way;
    };
    while !at.is_end() {
        if let Some(next) = next_on_the_line(directive, at, open) {
            way.push(next);
            at = next;
            continue;
        }
        let off_the_line = !at.main;
        let goal = |s: &Step| s.is_end() || (off_the_line && s.main);
        let found = shortest(directive, at, open, &goal);
        let Some(last) = found.last() else { break };
        at = last;
        way.extend(found);
    }
    way.retain(|s| !s.is_end());
    way
}

fn next_on_the_line<'d>(
    directive: &'d Directive,
    at: &Step,
    open: &dyn Fn(&Outcome) -> bool,
) -> Option<&'d Step> {
    let mut later = directive.steps.iter().skip_while(|s| s.id != at.id);
    let next = later.find(|s| s.main && at.main && s.id != at.id)?;
    let mut ways = at.outcomes.iter();
    ways.any(|o| o.to == next.id && open(o)).then_some(next)
}

/// The steps of a shortest way to one that is a goal, it included; none where no way is open.
fn shortest<'d>(
    directive: &'d Directive,
    from: &'d Step,
    open: &dyn Fn(&Outcome) -> bool,
    goal: &dyn Fn(&Step) -> bool,
) -> Vec<&'d Step> {
    let mut came_from: BTreeMap<&StepId, &'d Step> = BTreeMap::new();
    let mut seen = vec![from];
    let mut next = 0;
    while let Some(at) = seen.get(next).copied() {
        next += 1;
        if at.id != from.id && goal(at) {
            return back(&came_from, at);
        }
        for outcome in at.outcomes.iter().filter(|o| open(o)) {
            let Some(to) = directive.step(&outcome.to) else {
                continue;
            };
            if to.id != from.id && !came_from.contains_key(&to.id) {
                came_from.insert(&to.id, at);
                seen.push(to);
            }
        }
    }
    Vec::new()
}

fn back<'d>(came_from: &BTreeMap<&StepId, &'d Step>, to: &'d Step) -> Vec<&'d Step> {
    let mut way = vec![to];
    let mut at = to;
    while let Some(before) = came_from.get(&at.id).copied() {
        if !came_from.contains_key(&before.id) {
            break;
        }
        way.push(before);
        at = before;
    }
    way.reverse();
    way
}

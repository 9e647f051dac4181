//! Extending a time limit: by one person, or, where the directive says so, proposed by one and approved by
//! another.

use super::super::event::{ClockExtended, ExtensionDeclined, ExtensionProposed, Happening};
use super::super::file::{CaseFile, Recorded};
use super::super::people::PersonNo;
use super::super::personal::Personal;
use super::super::position::Position;
use super::super::refusal::{Refusal, Why};
use super::clocks::{at, rule_of, shift};
use super::may::Rule;
use super::{Drafted, Setting, stays};
use crate::domain::access::Role;
use crate::domain::directive::{ClockRule, Due, StepId};

/// Which time limit.
type Place<'a> = (PersonNo, &'a StepId);

/// Extends a time limit, no further than the directive allows, or proposes it.
pub(super) fn extend(
    file: &CaseFile,
    setting: &Setting<'_>,
    (person, step): Place<'_>,
    (days, reason): (u32, &Personal),
) -> Result<Vec<Drafted>, Refusal> {
    let (position, later) = longer(file, setting, (person, step), days)?;
    let asks_two = |rule: &ClockRule| !rule.extension_approved_by.is_empty();
    if !rule_of(setting, position).is_some_and(asks_two) {
        let extended = ClockExtended {
            person,
            step: step.clone(),
            days,
            due: later.date,
            reason: reason.clone(),
            proposal: None,
        };
        return Ok(vec![lengthened(file, setting, &later, extended)]);
    }
    if file.extension(person, step).is_some() {
        return Err(Refusal::plain(Why::ExtensionPending));
    }
    let proposed = ExtensionProposed {
        person,
        step: step.clone(),
        days,
        due: later.date,
        reason: reason.clone(),
    };
    Ok(vec![stays(file, Happening::ExtensionProposed(proposed))])
}

/// Agrees to the extension that was proposed; it is counted as the time limit stands now.
pub(super) fn approve(
    file: &CaseFile,
    setting: &Setting<'_>,
    (person, step): Place<'_>,
    proposal: u64,
) -> Result<Vec<Drafted>, Refusal> {
    let proposed = waiting(file, (person, step), proposal)?;
    let (_, later) = longer(file, setting, (person, step), proposed.what.days)?;
    let extended = ClockExtended {
        person,
        step: step.clone(),
        days: proposed.what.days,
        due: later.date,
        reason: proposed.what.reason.clone(),
        proposal: Some(proposal),
    };
    Ok(vec![lengthened(file, setting, &later, extended)])
}

/// Does not agree to it; the time limit stays as it is.
pub(super) fn decline(
    file: &CaseFile,
    (person, step): Place<'_>,
    proposal: u64,
    reason: &Personal,
) -> Result<Vec<Drafted>, Refusal> {
    waiting(file, (person, step), proposal)?;
    let declined = ExtensionDeclined {
        person,
        step: step.clone(),
        proposal,
        reason: reason.clone(),
    };
    Ok(vec![stays(file, Happening::ExtensionDeclined(declined))])
}

/// What was proposed in that event, if it still waits.
fn waiting<'f>(
    file: &'f CaseFile,
    (person, step): Place<'_>,
    proposal: u64,
) -> Result<&'f Recorded<ExtensionProposed>, Refusal> {
    let found = file.extension(person, step).filter(|x| x.seq == proposal);
    found.ok_or(Refusal::plain(Why::AlreadyRecorded))
}

/// The position, and its time limit so many days later, where the directive allows as much. All
/// extensions together are held against the longest that it sets.
fn longer<'f>(
    file: &'f CaseFile,
    setting: &Setting<'_>,
    (person, step): Place<'_>,
    days: u32,
) -> Result<(&'f Position, Due), Refusal> {
    let here = || Refusal::plain(Why::NotAtThisStep);
    let position = file.position(person, step).ok_or_else(here)?;
    let due = position.due.as_ref().ok_or_else(here)?;
    let later = due.extend(days, setting.calendar);
    if let Some(rule) = rule_of(setting, position)
        && let Some(longest) = rule.longest(due, setting.calendar)
        && later.date > longest
    {
        return Err(Refusal::on(Why::ExtendedTooFar(longest), &rule.basis));
    }
    Ok((position, later))
}

fn lengthened(
    file: &CaseFile,
    setting: &Setting<'_>,
    later: &Due,
    extended: ClockExtended,
) -> Drafted {
    let (person, step) = (extended.person, extended.step.clone());
    let mut drafted = stays(file, Happening::ClockExtended(extended));
    let is_whole = |p: &Position| p.person == person && p.step == step;
    drafted.whole = file.whole.clone().filter(is_whole);
    let places = drafted.positions.iter_mut().chain(&mut drafted.whole);
    for place in at(places, person, &step) {
        shift(setting, place, later.clone());
    }
    drafted
}

/// Who may extend a time limit, or propose it.
pub(super) fn extend_rule<'a>(
    file: &CaseFile,
    setting: &Setting<'a>,
    person: PersonNo,
    step: &StepId,
) -> Rule<'a> {
    let position = file.position(person, step);
    let place = position.is_some_and(|p| p.due.is_some());
    rule(setting, (position, step), place, |c| &c.extendable_by)
}

/// Who may answer an extension that waits.
pub(super) fn answer_rule<'a>(
    file: &CaseFile,
    setting: &Setting<'a>,
    person: PersonNo,
    step: &StepId,
) -> Rule<'a> {
    let position = file.position(person, step);
    let waits = file.extension(person, step).is_some();
    rule(setting, (position, step), waits, |c| {
        &c.extension_approved_by
    })
}

fn rule<'a>(
    setting: &Setting<'a>,
    (position, id): (Option<&Position>, &StepId),
    in_place: bool,
    roles: impl Fn(&ClockRule) -> &Vec<Role>,
) -> Rule<'a> {
    let step = setting.directive.step(id);
    let clock = match position {
        Some(p) if p.is_whole_limit() => setting.directive.overall.as_ref(),
        _ => step.and_then(|s| s.clock.as_ref()),
    };
    let basis = step.map_or_else(|| clock.map_or(&[][..], |c| &c.basis), |s| &s.basis);
    Rule {
        roles: clock.map_or_else(Vec::new, |c| roles(c).clone()),
        basis,
        in_place,
        always: false,
    }
}

/// Refuses whoever proposed it.
pub(super) fn second_person(
    file: &CaseFile,
    setting: &Setting<'_>,
    person: PersonNo,
    step: &StepId,
) -> Result<(), Refusal> {
    let own = |x: &&Recorded<ExtensionProposed>| x.by == Some(setting.actor.user);
    match file.extension(person, step).filter(own) {
        Some(_) => Err(Refusal::plain(Why::SecondPerson)),
        None => Ok(()),
    }
}

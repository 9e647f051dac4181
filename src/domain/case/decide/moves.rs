//! From one step to the next: who stands where afterwards, with which clock.

use super::super::event::{Happening, Missing, StepTaken};
use super::super::facts::together;
use super::super::file::CaseFile;
use super::super::people::{PersonNo, WHOLE_CASE};
use super::super::personal::Personal;
use super::super::position::Position;
use super::{Drafted, Setting, clocks};
use crate::domain::directive::{Holder, Outcome, Step, StepScope};

/// A fresh position at `step`, entered by the event with sequence number `entered`.
pub(super) fn stand(
    setting: &Setting<'_>,
    step: &Step,
    person: PersonNo,
    entered: u64,
) -> Position {
    let (due, course) = clocks::started(setting, step);
    // A body outside has nothing in hand before the office has written to it.
    let holder = if step.waits_for_a_letter() {
        Holder::Office
    } else {
        step.holder
    };
    Position {
        person,
        step: step.id.clone(),
        formerly: Vec::new(),
        kind: step.kind,
        holder,
        since: setting.on,
        entered,
        due,
        course,
    }
}

/// Where everybody stands once `person` has gone from `from` to `to`.
pub(super) fn moved(
    file: &CaseFile,
    setting: &Setting<'_>,
    positions: &[Position],
    from: (PersonNo, &Step),
    to: &Step,
    entered: u64,
) -> Vec<Position> {
    let (person, left) = from;
    let mut after: Vec<Position> = positions
        .iter()
        .filter(|p| !(p.person == person && p.step == left.id))
        .cloned()
        .collect();
    if to.scope == StepScope::Person && person == WHOLE_CASE {
        let people = together(file, positions).into_iter();
        after.extend(people.map(|no| stand(setting, to, no, entered)));
    } else {
        after.push(stand(setting, to, person, entered));
    }
    after
}

/// The event of taking `outcome`, with the positions that follow.
#[expect(clippy::too_many_arguments, reason = "a move is exactly these facts")]
pub(super) fn take(
    file: &CaseFile,
    setting: &Setting<'_>,
    before: &[Position],
    person: PersonNo,
    (step, outcome): (&Step, &Outcome),
    (reason, missing): (Option<Personal>, Vec<Missing>),
    seq: u64,
) -> Drafted {
    let positions = setting.directive.step(&outcome.to).map_or_else(
        || before.to_vec(),
        |to| moved(file, setting, before, (person, step), to, seq),
    );
    Drafted {
        happening: Happening::StepTaken(StepTaken {
            person,
            step: step.id.clone(),
            outcome: outcome.id.clone(),
            to: vec![outcome.to.clone()],
            reason,
            missing,
        }),
        positions,
        role: None,
        whole: None,
    }
}

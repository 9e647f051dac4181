//! Where a case that follows one version of a directive would stand under another.

use jiff::civil::Date;

use super::clocks;
use crate::domain::case::facts::together;
use crate::domain::case::position::Course;
use crate::domain::case::{CaseFile, PersonNo, Position, WHOLE_CASE};
use crate::domain::directive::{
    Calendar, Directive, EndClass, Holder, Step, StepId, StepScope, Transition,
};

/// From one version to another, on a day.
#[derive(Debug, Clone, Copy)]
pub struct Crossing<'a> {
    pub before: &'a Directive,
    pub after: &'a Directive,
    pub calendar: &'a Calendar,
    /// The day on which the case crosses.
    pub on: Date,
}

/// Why a place has none in the other version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// The other version has no such step, and no provision says where it went.
    NoStep,
    /// What is open would be over, though nobody decided it.
    WouldEnd,
    /// What is over would be open again.
    WouldReopen,
    /// People who stand apart would be one case again.
    StandApart,
}

impl Gap {
    /// The code name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoStep => "no_step",
            Self::WouldEnd => "would_end",
            Self::WouldReopen => "would_reopen",
            Self::StandApart => "stand_apart",
        }
    }
}

/// A place that cannot cross.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmapped {
    pub person: PersonNo,
    pub step: StepId,
    pub gap: Gap,
}

/// A place that can, and what it becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crossed {
    /// The step of the older version.
    pub from: StepId,
    /// The provision that says so, by its id; none where the step keeps its id.
    pub provision: Option<String>,
    pub place: Position,
}

impl<'a> Crossing<'a> {
    /// Every place of the case as it would be, in their order; or those that have no place.
    ///
    /// # Errors
    /// The places without one.
    pub fn places(&self, file: &CaseFile) -> Result<Vec<Crossed>, Vec<Unmapped>> {
        let (mut crossed, mut lost) = (Vec::new(), Vec::new());
        for position in &file.positions {
            match self.place(file, position) {
                Ok(places) => crossed.extend(places),
                Err(gap) => lost.push(Unmapped {
                    person: position.person,
                    step: position.step.clone(),
                    gap,
                }),
            }
        }
        if lost.is_empty() {
            Ok(crossed)
        } else {
            Err(lost)
        }
    }

    /// What becomes of one place: several where people will stand apart.
    ///
    /// # Errors
    /// Why it has none.
    pub fn place(&self, file: &CaseFile, position: &Position) -> Result<Vec<Crossed>, Gap> {
        let (step, provision) = self.target(file, position).ok_or(Gap::NoStep)?;
        match (position.is_closed(), step.is_end()) {
            (true, false) => return Err(Gap::WouldReopen),
            (false, true) => return Err(Gap::WouldEnd),
            (true, true) | (false, false) => {}
        }
        let people = match (position.person, step.scope) {
            (WHOLE_CASE, StepScope::Person) => together(file, &file.positions),
            (WHOLE_CASE, StepScope::Case) => vec![WHOLE_CASE],
            // Where each stands for himself, ends are theirs and not the household's.
            (no, StepScope::Case) if position.is_closed() => vec![no],
            (_, StepScope::Case) => {
                let mut open = file.positions.iter().filter(|p| !p.is_closed());
                if open.any(|p| p != position) {
                    return Err(Gap::StandApart);
                }
                vec![WHOLE_CASE]
            }
            (no, StepScope::Person) => vec![no],
        };
        let stand = |person| Crossed {
            from: position.step.clone(),
            provision: provision.map(Transition::id),
            place: self.stand(file, position, person, step, provision),
        };
        Ok(people.into_iter().map(stand).collect())
    }

    /// The limit for the whole as it would be; none where the other version sets none.
    #[must_use]
    pub fn whole(&self, file: &CaseFile) -> Option<Position> {
        let rule = self.after.overall.as_ref()?;
        let old = file.whole.as_ref();
        let start = old.and_then(|w| w.due.as_ref()).map(|due| due.start);
        let mut whole = match old {
            Some(whole) => whole.clone(),
            None => Position {
                person: WHOLE_CASE,
                step: crate::domain::case::position::WHOLE_LIMIT.into(),
                formerly: Vec::new(),
                kind: crate::domain::directive::StepKind::Intake,
                holder: Holder::Nobody,
                since: file.opened_on,
                entered: 1,
                due: None,
                course: Course::default(),
            },
        };
        let rules = (self.before.overall.as_ref(), Some(rule));
        let start = Some(start.unwrap_or(file.opened_on));
        clocks::recount(self, file, rules, start, &mut whole);
        Some(whole)
    }

    /// The step of the other version, and the provision that says so.
    fn target(
        &self,
        file: &CaseFile,
        position: &Position,
    ) -> Option<(&'a Step, Option<&'a Transition>)> {
        let after = self.after;
        let of_it = |t: &&Transition| t.from == self.before.version && t.step == position.step;
        let came_by = |t: &&Transition| {
            t.came_by.as_ref().is_some_and(|(step, outcome)| {
                let mut taken = file.steps_taken.iter();
                taken.any(|s| {
                    s.seq == position.entered && s.what.step == *step && s.what.outcome == *outcome
                })
            })
        };
        let mut narrow = after.transitions.iter().filter(of_it);
        let mut wide = after.transitions.iter().filter(of_it);
        let provision = narrow
            .find(came_by)
            .or_else(|| wide.find(|t| t.came_by.is_none()));
        if let Some(provision) = provision {
            return Some((after.step(&provision.to)?, Some(provision)));
        }
        let same = after.step(&position.step);
        let step = same.or_else(|| self.end_of(position).and_then(|class| after.end(class)));
        Some((step?, None))
    }

    /// How a closed place ended.
    fn end_of(&self, position: &Position) -> Option<EndClass> {
        self.before.step(&position.step)?.end
    }

    /// The id under which a step of the older version is found in the newer, however somebody came
    /// there.
    #[must_use]
    pub fn known_as<'s>(&'s self, step: &'s StepId) -> &'s StepId {
        let of_it = |t: &&Transition| {
            t.from == self.before.version && t.step == *step && t.came_by.is_none()
        };
        let provision = self.after.transitions.iter().find(of_it);
        provision.map_or(step, |t| &t.to)
    }

    fn stand(
        &self,
        file: &CaseFile,
        old: &Position,
        person: PersonNo,
        step: &Step,
        provision: Option<&Transition>,
    ) -> Position {
        let mut place = Position {
            person,
            step: step.id.clone(),
            kind: step.kind,
            ..old.clone()
        };
        if provision.is_some_and(|t| t.anew) {
            self.begin(file, step, &mut place);
            return place;
        }
        if old.step != step.id {
            place.formerly.push(old.step.clone());
        }
        let before = self.before.step(&old.step);
        let written = clocks::written_on(file, old);
        let usual = |s: &Step| match s.waits_for_a_letter() && written.is_none() {
            true => Holder::Office,
            false => s.holder,
        };
        // Whoever was given the case by an act keeps it; who held it by the rule follows the rule.
        let holder = match before.is_none_or(|s| usual(s) == old.holder) {
            true => usual(step),
            false => old.holder,
        };
        if holder != old.holder {
            (place.holder, place.since) = (holder, self.on);
        }
        let rules = (before.and_then(|s| s.clock.as_ref()), step.clock.as_ref());
        let start = clocks::start(file, old, before, step);
        clocks::recount(self, file, rules, start, &mut place);
        place
    }

    /// The place as if it were entered on the day of the crossing.
    fn begin(&self, file: &CaseFile, step: &Step, place: &mut Position) {
        place.formerly.clear();
        (place.since, place.entered) = (self.on, file.seq + 1);
        (place.due, place.course) = (None, Course::default());
        if step.waits_for_a_letter() {
            place.holder = Holder::Office;
            return;
        }
        place.holder = step.holder;
        clocks::recount(
            self,
            file,
            (None, step.clock.as_ref()),
            Some(self.on),
            place,
        );
    }
}

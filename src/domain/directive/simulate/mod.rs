//! What a draft would do to an open case, were the case moved to it: who gains a step, whose limit
//! passes, what paper is newly asked for, who would stand nowhere. Nothing is moved by asking.

mod clocks;
mod crossing;
#[cfg(test)]
mod tests;
mod way;
pub mod words;

use std::collections::BTreeSet;

use jiff::civil::Date;

pub use crossing::{Crossed, Crossing, Gap, Unmapped};

use super::{Coded, Directive, Outcome, RequirementId, StepId, Transition};
use crate::domain::case::facts::{self, ChecklistItem, Standing};
use crate::domain::case::{CaseFile, PersonNo, Position};

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $code:literal),* $(,)?) => {
        /// A kind of consequence; the same case can have several.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Class { $($(#[$doc])* $name),* }

        impl Coded for Class {
            const CODES: &'static [&'static str] = &[$($code),*];

            fn read(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$name),)* _ => None }
            }
        }

        impl Class {
            /// Every class, in the order of a report.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The code name.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),* }
            }
        }
    };
}

classes! {
    /// Nothing of what follows.
    Unaffected = "unaffected",
    /// Stands at a step with another id, by a transitional provision.
    Moves = "moves",
    /// A step lies on the way ahead that did not.
    GainsStep = "gains_step",
    /// A step lies on it no longer.
    LosesStep = "loses_step",
    /// A limit ends on another day, and that day is not past (or was past before).
    DueChanges = "due_changes",
    /// A limit that was not past would be.
    BecomesOverdue = "becomes_overdue",
    /// A paper that is not there would be asked for, here or on the way ahead.
    NewlyMissing = "newly_missing",
    /// Would stand nowhere, so that it cannot be moved.
    NoMapping = "no_mapping",
}

/// One consequence for one person of a case, or for the case as a whole (0).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// Both steps by their ids, the first in the older version.
    Moves {
        person: PersonNo,
        from: StepId,
        to: StepId,
    },
    Gains {
        person: PersonNo,
        step: StepId,
    },
    /// By its id in the older version.
    Loses {
        person: PersonNo,
        step: StepId,
    },
    /// `step` is that of the new version, or the limit for the whole.
    Due {
        person: PersonNo,
        step: StepId,
        before: Option<Date>,
        after: Option<Date>,
        /// It would be past, and was not.
        overdue: bool,
    },
    Missing {
        person: PersonNo,
        /// The step that asks for it.
        step: StepId,
        requirement: RequirementId,
    },
    Unmapped {
        person: PersonNo,
        step: StepId,
        gap: Gap,
    },
}

impl Effect {
    /// What kind of consequence it is.
    #[must_use]
    pub const fn class(&self) -> Class {
        match self {
            Self::Moves { .. } => Class::Moves,
            Self::Gains { .. } => Class::GainsStep,
            Self::Loses { .. } => Class::LosesStep,
            Self::Due { overdue: false, .. } => Class::DueChanges,
            Self::Due { overdue: true, .. } => Class::BecomesOverdue,
            Self::Missing { .. } => Class::NewlyMissing,
            Self::Unmapped { .. } => Class::NoMapping,
        }
    }
}

impl Effect {
    /// Whose it is; 0 for the case as a whole.
    #[must_use]
    pub const fn person(&self) -> PersonNo {
        match self {
            Self::Moves { person, .. }
            | Self::Gains { person, .. }
            | Self::Loses { person, .. }
            | Self::Due { person, .. }
            | Self::Missing { person, .. }
            | Self::Unmapped { person, .. } => *person,
        }
    }

    /// The day on which a limit ended, and that on which it would.
    #[must_use]
    pub const fn days(&self) -> [Option<Date>; 2] {
        match self {
            Self::Due { before, after, .. } => [*before, *after],
            Self::Moves { .. }
            | Self::Gains { .. }
            | Self::Loses { .. }
            | Self::Missing { .. }
            | Self::Unmapped { .. } => [None, None],
        }
    }
}

/// The classes that a case falls into, in the order of a report; never none.
#[must_use]
pub fn classes(effects: &[Effect]) -> BTreeSet<Class> {
    let mut classes: BTreeSet<Class> = effects.iter().map(Effect::class).collect();
    if classes.is_empty() {
        classes.insert(Class::Unaffected);
    }
    classes
}

/// What crossing would do to an open case, in the order of its places.
#[must_use]
pub fn simulate(crossing: &Crossing<'_>, file: &CaseFile) -> Vec<Effect> {
    if crossing.before.digest == crossing.after.digest {
        return Vec::new();
    }
    let mut effects = Vec::new();
    for position in &file.positions {
        match crossing.place(file, position) {
            Err(gap) => effects.push(Effect::Unmapped {
                person: position.person,
                step: position.step.clone(),
                gap,
            }),
            Ok(_) if position.is_closed() => {}
            Ok(places) => {
                for crossed in &places {
                    of_place(crossing, file, position, crossed, &mut effects);
                }
            }
        }
    }
    if !file.is_closed() {
        let after = crossing.whole(file);
        due(crossing, file.whole.as_ref(), after.as_ref(), &mut effects);
    }
    effects
}

fn of_place(
    crossing: &Crossing<'_>,
    file: &CaseFile,
    position: &Position,
    crossed: &Crossed,
    effects: &mut Vec<Effect>,
) {
    let place = &crossed.place;
    if place.step != crossed.from {
        effects.push(Effect::Moves {
            person: place.person,
            from: crossed.from.clone(),
            to: place.step.clone(),
        });
    }
    due(crossing, Some(position), Some(place), effects);
    let old = ways(crossing, file, crossing.before, position);
    let new = ways(crossing, file, crossing.after, place);
    let kept: Vec<&StepId> = old.iter().map(|step| crossing.known_as(step)).collect();
    let person = place.person;
    for step in new.iter().filter(|step| !kept.contains(step)) {
        let step = step.clone();
        effects.push(Effect::Gains { person, step });
    }
    for (step, kept) in old.iter().zip(&kept) {
        if !new.contains(*kept) {
            let step = step.clone();
            effects.push(Effect::Loses { person, step });
        }
    }
    missing(crossing, file, (position, &old), (place, &new), effects);
}

/// The ids of the steps ahead of a place. The facts of a person close ways only once a decision is
/// signed: before it, nobody knows which way it will go.
fn ways(
    crossing: &Crossing<'_>,
    file: &CaseFile,
    directive: &Directive,
    place: &Position,
) -> Vec<StepId> {
    let decided = file.ruling(place.person).is_some();
    let facts = facts::facts(file, place.person, crossing.on);
    let open = |outcome: &Outcome| !decided || outcome.open_under(&facts);
    let way = way::ahead(directive, &place.step, &open);
    way.into_iter().map(|step| step.id.clone()).collect()
}

/// Another day on which a limit ends. One that stands still has no day.
fn due(
    crossing: &Crossing<'_>,
    before: Option<&Position>,
    after: Option<&Position>,
    effects: &mut Vec<Effect>,
) {
    let day = |p: Option<&Position>| p.and_then(|p| p.due.as_ref()).map(|due| due.date);
    let (was, is) = (day(before), day(after));
    let Some(place) = after.or(before).filter(|_| was != is) else {
        return;
    };
    let past = |day: Option<Date>| day.is_some_and(|day| day < crossing.on);
    effects.push(Effect::Due {
        person: place.person,
        step: place.step.clone(),
        before: was,
        after: is,
        overdue: past(is) && !past(was) && !place.is_still(),
    });
}

/// What is asked for and not there, at the place and on the way ahead, and was not so before.
fn missing(
    crossing: &Crossing<'_>,
    file: &CaseFile,
    (position, old): (&Position, &[StepId]),
    (place, new): (&Position, &[StepId]),
    effects: &mut Vec<Effect>,
) {
    let lacks = |directive: &Directive, place: &Position, way: &[StepId]| {
        let steps = std::iter::once(&place.step).chain(way);
        let asked = steps.filter(|id| directive.step(id).is_some_and(|s| !s.requires.is_empty()));
        let at = |step: &StepId| {
            let there = Position {
                step: step.clone(),
                ..place.clone()
            };
            let items = facts::checklist(file, directive, &there, crossing.on);
            let open = |i: &ChecklistItem| {
                !i.if_any && matches!(i.standing, Standing::Missing | Standing::Rejected(_))
            };
            let step = step.clone();
            items
                .into_iter()
                .filter(open)
                .map(move |i| (step.clone(), i.requirement, i.person))
                .collect::<Vec<_>>()
        };
        asked.flat_map(at).collect::<Vec<_>>()
    };
    let mut known: BTreeSet<_> = lacks(crossing.before, position, old)
        .into_iter()
        .map(|(_, requirement, person)| (requirement, person))
        .collect();
    for (step, requirement, person) in lacks(crossing.after, place, new) {
        // Asked for at several steps, it is still one paper.
        if known.insert((requirement.clone(), person)) {
            effects.push(Effect::Missing {
                person,
                step,
                requirement,
            });
        }
    }
}

/// Provisions for a version that name a step, or a way out of a step, which it does not have.
#[must_use]
pub fn astray<'a>(before: &Directive, after: &'a Directive) -> Vec<&'a Transition> {
    let unknown = |t: &&Transition| {
        let way = t.came_by.as_ref();
        let lost = |(step, outcome)| before.step(step).and_then(|s| s.outcome(outcome)).is_none();
        before.step(&t.step).is_none() || way.is_some_and(|(step, outcome)| lost((step, outcome)))
    };
    let of_it = after
        .transitions
        .iter()
        .filter(|t| t.from == before.version);
    of_it.filter(unknown).collect()
}

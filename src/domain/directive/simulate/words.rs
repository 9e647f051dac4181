//! Consequences in words that an officer reads.

use jiff::civil::Date;

use super::{Class, Effect, Gap};
use crate::domain::case::position::WHOLE_LIMIT;
use crate::domain::directive::{Directive, RequirementId, StepId};
use crate::text::{Key, Words, jalali, k};

/// The two versions, and the language in which it is told.
#[derive(Debug, Clone, Copy)]
pub struct Telling<'d> {
    pub before: &'d Directive,
    pub after: &'d Directive,
    pub words: Words,
}

impl Class {
    /// Its title.
    #[must_use]
    pub fn title(self) -> Key {
        match self {
            Self::Unaffected => k::SIMULATION_UNAFFECTED,
            Self::Moves => k::SIMULATION_MOVES,
            Self::GainsStep => k::SIMULATION_GAINS_STEP,
            Self::LosesStep => k::SIMULATION_LOSES_STEP,
            Self::DueChanges => k::SIMULATION_DUE_CHANGES,
            Self::BecomesOverdue => k::SIMULATION_BECOMES_OVERDUE,
            Self::NewlyMissing => k::SIMULATION_NEWLY_MISSING,
            Self::NoMapping => k::SIMULATION_NO_MAPPING,
        }
    }
}

impl Gap {
    /// Why there is no place, in a sentence.
    #[must_use]
    pub fn title(self) -> Key {
        match self {
            Self::NoStep => k::GAP_NO_STEP,
            Self::WouldEnd => k::GAP_WOULD_END,
            Self::WouldReopen => k::GAP_WOULD_REOPEN,
            Self::StandApart => k::GAP_STAND_APART,
        }
    }
}

impl Telling<'_> {
    /// What exactly would change, in one sentence.
    #[must_use]
    pub fn tell(&self, effect: &Effect) -> String {
        let w = self.words;
        match effect {
            Effect::Moves { from, to, .. } => w.say(k::effect_moves(
                step(w, self.before, from),
                step(w, self.after, to),
            )),
            Effect::Gains { step: id, .. } => w.say(k::effect_gains(step(w, self.after, id))),
            Effect::Loses { step: id, .. } => w.say(k::effect_loses(step(w, self.before, id))),
            Effect::Due {
                step: id,
                before,
                after,
                ..
            } => {
                let directive = match after {
                    Some(_) => self.after,
                    None => self.before,
                };
                let (was, is) = (self.day(*before), self.day(*after));
                w.say(k::effect_due(is, step(w, directive, id), was))
            }
            Effect::Missing {
                step: id,
                requirement,
                ..
            } => w.say(k::effect_missing(
                self.requirement(requirement),
                step(w, self.after, id),
            )),
            Effect::Unmapped { step: id, gap, .. } => {
                w.say(k::effect_unmapped(gap.title(), step(w, self.before, id)))
            }
        }
    }

    fn day(&self, day: Option<Date>) -> String {
        let w = self.words;
        day.map_or_else(
            || w.t(k::EFFECT_NO_LIMIT).to_owned(),
            |day| jalali::long(w.locale(), day),
        )
    }

    fn requirement(&self, id: &RequirementId) -> String {
        let found = self.after.requirement(id);
        found.map_or_else(
            || id.to_string(),
            |r| r.title.in_language(self.words.locale()).to_owned(),
        )
    }
}

/// A step by its title; the limit for the whole by its name.
#[must_use]
pub fn step(words: Words, directive: &Directive, id: &StepId) -> String {
    if id.as_str() == WHOLE_LIMIT {
        return words.t(k::WHOLE_LIMIT).to_owned();
    }
    let found = directive.step(id);
    found.map_or_else(
        || id.to_string(),
        |s| s.title.in_language(words.locale()).to_owned(),
    )
}

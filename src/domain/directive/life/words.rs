//! Where a version stands, and why something was not done with it, in words.

use super::{Refused, State};
use crate::text::{Phrase, Words, k};

impl State {
    /// «در حال اجرا، از ۸ خرداد ۱۳۸۱».
    #[must_use]
    pub fn words(self) -> Phrase {
        match self {
            Self::Draft => k::VERSION_STATE_DRAFT.into(),
            Self::Proposed => k::VERSION_STATE_PROPOSED.into(),
            Self::Approved => k::VERSION_STATE_APPROVED.into(),
            Self::Scheduled { from } => k::version_state_scheduled(from),
            Self::InForce { from } => k::version_state_in_force(from),
            Self::Superseded { to, .. } => k::version_state_superseded(to),
            Self::Withdrawn => k::VERSION_STATE_WITHDRAWN.into(),
        }
    }
}

impl Refused {
    /// Why it was not done, and what to do about it.
    #[must_use]
    pub fn words(&self, w: Words) -> Phrase {
        match self {
            Self::NotKnown => k::VERSION_REFUSED_NOT_KNOWN.into(),
            Self::OtherFamily { family } => k::version_refused_other_family(family),
            Self::NameTaken { label, state } => {
                k::version_refused_name_taken(w.number(label), w.say(state.words()))
            }
            Self::Unsound { findings } => k::version_refused_unsound(*findings),
            Self::WrongState { state } => k::version_refused_wrong_state(w.say(state.words())),
            Self::Changed => k::VERSION_REFUSED_CHANGED.into(),
            Self::SecondPerson => k::VERSION_REFUSED_SECOND_PERSON.into(),
            Self::NotSimulated => k::VERSION_REFUSED_NOT_SIMULATED.into(),
            Self::TooEarly { earliest } => k::version_refused_too_early(*earliest),
            Self::DayTaken { label } => k::version_refused_day_taken(w.number(label)),
            Self::ReasonMissing => k::VERSION_REFUSED_REASON_MISSING.into(),
            Self::Unreadable => k::VERSION_UNREADABLE.into(),
        }
    }
}

//! Why something was not done with a version, in words, and at which field.

use crate::domain::directive::life::Refused;
use crate::text::{Phrase, Words, k};

/// What was asked for cannot be done because of this; what to do is said too.
pub(super) fn words(w: Words, refused: &Refused) -> Phrase {
    match refused {
        Refused::NotKnown => k::VERSION_REFUSED_NOT_KNOWN.into(),
        Refused::OtherFamily { family } => k::version_refused_other_family(family),
        Refused::NameTaken { label, state } => {
            k::version_refused_name_taken(w.number(label), super::state(w, *state))
        }
        Refused::Unsound { findings } => k::version_refused_unsound(*findings),
        Refused::WrongState { state } => k::version_refused_wrong_state(super::state(w, *state)),
        Refused::Changed => k::VERSION_REFUSED_CHANGED.into(),
        Refused::SecondPerson => k::VERSION_REFUSED_SECOND_PERSON.into(),
        Refused::NotSimulated => k::VERSION_REFUSED_NOT_SIMULATED.into(),
        Refused::TooEarly { earliest } => k::version_refused_too_early(*earliest),
        Refused::DayTaken { label } => k::version_refused_day_taken(w.number(label)),
        Refused::ReasonMissing => k::VERSION_REFUSED_REASON_MISSING.into(),
        Refused::Unreadable => k::VERSION_UNREADABLE.into(),
    }
}

/// The field at which it is told; none where it concerns the whole.
pub(super) const fn field(refused: &Refused) -> Option<&'static str> {
    match refused {
        Refused::TooEarly { .. } | Refused::DayTaken { .. } => Some("day"),
        Refused::ReasonMissing => Some("reason"),
        Refused::NotKnown
        | Refused::OtherFamily { .. }
        | Refused::NameTaken { .. }
        | Refused::Unsound { .. }
        | Refused::WrongState { .. }
        | Refused::Changed
        | Refused::SecondPerson
        | Refused::NotSimulated
        | Refused::Unreadable => None,
    }
}

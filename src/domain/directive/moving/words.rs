//! Moves in words that an officer reads.

use super::{Refused, State};
use crate::text::{Key, Words, digits, k};

impl State {
    /// Its title.
    #[must_use]
    pub fn title(self) -> Key {
        match self {
            Self::Proposed => k::MOVE_STATE_PROPOSED,
            Self::UnderWay => k::MOVE_STATE_UNDER_WAY,
            Self::Done => k::MOVE_STATE_DONE,
            Self::Refused => k::MOVE_STATE_REFUSED,
            Self::Withdrawn => k::MOVE_STATE_WITHDRAWN,
        }
    }
}

impl Refused {
    /// Why it is not done, and what to do next.
    #[must_use]
    pub fn say(&self, words: Words) -> String {
        let version = |label: &String| digits::localized(words.locale(), label);
        match self {
            Self::SecondPerson => words.t(k::WHY_SECOND_PERSON).to_owned(),
            Self::NotTheProposer => words.t(k::MOVE_NOT_THE_PROPOSER).to_owned(),
            Self::WrongState(state) => words.say(k::move_wrong_state(state.title())),
            Self::Changed => words.t(k::MOVE_CHANGED).to_owned(),
            Self::ReasonMissing => words.t(k::WHY_REASON_MISSING).to_owned(),
            Self::NotYourRole => words.t(k::MOVE_NOT_YOUR_ROLE).to_owned(),
            Self::NotInForce(label) => words.say(k::move_not_in_force(version(label))),
            Self::SeveralVersions(labels) => {
                let all: Vec<String> = labels.iter().map(version).collect();
                words.say(k::move_several_versions(words.list(&all)))
            }
            Self::NoCase { looked: 0 } => words.t(k::MOVE_NO_CASE).to_owned(),
            Self::NoCase { looked } => words.say(k::move_no_place(*looked)),
            Self::NoSuchVersion(label) => words.say(k::move_no_such_version(version(label))),
            Self::NoUnit => words.t(k::MOVE_NO_UNIT).to_owned(),
        }
    }
}

/// Why a case stayed where it was, by the code that stands in the move.
#[must_use]
pub fn stayed(words: Words, why: &str) -> String {
    let key = Key::titled("move-stayed", why).unwrap_or(k::MOVE_STAYED_REFUSED);
    words.t(key).to_owned()
}

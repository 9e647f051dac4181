//! What may be done with a version of the calendar, by whom, and why not. A refusal is a value.

use super::event::{Approved, Edition, Proposed, Returned, Touched, Turn};
use super::{Almanac, Content, State, Version};
use crate::domain::access::UserId;
use crate::domain::case::Personal;

/// Weekly days of rest that a unit can have.
const MOST_REST: usize = 3;

/// What is asked for.
#[derive(Debug, Clone)]
pub enum Order {
    /// Puts a version forward that was made from `base`. The same content twice is one version.
    Propose {
        base: String,
        content: Content,
        reason: String,
        touched: Touched,
    },
    /// `proposal`: the event that the approver had before her.
    Approve {
        digest: String,
        proposal: u64,
    },
    Return {
        digest: String,
        reason: String,
    },
}

/// What can be done with a version that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Approve,
    Return,
}

impl Act {
    /// Every act.
    pub const ALL: [Self; 2] = [Self::Approve, Self::Return];

    /// The code name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Approve => "approve",
            Self::Return => "return",
        }
    }

    /// The act with this code name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.code() == code)
    }
}

/// Why it is not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    NotKnown,
    /// It says what the version in force says.
    NoDifference,
    /// Another version came into force since it was made.
    Overtaken,
    /// It stands elsewhere than where this could be done.
    WrongState {
        state: State,
    },
    /// The proposal is no longer the one that was read.
    Changed,
    /// Whoever proposed it does not approve it.
    SecondPerson,
    ReasonMissing,
    /// More weekly days of rest than any office has.
    TooMuchRest,
}

/// Whether the version can be acted on so by this person now, whatever she writes. The proposer may
/// take it back; approving it is somebody else's.
///
/// # Errors
/// What stands in the way.
pub fn may(almanac: &Almanac, version: &Version, act: Act, user: UserId) -> Result<(), Refused> {
    let state = almanac.state(version);
    let waits = (state == State::Proposed).then_some(version.proposal.as_ref());
    let Some(proposal) = waits.flatten() else {
        return Err(Refused::WrongState { state });
    };
    match act {
        Act::Return => Ok(()),
        Act::Approve if proposal.by == Some(user) => Err(Refused::SecondPerson),
        Act::Approve if is_overtaken(almanac, &proposal.base) => Err(Refused::Overtaken),
        Act::Approve => Ok(()),
    }
}

fn is_overtaken(almanac: &Almanac, base: &str) -> bool {
    almanac.in_force().is_none_or(|now| now.digest != base)
}

/// The event that `order` leads to; none where nothing changes by it.
///
/// # Errors
/// Why it is not done.
pub fn decide(almanac: &Almanac, order: Order, user: UserId) -> Result<Option<Turn>, Refused> {
    let known = |digest: &str| almanac.version(digest).ok_or(Refused::NotKnown);
    match order {
        Order::Propose {
            base,
            content,
            reason,
            touched,
        } => propose(almanac, (base, content), &reason, touched),
        Order::Approve { digest, proposal } => {
            let version = known(&digest)?;
            may(almanac, version, Act::Approve, user)?;
            let standing = version.proposal.as_ref().map(|p| p.seq);
            if standing != Some(proposal) {
                return Err(Refused::Changed);
            }
            let digest = version.digest.clone();
            Ok(Some(Turn::CalendarApproved(Approved { digest })))
        }
        Order::Return { digest, reason } => {
            let version = known(&digest)?;
            may(almanac, version, Act::Return, user)?;
            Ok(Some(Turn::CalendarReturned(Returned {
                digest: version.digest.clone(),
                reason: said(&reason)?,
            })))
        }
    }
}

fn said(reason: &str) -> Result<Personal, Refused> {
    Personal::some(Some(reason)).ok_or(Refused::ReasonMissing)
}

fn propose(
    almanac: &Almanac,
    (base, content): (String, Content),
    reason: &str,
    touched: Touched,
) -> Result<Option<Turn>, Refused> {
    if is_overtaken(almanac, &base) {
        return Err(Refused::Overtaken);
    }
    if content.weekly.values().any(|days| days.len() > MOST_REST) {
        return Err(Refused::TooMuchRest);
    }
    let digest = content.digest();
    let same = almanac.version(&digest);
    match same.map(|version| almanac.state(version)) {
        Some(State::InForce) => return Err(Refused::NoDifference),
        Some(State::Proposed) => return Ok(None),
        Some(State::Superseded | State::Returned) | None => {}
    }
    let name = same.map_or_else(|| almanac.next_name(), |version| version.name.clone());
    let edition = Edition {
        name,
        digest,
        content,
    };
    Ok(Some(Turn::CalendarProposed(Proposed {
        edition,
        base,
        reason: said(reason)?,
        touched,
    })))
}

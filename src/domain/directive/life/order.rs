//! What may be done with a version, by whom, and why not. A refusal is a value.

use jiff::civil::Date;

use super::event::{Approved, Proposed, Returned, Scheduled, Simulated, Text, Turn, Withdrawn};
use super::{Family, State, Version};
use crate::domain::access::UserId;
use crate::domain::case::Personal;
use crate::domain::directive::{Directive, check};

/// What is asked for.
#[derive(Debug, Clone)]
pub enum Order {
    /// Hands in a text, read without mistakes. The same text twice is one version.
    Draft {
        directive: Box<Directive>,
        text: String,
    },
    Simulated(Simulated),
    Propose {
        digest: String,
        from: Date,
        reason: String,
    },
    Return {
        digest: String,
        reason: String,
    },
    /// `proposal`: the event that the approver had before her.
    Approve {
        digest: String,
        proposal: u64,
    },
    Schedule {
        digest: String,
        on: Date,
    },
    Withdraw {
        digest: String,
        reason: String,
    },
}

/// What can be done with a version, whoever does it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Simulate,
    Propose,
    Approve,
    Return,
    Schedule,
    Withdraw,
}

impl Act {
    /// Every act, in the order in which a version meets them.
    pub const ALL: [Self; 6] = [
        Self::Simulate,
        Self::Propose,
        Self::Approve,
        Self::Return,
        Self::Schedule,
        Self::Withdraw,
    ];

    /// The code name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Simulate => "simulate",
            Self::Propose => "propose",
            Self::Approve => "approve",
            Self::Return => "return",
            Self::Schedule => "schedule",
            Self::Withdraw => "withdraw",
        }
    }

    /// The act with this code name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.code() == code)
    }

    /// Whether a version that stands there can be acted on so.
    const fn fits(self, state: State) -> bool {
        match self {
            Self::Simulate => matches!(state, State::Draft | State::Proposed),
            Self::Propose => matches!(state, State::Draft),
            Self::Approve | Self::Return => matches!(state, State::Proposed),
            Self::Schedule => matches!(state, State::Approved | State::Scheduled { .. }),
            Self::Withdraw => matches!(
                state,
                State::Draft | State::Proposed | State::Approved | State::Scheduled { .. }
            ),
        }
    }
}

/// Whether the version can be acted on so by this person now, whatever she writes.
///
/// # Errors
/// What stands in the way.
pub fn may(family: &Family, version: &Version, act: Act, hand: Hand) -> Result<(), Refused> {
    let state = family.state(version, hand.today);
    if !act.fits(state) {
        return Err(Refused::WrongState { state });
    }
    if matches!(act, Act::Approve | Act::Return) {
        second(version, hand)?;
    }
    if matches!(act, Act::Propose | Act::Approve) {
        sound(version)?;
        if version.simulation.is_none() {
            return Err(Refused::NotSimulated);
        }
    }
    Ok(())
}

/// Who asks, and on which day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hand {
    pub user: UserId,
    pub today: Date,
}

/// Why it is not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    NotKnown,
    /// The file belongs to another directive than the one that this register follows.
    OtherFamily {
        family: String,
    },
    /// Another text of that name is proposed already, or further.
    NameTaken {
        label: String,
        state: State,
    },
    /// So many findings of the check; a draft may have them, a proposal may not.
    Unsound {
        findings: usize,
    },
    /// It stands elsewhere than where this could be done.
    WrongState {
        state: State,
    },
    /// The proposal is no longer the one that was read.
    Changed,
    /// Whoever handed it in or proposed it does not approve it.
    SecondPerson,
    /// Nobody has seen yet whom it touches.
    NotSimulated,
    /// Before the day that was approved, or before today.
    TooEarly {
        earliest: Date,
    },
    /// Another version begins on that very day.
    DayTaken {
        label: String,
    },
    ReasonMissing,
    /// The text can no longer be read.
    Unreadable,
}

/// The event that `order` leads to; none where nothing changes by it.
///
/// # Errors
/// Why it is not done.
pub fn decide(family: &Family, order: Order, hand: Hand) -> Result<Option<Turn>, Refused> {
    let known = |digest: &str| family.version(digest).ok_or(Refused::NotKnown);
    match order {
        Order::Draft { directive, text } => draft(family, &directive, text, hand),
        Order::Simulated(it) => {
            known(&it.digest)?;
            Ok(Some(Turn::DirectiveSimulated(it)))
        }
        Order::Propose {
            digest,
            from,
            reason,
        } => propose(family, known(&digest)?, from, &reason, hand).map(Some),
        Order::Return { digest, reason } => {
            let version = known(&digest)?;
            may(family, version, Act::Return, hand)?;
            Ok(Some(Turn::DirectiveReturned(Returned {
                digest: version.digest.clone(),
                reason: said(&reason)?,
            })))
        }
        Order::Approve { digest, proposal } => {
            approve(family, known(&digest)?, proposal, hand).map(Some)
        }
        Order::Schedule { digest, on } => schedule(family, known(&digest)?, on, hand).map(Some),
        Order::Withdraw { digest, reason } => {
            let version = known(&digest)?;
            may(family, version, Act::Withdraw, hand)?;
            Ok(Some(Turn::DirectiveWithdrawn(Withdrawn {
                digest: version.digest.clone(),
                reason: said(&reason)?,
            })))
        }
    }
}

fn said(reason: &str) -> Result<Personal, Refused> {
    Personal::some(Some(reason)).ok_or(Refused::ReasonMissing)
}

fn second(version: &Version, hand: Hand) -> Result<(), Refused> {
    let proposer = version.proposal.as_ref().and_then(|p| p.by);
    if [version.drafted_by, proposer].contains(&Some(hand.user)) {
        return Err(Refused::SecondPerson);
    }
    Ok(())
}

fn draft(
    family: &Family,
    directive: &Directive,
    text: String,
    hand: Hand,
) -> Result<Option<Turn>, Refused> {
    if directive.id != family.id {
        return Err(Refused::OtherFamily {
            family: family.id.clone(),
        });
    }
    let same = family.version(&directive.digest);
    if same.is_some_and(|v| family.state(v, hand.today) != State::Withdrawn) {
        return Ok(None);
    }
    if let Some(other) = family.labelled(&directive.version) {
        let state = family.state(other, hand.today);
        if state != State::Draft {
            return Err(Refused::NameTaken {
                label: other.label.clone(),
                state,
            });
        }
    }
    Ok(Some(Turn::DirectiveDrafted(Text {
        version: directive.version.clone(),
        digest: directive.digest.clone(),
        text,
    })))
}

/// Whether the check finds nothing in it, for an office of the usual size.
fn sound(version: &Version) -> Result<(), Refused> {
    let directive = version
        .directive()
        .map_err(|_mistakes| Refused::Unreadable)?;
    match check::check(&directive, check::OFFICE).findings.len() {
        0 => Ok(()),
        findings => Err(Refused::Unsound { findings }),
    }
}

fn propose(
    family: &Family,
    version: &Version,
    from: Date,
    reason: &str,
    hand: Hand,
) -> Result<Turn, Refused> {
    may(family, version, Act::Propose, hand)?;
    free(family, version, from)?;
    Ok(Turn::DirectiveProposed(Proposed {
        digest: version.digest.clone(),
        from,
        reason: said(reason)?,
    }))
}

fn approve(family: &Family, version: &Version, proposal: u64, hand: Hand) -> Result<Turn, Refused> {
    may(family, version, Act::Approve, hand)?;
    let standing = version.proposal.as_ref();
    let standing = standing
        .filter(|p| p.seq == proposal)
        .ok_or(Refused::Changed)?;
    let simulation = version.simulation.as_ref().map(|(seq, _)| *seq);
    Ok(Turn::DirectiveApproved(Approved {
        digest: version.digest.clone(),
        from: standing.from,
        simulation,
        findings: 0,
    }))
}

/// The day is the one that two people agreed on, or a later one; one that has passed only where it
/// was agreed on, and then it holds for cases opened from now on.
fn schedule(family: &Family, version: &Version, on: Date, hand: Hand) -> Result<Turn, Refused> {
    may(family, version, Act::Schedule, hand)?;
    let agreed = version.proposal.as_ref().map_or(hand.today, |p| p.from);
    if on < agreed {
        return Err(Refused::TooEarly { earliest: agreed });
    }
    free(family, version, on)?;
    Ok(Turn::DirectiveScheduled(Scheduled {
        digest: version.digest.clone(),
        on,
    }))
}

fn free(family: &Family, version: &Version, on: Date) -> Result<(), Refused> {
    let taken = family
        .dated()
        .into_iter()
        .find(|(day, other)| *day == on && other.digest != version.digest);
    match taken {
        Some((_, other)) => Err(Refused::DayTaken {
            label: other.label.clone(),
        }),
        None => Ok(()),
    }
}

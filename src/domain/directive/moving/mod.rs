//! Moving open cases to another version of their directive: proposed by one person after a dry run,
//! approved by another, then carried out case by case. A case that is not moved by such an act follows
//! for ever the version under which it was opened.

pub mod event;
#[cfg(test)]
mod tests;
pub mod words;

use crate::domain::access::{Actor, Role, UserId};
use crate::domain::case::Personal;
use crate::domain::case::event::Mover;
use crate::domain::history;
use crate::domain::time::Moment;
use event::{MoveApproved, MoveListed, MovePartDone, MoveProposed, MoveStopped, NotMoved, Turn};

/// With what the name of every stream of a move begins.
pub const MOVES: &str = "move:";
/// Cases in one part: so many are carried out as one piece of work.
pub const PART: usize = 100;

/// Where a move stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It waits for the second person.
    Proposed,
    /// Approved, and not every part is carried out.
    UnderWay,
    Done,
    Refused,
    Withdrawn,
}

impl State {
    /// The code name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::UnderWay => "under_way",
            Self::Done => "done",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// An event with who caused it; nobody where a process did.
pub type Told = history::Told<Turn>;

/// A move with all that happened to it: the fold of its stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    pub id: i64,
    /// Number of the last event.
    pub seq: u64,
    pub proposed: MoveProposed,
    pub proposed_by: Mover,
    pub proposed_at: Moment,
    pub approved_by: Option<(Mover, Moment)>,
    /// Refused or taken back: who, when, and why.
    pub stopped: Option<(State, UserId, Moment, Personal)>,
    pub parts: Vec<MoveListed>,
    pub done: Vec<MovePartDone>,
}

impl Batch {
    /// The stream of a move.
    #[must_use]
    pub fn stream_of(id: i64) -> String {
        format!("{MOVES}{id}")
    }

    /// The move that its first event proposes; nothing for any other event.
    #[must_use]
    pub fn begin(id: i64, told: &Told) -> Option<Self> {
        let Turn::MoveProposed(proposed) = &told.turn else {
            return None;
        };
        Some(Self {
            id,
            seq: told.seq,
            proposed: MoveProposed::clone(proposed),
            proposed_by: Mover {
                user: told.by?,
                name: proposed.name.clone(),
            },
            proposed_at: told.at,
            approved_by: None,
            stopped: None,
            parts: Vec::new(),
            done: Vec::new(),
        })
    }

    /// Takes in the next event.
    pub fn apply(&mut self, told: &Told) {
        self.seq = told.seq;
        let by = told.by.unwrap_or(UserId(0));
        match &told.turn {
            Turn::MoveProposed(_) => {}
            Turn::MoveListed(part) => self.parts.push(part.clone()),
            Turn::MoveApproved(it) => {
                let mover = Mover {
                    user: by,
                    name: it.name.clone(),
                };
                self.approved_by = Some((mover, told.at));
            }
            Turn::MoveRefused(it) => {
                self.stopped = Some((State::Refused, by, told.at, it.reason.clone()));
            }
            Turn::MoveWithdrawn(it) => {
                self.stopped = Some((State::Withdrawn, by, told.at, it.reason.clone()));
            }
            Turn::MovePartDone(it) => self.done.push(it.clone()),
        }
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> State {
        if let Some((state, ..)) = self.stopped {
            return state;
        }
        match &self.approved_by {
            None => State::Proposed,
            Some(_) if self.done.len() < self.parts.len() => State::UnderWay,
            Some(_) => State::Done,
        }
    }

    /// The cases of a part that is still to be carried out.
    #[must_use]
    pub fn open_part(&self, part: u64) -> Option<&MoveListed> {
        let done = self.done.iter().any(|it| it.part == part);
        let listed = self.parts.iter().find(|it| it.part == part);
        listed.filter(|_| !done && self.state() == State::UnderWay)
    }

    /// How many cases were moved so far.
    #[must_use]
    pub fn moved(&self) -> usize {
        self.done.iter().map(|it| it.moved.len()).sum()
    }

    /// The cases that stayed, each with its reason.
    pub fn not_moved(&self) -> impl Iterator<Item = &NotMoved> {
        self.done.iter().flat_map(|it| &it.not_moved)
    }
}

/// What is asked for with a move that is proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Order {
    /// `seen`: the number of the last event that was before the approver.
    Approve {
        seen: u64,
    },
    Refuse {
        reason: String,
    },
    Withdraw {
        reason: String,
    },
}

/// Why it is not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// Whoever proposed it does not approve or refuse it.
    SecondPerson,
    /// Only whoever proposed it takes it back.
    NotTheProposer,
    /// It stands elsewhere than where this could be done.
    WrongState(State),
    /// It is not the move any more that was read.
    Changed,
    ReasonMissing,
    /// None of the person's posts agrees to a move in this unit.
    NotYourRole,
    /// The version is not in force.
    NotInForce(String),
    /// The cases follow several versions: one has to be named.
    SeveralVersions(Vec<String>),
    /// No open case is meant, or none has a place under the new version.
    NoCase {
        /// So many were looked at.
        looked: u64,
    },
    /// No such version is known.
    NoSuchVersion(String),
    /// The unit is not within the person's reach, or there is more than one.
    NoUnit,
}

/// Who agrees to moves in the unit: the director of its province.
#[must_use]
pub fn may_agree(actor: &Actor, batch: &Batch) -> bool {
    let unit = &batch.proposed.chosen.unit;
    actor.grant_over(Role::ProvincialDirector, unit).is_some()
}

/// The event that an order leads to.
///
/// # Errors
/// Why it is not done.
pub fn decide(batch: &Batch, order: &Order, actor: &Actor) -> Result<Turn, Refused> {
    let state = batch.state();
    if state != State::Proposed {
        return Err(Refused::WrongState(state));
    }
    let own = batch.proposed_by.user == actor.user;
    let said = |reason: &str| Personal::some(Some(reason)).ok_or(Refused::ReasonMissing);
    match order {
        Order::Withdraw { reason } => {
            if !own {
                return Err(Refused::NotTheProposer);
            }
            let reason = said(reason)?;
            Ok(Turn::MoveWithdrawn(MoveStopped { reason }))
        }
        Order::Approve { .. } | Order::Refuse { .. } if own => Err(Refused::SecondPerson),
        Order::Approve { .. } | Order::Refuse { .. } if !may_agree(actor, batch) => {
            Err(Refused::NotYourRole)
        }
        Order::Approve { seen } if *seen != batch.seq => Err(Refused::Changed),
        Order::Approve { .. } => Ok(Turn::MoveApproved(MoveApproved {
            name: Personal::new(&actor.name),
        })),
        Order::Refuse { reason } => {
            let reason = said(reason)?;
            Ok(Turn::MoveRefused(MoveStopped { reason }))
        }
    }
}

//! Values of a case are erased by law: one person proposes it on a legal basis, another approves it, and
//! what opens the values' commitments is taken away. The chain of events stays as it is.

pub mod event;
pub mod places;
#[cfg(test)]
mod tests;

use crate::domain::access::{Actor, UserId};
use crate::domain::case::event::{ErasedPlace, Mover};
use crate::domain::case::people::PersonNo;
use crate::domain::case::{CaseFile, Personal, event as of_case};
use crate::domain::history;
use crate::domain::time::Moment;
use crate::text::folding::fold;
use event::{ErasureApproved, ErasureProposed, ErasureRefused, Turn, What};
use places::{Place, Recorded};

/// With what the name of every stream of an erasure begins.
pub const ERASURES: &str = "erasure:";
/// Letters that a legal basis has at least.
pub const LEAST_BASIS: usize = 10;

/// An event with who caused it.
pub type Told = history::Told<Turn>;

/// Where a proposal stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    Waiting,
    Approved(UserId, Moment, ErasureApproved),
    Refused(UserId, Moment, ErasureRefused),
}

/// A proposal to erase with all that happened to it: the fold of its stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    pub id: i64,
    /// Number of the last event.
    pub seq: u64,
    pub proposed: ErasureProposed,
    pub by: UserId,
    pub at: Moment,
    pub state: State,
}

impl Erasure {
    /// The stream of a proposal.
    #[must_use]
    pub fn stream_of(id: i64) -> String {
        format!("{ERASURES}{id}")
    }

    /// Its number, where this is such a stream.
    #[must_use]
    pub fn id_of_stream(stream: &str) -> Option<i64> {
        stream.strip_prefix(ERASURES)?.parse().ok()
    }

    /// The proposal that its first event makes; nothing for any other event.
    #[must_use]
    pub fn begin(id: i64, told: &Told) -> Option<Self> {
        let Turn::ErasureProposed(proposed) = &told.turn else {
            return None;
        };
        Some(Self {
            id,
            seq: told.seq,
            proposed: ErasureProposed::clone(proposed),
            by: told.by?,
            at: told.at,
            state: State::Waiting,
        })
    }

    /// Takes in the next event.
    pub fn apply(&mut self, told: &Told) {
        self.seq = told.seq;
        let Some(by) = told.by else { return };
        match &told.turn {
            Turn::ErasureProposed(_) => {}
            Turn::ErasureApproved(it) => self.state = State::Approved(by, told.at, it.clone()),
            Turn::ErasureRefused(it) => self.state = State::Refused(by, told.at, it.clone()),
        }
    }

    /// Whether a second person has still to say something.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.state == State::Waiting
    }
}

/// Why it is not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// The legal basis is missing or too short.
    BasisTooShort,
    /// The legal basis, which is kept, says what is to be erased.
    BasisSaysIt,
    /// Nothing stands there, or it was erased already.
    NothingThere,
    /// A court has an objection before it: the file is evidence until it rules.
    BeforeCourt,
    /// A decision waits for its signature, and rests on the file as it is.
    DecisionWaits,
    /// Another proposal for this case waits.
    AlreadyWaiting,
    /// Nobody approves or refuses what she proposed herself.
    Own,
    /// It was approved or refused already.
    NotWaiting,
    /// A refusal has its reason.
    ReasonMissing,
}

impl Refused {
    /// Every refusal.
    pub const ALL: [Self; 9] = [
        Self::BasisTooShort,
        Self::BasisSaysIt,
        Self::NothingThere,
        Self::BeforeCourt,
        Self::DecisionWaits,
        Self::AlreadyWaiting,
        Self::Own,
        Self::NotWaiting,
        Self::ReasonMissing,
    ];
}

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Asking<'a> {
    pub case: i64,
    pub file: &'a CaseFile,
    pub history: &'a [Recorded],
    pub actor: &'a Actor,
    pub what: &'a What,
    pub basis: &'a str,
    /// Whether another proposal for the case waits.
    pub waits: bool,
}

/// What keeps the values of a case where they are, whoever asks.
#[must_use]
pub fn hold(file: &CaseFile) -> Option<Refused> {
    let ruled = |person: PersonNo, seq: u64| {
        let mut judgments = file.judgments.iter();
        judgments.any(|j| j.what.person == person && j.seq > seq)
    };
    let mut objections = file.objections.iter();
    if objections.any(|o| o.what.before == "court" && !ruled(o.what.person, o.seq)) {
        return Some(Refused::BeforeCourt);
    }
    file.proposal.is_some().then_some(Refused::DecisionWaits)
}

/// Puts an erasure forward, or says why not.
///
/// # Errors
/// See [`Refused`].
pub fn propose(asking: &Asking<'_>) -> Result<Turn, Refused> {
    if asking.waits {
        return Err(Refused::AlreadyWaiting);
    }
    let basis = asking.basis.trim();
    if basis.chars().count() < LEAST_BASIS {
        return Err(Refused::BasisTooShort);
    }
    let found = found(asking.file, asking.history, asking.what)?;
    let said = fold(basis);
    let says = |place: &Place| {
        let value = fold(&place.value);
        value.chars().count() > 3 && said.contains(&value)
    };
    if found.iter().any(says) {
        return Err(Refused::BasisSaysIt);
    }
    Ok(Turn::ErasureProposed(Box::new(ErasureProposed {
        case: asking.case,
        reference: asking.file.reference.clone(),
        unit: asking.file.unit.clone(),
        what: asking.what.clone(),
        basis: Personal::new(basis),
        name: Personal::new(&asking.actor.name),
    })))
}

/// What is erased now; a value that was recorded again since the proposal is among it.
fn found(file: &CaseFile, history: &[Recorded], what: &What) -> Result<Vec<Place>, Refused> {
    if let Some(held) = hold(file) {
        return Err(held);
    }
    let found = places::of(&places::all(history), what);
    if found.is_empty() {
        return Err(Refused::NothingThere);
    }
    Ok(found)
}

fn second(erasure: &Erasure, actor: &Actor) -> Result<(), Refused> {
    if erasure.by == actor.user {
        return Err(Refused::Own);
    }
    match erasure.is_waiting() {
        true => Ok(()),
        false => Err(Refused::NotWaiting),
    }
}

/// What an approval brings about: its own event, the event of the case, and the values that go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approved {
    /// Its own event, as far as the case tells it.
    pub approval: ErasureApproved,
    pub erased: of_case::Erased,
    pub places: Vec<Place>,
}

/// A second person agrees, or it is said why that is not taken.
///
/// # Errors
/// See [`Refused`].
pub fn approve(
    erasure: &Erasure,
    actor: &Actor,
    (file, history): (&CaseFile, &[Recorded]),
) -> Result<Approved, Refused> {
    second(erasure, actor)?;
    let proposed = &erasure.proposed;
    let places = found(file, history, &proposed.what)?;
    let name = |place: &Place| ErasedPlace {
        seq: place.seq,
        path: place.path.clone(),
    };
    let mover = |user: UserId, name: &Personal| Mover {
        user,
        name: name.clone(),
    };
    let own = Personal::new(&actor.name);
    Ok(Approved {
        approval: ErasureApproved {
            name: own.clone(),
            values: u32::try_from(places.len()).unwrap_or(u32::MAX),
            event: file.seq + 1,
            typed: 0,
        },
        erased: of_case::Erased {
            erased: places.iter().map(name).collect(),
            erasure: erasure.id,
            what: proposed.what.code().to_owned(),
            basis: proposed.basis.clone(),
            proposed_by: mover(erasure.by, &proposed.name),
            approved_by: mover(actor.user, &own),
        },
        places,
    })
}

/// A second person does not agree.
///
/// # Errors
/// See [`Refused`].
pub fn refuse(erasure: &Erasure, actor: &Actor, reason: &str) -> Result<Turn, Refused> {
    second(erasure, actor)?;
    let reason = Personal::some(Some(reason)).ok_or(Refused::ReasonMissing)?;
    Ok(Turn::ErasureRefused(ErasureRefused {
        name: Personal::new(&actor.name),
        reason,
    }))
}

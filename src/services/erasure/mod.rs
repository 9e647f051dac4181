//! Values of a case are erased by law: proposed by one person, approved by another, and carried out with
//! the approval in one transaction.

mod carrying;
mod stream;
mod sweeping;
mod typed;

use crate::domain::access::policy::{self, Action};
use crate::domain::access::{Actor, Grant, Scope, UnitPath};
use crate::domain::case::CaseFile;
use crate::domain::erasure::event::{Turn, What};
use crate::domain::erasure::places::{self, Recorded};
use crate::domain::erasure::{self, Asking, Erasure, Refused};
use crate::services::accounts::recording::By;
use crate::services::casework::Failure;
use crate::services::recording::{self, record_turn};
use crate::services::register::Register;
use crate::store::streams::StoredEvent;
use crate::store::trail::{self, About, Narrow};
use crate::store::{self, Conn, cases, counters, streams};

pub use crate::domain::erasure::places::Place;
pub use carrying::{Erased, approve};
pub use sweeping::{Swept, vacuum};

/// Why it was not done.
#[derive(Debug, thiserror::Error)]
pub enum NotDone {
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error("refused: {0:?}")]
    Refused(Refused),
    /// No such case or proposal, or not this person's to see.
    #[error("not found")]
    NotFound,
    #[error(transparent)]
    Failed(Box<Failure>),
}

impl From<Refused> for NotDone {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

impl From<Failure> for NotDone {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Store(wrong) => Self::Store(wrong),
            other => Self::Failed(Box::new(other)),
        }
    }
}

fn unfit(wrong: impl std::fmt::Display) -> store::Error {
    store::Error::Unfit(wrong.to_string())
}

/// Runs `work` in one transaction, again where somebody else wrote to the same stream first.
fn write<T: Send + 'static>(
    register: &Register,
    work: impl Fn(&mut Conn) -> Result<T, NotDone> + Clone + Send + 'static,
) -> Result<T, NotDone> {
    for _ in 1..5 {
        match register.store.write(work.clone()) {
            Err(NotDone::Store(store::Error::Raced)) => {}
            done => return done,
        }
    }
    register.store.write(work)
}

/// The post in which somebody may do this for a case of this unit.
fn post(actor: &Actor, action: Action, unit: &UnitPath) -> Option<Grant> {
    let roles = policy::roles(action);
    let reaches = |g: &&Grant| roles.contains(&g.role) && g.unit.covers(unit);
    actor.grants.iter().find(reaches).cloned()
}

fn recorded(events: &[StoredEvent]) -> Result<Vec<Recorded>, store::Error> {
    let read = |event: &StoredEvent| {
        Ok(Recorded {
            seq: event.seq,
            kind: event.kind.clone(),
            body: serde_json::from_slice(&event.body).map_err(unfit)?,
            openings: event.openings.clone(),
        })
    };
    events.iter().map(read).collect()
}

/// A case as its events tell it, with the events.
fn told(c: &mut Conn, id: i64) -> Result<(CaseFile, Vec<Recorded>), store::Error> {
    let stream = CaseFile::stream_of(id);
    let events = streams::events(c, &stream, 0, 100_000)?;
    let file = recording::fold(&events).map_err(unfit)?;
    let file = file.ok_or_else(|| store::Error::corrupt("streams", &stream))?;
    Ok((file, recorded(&events)?))
}

/// The proposals for one case, the newest first.
fn of(c: &mut Conn, case: i64) -> Result<Vec<Erasure>, store::Error> {
    let narrow = Narrow {
        case: Some(case),
        ..proposed()
    };
    of_trail(c, &Scope::of_process(), &narrow, 1000)
}

fn proposed() -> Narrow {
    Narrow {
        kinds: vec!["erasure_proposed".to_owned()],
        seldom: true,
        ..Narrow::default()
    }
}

/// Proposals as the trail has them, folded.
fn of_trail(
    c: &mut Conn,
    scope: &Scope,
    narrow: &Narrow,
    limit: u32,
) -> Result<Vec<Erasure>, store::Error> {
    let places = trail::page(c, scope, narrow, None, limit)?;
    let ids: Vec<i64> = places.iter().map(|place| place.event).collect();
    let mut found = Vec::new();
    for event in streams::by_ids(c, &ids)? {
        if let Some(id) = Erasure::id_of_stream(&event.stream) {
            found.extend(stream::erasure(c, id)?);
        }
    }
    Ok(found)
}

/// Puts an erasure forward.
///
/// # Errors
/// See [`NotDone`].
pub fn propose(
    register: &Register,
    actor: &Actor,
    reference: &str,
    (what, basis): (&What, &str),
) -> Result<Erasure, NotDone> {
    let (inner, who) = (register.clone(), actor.clone());
    let (reference, what, basis) = (reference.to_owned(), what.clone(), basis.to_owned());
    let id = write(register, move |c| {
        propose_in(c, &inner, &who, (&reference, &what, &basis))
    })?;
    let made = register.store.read(|c| stream::erasure(c, id))?;
    made.ok_or(NotDone::NotFound)
}

fn propose_in(
    c: &mut Conn,
    register: &Register,
    actor: &Actor,
    (reference, what, basis): (&str, &What, &str),
) -> Result<i64, NotDone> {
    cases::hold(c, reference)?;
    let scope = policy::scope(actor, Action::ProposeErasure);
    let kept = cases::by_reference(c, &scope, reference)?.ok_or(NotDone::NotFound)?;
    let post = post(actor, Action::ProposeErasure, &kept.unit).ok_or(NotDone::NotFound)?;
    let waits = of(c, kept.id)?.iter().any(Erasure::is_waiting);
    let (file, history) = told(c, kept.id)?;
    let turn = erasure::propose(&Asking {
        case: kept.id,
        file: &file,
        history: &history,
        actor,
        what,
        basis,
        waits,
    })?;
    let id = counters::next(c, "erasure")?;
    record(
        c,
        register,
        (id, 0),
        (actor, post),
        (&kept.unit, kept.id),
        &turn,
    )?;
    Ok(id)
}

fn record(
    c: &mut Conn,
    register: &Register,
    (id, seen): (i64, u64),
    (actor, post): (&Actor, Grant),
    (unit, case): (&UnitPath, i64),
    turn: &Turn,
) -> Result<(), store::Error> {
    let by = By::Colleague(actor.user, Some(post));
    let about = About::of_case(unit.clone(), case);
    let stream = Erasure::stream_of(id);
    record_turn(c, register, (&stream, seen), &by, (Some(about), turn))
}

/// A proposal, for those who may make or decide one in its unit.
///
/// # Errors
/// See [`NotDone`].
pub fn one(register: &Register, actor: &Actor, id: i64) -> Result<Erasure, NotDone> {
    let found = register.store.read(|c| stream::erasure(c, id))?;
    let scope = policy::scope(actor, Action::ProposeErasure);
    let sees = |erasure: &Erasure| scope.covers(&erasure.proposed.unit);
    found.filter(sees).ok_or(NotDone::NotFound)
}

/// The proposal for this case that waits for a second person.
///
/// # Errors
/// The database does not answer.
pub fn waiting(register: &Register, case: i64) -> Result<Option<Erasure>, NotDone> {
    let all = register.store.read(|c| of(c, case))?;
    Ok(all.into_iter().find(Erasure::is_waiting))
}

/// The proposals of half a year that wait for this person's decision, the newest first.
///
/// # Errors
/// The database does not answer.
pub fn to_decide(register: &Register, actor: &Actor) -> Result<Vec<Erasure>, store::Error> {
    let scope = policy::scope(actor, Action::ApproveErasure);
    if scope.units().is_empty() {
        return Ok(Vec::new());
    }
    let since = register.clock.now().plus_seconds(-180 * 86_400);
    let narrow = Narrow {
        from: Some(since),
        ..proposed()
    };
    let mut all = register.store.read(|c| of_trail(c, &scope, &narrow, 200))?;
    all.retain(|it| it.is_waiting() && it.by != actor.user);
    Ok(all)
}

/// What a proposal would erase, as whoever decides on it is shown.
#[derive(Debug, Clone)]
pub struct Preview {
    pub places: Vec<Place>,
    /// Values that concern the person and others too: they stay.
    pub shared: usize,
    /// The case as it is now.
    pub file: CaseFile,
}

/// What a proposal would erase now.
///
/// # Errors
/// The database does not answer.
pub fn preview(register: &Register, erasure: &Erasure) -> Result<Preview, NotDone> {
    let (file, history) = register.store.read(|c| told(c, erasure.proposed.case))?;
    let all = places::all(&history);
    let what = &erasure.proposed.what;
    let shared = match what {
        What::Person { person } => places::shared(&all, *person),
        What::Value { .. } | What::Scan { .. } => 0,
    };
    Ok(Preview {
        places: places::of(&all, what),
        shared,
        file,
    })
}

/// Every value of a case that may be erased, for those who may propose it.
///
/// # Errors
/// See [`NotDone`].
pub fn values(register: &Register, actor: &Actor, reference: &str) -> Result<Vec<Place>, NotDone> {
    let scope = policy::scope(actor, Action::ProposeErasure);
    register.store.read(|c| {
        let kept = cases::by_reference(c, &scope, reference)?.ok_or(NotDone::NotFound)?;
        Ok(places::all(&told(c, kept.id)?.1))
    })
}

/// A second person does not agree.
///
/// # Errors
/// See [`NotDone`].
pub fn refuse(
    register: &Register,
    actor: &Actor,
    id: i64,
    reason: &str,
) -> Result<Erasure, NotDone> {
    let seen = one(register, actor, id)?;
    let unit = seen.proposed.unit.clone();
    let post = post(actor, Action::ApproveErasure, &unit).ok_or(NotDone::NotFound)?;
    let (inner, who, reason) = (register.clone(), actor.clone(), reason.to_owned());
    write(register, move |c| {
        let now = stream::erasure(c, id)?.ok_or(NotDone::NotFound)?;
        let turn = erasure::refuse(&now, &who, &reason)?;
        let case = (&unit, now.proposed.case);
        record(c, &inner, (id, now.seq), (&who, post.clone()), case, &turn)?;
        Ok(())
    })?;
    one(register, actor, id)
}

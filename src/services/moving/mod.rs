//! Moving open cases to another version of their directive: dry run, proposal, approval by a second
//! person, and the carrying out, case by case. Nothing here moves a case by itself.

mod carrying;
mod dry_run;
mod stream;

use std::sync::Arc;

use super::accounts::recording::{By, again};
use super::casework::Failure;
use super::reading::{self, Reader};
use super::recording::record_turn;
use super::register::Register;
use crate::domain::access::policy::{self, Action};
use crate::domain::access::{Actor, Grant, Role, Scope};
use crate::domain::case::Personal;
use crate::domain::directive::moving::event::{MoveListed, MoveProposed, Turn};
use crate::domain::directive::moving::{
    Batch, MOVES, Order, PART, Refused, State, decide, may_agree,
};
use crate::store::trail::{self, Narrow};
use crate::store::{self, cases, counters, streams};

pub use carrying::{JOB, carry_out_part};
pub use dry_run::{DryRun, Tried, Wish, dry_run};

/// Why something with a move was not done.
#[derive(Debug, thiserror::Error)]
pub enum NotDone {
    #[error(transparent)]
    Failed(#[from] Failure),
    #[error("refused: {0:?}")]
    Refused(Refused),
    /// None of the person's posts moves cases.
    #[error("not this person's to do")]
    Forbidden,
    /// No such move, or not this person's to see.
    #[error("no such move, or not this person's to see")]
    NotFound,
}

impl From<store::Error> for NotDone {
    fn from(error: store::Error) -> Self {
        Self::Failed(error.into())
    }
}

impl From<Refused> for NotDone {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

/// The post by which somebody moves cases of this unit.
fn post<'a>(actor: &'a Actor, unit: &crate::domain::access::UnitPath) -> Option<&'a Grant> {
    let roles = policy::roles(Action::MoveCases);
    let mut all = actor.grants.iter();
    all.find(|g| roles.contains(&g.role) && g.unit.covers(unit))
}

/// Tries a move and puts it forward as it was found. What stands nowhere under the new version is left
/// out, and counted.
///
/// # Errors
/// See [`NotDone`].
pub fn propose(
    register: &Register,
    reader: Reader<'_>,
    wish: &Wish,
    reason: &str,
) -> Result<Batch, NotDone> {
    let reason = Personal::some(Some(reason)).ok_or(Refused::ReasonMissing)?;
    let tried = dry_run(register, reader, wish, reason.or_empty())?;
    if tried.moves.is_empty() {
        let looked = u64::try_from(tried.left.len()).unwrap_or(u64::MAX);
        return Err(Refused::NoCase { looked }.into());
    }
    let actor = reader.actor;
    let grant = post(actor, &tried.chosen.unit).ok_or(NotDone::Forbidden)?;
    let by = By::Colleague(actor.user, Some(grant.clone()));
    let turns = turns(&tried, reason, Personal::new(&actor.name));
    let id = again(|| {
        let (register, by, turns) = (register.clone(), by.clone(), turns.clone());
        register.store.clone().write(move |c| {
            let id = counters::next(c, "move")?;
            let stream = Batch::stream_of(id);
            for (seen, turn) in (0..).zip(&turns) {
                record_turn(c, &register, (&stream, seen), &by, (None, turn))?;
            }
            Ok::<_, store::Error>(id)
        })
    })?;
    let made = register.store.read(|c| stream::batch(c, id))?;
    made.ok_or(NotDone::NotFound)
}

fn turns(tried: &DryRun, reason: Personal, name: Personal) -> Vec<Turn> {
    let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    let proposed = MoveProposed {
        from: tried.from.clone(),
        to: tried.to.clone(),
        chosen: tried.chosen.clone(),
        reason,
        name,
        as_of: tried.as_of,
        cases: count(tried.moves.len()),
        left: count(tried.left.len()),
        found: tried.found.clone(),
    };
    let parts = (1..).zip(tried.moves.chunks(PART));
    let parts = parts.map(|(part, cases)| {
        let cases = cases.iter().map(|it| (it.case, it.seq)).collect();
        Turn::MoveListed(MoveListed { part, cases })
    });
    let first = Turn::MoveProposed(Box::new(proposed));
    std::iter::once(first).chain(parts).collect()
}

/// Approves, refuses or takes back a move. Once approved, its parts are in the queue: any process that
/// serves carries them out.
///
/// # Errors
/// See [`NotDone`].
pub fn order(register: &Register, actor: &Actor, id: i64, order: &Order) -> Result<Batch, NotDone> {
    let seen = batch(register, actor, id)?;
    let grant = post(actor, &seen.proposed.chosen.unit).ok_or(NotDone::Forbidden)?;
    let by = By::Colleague(actor.user, Some(grant.clone()));
    again(|| {
        let (register, by, order, actor) =
            (register.clone(), by.clone(), order.clone(), actor.clone());
        register.store.clone().write(move |c| {
            let Some(batch) = stream::batch(c, id)? else {
                return Err(store::Error::corrupt("streams", Batch::stream_of(id)));
            };
            let turn = match decide(&batch, &order, &actor) {
                Ok(turn) => turn,
                Err(refused) => return Ok(Err(refused)),
            };
            let stream = Batch::stream_of(id);
            record_turn(c, &register, (&stream, batch.seq), &by, (None, &turn))?;
            if matches!(turn, Turn::MoveApproved(_)) {
                let now = register.clock.now();
                for listed in &batch.parts {
                    carrying::enqueue(c, now, id, listed.part)?;
                }
            }
            Ok(Ok(()))
        })
    })??;
    batch(register, actor, id)
}

/// Whether the person may know of a move.
fn sees(actor: &Actor, batch: &Batch) -> bool {
    let unit = &batch.proposed.chosen.unit;
    policy::scope(actor, Action::ReadCase).covers(unit)
}

/// A move, for whoever reads the cases of its unit.
///
/// # Errors
/// See [`NotDone`].
pub fn batch(register: &Register, actor: &Actor, id: i64) -> Result<Batch, NotDone> {
    let found = register.store.read(|c| stream::batch(c, id))?;
    found
        .filter(|batch| sees(actor, batch))
        .ok_or(NotDone::NotFound)
}

/// The moves that the person may know of, the newest first.
///
/// # Errors
/// The database does not answer.
pub fn batches(register: &Register, actor: &Actor) -> Result<Vec<Batch>, NotDone> {
    let mut found = register.store.read(|c| {
        let (mut all, mut after) = (Vec::new(), String::new());
        loop {
            let names = streams::names(c, MOVES, &after, 200)?;
            let Some(last) = names.last() else {
                return Ok::<_, store::Error>(all);
            };
            after.clone_from(last);
            for id in names
                .iter()
                .filter_map(|n| n.strip_prefix(MOVES)?.parse().ok())
            {
                all.extend(stream::batch(c, id)?);
            }
        }
    })?;
    found.retain(|batch| sees(actor, batch));
    found.sort_by_key(|batch| std::cmp::Reverse(batch.id));
    Ok(found)
}

/// The moves of half a year that wait for this person's decision, the newest first.
///
/// # Errors
/// The database does not answer.
pub fn to_decide(register: &Register, actor: &Actor) -> Result<Vec<Batch>, store::Error> {
    if !actor.has(Role::ProvincialDirector) {
        return Ok(Vec::new());
    }
    let narrow = Narrow {
        from: Some(register.clock.now().plus_seconds(-180 * 86_400)),
        kinds: vec!["move_proposed".to_owned()],
        seldom: true,
        ..Narrow::default()
    };
    register.store.read(|c| {
        let mut all = Vec::new();
        // Whoever proposed it may have the post of another unit than that of the cases.
        let places = trail::page(c, &Scope::of_process(), &narrow, None, 200)?;
        let ids: Vec<i64> = places.iter().map(|place| place.event).collect();
        for event in streams::by_ids(c, &ids)? {
            let id = event.stream.strip_prefix(MOVES);
            if let Some(id) = id.and_then(|id| id.parse().ok()) {
                all.extend(stream::batch(c, id)?);
            }
        }
        all.retain(|it: &Batch| {
            let others = it.proposed_by.user != actor.user;
            others && it.state() == State::Proposed && may_agree(actor, it)
        });
        Ok(all)
    })
}

/// What came of a case of a move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Came {
    /// Its part is not carried out yet.
    Waits,
    Moved,
    /// Code of the reason.
    Stayed(String),
}

/// A case of a move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseOfMove {
    pub reference: String,
    pub came: Came,
}

/// The cases of a move that the person may read, in the order of the list; recorded as read.
///
/// # Errors
/// See [`NotDone`].
pub fn cases_of(
    register: &Arc<Register>,
    reader: Reader<'_>,
    batch: &Batch,
) -> Result<Vec<CaseOfMove>, NotDone> {
    let scope = policy::scope(reader.actor, Action::ReadCase);
    let all = batch.parts.iter().flat_map(|part| &part.cases);
    let found = register.store.read(|c| {
        let mut found = Vec::new();
        for (id, _) in all {
            let Some(case) = cases::case(c, &scope, *id)? else {
                continue;
            };
            found.push(CaseOfMove {
                reference: case.reference,
                came: came(batch, *id),
            });
        }
        Ok::<_, store::Error>(found)
    })?;
    reading::move_read(register, reader, batch.id, found.len())?;
    Ok(found)
}

fn came(batch: &Batch, id: i64) -> Came {
    let mut stayed = batch.not_moved();
    if batch.done.iter().any(|part| part.moved.contains(&id)) {
        return Came::Moved;
    }
    let why = stayed.find(|it| it.case == id);
    why.map_or(Came::Waits, |it| Came::Stayed(it.why.clone()))
}

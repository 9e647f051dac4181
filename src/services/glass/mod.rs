//! Emergency access: asked for with a reason, told at once, reviewed by an auditor.

mod stream;

use crate::domain::access::glass::{self, Asking, Glass, LASTS, Refused, Verdict};
use crate::domain::access::policy::{self, Action};
use crate::domain::access::{Actor, Grant, Scope};
use crate::domain::time::Moment;
use crate::services::accounts::again;
use crate::services::accounts::recording::By;
use crate::services::finding::tracking;
use crate::services::reading::{self, Reader};
use crate::services::recording::record_turn;
use crate::services::register::Register;
use crate::store::trail::{self, About, Narrow};
use crate::store::{self, Conn, cases, counters, streams};
use crate::text::digits::to_latin;

/// Why it was not done.
#[derive(Debug, thiserror::Error)]
pub enum NotDone {
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error("refused: {0:?}")]
    Refused(Refused),
    /// No such case, or no such access, or not this person's to see.
    #[error("not found")]
    NotFound,
}

impl From<Refused> for NotDone {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

fn broken() -> Narrow {
    Narrow {
        kinds: vec!["glass_broken".to_owned()],
        seldom: true,
        ..Narrow::default()
    }
}

/// Accesses as the trail has them, folded.
fn of_trail(
    c: &mut Conn,
    scope: &Scope,
    narrow: &Narrow,
    limit: u32,
) -> Result<Vec<Glass>, store::Error> {
    let places = trail::page(c, scope, narrow, None, limit)?;
    let ids: Vec<i64> = places.iter().map(|place| place.event).collect();
    let mut found = Vec::new();
    for event in streams::by_ids(c, &ids)? {
        if let Some(id) = Glass::id_of_stream(&event.stream) {
            found.extend(stream::glass(c, id)?);
        }
    }
    Ok(found)
}

/// Every access that this person ever had.
fn held(c: &mut Conn, actor: &Actor, from: Option<Moment>) -> Result<Vec<Glass>, store::Error> {
    let narrow = Narrow {
        actor: Some(actor.user.to_string()),
        from,
        ..broken()
    };
    of_trail(c, &Scope::of_process(), &narrow, 10_000)
}

/// The access by which this person reads beyond her reach now, if it is to this case.
///
/// # Errors
/// The database does not answer.
pub fn open_on(
    c: &mut Conn,
    register: &Register,
    actor: &Actor,
    reference: &str,
) -> Result<Option<Glass>, store::Error> {
    let now = register.clock.now();
    let recent = held(c, actor, Some(now.plus_seconds(-LASTS)))?;
    let fits = |glass: &Glass| glass.broken.reference == reference && glass.is_open(now);
    Ok(recent.into_iter().find(fits))
}

/// Opens one case to whoever asks, for an hour. That it was asked for is on record even where there is no
/// such case.
///
/// # Errors
/// See [`NotDone`].
pub fn ask(
    register: &Register,
    reader: Reader<'_>,
    number: &str,
    reason: &str,
) -> Result<Glass, NotDone> {
    let actor = reader.actor;
    let latin = to_latin(number.trim()).to_uppercase();
    let all = Scope::of_process();
    let kept = register.store.read(|c| {
        let by_number = cases::by_reference(c, &all, &latin)?;
        match by_number {
            Some(case) => Ok(Some(case)),
            None => cases::by_tracking(c, &all, &tracking(&latin)),
        }
    })?;
    let held_so_far = register.store.read(|c| held(c, actor, None))?;
    // Whoever may not ask is not told whether there is such a case.
    glass::standing(&held_so_far, register.clock.now())?;
    let Some(kept) = kept else {
        reading::glass_missed(register, reader, number, reason)?;
        return Err(NotDone::NotFound);
    };
    let roles = policy::roles(Action::BreakGlass);
    let post = actor.grants.iter().find(|g| roles.contains(&g.role));
    let by = By::Colleague(actor.user, post.cloned());
    let id = again(|| {
        let (register, by, actor) = (register.clone(), by.clone(), actor.clone());
        let (kept, reason) = (kept.clone(), reason.to_owned());
        register.store.clone().write(move |c| {
            let held = held(c, &actor, None)?;
            let asking = Asking {
                case: (kept.id, &kept.reference, &kept.unit),
                actor: &actor,
                within_reach: policy::scope(&actor, Action::ReadCase).covers(&kept.unit),
                reason: &reason,
                held: &held,
                now: register.clock.now(),
            };
            let turn = match glass::ask(&asking) {
                Ok(turn) => turn,
                Err(refused) => return Ok::<_, store::Error>(Err(refused)),
            };
            let id = counters::next(c, "glass")?;
            let about = About::of_case(kept.unit.clone(), kept.id);
            let stream = Glass::stream_of(id);
            record_turn(c, &register, (&stream, 0), &by, (Some(about), &turn))?;
            Ok(Ok(id))
        })
    })??;
    let made = register.store.read(|c| stream::glass(c, id))?;
    made.ok_or(NotDone::NotFound)
}

/// The accesses to cases of the asker's area, the newest first.
///
/// # Errors
/// The database does not answer.
pub fn told_to(
    register: &Register,
    actor: &Actor,
    since: Option<Moment>,
    limit: u32,
) -> Result<Vec<Glass>, store::Error> {
    let scope = policy::scope(actor, Action::SeeGlass);
    let narrow = Narrow {
        from: since,
        ..broken()
    };
    register.store.read(|c| of_trail(c, &scope, &narrow, limit))
}

/// How many accesses of the last month in the person's area nobody has reviewed yet.
///
/// # Errors
/// The database does not answer.
pub fn waiting(register: &Register, actor: &Actor) -> Result<usize, store::Error> {
    let since = register.clock.now().plus_seconds(-30 * 86_400);
    let all = told_to(register, actor, Some(since), 200)?;
    Ok(all.iter().filter(|glass| glass.reviewed.is_none()).count())
}

/// One access: for whoever asked for it, and for those who oversee the case.
///
/// # Errors
/// See [`NotDone`].
pub fn one(register: &Register, actor: &Actor, id: i64) -> Result<Glass, NotDone> {
    let found = register.store.read(|c| stream::glass(c, id))?;
    let scope = policy::scope(actor, Action::SeeGlass);
    let sees = |glass: &Glass| scope.covers(&glass.broken.unit);
    found.filter(sees).ok_or(NotDone::NotFound)
}

/// An auditor's verdict.
///
/// # Errors
/// See [`NotDone`].
pub fn review(
    register: &Register,
    actor: &Actor,
    id: i64,
    verdict: (Verdict, &str),
) -> Result<(), NotDone> {
    let seen = one(register, actor, id)?;
    let roles = policy::roles(Action::ReviewGlass);
    let unit = &seen.broken.unit;
    let reaches = |g: &&Grant| roles.contains(&g.role) && g.unit.covers(unit);
    let post = actor.grants.iter().find(reaches).ok_or(NotDone::NotFound)?;
    let by = By::Colleague(actor.user, Some(post.clone()));
    let (said, note) = (verdict.0, verdict.1.to_owned());
    again(|| {
        let (register, by, actor, note) =
            (register.clone(), by.clone(), actor.clone(), note.clone());
        register.store.clone().write(move |c| {
            let stream = Glass::stream_of(id);
            let Some(now) = stream::glass(c, id)? else {
                return Err(store::Error::corrupt("streams", stream));
            };
            let turn = match glass::review(&now, &actor, (said, &note)) {
                Ok(turn) => turn,
                Err(refused) => return Ok(Err(refused)),
            };
            let about = About::of_case(now.broken.unit.clone(), now.broken.case);
            record_turn(c, &register, (&stream, now.seq), &by, (Some(about), &turn))?;
            Ok(Ok(()))
        })
    })??;
    Ok(())
}

//! The work on a set: few cases at a time, each kept before the next is begun, so that whoever takes the
//! work up again goes on where it stopped.

use super::super::{Failure, Made, broken, bundle};
use super::packing;
use super::{State, Wish, folder, queue};
use crate::domain::access::Actor;
use crate::domain::access::policy::Action;
use crate::domain::case::CaseFile;
use crate::domain::history::bundle::Listed;
use crate::domain::history::bundle::set::InSet;
use crate::services::reading::Reader;
use crate::services::register::Register;
use crate::services::{accounts, casework, sealing};
use crate::store;
use crate::store::exports::{self, Part, Set};

/// Cases in one piece of work: far fewer than a lease lasts, so that clocks of cases come in between.
const PART: u32 = 20;

/// Makes the next few bundles of a set; after the last, puts them together. What breaks off is tried
/// again; given up after the `last` attempt.
///
/// # Errors
/// The database or the files do not answer, or nobody signs.
pub fn work(register: &Register, payload: &str, last: bool) -> Result<(), Failure> {
    let id: i64 = payload.parse().map_err(broken)?;
    let found = register.store.read(|c| exports::set(c, id))?;
    if is_over(register, id)? {
        return Ok(());
    }
    let Some(set) = found else { return Ok(()) };
    let done = piece(register, &set);
    let to = match (&done, last) {
        (Ok(()), _) => return Ok(()),
        (Err(_), false) => State::Interrupted,
        (Err(_), true) => State::Failed,
    };
    let turned = register
        .store
        .write(move |c| exports::turn(c, id, &State::UNDER_WAY, to))?;
    if turned && to == State::Failed {
        register.files.remove_all(folder(id))?;
    }
    done
}

fn piece(register: &Register, set: &Set) -> Result<(), Failure> {
    let (id, now) = (set.id, register.clock.now());
    let wish = Wish::read(set)?;
    if set.state == State::Interrupted {
        register
            .store
            .write(move |c| exports::turn(c, id, &State::UNDER_WAY, State::Waiting))?;
    }
    // Whoever may no longer export gets nothing more.
    let actor = accounts::actor_named(register, &wish.username)?;
    for part in register.store.read(|c| exports::waiting(c, id, PART))? {
        if is_over(register, id)? {
            return Ok(());
        }
        let came = match &actor {
            Some(actor) => one(register, (set, &wish), actor, &part)?,
            None => Err("not-found"),
        };
        register.store.write(move |c| {
            let came = came.as_deref().map_err(|trouble| *trouble);
            exports::settle(c, id, part.no, came)
        })?;
    }
    let progress = register.store.read(|c| exports::progress(c, id))?;
    let done = progress.made + progress.failed;
    if done < progress.total {
        register.store.write(move |c| queue(c, id, done, now))?;
        return Ok(());
    }
    if is_over(register, id)? {
        return Ok(());
    }
    let actor = actor.ok_or(Failure::NotFound)?;
    let reader = Reader {
        actor: &actor,
        session: set.session,
    };
    packing::pack(register, reader, (set, &wish))
}

/// Whether nothing is to be made any more: another process was quicker, or the set was given up or withdrawn
/// while it was made; then nothing of it is left.
fn is_over(register: &Register, id: i64) -> Result<bool, Failure> {
    let set = register.store.read(|c| exports::set(c, id))?;
    match set.map(|set| set.state) {
        Some(state) if state.is_under_way() => return Ok(false),
        Some(State::Done) => {}
        _ => register.files.remove_all(folder(id))?,
    }
    Ok(true)
}

/// The bundle of one case, kept: what the list of the set says of it, or why there is none.
fn one(
    register: &Register,
    (set, wish): (&Set, &Wish),
    actor: &Actor,
    part: &Part,
) -> Result<Result<String, &'static str>, Failure> {
    let made = match made(register, (set, wish), actor, part) {
        Ok(made) => made,
        Err(failure) => return trouble(register, failure).map(Err),
    };
    let listed = InSet {
        no: part.no,
        case: part.reference.clone(),
        stream: CaseFile::stream_of(part.case_id),
        seq: made.seq,
        head: made.head,
        file: Listed::of(&format!("{}.zip", part.reference), &made.bytes),
    };
    register.files.keep_bytes(folder(set.id), &made.bytes)?;
    Ok(Ok(serde_json::to_string(&listed).map_err(broken)?))
}

fn made(
    register: &Register,
    (set, wish): (&Set, &Wish),
    actor: &Actor,
    part: &Part,
) -> Result<Made, Failure> {
    let tell = register.tell;
    let tell = tell.ok_or_else(|| broken("nobody is there to tell histories"))?;
    let opened = casework::load(register, actor, Action::ExportCase, &part.reference)?;
    let reader = Reader {
        actor,
        session: set.session,
    };
    bundle(register, reader, &opened, &wish.of_case(), tell)
}

/// A trouble of this case alone, by its code; what would befall every case breaks the work off.
fn trouble(register: &Register, failure: Failure) -> Result<&'static str, Failure> {
    match failure {
        Failure::NotFound => Ok("not-found"),
        Failure::NotSealed(why) => match sealing::seal(register) {
            Ok(_) => Ok("not-sealed"),
            Err(_nobody_signs) => Err(Failure::NotSealed(why)),
        },
        Failure::Store(store::Error::Files(_) | store::Error::Corrupt { .. })
        | Failure::Unreadable(_)
        | Failure::Broken(_) => Ok("damaged"),
        other => Err(other),
    }
}

//! The carrying out of an approved erasure: openings, projections, drafts and kept answers in one
//! transaction, scans and the database's log right after it.

use std::collections::BTreeSet;

use super::typed::{self, Typed};
use super::{NotDone, one, post, record, stream, told, unfit, write};
use crate::domain::access::policy::Action;
use crate::domain::access::{Actor, Grant};
use crate::domain::case::CaseFile;
use crate::domain::case::decide::Drafted;
use crate::domain::case::event::Happening;
use crate::domain::erasure::event::{ErasureApproved, Turn};
use crate::domain::erasure::places::{Place, Sought};
use crate::domain::erasure::{self, Erasure};
use crate::domain::time::Moment;
use crate::services::casework::rows;
use crate::services::export::sets;
use crate::services::recording::{self, Occasion};
use crate::services::register::Register;
use crate::store::{self, Conn, cases, commands, drafts, streams};

/// What came of an approval.
#[derive(Debug, Clone)]
pub struct Erased {
    pub erasure: Erasure,
    /// How many values went.
    pub values: usize,
    /// Scans that could not be removed from the files: they are of no case any more.
    pub left: usize,
    /// Whether the log of the database was emptied; where somebody reads, it is later.
    pub emptied: bool,
}

/// A second person agrees, and the values are erased.
///
/// # Errors
/// See [`NotDone`].
pub fn approve(register: &Register, actor: &Actor, id: i64) -> Result<Erased, NotDone> {
    let seen = one(register, actor, id)?;
    let unit = &seen.proposed.unit;
    let post = post(actor, Action::ApproveErasure, unit).ok_or(NotDone::NotFound)?;
    register.looks.flush()?;
    // Years of searches are looked through before anybody has to wait for it.
    let ahead = Ahead {
        at: register.clock.now(),
        found: register.store.read(|c| typed_so_far(c, &seen, actor))?,
    };
    let (inner, who) = (register.clone(), actor.clone());
    let done = write(register, move |c| {
        approve_in(c, &inner, (&who, post.clone()), (id, &ahead))
    })?;
    let case = seen.proposed.case;
    register.recent.forget(case);
    let removed = |digest: &String| match register.files.remove(case, digest) {
        Ok(()) => true,
        Err(wrong) => {
            tracing::warn!(%wrong, "an erased scan was not removed");
            false
        }
    };
    let mut kept = 0;
    for set in done.sets {
        if let Err(wrong) = register.files.remove_all(sets::folder(set)) {
            tracing::warn!(%wrong, "a withdrawn set of copies was not removed");
            kept += 1;
        }
    }
    Ok(Erased {
        erasure: one(register, actor, id)?,
        values: done.values,
        left: done.scans.iter().filter(|digest| !removed(digest)).count() + kept,
        emptied: register.store.checkpoint()?,
    })
}

/// What officials typed outside of the case, as it was looked through ahead.
#[derive(Clone)]
struct Ahead {
    at: Moment,
    /// What was looked for, and where it stood.
    found: (Sought, Typed),
}

fn typed_so_far(c: &mut Conn, seen: &Erasure, actor: &Actor) -> Result<(Sought, Typed), NotDone> {
    let (file, history) = told(c, seen.proposed.case)?;
    // What will be refused is not looked for.
    let approved = erasure::approve(seen, actor, (&file, &history))?;
    let sought = Sought::of(&approved.places, &seen.proposed.what);
    let typed = typed::find(c, &sought, None)?;
    Ok((sought, typed))
}

impl Ahead {
    /// All of it now: what came since is looked through again, and everything where more is sought by now.
    fn and_since(&self, c: &mut Conn, sought: &Sought) -> Result<Typed, store::Error> {
        let (known, found) = &self.found;
        if known != sought {
            return typed::find(c, sought, None);
        }
        let since = self.at.plus_seconds(-typed::AGAIN);
        let mut all = found.clone();
        all.extend(typed::find(c, sought, Some(since))?);
        Ok(all)
    }
}

/// What is to be removed from the files once the transaction stands.
struct Done {
    values: usize,
    /// Scans that are of no paper any more.
    scans: BTreeSet<String>,
    /// Sets of copies that were withdrawn.
    sets: Vec<i64>,
}

fn approve_in(
    c: &mut Conn,
    register: &Register,
    (actor, post): (&Actor, Grant),
    (id, ahead): (i64, &Ahead),
) -> Result<Done, NotDone> {
    let now = stream::erasure(c, id)?.ok_or(NotDone::NotFound)?;
    let (case, reference) = (now.proposed.case, now.proposed.reference.clone());
    cases::hold(c, &reference)?;
    let (file, history) = told(c, case)?;
    let approved = erasure::approve(&now, actor, (&file, &history))?;
    let unit = now.proposed.unit.clone();
    let happening = Happening::Erased(Box::new(approved.erased));
    say(c, register, (case, &file), (actor, &post), happening)?;
    take(c, case, &approved.places)?;
    let sought = Sought::of(&approved.places, &now.proposed.what);
    let everywhere = ahead.and_since(c, &sought)?;
    let turn = Turn::ErasureApproved(ErasureApproved {
        typed: typed::erase(c, register, id, (actor.user, &post), &everywhere)?,
        ..approved.approval
    });
    record(
        c,
        register,
        (id, now.seq),
        (actor, post),
        (&unit, case),
        &turn,
    )?;
    let left = tell_anew(c, case)?;
    drafts::forget_case(c, case)?;
    commands::forget_case(c, &reference)?;
    let gone = approved.places.iter().filter_map(Place::scan);
    let gone = gone.filter(|digest| !scans(&left).contains(digest));
    Ok(Done {
        values: approved.places.len(),
        scans: gone.map(str::to_owned).collect(),
        sets: typed::withdraw(c, &sought)?,
    })
}

/// The event of the case that names what is erased.
fn say(
    c: &mut Conn,
    register: &Register,
    (case, file): (i64, &CaseFile),
    (actor, post): (&Actor, &Grant),
    happening: Happening,
) -> Result<(), NotDone> {
    let at = register.clock.now().max(file.last_at);
    let occasion = Occasion {
        stream: CaseFile::stream_of(case),
        at,
        occurred_on: at.tehran_date(),
        user: Some((actor.user, actor.name.clone())),
        process: None,
        unit: file.unit.clone(),
        directive: file.directive.clone(),
        key: None,
    };
    let drafted = Drafted {
        happening,
        positions: file.positions.clone(),
        whole: None,
        role: Some(post.role),
    };
    let head = streams::head(c, &occasion.stream)?;
    if head.seq != file.seq {
        return Err(store::Error::Raced.into());
    }
    let sealed = recording::seal_events(&head, &occasion, vec![drafted], register.entropy.as_ref());
    let (_, events) = sealed.map_err(unfit)?;
    streams::append(c, &occasion.stream, &head, events)?;
    Ok(())
}

fn take(c: &mut Conn, case: i64, places: &[Place]) -> Result<(), NotDone> {
    let stream = CaseFile::stream_of(case);
    let events: BTreeSet<u64> = places.iter().map(|place| place.seq).collect();
    for seq in events {
        let here = places.iter().filter(|place| place.seq == seq);
        let paths: Vec<&str> = here.map(|place| place.path.as_str()).collect();
        streams::erase(c, &stream, seq, &paths)?;
    }
    Ok(())
}

/// Every row of the case anew from what its events still say.
fn tell_anew(c: &mut Conn, case: i64) -> Result<CaseFile, NotDone> {
    let (file, _) = told(c, case)?;
    cases::rebuild(c, &rows(case, &file)?)?;
    Ok(file)
}

fn scans(file: &CaseFile) -> BTreeSet<&str> {
    let versions = file.papers.iter().flat_map(|paper| &paper.versions);
    let files = versions.filter_map(|version| version.what.file.as_ref());
    files.filter_map(|file| file.digest.known()).collect()
}

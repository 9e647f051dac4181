//! Half-written forms: kept for their writer, no part of any history.

use crate::domain::access::{Scope, UnitPath, UserId};
use crate::store::drafts::{self, Draft, NewDraft};
use crate::store::{self, cases};

use super::register::Register;

/// Keeps a new draft and gives its id.
///
/// # Errors
/// The database does not answer.
pub fn keep(
    register: &Register,
    user: UserId,
    kind: &str,
    title: &str,
    body: &str,
) -> Result<i64, store::Error> {
    let unit = UnitPath::parse(UnitPath::COUNTRY)
        .ok_or_else(|| store::Error::corrupt("drafts", UnitPath::COUNTRY))?;
    let new = NewDraft {
        user,
        unit,
        kind: kind.to_owned(),
        title: title.to_owned(),
        body: body.to_owned(),
        at: register.clock.now(),
    };
    register.store.write(move |c| drafts::insert(c, &new))
}

/// Replaces what a draft holds; `false` when it is not there or not this person's.
///
/// # Errors
/// The database does not answer.
pub fn replace(
    register: &Register,
    draft: &Draft,
    title: &str,
    body: &str,
) -> Result<bool, store::Error> {
    let (id, user, at) = (draft.id, draft.user, register.clock.now());
    let (title, body) = (title.to_owned(), body.to_owned());
    register
        .store
        .write(move |c| drafts::update(c, (id, user), &title, &body, at))
}

/// The number of the case that will come of a draft: its scans are kept under it before it is
/// opened. `None` when the draft is gone.
///
/// # Errors
/// The database does not answer.
pub fn case_id(register: &Register, draft: &Draft) -> Result<Option<i64>, store::Error> {
    let (id, user) = (draft.id, draft.user);
    register
        .store
        .write(move |c| drafts::take_case_id(c, id, user))
}

/// A draft of this person.
///
/// # Errors
/// The database does not answer.
pub fn find(register: &Register, user: UserId, id: i64) -> Result<Option<Draft>, store::Error> {
    register.store.read(|c| drafts::draft(c, id, user))
}

/// Every draft of this person of one kind.
///
/// # Errors
/// The database does not answer.
pub fn of_kind(register: &Register, user: UserId, kind: &str) -> Result<Vec<Draft>, store::Error> {
    let all = register.store.read(|c| drafts::drafts(c, user))?;
    Ok(all.into_iter().filter(|d| d.kind == kind).collect())
}

/// How many drafts of one kind this person has.
///
/// # Errors
/// The database does not answer.
pub fn count(register: &Register, user: UserId, kind: &str) -> Result<u64, store::Error> {
    register.store.read(|c| drafts::count(c, user, kind))
}

/// Throws a draft away, and the scans that were kept for it.
///
/// # Errors
/// The database does not answer.
pub fn discard(register: &Register, draft: &Draft) -> Result<bool, store::Error> {
    let (id, user, case_id) = (draft.id, draft.user, draft.case_id);
    let (gone, unopened) = register.store.write(move |c| {
        let gone = drafts::delete(c, id, user)?;
        let scope = Scope::of_process();
        let unopened = match case_id {
            Some(case_id) => cases::case(c, &scope, case_id)?.is_none(),
            None => false,
        };
        Ok::<_, store::Error>((gone, unopened))
    })?;
    if let Some(case_id) = case_id.filter(|_| gone && unopened) {
        register.files.remove_all(case_id)?;
    }
    Ok(gone)
}

//! Setting and changing passwords.

use std::sync::Arc;

use serde_json::json;

use super::password::{Unfit, fit, hash_password, verified};
use super::recording::{By, Occasion, again, record};
use super::sessions::SignedIn;
use super::signing_in::{account_key, count_alone};
use super::staff::{by, known};
use crate::domain::access::{Actor, UserId};
use crate::services::register::Register;
use crate::store::accounts::{self, Credential, User};
use crate::store::{self, sessions, throttle};

/// Sets a password that its owner must change at the next sign-in; ends all sessions, and counts
/// failed attempts from the beginning.
pub fn set_one_time_password(
    register: &Register,
    user_id: UserId,
    password: &str,
    actor: Option<&Actor>,
) -> Result<(), store::Error> {
    let phc = hash_password(password, register.entropy.as_ref())?;
    let (now, by) = (register.clock.now(), by(actor));
    again(|| {
        let (entropy, by, phc) = (Arc::clone(&register.entropy), by.clone(), phc.clone());
        register.store.write(move |c| {
            let user = known(c, user_id)?;
            let credential = Credential {
                phc,
                changed_at: now,
            };
            accounts::set_credential(c, user_id, &credential)?;
            throttle::clear(c, &account_key(&user.username))?;
            throttle::clear(c, &own_key(user_id))?;
            let must_change = true;
            accounts::update(
                c,
                &User {
                    must_change,
                    ..user
                },
            )?;
            sessions::end_all(c, user_id, None, now)?;
            let on = Occasion {
                by: &by,
                at: now,
                entropy: entropy.as_ref(),
            };
            record(
                c,
                user_id,
                "password_changed",
                json!({ "one_time": true }),
                &on,
            )
        })
    })
}

/// Why one's password was not changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotChanged {
    /// The old password was not right.
    Wrong,
    /// It was wrong too often; seconds to wait.
    Wait(i64),
    Unfit(Unfit),
}

/// The key under which wrong old passwords of somebody signed in are counted.
fn own_key(id: UserId) -> String {
    format!("own:{}", id.0)
}

/// Changes one's own password; every other session of the person ends. The attempt is counted before
/// the old password is looked at: whoever sits down at an open session does not guess it.
pub fn change_password(
    register: &Register,
    signed_in: &SignedIn,
    old: &str,
    new: &str,
) -> Result<Result<(), NotChanged>, store::Error> {
    let id = signed_in.actor.user;
    if let Some(wait) = count_alone(register, &own_key(id))? {
        return Ok(Err(NotChanged::Wait(wait)));
    }
    let credential = register.store.read(|c| accounts::credential(c, id))?;
    let proof = credential.as_ref().map(|c| c.phc.as_str());
    let busy = |_| store::Error::Unavailable("too many passwords at once".to_owned());
    if !verified(old, proof).map_err(busy)? {
        return Ok(Err(NotChanged::Wrong));
    }
    again(|| {
        register
            .store
            .write(move |c| throttle::clear(c, &own_key(id)))
    })?;
    if let Err(unfit) = fit(new, &signed_in.username) {
        return Ok(Err(NotChanged::Unfit(unfit)));
    }
    if old == new {
        return Ok(Err(NotChanged::Unfit(Unfit::SameAsBefore)));
    }
    let phc = hash_password(new, register.entropy.as_ref())?;
    let (now, keep) = (register.clock.now(), signed_in.session);
    again(|| {
        let (entropy, phc) = (Arc::clone(&register.entropy), phc.clone());
        register.store.write(move |c| {
            let user = known(c, id)?;
            let credential = Credential {
                phc,
                changed_at: now,
            };
            accounts::set_credential(c, id, &credential)?;
            let must_change = false;
            accounts::update(
                c,
                &User {
                    must_change,
                    ..user
                },
            )?;
            sessions::end_all(c, id, Some(keep), now)?;
            let on = Occasion {
                by: &By::Oneself,
                at: now,
                entropy: entropy.as_ref(),
            };
            record(c, id, "password_changed", json!({ "one_time": false }), &on)
        })
    })?;
    Ok(Ok(()))
}

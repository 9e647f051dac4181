//! Accounts and grants as an administrator keeps them, and one's own password.

use std::sync::Arc;

use jiff::civil::Date;
use serde_json::{Value, json};

use super::password::{Unfit, fit, hash_password, verified};
use super::recording::{By, Occasion, again, record};
use super::sessions::SignedIn;
use super::signing_in::{account_key, spelled};
use crate::domain::access::policy::{self, Action};
use crate::domain::access::{Actor, Grant, UserId};
use crate::domain::time::{Entropy, Moment};
use crate::services::register::Register;
use crate::store::accounts::{self, Credential, KeptGrant, NewUser, User};
use crate::store::{self, Conn, sessions, throttle};

/// A person's account with all its grants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staff {
    pub user: User,
    pub grants: Vec<KeptGrant>,
}

/// A person to be given an account.
#[derive(Clone)]
pub struct NewAccount {
    pub username: String,
    pub name_fa: String,
    pub name_en: String,
    /// What makes this person one and the same: personnel number.
    pub person_ref: String,
    pub password: String,
    /// The password was chosen by somebody else and must be changed at first sign-in.
    pub must_change: bool,
    pub grants: Vec<Grant>,
}

/// Never shows the password.
impl std::fmt::Debug for NewAccount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewAccount(..)")
    }
}

/// What came of giving a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Granting {
    Done,
    /// Nobody gives a role to themselves.
    OwnAccount,
    /// The person or the unit is not in the administrator's area.
    Outside,
    /// The person holds this role there already.
    Held,
}

fn by(actor: Option<&Actor>) -> By {
    match actor {
        None => By::Bootstrap,
        Some(actor) => {
            let grant = actor
                .grants
                .iter()
                .find(|g| policy::roles(Action::ManageUsers).contains(&g.role));
            By::Colleague(actor.user, grant.cloned())
        }
    }
}

/// Adds an account with its grants. `by` is absent for the first account of a register, and on the
/// command line before there is one. [`store::Error::Duplicate`] of `users.username` or
/// `users.person_ref`.
pub fn add(
    register: &Register,
    new: NewAccount,
    actor: Option<&Actor>,
) -> Result<UserId, store::Error> {
    let phc = hash_password(&new.password, register.entropy.as_ref())?;
    let (now, by) = (register.clock.now(), by(actor));
    let entropy = Arc::clone(&register.entropy);
    register
        .store
        .write(move |c| insert(c, &new, phc, &by, (now, entropy.as_ref())))
}

fn insert(
    c: &mut Conn,
    new: &NewAccount,
    phc: String,
    by: &By,
    (now, entropy): (Moment, &dyn Entropy),
) -> Result<UserId, store::Error> {
    let row = NewUser {
        username: spelled(&new.username),
        name_fa: new.name_fa.clone(),
        name_en: new.name_en.clone(),
        person_ref: new.person_ref.clone(),
        must_change: new.must_change,
        created_at: now,
    };
    let user = accounts::insert(c, &row)?;
    let credential = Credential {
        phc,
        changed_at: now,
    };
    accounts::set_credential(c, user, &credential)?;
    let on = Occasion {
        by,
        at: now,
        entropy,
    };
    let data = json!({
        "username": { "$personal": row.username },
        "name_fa": { "$personal": row.name_fa },
        "name_en": { "$personal": row.name_en },
        "person": { "$personal": row.person_ref },
    });
    record(c, user, "account_created", data, &on)?;
    for grant in &new.grants {
        accounts::grant(c, user, grant)?;
        record(c, user, "role_granted", grant_data(grant), &on)?;
    }
    Ok(user)
}

fn grant_data(grant: &Grant) -> Value {
    json!({
        "role": grant.role,
        "unit": grant.unit,
        "from": grant.from,
        "to": grant.to,
    })
}

/// Whether this administrator's area holds every unit in which the person ever held a role.
fn reaches(actor: &Actor, staff: &Staff) -> bool {
    let area = policy::scope(actor, Action::ManageUsers);
    let whole = crate::domain::access::Scope::of_process();
    if staff.grants.is_empty() {
        return area == whole;
    }
    staff.grants.iter().all(|g| area.covers(&g.grant.unit))
}

/// The people whom this administrator looks after, by name of account.
pub fn people(register: &Register, actor: &Actor) -> Result<Vec<Staff>, store::Error> {
    let (users, grants) = register
        .store
        .read(|c| Ok::<_, store::Error>((accounts::users(c)?, accounts::all_grants(c)?)))?;
    let staff = users.into_iter().map(|user| Staff {
        grants: grants
            .iter()
            .filter(|g| g.user == user.id)
            .cloned()
            .collect(),
        user,
    });
    Ok(staff.filter(|s| reaches(actor, s)).collect())
}

/// One of the people whom this administrator looks after.
pub fn person(
    register: &Register,
    actor: &Actor,
    id: UserId,
) -> Result<Option<Staff>, store::Error> {
    let staff = register.store.read(|c| {
        let Some(user) = accounts::user(c, id)? else {
            return Ok(None);
        };
        let grants = accounts::grants_of(c, id)?;
        Ok::<_, store::Error>(Some(Staff { user, grants }))
    })?;
    Ok(staff.filter(|s| reaches(actor, s)))
}

/// Gives a person a role in a unit.
pub fn grant(
    register: &Register,
    staff: &Staff,
    grant: Grant,
    actor: &Actor,
) -> Result<Granting, store::Error> {
    let (now, user) = (register.clock.now(), staff.user.id);
    if user == actor.user {
        return Ok(Granting::OwnAccount);
    }
    if !policy::scope(actor, Action::ManageUsers).covers(&grant.unit) || !reaches(actor, staff) {
        return Ok(Granting::Outside);
    }
    let by = by(Some(actor));
    again(|| {
        let (entropy, grant, by) = (Arc::clone(&register.entropy), grant.clone(), by.clone());
        register.store.write(move |c| {
            let same = |k: &KeptGrant| {
                let held = &k.grant;
                held.role == grant.role
                    && held.unit == grant.unit
                    && held.to.is_none_or(|to| to >= grant.from)
                    && grant.to.is_none_or(|to| held.from <= to)
            };
            if accounts::grants_of(c, user)?.iter().any(same) {
                return Ok(Granting::Held);
            }
            accounts::grant(c, user, &grant)?;
            let on = Occasion {
                by: &by,
                at: now,
                entropy: entropy.as_ref(),
            };
            record(c, user, "role_granted", grant_data(&grant), &on)?;
            Ok::<_, store::Error>(Granting::Done)
        })
    })
}

/// Ends a grant of this person: yesterday was its last day, or its first if it began today.
/// Whether there was one that had not ended.
pub fn end_grant(
    register: &Register,
    staff: &Staff,
    id: i64,
    actor: &Actor,
) -> Result<bool, store::Error> {
    let (now, user) = (register.clock.now(), staff.user.id);
    let today = register.today();
    let kept = staff.grants.iter().find(|g| g.id == id);
    let open = kept.filter(|g| g.grant.to.is_none_or(|to| to >= today));
    let (Some(kept), true) = (open.cloned(), user != actor.user && reaches(actor, staff)) else {
        return Ok(false);
    };
    let last = last_day(&kept.grant, today);
    let by = by(Some(actor));
    again(|| {
        let (entropy, kept, by) = (Arc::clone(&register.entropy), kept.clone(), by.clone());
        register.store.write(move |c| {
            let ended = accounts::end_grant(c, kept.id, last)?;
            let on = Occasion {
                by: &by,
                at: now,
                entropy: entropy.as_ref(),
            };
            let mut data = grant_data(&kept.grant);
            if let Some(map) = data.as_object_mut() {
                map.insert("to".to_owned(), json!(last));
            }
            record(c, user, "grant_ended", data, &on)?;
            Ok::<_, store::Error>(ended)
        })
    })
}

fn last_day(grant: &Grant, today: Date) -> Date {
    let yesterday = today.yesterday().unwrap_or(today);
    yesterday.max(grant.from)
}

/// Closes or reopens an account; closing ends its sessions.
pub fn set_disabled(
    register: &Register,
    user_id: UserId,
    disabled: bool,
    actor: Option<&Actor>,
) -> Result<(), store::Error> {
    let (now, by) = (register.clock.now(), by(actor));
    again(|| {
        let (entropy, by) = (Arc::clone(&register.entropy), by.clone());
        register.store.write(move |c| {
            let user = known(c, user_id)?;
            accounts::update(c, &User { disabled, ..user })?;
            if disabled {
                sessions::end_all(c, user_id, None, now)?;
            }
            let kind = if disabled {
                "account_disabled"
            } else {
                "account_enabled"
            };
            let on = Occasion {
                by: &by,
                at: now,
                entropy: entropy.as_ref(),
            };
            record(c, user_id, kind, json!({}), &on)
        })
    })
}

fn known(c: &mut Conn, id: UserId) -> Result<User, store::Error> {
    accounts::user(c, id)?.ok_or_else(|| store::Error::corrupt("users", id))
}

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

/// Changes one's own password; every other session of the person ends. Inside: why not, or nothing
/// when the old password was not right.
pub fn change_password(
    register: &Register,
    signed_in: &SignedIn,
    old: &str,
    new: &str,
) -> Result<Result<(), Option<Unfit>>, store::Error> {
    let id = signed_in.actor.user;
    let credential = register.store.read(|c| accounts::credential(c, id))?;
    let proof = credential.as_ref().map(|c| c.phc.as_str());
    let busy = |_| store::Error::Unavailable("too many passwords at once".to_owned());
    if !verified(old, proof).map_err(busy)? {
        return Ok(Err(None));
    }
    if let Err(unfit) = fit(new, &signed_in.username) {
        return Ok(Err(Some(unfit)));
    }
    if old == new {
        return Ok(Err(Some(Unfit::SameAsBefore)));
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

/// The person with this username, with the grants that hold today; nobody when disabled.
pub fn actor_named(register: &Register, username: &str) -> Result<Option<Actor>, store::Error> {
    let today = register.today();
    let name = spelled(username);
    register.store.read(|c| {
        let Some(user) = accounts::user_by_name(c, &name)?.filter(|u| !u.disabled) else {
            return Ok(None);
        };
        let grants = accounts::grants_of(c, user.id)?
            .into_iter()
            .map(|g| g.grant);
        let grants = grants.filter(|g| g.holds_on(today)).collect();
        Ok(Some(Actor {
            user: user.id,
            name: user.name_fa,
            grants,
        }))
    })
}

//! Accounts as an administrator keeps them.

use std::sync::Arc;

use serde_json::{Value, json};

use super::password::hash_password;
use super::recording::{By, Occasion, again, record};
use super::signing_in::spelled;
use crate::domain::access::policy::{self, Action};
use crate::domain::access::{Actor, Grant, UserId};
use crate::domain::time::{Entropy, Moment};
use crate::services::register::Register;
use crate::store::accounts::{self, Credential, KeptGrant, NewUser, User};
use crate::store::{self, Conn, sessions};

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

pub(super) fn by(actor: Option<&Actor>) -> By {
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

pub(super) fn grant_data(grant: &Grant) -> Value {
    json!({
        "role": grant.role,
        "unit": grant.unit,
        "from": grant.from,
        "to": grant.to,
    })
}

/// Whether this administrator's area holds every unit in which the person ever held a role.
pub(super) fn reaches(actor: &Actor, staff: &Staff) -> bool {
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

pub(super) fn known(c: &mut Conn, id: UserId) -> Result<User, store::Error> {
    accounts::user(c, id)?.ok_or_else(|| store::Error::corrupt("users", id))
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

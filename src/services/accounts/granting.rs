//! Giving posts and ending them. Nobody gives one to themselves.

use std::sync::Arc;

use serde_json::json;

use super::recording::{Occasion, again, record};
use super::staff::{Staff, by, grant_data, reaches};
use crate::domain::access::policy::{self, Action};
use crate::domain::access::{Actor, Grant};
use crate::services::register::Register;
use crate::store;
use crate::store::accounts;

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
    /// The role has no seat in such a unit.
    Misplaced,
    /// The person holds a role that must be another person's.
    Conflicts,
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
    if !grant.role.sits_in(&grant.unit) {
        return Ok(Granting::Misplaced);
    }
    let by = by(Some(actor));
    again(|| {
        let (entropy, grant, by) = (Arc::clone(&register.entropy), grant.clone(), by.clone());
        register.store.write(move |c| {
            let held = accounts::grants_of(c, user)?;
            let mut at_once = held.iter().map(|k| &k.grant).filter(|g| g.overlaps(&grant));
            if at_once
                .clone()
                .any(|g| g.role == grant.role && g.unit == grant.unit)
            {
                return Ok(Granting::Held);
            }
            if at_once.any(|g| g.role.excludes(grant.role)) {
                return Ok(Granting::Conflicts);
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

/// Ends a grant of this person at once: yesterday was its last day. Whether there was one that had
/// not ended.
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
    let last = today.yesterday().unwrap_or(today);
    let by = by(Some(actor));
    again(|| {
        let (entropy, kept, by) = (Arc::clone(&register.entropy), kept.clone(), by.clone());
        register.store.write(move |c| {
            let ended = if kept.grant.from > last {
                accounts::withdraw_grant(c, kept.id, last)?
            } else {
                accounts::end_grant(c, kept.id, last)?
            };
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

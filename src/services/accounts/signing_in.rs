//! Signing in: one answer and one amount of work, whoever asks, and a limit to asking.

use std::sync::Arc;

use serde_json::json;

use super::password::verified;
use super::recording::{By, Occasion, again, record, record_stranger};
use super::sessions::token_hash;
use crate::domain::access::UserId;
use crate::domain::time::Moment;
use crate::services::register::Register;
use crate::store::accounts::{self, User};
use crate::store::sessions::{self, NewSession};
use crate::store::throttle::{self, Throttle};
use crate::store::{self, Conn};
use crate::text::{Locale, digits};

/// Failures of one account, from one address or from all, without a wait.
const FREE_ACCOUNT: u32 = 5;
/// Failures from one address without a wait: a whole office may sit behind it.
const FREE_ADDRESS: u32 = 30;
/// Longest wait between two attempts, in seconds.
const LONGEST_WAIT: i64 = 15 * 60;
/// Failures of one account in a row after which an address that it never signed in from waits
/// [`MANY_WAIT`]. NIST SP 800-63B (3.2.2) would close the account; then anybody who knows a name
/// could keep its owner out.
const MANY_FAILURES: u32 = 100;
/// Seconds between two attempts from elsewhere after [`MANY_FAILURES`].
const MANY_WAIT: i64 = 60 * 60;
/// Seconds after which failures from an address are forgotten.
const ADDRESS_MEMORY: i64 = 60 * 60;

/// Where an attempt comes from.
#[derive(Debug, Clone, Default)]
pub struct From {
    pub address: String,
    pub agent: String,
    pub locale: Locale,
    /// A session that this browser holds already: it ends.
    pub replaces: Option<(UserId, i64)>,
}

/// What came of an attempt to sign in. Unknown, disabled and wrong are one answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignIn {
    Welcome {
        token: String,
        must_change: bool,
    },
    Wrong,
    /// Too many failures; seconds to wait.
    Wait(i64),
    /// Too many people at once.
    Busy,
}

/// The key under which failures of an account are counted.
pub(super) fn account_key(username: &str) -> String {
    format!("account:{username}")
}

/// The one spelling of an account's name.
pub(super) fn spelled(username: &str) -> String {
    digits::to_latin(username.trim())
        .to_lowercase()
        .chars()
        .take(64)
        .collect()
}

/// Tries to sign in. The attempt is counted before the password is looked at, so that many at
/// once are many and not one.
pub fn sign_in(
    register: &Register,
    username: &str,
    password: &str,
    from: &From,
) -> Result<SignIn, store::Error> {
    let now = register.clock.now();
    let name = spelled(username);
    let keys = Keys::of(&name, from);
    if let Some(wait) = count(register, &keys, now)? {
        return Ok(SignIn::Wait(wait));
    }
    let known = register.store.read(|c| {
        let user = accounts::user_by_name(c, &name)?;
        let credential = match &user {
            Some(u) => accounts::credential(c, u.id)?,
            None => None,
        };
        Ok::<_, store::Error>((user, credential))
    })?;
    let (user, credential) = known;
    let proof = credential.as_ref().map(|c| c.phc.as_str());
    let right = match verified(password, proof) {
        Ok(right) => right,
        Err(_crowded) => return Ok(SignIn::Busy),
    };
    match user {
        Some(user) if right && !user.disabled => welcome(register, user, keys, from, now),
        user => refuse(register, user.map(|u| u.id), &name, now),
    }
}

/// What the failures of an attempt are counted under.
#[derive(Debug, Clone)]
struct Keys {
    name: String,
    from: String,
    /// Of the account, from everywhere.
    account: String,
    /// Of the account from this address.
    pair: String,
    /// Of all accounts from this address.
    address: String,
}

impl Keys {
    fn of(name: &str, from: &From) -> Self {
        Self {
            name: name.to_owned(),
            from: from.address.clone(),
            account: account_key(name),
            pair: format!("pair:{name}:{}", from.address),
            address: format!("address:{}", from.address),
        }
    }
}

/// Counts an attempt as failed until it proves otherwise; seconds to wait when there is no room.
///
/// What strangers get wrong elsewhere does not keep somebody out at an address that the account
/// signed in from before; there only failures from that address count.
fn count(register: &Register, keys: &Keys, now: Moment) -> Result<Option<i64>, store::Error> {
    again(|| {
        let keys = keys.clone();
        register.store.write(move |c| {
            let of_account = throttle::throttle(c, &keys.account)?;
            let of_pair = throttle::throttle(c, &keys.pair)?;
            let of_address = throttle::throttle(c, &keys.address)?
                .filter(|t| now.seconds_since(t.updated_at) < ADDRESS_MEMORY);
            let elsewhere = of_account
                .map(|t| turn_of(t, of_pair))
                .filter(|at| *at > now);
            let elsewhere = match elsewhere {
                Some(_) if at_home(c, &keys)? => None,
                other => other,
            };
            let ends = |t: Throttle| t.blocked_until;
            let wait = [elsewhere, of_pair.map(ends), of_address.map(ends)]
                .into_iter()
                .flatten()
                .filter(|at| *at > now)
                .map(|at| at.seconds_since(now) + 1)
                .max();
            if wait.is_some() {
                return Ok(wait);
            }
            throttle::set(c, &keys.account, counted(of_account, account_wait, now))?;
            throttle::set(c, &keys.pair, counted(of_pair, pair_wait, now))?;
            throttle::set(c, &keys.address, counted(of_address, address_wait, now))?;
            Ok::<_, store::Error>(None)
        })
    })
}

/// The same for what is counted under one key alone.
pub(super) fn count_alone(register: &Register, key: &str) -> Result<Option<i64>, store::Error> {
    let now = register.clock.now();
    again(|| {
        let key = key.to_owned();
        register.store.write(move |c| {
            let so_far = throttle::throttle(c, &key)?;
            let until = so_far.map(|t| t.blocked_until).filter(|at| *at > now);
            if let Some(until) = until {
                return Ok(Some(until.seconds_since(now) + 1));
            }
            throttle::set(c, &key, counted(so_far, pair_wait, now))?;
            Ok::<_, store::Error>(None)
        })
    })
}

/// When an address may next try an account that is guessed at. One that has guessed already waits
/// as long again: whoever tries first after the wait begins a longer one, and without this a
/// program that never rests would always be first, and keep the owner out.
fn turn_of(account: Throttle, pair: Option<Throttle>) -> Moment {
    let wait = account.blocked_until.seconds_since(account.updated_at);
    let again = if pair.is_some() { wait } else { 0 };
    account.blocked_until.plus_seconds(again)
}

/// Whether the account signed in from this address before.
fn at_home(c: &mut Conn, keys: &Keys) -> Result<bool, store::Error> {
    match accounts::user_by_name(c, &keys.name)? {
        Some(user) => sessions::signed_in_from(c, user.id, &keys.from),
        None => Ok(false),
    }
}

/// One failure more, with the wait that follows it.
fn counted(so_far: Option<Throttle>, wait: fn(u32) -> i64, now: Moment) -> Throttle {
    let failures = so_far.map_or(0, |t| t.failures).saturating_add(1);
    Throttle {
        failures,
        blocked_until: now.plus_seconds(wait(failures)),
        updated_at: now,
    }
}

/// Seconds to wait after so many failures: 2, 4, 8 … up to a quarter of an hour.
fn doubling(failures: u32, free: u32) -> i64 {
    match failures.saturating_sub(free) {
        0 => 0,
        over => (1_i64 << over.min(16)).min(LONGEST_WAIT),
    }
}

fn account_wait(failures: u32) -> i64 {
    if failures >= MANY_FAILURES {
        MANY_WAIT
    } else {
        doubling(failures, FREE_ACCOUNT)
    }
}

fn pair_wait(failures: u32) -> i64 {
    doubling(failures, FREE_ACCOUNT)
}

fn address_wait(failures: u32) -> i64 {
    doubling(failures, FREE_ADDRESS)
}

fn refuse(
    register: &Register,
    user: Option<UserId>,
    name: &str,
    now: Moment,
) -> Result<SignIn, store::Error> {
    again(|| {
        let (entropy, name) = (Arc::clone(&register.entropy), name.to_owned());
        register.store.write(move |c| {
            let on = Occasion {
                by: &By::Stranger,
                at: now,
                entropy: entropy.as_ref(),
            };
            let data = json!({ "name": { "$personal": name } });
            match user {
                Some(user) => record(c, user, "sign_in_refused", data, &on),
                None => record_stranger(c, "sign_in_refused", data, &on),
            }
        })
    })?;
    Ok(SignIn::Wrong)
}

fn welcome(
    register: &Register,
    user: User,
    keys: Keys,
    from: &From,
    now: Moment,
) -> Result<SignIn, store::Error> {
    let token = hex::encode(register.entropy.bytes32());
    let new = NewSession {
        token_hash: token_hash(&token),
        user: user.id,
        csrf: hex::encode(register.entropy.bytes32()),
        at: now,
        address: from.address.clone(),
        agent: from.agent.clone(),
        locale: from.locale.code().to_owned(),
    };
    let (replaces, user_id) = (from.replaces, user.id);
    again(|| {
        let (new, keys, entropy) = (new.clone(), keys.clone(), Arc::clone(&register.entropy));
        register.store.write(move |c| {
            throttle::clear(c, &keys.account)?;
            throttle::clear(c, &keys.pair)?;
            uncount(c, &keys.address)?;
            if let Some((owner, old)) = replaces {
                sessions::end(c, old, owner, now)?;
            }
            let session = sessions::insert(c, &new)?;
            let on = Occasion {
                by: &By::Oneself,
                at: now,
                entropy: entropy.as_ref(),
            };
            record(c, user_id, "signed_in", json!({ "session": session }), &on)
        })
    })?;
    Ok(SignIn::Welcome {
        token,
        must_change: user.must_change,
    })
}

/// Takes back what [`count`] counted for an address: a right password of one's own account must
/// not clear what was tried on others.
fn uncount(c: &mut Conn, address: &str) -> Result<(), store::Error> {
    match throttle::throttle(c, address)? {
        Some(t) if t.failures > 1 => {
            let less = Throttle {
                failures: t.failures - 1,
                blocked_until: t.updated_at,
                updated_at: t.updated_at,
            };
            throttle::set(c, address, less)
        }
        _ => throttle::clear(c, address),
    }
}

//! Accounts, passwords and sessions. Every change of an account is an event of its own stream, in
//! the same transaction as the rows that it changes.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::register::Register;
use crate::domain::access::{Actor, Grant, UnitPath, UserId};
use crate::domain::history::{canonical, seal};
use crate::domain::time::{Entropy, Moment};
use crate::store::accounts::{self, Credential, NewUser, User};
use crate::store::sessions::{self, NewSession, Session};
use crate::store::streams::{self, NewEvent};
use crate::store::throttle::{self, Throttle};
use crate::store::units;
use crate::store::{self, Conn};
use crate::text::Locale;

/// Seconds without a request after which a session ends.
pub const IDLE: i64 = 15 * 60;
/// Seconds after which a session ends in any case.
pub const ABSOLUTE: i64 = 8 * 60 * 60;
/// Least length of a password, in characters (NIST SP 800-63B rev 4, single factor).
pub const LEAST_PASSWORD: usize = 15;
const MOST_PASSWORD: usize = 200;
/// Failures after which an account or an address must wait.
const FREE_FAILURES: u32 = 5;
const COMMON: &[&str] = &[
    "passwordpassword",
    "123456789012345",
    "1234567890123456",
    "qwertyuiopasdfgh",
    "aaaaaaaaaaaaaaa",
    "letmeinletmeinletmein",
];

/// Who is signed in, with what the pages need of them.
#[derive(Debug, Clone)]
pub struct SignedIn {
    pub session: i64,
    pub actor: Actor,
    pub csrf: String,
    pub must_change: bool,
    name_en: String,
    unit_fa: String,
    unit_en: String,
}

impl SignedIn {
    /// The person's name in this language.
    #[must_use]
    pub fn name(&self, locale: Locale) -> &str {
        match locale {
            Locale::Fa => &self.actor.name,
            Locale::En => &self.name_en,
        }
    }

    /// The title of the person's first unit.
    #[must_use]
    pub fn unit_title(&self, locale: Locale) -> String {
        match locale {
            Locale::Fa => self.unit_fa.clone(),
            Locale::En => self.unit_en.clone(),
        }
    }
}

/// What came of an attempt to sign in. Unknown, disabled and wrong are one answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignIn {
    Welcome { token: String, must_change: bool },
    Wrong,
    /// Too many failures; seconds to wait.
    Wait(i64),
}

/// Why a password is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    TooShort,
    TooLong,
    Common,
    HoldsUsername,
    SameAsBefore,
}

fn argon2() -> Argon2<'static> {
    // 19 MiB, two passes, one lane: the OWASP minimum for argon2id, bearable on an office server.
    let params = Params::new(19 * 1024, 2, 1, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// The PHC string of a password.
///
/// # Errors
/// The hash function refuses its input.
pub fn hash_password(password: &str, entropy: &dyn Entropy) -> Result<String, store::Error> {
    let salt = entropy.bytes32();
    let salt = salt.get(..16).unwrap_or_default();
    argon2()
        .hash_password_with_salt(password.as_bytes(), salt)
        .map(|hash| hash.to_string())
        .map_err(|e| store::Error::Unfit(e.to_string()))
}

fn verified(password: &str, phc: &str) -> bool {
    PasswordHash::new(phc)
        .is_ok_and(|hash| argon2().verify_password(password.as_bytes(), &hash).is_ok())
}

/// Whether a password may be used by `username`.
///
/// # Errors
/// Why not.
pub fn fit(password: &str, username: &str) -> Result<(), Unfit> {
    let length = password.chars().count();
    if length < LEAST_PASSWORD {
        return Err(Unfit::TooShort);
    }
    if length > MOST_PASSWORD {
        return Err(Unfit::TooLong);
    }
    let lower = password.to_lowercase();
    if COMMON.contains(&lower.as_str()) {
        return Err(Unfit::Common);
    }
    if lower.contains(&username.to_lowercase()) {
        return Err(Unfit::HoldsUsername);
    }
    Ok(())
}

fn token_hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// Tries to sign in.
///
/// # Errors
/// The database does not answer.
pub fn sign_in(
    register: &Register,
    username: &str,
    password: &str,
    from: (&str, &str),
) -> Result<SignIn, store::Error> {
    let now = register.clock.now();
    let name = username.trim().to_lowercase();
    let keys = [format!("account:{name}"), format!("address:{}", from.0)];
    if let Some(wait) = blocked(register, &keys, now)? {
        return Ok(SignIn::Wait(wait));
    }
    let known = register.store.read(|c| {
        let user = accounts::user_by_name(c, &name)?;
        let credential = match &user {
            Some(u) => accounts::credential(c, u.id)?,
            None => None,
        };
        Ok::<_, store::Error>(user.zip(credential))
    })?;
    // The same work for a name that nobody has, so that time tells nothing.
    let phc = match &known {
        Some((_, credential)) => credential.phc.clone(),
        None => hash_password("nobody has this name", register.entropy.as_ref())?,
    };
    let right = verified(password, &phc);
    match known.filter(|(user, _)| right && !user.disabled) {
        Some((user, _)) => welcome(register, user, keys, from, now),
        None => refuse(register, keys, now),
    }
}

fn blocked(register: &Register, keys: &[String], now: Moment) -> Result<Option<i64>, store::Error> {
    register.store.read(|c| {
        let mut wait = None;
        for key in keys {
            if let Some(t) = throttle::throttle(c, key)?
                && t.blocked_until > now
            {
                wait = Some(t.blocked_until.seconds_since(now).max(wait.unwrap_or(1)));
            }
        }
        Ok(wait)
    })
}

fn refuse(register: &Register, keys: [String; 2], now: Moment) -> Result<SignIn, store::Error> {
    register.store.write(move |c| {
        for key in &keys {
            let failures = throttle::throttle(c, key)?.map_or(0, |t| t.failures).saturating_add(1);
            // Doubles with each failure past the free ones, up to an hour.
            let over = failures.saturating_sub(FREE_FAILURES).min(9);
            let wait = if over == 0 { 0 } else { (10_i64 << over).min(3600) };
            let to = Throttle { failures, blocked_until: now.plus_seconds(wait), updated_at: now };
            throttle::set(c, key, to)?;
        }
        Ok::<_, store::Error>(())
    })?;
    Ok(SignIn::Wrong)
}

fn welcome(
    register: &Register,
    user: User,
    keys: [String; 2],
    (address, agent): (&str, &str),
    now: Moment,
) -> Result<SignIn, store::Error> {
    let token = hex::encode(register.entropy.bytes32());
    let new = NewSession {
        token_hash: token_hash(&token),
        user: user.id,
        csrf: hex::encode(register.entropy.bytes32()),
        at: now,
        address: address.to_owned(),
        agent: agent.to_owned(),
        locale: "fa".to_owned(),
    };
    let must_change = user.must_change;
    let entropy = std::sync::Arc::clone(&register.entropy);
    register.store.write(move |c| {
        for key in &keys {
            throttle::clear(c, key)?;
        }
        let session = sessions::insert(c, &new)?;
        let data = json!({ "session": session });
        record(c, user.id, Some(user.id), "signed_in", data, now, entropy.as_ref())
    })?;
    Ok(SignIn::Welcome { token, must_change })
}

/// The session behind a cookie, if it still holds; its idle time begins anew.
///
/// # Errors
/// The database does not answer.
pub fn session(register: &Register, token: &str) -> Result<Option<SignedIn>, store::Error> {
    let now = register.clock.now();
    let hash = token_hash(token);
    let found = register.store.read(|c| {
        let Some((session, user)) = sessions::by_token(c, &hash)? else { return Ok(None) };
        if !holds(&session, now) || user.disabled {
            return Ok(None);
        }
        let signed_in = load(c, &session, user, now)?;
        Ok::<_, store::Error>(Some((session, signed_in)))
    })?;
    let Some((session, signed_in)) = found else { return Ok(None) };
    // Not at every request: a minute more or less of idle time is not worth a write each.
    if now.seconds_since(session.seen_at) >= 60 {
        register.store.write(move |c| sessions::touch(c, session.id, now))?;
    }
    Ok(Some(signed_in))
}

fn holds(session: &Session, now: Moment) -> bool {
    session.ended_at.is_none()
        && now.seconds_since(session.seen_at) < IDLE
        && now.seconds_since(session.created_at) < ABSOLUTE
}

fn load(c: &mut Conn, session: &Session, user: User, now: Moment) -> Result<SignedIn, store::Error> {
    let today = now.tehran_date();
    let grants: Vec<Grant> = accounts::grants_of(c, user.id)?
        .into_iter()
        .map(|g| g.grant)
        .filter(|g| g.holds_on(today))
        .collect();
    let unit = match grants.first() {
        Some(grant) => units::unit(c, &grant.unit)?,
        None => None,
    };
    let (unit_fa, unit_en) = unit.map_or_else(Default::default, |u| (u.name_fa, u.name_en));
    Ok(SignedIn {
        session: session.id,
        csrf: session.csrf.clone(),
        must_change: user.must_change,
        name_en: user.name_en,
        actor: Actor { user: user.id, name: user.name_fa, grants },
        unit_fa,
        unit_en,
    })
}

/// Whose session this was, ended or not, when the form token proves that the form came from it.
///
/// # Errors
/// The database does not answer.
pub fn former_owner(
    register: &Register,
    token: &str,
    csrf: &str,
) -> Result<Option<UserId>, store::Error> {
    let hash = token_hash(token);
    let found = register.store.read(|c| sessions::by_token(c, &hash))?;
    Ok(found.filter(|(s, u)| s.csrf == csrf && !u.disabled).map(|(_, u)| u.id))
}

/// Ends a session of this person.
///
/// # Errors
/// The database does not answer.
pub fn sign_out(register: &Register, user: UserId, session: i64) -> Result<(), store::Error> {
    let now = register.clock.now();
    let entropy = std::sync::Arc::clone(&register.entropy);
    register.store.write(move |c| {
        if sessions::end(c, session, user, now)? {
            let data = json!({ "session": session });
            record(c, user, Some(user), "signed_out", data, now, entropy.as_ref())?;
        }
        Ok(())
    })
}

/// The open sessions of a person.
///
/// # Errors
/// The database does not answer.
pub fn open_sessions(register: &Register, user: UserId) -> Result<Vec<Session>, store::Error> {
    let now = register.clock.now();
    let all = register.store.read(|c| sessions::open_of(c, user))?;
    Ok(all.into_iter().filter(|s| holds(s, now)).collect())
}

/// Changes a password; every other session of the person ends.
///
/// # Errors
/// The database does not answer.
pub fn change_password(
    register: &Register,
    signed_in: &SignedIn,
    old: &str,
    new: &str,
) -> Result<Result<(), Option<Unfit>>, store::Error> {
    let user_id = signed_in.actor.user;
    let (user, credential) = register.store.read(|c| {
        Ok::<_, store::Error>((accounts::user(c, user_id)?, accounts::credential(c, user_id)?))
    })?;
    let (Some(user), Some(credential)) = (user, credential) else { return Ok(Err(None)) };
    if !verified(old, &credential.phc) {
        return Ok(Err(None));
    }
    if let Err(unfit) = fit(new, &user.username) {
        return Ok(Err(Some(unfit)));
    }
    if old == new {
        return Ok(Err(Some(Unfit::SameAsBefore)));
    }
    let phc = hash_password(new, register.entropy.as_ref())?;
    let (now, keep) = (register.clock.now(), signed_in.session);
    let entropy = std::sync::Arc::clone(&register.entropy);
    register.store.write(move |c| {
        accounts::set_credential(c, user_id, &Credential { phc, changed_at: now })?;
        accounts::update(c, &User { must_change: false, ..user })?;
        sessions::end_all(c, user_id, Some(keep), now)?;
        record(c, user_id, Some(user_id), "password_changed", json!({}), now, entropy.as_ref())
    })?;
    Ok(Ok(()))
}

/// A person to be given an account.
#[derive(Debug, Clone)]
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

/// Adds an account with its grants. `by` is absent for the first account of a register.
///
/// # Errors
/// The username or the person has an account already, or the database does not answer.
pub fn add(
    register: &Register,
    new: NewAccount,
    by: Option<UserId>,
) -> Result<UserId, store::Error> {
    let phc = hash_password(&new.password, register.entropy.as_ref())?;
    let now = register.clock.now();
    let entropy = std::sync::Arc::clone(&register.entropy);
    register.store.write(move |c| insert_account(c, &new, phc, by, now, entropy.as_ref()))
}

fn insert_account(
    c: &mut Conn,
    new: &NewAccount,
    phc: String,
    by: Option<UserId>,
    now: Moment,
    entropy: &dyn Entropy,
) -> Result<UserId, store::Error> {
    let user = accounts::insert(
        c,
        &NewUser {
            username: new.username.trim().to_lowercase(),
            name_fa: new.name_fa.clone(),
            name_en: new.name_en.clone(),
            person_ref: new.person_ref.clone(),
            must_change: new.must_change,
            created_at: now,
        },
    )?;
    accounts::set_credential(c, user, &Credential { phc, changed_at: now })?;
    let data = json!({
        "username": { "$personal": new.username },
        "name": { "$personal": new.name_fa },
        "person": { "$personal": new.person_ref },
        "bootstrap": by.is_none(),
    });
    record(c, user, by, "account_created", data, now, entropy)?;
    for grant in &new.grants {
        accounts::grant(c, user, grant)?;
        record(c, user, by, "role_granted", grant_data(grant), now, entropy)?;
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

/// Gives a person a role in a unit.
///
/// # Errors
/// The database does not answer.
pub fn grant(register: &Register, user: UserId, grant: Grant, by: UserId) -> Result<(), store::Error> {
    let now = register.clock.now();
    let entropy = std::sync::Arc::clone(&register.entropy);
    register.store.write(move |c| {
        accounts::grant(c, user, &grant)?;
        record(c, user, Some(by), "role_granted", grant_data(&grant), now, entropy.as_ref())
    })
}

/// Closes or reopens an account; closing ends its sessions.
///
/// # Errors
/// No such account, or the database does not answer.
pub fn set_disabled(
    register: &Register,
    user_id: UserId,
    disabled: bool,
    by: Option<UserId>,
) -> Result<(), store::Error> {
    let now = register.clock.now();
    let entropy = std::sync::Arc::clone(&register.entropy);
    register.store.write(move |c| {
        let user = accounts::user(c, user_id)?.ok_or_else(|| store::Error::corrupt("users", user_id))?;
        accounts::update(c, &User { disabled, ..user })?;
        if disabled {
            sessions::end_all(c, user_id, None, now)?;
        }
        let kind = if disabled { "account_disabled" } else { "account_enabled" };
        record(c, user_id, by, kind, json!({}), now, entropy.as_ref())
    })
}

/// Sets a password that its owner must change at the next sign-in.
///
/// # Errors
/// No such account, or the database does not answer.
pub fn set_one_time_password(
    register: &Register,
    user_id: UserId,
    password: &str,
    by: Option<UserId>,
) -> Result<(), store::Error> {
    let phc = hash_password(password, register.entropy.as_ref())?;
    let now = register.clock.now();
    let entropy = std::sync::Arc::clone(&register.entropy);
    register.store.write(move |c| {
        let user = accounts::user(c, user_id)?.ok_or_else(|| store::Error::corrupt("users", user_id))?;
        accounts::set_credential(c, user_id, &Credential { phc, changed_at: now })?;
        accounts::update(c, &User { must_change: true, ..user })?;
        sessions::end_all(c, user_id, None, now)?;
        record(c, user_id, by, "password_reset", json!({}), now, entropy.as_ref())
    })
}

/// The person with this username, with the grants that hold today.
///
/// # Errors
/// The database does not answer.
pub fn actor_named(register: &Register, username: &str) -> Result<Option<Actor>, store::Error> {
    let today = register.today();
    register.store.read(|c| {
        let Some(user) = accounts::user_by_name(c, &username.to_lowercase())? else {
            return Ok(None);
        };
        if user.disabled {
            return Ok(None);
        }
        let grants = accounts::grants_of(c, user.id)?.into_iter().map(|g| g.grant);
        let grants = grants.filter(|g| g.holds_on(today)).collect();
        Ok(Some(Actor { user: user.id, name: user.name_fa, grants }))
    })
}

/// Appends an event to the stream of an account.
fn record(
    c: &mut Conn,
    account: UserId,
    by: Option<UserId>,
    kind: &str,
    data: Value,
    now: Moment,
    entropy: &dyn Entropy,
) -> Result<(), store::Error> {
    let stream = format!("account:{}", account.0);
    append_plain(c, &stream, by, kind, data, now, entropy)
}

/// Appends one event with a plain envelope to any stream that is not a case.
///
/// # Errors
/// Somebody else appended first, or the database does not answer.
pub fn append_plain(
    c: &mut Conn,
    stream: &str,
    by: Option<UserId>,
    kind: &str,
    data: Value,
    now: Moment,
    entropy: &dyn Entropy,
) -> Result<(), store::Error> {
    let head = streams::head(c, stream)?;
    let process = by.is_none().then_some("bootstrap");
    let unit = UnitPath::COUNTRY;
    let body = json!({
        "v": 1,
        "type": kind,
        "stream": stream,
        "seq": head.seq + 1,
        "at": now,
        "actor": { "user": by, "process": process, "unit": unit },
        "data": data,
    });
    let (body, openings) = seal(body, entropy);
    let body = canonical(&body).map_err(|e| store::Error::Unfit(e.to_string()))?;
    let actor = by.map_or_else(|| "process:bootstrap".to_owned(), |u| u.to_string());
    let event = NewEvent { kind: kind.to_owned(), v: 1, at: now, actor, body, openings };
    streams::append(c, stream, &head, vec![event])?;
    Ok(())
}

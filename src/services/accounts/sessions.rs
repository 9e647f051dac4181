//! Who is signed in. The browser holds a random token; the register only its hash.

use std::sync::Arc;

use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::recording::{By, Occasion, again, record};
use crate::domain::access::{Actor, Grant, UserId};
use crate::domain::time::Moment;
use crate::services::register::Register;
use crate::store::accounts::{self, User};
use crate::store::sessions::{self, Session};
use crate::store::units;
use crate::store::{self, Conn};
use crate::text::Locale;

/// Seconds without a request after which a session ends.
pub const IDLE: i64 = 15 * 60;
/// Seconds after which a session ends in any case.
pub const ABSOLUTE: i64 = 8 * 60 * 60;
/// Seconds after signing in within which the password is not asked for again, whatever is done.
pub const CONFIRMED: i64 = 15 * 60;
/// Seconds of use that are not worth a write of their own.
const TOUCH: i64 = 60;
/// Seconds by which the machines of one register may disagree.
const SKEW: i64 = 120;

/// Who is signed in, with what the pages need of them.
#[derive(Debug, Clone)]
pub struct SignedIn {
    pub session: i64,
    /// When the password was given.
    pub since: Moment,
    /// With the grants that hold today.
    pub actor: Actor,
    pub csrf: String,
    pub username: String,
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

/// What a cookie's token means now.
#[derive(Debug, Clone)]
pub enum Recognised {
    Here(Box<SignedIn>),
    /// It was this person's session; it has ended. Its form token proves where a form came from.
    Ended {
        user: UserId,
        csrf: String,
    },
    Nobody,
}

pub(super) fn token_hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// Finds the session behind a cookie. One that still holds begins its idle time anew; one whose
/// time is over is ended for good, so that a clock set back does not revive it.
pub fn recognise(register: &Register, token: &str) -> Result<Recognised, store::Error> {
    let now = register.clock.now();
    let hash = token_hash(token);
    let found = register.store.read(|c| {
        let Some((session, user)) = sessions::by_token(c, &hash)? else {
            return Ok(None);
        };
        if !holds(&session, now) || user.disabled {
            return Ok(Some((session, None)));
        }
        let signed_in = load(c, &session, user, now)?;
        Ok::<_, store::Error>(Some((session, Some(signed_in))))
    })?;
    match found {
        None => Ok(Recognised::Nobody),
        Some((session, Some(signed_in))) => {
            // A minute more or less of idle time is not worth a write at each request.
            if now.seconds_since(session.seen_at) >= TOUCH {
                register
                    .store
                    .write(move |c| sessions::touch(c, session.id, now))?;
            }
            Ok(Recognised::Here(Box::new(signed_in)))
        }
        Some((session, None)) => {
            let (id, user) = (session.id, session.user);
            if session.ended_at.is_none() {
                register
                    .store
                    .write(move |c| sessions::end(c, id, user, now))?;
            }
            Ok(Recognised::Ended {
                user,
                csrf: session.csrf,
            })
        }
    }
}

/// The session behind a cookie, if it still holds.
pub fn session(register: &Register, token: &str) -> Result<Option<SignedIn>, store::Error> {
    Ok(match recognise(register, token)? {
        Recognised::Here(signed_in) => Some(*signed_in),
        Recognised::Ended { .. } | Recognised::Nobody => None,
    })
}

fn holds(session: &Session, now: Moment) -> bool {
    let idle = now.seconds_since(session.seen_at);
    let age = now.seconds_since(session.created_at);
    session.ended_at.is_none() && (-SKEW..IDLE).contains(&idle) && (-SKEW..ABSOLUTE).contains(&age)
}

fn load(
    c: &mut Conn,
    session: &Session,
    user: User,
    now: Moment,
) -> Result<SignedIn, store::Error> {
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
        since: session.created_at,
        csrf: session.csrf.clone(),
        username: user.username,
        must_change: user.must_change,
        name_en: user.name_en,
        actor: Actor {
            user: user.id,
            name: user.name_fa,
            grants,
        },
        unit_fa,
        unit_en,
    })
}

/// Who filled in a form with this token, whether or not that session has ended.
pub fn author_of(register: &Register, csrf: &str) -> Result<Option<UserId>, store::Error> {
    let found = register.store.read(|c| sessions::by_csrf(c, csrf))?;
    Ok(found.filter(|(_, u)| !u.disabled).map(|(_, u)| u.id))
}

/// Ends a session of this person; whether it was open.
pub fn sign_out(register: &Register, user: UserId, session: i64) -> Result<bool, store::Error> {
    let now = register.clock.now();
    again(|| {
        let entropy = Arc::clone(&register.entropy);
        register.store.write(move |c| {
            let ended = sessions::end(c, session, user, now)?;
            if ended {
                let on = Occasion {
                    by: &By::Oneself,
                    at: now,
                    entropy: entropy.as_ref(),
                };
                record(c, user, "signed_out", json!({ "session": session }), &on)?;
            }
            Ok(ended)
        })
    })
}

/// Ends every session of this person but one; how many there were.
pub fn end_others(register: &Register, user: UserId, keep: i64) -> Result<usize, store::Error> {
    let now = register.clock.now();
    again(|| {
        let entropy = Arc::clone(&register.entropy);
        register.store.write(move |c| {
            let ended = sessions::end_all(c, user, Some(keep), now)?;
            if ended > 0 {
                let on = Occasion {
                    by: &By::Oneself,
                    at: now,
                    entropy: entropy.as_ref(),
                };
                let data = json!({ "kept": keep, "ended": ended });
                record(c, user, "signed_out", data, &on)?;
            }
            Ok(ended)
        })
    })
}

/// The open sessions of a person, last seen first.
pub fn open_sessions(register: &Register, user: UserId) -> Result<Vec<Session>, store::Error> {
    let now = register.clock.now();
    let all = register.store.read(|c| sessions::open_of(c, user))?;
    Ok(all.into_iter().filter(|s| holds(s, now)).collect())
}

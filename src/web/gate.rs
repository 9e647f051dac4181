//! Before a handler runs: who comes, whether the form is theirs, whether they may come here.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use subtle::ConstantTimeEq as _;

use super::routes::{Route, Verb};
use super::visit::{Problem, Visit};
use crate::domain::access::UserId;
use crate::domain::access::policy::{self, Action, Verdict};
use crate::services::accounts::{self, Recognised, SignedIn};

/// What the browser says of where a request comes from.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    pub origin: Option<String>,
    pub fetch_site: Option<String>,
    pub fetch_mode: Option<String>,
}

/// A session that has ended or given way to another, by whose form token a late form is known.
#[derive(Debug, Clone)]
pub struct Former {
    pub user: UserId,
    pub csrf: String,
}

/// From which sessions before this one a form may come.
#[derive(Debug, Clone, Copy)]
pub struct Late<'a> {
    /// The one that has just ended in this browser.
    pub former: Option<&'a Former>,
    /// The one whose token the form carries.
    pub author: Option<&'a Former>,
}

/// Finds the session behind the cookie; of one that has ended, whose it was.
pub fn recognise(visit: &mut Visit) -> Result<Option<Former>, Problem> {
    let Some(token) = &visit.token else {
        return Ok(None);
    };
    Ok(match accounts::recognise(&visit.register, token)? {
        Recognised::Here(signed_in) => {
            visit.session = Some(*signed_in);
            None
        }
        Recognised::Ended { user, csrf } => Some(Former { user, csrf }),
        Recognised::Nobody => None,
    })
}

/// Whose form this is where it is not one of the present session: it was filled in before its
/// writer signed out, or signed in anew, in another window.
pub fn author(visit: &Visit) -> Result<Option<Former>, Problem> {
    let Some(csrf) = visit.form.text("csrf") else {
        return Ok(None);
    };
    if visit.session.as_ref().is_some_and(|s| s.csrf == csrf) {
        return Ok(None);
    }
    let user = accounts::author_of(&visit.register, csrf)?;
    Ok(user.map(|user| Former {
        user,
        csrf: csrf.to_owned(),
    }))
}

/// Lets the request through, or says why not.
pub fn admit(visit: &Visit, route: &Route, facts: &Facts, late: Late<'_>) -> Result<(), Problem> {
    same_site(visit, route, facts)?;
    if route.action == Action::Public {
        return match route.verb {
            Verb::Post => carries_token(visit, late.former),
            Verb::Get => Ok(()),
        };
    }
    let session = visit.session.as_ref().ok_or(Problem::SignIn)?;
    if route.verb == Verb::Post {
        let own = late.author.filter(|a| a.user == session.actor.user);
        carries_token(visit, None).map_err(|forged| match own {
            Some(author) => Problem::SignedInAnew(author.clone()),
            None => forged,
        })?;
    }
    if session.must_change && !route.open_before_new_password() {
        return Err(Problem::MustChange);
    }
    match policy::decide(Some(&session.actor), route.action, None) {
        Verdict::Allow(_) => confirmed(visit, session, route),
        Verdict::Deny { hide: true } => Err(Problem::NotFound),
        Verdict::Deny { hide: false } => Err(Problem::Forbidden),
    }
}

/// A browser left alone for a moment signs nothing and carries nothing off: for that, the password
/// was given not long ago.
fn confirmed(visit: &Visit, session: &SignedIn, route: &Route) -> Result<(), Problem> {
    let age = visit.register.clock.now().seconds_since(session.since);
    match route.asks_to_confirm(visit.param("act")) && age >= accounts::CONFIRMED {
        true => Err(Problem::Confirm),
        false => Ok(()),
    }
}

/// The form token of a browser in which nobody is signed in.
#[must_use]
pub fn visitor_csrf(secret: &[u8], visitor: &str) -> String {
    let Ok(mac) = Hmac::<Sha256>::new_from_slice(secret) else {
        unreachable!("HMAC takes a key of any length")
    };
    let mac = mac
        .chain_update(b"sejel/visitor/1\0")
        .chain_update(visitor.as_bytes());
    hex::encode(mac.finalize().into_bytes())
}

/// The token in the form is that of this session; on public pages also that of this browser, or of
/// the session that has just ended in it.
fn carries_token(visit: &Visit, former: Option<&Former>) -> Result<(), Problem> {
    let given = visit.form.text("csrf").unwrap_or_default();
    let is = |known: &str| bool::from(given.as_bytes().ct_eq(known.as_bytes()));
    let of_session = visit.session.as_ref().is_some_and(|s| is(&s.csrf));
    let public = || {
        let of_browser = is(&visitor_csrf(&visit.site.secret, &visit.visitor));
        of_browser || former.is_some_and(|f| is(&f.csrf))
    };
    if of_session || (former.is_some() || visit.session.is_none()) && public() {
        Ok(())
    } else {
        tracing::warn!("a form without its token was refused");
        Err(Problem::Forged)
    }
}

/// What the browser says of the sender. Older browsers say nothing; the token remains.
fn same_site(visit: &Visit, route: &Route, facts: &Facts) -> Result<(), Problem> {
    let site = facts.fetch_site.as_deref();
    let fits = match route.verb {
        Verb::Post => {
            let origin = facts.origin.as_ref();
            matches!(site, None | Some("same-origin"))
                && origin.is_none_or(|o| visit.site.origins.contains(o))
        }
        // From elsewhere one may follow a link here, but not have our pages loaded as parts.
        Verb::Get => {
            matches!(site, None | Some("same-origin" | "none"))
                || facts.fetch_mode.as_deref().is_none_or(|m| m == "navigate")
        }
    };
    if fits {
        Ok(())
    } else {
        tracing::warn!(site = site, "a request from another site was refused");
        Err(Problem::Forged)
    }
}

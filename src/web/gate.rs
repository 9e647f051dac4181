//! Before a handler runs: who comes, whether the form is theirs, whether they may come here.

use subtle::ConstantTimeEq as _;

use super::routes::{Route, Verb};
use super::visit::{Problem, Visit};
use crate::domain::access::policy::{self, Action, Verdict};
use crate::services::accounts;

/// What the browser says of where a request comes from.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    pub origin: Option<String>,
    pub fetch_site: Option<String>,
    pub host: String,
}

/// Finds the session behind the cookie.
///
/// # Errors
/// The database does not answer.
pub fn recognise(visit: &mut Visit) -> Result<(), Problem> {
    if let Some(token) = &visit.token {
        visit.session = accounts::session(&visit.register, token)?;
    }
    Ok(())
}

/// Lets the request through, or says why not.
///
/// # Errors
/// Not signed in, a forged form, or not open to this person.
pub fn admit(visit: &Visit, route: &Route, facts: &Facts) -> Result<(), Problem> {
    if route.verb == Verb::Post {
        same_origin(visit, facts)?;
    }
    if route.action == Action::Public {
        return Ok(());
    }
    let Some(session) = &visit.session else { return Err(Problem::SignIn) };
    if route.verb == Verb::Post {
        let given = visit.form.text("csrf").unwrap_or_default();
        if !bool::from(given.as_bytes().ct_eq(session.csrf.as_bytes())) {
            return Err(Problem::Forged);
        }
    }
    if session.must_change && route.action != Action::OwnAccount {
        return Err(Problem::Forbidden);
    }
    match policy::decide(Some(&session.actor), route.action, None) {
        Verdict::Allow(_) => Ok(()),
        Verdict::Deny { hide: true } => Err(Problem::NotFound),
        Verdict::Deny { hide: false } => Err(Problem::Forbidden),
    }
}

fn same_origin(visit: &Visit, facts: &Facts) -> Result<(), Problem> {
    if let Some(site) = &facts.fetch_site
        && !matches!(site.as_str(), "same-origin" | "none")
    {
        return Err(Problem::Forged);
    }
    let Some(origin) = &facts.origin else { return Ok(()) };
    let ours = *origin == visit.site.origin
        || origin.split_once("://").is_some_and(|(_, host)| host == facts.host);
    if ours { Ok(()) } else { Err(Problem::Forged) }
}

//! A form sent after the session had ended is kept, and is there again after signing in.

use super::form::Values;
use super::routes::{Route, Verb};
use super::visit::{Reply, Visit};
use crate::services::{accounts, drafts};

/// Leads to the sign-in page; keeps what was typed where its owner is known.
pub fn to_sign_in(visit: &Visit, route: Option<&Route>) -> Reply {
    let mut target = visit.path.clone();
    if route.is_some_and(|r| r.verb == Verb::Post)
        && let Some(id) = keep(visit)
    {
        target = format!("{target}?draft={id}");
    }
    let next: String = url::form_urlencoded::byte_serialize(target.as_bytes()).collect();
    Reply::Redirect(format!("/sign-in?next={next}"))
}

fn keep(visit: &Visit) -> Option<i64> {
    let token = visit.token.as_deref()?;
    let owner = accounts::former_owner(&visit.register, token, visit.form.text("csrf")?).ok()??;
    let pairs = visit
        .form
        .pairs()
        .filter(|(name, _)| !matches!(*name, "csrf" | "key") && !name.starts_with("password"))
        .map(|(n, v)| (n.to_owned(), v.to_owned()));
    let kept = drafts::keep(&visit.register, owner, "form", &visit.path, &Values::from_pairs(pairs).json());
    kept.inspect_err(|e| tracing::error!(error = %e, "a typed form could not be kept")).ok()
}

/// What was kept for this page, if the address names it and it is this person's.
pub fn kept(visit: &Visit) -> Option<Values> {
    let id: i64 = visit.query.text("draft")?.parse().ok()?;
    let user = visit.session.as_ref()?.actor.user;
    let draft = drafts::find(&visit.register, user, id).ok()??;
    (draft.kind == "form" && draft.title == visit.path).then(|| Values::from_json(&draft.body))
}

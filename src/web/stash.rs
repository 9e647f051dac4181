//! A form sent after the session had ended is kept, and is there again after signing in.

use super::acts;
use super::form::Values;
use super::gate::Former;
use super::routes::{ROUTES, Route, Verb};
use super::visit::{Reply, Visit};
use crate::services::drafts;

const KIND: &str = "form";

/// Leads to the sign-in page; keeps what was typed where its owner is known.
pub fn to_sign_in(visit: &Visit, route: Option<&Route>, former: Option<&Former>) -> Reply {
    let mut target = visit.path.clone();
    if let Some(route) = route.filter(|r| r.verb == Verb::Post) {
        target = page_of(visit, route);
        if let Some(former) = former {
            target = with_draft(visit, target, former);
        }
    } else if !visit.query.is_empty() {
        target = format!("{target}?{}", query(&visit.query));
    }
    if target == "/" {
        return Reply::Redirect("/sign-in".to_owned());
    }
    Reply::Redirect(format!("/sign-in?next={}", encoded(&target)))
}

/// Leads to where the password is given again, and then back to the page with what was typed.
pub fn to_confirm(visit: &Visit, route: Option<&Route>) -> Reply {
    let target = match route.filter(|r| r.verb == Verb::Post) {
        Some(route) => carried_over(visit, page_of(visit, route)),
        None if visit.query.is_empty() => visit.path.clone(),
        None => format!("{}?{}", visit.path, query(&visit.query)),
    };
    Reply::Redirect(format!("/sign-in?confirm=yes&next={}", encoded(&target)))
}

fn encoded(address: &str) -> String {
    url::form_urlencoded::byte_serialize(address.as_bytes()).collect()
}

/// Leads back to a form that the person who is signed in filled in before signing in anew, with
/// what was typed.
pub fn filled_in_before(visit: &Visit, route: &Route, author: &Former) -> Reply {
    let page = page_of(visit, route);
    Reply::Redirect(with_draft(visit, page, author))
}

/// Leads to a page with what was typed into the form around the button that was pressed.
pub fn carried_over(visit: &Visit, page: String) -> String {
    match &visit.session {
        Some(session) => with_draft(
            visit,
            without_draft(&page),
            &Former {
                user: session.actor.user,
                csrf: session.csrf.clone(),
            },
        ),
        None => page,
    }
}

fn with_draft(visit: &Visit, page: String, former: &Former) -> String {
    match keep(visit, &page, former) {
        Some(id) => {
            let joint = if page.contains('?') { '&' } else { '?' };
            format!("{page}{joint}draft={id}")
        }
        None => page,
    }
}

/// The page that shows the form of this route: where the form was sent from, or of the same address
/// where the browser does not say.
fn page_of(visit: &Visit, route: &Route) -> String {
    let shown = |path: &str| ROUTES.iter().any(|r| r.verb == Verb::Get && r.path == path);
    // A form that was refused stands at the address to which it was sent.
    let refused = |from: &&String| **from == visit.path;
    if let Some(from) = visit.from.as_ref().filter(|it| !refused(it)) {
        return without_draft(from);
    }
    if let Some(form) = route.form {
        return form.to_owned();
    }
    let (mut path, mut pattern) = (visit.path.as_str(), route.path);
    while !shown(pattern) {
        let above = path.rsplit_once('/').zip(pattern.rsplit_once('/'));
        let Some(((path_above, _), (pattern_above, _))) = above else {
            return "/".to_owned();
        };
        (path, pattern) = (path_above, pattern_above);
    }
    if pattern != ACT {
        return path.to_owned();
    }
    let signs = visit.param("act") == "signature";
    let about = |name: &str| acts::CARRIED.contains(&name) || signs && SEEN.contains(&name);
    let about = visit.form.pairs().filter(|(name, _)| about(name));
    let about = Values::from_pairs(about.map(|(n, v)| (n.to_owned(), v.to_owned())));
    match query(&about) {
        about if about.is_empty() => path.to_owned(),
        about => format!("{path}?{about}"),
    }
}

/// The page of a form on a case, of which there are several at one address.
const ACT: &str = "/cases/{case}/acts/{act}";
/// The state of the case that a signer had before her: a signature's page is of one state.
const SEEN: &[&str] = &["seen", "seen_hash"];

/// An address without what was kept for it before.
fn without_draft(address: &str) -> String {
    let Some((path, query)) = address.split_once('?') else {
        return address.to_owned();
    };
    let pairs = url::form_urlencoded::parse(query.as_bytes());
    let values = Values::from_pairs(pairs.into_owned().filter(|(name, _)| name != "draft"));
    match self::query(&values) {
        query if query.is_empty() => path.to_owned(),
        query => format!("{path}?{query}"),
    }
}

fn query(values: &Values) -> String {
    let mut text = url::form_urlencoded::Serializer::new(String::new());
    text.extend_pairs(values.pairs());
    text.finish()
}

fn secret(name: &str) -> bool {
    matches!(
        name,
        "csrf" | "key" | "seen" | "seen_hash" | "old" | "new" | "again" | "locale"
    ) || name.starts_with("password")
}

fn keep(visit: &Visit, page: &str, former: &Former) -> Option<i64> {
    if visit.form.text("csrf") != Some(former.csrf.as_str()) {
        return None;
    }
    let typed = visit.form.pairs().filter(|(name, _)| !secret(name));
    let typed = Values::from_pairs(typed.map(|(n, v)| (n.to_owned(), v.to_owned())));
    if typed.is_empty() {
        return None;
    }
    let path = page.split('?').next().unwrap_or(page);
    let kept = drafts::keep(&visit.register, former.user, KIND, path, &typed.json());
    kept.inspect_err(|e| tracing::error!(error = %e, "a typed form could not be kept"))
        .ok()
}

/// What was kept for this page, if the address names it and it is this person's.
pub fn kept(visit: &Visit) -> Option<Values> {
    let id: i64 = visit.query.text("draft")?.parse().ok()?;
    let user = visit.session.as_ref()?.actor.user;
    let draft = drafts::find(&visit.register, user, id).ok()??;
    (draft.kind == KIND && draft.title == visit.path).then(|| Values::from_json(&draft.body))
}

//! One request on its way: read, judged, answered. What may wait runs in a thread of its own.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use tracing::Span;

use super::form::Values;
use super::gate::{self, Facts, Late};
use super::reply::local;
use super::respond::{LANGUAGE_COOKIE, respond};
use super::routes::{Body, Route};
use super::server::Shell;
use super::upload::{self, Brought};
use super::visit::{Problem, Reply, Site, Visit};
use super::{body, cookies, problem, stash};
use crate::text::{Locale, Words};

/// What was asked for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Target {
    Route(&'static Route),
    /// The address is known, by these methods.
    Method(&'static str),
    Nowhere,
}

/// What came of a request, before it is HTTP.
pub(super) struct Answered {
    /// The reply, or status and page of a problem.
    pub(super) outcome: Result<Reply, (u16, String)>,
    /// To be remembered by the browser.
    pub(super) visitor: Option<String>,
    pub(super) allow: Option<&'static str>,
}

pub(super) async fn answer(
    target: Target,
    request: HttpRequest,
    payload: web::Payload,
) -> HttpResponse {
    let Some(shell) = request.app_data::<web::Data<Shell>>().cloned() else {
        return HttpResponse::InternalServerError().finish();
    };
    let (mut visit, fresh, readable) = visit(&shell, &request);
    let brought = match readable {
        Err(problem) => Err(problem),
        Ok(()) => brought(target, &request, payload, &mut visit).await,
    };
    let facts = Facts {
        origin: text_header(&request, "origin"),
        fetch_site: text_header(&request, "sec-fetch-site"),
        fetch_mode: text_header(&request, "sec-fetch-mode"),
    };
    let visitor = fresh.then(|| visit.visitor.clone());
    let span = Span::current();
    let done = web::block(move || span.in_scope(|| run(target, visit, brought, &facts))).await;
    let outcome = match done {
        Ok(outcome) => outcome,
        Err(_) => return HttpResponse::ServiceUnavailable().finish(),
    };
    let allow = match target {
        Target::Method(allow) => Some(allow),
        Target::Route(_) | Target::Nowhere => None,
    };
    let answered = Answered {
        outcome,
        visitor,
        allow,
    };
    respond(&shell, answered).await
}

/// Reads what came with the request.
async fn brought(
    target: Target,
    request: &HttpRequest,
    payload: web::Payload,
    visit: &mut Visit,
) -> Result<Brought, Problem> {
    let Target::Route(route) = target else {
        return Ok(Brought::default());
    };
    let media = text_header(request, "content-type").unwrap_or_default();
    let is = |wanted: &str| media.to_ascii_lowercase().starts_with(wanted);
    match route.body {
        Body::Nothing => Ok(Brought::default()),
        Body::Upload if is("multipart/form-data") => {
            let keep = somebody(visit).await?;
            upload::multipart(request, payload, keep).await
        }
        Body::Form | Body::Upload if is("application/x-www-form-urlencoded") => {
            let form = upload::form(payload).await?;
            Ok(Brought {
                form,
                uploads: Vec::new(),
            })
        }
        Body::Form | Body::Upload => Err(Problem::MediaType),
    }
}

/// Whether somebody is signed in: strangers' files are not written to disk.
async fn somebody(visit: &Visit) -> Result<bool, Problem> {
    let Some(token) = visit.token.clone() else {
        return Ok(false);
    };
    let register = Arc::clone(&visit.register);
    let found = web::block(move || crate::services::accounts::session(&register, &token)).await;
    match found {
        Ok(found) => Ok(found?.is_some()),
        Err(_) => Err(Problem::Unavailable),
    }
}

fn run(
    target: Target,
    mut visit: Visit,
    brought: Result<Brought, Problem>,
    facts: &Facts,
) -> Result<Reply, (u16, String)> {
    let (brought, unread) = match brought {
        Ok(brought) => (brought, None),
        Err(problem) => (Brought::default(), Some(problem)),
    };
    visit.form = brought.form;
    visit.uploads = brought.uploads;
    let (mut former, mut author) = (None, None);
    let done = catch_unwind(AssertUnwindSafe(|| {
        former = gate::recognise(&mut visit)?;
        author = gate::author(&visit)?;
        if let Some(session) = &visit.session {
            Span::current().record("user.id", session.actor.user.0);
        }
        let late = Late {
            former: former.as_ref(),
            author: author.as_ref(),
        };
        handled(target, &mut visit, unread, facts, late)
    }));
    let problem = match done {
        Ok(Ok(reply)) => return Ok(reply),
        Ok(Err(problem)) => problem,
        // What it said may name people: the hook has logged where it was, and that must do.
        Err(_panic) => Problem::internal("panic"),
    };
    let route = match target {
        Target::Route(route) => Some(route),
        Target::Method(_) | Target::Nowhere => None,
    };
    match problem {
        Problem::SignIn => Ok(stash::to_sign_in(&visit, route, author.or(former).as_ref())),
        Problem::Confirm => Ok(stash::to_confirm(&visit, route)),
        Problem::SignedInAnew(author) => match route {
            Some(route) => Ok(stash::filled_in_before(&visit, route, &author)),
            None => Err(shown(&visit, route, &Problem::Forged)),
        },
        Problem::MustChange => Ok(Reply::Redirect("/account/password".to_owned())),
        problem => Err(shown(&visit, route, &problem)),
    }
}

/// The page of a problem; should that break too, the least that can be said.
fn shown(visit: &Visit, route: Option<&Route>, problem: &Problem) -> (u16, String) {
    let page = || problem::page(visit, route.map(|r| r.action), problem);
    catch_unwind(AssertUnwindSafe(page)).unwrap_or_else(|_| {
        let words = visit.words.t(crate::text::k::PROBLEM_INTERNAL);
        (500, words.to_owned())
    })
}

fn handled(
    target: Target,
    visit: &mut Visit,
    unread: Option<Problem>,
    facts: &Facts,
    late: Late<'_>,
) -> Result<Reply, Problem> {
    let route = match target {
        Target::Route(route) => route,
        Target::Method(allow) => return Err(Problem::Method(allow)),
        Target::Nowhere => return Err(Problem::NotFound),
    };
    if let Some(problem) = unread {
        return Err(problem);
    }
    gate::admit(visit, route, facts, late)?;
    (route.handler)(visit)
}

/// The request without its body; whether its visitor is new; whether it could be read.
fn visit(shell: &Shell, request: &HttpRequest) -> (Visit, bool, Result<(), Problem>) {
    let cookie = |name: &str| cookies::find(request.headers(), name);
    let locale = cookie(LANGUAGE_COOKIE)
        .and_then(|c| Locale::from_code(&c))
        .unwrap_or_default();
    let (query, readable) = match body::pairs(request.query_string().as_bytes()) {
        Ok(query) => (query, Ok(())),
        Err(problem) => (Values::default(), Err(problem)),
    };
    let known = cookie(shell.visitor_cookie()).filter(|v| v.len() == 64);
    let fresh = known.is_none();
    let visitor = known.unwrap_or_else(|| hex::encode(shell.register.entropy.bytes32()));
    let params = request
        .match_info()
        .iter()
        .map(|(n, v)| (n.to_owned(), v.to_owned()));
    let agent = text_header(request, "user-agent").unwrap_or_default();
    let visit = Visit {
        register: Arc::clone(&shell.register),
        site: shell.site.clone(),
        words: Words::of(locale),
        session: None,
        path: request.path().to_owned(),
        params: params.collect(),
        query,
        form: Values::default(),
        uploads: Vec::new(),
        address: address(shell, request),
        agent: agent.chars().take(200).collect(),
        from: text_header(request, "referer").and_then(|r| own_path(&shell.site, &r)),
        token: cookie(shell.session_cookie()),
        visitor,
    };
    (visit, fresh, readable)
}

fn text_header(request: &HttpRequest, name: &str) -> Option<String> {
    let value = request.headers().get(name)?;
    value.to_str().ok().map(str::to_owned)
}

/// The path and query of a page of ours.
fn own_path(site: &Site, referer: &str) -> Option<String> {
    let path = site
        .origins
        .iter()
        .find_map(|origin| referer.strip_prefix(origin.as_str()))?;
    Some(local(Some(path)))
}

/// Who asks. A forwarded address is believed only from a proxy of ours, and only its last part,
/// which that proxy wrote itself.
fn address(shell: &Shell, request: &HttpRequest) -> String {
    let Some(peer) = request.peer_addr().map(|a| a.ip()) else {
        return String::new();
    };
    let forwarded = || {
        let all = text_header(request, header::X_FORWARDED_FOR.as_str())?;
        let last = all.rsplit(',').next()?.trim();
        last.parse::<std::net::IpAddr>().ok()
    };
    let believed = shell.proxies.contains(&peer).then(forwarded).flatten();
    believed.unwrap_or(peer).to_string()
}

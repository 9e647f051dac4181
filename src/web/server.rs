//! The thin shell: from HTTP to a [`Visit`] and from a [`Reply`] back. All else is synchronous.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use actix_web::body::BoxBody;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::{Method, StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, web};
use futures_util::StreamExt as _;
use tempfile::NamedTempFile;

use super::form::Values;
use super::page;
use super::routes::{Body, ROUTES, Route, Verb};
use super::visit::{Problem, Reply, Site, Upload, Visit};
use super::{gate, stash};
use crate::services::register::Register;
use crate::text::{Locale, Words};

const FORM_LIMIT: usize = 512 * 1024;
/// Bytes of one uploaded paper.
pub const UPLOAD_LIMIT: u64 = 20 * 1024 * 1024;
const LANGUAGE_COOKIE: &str = "sejel-language";

/// What the shell holds.
#[derive(Debug, Clone)]
pub struct Shell {
    pub register: Arc<Register>,
    pub site: Site,
}

impl Shell {
    fn session_cookie(&self) -> &'static str {
        if self.site.tls { "__Host-sejel" } else { "sejel" }
    }
}

/// Adds every route of the table.
pub fn configure(config: &mut web::ServiceConfig, shell: &Shell) {
    config.app_data(web::Data::new(shell.clone()));
    let mut by_path: BTreeMap<&str, Vec<&'static Route>> = BTreeMap::new();
    for route in ROUTES {
        by_path.entry(route.path).or_default().push(route);
    }
    // Fixed paths before those with parameters, so that /cases/new is not a reference.
    let mut paths: Vec<_> = by_path.into_iter().collect();
    paths.sort_by_key(|(path, _)| path.contains('{'));
    for (path, routes) in paths {
        let mut resource = web::resource(path);
        for route in routes {
            let verb = match route.verb {
                Verb::Get => Method::GET,
                Verb::Post => Method::POST,
            };
            resource = resource.route(web::method(verb).to(
                move |request: HttpRequest, payload: web::Payload| answer(Some(route), request, payload),
            ));
        }
        resource = resource.default_service(web::to(|request, payload| answer(None, request, payload)));
        config.service(resource);
    }
    config.default_service(web::to(|request, payload| answer(None, request, payload)));
}

async fn answer(
    route: Option<&'static Route>,
    request: HttpRequest,
    payload: web::Payload,
) -> HttpResponse {
    let Some(shell) = request.app_data::<web::Data<Shell>>().cloned() else {
        return HttpResponse::InternalServerError().finish();
    };
    let mut visit = visit(&shell, &request);
    let body = match route.map(|r| r.body) {
        Some(Body::Form) => read_form(payload, &mut visit).await,
        Some(Body::Upload) => read_upload(&request, payload, &mut visit).await,
        Some(Body::Nothing) | None => Ok(()),
    };
    let facts = gate::Facts {
        origin: text_header(&request, "origin"),
        fetch_site: text_header(&request, "sec-fetch-site"),
        host: request.connection_info().host().to_owned(),
    };
    let done = web::block(move || run(route, visit, body, &facts)).await;
    match done {
        Ok(answered) => respond(&shell, answered),
        Err(_) => HttpResponse::ServiceUnavailable().finish(),
    }
}

/// Status and reply, or the page of a problem.
enum Answered {
    Good(Reply),
    Bad { status: u16, html: String },
}

fn run(
    route: Option<&'static Route>,
    mut visit: Visit,
    body: Result<(), Problem>,
    facts: &gate::Facts,
) -> Answered {
    let done = catch_unwind(AssertUnwindSafe(|| -> Result<Reply, Problem> {
        gate::recognise(&mut visit)?;
        let route = route.ok_or(Problem::NotFound)?;
        body?;
        gate::admit(&visit, route, facts)?;
        (route.handler)(&mut visit)
    }));
    let problem = match done {
        Ok(Ok(reply)) => return Answered::Good(reply),
        Ok(Err(problem)) => problem,
        Err(panic) => {
            let said = panic
                .downcast_ref::<&str>()
                .map(|s| (*s).to_owned())
                .or_else(|| panic.downcast_ref::<String>().cloned());
            Problem::internal(format!("panic: {}", said.unwrap_or_default()))
        }
    };
    if matches!(problem, Problem::SignIn) {
        return Answered::Good(stash::to_sign_in(&visit, route));
    }
    let (status, html) = page::problem(&visit, &problem);
    Answered::Bad { status, html }
}

fn visit(shell: &Shell, request: &HttpRequest) -> Visit {
    let cookie = |name: &str| request.cookie(name).map(|c| c.value().to_owned());
    let locale = cookie(LANGUAGE_COOKIE).and_then(|c| Locale::from_code(&c)).unwrap_or_default();
    let query = url::form_urlencoded::parse(request.query_string().as_bytes());
    let params = request.match_info().iter().map(|(n, v)| (n.to_owned(), v.to_owned()));
    let address = request.peer_addr().map_or_else(String::new, |a| a.ip().to_string());
    Visit {
        register: Arc::clone(&shell.register),
        site: shell.site.clone(),
        words: Words::of(locale),
        session: None,
        path: request.path().to_owned(),
        params: params.collect(),
        query: Values::from_pairs(query.into_owned()),
        form: Values::default(),
        uploads: Vec::new(),
        address,
        agent: text_header(request, "user-agent").unwrap_or_default().chars().take(200).collect(),
        token: cookie(shell.session_cookie()),
    }
}

fn text_header(request: &HttpRequest, name: &str) -> Option<String> {
    request.headers().get(name).and_then(|v| v.to_str().ok()).map(str::to_owned)
}

async fn read_form(mut payload: web::Payload, visit: &mut Visit) -> Result<(), Problem> {
    let mut bytes = Vec::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| Problem::BadRequest)?;
        if bytes.len() + chunk.len() > FORM_LIMIT {
            return Err(Problem::TooLarge);
        }
        bytes.extend_from_slice(&chunk);
    }
    visit.form = Values::from_pairs(url::form_urlencoded::parse(&bytes).into_owned());
    Ok(())
}

async fn read_upload(
    request: &HttpRequest,
    payload: web::Payload,
    visit: &mut Visit,
) -> Result<(), Problem> {
    let plain = text_header(request, "content-type")
        .is_none_or(|t| !t.starts_with("multipart/form-data"));
    if plain {
        return read_form(payload, visit).await;
    }
    let mut parts = actix_multipart::Multipart::new(request.headers(), payload);
    let mut pairs = Vec::new();
    let mut total = 0_usize;
    while let Some(part) = parts.next().await {
        let mut part = part.map_err(|_| Problem::BadRequest)?;
        let named = part.content_disposition().map(|d| {
            (d.get_name().map(str::to_owned), d.get_filename().map(str::to_owned))
        });
        let Some((Some(field), file_name)) = named else { return Err(Problem::BadRequest) };
        if let Some(name) = file_name {
            if let Some(upload) = store_part(&mut part, field, name).await? {
                visit.uploads.push(upload);
            }
            continue;
        }
        let mut value = Vec::new();
        while let Some(chunk) = part.next().await {
            let chunk = chunk.map_err(|_| Problem::BadRequest)?;
            total += chunk.len();
            if total > FORM_LIMIT {
                return Err(Problem::TooLarge);
            }
            value.extend_from_slice(&chunk);
        }
        pairs.push((field, String::from_utf8(value).map_err(|_| Problem::BadRequest)?));
    }
    visit.form = Values::from_pairs(pairs);
    Ok(())
}

async fn store_part(
    part: &mut actix_multipart::Field,
    field: String,
    name: String,
) -> Result<Option<Upload>, Problem> {
    let mut file = NamedTempFile::new().map_err(Problem::internal)?;
    let mut size = 0_u64;
    while let Some(chunk) = part.next().await {
        let chunk = chunk.map_err(|_| Problem::BadRequest)?;
        size += u64::try_from(chunk.len()).unwrap_or(u64::MAX);
        if size > UPLOAD_LIMIT {
            return Err(Problem::TooLarge);
        }
        file.write_all(&chunk).map_err(Problem::internal)?;
    }
    file.flush().map_err(Problem::internal)?;
    Ok((size > 0).then_some(Upload { field, name, file, size }))
}

fn respond(shell: &Shell, answered: Answered) -> HttpResponse {
    let html = |status: u16, body: String| {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = guarded(HttpResponse::build(status));
        response.insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8"));
        response.insert_header((header::CACHE_CONTROL, "no-store"));
        response.body(body)
    };
    match answered {
        Answered::Bad { status, html: body } => html(status, body),
        Answered::Good(Reply::Page(body)) => html(200, body),
        Answered::Good(Reply::Refilled(body)) => html(422, body),
        Answered::Good(Reply::Redirect(to)) => see_other(&to, None),
        Answered::Good(Reply::SignedIn { token, to }) => {
            see_other(&to, Some(session_cookie(shell, token, false)))
        }
        Answered::Good(Reply::SignedOut { to }) => {
            let mut response = see_other(&to, Some(session_cookie(shell, String::new(), true)));
            response.headers_mut().insert(
                header::HeaderName::from_static("clear-site-data"),
                header::HeaderValue::from_static("\"cache\""),
            );
            response
        }
        Answered::Good(Reply::Language { locale, to }) => {
            let cookie = Cookie::build(LANGUAGE_COOKIE, locale.code())
                .path("/")
                .http_only(true)
                .secure(shell.site.tls)
                .same_site(SameSite::Lax)
                .max_age(Duration::days(365))
                .finish();
            see_other(&to, Some(cookie))
        }
        Answered::Good(Reply::Plain(status, text)) => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            guarded(HttpResponse::build(status))
                .insert_header((header::CONTENT_TYPE, "text/plain; charset=utf-8"))
                .insert_header((header::CACHE_CONTROL, "no-store"))
                .body(text)
        }
        Answered::Good(Reply::File { bytes, media, name, inline }) => {
            file(bytes, &media, &name, inline)
        }
        Answered::Good(Reply::Asset { bytes, media }) => guarded(HttpResponse::Ok())
            .insert_header((header::CONTENT_TYPE, media))
            .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
            .body(bytes),
    }
}

fn file(bytes: Vec<u8>, media: &str, name: &str, inline: bool) -> HttpResponse {
    let encoded: String = url::form_urlencoded::byte_serialize(name.as_bytes()).collect();
    let kind = if inline { "inline" } else { "attachment" };
    let disposition = format!("{kind}; filename*=UTF-8''{}", encoded.replace('+', "%20"));
    guarded(HttpResponse::Ok())
        .insert_header((header::CONTENT_TYPE, media))
        .insert_header((header::CONTENT_DISPOSITION, disposition))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header(("content-security-policy", "default-src 'none'; sandbox; style-src 'unsafe-inline'"))
        .body(bytes)
}

fn see_other(to: &str, cookie: Option<Cookie<'static>>) -> HttpResponse {
    let mut response = guarded(HttpResponse::SeeOther());
    response.insert_header((header::LOCATION, to));
    response.insert_header((header::CACHE_CONTROL, "no-store"));
    if let Some(cookie) = cookie {
        response.cookie(cookie);
    }
    response.body(BoxBody::new(()))
}

fn session_cookie(shell: &Shell, token: String, end: bool) -> Cookie<'static> {
    let mut cookie = Cookie::build(shell.session_cookie(), token)
        .path("/")
        .http_only(true)
        .secure(shell.site.tls)
        .same_site(SameSite::Lax)
        .finish();
    if end {
        cookie.make_removal();
    }
    cookie
}

/// The headers that every answer carries.
fn guarded(mut response: HttpResponseBuilder) -> HttpResponseBuilder {
    const POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; object-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'";
    response
        .insert_header(("content-security-policy", POLICY))
        .insert_header(("x-content-type-options", "nosniff"))
        .insert_header(("referrer-policy", "same-origin"))
        .insert_header(("cross-origin-opener-policy", "same-origin"))
        .insert_header(("permissions-policy", "camera=(), microphone=(), geolocation=()"));
    response
}

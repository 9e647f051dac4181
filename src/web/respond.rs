//! From a [`Reply`] to HTTP: status, headers, cookies.

use std::io::Read as _;

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, HttpResponseBuilder, web};

use super::answering::Answered;
use super::cookies::{self, Life};
use super::server::Shell;
use super::visit::Reply;

pub(super) const LANGUAGE_COOKIE: &str = "sejel-language";

/// Pages load nothing from elsewhere, run no script and stand in no frame. A viewer page may hold a
/// paper of ours.
const POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; \
    img-src 'self' data:; object-src 'self'; frame-src 'self'; form-action 'self'; \
    base-uri 'none'; frame-ancestors 'none'";
/// A paper shown inside a page of ours: nothing in it may load or run anything.
const PAPER_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; \
    object-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'";
/// A file to be saved.
const FILE_POLICY: &str = "default-src 'none'; sandbox; frame-ancestors 'none'";
/// Kinds that a browser shows without doing anything else.
const HARMLESS: &[&str] = &["image/jpeg", "image/png", "application/pdf"];

/// The answer as HTTP.
pub(super) async fn respond(shell: &Shell, answered: Answered) -> HttpResponse {
    let Answered {
        outcome,
        visitor,
        allow,
    } = answered;
    let mut response = match outcome {
        Err((status, html)) => page(shell, status, html),
        Ok(reply) => replied(shell, reply).await,
    };
    let is_page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|t| t == HTML);
    if let Some(visitor) = visitor.filter(|_| is_page) {
        let cookie = cookies::set(
            shell.visitor_cookie(),
            &visitor,
            Life::Visit,
            shell.site.tls,
        );
        keep(&mut response, &cookie);
    }
    if let Some(allow) = allow {
        let value = header::HeaderValue::from_static(allow);
        response.headers_mut().insert(header::ALLOW, value);
    }
    response
}

const HTML: &str = "text/html; charset=utf-8";

async fn replied(shell: &Shell, reply: Reply) -> HttpResponse {
    match reply {
        Reply::Page(html) => page(shell, 200, html),
        Reply::Refilled(html) => page(shell, 422, html),
        Reply::Redirect(to) => see_other(shell, &to, None),
        Reply::SignedIn { token, to } => {
            let cookie = cookies::set(shell.session_cookie(), &token, Life::Visit, shell.site.tls);
            see_other(shell, &to, Some(cookie))
        }
        Reply::SignedOut { to } => signed_out(shell, &to),
        Reply::Language { locale, to } => {
            let cookie = cookies::set(LANGUAGE_COOKIE, locale.code(), Life::Year, shell.site.tls);
            see_other(shell, &to, Some(cookie))
        }
        Reply::Plain(status, text) => unstored(shell, POLICY, status)
            .insert_header((header::CONTENT_TYPE, "text/plain; charset=utf-8"))
            .body(text),
        Reply::File {
            bytes,
            media,
            name,
            inline,
        } => file(shell, &media, &name, inline).body(bytes),
        Reply::Download { path, media, name } => download(shell, path, &media, &name).await,
        Reply::Asset {
            bytes,
            media,
            lasting,
        } => asset(shell, bytes, media, lasting),
    }
}

fn status(code: u16) -> StatusCode {
    StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

fn page(shell: &Shell, code: u16, html: String) -> HttpResponse {
    unstored(shell, POLICY, code)
        .insert_header((header::CONTENT_TYPE, HTML))
        .insert_header((header::VARY, "cookie"))
        .body(html)
}

/// An address as a header holds it (RFC 3986, 2.1).
fn written(address: &str) -> String {
    let mut written = String::with_capacity(address.len());
    for byte in address.bytes() {
        if byte.is_ascii_graphic() {
            written.push(char::from(byte));
        } else {
            written.push_str(&format!("%{byte:02X}"));
        }
    }
    written
}

fn see_other(shell: &Shell, to: &str, cookie: Option<String>) -> HttpResponse {
    let mut response = unstored(shell, POLICY, 303);
    response.insert_header((header::LOCATION, written(to)));
    let mut response = response.finish();
    if let Some(cookie) = cookie {
        keep(&mut response, &cookie);
    }
    response
}

fn signed_out(shell: &Shell, to: &str) -> HttpResponse {
    let gone = cookies::set(shell.session_cookie(), "", Life::Over, shell.site.tls);
    let mut response = see_other(shell, to, Some(gone));
    response.headers_mut().insert(
        header::HeaderName::from_static("clear-site-data"),
        header::HeaderValue::from_static("\"cache\""),
    );
    response
}

/// Gives the browser a cookie.
fn keep(response: &mut HttpResponse, cookie: &str) {
    // We wrote it ourselves: it has no characters that a header cannot hold.
    if let Ok(value) = header::HeaderValue::from_str(cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

fn file(shell: &Shell, media: &str, name: &str, inline: bool) -> HttpResponseBuilder {
    let shown = inline && HARMLESS.contains(&media);
    let (kind, policy) = if shown {
        ("inline", PAPER_POLICY)
    } else {
        ("attachment", FILE_POLICY)
    };
    let encoded: String = url::form_urlencoded::byte_serialize(name.as_bytes()).collect();
    let disposition = format!("{kind}; filename*=UTF-8''{}", encoded.replace('+', "%20"));
    let mut response = unstored(shell, policy, 200);
    response
        .insert_header((header::CONTENT_TYPE, media))
        .insert_header((header::CONTENT_DISPOSITION, disposition));
    response
}

/// Sends a temporary file in pieces; it is gone from its folder before the first is sent.
async fn download(
    shell: &Shell,
    path: std::path::PathBuf,
    media: &str,
    name: &str,
) -> HttpResponse {
    const PIECE: u64 = 64 * 1024;
    let opened = web::block(move || {
        let file = std::fs::File::open(&path)?;
        let size = file.metadata()?.len();
        std::fs::remove_file(&path)?;
        Ok::<_, std::io::Error>((file, size))
    })
    .await;
    let Ok(Ok((file, size))) = opened else {
        tracing::error!("a file that was made to be sent is not there");
        return unstored(shell, POLICY, 500).finish();
    };
    let pieces = futures_util::stream::try_unfold(file, |file| async move {
        let read = web::block(move || {
            let mut piece = Vec::new();
            let mut limited = file.take(PIECE);
            limited.read_to_end(&mut piece)?;
            Ok::<_, std::io::Error>((piece, limited.into_inner()))
        })
        .await;
        let (piece, file) = read.map_err(std::io::Error::other)??;
        Ok::<_, std::io::Error>((!piece.is_empty()).then(|| (web::Bytes::from(piece), file)))
    });
    let mut response = self::file(shell, media, name, false);
    response.no_chunking(size).streaming(Box::pin(pieces))
}

fn asset(shell: &Shell, bytes: &'static [u8], media: &'static str, lasting: bool) -> HttpResponse {
    let kept = if lasting {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let mut response = guarded(shell, POLICY, 200);
    response
        .insert_header((header::CONTENT_TYPE, media))
        .insert_header((header::CACHE_CONTROL, kept));
    if media.starts_with("font/") {
        // Packed already.
        response.insert_header((header::CONTENT_ENCODING, "identity"));
    }
    response.body(bytes)
}

fn unstored(shell: &Shell, policy: &'static str, code: u16) -> HttpResponseBuilder {
    let mut response = guarded(shell, policy, code);
    response.insert_header((header::CACHE_CONTROL, "no-store"));
    response
}

/// The headers that every answer carries.
fn guarded(shell: &Shell, policy: &'static str, code: u16) -> HttpResponseBuilder {
    let mut response = HttpResponse::build(status(code));
    response
        .insert_header(("content-security-policy", policy))
        .insert_header(("x-content-type-options", "nosniff"))
        .insert_header(("referrer-policy", "same-origin"))
        .insert_header(("cross-origin-opener-policy", "same-origin"))
        .insert_header(("cross-origin-resource-policy", "same-origin"))
        .insert_header((
            "permissions-policy",
            "camera=(), microphone=(), geolocation=()",
        ));
    if shell.site.tls {
        response.insert_header((
            "strict-transport-security",
            "max-age=63072000; includeSubDomains",
        ));
    }
    response
}

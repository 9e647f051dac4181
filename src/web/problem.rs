//! Why there is no ordinary answer, and the page that says so and shows a way on.

use std::hash::{BuildHasher as _, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};

use askama::Template as _;

use super::gate::Former;
use super::page::role_title;
use super::parts::Link;
use super::views::problem::ProblemPage;
use super::visit::Visit;
use crate::domain::access::policy::{self, Action};
use crate::domain::case::Refusal;
use crate::services::casework::Failure;
use crate::text::{Key, k};

/// Why there is no ordinary answer.
#[derive(Debug)]
pub enum Problem {
    /// Nobody is signed in, or the session has ended.
    SignIn,
    /// The password is given again before anything of this weight.
    Confirm,
    /// A one-time password must be changed before anything else.
    MustChange,
    /// It is not there, or must not be known to be there.
    NotFound,
    /// May be seen, may not be done.
    Forbidden,
    /// The case's own refusal, and the sentence that says it.
    Refused(Box<Refusal>, String),
    /// Somebody changed the case meanwhile; the sentences say what.
    Conflict {
        reference: String,
        changes: Vec<String>,
    },
    BadRequest,
    /// This address knows other methods: those named.
    Method(&'static str),
    /// Not a form of ours.
    MediaType,
    /// The form does not come from this person's page.
    Forged,
    /// The form comes from this person's page, of a session before this one.
    SignedInAnew(Former),
    /// The same key came before with another body.
    KeyReused,
    TooLarge,
    /// The request did not arrive to its end in time.
    Slow,
    Unavailable,
    /// What is to be handed out cannot be proven now.
    NotSealed,
    /// Logged under this reference.
    Internal(String),
}

impl Problem {
    /// An error that nobody at the screen can mend: logged once, shown as an apology.
    pub fn internal(error: impl std::fmt::Display) -> Self {
        let reference = reference();
        tracing::error!(error = %error, reference = %reference, "request failed");
        Self::Internal(reference)
    }

    /// The status of the answer.
    #[must_use]
    pub const fn status(&self) -> u16 {
        match self {
            Self::SignIn | Self::Confirm => 401,
            Self::NotFound => 404,
            Self::MustChange
            | Self::Forbidden
            | Self::Refused(..)
            | Self::Forged
            | Self::SignedInAnew(_) => 403,
            Self::Conflict { .. } => 409,
            Self::BadRequest => 400,
            Self::Method(_) => 405,
            Self::MediaType => 415,
            Self::KeyReused => 422,
            Self::TooLarge => 413,
            Self::Slow => 408,
            Self::Unavailable | Self::NotSealed => 503,
            Self::Internal(_) => 500,
        }
    }

    /// Title, what it means, what to do.
    const fn words(&self) -> [Key; 3] {
        match self {
            Self::SignIn | Self::Confirm => [
                k::PROBLEM_SIGN_IN,
                k::PROBLEM_SIGN_IN_TEXT,
                k::PROBLEM_SIGN_IN_NEXT,
            ],
            Self::NotFound => [
                k::PROBLEM_NOT_FOUND,
                k::PROBLEM_NOT_FOUND_TEXT,
                k::PROBLEM_NOT_FOUND_NEXT,
            ],
            Self::MustChange | Self::Forbidden => [
                k::PROBLEM_FORBIDDEN,
                k::PROBLEM_FORBIDDEN_TEXT,
                k::PROBLEM_FORBIDDEN_NEXT,
            ],
            Self::Refused(..) => [
                k::PROBLEM_REFUSED,
                k::PROBLEM_REFUSED_TEXT,
                k::PROBLEM_REFUSED_NEXT,
            ],
            Self::Conflict { .. } => [
                k::PROBLEM_CONFLICT,
                k::PROBLEM_CONFLICT_TEXT,
                k::PROBLEM_CONFLICT_NEXT,
            ],
            Self::BadRequest => [
                k::PROBLEM_BAD_REQUEST,
                k::PROBLEM_BAD_REQUEST_TEXT,
                k::PROBLEM_BAD_REQUEST_NEXT,
            ],
            Self::Method(_) => [
                k::PROBLEM_METHOD,
                k::PROBLEM_METHOD_TEXT,
                k::PROBLEM_METHOD_NEXT,
            ],
            Self::MediaType => [
                k::PROBLEM_MEDIA,
                k::PROBLEM_MEDIA_TEXT,
                k::PROBLEM_MEDIA_NEXT,
            ],
            Self::Forged | Self::SignedInAnew(_) => [
                k::PROBLEM_FORGED,
                k::PROBLEM_FORGED_TEXT,
                k::PROBLEM_FORGED_NEXT,
            ],
            Self::KeyReused => [
                k::PROBLEM_MISMATCH,
                k::PROBLEM_MISMATCH_TEXT,
                k::PROBLEM_MISMATCH_NEXT,
            ],
            Self::TooLarge => [
                k::PROBLEM_TOO_LARGE,
                k::PROBLEM_TOO_LARGE_TEXT,
                k::PROBLEM_TOO_LARGE_NEXT,
            ],
            Self::Slow => [k::PROBLEM_SLOW, k::PROBLEM_SLOW_TEXT, k::PROBLEM_SLOW_NEXT],
            Self::Unavailable => [
                k::PROBLEM_UNAVAILABLE,
                k::PROBLEM_UNAVAILABLE_TEXT,
                k::PROBLEM_UNAVAILABLE_NEXT,
            ],
            Self::NotSealed => [
                k::PROBLEM_NOT_SEALED,
                k::PROBLEM_NOT_SEALED_TEXT,
                k::PROBLEM_NOT_SEALED_NEXT,
            ],
            Self::Internal(_) => [
                k::PROBLEM_INTERNAL,
                k::PROBLEM_INTERNAL_TEXT,
                k::PROBLEM_INTERNAL_NEXT,
            ],
        }
    }
}

impl From<crate::store::Error> for Problem {
    fn from(error: crate::store::Error) -> Self {
        if error.is_passing() {
            tracing::warn!(error = %error, "the database did not answer");
            return Self::Unavailable;
        }
        Self::internal(error)
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Store(e) => e.into(),
            Failure::NotFound => Self::NotFound,
            Failure::KeyReused => Self::KeyReused,
            Failure::NotSealed(why) => {
                tracing::warn!(why, "the log is not sealed");
                Self::NotSealed
            }
            other => Self::internal(other),
        }
    }
}

/// Eight characters that mean nothing and are found again in the log.
fn reference() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let scattered = RandomState::new().hash_one(count);
    let text = format!("{scattered:016x}");
    text.get(..8).unwrap_or(&text).to_owned()
}

/// The page that tells of a problem, with its status. `asked` is what the route is for.
#[must_use]
pub fn page(visit: &Visit, asked: Option<Action>, problem: &Problem) -> (u16, String) {
    let words = visit.words;
    let [title, what, next] = problem.words();
    let view = ProblemPage {
        page: visit.page(words.t(title), None),
        what: match problem {
            Problem::Refused(_, sentence) => sentence.clone(),
            Problem::Forbidden => forbidden(visit, asked),
            _ => words.t(what).to_owned(),
        },
        next: words.t(next).to_owned(),
        changes: match problem {
            Problem::Conflict { changes, .. } => changes.clone(),
            _ => Vec::new(),
        },
        again: None,
        ways: vec![way_on(visit, problem)],
        reference: match problem {
            Problem::Internal(reference) => Some(reference.clone()),
            _ => None,
        },
    };
    let html = view
        .render()
        .unwrap_or_else(|_| words.t(k::PROBLEM_INTERNAL_TEXT).to_owned());
    (problem.status(), html)
}

/// What may be seen but not done is explained: whose it is.
fn forbidden(visit: &Visit, asked: Option<Action>) -> String {
    let words = visit.words;
    let roles: Vec<&str> = asked.map_or_else(Vec::new, |action| {
        policy::roles(action)
            .iter()
            .map(|role| words.t(role_title(*role)))
            .collect()
    });
    let plain = words.t(k::PROBLEM_FORBIDDEN_TEXT);
    if roles.is_empty() {
        return plain.to_owned();
    }
    let joint = words.t(k::LIST_COMMA);
    let whose = words.say(k::problem_who_may(roles.join(joint)));
    format!("{plain} {whose}")
}

fn way_on(visit: &Visit, problem: &Problem) -> Link {
    let words = visit.words;
    match problem {
        Problem::Conflict { reference, .. } => {
            Link::new(format!("/cases/{reference}"), words.t(k::WAY_FRESH_CASE))
        }
        Problem::Refused(..) | Problem::KeyReused if visit.path.starts_with("/cases/") => {
            let case: Vec<_> = visit.path.split('/').take(3).collect();
            Link::new(case.join("/"), words.t(k::WAY_CASE))
        }
        _ if visit.session.is_some() => Link::new("/", words.t(k::WAY_INBOX)),
        _ => Link::new("/sign-in", words.t(k::WAY_SIGN_IN)),
    }
}

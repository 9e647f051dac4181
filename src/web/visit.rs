//! One request as a handler sees it, and what a handler answers.

use std::sync::Arc;

use tempfile::NamedTempFile;

use super::form::Values;
use super::page::Page;
use crate::domain::access::Actor;
use crate::domain::case::Refusal;
use crate::services::accounts::SignedIn;
use crate::services::register::Register;
use crate::text::{Locale, Words};

/// A file that came with a form, in a temporary place.
#[derive(Debug)]
pub struct Upload {
    pub field: String,
    pub name: String,
    pub file: NamedTempFile,
    pub size: u64,
}

/// Settings of this installation that pages need.
#[derive(Debug, Clone)]
pub struct Site {
    /// Served over TLS: secure cookies.
    pub tls: bool,
    /// Where people reach it: `https://host`.
    pub origin: String,
    /// Key that signs receipts.
    pub secret: Arc<Vec<u8>>,
    /// Invented people only: said on every page.
    pub demonstration: bool,
}

/// One request.
#[derive(Debug)]
pub struct Visit {
    pub register: Arc<Register>,
    pub site: Site,
    pub words: Words,
    pub session: Option<SignedIn>,
    /// Path without the query.
    pub path: String,
    pub params: Vec<(String, String)>,
    pub query: Values,
    pub form: Values,
    pub uploads: Vec<Upload>,
    pub address: String,
    pub agent: String,
    /// The cookie's token, whether or not it still holds.
    pub token: Option<String>,
}

impl Visit {
    /// The language of the answer.
    #[must_use]
    pub const fn locale(&self) -> Locale {
        self.words.locale()
    }

    /// A part of the path.
    #[must_use]
    pub fn param(&self, name: &str) -> &str {
        self.params.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v)
    }

    /// Who acts.
    ///
    /// # Errors
    /// Nobody is signed in.
    pub fn actor(&self) -> Result<&Actor, Problem> {
        self.session.as_ref().map(|s| &s.actor).ok_or(Problem::SignIn)
    }

    /// The frame of a page with this title.
    #[must_use]
    pub fn page(&self, title: impl Into<String>, nav: &'static str) -> Page {
        Page::new(self, title.into(), nav)
    }

    /// The idempotency key of the form.
    #[must_use]
    pub fn key(&self) -> Option<String> {
        self.form.text("key").map(str::to_owned)
    }

    /// A fresh idempotency key for a form.
    #[must_use]
    pub fn fresh_key(&self) -> String {
        let bytes = self.register.entropy.bytes32();
        hex::encode(bytes.get(..16).unwrap_or_default())
    }
}

/// What a handler answers.
#[derive(Debug)]
pub enum Reply {
    Page(String),
    /// The same form again, with what is wrong (422).
    Refilled(String),
    /// 303 to a local path.
    Redirect(String),
    /// 303 with a new or an ended session cookie.
    SignedIn { token: String, to: String },
    SignedOut { to: String },
    Language { locale: Locale, to: String },
    Plain(u16, String),
    File { bytes: Vec<u8>, media: String, name: String, inline: bool },
    Asset { bytes: &'static [u8], media: &'static str },
}

/// Why there is no ordinary answer.
#[derive(Debug)]
pub enum Problem {
    /// Nobody is signed in, or the session has ended.
    SignIn,
    NotFound,
    /// May be seen, may not be done.
    Forbidden,
    /// The case's own refusal.
    Refused(Box<Refusal>, String),
    /// Somebody changed the case meanwhile; the sentences say what.
    Conflict { reference: String, changes: Vec<String> },
    BadRequest,
    Forged,
    TooLarge,
    Unavailable,
    /// Logged under this reference.
    Internal(String),
}

impl Problem {
    /// An error that nobody at the screen can mend: logged once, shown as an apology.
    pub fn internal(error: impl std::fmt::Display) -> Self {
        let mut hasher = std::hash::DefaultHasher::new();
        std::hash::Hash::hash(&error.to_string(), &mut hasher);
        let reference = format!("{:08x}", std::hash::Hasher::finish(&hasher) & 0xffff_ffff);
        tracing::error!(error = %error, reference = %reference, "request failed");
        Self::Internal(reference)
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

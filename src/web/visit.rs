//! One request as a handler sees it.

use std::sync::Arc;

use tempfile::NamedTempFile;

use super::form::{Form, Section, Values};
use super::page::{Area, Page, Who, role_title};
use super::parts::Note;
pub use super::problem::Problem;
pub use super::reply::Reply;
use crate::domain::access::Actor;
use crate::domain::time::Moment;
use crate::services::accounts::SignedIn;
use crate::services::reading::Reader;
use crate::services::register::Register;
use crate::text::{Key, Locale, Words, digits, k};

/// A file that came with a form, in a temporary place.
#[derive(Debug)]
pub struct Upload {
    pub field: String,
    /// As the sender's machine called it: text to be shown, never a path.
    pub name: String,
    /// Empty where the file was empty or larger than one paper may be.
    pub file: NamedTempFile,
    /// Bytes that were sent.
    pub size: u64,
}

/// Settings of this installation that pages need.
#[derive(Clone)]
pub struct Site {
    /// Served over TLS: secure cookies.
    pub tls: bool,
    /// Where people reach it: `https://host`.
    pub origin: String,
    /// From where forms may come; `origin` is the first.
    pub origins: Vec<String>,
    /// Key that signs receipts and the forms of those who are not signed in.
    pub secret: Arc<Vec<u8>>,
    /// Invented people only: said on every page.
    pub demonstration: bool,
}

/// Never shows the key.
impl std::fmt::Debug for Site {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Site")
            .field("origin", &self.origin)
            .finish_non_exhaustive()
    }
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
    /// The page of ours from which the request came, if the browser says so.
    pub from: Option<String>,
    /// The cookie's token, whether or not it still holds.
    pub token: Option<String>,
    /// Ties the forms of a browser in which nobody is signed in to that browser.
    pub visitor: String,
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
        self.params
            .iter()
            .find(|(n, _)| n == name)
            .map_or("", |(_, v)| v)
    }

    /// Who acts.
    pub fn actor(&self) -> Result<&Actor, Problem> {
        self.session
            .as_ref()
            .map(|s| &s.actor)
            .ok_or(Problem::SignIn)
    }

    /// What every form of this visit must carry as `csrf`.
    #[must_use]
    pub fn csrf(&self) -> String {
        match &self.session {
            Some(session) => session.csrf.clone(),
            None => super::gate::visitor_csrf(&self.site.secret, &self.visitor),
        }
    }

    /// The frame of a page with this title, in this part of the register.
    #[must_use]
    pub fn page(&self, title: impl Into<String>, area: impl Into<Option<Area>>) -> Page {
        let actor = self.session.as_ref().map(|s| &s.actor);
        let done = self.query.text("done");
        Page {
            csrf: self.csrf(),
            who: self.session.as_ref().map(|s| self.who(s)),
            area: area.into(),
            areas: Area::open_to(actor),
            path: self.address_again(),
            notice: match super::stash::kept(self) {
                Some(_) => Some(Note::warn(self.words.t(k::FORM_IS_BACK))),
                None => done
                    .and_then(|code| Key::titled("done", code))
                    .map(|key| Note::plain(self.words.t(key))),
            },
            demonstration: self.site.demonstration,
            ..Page::new(self.words, title)
        }
    }

    fn who(&self, session: &SignedIn) -> Who {
        let role = session.actor.grants.first();
        Who {
            name: session.name(self.locale()).to_owned(),
            role: role.map_or_else(String::new, |g| self.words.t(role_title(g.role)).to_owned()),
            office: session.unit_title(self.locale()),
        }
    }

    /// This page's own address, without the word on what was done; of what came back from a sent
    /// form, the page where it was filled in.
    fn address_again(&self) -> String {
        if let (false, Some(from)) = (self.form.is_empty(), &self.from) {
            return from.clone();
        }
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(self.query.pairs().filter(|(name, _)| *name != "done"));
        match query.finish() {
            query if query.is_empty() => self.path.clone(),
            query => format!("{}?{query}", self.path),
        }
    }

    /// A form that posts to `action`, with what ties it to this session and what makes it be
    /// carried out once. What was typed before the session ended is filled in again.
    #[must_use]
    pub fn new_form(
        &self,
        action: impl Into<String>,
        submit: impl Into<String>,
        sections: Vec<Section>,
    ) -> Form {
        let form = Form::new(self.words, action, submit, sections)
            .carry("csrf", self.csrf())
            .carry("key", self.fresh_key());
        match super::stash::kept(self) {
            Some(kept) => form.with(&kept, Vec::new()),
            None => form,
        }
    }

    /// A moment as the office says it: day and time in Tehran.
    #[must_use]
    pub fn day_and_time(&self, at: Moment) -> String {
        let (hour, minute) = at.tehran_time();
        let time = digits::localized(self.locale(), &format!("{hour:02}:{minute:02}"));
        self.words.say(k::day_and_time(at.tehran_date(), time))
    }

    /// Who looks, for the record of what was seen.
    ///
    /// # Errors
    /// Nobody is signed in.
    pub fn reader(&self) -> Result<Reader<'_>, Problem> {
        let session = self.session.as_ref().ok_or(Problem::SignIn)?;
        Ok(Reader {
            actor: &session.actor,
            session: Some(session.session),
        })
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

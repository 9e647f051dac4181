//! Versions of the directive, from the draft into force: every officer may read how the rules came
//! to be; the national administrators carry a version on, never one of them alone.

mod acts;
mod telling;
mod trials;
mod version;

use std::collections::BTreeMap;
use std::io::Read as _;

use askama::Template as _;

use super::form::{Field, FieldError, Form, Section};
use super::page::Area;
use super::parts::{Cell, Chip, Link, Note, Row, Table};
use super::show;
use super::views::versions::VersionsPage;
use super::visit::{Problem, Reply, Visit};
use crate::domain::access::UserId;
use crate::domain::access::policy::{self, Action};
use crate::domain::directive::life::{Family, Order, State, Version};
use crate::domain::directive::parse::{Mistake, parse};
use crate::services::directives::{NotDone, carry_out, keeper};
use crate::store::accounts;
use crate::text::{Key, Locale, Words, jalali, k};

pub use acts::act;
pub use telling::sentence;
pub use trials::list as trial_list;
pub use version::{file, read, show};

/// A directive file is smaller than this, in bytes.
const LARGEST: u64 = 1024 * 1024;
/// Of the digest, what stands in the address of a version.
const SHORT: usize = 12;

/// The names of everybody who ever had an account.
pub(super) struct Names(BTreeMap<i64, String>);

impl Names {
    pub(super) fn of(visit: &Visit) -> Result<Self, Problem> {
        let all = visit.register.store.read(accounts::users)?;
        let name = |user: accounts::User| match visit.locale() {
            Locale::Fa => (user.id.0, user.name_fa),
            Locale::En => (user.id.0, user.name_en),
        };
        Ok(Self(all.into_iter().map(name).collect()))
    }

    /// Who it was; the program itself where nobody did it.
    pub(super) fn name(&self, words: Words, user: Option<UserId>) -> String {
        let known = user.and_then(|id| self.0.get(&id.0).cloned());
        known.unwrap_or_else(|| words.t(k::VERSION_FOUNDER).to_owned())
    }
}

fn family(visit: &Visit) -> Result<std::sync::Arc<Family>, Problem> {
    let directives = &visit.register.directives;
    Ok(visit.register.store.read(|c| directives.family(c))?)
}

fn address(version: &Version) -> String {
    address_of(&version.digest)
}

/// Where the version with this digest is.
pub(super) fn address_of(digest: &str) -> String {
    let short = digest.get(..SHORT).unwrap_or(digest);
    format!("/directives/{short}")
}

fn chip(words: Words, at: State) -> Chip {
    let said = words.say(at.words());
    match at {
        State::InForce { .. } => Chip::ok(said),
        State::Proposed | State::Approved | State::Scheduled { .. } => Chip::waiting(said),
        State::Draft => Chip::todo(said),
        State::Superseded { .. } | State::Withdrawn => Chip::sealed(said),
    }
}

/// All versions, the newest first, and the form that takes in another.
pub fn list(visit: &mut Visit) -> Result<Reply, Problem> {
    html(visit, None, Vec::new()).map(Reply::Page)
}

fn html(visit: &Visit, mistakes: Option<Note>, errors: Vec<FieldError>) -> Result<String, Problem> {
    let w = visit.words;
    let (family, names) = (family(visit)?, Names::of(visit)?);
    let columns = show::columns(
        w,
        [
            k::VERSIONS_COLUMN_NAME,
            k::VERSIONS_COLUMN_STATE,
            k::VERSIONS_COLUMN_PROPOSED,
            k::VERSIONS_COLUMN_APPROVED,
        ],
    );
    let today = visit.register.today();
    let rows = family.versions.iter().rev();
    let rows = rows.map(|v| row(w, &names, v, family.state(v, today)));
    let may = keeper(visit.actor()?).is_some();
    let roles = policy::roles(Action::SeeMoves);
    let sees = visit
        .actor()?
        .grants
        .iter()
        .any(|g| roles.contains(&g.role));
    let view = VersionsPage {
        page: visit.page(w.t(k::VERSIONS_TITLE), Area::Directive),
        count: w.say(k::versions_count(family.versions.len())),
        versions: Table::new(w.t(k::VERSIONS_LIST), &columns).rows(rows.collect()),
        mistakes,
        add: may.then(|| form(visit).with(&visit.form, errors)),
        calendars: Link::new("/calendars", w.t(k::CALENDARS_TITLE)),
        moves: sees.then(|| Link::new("/moves", w.t(k::MOVES_TITLE))),
    };
    view.render().map_err(Problem::internal)
}

fn row(w: Words, names: &Names, version: &Version, at: State) -> Row {
    let name = w.say(k::version_named(w.number(&version.label)));
    let who = |user: Option<Option<UserId>>| match user {
        Some(user) => Cell::text(names.name(w, user)),
        None => Cell::muted(w.t(k::VERSION_NOBODY)),
    };
    let proposed = version.proposal.as_ref().map(|p| p.by);
    let founded = version.drafted_by.is_none().then_some(None);
    Row::new(
        Link::new(address(version), name),
        vec![
            chip(w, at).into(),
            who(proposed.or(founded)),
            who(telling::approved_by(version).or(founded)),
        ],
    )
}

fn form(visit: &Visit) -> Form {
    let w = visit.words;
    let field = Field::file("file", w.t(k::VERSIONS_FILE), ".toml");
    visit.new_form(
        "/directives",
        w.t(k::VERSIONS_ADD),
        vec![Section::plain(vec![field])],
    )
}

/// Takes in a draft; every mistake of the file is told with its line.
pub fn add(visit: &mut Visit) -> Result<Reply, Problem> {
    let actor = visit.actor()?.clone();
    let wrong = |visit: &Visit, key: Key| {
        let error = FieldError::new("file", visit.words.t(key));
        html(visit, None, vec![error]).map(Reply::Refilled)
    };
    let text = match sent(visit)? {
        Ok(text) => text,
        Err(key) => return wrong(visit, key),
    };
    let directive = match parse(&text) {
        Ok(directive) => Box::new(directive),
        Err(mistakes) => {
            let note = told(visit.words, &mistakes);
            return html(visit, Some(note), Vec::new()).map(Reply::Refilled);
        }
    };
    let digest = directive.digest.clone();
    let order = Order::Draft { directive, text };
    match carry_out(&visit.register, &actor, &order) {
        Ok(anew) => {
            let family = family(visit)?;
            let version = family.version(&digest).ok_or(Problem::NotFound)?;
            let code = if anew {
                "version-drafted"
            } else {
                "version-same"
            };
            Ok(Reply::done(&address(version), code))
        }
        Err(NotDone::Refused(refused)) => {
            let said = visit.words.say(refused.words(visit.words));
            let error = FieldError::new("file", said);
            html(visit, None, vec![error]).map(Reply::Refilled)
        }
        Err(NotDone::Forbidden) => Err(Problem::Forbidden),
        Err(NotDone::Store(error)) => Err(error.into()),
    }
}

/// The text of the file that came along.
fn sent(visit: &mut Visit) -> Result<Result<String, Key>, Problem> {
    let Some(upload) = visit.uploads.iter_mut().find(|u| u.field == "file") else {
        return Ok(Err(k::ERROR_REQUIRED));
    };
    if upload.size > LARGEST {
        return Ok(Err(k::VERSIONS_FILE_TOO_LARGE));
    }
    let mut bytes = Vec::new();
    let mut file = upload.file.reopen().map_err(Problem::internal)?;
    file.read_to_end(&mut bytes).map_err(Problem::internal)?;
    Ok(String::from_utf8(bytes).map_err(|_not_text| k::VERSIONS_FILE_NOT_TEXT))
}

/// At most so many mistakes are told: of a file of another kind there would be one a line.
const TOLD: usize = 30;

fn told(w: Words, mistakes: &[Mistake]) -> Note {
    let line = |it: &Mistake| {
        let line = w.number(it.line);
        w.say(k::versions_file_mistake(line, it.say(w)))
    };
    let lines = mistakes.iter().take(TOLD).map(line).collect();
    Note::bad(w.say(k::versions_file_mistakes(mistakes.len()))).lines(lines)
}

/// A day as pages say it.
fn day(w: Words, day: jiff::civil::Date) -> String {
    jalali::long(w.locale(), day)
}

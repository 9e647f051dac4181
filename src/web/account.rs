//! Signing in and out, one's own password and sessions, the language.

use askama::Template as _;

use super::form::{Field, FieldError, Form, Reader, Section, Values};
use super::page::role_title;
use super::parts::{Cell, Layout, Note, PostButton, Row, Table};
use super::reply::local;
use super::stash;
use super::views::account::{AccountPage, SignInPage};
use super::visit::{Problem, Reply, Visit};
use crate::services::accounts::{self, From, NotChanged, SignIn, Unfit};
use crate::store::sessions::Session;
use crate::text::{Key, Locale, Phrase, k};

/// The sign-in page.
pub fn sign_in_page(visit: &mut Visit) -> Result<Reply, Problem> {
    let next = local(visit.query.text("next"));
    if visit.session.is_some() && !confirms(&visit.query) {
        return Ok(Reply::Redirect(next));
    }
    let note = note_before(visit, &next);
    sign_in_html(visit, &next, note).map(Reply::Page)
}

/// Whether somebody who is signed in is to give the password again.
fn confirms(said: &Values) -> bool {
    said.text("confirm").is_some()
}

fn note_before(visit: &Visit, next: &str) -> Option<Note> {
    let words = visit.words;
    if visit.session.is_some() {
        let kept = next.contains("draft=").then_some(k::SIGN_IN_KEPT_MEANWHILE);
        let kept = kept.map(|key| words.t(key).to_owned());
        return Some(Note::warn(words.t(k::SIGN_IN_CONFIRM)).lines(kept.into_iter().collect()));
    }
    if next.contains("draft=") {
        let lines = vec![words.t(k::SIGN_IN_FILES_AGAIN).to_owned()];
        return Some(Note::warn(words.t(k::SIGN_IN_FORM_KEPT)).lines(lines));
    }
    (next != "/").then(|| Note::plain(words.t(k::SIGN_IN_FIRST)))
}

fn sign_in_html(visit: &Visit, next: &str, note: Option<Note>) -> Result<String, Problem> {
    let words = visit.words;
    let fields = vec![
        Field::code("username", words.t(k::USERNAME)).autocomplete("username"),
        Field::password("password", words.t(k::PASSWORD), "current-password"),
    ];
    let sections = vec![Section::plain(fields)];
    let again = visit.session.as_ref();
    let again = again.filter(|_| confirms(&visit.query) || confirms(&visit.form));
    let known = again.map_or("", |session| session.username.as_str());
    let mut typed = Values::default();
    typed.set("username", visit.form.text("username").unwrap_or(known));
    let title = words.t(match again {
        Some(_) => k::CONFIRM_PASSWORD,
        None => k::SIGN_IN,
    });
    let mut form = Form::new(words, "/sign-in", title, sections)
        .with(&typed, Vec::new())
        .carry("csrf", visit.csrf())
        .carry("next", next);
    if again.is_some() {
        form = form.carry("confirm", "yes");
    }
    let view = SignInPage {
        page: visit.page(title, None),
        form,
        note,
    };
    view.render().map_err(Problem::internal)
}

/// Signs in.
pub fn sign_in(visit: &mut Visit) -> Result<Reply, Problem> {
    let next = local(visit.form.text("next"));
    let from = From {
        address: visit.address.clone(),
        agent: visit.agent.clone(),
        locale: visit.locale(),
        replaces: visit.session.as_ref().map(|s| (s.actor.user, s.session)),
    };
    let (name, password) = (visit.form.exact("username"), visit.form.exact("password"));
    let wrong: Phrase = match accounts::sign_in(&visit.register, name, password, &from)? {
        SignIn::Welcome { token, must_change } => {
            let to = if must_change {
                "/account/password".to_owned()
            } else {
                next
            };
            return Ok(Reply::SignedIn { token, to });
        }
        SignIn::Wrong => k::SIGN_IN_WRONG.into(),
        SignIn::Wait(seconds) => k::sign_in_wait((seconds + 59) / 60),
        SignIn::Busy => k::SIGN_IN_BUSY.into(),
    };
    let note = Note::bad(visit.words.say(wrong));
    sign_in_html(visit, &next, Some(note)).map(Reply::Refilled)
}

/// Signs out.
pub fn sign_out(visit: &mut Visit) -> Result<Reply, Problem> {
    if let Some(session) = &visit.session {
        accounts::sign_out(&visit.register, session.actor.user, session.session)?;
    }
    Ok(Reply::SignedOut {
        to: "/sign-in?done=signed-out".to_owned(),
    })
}

/// Switches the language and comes back.
pub fn language(visit: &mut Visit) -> Result<Reply, Problem> {
    let code = visit.form.text("locale");
    let locale = code
        .and_then(Locale::from_code)
        .ok_or(Problem::BadRequest)?;
    let to = match visit.query.text("to") {
        Some(page) => stash::carried_over(visit, local(Some(page))),
        None => local(visit.form.text("to")),
    };
    Ok(Reply::Language { locale, to })
}

/// One's own account.
pub fn show(visit: &mut Visit) -> Result<Reply, Problem> {
    account_html(visit, Vec::new()).map(Reply::Page)
}

fn password_form(visit: &Visit, errors: Vec<FieldError>) -> Form {
    let words = visit.words;
    let fields = vec![
        Field::password("old", words.t(k::PASSWORD_OLD), "current-password"),
        Field::password("new", words.t(k::PASSWORD_NEW), "new-password")
            .hint(words.say(k::password_hint(accounts::LEAST_PASSWORD))),
        Field::password("again", words.t(k::PASSWORD_AGAIN), "new-password"),
    ];
    let title = words.t(k::PASSWORD_CHANGE);
    let sections = vec![Section::titled(title, fields)];
    Form::new(words, "/account/password", title, sections)
        .with(&Values::default(), errors)
        .carry("csrf", visit.csrf())
}

fn account_html(visit: &Visit, errors: Vec<FieldError>) -> Result<String, Problem> {
    let session = visit.session.as_ref().ok_or(Problem::SignIn)?;
    let open = accounts::open_sessions(&visit.register, session.actor.user)?;
    let rows = open
        .iter()
        .map(|s| session_row(visit, s, s.id == session.session));
    let words = visit.words;
    let columns = [
        words.t(k::SESSION_COLUMN_SINCE),
        words.t(k::SESSION_COLUMN_SEEN),
        words.t(k::SESSION_COLUMN_ADDRESS),
        words.t(k::SESSION_END),
    ];
    let others = (open.len() > 1).then(|| end_others_row(visit));
    let note = session
        .must_change
        .then(|| Note::warn(words.t(k::PASSWORD_MUST_CHANGE)));
    let view = AccountPage {
        page: visit.page(words.t(k::ACCOUNT_TITLE), None),
        note: match note {
            Some(note) => Some(note),
            None => posts(visit)?,
        },
        form: password_form(visit, errors),
        sessions: Table::new(words.t(k::SESSIONS_TITLE), &columns)
            .rows(rows.chain(others).collect())
            .layout(Layout::Plain),
    };
    view.render().map_err(Problem::internal)
}

/// What this person may act as, and until when.
fn posts(visit: &Visit) -> Result<Option<Note>, Problem> {
    let words = visit.words;
    let actor = visit.actor()?;
    let lines: Vec<String> = actor
        .grants
        .iter()
        .map(|grant| {
            let role = words.t(role_title(grant.role));
            let unit = visit.register.unit_name(words.locale(), &grant.unit)?;
            let until = grant.to.map_or_else(String::new, |day| {
                format!(
                    "{}{}",
                    words.t(k::LIST_COMMA),
                    words.say(k::grant_until(day))
                )
            });
            Ok(format!("{role}{}{unit}{until}", words.t(k::LIST_COMMA)))
        })
        .collect::<Result<_, Problem>>()?;
    Ok(Some(if lines.is_empty() {
        Note::warn(words.t(k::ACCOUNT_ROLES_NONE))
    } else {
        Note::plain(words.t(k::ACCOUNT_ROLES)).lines(lines)
    }))
}

fn session_row(visit: &Visit, session: &Session, current: bool) -> Row {
    let words = visit.words;
    let end = if current {
        Cell::muted(words.t(k::SESSION_CURRENT))
    } else {
        Cell::Button(Box::new(PostButton {
            action: format!("/account/sessions/{}/end", session.id),
            label: words.t(k::SESSION_END).to_owned(),
            about: session.address.clone(),
            hidden: vec![("csrf".to_owned(), visit.csrf())],
        }))
    };
    let cells = vec![
        Cell::text(visit.day_and_time(session.seen_at)),
        Cell::code(&session.address),
        end,
    ];
    let row = Row::new(visit.day_and_time(session.created_at), cells);
    row.aside(browser(&session.agent))
}

/// The program's own name out of what a browser calls itself.
fn browser(agent: &str) -> &'static str {
    const KNOWN: &[(&str, &str)] = &[
        ("Firefox/", "Firefox"),
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    KNOWN
        .iter()
        .find(|(mark, _)| agent.contains(mark))
        .map_or("", |(_, name)| name)
}

fn end_others_row(visit: &Visit) -> Row {
    let words = visit.words;
    let all = Cell::Button(Box::new(PostButton {
        action: "/account/sessions/end-others".to_owned(),
        label: words.t(k::SESSIONS_END_OTHERS).to_owned(),
        about: String::new(),
        hidden: vec![("csrf".to_owned(), visit.csrf())],
    }));
    let none = || Cell::muted("");
    Row::new(words.t(k::SESSIONS_OTHERS), vec![none(), none(), all])
}

/// Changes one's own password.
pub fn change_password(visit: &mut Visit) -> Result<Reply, Problem> {
    let session = visit.session.clone().ok_or(Problem::SignIn)?;
    let typed = |name: &str| visit.form.exact(name);
    let mut reader = Reader::new(&visit.form, visit.words);
    if typed("new") != typed("again") {
        reader.wrong("again", k::PASSWORD_DIFFERS);
    } else {
        let (old, new) = (typed("old"), typed("new"));
        match accounts::change_password(&visit.register, &session, old, new)? {
            Ok(()) => return Ok(Reply::done("/account", "password")),
            Err(NotChanged::Wrong) => reader.wrong("old", k::PASSWORD_OLD_WRONG),
            Err(NotChanged::Wait(seconds)) => {
                reader.wrong("old", k::password_wait((seconds + 59) / 60));
            }
            Err(NotChanged::Unfit(unfit)) => reader.wrong("new", unfit_key(unfit)),
        }
    }
    let errors = reader.errors;
    account_html(visit, errors).map(Reply::Refilled)
}

/// Why a password is not taken, in words.
#[must_use]
pub const fn unfit_key(unfit: Unfit) -> Key {
    match unfit {
        Unfit::TooShort => k::PASSWORD_TOO_SHORT,
        Unfit::TooLong => k::PASSWORD_TOO_LONG,
        Unfit::Common => k::PASSWORD_COMMON,
        Unfit::HoldsUsername => k::PASSWORD_HOLDS_USERNAME,
        Unfit::SameAsBefore => k::PASSWORD_SAME,
        Unfit::Unreadable => k::PASSWORD_UNREADABLE,
    }
}

/// Ends one of one's own sessions.
pub fn end_session(visit: &mut Visit) -> Result<Reply, Problem> {
    let id = visit.param("session").parse();
    let id = id.map_err(|_not_a_number| Problem::NotFound)?;
    if accounts::sign_out(&visit.register, visit.actor()?.user, id)? {
        Ok(Reply::done("/account", "session-ended"))
    } else {
        Err(Problem::NotFound)
    }
}

/// Ends all of one's own sessions but this one.
pub fn end_others(visit: &mut Visit) -> Result<Reply, Problem> {
    let session = visit.session.as_ref().ok_or(Problem::SignIn)?;
    accounts::end_others(&visit.register, session.actor.user, session.session)?;
    Ok(Reply::done("/account", "sessions-ended"))
}

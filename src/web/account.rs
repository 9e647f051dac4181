//! Signing in and out, one's own password and sessions, the language.

use askama::Template;

use super::form::{Field, FieldError, Form, Kind, Reader, Section, Values};
use super::page::Page;
use super::visit::{Problem, Reply, Visit};
use crate::services::accounts::{self, SignIn, Unfit};
use crate::text::{Key, Locale, digits, jalali, k};

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInPage {
    page: Page,
    form: String,
    wrong: Option<String>,
}

/// Where to go after signing in: only a path of ours.
fn local(path: Option<&str>) -> String {
    let safe = |p: &&str| {
        p.starts_with('/') && !p.starts_with("//") && !p.contains('\\') && !p.contains(['\r', '\n'])
    };
    path.filter(safe).unwrap_or("/").to_owned()
}

fn sign_in_form(visit: &Visit, values: &Values, errors: Vec<FieldError>) -> Form {
    let w = visit.words;
    let fields = vec![
        Field::code("username", w.t(k::USERNAME)).autocomplete("username"),
        Field::new("password", w.t(k::PASSWORD), Kind::Password).autocomplete("current-password"),
    ];
    let next = values.text("next").or(visit.query.text("next")).map(str::to_owned);
    Form::new("/sign-in", w.t(k::SIGN_IN), vec![Section::plain(fields)])
        .with(values, errors)
        .carry("next", local(next.as_deref()))
}

fn sign_in_html(visit: &Visit, form: &Form, wrong: Option<String>) -> Result<String, Problem> {
    let view = SignInPage {
        page: visit.page(visit.words.t(k::SIGN_IN), ""),
        form: form.html(visit.words),
        wrong,
    };
    view.render().map_err(Problem::internal)
}

/// The sign-in page.
pub fn sign_in_page(visit: &mut Visit) -> Result<Reply, Problem> {
    if visit.session.is_some() {
        return Ok(Reply::Redirect("/".to_owned()));
    }
    let form = sign_in_form(visit, &Values::default(), Vec::new());
    let came_back = visit.query.text("next").filter(|n| n.contains("draft="));
    let note = came_back.map(|_| visit.words.t(k::SIGN_IN_FORM_KEPT).to_owned());
    sign_in_html(visit, &form, note).map(Reply::Page)
}

/// Signs in.
pub fn sign_in(visit: &mut Visit) -> Result<Reply, Problem> {
    let values = visit.form.clone();
    let mut reader = Reader::new(&values, visit.words);
    let username = reader.required("username");
    if values.text("password").is_none() {
        reader.wrong("password", k::ERROR_REQUIRED);
    }
    if let Err(errors) = reader.finish(()) {
        let form = sign_in_form(visit, &values, errors);
        return sign_in_html(visit, &form, None).map(Reply::Refilled);
    }
    // As typed: a space is part of a password.
    let password = values.pairs().find(|(n, _)| *n == "password").map_or("", |(_, v)| v).to_owned();
    let from = (visit.address.as_str(), visit.agent.as_str());
    match accounts::sign_in(&visit.register, &username, &password, from)? {
        SignIn::Welcome { token, must_change } => {
            let to = if must_change { "/account".to_owned() } else { local(values.text("next")) };
            Ok(Reply::SignedIn { token, to })
        }
        SignIn::Wrong => again(visit, &values, visit.words.t(k::SIGN_IN_WRONG).to_owned()),
        SignIn::Wait(seconds) => {
            let minutes = (seconds + 59) / 60;
            again(visit, &values, visit.words.say(k::sign_in_wait(minutes)))
        }
    }
}

fn again(visit: &Visit, values: &Values, message: String) -> Result<Reply, Problem> {
    let form = sign_in_form(visit, values, Vec::new());
    sign_in_html(visit, &form, Some(message)).map(Reply::Refilled)
}

/// Signs out.
pub fn sign_out(visit: &mut Visit) -> Result<Reply, Problem> {
    if let Some(session) = &visit.session {
        accounts::sign_out(&visit.register, session.actor.user, session.session)?;
    }
    Ok(Reply::SignedOut { to: "/sign-in".to_owned() })
}

/// Switches the language and comes back.
pub fn language(visit: &mut Visit) -> Result<Reply, Problem> {
    let locale = visit.form.text("locale").and_then(Locale::from_code).ok_or(Problem::BadRequest)?;
    Ok(Reply::Language { locale, to: local(visit.form.text("to")) })
}

struct SessionRow {
    id: i64,
    since: String,
    address: String,
    current: bool,
}

#[derive(Template)]
#[template(path = "account.html")]
struct AccountPage {
    page: Page,
    form: String,
    must_change: bool,
    sessions: Vec<SessionRow>,
}

fn password_form(visit: &Visit, values: &Values, errors: Vec<FieldError>) -> Form {
    let w = visit.words;
    let least = accounts::LEAST_PASSWORD;
    let fields = vec![
        Field::new("old", w.t(k::PASSWORD_OLD), Kind::Password).autocomplete("current-password"),
        Field::new("new", w.t(k::PASSWORD_NEW), Kind::Password)
            .hint(w.say(k::password_hint(least)))
            .autocomplete("new-password"),
        Field::new("again", w.t(k::PASSWORD_AGAIN), Kind::Password).autocomplete("new-password"),
    ];
    let csrf = visit.session.as_ref().map_or("", |s| s.csrf.as_str());
    let title = w.t(k::PASSWORD_CHANGE);
    Form::new("/account/password", title, vec![Section::titled(title, fields)])
        .with(values, errors)
        .carry("csrf", csrf)
}

fn account_html(visit: &Visit, form: &Form) -> Result<String, Problem> {
    let session = visit.session.as_ref().ok_or(Problem::SignIn)?;
    let locale = visit.locale();
    let rows = accounts::open_sessions(&visit.register, session.actor.user)?;
    let sessions = rows.into_iter().map(|s| {
        let (hour, minute) = s.created_at.tehran_time();
        let time = digits::localized(locale, &format!("{hour:02}:{minute:02}"));
        SessionRow {
            id: s.id,
            since: format!("{} {time}", jalali::long(locale, s.created_at.tehran_date())),
            address: s.address,
            current: s.id == session.session,
        }
    });
    let view = AccountPage {
        page: visit.page(visit.words.t(k::NAV_ACCOUNT), "account"),
        form: form.html(visit.words),
        must_change: session.must_change,
        sessions: sessions.collect(),
    };
    view.render().map_err(Problem::internal)
}

/// One's own account.
pub fn show(visit: &mut Visit) -> Result<Reply, Problem> {
    let form = password_form(visit, &Values::default(), Vec::new());
    account_html(visit, &form).map(Reply::Page)
}

/// Changes one's own password.
pub fn change_password(visit: &mut Visit) -> Result<Reply, Problem> {
    let session = visit.session.clone().ok_or(Problem::SignIn)?;
    let values = visit.form.clone();
    let typed = |name: &str| values.pairs().find(|(n, _)| *n == name).map_or("", |(_, v)| v);
    let mut reader = Reader::new(&values, visit.words);
    if typed("new") != typed("again") {
        reader.wrong("again", k::PASSWORD_DIFFERS);
    } else {
        let changed =
            accounts::change_password(&visit.register, &session, typed("old"), typed("new"))?;
        match changed {
            Ok(()) => return Ok(Reply::Redirect("/account?done=password".to_owned())),
            Err(None) => reader.wrong("old", k::PASSWORD_OLD_WRONG),
            Err(Some(unfit)) => reader.wrong("new", unfit_key(unfit)),
        }
    }
    let form = password_form(visit, &Values::default(), reader.errors);
    account_html(visit, &form).map(Reply::Refilled)
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
    }
}

/// Ends one of one's own sessions.
pub fn end_session(visit: &mut Visit) -> Result<Reply, Problem> {
    let user = visit.actor()?.user;
    let id = visit.form.text("session").and_then(|s| s.parse().ok()).ok_or(Problem::BadRequest)?;
    accounts::sign_out(&visit.register, user, id)?;
    Ok(Reply::Redirect("/account?done=saved".to_owned()))
}

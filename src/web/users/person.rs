//! One person of the register: posts, one-time password, closing the account.

use askama::Template as _;

use super::{forms, name, post, state};
use crate::domain::access::UserId;
use crate::services::accounts::{self, Granting, Staff};
use crate::store::accounts::KeptGrant;
use crate::text::{jalali, k};
use crate::web::form::{FieldError, Form, Reader};
use crate::web::page::Area;
use crate::web::parts::{Cell, Link, Note, PostButton, Row, Summary, SummaryLine, Table};
use crate::web::views::account::PersonPage;
use crate::web::visit::{Problem, Reply, Visit};

/// The person that the address names, where this administrator looks after them.
fn staff(visit: &Visit) -> Result<Staff, Problem> {
    let id = visit
        .param("user")
        .parse()
        .map_err(|_not_a_number| Problem::NotFound)?;
    let found = accounts::person(&visit.register, visit.actor()?, UserId(id))?;
    found.ok_or(Problem::NotFound)
}

/// The same, for acts: nobody acts on their own account here.
fn other(visit: &Visit) -> Result<Staff, Problem> {
    let staff = staff(visit)?;
    if staff.user.id == visit.actor()?.user {
        return Err(Problem::Forbidden);
    }
    Ok(staff)
}

/// One person.
pub fn show(visit: &mut Visit) -> Result<Reply, Problem> {
    let staff = staff(visit)?;
    html(visit, &staff, None, Vec::new()).map(Reply::Page)
}

/// The page of a person whose one-time password was just set: it is shown this once.
pub(super) fn with_password(visit: &Visit, id: UserId, password: &str) -> Result<Reply, Problem> {
    let found = accounts::person(&visit.register, visit.actor()?, id)?;
    let staff = found.ok_or(Problem::NotFound)?;
    let words = visit.words;
    let note =
        Note::warn(words.t(k::USER_PASSWORD_ONCE)).titled(words.say(k::user_password_is(password)));
    html(visit, &staff, Some(note), Vec::new()).map(Reply::Page)
}

fn html(
    visit: &Visit,
    staff: &Staff,
    note: Option<Note>,
    errors: Vec<FieldError>,
) -> Result<String, Problem> {
    let words = visit.words;
    let own = staff.user.id == visit.actor()?.user;
    let note = note.or_else(|| own.then(|| Note::plain(words.t(k::USER_SELF))));
    let columns = [
        words.t(k::USER_ROLE),
        words.t(k::USER_SINCE),
        words.t(k::USER_UNTIL),
        words.t(k::USER_GRANT_END),
    ];
    let rows = staff.grants.iter().map(|g| grant_row(visit, g, own));
    let view = PersonPage {
        page: visit.page(name(visit, staff), Area::People),
        back: Link::new("/users", words.t(k::USERS_TITLE)),
        note,
        about: about(visit, staff),
        grants: Table::new(words.t(k::USER_ROLES), &columns).rows(rows.collect::<Result<_, _>>()?),
        forms: if own {
            Vec::new()
        } else {
            acts(visit, staff, errors)?
        },
    };
    view.render().map_err(Problem::internal)
}

fn about(visit: &Visit, staff: &Staff) -> Summary {
    let words = visit.words;
    let line = |key, value: Cell| SummaryLine::new(words.t(key), value);
    Summary {
        lines: vec![
            line(k::USERNAME, Cell::code(&staff.user.username)),
            line(k::USER_PERSON, Cell::code(&staff.user.person_ref)),
            line(k::USER_NAME_FA, Cell::text(&staff.user.name_fa)),
            line(k::USER_NAME_EN, Cell::text(&staff.user.name_en)),
            line(k::USER_STATE, state(visit, staff)),
            line(
                k::USER_CREATED,
                Cell::text(visit.day_and_time(staff.user.created_at)),
            ),
        ],
    }
}

fn grant_row(visit: &Visit, kept: &KeptGrant, own: bool) -> Result<Row, Problem> {
    let title = post(visit, kept)?;
    let words = visit.words;
    let today = visit.register.today();
    let day = |day| Cell::text(jalali::long(words.locale(), day));
    let to = kept.grant.to;
    let over = to.is_some_and(|to| to < today);
    let end = if over {
        Cell::muted(words.t(k::USER_GRANT_ENDED))
    } else if own {
        Cell::muted("")
    } else {
        Cell::Button(Box::new(PostButton {
            action: format!("/users/{}/grants/{}/end", kept.user.0, kept.id),
            label: words.t(k::USER_GRANT_END).to_owned(),
            about: title.clone(),
            hidden: vec![("csrf".to_owned(), visit.csrf())],
        }))
    };
    let until = to.map_or_else(|| Cell::muted(words.t(k::USER_NO_END)), day);
    Ok(Row::new(title, vec![day(kept.grant.from), until, end]))
}

fn acts(
    visit: &Visit,
    staff: &Staff,
    errors: Vec<FieldError>,
) -> Result<Vec<(String, Form)>, Problem> {
    let words = visit.words;
    let id = staff.user.id.0;
    let button = |action: String, label, id| {
        Form::new(words, action, words.t(label), Vec::new())
            .carry("csrf", visit.csrf())
            .id(id)
            .quiet()
    };
    let grant = match errors.is_empty() {
        true => forms::grant(visit, id)?,
        false => forms::grant(visit, id)?.with(&visit.form, errors),
    };
    let reset = button(format!("/users/{id}/password"), k::USER_RESET, "reset");
    let (act, title, hint) = if staff.user.disabled {
        ("enable", k::USER_ENABLE, None)
    } else {
        ("disable", k::USER_DISABLE, Some(k::USER_DISABLE_HINT))
    };
    let switch = button(format!("/users/{id}/{act}"), title, "switch");
    Ok(vec![
        (words.t(k::USER_GRANT).to_owned(), grant),
        (
            words.t(k::USER_RESET).to_owned(),
            hinted(visit, reset, Some(k::USER_RESET_HINT)),
        ),
        (words.t(title).to_owned(), hinted(visit, switch, hint)),
    ])
}

fn hinted(visit: &Visit, mut form: Form, hint: Option<crate::text::Key>) -> Form {
    if let Some(hint) = hint {
        let section = crate::web::form::Section::plain(Vec::new());
        form.sections.push(section.hint(visit.words.t(hint)));
    }
    form
}

/// Gives a post.
pub fn grant(visit: &mut Visit) -> Result<Reply, Problem> {
    let (staff, actor) = (other(visit)?, visit.actor()?.clone());
    let mut reader = Reader::new(&visit.form, visit.words);
    let read = forms::read_grant(&mut reader, visit, &actor)?;
    if let (Some(new), true) = (read, reader.errors.is_empty()) {
        match accounts::grant(&visit.register, &staff, new, &actor)? {
            Granting::Done => {
                let page = format!("/users/{}", staff.user.id.0);
                return Ok(Reply::done(&page, "grant"));
            }
            Granting::Held => reader.wrong("role", k::USER_GRANT_HELD),
            Granting::Outside => reader.wrong("unit", k::USER_UNIT_OUTSIDE),
            Granting::Misplaced => reader.wrong("unit", k::USER_UNIT_MISPLACED),
            Granting::Conflicts => reader.wrong("role", k::USER_ROLE_CONFLICTS),
            Granting::OwnAccount => return Err(Problem::Forbidden),
        }
    }
    let errors = reader.errors;
    html(visit, &staff, None, errors).map(Reply::Refilled)
}

/// Ends a post.
pub fn end_grant(visit: &mut Visit) -> Result<Reply, Problem> {
    let (staff, actor) = (other(visit)?, visit.actor()?.clone());
    let id = visit.param("grant").parse();
    let id = id.map_err(|_not_a_number| Problem::NotFound)?;
    if !accounts::end_grant(&visit.register, &staff, id, &actor)? {
        return Err(Problem::NotFound);
    }
    Ok(done(&staff, "grant-ended"))
}

fn done(staff: &Staff, code: &str) -> Reply {
    Reply::done(&format!("/users/{}", staff.user.id.0), code)
}

/// Sets a one-time password and shows it once.
pub fn reset(visit: &mut Visit) -> Result<Reply, Problem> {
    let staff = other(visit)?;
    let password = accounts::one_time_password(visit.register.entropy.as_ref());
    let (id, actor) = (staff.user.id, Some(visit.actor()?));
    accounts::set_one_time_password(&visit.register, id, &password, actor)?;
    with_password(visit, id, &password)
}

/// Closes an account.
pub fn disable(visit: &mut Visit) -> Result<Reply, Problem> {
    let staff = other(visit)?;
    accounts::set_disabled(&visit.register, staff.user.id, true, Some(visit.actor()?))?;
    Ok(done(&staff, "user-disabled"))
}

/// Opens an account again.
pub fn enable(visit: &mut Visit) -> Result<Reply, Problem> {
    let staff = other(visit)?;
    accounts::set_disabled(&visit.register, staff.user.id, false, Some(visit.actor()?))?;
    Ok(done(&staff, "user-enabled"))
}

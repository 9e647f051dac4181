//! What is asked of an administrator, and how it is read.

use crate::domain::access::policy::{self, Action};
use crate::domain::access::{Actor, Grant, Role, UnitPath};
use crate::services::accounts::NewAccount;
use crate::store::{self, units};
use crate::text::{Locale, k};
use crate::web::form::{Choice, Field, FieldError, Form, Reader, Section};
use crate::web::page::role_title;
use crate::web::visit::{Problem, Visit};

/// An account and its first post.
pub(super) fn add(visit: &Visit) -> Result<Form, Problem> {
    let w = visit.words;
    let mut fields = vec![
        Field::text("name_fa", w.t(k::USER_NAME_FA)),
        Field::text("name_en", w.t(k::USER_NAME_EN)),
        Field::code("username", w.t(k::USERNAME))
            .hint(w.t(k::USER_USERNAME_HINT))
            .autocomplete("off"),
        Field::code("person", w.t(k::USER_PERSON)).hint(w.t(k::USER_PERSON_HINT)),
    ];
    fields.extend(grant_fields(visit)?);
    Ok(visit.new_form("/users", w.t(k::USERS_ADD), vec![Section::plain(fields)]))
}

/// A post in a unit, between two days.
pub(super) fn grant(visit: &Visit, user: i64) -> Result<Form, Problem> {
    let sections = vec![Section::plain(grant_fields(visit)?)];
    let action = format!("/users/{user}/grants");
    let form = visit.new_form(action, visit.words.t(k::USER_GRANT), sections);
    Ok(form.id("grant").quiet())
}

fn grant_fields(visit: &Visit) -> Result<Vec<Field>, Problem> {
    let w = visit.words;
    let roles = Role::ALL
        .iter()
        .map(|role| Choice::new(role.code(), w.t(role_title(*role))))
        .collect();
    Ok(vec![
        Field::select("role", w.t(k::USER_ROLE), roles),
        Field::select("unit", w.t(k::USER_UNIT), offices(visit)?),
        Field::date("from", w.t(k::USER_SINCE)).optional(),
        Field::date("to", w.t(k::USER_UNTIL))
            .hint(w.t(k::USER_UNTIL_HINT))
            .optional(),
    ])
}

/// The units of this administrator's area.
fn offices(visit: &Visit) -> Result<Vec<Choice>, Problem> {
    let area = policy::scope(visit.actor()?, Action::ManageUsers);
    let all = visit.register.store.read(units::units)?;
    let open = all.into_iter().filter(|u| u.active && area.covers(&u.path));
    Ok(open
        .map(|unit| {
            let name = match visit.locale() {
                Locale::Fa => unit.name_fa,
                Locale::En => unit.name_en,
            };
            // The depth in the tree, where a list has no other way to show it.
            let indent = "\u{2003}".repeat(unit.path.depth());
            Choice::new(unit.path.as_str(), format!("{indent}{name}"))
        })
        .collect())
}

/// Reads a post; every fault at its field.
///
/// # Errors
/// The database does not answer.
pub(super) fn read_grant(
    reader: &mut Reader<'_>,
    visit: &Visit,
    actor: &Actor,
) -> Result<Option<Grant>, store::Error> {
    let today = visit.register.today();
    let role = reader.code("role", Role::from_code);
    let unit = reader.code("unit", UnitPath::parse);
    let from = reader.date_if_typed("from").unwrap_or(today);
    let to = reader.date_if_typed("to");
    if to.is_some_and(|to| to < from) {
        reader.wrong("to", k::USER_PERIOD_WRONG);
    }
    let (Some(role), Some(unit)) = (role, unit) else {
        return Ok(None);
    };
    let known = visit.register.store.read(|c| units::unit(c, &unit))?;
    let inside = policy::scope(actor, Action::ManageUsers).covers(&unit);
    if !inside || known.is_none() {
        reader.wrong("unit", k::USER_UNIT_OUTSIDE);
        return Ok(None);
    }
    if !role.sits_in(&unit) {
        reader.wrong("unit", k::USER_UNIT_MISPLACED);
        return Ok(None);
    }
    Ok(Some(Grant {
        role,
        unit,
        from,
        to,
    }))
}

/// Reads an account with its first post, or what is wrong at which field.
///
/// # Errors
/// The database does not answer.
pub(super) fn read_add(
    visit: &Visit,
    actor: &Actor,
    password: &str,
) -> Result<Result<NewAccount, Vec<FieldError>>, store::Error> {
    let mut reader = Reader::new(&visit.form, visit.words);
    let (name_fa, name_en) = (reader.required("name_fa"), reader.required("name_en"));
    let (username, person_ref) = (reader.required("username"), reader.required("person"));
    if !username.is_empty() && !is_username(&username) {
        reader.wrong("username", k::USER_USERNAME_WRONG);
    }
    let grant = read_grant(&mut reader, visit, actor)?;
    let new = NewAccount {
        username,
        name_fa,
        name_en,
        // One person, however the number is typed: the rule of four eyes rests on it.
        person_ref: crate::text::digits::to_latin(&person_ref).to_lowercase(),
        password: password.to_owned(),
        must_change: true,
        grants: grant.into_iter().collect(),
    };
    Ok(reader.finish(new))
}

fn is_username(text: &str) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'-');
    (3..=40).contains(&text.len()) && text.bytes().all(plain)
}

/// The field of what exists already.
pub(super) fn taken(visit: &Visit, error: store::Error) -> Result<FieldError, Problem> {
    let w = visit.words;
    match error {
        store::Error::Duplicate("users.username") => {
            Ok(FieldError::new("username", w.t(k::USER_USERNAME_TAKEN)))
        }
        store::Error::Duplicate("users.person_ref") => {
            Ok(FieldError::new("person", w.t(k::USER_PERSON_TAKEN)))
        }
        other => Err(other.into()),
    }
}

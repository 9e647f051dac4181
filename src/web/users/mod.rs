//! The people of the register, for the administrator who looks after them.

mod forms;
mod person;

use std::collections::BTreeMap;

use askama::Template as _;

use super::form::FieldError;
use super::page::{Area, role_title};
use super::parts::{Cell, Chip, Row, Table};
use super::views::account::PeoplePage;
use super::visit::{Problem, Reply, Visit};
use crate::domain::access::UnitPath;
use crate::services::accounts::{self, Staff};
use crate::store::accounts::KeptGrant;
use crate::store::units;
use crate::text::{Locale, k};

pub use person::{disable, enable, end_grant, grant, reset, show};

/// Who has an account, and the form that gives one.
pub fn list(visit: &mut Visit) -> Result<Reply, Problem> {
    list_html(visit, Vec::new()).map(Reply::Page)
}

fn list_html(visit: &Visit, errors: Vec<FieldError>) -> Result<String, Problem> {
    let words = visit.words;
    let people = accounts::people(&visit.register, visit.actor()?)?;
    let columns = [
        words.t(k::USERS_COLUMN_NAME),
        words.t(k::USERNAME),
        words.t(k::USER_ROLES),
        words.t(k::USER_STATE),
    ];
    let offices = offices(visit)?;
    let rows = people.iter().map(|s| row(visit, s, &offices)).collect();
    let view = PeoplePage {
        page: visit.page(words.t(k::USERS_TITLE), Area::People),
        count: words.say(k::people_count(people.len())),
        people: Table::new(words.t(k::USERS_LIST), &columns).rows(rows),
        add: Some(match errors.is_empty() {
            true => forms::add(visit)?,
            false => forms::add(visit)?.with(&visit.form, errors),
        }),
    };
    view.render().map_err(Problem::internal)
}

/// The names of all units, read once.
fn offices(visit: &Visit) -> Result<BTreeMap<UnitPath, String>, Problem> {
    let all = visit.register.store.read(units::units)?;
    let named = all.into_iter().map(|unit| match visit.locale() {
        Locale::Fa => (unit.path, unit.name_fa),
        Locale::En => (unit.path, unit.name_en),
    });
    Ok(named.collect())
}

fn row(visit: &Visit, staff: &Staff, offices: &BTreeMap<UnitPath, String>) -> Row {
    let today = visit.register.today();
    let held = staff.grants.iter().filter(|g| g.grant.holds_on(today));
    let post = |kept: &KeptGrant| {
        let role = visit.words.t(role_title(kept.grant.role));
        let unit = offices.get(&kept.grant.unit).map_or("", String::as_str);
        format!("{role}{}{unit}", visit.words.t(k::LIST_COMMA))
    };
    let posts: Vec<String> = held.map(post).collect();
    let posts = if posts.is_empty() {
        Cell::muted(visit.words.t(k::NONE))
    } else {
        Cell::Lines(posts)
    };
    let name = Cell::link(format!("/users/{}", staff.user.id.0), name(visit, staff));
    let cells = vec![Cell::code(&staff.user.username), posts, state(visit, staff)];
    Row::new(name, cells)
}

fn name<'a>(visit: &Visit, staff: &'a Staff) -> &'a str {
    match visit.locale() {
        Locale::Fa => &staff.user.name_fa,
        Locale::En => &staff.user.name_en,
    }
}

/// Post and office, as one says it.
fn post(visit: &Visit, kept: &KeptGrant) -> Result<String, Problem> {
    let words = visit.words;
    let role = words.t(role_title(kept.grant.role));
    let unit = visit.register.unit_name(visit.locale(), &kept.grant.unit)?;
    Ok(format!("{role}{}{unit}", words.t(k::LIST_COMMA)))
}

fn state(visit: &Visit, staff: &Staff) -> Cell {
    let words = visit.words;
    if staff.user.disabled {
        Chip::bad(words.t(k::USER_DISABLED)).into()
    } else if staff.user.must_change {
        Chip::waiting(words.t(k::USER_MUST_CHANGE)).into()
    } else {
        Chip::ok(words.t(k::USER_ACTIVE)).into()
    }
}

/// Gives somebody an account, and shows its one-time password once.
pub fn add(visit: &mut Visit) -> Result<Reply, Problem> {
    let actor = visit.actor()?.clone();
    let password = accounts::one_time_password(visit.register.entropy.as_ref());
    let errors = match forms::read_add(visit, &actor, &password)? {
        Ok(new) => match accounts::add(&visit.register, new, Some(&actor)) {
            Ok(id) => return person::with_password(visit, id, &password),
            Err(e) => vec![forms::taken(visit, e)?],
        },
        Err(errors) => errors,
    };
    list_html(visit, errors).map(Reply::Refilled)
}

//! The official calendar: every officer may read by which days of rest time limits are counted; the
//! national administrators change it, never one of them alone.

mod asked;
mod making;
mod one;
mod telling;

use std::sync::Arc;

use askama::Template as _;

use super::page::Area;
use super::parts::{Cell, Chip, Link, Row, Table};
use super::show;
use super::versions::Names;
use super::views::calendars::CalendarsPage;
use super::visit::{Problem, Reply, Visit};
use crate::domain::access::UnitPath;
use crate::domain::directive::almanac::{Almanac, Difference, State, Version};
use crate::services::calendars::NotDone;
use crate::services::directives::keeper;
use crate::text::{Words, k};

pub use making::{import, import_form, rest, rest_form};
pub use one::{act, show};

fn almanac(visit: &Visit) -> Result<Arc<Almanac>, Problem> {
    let calendars = &visit.register.calendars;
    Ok(visit.register.store.read(|c| calendars.almanac(c))?)
}

fn address(version: &Version) -> String {
    format!("/calendars/{}", version.name)
}

fn back(words: Words) -> Link {
    Link::new("/calendars", words.t(k::CALENDARS_TO_LIST))
}

/// «تقویم iran-3».
fn name(words: Words, version: &Version) -> String {
    words.say(k::calendar_named(version.name.as_str()))
}

fn chip(words: Words, state: State) -> Chip {
    let said = words.t(state.title());
    match state {
        State::InForce => Chip::ok(said),
        State::Proposed => Chip::waiting(said),
        State::Superseded | State::Returned => Chip::sealed(said),
    }
}

fn problem(wrong: NotDone) -> Problem {
    match wrong {
        NotDone::Failed(failure) => failure.into(),
        NotDone::Forbidden => Problem::Forbidden,
        // A refusal is told on the page that asked.
        NotDone::Refused(_) => Problem::NotFound,
    }
}

fn unit_name(visit: &Visit, unit: &UnitPath) -> Result<String, Problem> {
    if unit.depth() == 0 {
        return Ok(visit.words.t(k::CALENDAR_COUNTRY).to_owned());
    }
    Ok(visit.register.unit_name(visit.locale(), unit)?)
}

/// Differences as a table.
fn differences(visit: &Visit, caption: &str, all: &[Difference]) -> Result<Table, Problem> {
    let w = visit.words;
    let columns = show::columns(
        w,
        [
            k::CALENDAR_COLUMN_DAY,
            k::CALENDAR_COLUMN_KIND,
            k::UNIT,
            k::CALENDAR_COLUMN_WAS,
            k::CALENDAR_COLUMN_IS,
        ],
    );
    let mut rows = Vec::new();
    for difference in all {
        let row = difference.row(w);
        let unit = row.unit.map_or_else(
            || Ok(w.t(k::CALENDAR_COUNTRY).to_owned()),
            |unit| unit_name(visit, &unit),
        )?;
        let cells = vec![
            w.t(row.kind).into(),
            unit.into(),
            Cell::muted(row.was),
            row.is.into(),
        ];
        rows.push(Row::new(row.day, cells));
    }
    Ok(Table::new(caption, &columns).rows(rows))
}

/// All versions, the newest first.
pub fn list(visit: &mut Visit) -> Result<Reply, Problem> {
    let w = visit.words;
    let (almanac, names) = (almanac(visit)?, Names::of(visit)?);
    let columns = show::columns(
        w,
        [
            k::CALENDARS_TITLE,
            k::VERSIONS_COLUMN_STATE,
            k::CALENDAR_COLUMN_SINCE,
            k::VERSIONS_COLUMN_PROPOSED,
            k::VERSIONS_COLUMN_APPROVED,
        ],
    );
    let versions = almanac.versions.iter().rev();
    let rows = versions.map(|version| row(visit, &names, (&almanac, version)));
    let may = keeper(visit.actor()?).is_some();
    let mut ways = Vec::new();
    if may {
        ways.push(Link::new("/calendars/new", w.t(k::CALENDARS_IMPORT)));
        ways.push(Link::new("/calendars/rest", w.t(k::CALENDARS_REST)));
    }
    let view = CalendarsPage {
        page: visit.page(w.t(k::CALENDARS_TITLE), Area::Directive),
        back: Link::new("/directives", w.t(k::VERSIONS_TO_LIST)),
        count: w.say(k::calendars_count(almanac.versions.len())),
        versions: Table::new(w.t(k::CALENDARS_LIST), &columns).rows(rows.collect()),
        ways,
    };
    view.render().map(Reply::Page).map_err(Problem::internal)
}

fn row(visit: &Visit, names: &Names, (almanac, version): (&Almanac, &Version)) -> Row {
    let w = visit.words;
    let founder = version.proposal.is_none();
    let proposed = version.proposal.as_ref().map(|p| p.by);
    let approved = version.approved;
    let since = match approved {
        Some((_, at)) => Cell::text(visit.day_and_time(at)),
        None => Cell::muted(w.t(k::CALENDAR_NOT_YET)),
    };
    let approver = match approved {
        Some((by, _)) => Cell::text(names.name(w, by)),
        None => Cell::muted(w.t(k::VERSION_NOBODY)),
    };
    let proposer = names.name(w, proposed.filter(|_| !founder).flatten());
    Row::new(
        Link::new(address(version), name(w, version)),
        vec![
            chip(w, almanac.state(version)).into(),
            since,
            proposer.into(),
            approver,
        ],
    )
}

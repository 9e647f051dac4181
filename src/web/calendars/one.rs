//! One version of the calendar: where it stands, what differs, which days rest by it, and what may be
//! done with it.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template as _;

use super::{address, almanac, back, chip, differences, name, problem, telling, unit_name};
use crate::domain::directive::almanac::words::{rest_days, years};
use crate::domain::directive::almanac::{
    Act, Almanac, Entry, Order, Refused, State, Version, differences as differing, may,
};
use crate::services::calendars::{NotDone, carry_out};
use crate::services::directives::keeper;
use crate::text::{Key, Words, k};
use crate::web::form::{Field, FieldError, Form, Reader, Section};
use crate::web::page::Area;
use crate::web::parts::{Bar, Note, Row, Summary, SummaryLine, Table};
use crate::web::show as said;
use crate::web::versions::Names;
use crate::web::views::calendars::CalendarPage;
use crate::web::visit::{Problem, Reply, Visit};

/// A form that came back: which act, what is wrong at its fields, and what concerns the whole.
type Refusal = (Act, Vec<FieldError>, Option<Note>);

/// The version that the address names.
fn named(visit: &Visit) -> Result<(Arc<Almanac>, Version), Problem> {
    let almanac = almanac(visit)?;
    let version = almanac.named(visit.param("version")).cloned();
    let version = version.ok_or(Problem::NotFound)?;
    Ok((almanac, version))
}

/// One version.
pub fn show(visit: &mut Visit) -> Result<Reply, Problem> {
    html(visit, None).map(Reply::Page)
}

fn html(visit: &Visit, refusal: Option<Refusal>) -> Result<String, Problem> {
    let w = visit.words;
    let (almanac, version) = named(visit)?;
    let names = Names::of(visit)?;
    let (mut acts, bars, mut note) = offered(visit, &almanac, &version)?;
    if let Some((of, errors, why)) = refusal {
        note = why.or(note);
        for (_, _, form) in acts.iter_mut().filter(|(act, ..)| *act == of) {
            *form = form.clone().with(&visit.form, errors.clone());
        }
    }
    let touched = version.proposal.as_ref().map(|p| p.touched);
    let view = CalendarPage {
        page: visit.page(name(w, &version), Area::Directive),
        back: back(w),
        state: chip(w, almanac.state(&version)),
        note,
        about: about(visit, &names, (&almanac, &version)),
        differences: differs(visit, &almanac, &version)?,
        touches: touched.map(|it| w.say(k::calendar_touches_said(it.earlier, it.later))),
        acts: acts
            .into_iter()
            .map(|(_, title, form)| (title, form))
            .collect(),
        bars,
        weekly: weekly(visit, &version)?,
        holidays: holidays(visit, &version)?,
        life: telling::life(w, &names, &version),
        digest: version.digest,
    };
    view.render().map_err(Problem::internal)
}

fn about(visit: &Visit, names: &Names, (almanac, version): (&Almanac, &Version)) -> Summary {
    let w = visit.words;
    let line = |key: Key, value: String| SummaryLine::new(w.t(key), value);
    let mut lines = vec![line(k::CALENDAR_KNOWN, years(w, version.content.known))];
    if let Some(proposal) = &version.proposal {
        let base = almanac.version(&proposal.base).map(|v| name(w, v));
        lines.extend(base.map(|base| line(k::CALENDAR_BASE, base)));
        lines.push(line(
            k::VERSIONS_COLUMN_PROPOSED,
            names.name(w, proposal.by),
        ));
        lines.push(line(
            k::CALENDAR_REASON,
            said::personal(w, &proposal.reason),
        ));
    }
    if let Some((by, at)) = version.approved {
        lines.push(line(k::VERSIONS_COLUMN_APPROVED, names.name(w, by)));
        lines.push(line(k::CALENDAR_APPROVED_ON, visit.day_and_time(at)));
    }
    Summary { lines }
}

/// Against what it was made from while it waits, against what it took the place of afterwards.
fn differs(
    visit: &Visit,
    almanac: &Almanac,
    version: &Version,
) -> Result<(String, Option<String>, Option<Table>), Problem> {
    let w = visit.words;
    let base = version.proposal.as_ref().map(|p| p.base.as_str());
    let older = match almanac.state(version) {
        State::Proposed | State::Returned => base,
        State::InForce | State::Superseded => version.before.as_deref(),
    };
    let Some(older) = older.and_then(|digest| almanac.version(digest)) else {
        let title = w.t(k::CALENDAR_PREVIEW).to_owned();
        let first = w.t(k::CALENDAR_DIFFERENCES_FIRST).to_owned();
        return Ok((title, Some(first), None));
    };
    let title = w.say(k::calendar_differences(older.name.as_str()));
    let all = differing(&older.content, &version.content);
    if all.is_empty() {
        let none = w.say(k::calendar_differences_none(older.name.as_str()));
        return Ok((title, Some(none), None));
    }
    let table = differences(visit, &title, &all)?;
    Ok((title, None, Some(table)))
}

fn weekly(visit: &Visit, version: &Version) -> Result<Table, Problem> {
    let w = visit.words;
    let columns = said::columns(w, [k::UNIT, k::CALENDAR_WEEKLY]);
    let mut rows = Vec::new();
    for (unit, days) in &version.content.weekly {
        let days = rest_days(w, days);
        rows.push(Row::new(unit_name(visit, unit)?, vec![days.into()]));
    }
    Ok(Table::new(w.t(k::CALENDAR_WEEKLY), &columns).rows(rows))
}

/// Year by year, the last first; those of every year before all.
fn holidays(visit: &Visit, version: &Version) -> Result<Vec<(String, String, Table)>, Problem> {
    let w = visit.words;
    let mut by_year: BTreeMap<Option<i32>, Vec<&Entry>> = BTreeMap::new();
    for entry in &version.content.holidays {
        by_year.entry(entry.date.year).or_default().push(entry);
    }
    let yearly = by_year.remove(&None).map(|all| (None, all));
    let columns = [k::CALENDAR_COLUMN_DAY, k::CALENDAR_COLUMN_TITLE, k::UNIT];
    let columns = said::columns(w, columns);
    let mut found = Vec::new();
    for (year, mut entries) in yearly.into_iter().chain(by_year.into_iter().rev()) {
        let title = year.map_or_else(
            || w.t(k::CALENDAR_YEARLY).to_owned(),
            |year| w.say(k::calendar_of_year(w.number(year))),
        );
        entries.sort_by_key(|entry| entry.date);
        let mut rows = Vec::new();
        for entry in &entries {
            let cells = vec![entry.say(w).into(), unit_name(visit, &entry.unit)?.into()];
            rows.push(Row::new(entry.date.say(w), cells));
        }
        let count = w.say(k::calendar_of_year_count(entries.len()));
        let table = Table::new(title.clone(), &columns).rows(rows);
        found.push((title, count, table));
    }
    Ok(found)
}

type Offered = (Vec<(Act, String, Form)>, Vec<Bar>, Option<Note>);

/// What the version leaves open to this person; what does not fit where it stands is not spoken of.
fn offered(visit: &Visit, almanac: &Almanac, version: &Version) -> Result<Offered, Problem> {
    let w = visit.words;
    let actor = visit.actor()?;
    let (mut acts, mut bars) = (Vec::new(), Vec::new());
    if keeper(actor).is_none() {
        let waits = almanac.state(version) == State::Proposed;
        let note = waits.then(|| Note::plain(w.t(k::CALENDAR_NOT_YOURS)));
        return Ok((acts, bars, note));
    }
    for act in Act::ALL {
        match may(almanac, version, act, actor.user) {
            Ok(()) => acts.push((act, w.t(title(act)).to_owned(), form(visit, version, act))),
            Err(Refused::WrongState { .. }) => {}
            Err(why) => bars.push(Bar::new(w.t(title(act)), w.say(why.words(w)))),
        }
    }
    Ok((acts, bars, None))
}

const fn title(act: Act) -> Key {
    match act {
        Act::Approve => k::CALENDAR_ACT_APPROVE,
        Act::Return => k::CALENDAR_ACT_RETURN,
    }
}

fn form(visit: &Visit, version: &Version, act: Act) -> Form {
    let w: Words = visit.words;
    let section = match act {
        Act::Approve => Section::plain(Vec::new()).hint(w.t(k::CALENDAR_ACT_APPROVE_HINT)),
        Act::Return => Section::plain(vec![Field::area(
            "reason",
            w.t(k::CALENDAR_ACT_RETURN_REASON),
        )]),
    };
    let action = format!("{}/{}", address(version), act.code());
    let form = visit.new_form(action, w.t(title(act)), vec![section]);
    let form = form.id(act.code());
    match (act, &version.proposal) {
        (Act::Approve, Some(proposal)) => form.carry("proposal", proposal.seq.to_string()),
        (Act::Approve, None) => form,
        (Act::Return, _) => form.quiet(),
    }
}

/// Approves a version, or gives it back.
pub fn act(visit: &mut Visit) -> Result<Reply, Problem> {
    let actor = visit.actor()?.clone();
    let act = Act::from_code(visit.param("act")).ok_or(Problem::NotFound)?;
    let (_, version) = named(visit)?;
    let mut reader = Reader::new(&visit.form, visit.words);
    let digest = version.digest.clone();
    let order = match act {
        Act::Approve => {
            let seen = reader.text("proposal").and_then(|seq| seq.parse().ok());
            let proposal = seen.unwrap_or_default();
            Order::Approve { digest, proposal }
        }
        Act::Return => Order::Return {
            digest,
            reason: reader.required("reason"),
        },
    };
    let order = match reader.finish(order) {
        Ok(order) => order,
        Err(errors) => return html(visit, Some((act, errors, None))).map(Reply::Refilled),
    };
    let done = match act {
        Act::Approve => "calendar-approved",
        Act::Return => "calendar-returned",
    };
    match carry_out(&visit.register, &actor, &order) {
        Ok(_) => Ok(Reply::done(&address(&version), done)),
        Err(NotDone::Refused(why)) => {
            let said = visit.words.say(why.words(visit.words));
            let refusal = (act, Vec::new(), Some(Note::bad(said)));
            html(visit, Some(refusal)).map(Reply::Refilled)
        }
        Err(other) => Err(problem(other)),
    }
}

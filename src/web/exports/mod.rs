//! Copies of many cases at once: chosen, counted, asked for, and followed while they are made.

mod one;
pub mod terms;

use askama::Template as _;

use crate::domain::access::UnitPath;
use crate::domain::access::policy::{self, Action};
use crate::services::casework::Failure;
use crate::services::export::sets::{self, Chosen, NotAsked, OneSet, Standing, Wish};
use crate::store::units;
use crate::text::{Key, Words, jalali, k};
use crate::web::form::{Choice, Field, FieldError, Form, Reader, Section};
use crate::web::page::Area;
use crate::web::parts::{Chip, Link, Note, Row, Table};
use crate::web::show as said;
use crate::web::views::exports::ExportsPage;
use crate::web::visit::{Problem, Reply, Visit};

pub use one::{discard, fetch, show};
use terms::Terms;

const STATES: [&str; 2] = ["open", "closed"];
const OUTCOMES: [&str; 2] = ["granted", "refused"];

/// The sets of the visitor, and the form that asks for one.
pub fn list(visit: &mut Visit) -> Result<Reply, Problem> {
    html(visit, None, None).map(Reply::Page)
}

fn html(
    visit: &Visit,
    note: Option<Note>,
    errors: Option<Vec<FieldError>>,
) -> Result<String, Problem> {
    let w = visit.words;
    let sets = sets::all(&visit.register, visit.actor()?)?;
    let columns = [
        k::EXPORTS_TITLE,
        k::UNIT,
        k::EXPORTS_ASKED_AT,
        k::EXPORTS_CASES,
        k::EXPORTS_STATE,
    ];
    let columns = said::columns(w, columns);
    let rows = sets.iter().map(|it| row(visit, it));
    let rows = rows.collect::<Result<Vec<_>, _>>()?;
    let table = Table::new(w.t(k::EXPORTS_TITLE), &columns).rows(rows);
    let form = form(visit)?;
    let limits = visit.register.exports;
    let view = ExportsPage {
        page: visit.page(w.t(k::EXPORTS_TITLE), area(visit)),
        lead: w.say(k::exports_lead(
            w.number(limits.cases),
            w.number(limits.hours),
        )),
        sets: (!sets.is_empty()).then_some(table),
        note,
        form: match errors {
            Some(errors) => form.with(&visit.form, errors),
            None => form,
        },
    };
    view.render().map_err(Problem::internal)
}

/// Where the page stands among the others.
fn area(visit: &Visit) -> Area {
    let scope = visit.actor().map(|it| policy::scope(it, Action::Oversee));
    match scope.is_ok_and(|scope| !scope.units().is_empty()) {
        true => Area::Audit,
        false => Area::Inbox,
    }
}

fn row(visit: &Visit, it: &OneSet) -> Result<Row, Problem> {
    let w = visit.words;
    let name = w.say(k::exports_named(w.number(it.set.id)));
    let unit = visit.register.unit_name(w.locale(), &it.wish.chosen.unit)?;
    Ok(Row::new(
        Link::new(format!("/exports/{}", it.set.id), name),
        vec![
            unit.into(),
            visit.day_and_time(it.set.asked_at).into(),
            w.number(it.progress.total).into(),
            chip(w, it).into(),
        ],
    ))
}

fn chip(w: Words, it: &OneSet) -> Chip {
    match it.set.state {
        Standing::Waiting => Chip::waiting(w.t(k::EXPORTS_WAITING)),
        Standing::Interrupted => Chip::warn(w.t(k::EXPORTS_INTERRUPTED)),
        Standing::Done if it.open => Chip::ok(w.t(k::EXPORTS_DONE)),
        Standing::Done | Standing::Expired => Chip::waiting(w.t(k::EXPORTS_EXPIRED)),
        Standing::Failed => Chip::bad(w.t(k::EXPORTS_FAILED)),
        Standing::Withdrawn => Chip::bad(w.t(k::EXPORTS_WITHDRAWN)),
    }
}

const fn state_title(open: bool) -> Key {
    match open {
        true => k::EXPORTS_OPEN,
        false => k::EXPORTS_CLOSED,
    }
}

const fn outcome_title(refused: bool) -> Key {
    match refused {
        true => k::EXPORTS_REFUSED,
        false => k::EXPORTS_GRANTED,
    }
}

fn form(visit: &Visit) -> Result<Form, Problem> {
    let w = visit.words;
    let mine = policy::scope(visit.actor()?, Action::ExportCase);
    let all = visit.register.store.read(units::units)?;
    let reached = all.iter().filter(|unit| mine.covers(&unit.path));
    let reached = reached.map(|unit| Choice::new(unit.path.as_str(), unit.name(w.locale())));
    let which = vec![
        Field::select("unit", w.t(k::UNIT), reached.collect()),
        Field::date("from", w.t(k::EXPORTS_FROM)).optional(),
        Field::date("until", w.t(k::EXPORTS_UNTIL)).optional(),
        Field::select(
            "state",
            w.t(k::EXPORTS_CASE_STATE),
            STATES
                .map(|code| Choice::new(code, w.t(state_title(code == "open"))))
                .to_vec(),
        )
        .optional(),
        Field::select(
            "outcome",
            w.t(k::EXPORTS_OUTCOME),
            OUTCOMES
                .map(|code| Choice::new(code, w.t(outcome_title(code == "refused"))))
                .to_vec(),
        )
        .optional(),
        Field::button("then", "count", w.t(k::EXPORTS_COUNT)),
    ];
    let sections = vec![
        Section::titled(w.t(k::EXPORTS_WHICH), which),
        Section::titled(w.t(k::EXPORTS_WHY), terms::fields(w, None)),
    ];
    Ok(visit.new_form("/exports", w.t(k::EXPORTS_ASK), sections))
}

fn chosen(reader: &mut Reader<'_>) -> Option<Chosen> {
    let unit = reader.code("unit", UnitPath::parse);
    let from = reader.date_if_typed("from");
    let until = reader.date_if_typed("until");
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        reader.wrong("until", k::EXPORTS_DAYS_TURNED);
    }
    let mut one_of = |name: &str, codes: &[&str; 2]| {
        let typed = reader.text(name)?;
        let [first, second] = codes;
        match typed {
            text if text == *first => Some(true),
            text if text == *second => Some(false),
            _ => {
                reader.wrong(name, k::ERROR_CHOOSE);
                None
            }
        }
    };
    let open = one_of("state", &STATES);
    let granted = one_of("outcome", &OUTCOMES);
    Some(Chosen {
        unit: unit?,
        from,
        until,
        open,
        refused: granted.map(|granted| !granted),
    })
}

/// Counts the cases, or asks for their copies.
pub fn ask(visit: &mut Visit) -> Result<Reply, Problem> {
    let values = visit.form.clone();
    let counts = values.text("then") == Some("count");
    let mut reader = Reader::new(&values, visit.words);
    let chosen = chosen(&mut reader);
    if counts {
        return match (reader.finish(()), chosen) {
            (Ok(()), Some(chosen)) => counted(visit, &chosen),
            (Ok(()), None) => Err(Problem::NotFound),
            (Err(errors), _) => html(visit, None, Some(errors)).map(Reply::Refilled),
        };
    }
    let Terms { purpose, sorts, to } = Terms::read(&mut reader);
    let chosen = match reader.finish(chosen) {
        Ok(chosen) => chosen.ok_or(Problem::NotFound)?,
        Err(errors) => return html(visit, None, Some(errors)).map(Reply::Refilled),
    };
    let session = visit.session.as_ref().ok_or(Problem::SignIn)?;
    let wish = Wish {
        username: session.username.clone(),
        chosen,
        purpose,
        sorts: sorts.iter().map(|sort| sort.code().to_owned()).collect(),
        to: to.map(|to| to.written().to_owned()),
    };
    match sets::ask(&visit.register, visit.reader()?, &wish) {
        Ok(id) => Ok(Reply::done(&format!("/exports/{id}"), "export-asked")),
        Err(wrong) => refused(visit, wrong),
    }
}

fn counted(visit: &Visit, chosen: &Chosen) -> Result<Reply, Problem> {
    let w = visit.words;
    let count = match sets::count(&visit.register, visit.actor()?, chosen) {
        Ok(count) => count,
        Err(wrong) => return refused(visit, wrong),
    };
    let most = visit.register.exports.cases;
    let note = match (count.more, count.counted) {
        (true, _) => Note::warn(w.say(k::exports_too_many(w.number(most)))),
        (false, 0) => Note::warn(w.t(k::EXPORTS_NOTHING)),
        (false, n) => Note::plain(w.say(k::exports_counted(u64::from(n)))),
    };
    html(visit, Some(note), Some(Vec::new())).map(Reply::Page)
}

fn refused(visit: &Visit, wrong: NotAsked) -> Result<Reply, Problem> {
    let w = visit.words;
    let note = match wrong {
        NotAsked::Failed(failure) => return Err(failure.into()),
        NotAsked::Forbidden => return Err(Failure::NotFound.into()),
        NotAsked::Nothing => w.t(k::EXPORTS_NOTHING).to_owned(),
        NotAsked::TooMany(most) => w.say(k::exports_too_many(w.number(most))),
        NotAsked::TooManySets(most) => w.say(k::exports_too_many_sets(w.number(most))),
    };
    html(visit, Some(Note::bad(note)), Some(Vec::new())).map(Reply::Refilled)
}

/// The days between which the cases were opened.
fn days(w: Words, chosen: &Chosen) -> String {
    let day = |day| jalali::long(w.locale(), day);
    match (chosen.from, chosen.until) {
        (None, None) => w.t(k::EXPORTS_ANY).to_owned(),
        (Some(from), None) => w.say(k::exports_since(day(from))),
        (None, Some(until)) => w.say(k::exports_up_to(day(until))),
        (Some(from), Some(until)) => w.say(k::sample_between(day(from), day(until))),
    }
}

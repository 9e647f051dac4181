//! Which open cases a version would touch: counts for everybody who may see them, the list behind
//! them for whoever reads cases.

use super::address;
use super::version::html;
use crate::domain::access::policy::{self, Action};
use crate::domain::directive::life::Version;
use crate::domain::directive::simulate::Class;
use crate::services::simulation::trial::{self, Begun};
use crate::services::simulation::{Counts, NotDone, Report, kept_list, may_list};
use crate::text::{Words, k};
use crate::web::form::{Choice, Field, FieldError, Form, Reader, Section};
use crate::web::parts::{Row, Table};
use crate::web::views::versions::Touches;
use crate::web::visit::{Problem, Reply, Visit};

/// Tries the version on the open cases; where there are many, on its own while this page says how
/// far it is.
pub(super) fn ask(visit: &Visit, version: &Version) -> Result<Reply, Problem> {
    let session = visit.session.as_ref().ok_or(Problem::SignIn)?;
    let who = (&session.actor, session.username.as_str());
    let page = address(version);
    match trial::ask(&visit.register, who, &version.digest, visit.words) {
        Ok(Begun::Done) => Ok(Reply::done(&page, "version-simulated")),
        Ok(Begun::Waiting) => Ok(Reply::done(&page, "version-on-trial")),
        Err(wrong) => Err(problem(wrong)),
    }
}

fn problem(wrong: NotDone) -> Problem {
    match wrong {
        NotDone::Failed(failure) => failure.into(),
        NotDone::Forbidden | NotDone::CountsOnly => Problem::Forbidden,
        NotDone::List(error) => Problem::internal(error),
    }
}

/// What the newest trial found.
pub(super) fn touches(visit: &Visit, version: &Version) -> Result<Touches, Problem> {
    let w = visit.words;
    let trial = trial::on_its_way(&visit.register, &version.digest)?;
    let under_way = trial.map(|t| {
        let said = if t.failed {
            w.t(k::VERSION_TRIAL_FAILED).to_owned()
        } else {
            w.say(k::version_trial_at(t.done, t.total))
        };
        (t.done, t.total.max(1), said)
    });
    let Some((seq, simulated)) = &version.simulation else {
        return Ok(Touches {
            said: w.t(k::VERSION_NOT_SIMULATED).to_owned(),
            under_way,
            table: None,
            notes: Vec::new(),
            list: None,
        });
    };
    let at = version.turns.iter().find(|t| t.seq == *seq);
    let when = at.map_or_else(String::new, |t| visit.day_and_time(t.at));
    let said = w.say(k::version_simulated(simulated.cases, when));
    let report = Report::read(simulated).ok();
    let table = report.as_ref().map(|r| table(visit, r)).transpose()?;
    let mut notes = vec![w.t(k::VERSION_PINNED_NOTE).to_owned()];
    if let Some(report) = &report {
        notes.push(w.t(k::SIMULATION_SEVERAL).to_owned());
        let astray = report.pinned.iter().flat_map(|p| &p.astray);
        notes.extend(astray.map(|id| w.say(k::simulation_astray(id))));
    }
    let list = match &report {
        Some(report) => form(visit, version, report)?,
        None => None,
    };
    Ok(Touches {
        said,
        under_way,
        table,
        notes,
        list,
    })
}

/// Provinces in rows, what becomes of their cases in columns; the country last.
fn table(visit: &Visit, report: &Report) -> Result<Table, Problem> {
    let w = visit.words;
    let mut columns = vec![w.t(k::VERSION_TRIAL_PROVINCE), w.t(k::VERSION_TRIAL_CASES)];
    columns.extend(Class::ALL.iter().map(|class| w.t(class.title())));
    let mut rows = Vec::new();
    for province in &report.provinces {
        let name = visit.register.unit_name(w.locale(), &province.unit)?;
        rows.push(row(w, name, &province.counts));
    }
    let country = w.t(k::SIMULATION_COUNTRY).to_owned();
    rows.push(row(w, country, &report.counts));
    Ok(Table::new(w.t(k::VERSION_TOUCHES), &columns).rows(rows))
}

fn row(w: Words, name: String, counts: &Counts) -> Row {
    let mut cells = vec![w.number(counts.cases).into()];
    cells.extend(Class::ALL.iter().map(|c| w.number(counts.of(*c)).into()));
    Row::new(name, cells)
}

/// The form by which the list of a province is fetched, for whoever may read its cases.
fn form(visit: &Visit, version: &Version, report: &Report) -> Result<Option<Form>, Problem> {
    let w = visit.words;
    let actor = visit.actor()?;
    if !may_list(actor) {
        return Ok(None);
    }
    let scope = policy::scope(actor, Action::ExportCase);
    let mut open = Vec::new();
    for province in &report.provinces {
        if province.list.is_some() && scope.covers(&province.unit) {
            let name = visit.register.unit_name(w.locale(), &province.unit)?;
            open.push(Choice::new(province.unit.as_str(), name));
        }
    }
    if open.is_empty() {
        return Ok(None);
    }
    let fields = vec![
        Field::select("province", w.t(k::VERSION_TRIAL_PROVINCE), open),
        Field::area("purpose", w.t(k::EXPORT_PURPOSE)).hint(w.t(k::EXPORT_PURPOSE_HINT)),
    ];
    let action = format!("{}/trial/list", address(version));
    let form = visit.new_form(
        action,
        w.t(k::VERSION_TRIAL_LIST),
        vec![Section::plain(fields)],
    );
    Ok(Some(form.id("list").quiet()))
}

/// Hands out the list of a province; recorded first, with its purpose.
pub fn list(visit: &mut Visit) -> Result<Reply, Problem> {
    let (family, digest) = super::version::named(visit)?;
    let version = family.version(&digest).ok_or(Problem::NotFound)?;
    let simulated = version.simulation.as_ref().map(|(_, it)| it);
    let report = simulated.and_then(|it| Report::read(it).ok());
    let report = report.ok_or(Problem::NotFound)?;
    let mut reader = Reader::new(&visit.form, visit.words);
    let (province, purpose) = (reader.required("province"), reader.purpose());
    let errors: Vec<FieldError> = reader.errors;
    if !errors.is_empty() {
        return html(visit, Some(("list", errors, None))).map(Reply::Refilled);
    }
    let asked = (&report, province.as_str());
    let bytes = kept_list(&visit.register, visit.reader()?, asked, &purpose).map_err(problem)?;
    Ok(Reply::File {
        bytes,
        media: "text/csv; charset=utf-8".to_owned(),
        name: format!("{}-{}.csv", version.label, province.replace('/', "-")),
        inline: false,
    })
}

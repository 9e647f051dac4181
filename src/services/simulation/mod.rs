//! What a draft of the directive would do to the cases that are open now: counts by province, and
//! the list of cases behind every number. Nothing is moved by asking.

mod list;
mod report;
pub mod trial;

use std::io::Write;
use std::sync::Arc;

use super::casework::{self, Failure};
use super::reading::{self, Reader};
use super::register::Register;
use crate::domain::access::policy::{self, Action};
use crate::domain::access::{Actor, Scope, UnitPath};
use crate::domain::case::CaseFile;
use crate::domain::directive::Directive;
use crate::domain::directive::life::Turn;
use crate::domain::directive::simulate::{Crossing, Effect, simulate};
use crate::store::files::FileName;
use crate::store::units::{self, Unit};
use crate::store::{self, Conn, open_cases};
use crate::text::Words;

pub use list::NO_CASE;
pub use report::{Counts, Pinned, Province, Report};

/// Cases read at once: few enough to be held, many enough to be quick.
const BATCH: u32 = 500;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum NotDone {
    #[error(transparent)]
    Failed(#[from] Failure),
    /// None of the person's posts sees counts of cases.
    #[error("not this person's to see")]
    Forbidden,
    /// The person sees counts and may not read cases.
    #[error("this person does not read cases")]
    CountsOnly,
    #[error("the list: {0}")]
    List(#[from] std::io::Error),
}

impl From<store::Error> for NotDone {
    fn from(error: store::Error) -> Self {
        Self::Failed(error.into())
    }
}

/// Whether the person may have the list of cases, and not the counts alone.
#[must_use]
pub fn may_list(actor: &Actor) -> bool {
    !policy::scope(actor, Action::ExportCase).units().is_empty()
}

/// Who asks, for what, and who is told how far it is: cases done, cases in all.
pub struct Asked<'a> {
    pub reader: Reader<'a>,
    pub draft: &'a Arc<Directive>,
    pub purpose: &'a str,
    pub progress: &'a mut dyn FnMut(u64, u64),
}

impl std::fmt::Debug for Asked<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Asked({})", self.draft.name())
    }
}

/// The counts alone: for whoever keeps directives and never reads a case. Recorded before they are
/// handed out.
///
/// # Errors
/// See [`NotDone`].
pub fn counts(register: &Register, asked: Asked<'_>) -> Result<Report, NotDone> {
    let scope = policy::scope(asked.reader.actor, Action::SimulateDirective);
    if scope.units().is_empty() {
        return Err(NotDone::Forbidden);
    }
    let report = run(register, (&scope, asked.draft), asked.progress, &mut |_| {
        Ok(())
    })?;
    record(register, asked.reader, &report, asked.purpose)?;
    Ok(report)
}

/// Counts, and the list of the cases behind them as CSV in these words. The counts are those of the
/// cases that the person may read. It is recorded, with the digest of the list, before this returns:
/// only then may the list be handed on.
///
/// # Errors
/// See [`NotDone`].
pub fn with_list(
    register: &Register,
    asked: Asked<'_>,
    words: Words,
    out: &mut dyn Write,
) -> Result<Report, NotDone> {
    let actor = asked.reader.actor;
    if policy::scope(actor, Action::SimulateDirective)
        .units()
        .is_empty()
    {
        return Err(NotDone::Forbidden);
    }
    if !may_list(actor) {
        return Err(NotDone::CountsOnly);
    }
    let scope = policy::scope(actor, Action::ExportCase);
    let mut list = list::Csv::begin(out, words)?;
    let mut listed = Vec::new();
    let mut report = run(
        register,
        (&scope, asked.draft),
        asked.progress,
        &mut |looked| {
            listed.push(looked.id);
            list.add(&looked)
        },
    )?;
    let digest = list.end()?;
    report.list = Some(digest.clone());
    let told = (report.counts.cases, Some((digest.as_str(), listed)));
    reading::simulated(register, asked.reader, &report.digest, told, asked.purpose)?;
    Ok(report)
}

/// Counts with the lists kept in the register's store, one for each province, so that each is read
/// where its cases are. For the attachment of an approval: whoever asked need not be able to read it.
///
/// # Errors
/// See [`NotDone`].
pub fn with_kept_lists(
    register: &Register,
    asked: Asked<'_>,
    words: Words,
) -> Result<Report, NotDone> {
    let scope = policy::scope(asked.reader.actor, Action::SimulateDirective);
    if scope.units().is_empty() {
        return Err(NotDone::Forbidden);
    }
    let mut lists = list::ByProvince::begin(words);
    let mut report = run(
        register,
        (&scope, asked.draft),
        asked.progress,
        &mut |looked| lists.add(&looked),
    )?;
    lists.end(register, &mut report)?;
    record(register, asked.reader, &report, asked.purpose)?;
    Ok(report)
}

/// A kept list of a province, for whoever may export its cases; recorded first.
///
/// # Errors
/// See [`NotDone`]; not found where it was never made, or is another province's.
pub fn kept_list(
    register: &Register,
    reader: Reader<'_>,
    (report, province): (&Report, &str),
    purpose: &str,
) -> Result<Vec<u8>, NotDone> {
    if !may_list(reader.actor) {
        return Err(NotDone::CountsOnly);
    }
    let scope = policy::scope(reader.actor, Action::ExportCase);
    let of = report
        .provinces
        .iter()
        .find(|p| p.unit.as_str() == province);
    let of = of.filter(|p| scope.covers(&p.unit));
    let digest = of.and_then(|p| Some((p, p.list.as_deref()?)));
    let (of, digest) = digest.ok_or(Failure::NotFound)?;
    let bytes = list::read(register, digest)?;
    let listed = list::cases_in(register, &bytes)?;
    let told = (of.counts.cases, Some((digest, listed)));
    reading::simulated(register, reader, &report.digest, told, purpose)?;
    Ok(bytes)
}

/// Whether a file of the store is a list that stands in the directive's stream.
///
/// # Errors
/// The database does not answer.
pub fn keeps(c: &mut Conn, register: &Register, name: &FileName) -> Result<bool, store::Error> {
    if name.case_id != NO_CASE {
        return Ok(false);
    }
    let family = register.directives.family(c)?;
    let turns = family.versions.iter().flat_map(|v| &v.turns);
    let mut reports = turns.filter_map(|told| match &told.turn {
        Turn::DirectiveSimulated(it) => Report::read(it).ok(),
        Turn::DirectiveFounded(_)
        | Turn::DirectiveDrafted(_)
        | Turn::DirectiveProposed(_)
        | Turn::DirectiveReturned(_)
        | Turn::DirectiveApproved(_)
        | Turn::DirectiveScheduled(_)
        | Turn::DirectiveWithdrawn(_) => None,
    });
    let named = |p: &Province| p.list.as_deref() == Some(name.digest.as_str());
    Ok(reports.any(|report| report.provinces.iter().any(named)))
}

fn record(
    register: &Register,
    reader: Reader<'_>,
    report: &Report,
    purpose: &str,
) -> Result<(), store::Error> {
    // a list that is kept in the store is handed out, and recorded so, when somebody asks for it
    let list = report.list.as_deref().map(|digest| (digest, Vec::new()));
    let told = (report.counts.cases, list);
    reading::simulated(register, reader, &report.digest, told, purpose)
}

/// A case as it was looked at.
struct Looked<'a> {
    id: i64,
    file: &'a CaseFile,
    before: &'a Directive,
    after: &'a Directive,
    effects: &'a [Effect],
    units: &'a [Unit],
}

/// Looks at every open case of the scope in one snapshot, some at a time.
fn run(
    register: &Register,
    (scope, draft): (&Scope, &Arc<Directive>),
    progress: &mut dyn FnMut(u64, u64),
    each: &mut dyn FnMut(Looked<'_>) -> Result<(), NotDone>,
) -> Result<Report, NotDone> {
    register.store.read(|c| {
        let country = register.calendars.of(c, &UnitPath::country())?;
        let mut report = Report::begin(draft, register.clock.now(), &country.now);
        let units = units::units(c)?;
        let total = open_cases::count(c, scope)?;
        progress(0, total);
        let mut last = 0;
        loop {
            let batch = open_cases::after(c, scope, last, BATCH)?;
            let Some(end) = batch.last() else { break };
            last = end.id;
            for kept in &batch {
                let opened = casework::opened(c, register, kept)?;
                let crossing = Crossing {
                    before: &opened.directive,
                    after: draft,
                    calendar: &opened.calendars.now,
                    on: report.day(),
                };
                let effects = simulate(&crossing, &opened.file);
                report.add(&opened, draft, &effects);
                each(Looked {
                    id: opened.id,
                    file: &opened.file,
                    before: &opened.directive,
                    after: draft,
                    effects: &effects,
                    units: &units,
                })?;
            }
            progress(report.counts.cases, total);
        }
        Ok(report)
    })
}

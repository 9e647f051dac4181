//! A case is loaded: its fold, the directive and the calendars that it goes by.

use std::sync::Arc;

use super::Failure;
use crate::domain::access::Actor;
use crate::domain::access::policy::{self, Action};
use crate::domain::case::CaseFile;
use crate::domain::case::event::{DirectiveRef, Envelope};
use crate::domain::directive::{Directive, UnitCalendars};
use crate::domain::time::Moment;
use crate::services::glass;
use crate::services::projecting::PROJECTOR;
use crate::services::recording;
use crate::services::register::Register;
use crate::store::projections::Case;
use crate::store::{Conn, cases, streams};

/// A case with the directive it is pinned to.
#[derive(Debug, Clone)]
pub struct Opened {
    pub id: i64,
    pub file: CaseFile,
    pub directive: Arc<Directive>,
    /// The versions that it followed before, the first of them first.
    pub earlier: Vec<Arc<Directive>>,
    /// What its due dates are counted by.
    pub calendars: Arc<UnitCalendars>,
    /// The emergency access by which it is read, where it lies beyond the reader's reach.
    pub glass: Option<Pass>,
}

/// An emergency access in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pass {
    pub id: i64,
    pub until: Moment,
}

impl Opened {
    /// The version under which an event of the case was recorded; the present one where it is not
    /// known any more.
    #[must_use]
    pub fn governing(&self, reference: &DirectiveRef) -> &Directive {
        let mut earlier = self.earlier.iter();
        let found = earlier.find(|d| d.digest == reference.digest);
        found.unwrap_or(&self.directive)
    }
}

/// Loads a case that `actor` may do `action` on.
///
/// # Errors
/// Not there, or not this person's to see.
pub fn load(
    register: &Register,
    actor: &Actor,
    action: Action,
    reference: &str,
) -> Result<Opened, Failure> {
    let scope = policy::scope(actor, action);
    register.store.read(|c| {
        if let Some(kept) = cases::by_reference(c, &scope, reference)? {
            return opened(c, register, &kept);
        }
        let glass = match policy::opened_by_glass(action) {
            true => glass::open_on(c, register, actor, reference)?,
            false => None,
        };
        let glass = glass.ok_or(Failure::NotFound)?;
        let wider = policy::scope_with(actor, action, &glass, register.clock.now());
        let kept = cases::by_reference(c, &wider, reference)?;
        let opened = opened(c, register, &kept.ok_or(Failure::NotFound)?)?;
        Ok(Opened {
            glass: Some(Pass {
                id: glass.id,
                until: glass.broken.until,
            }),
            ..opened
        })
    })
}

/// The case of a kept row; told anew from its events where the row was made by an older projector.
///
/// # Errors
/// The row or the events cannot be read, or its directive is not known.
pub fn opened(c: &mut Conn, register: &Register, kept: &Case) -> Result<Opened, Failure> {
    let file = folded(c, kept)?;
    under_law(c, register, kept.id, file)
}

pub(super) fn folded(c: &mut Conn, kept: &Case) -> Result<CaseFile, Failure> {
    if kept.projector < PROJECTOR {
        let events = streams::events(c, &CaseFile::stream_of(kept.id), 0, 100_000)?;
        let told = recording::fold(&events)?;
        return told.ok_or_else(|| Failure::Broken(format!("{} has no events", kept.reference)));
    }
    serde_json::from_str(&kept.fold)
        .map_err(|e| Failure::Broken(format!("fold of {}: {e}", kept.reference)))
}

pub(super) fn under_law(
    c: &mut Conn,
    register: &Register,
    id: i64,
    file: CaseFile,
) -> Result<Opened, Failure> {
    let mut earlier = Vec::new();
    for change in &file.directive_changes {
        earlier.extend(register.directives.pinned(c, &change.what.from)?);
    }
    let directive = register.directives.pinned(c, &file.directive)?;
    let directive = directive
        .ok_or_else(|| Failure::Broken(format!("directive of {} is not known", file.reference)))?;
    let calendars = register.calendars.of(c, &file.unit)?;
    Ok(Opened {
        id,
        file,
        directive,
        earlier,
        calendars,
        glass: None,
    })
}

/// Every event of a case, oldest first.
///
/// # Errors
/// The database does not answer, or an event cannot be read.
pub fn history(register: &Register, id: i64) -> Result<Vec<Envelope>, Failure> {
    history_after(register, id, 0)
}

/// The events of a case that follow the event with number `seq`, oldest first.
///
/// # Errors
/// They cannot be read.
pub fn history_after(register: &Register, id: i64, seq: u64) -> Result<Vec<Envelope>, Failure> {
    let stream = CaseFile::stream_of(id);
    let events = register
        .store
        .read(|c| streams::events(c, &stream, seq, 100_000))?;
    Ok(events
        .iter()
        .map(recording::read)
        .collect::<Result<_, _>>()?)
}

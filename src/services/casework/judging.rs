//! A command is judged, and what came of it is recorded.
//!
//! Judging writes nothing and needs no turn among those who write: whatever it rested on is compared again
//! before it is recorded.

use std::sync::Arc;

use jiff::civil::Date;

use super::loading::{folded, under_law};
use super::{By, Done, Failure, Opened, Request, rows};
use crate::domain::access::policy::{self, Action};
use crate::domain::access::{Actor, Scope};
use crate::domain::case::command::Command;
use crate::domain::case::conflict::invalidates;
use crate::domain::case::decide::{self, Drafted, Setting};
use crate::domain::case::event::DirectiveRef;
use crate::domain::case::{CaseFile, Refusal, Why};
use crate::domain::directive::{Directive, UnitCalendars};
use crate::domain::time::Moment;
use crate::services::answered::{Asked, already, asked, remember};
use crate::services::projecting::{self, PROJECTOR};
use crate::services::recent::Told;
use crate::services::recording::{self, Occasion};
use crate::services::register::Register;
use crate::store::projections::Projection;
use crate::store::streams::{self, Head, NewEvent};
use crate::store::{self, Conn, cases};

/// What came of a command.
pub(super) enum Judged {
    /// Its form was answered already.
    Answered(Done),
    Allowed(Box<Allowed>),
}

/// An allowed command: what is to be written, and what that rests on.
pub(super) struct Allowed {
    asked: Option<Asked>,
    at: Moment,
    head: Head,
    calendars: Arc<UnitCalendars>,
    before: Before,
    events: Vec<NewEvent>,
    after: Told,
}

/// What the rows of the case say.
struct Before {
    rows: Projection,
    /// An older projector wrote them: they are no ground to tell differences by.
    stale: bool,
}

/// Judges a command on the case as it is now.
///
/// # Errors
/// See [`Failure`].
pub(super) fn judge(
    c: &mut Conn,
    register: &Register,
    by: &By,
    request: &Request,
) -> Result<Judged, Failure> {
    let actor = &by.actor();
    let said = (&request.reference, &request.command, request.on);
    let asked = asked(request.key.as_deref(), &said)?;
    if let Some(done) = already(c, actor, asked.as_ref())? {
        return Ok(Judged::Answered(done));
    }
    let scope = by.scope(&request.command);
    let (head, before, file) = as_it_is(c, register, &scope, &request.reference)?;
    let opened = under_law(c, register, before.rows.case.id, file)?;
    unchanged(c, opened.id, request, opened.file.seq)?;
    let now = later(register, &opened.file);
    let on = request.on.unwrap_or_else(|| now.tehran_date());
    let key = asked.as_ref().map(|a| a.name.clone());
    let (drafted, governs) = decided(c, register, (by, actor), (&opened, now, on), request)?;
    let occasion = occasion((by, key), (&opened, now, on), governs);
    let Opened {
        id,
        file,
        calendars,
        ..
    } = opened;
    let (events, after) = told(register, (&head, id, file), &occasion, drafted)?;
    Ok(Judged::Allowed(Box::new(Allowed {
        asked,
        at: now,
        head,
        calendars,
        before,
        events,
        after,
    })))
}

/// What the directive lets happen, and the version that it happens under.
fn decided(
    c: &mut Conn,
    register: &Register,
    (by, actor): (&By, &Actor),
    (opened, now, on): (&Opened, Moment, Date),
    request: &Request,
) -> Result<(Vec<Drafted>, DirectiveRef), Failure> {
    let file = &opened.file;
    let setting = |directive| Setting {
        directive,
        calendar: &opened.calendars.now,
        actor,
        now,
        on,
    };
    let (Command::Move(moving), By::Process(_)) = (&request.command, by) else {
        let drafted = decide::decide(file, &setting(&opened.directive), &request.command)?;
        return Ok((drafted, file.directive.clone()));
    };
    let next = register.directives.pinned(c, &moving.to)?;
    let next = next.filter(|d: &Arc<Directive>| d.digest == moving.to.digest);
    let next =
        next.ok_or_else(|| Failure::Broken(format!("version {} is not known", moving.to.version)))?;
    let drafted = decide::change_directive(file, &setting(&next), &opened.directive, moving)?;
    Ok((drafted, moving.to.clone()))
}

fn occasion(
    (by, key): (&By, Option<String>),
    (opened, now, on): (&Opened, Moment, Date),
    directive: DirectiveRef,
) -> Occasion {
    let (user, process) = match by {
        By::Person(actor) => (Some((actor.user, actor.name.clone())), None),
        By::Process(name) => (None, Some((*name).to_owned())),
    };
    Occasion {
        stream: CaseFile::stream_of(opened.id),
        at: now,
        occurred_on: on,
        user,
        process,
        unit: opened.file.unit.clone(),
        directive,
        key,
    }
}

/// Drafted events as they will be recorded, the case with them folded in, and its rows.
fn told(
    register: &Register,
    (head, id, mut file): (&Head, i64, CaseFile),
    occasion: &Occasion,
    drafted: Vec<Drafted>,
) -> Result<(Vec<NewEvent>, Told), Failure> {
    let (envelopes, events) =
        recording::seal_events(head, occasion, drafted, register.entropy.as_ref())?;
    let hash = head.after(&occasion.stream, &events).hash.to_string();
    for envelope in &envelopes {
        file.apply(envelope, &hash);
    }
    let rows = rows(id, &file)?;
    Ok((events, Told { file, rows }))
}

impl Judged {
    /// Whether all that it rested on is still so.
    ///
    /// # Errors
    /// The database does not answer.
    pub(super) fn holds(
        &self,
        c: &mut Conn,
        register: &Register,
        by: &By,
        request: &Request,
    ) -> Result<bool, Failure> {
        let Self::Allowed(allowed) = self else {
            return Ok(true);
        };
        if already(c, &by.actor(), allowed.asked.as_ref())?.is_some() {
            return Ok(false);
        }
        let scope = by.scope(&request.command);
        let standing = cases::standing(c, &scope, &request.reference)?;
        let Some(standing) = standing.filter(|it| it.projector == PROJECTOR) else {
            return Ok(false);
        };
        let head = streams::head(c, &CaseFile::stream_of(standing.id))?;
        let calendars = register.calendars.of(c, &allowed.after.file.unit)?;
        let same = standing.id == allowed.after.rows.case.id && standing.seq == head.seq;
        Ok(same && head == allowed.head && Arc::ptr_eq(&calendars, &allowed.calendars))
    }

    /// Appends the events and writes the rows; what it rested on must hold.
    ///
    /// # Errors
    /// See [`Failure`].
    pub(super) fn record(
        self,
        c: &mut Conn,
        register: &Register,
        by: &By,
    ) -> Result<Done, Failure> {
        let allowed = match self {
            Self::Answered(done) => return Ok(done),
            Self::Allowed(allowed) => *allowed,
        };
        let Allowed {
            before,
            events,
            after,
            ..
        } = allowed;
        if before.stale {
            cases::rebuild(c, &before.rows)?;
        }
        let stream = CaseFile::stream_of(after.rows.case.id);
        streams::append(c, &stream, &allowed.head, events)?;
        cases::save(c, Some(&before.rows), &after.rows).map_err(|wrong| match wrong {
            store::Error::Duplicate("numbers.number") => Refusal::plain(Why::NumberTaken).into(),
            other => Failure::from(other),
        })?;
        let done = Done {
            reference: after.file.reference.clone(),
            seq: after.file.seq,
        };
        remember(c, &by.actor(), allowed.asked, &done, allowed.at)?;
        register.recent.keep(after);
        Ok(done)
    }
}

/// The case and what its rows say, with the head of its stream; outside the scope there is none.
fn as_it_is(
    c: &mut Conn,
    register: &Register,
    scope: &Scope,
    reference: &str,
) -> Result<(Head, Before, CaseFile), Failure> {
    let standing = cases::standing(c, scope, reference)?.ok_or(Failure::NotFound)?;
    let head = streams::head(c, &CaseFile::stream_of(standing.id))?;
    if standing.seq != head.seq {
        // Between two reads somebody wrote.
        return Err(store::Error::Raced.into());
    }
    let recent = register.recent.take(standing.id, &head);
    if let Some(Told { file, rows }) = recent.filter(|_| standing.projector == PROJECTOR) {
        let stale = false;
        return Ok((head, Before { rows, stale }, file));
    }
    let kept = cases::by_reference(c, scope, reference)?.ok_or(Failure::NotFound)?;
    let file = folded(c, &kept)?;
    if head.seq != file.seq {
        return Err(store::Error::Raced.into());
    }
    let stale = kept.projector < PROJECTOR;
    let rows = match stale {
        true => rows(kept.id, &file)?,
        false => projecting::kept_projection(kept.id, &file, kept.fold),
    };
    Ok((head, Before { rows, stale }, file))
}

/// Where the actor may act: the policy's answer for this kind of act.
pub(super) fn acting_scope(actor: &Actor, command: &Command) -> Scope {
    let action = match command {
        Command::Assign { .. } => Action::AssignCase,
        _ => Action::ActOnCase,
    };
    policy::scope(actor, action)
}

/// The later of the clock and the previous event's time.
fn later(register: &Register, file: &CaseFile) -> Moment {
    register.clock.now().max(file.last_at)
}

fn unchanged(c: &mut Conn, id: i64, request: &Request, now: u64) -> Result<(), Failure> {
    let Some(seen) = request.seen else {
        return Ok(());
    };
    // Nobody has seen what is not there yet.
    let seen = if seen > now { 0 } else { seen };
    let later = streams::events(c, &CaseFile::stream_of(id), seen, 1000)?;
    let mut changes = Vec::new();
    for event in &later {
        let envelope = recording::read(event)?;
        if invalidates(&request.command, &envelope.happening) {
            changes.push(envelope);
        }
    }
    if changes.is_empty() {
        Ok(())
    } else {
        Err(Failure::Stale(changes))
    }
}

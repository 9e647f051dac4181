//! The one write path of a case: command → decide → events → projections, in one transaction.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

use super::answered::{already, asked, remember};
use super::glass;
use super::projecting::{self, PROJECTOR};
use super::recording::{self, Occasion, Unreadable};
use super::register::{Register, cite};
use crate::domain::access::policy::{self, Action, Verdict};
use crate::domain::access::{Actor, Scope, UserId};
use crate::domain::case::command::{Command, Moving, Opening};
use crate::domain::case::conflict::invalidates;
use crate::domain::case::decide::{self, Drafted, Setting};
use crate::domain::case::event::{DirectiveRef, Envelope};
use crate::domain::case::people::PersonNo;
use crate::domain::case::{CaseFile, Refusal, Why};
use crate::domain::directive::{Directive, StepId, UnitCalendars};
use crate::domain::time::Moment;
use crate::store::cases;
use crate::store::projections::{Case, Projection};
use crate::store::streams;
use crate::store::{self, Conn, counters, drafts};

/// How often a command is decided again when somebody else wrote first.
const TRIES: u32 = 5;

/// A request to change a case.
#[derive(Debug, Clone)]
pub struct Request {
    pub reference: String,
    pub command: Command,
    /// The civil day of the act; today when absent.
    pub on: Option<Date>,
    /// Sequence number that the form's page was made from.
    pub seen: Option<u64>,
    /// Idempotency key of the form.
    pub key: Option<String>,
}

/// Why a request was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error("no such case, or not this person's to see")]
    NotFound,
    #[error("refused: {0:?}")]
    Refused(Box<Refusal>),
    #[error("changed meanwhile")]
    Stale(Vec<Envelope>),
    #[error("the same key came with another request")]
    KeyReused,
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// What is to be handed out cannot be proven now.
    #[error("the log is not sealed: {0}")]
    NotSealed(String),
    #[error("{0}")]
    Broken(String),
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(Box::new(refusal))
    }
}

/// What was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    pub reference: String,
    pub seq: u64,
}

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
    let file: CaseFile = if kept.projector < PROJECTOR {
        let events = streams::events(c, &CaseFile::stream_of(kept.id), 0, 100_000)?;
        let told = recording::fold(&events)?;
        told.ok_or_else(|| Failure::Broken(format!("{} has no events", kept.reference)))?
    } else {
        serde_json::from_str(&kept.fold)
            .map_err(|e| Failure::Broken(format!("fold of {}: {e}", kept.reference)))?
    };
    let mut earlier = Vec::new();
    for change in &file.directive_changes {
        earlier.extend(register.directives.pinned(c, &change.what.from)?);
    }
    let directive = register.directives.pinned(c, &file.directive)?;
    let directive = directive
        .ok_or_else(|| Failure::Broken(format!("directive of {} is not known", kept.reference)))?;
    let calendars = register.calendars.of(c, &file.unit)?;
    Ok(Opened {
        id: kept.id,
        file,
        directive,
        earlier,
        calendars,
        glass: None,
    })
}

/// Who asks for a command.
#[derive(Debug, Clone)]
enum By {
    Person(Actor),
    /// Clock-driven work, by the name that its events carry.
    Process(&'static str),
}

impl By {
    fn actor(&self) -> Actor {
        match self {
            Self::Person(actor) => actor.clone(),
            // A process holds no post: whatever asks for one refuses it.
            Self::Process(name) => Actor {
                user: UserId(0),
                name: (*name).to_owned(),
                grants: Vec::new(),
            },
        }
    }

    fn scope(&self, command: &Command) -> Scope {
        match self {
            Self::Person(actor) => acting_scope(actor, command),
            Self::Process(_) => Scope::of_process(),
        }
    }
}

/// Carries out a command on a case.
///
/// # Errors
/// See [`Failure`].
pub fn perform(register: &Arc<Register>, actor: &Actor, request: Request) -> Result<Done, Failure> {
    perform_by(register, &By::Person(actor.clone()), request)
}

/// Records what the clock of a position has brought about, in the name of a process.
///
/// # Errors
/// See [`Failure`]; refused where nothing is to be recorded.
pub fn ring(
    register: &Arc<Register>,
    process: &'static str,
    reference: &str,
    (person, step): (PersonNo, StepId),
) -> Result<Done, Failure> {
    let request = Request {
        reference: reference.to_owned(),
        command: Command::ExpireClock { person, step },
        on: None,
        seen: None,
        key: None,
    };
    perform_by(register, &By::Process(process), request)
}

/// Counts the time limits of a case anew where they end later by the calendar in force, in the name of a
/// process: two people have agreed to the calendar before.
///
/// # Errors
/// See [`Failure`]; refused where no time limit ends later.
pub fn recount(
    register: &Arc<Register>,
    process: &'static str,
    reference: &str,
) -> Result<Done, Failure> {
    let request = Request {
        reference: reference.to_owned(),
        command: Command::RecountClocks,
        on: None,
        seen: None,
        key: None,
    };
    perform_by(register, &By::Process(process), request)
}

/// Takes a case to another version of its directive, in the name of a process: two people have agreed
/// before. `seen` is the sequence number of the dry run.
///
/// # Errors
/// See [`Failure`]: stale where the case has changed since in what matters.
pub fn change_directive(
    register: &Arc<Register>,
    process: &'static str,
    reference: &str,
    (moving, seen): (Moving, u64),
) -> Result<Done, Failure> {
    let request = Request {
        reference: reference.to_owned(),
        command: Command::Move(Box::new(moving)),
        on: None,
        seen: Some(seen),
        key: None,
    };
    perform_by(register, &By::Process(process), request)
}

fn perform_by(register: &Arc<Register>, by: &By, request: Request) -> Result<Done, Failure> {
    for _ in 1..TRIES {
        let (inner, who, wish) = (Arc::clone(register), by.clone(), request.clone());
        match register
            .store
            .write(move |c| attempt(c, &inner, &who, &wish))
        {
            Err(Failure::Store(store::Error::Raced)) => {}
            other => return other,
        }
    }
    let (inner, who) = (Arc::clone(register), by.clone());
    register
        .store
        .write(move |c| attempt(c, &inner, &who, &request))
}

fn attempt(c: &mut Conn, register: &Register, by: &By, request: &Request) -> Result<Done, Failure> {
    let actor = &by.actor();
    let said = (&request.reference, &request.command, request.on);
    let asked = asked(request.key.as_deref(), &said)?;
    // Of two that come at once, the second waits here and then finds the answer of the first.
    cases::hold(c, &request.reference)?;
    if let Some(done) = already(c, actor, asked.as_ref())? {
        return Ok(done);
    }
    let scope = by.scope(&request.command);
    let kept = cases::by_reference(c, &scope, &request.reference)?.ok_or(Failure::NotFound)?;
    let Opened {
        id,
        mut file,
        directive,
        calendars,
        ..
    } = opened(c, register, &kept)?;
    let before = if kept.projector < PROJECTOR {
        // What an older projector wrote is no ground to tell differences by.
        let told = rows(id, &file)?;
        cases::rebuild(c, &told)?;
        told
    } else {
        projecting::kept_projection(id, &file, kept.fold)
    };
    unchanged(c, id, request, file.seq)?;
    let now = later(register, &file);
    let mut setting = Setting {
        directive: &directive,
        calendar: &calendars.now,
        actor,
        now,
        on: request.on.unwrap_or_else(|| now.tehran_date()),
    };
    let mut governs = file.directive.clone();
    let next;
    let drafted = match (&request.command, by) {
        (Command::Move(moving), By::Process(_)) => {
            next = register.directives.pinned(c, &moving.to)?;
            let next = next.as_deref().filter(|d| d.digest == moving.to.digest);
            setting.directive = next.ok_or_else(|| {
                Failure::Broken(format!("version {} is not known", moving.to.version))
            })?;
            governs.clone_from(&moving.to);
            decide::change_directive(&file, &setting, &directive, moving)?
        }
        (command, _) => decide::decide(&file, &setting, command)?,
    };
    let occasion = Occasion {
        stream: CaseFile::stream_of(id),
        at: now,
        occurred_on: setting.on,
        user: match by {
            By::Person(actor) => Some((actor.user, actor.name.clone())),
            By::Process(_) => None,
        },
        process: match by {
            By::Person(_) => None,
            By::Process(name) => Some((*name).to_owned()),
        },
        unit: file.unit.clone(),
        directive: governs,
        key: asked.as_ref().map(|a| a.name.clone()),
    };
    append(c, register, (id, &before), &mut file, &occasion, drafted)?;
    let done = Done {
        reference: file.reference.clone(),
        seq: file.seq,
    };
    remember(c, actor, asked, &done, now)?;
    Ok(done)
}

/// Where the actor may act: the policy's answer for this kind of act.
fn acting_scope(actor: &Actor, command: &Command) -> Scope {
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

/// Appends drafted events, folds them in, and writes the projections. `before` is what the rows say.
fn append(
    c: &mut Conn,
    register: &Register,
    (id, before): (i64, &Projection),
    file: &mut CaseFile,
    occasion: &Occasion,
    drafted: Vec<Drafted>,
) -> Result<(), Failure> {
    let head = streams::head(c, &occasion.stream)?;
    if head.seq != file.seq {
        return Err(store::Error::Raced.into());
    }
    let (envelopes, events) =
        recording::seal_events(&head, occasion, drafted, register.entropy.as_ref())?;
    let new_head = streams::append(c, &occasion.stream, &head, events)?;
    let hash = new_head.hash.to_string();
    for envelope in &envelopes {
        file.apply(envelope, &hash);
    }
    cases::save(c, Some(before), &rows(id, file)?).map_err(|wrong| match wrong {
        store::Error::Duplicate("numbers.number") => Refusal::plain(Why::NumberTaken).into(),
        other => Failure::from(other),
    })
}

/// The rows of a case as its fold gives them.
///
/// # Errors
/// The fold cannot be written.
pub fn rows(id: i64, file: &CaseFile) -> Result<Projection, Failure> {
    projecting::projection(id, file)
        .map_err(|e| Failure::Broken(format!("rows of {}: {e}", file.reference)))
}

/// What a case begins with.
#[derive(Debug, Clone)]
pub struct Beginning {
    pub opening: Opening,
    /// The day of the application; today when nothing is said.
    pub on: Option<Date>,
    /// The idempotency key of the form.
    pub key: Option<String>,
    /// The number under which its scans were kept already, if any were.
    pub case_id: Option<i64>,
    /// The draft that it was written in: it ends with the opening.
    pub draft: Option<i64>,
}

impl Beginning {
    /// Of an application of today, without scans.
    #[must_use]
    pub const fn today(opening: Opening) -> Self {
        Self {
            opening,
            on: None,
            key: None,
            case_id: None,
            draft: None,
        }
    }

    /// The digests of the scans that its papers have.
    fn scans(&self) -> BTreeSet<String> {
        let files = self.opening.papers.iter().filter_map(|p| p.file.as_ref());
        files.map(|f| f.digest.or_empty().to_owned()).collect()
    }
}

/// Opens a case: number, tracking code, first events.
///
/// # Errors
/// See [`Failure`].
pub fn open(
    register: &Arc<Register>,
    actor: &Actor,
    beginning: Beginning,
) -> Result<Done, Failure> {
    let kept = beginning.case_id.map(|id| (id, beginning.scans()));
    let mut tries = 1..TRIES;
    let (done, new) = loop {
        let (inner, who, wish) = (Arc::clone(register), actor.clone(), beginning.clone());
        match register
            .store
            .write(move |c| open_in(c, &inner, &who, wish))
        {
            Err(Failure::Store(store::Error::Raced)) if tries.next().is_some() => {}
            answered => break answered?,
        }
    };
    // A scan that was taken in and left out again is of no case. Sent a second time, the form says
    // nothing of what came to the case since.
    if let Some((id, scans)) = kept.filter(|_| new)
        && let Err(wrong) = register.files.keep_only(id, &scans)
    {
        // The case is open all the same; `doctor` names what is left over.
        tracing::warn!(%wrong, "scans left out of an opening were not removed");
    }
    Ok(done)
}

/// The case, and whether it is new: the form may have been sent before.
fn open_in(
    c: &mut Conn,
    register: &Register,
    actor: &Actor,
    beginning: Beginning,
) -> Result<(Done, bool), Failure> {
    let Beginning {
        mut opening,
        on,
        key,
        case_id,
        draft,
    } = beginning;
    // Who else looks like these people is found by the register, and is not what was asked.
    let said = (
        &opening.application,
        &opening.papers,
        &opening.similar_reason,
        on,
    );
    let asked = asked(key.as_deref(), &said)?;
    if let Some(done) = already(c, actor, asked.as_ref())? {
        return Ok((done, false));
    }
    if let Some(draft) = draft
        && !drafts::delete(c, draft, actor.user)?
    {
        return Err(Failure::NotFound);
    }
    let verdict = policy::decide(Some(actor), Action::OpenCase, Some(&opening.unit));
    if !matches!(verdict, Verdict::Allow(_)) {
        return Err(Failure::NotFound);
    }
    let now = register.clock.now();
    let day = on.unwrap_or_else(|| now.tehran_date());
    let directive = register.directives.in_force(c, day)?;
    let directive =
        directive.ok_or_else(|| Failure::Broken("no directive is in force".to_owned()))?;
    let calendars = register.calendars.of(c, &opening.unit)?;
    let setting = Setting {
        directive: &directive,
        calendar: &calendars.now,
        actor,
        now,
        on: day,
    };
    let year = crate::text::jalali::from_civil(day).year;
    let serial = counters::next(c, &format!("cases:{}:{year}", opening.unit))?;
    opening.reference = reference(&opening.unit, year, serial);
    opening.tracking = tracking(&register.entropy.bytes32());
    let drafted = decide::open(&setting, &opening)?;
    let id = match case_id {
        Some(taken) => taken,
        None => cases::next_id(c)?,
    };
    let occasion = Occasion {
        stream: CaseFile::stream_of(id),
        at: now,
        occurred_on: day,
        user: Some((actor.user, actor.name.clone())),
        process: None,
        unit: opening.unit.clone(),
        directive: cite(&directive),
        key: asked.as_ref().map(|a| a.name.clone()),
    };
    let file = begin(c, register, id, &occasion, drafted)?;
    let done = Done {
        reference: file.reference.clone(),
        seq: file.seq,
    };
    remember(c, actor, asked, &done, now)?;
    Ok((done, true))
}

/// What was answered to this person's form with this key, if it was carried out.
///
/// # Errors
/// The database does not answer.
pub fn answered(register: &Register, actor: &Actor, key: &str) -> Result<Option<Done>, Failure> {
    register
        .store
        .read(|c| super::answered::given(c, actor, key))
}

fn begin(
    c: &mut Conn,
    register: &Register,
    id: i64,
    occasion: &Occasion,
    drafted: Vec<Drafted>,
) -> Result<CaseFile, Failure> {
    let head = streams::Head::default();
    let (envelopes, events) =
        recording::seal_events(&head, occasion, drafted, register.entropy.as_ref())?;
    let hash = streams::append(c, &occasion.stream, &head, events)?
        .hash
        .to_string();
    let mut rest = envelopes.iter();
    let first = rest.next().and_then(|e| CaseFile::open(e, &hash));
    let mut file = first.ok_or_else(|| Failure::Broken("a case without an opening".to_owned()))?;
    for envelope in rest {
        file.apply(envelope, &hash);
    }
    cases::save(c, None, &rows(id, &file)?)?;
    Ok(file)
}

/// `11-03-1405-00217`: province, county, Jalali year, serial.
fn reference(unit: &crate::domain::access::UnitPath, year: i32, serial: i64) -> String {
    let mut parts = unit.as_str().split('/').skip(1);
    let province = parts.next().unwrap_or("00");
    let county = parts.next().unwrap_or("00");
    format!("{province}-{county}-{year}-{serial:05}")
}

/// `7K4-92M`: letters and digits that nobody mistakes for one another on paper or by telephone.
fn tracking(random: &[u8; 32]) -> String {
    const SIGNS: &[u8] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ";
    let sign = |byte: &u8| {
        let index = usize::from(*byte) % SIGNS.len();
        SIGNS.get(index).map_or('2', |b| char::from(*b))
    };
    let signs: Vec<char> = random.iter().take(8).map(sign).collect();
    let (left, right) = signs.split_at(signs.len() / 2);
    format!(
        "{}-{}",
        left.iter().collect::<String>(),
        right.iter().collect::<String>()
    )
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

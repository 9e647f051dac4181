//! The one write path of a case: command → decide → events → projections, in one transaction.

mod judging;
mod loading;
mod opening;

use std::sync::Arc;

use jiff::civil::Date;

use super::projecting;
use super::recording::Unreadable;
use super::register::Register;
use crate::domain::access::{Actor, Scope, UserId};
use crate::domain::case::command::{Command, Moving};
use crate::domain::case::event::Envelope;
use crate::domain::case::people::PersonNo;
use crate::domain::case::{CaseFile, Refusal};
use crate::domain::directive::StepId;
use crate::store::projections::Projection;
use crate::store::{self, cases};

use judging::{acting_scope, judge};
pub use loading::{Opened, Pass, history, history_after, load, opened};
pub use opening::{Beginning, open};

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
        match once(register, by, request.clone()) {
            Err(Failure::Store(store::Error::Raced)) => {}
            other => return other,
        }
    }
    once(register, by, request)
}

/// Judges the command on what is known now, and then, where that still holds, records what came of it; else it
/// is judged again in its turn. Only the recording waits for others who write.
fn once(register: &Arc<Register>, by: &By, request: Request) -> Result<Done, Failure> {
    let ahead = register
        .store
        .read_now(|c| judge(c, register, by, &request));
    let (register_of_job, who) = (Arc::clone(register), by.clone());
    register.store.write(move |c| {
        let register = &register_of_job;
        // Of two that come at once, the second waits here and then finds the answer of the first.
        cases::hold(c, &request.reference)?;
        let judged = match ahead {
            Some(Ok(judged)) if judged.holds(c, register, &who, &request)? => judged,
            // A refusal too is given in its turn: it may rest on what was not yet written.
            _ => judge(c, register, &who, &request)?,
        };
        judged.record(c, register, &who)
    })
}

/// What was answered to this person's form with this key, if it was carried out.
///
/// # Errors
/// The database does not answer.
pub fn answered(register: &Register, actor: &Actor, key: &str) -> Result<Option<Done>, Failure> {
    register
        .store
        .read(|c| crate::services::answered::given(c, actor, key))
}

/// The rows of a case as its fold gives them.
///
/// # Errors
/// The fold cannot be written.
pub fn rows(id: i64, file: &CaseFile) -> Result<Projection, Failure> {
    projecting::projection(id, file)
        .map_err(|e| Failure::Broken(format!("rows of {}: {e}", file.reference)))
}

//! Whether the register holds: chains, commitments, and each case's rows against its events.
//!
//! One thread reads the one state of the database that is verified, others check what was read: chains,
//! values, cases, scans.

mod beside;
mod crew;
mod rebuilding;
mod replay;
mod since;
mod staff;
mod traced;

use std::collections::BTreeSet;

use super::register::Register;
use super::sealing::check::{self as sealed, Outside};
use crate::domain::access::Scope;
use crate::store::verify::{Part, Report, heads_without_events, parts, tails, untold};
use crate::store::{self, Conn, cases, log};
use crew::{Crew, Found, Known};
pub use rebuilding::rebuild;
use staff::Staff;
use traced::Posts;

/// The outcome of a verification.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Only what is new since the log had so many leaves was looked at.
    pub since: Option<u64>,
    pub streams: u64,
    pub events: u64,
    pub cases: u64,
    /// Leaves of the log, and signed states of it.
    pub leaves: u64,
    pub checkpoints: u64,
    /// What was signed and two people have declared lost.
    pub lost: Vec<String>,
    /// Tampered or inconsistent, each with its place.
    pub findings: Vec<String>,
    /// What could not be judged: unknown event types, rows of an older projector.
    pub unknown: Vec<String>,
}

impl Outcome {
    /// 0 sound, 1 tampered or inconsistent, 2 cannot verify.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        match (self.findings.is_empty(), self.unknown.is_empty()) {
            (false, _) => 1,
            (true, false) => 2,
            (true, true) => 0,
        }
    }

    /// What was found in a part.
    fn add(&mut self, part: Self) {
        self.streams += part.streams;
        self.events += part.events;
        self.cases += part.cases;
        self.findings.extend(part.findings);
        self.unknown.extend(part.unknown);
    }
}

/// How far a verification is: events of how many.
pub type Progress<'a> = dyn FnMut(u64, u64) + 'a;

/// Verifies everything in one snapshot.
///
/// # Errors
/// The database does not answer.
pub fn verify(register: &Register) -> Result<Outcome, store::Error> {
    verify_with(register, &Outside::default())
}

/// The same, with what is known from outside of the database. The register's own signer is asked too.
///
/// # Errors
/// The database does not answer.
pub fn verify_with(register: &Register, outside: &Outside) -> Result<Outcome, store::Error> {
    verify_telling(register, outside, &mut |_, _| {})
}

/// The same, telling how far it is.
///
/// # Errors
/// The database does not answer.
pub fn verify_telling(
    register: &Register,
    outside: &Outside,
    progress: &mut Progress<'_>,
) -> Result<Outcome, store::Error> {
    let mut outside = outside.clone();
    outside.since = outside.since.filter(|size| *size > 0);
    let mut silent = None;
    if let Some(signer) = &register.signer {
        match signer.standing() {
            Ok(standing) => outside.standing = Some(standing),
            Err(why) => silent = Some(format!("log: the signer does not answer: {why}")),
        }
    }
    let mut outcome = register
        .store
        .read(|c| everything(c, register, &outside, progress))?;
    outcome.unknown.extend(silent);
    Ok(outcome)
}

fn everything(
    c: &mut Conn,
    register: &Register,
    outside: &Outside,
    progress: &mut Progress<'_>,
) -> Result<Outcome, store::Error> {
    let known = Known {
        register,
        posts: Posts::of(c)?,
        staff: Staff::of(c)?,
    };
    let from = outside.since.unwrap_or(0);
    let all = log::size(c)?.saturating_sub(from) + log::waiting(c)?;
    std::thread::scope(|scope| {
        let mut crew = Crew::start(scope, &known)?;
        let mut read = 0;
        let mut each = |_: &mut Conn, part: Part| {
            read += u64::try_from(part.events()).unwrap_or(0);
            progress(read, all.max(read));
            crew.give(part)
        };
        let earlier = match outside.since {
            None => {
                parts(c, &mut each)?;
                Vec::new()
            }
            Some(size) => {
                let new = since::new(c, size)?;
                tails(c, new.tails, &mut each)?;
                new.findings
            }
        };
        // The log is read while the last parts are checked.
        let sealed = sealed::check(c, outside, register.clock.now())?;
        let mut found = crew.end()?;
        found.outcome.findings.extend(earlier);
        let unreadable = known.staff.unreadable.iter().cloned();
        found.outcome.findings.extend(unreadable);
        if outside.since.is_none() {
            beyond(c, &known.staff, &mut found)?;
        }
        let mut outcome = found.outcome;
        outcome.since = outside.since;
        outcome.leaves = sealed.leaves;
        outcome.checkpoints = sealed.checkpoints;
        outcome.lost = sealed.lost;
        outcome.findings.extend(sealed.findings);
        outcome.unknown.extend(sealed.unknown);
        Ok(outcome)
    })
}

/// What is kept and was not met with any event.
fn beyond(c: &mut Conn, staff: &Staff, found: &mut Found) -> Result<(), store::Error> {
    let headless = heads_without_events(c)?;
    let headless = headless.iter().map(crew::chain_finding);
    found.outcome.findings.extend(headless);
    let untold = staff.strays(&found.told.accounts);
    found.outcome.findings.extend(untold);
    strays(c, &found.told.cases, &mut found.outcome)?;
    untold_rows(c, &found.report, &mut found.outcome)
}

/// Rows of cases that no event tells of.
fn strays(c: &mut Conn, told: &BTreeSet<i64>, outcome: &mut Outcome) -> Result<(), store::Error> {
    let scope = Scope::of_process();
    let mut after = 0;
    loop {
        let page = cases::ids(c, &scope, after, 1000)?;
        let Some((last, _)) = page.last() else {
            return Ok(());
        };
        after = *last;
        for (id, _) in page.iter().filter(|(id, _)| !told.contains(id)) {
            outcome
                .findings
                .push(format!("case {id}: rows without events"));
        }
    }
}

/// Rows of the trail that no event tells of. They are looked for only where there are more rows than were
/// told of.
fn untold_rows(c: &mut Conn, report: &Report, outcome: &mut Outcome) -> Result<(), store::Error> {
    let (rows, listed) = untold::counts(c)?;
    if rows != report.traced {
        for event in untold::strays(c, 100)? {
            let what = format!("trail: there is a row of event {event}, which no event tells of");
            outcome.findings.push(what);
        }
    }
    if listed != report.listed {
        for (event, case) in untold::listed_strays(c, 100)? {
            let what =
                format!("trail: case {case} is listed by event {event}, which tells of no list");
            outcome.findings.push(what);
        }
    }
    Ok(())
}

//! Whether the register holds: chains, commitments, and each case's rows against its events.

mod beside;

use std::collections::BTreeSet;

use super::casework::{Failure, rows};
use super::projecting::PROJECTOR;
use super::recording;
use super::register::Register;
use super::sealing::check::{self as sealed, Outside};
use crate::domain::access::Scope;
use crate::domain::case::CaseFile;
use crate::store::projections::Projection;
use crate::store::streams::{self, StoredEvent};
use crate::store::{self, Conn, case_parts, cases, lists, people, verify, witnesses};

/// The outcome of a verification.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
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
}

/// Folds case streams as their events pass by, one at a time, and compares each once it is whole.
struct Replay<'r> {
    register: &'r Register,
    /// The case whose events are passing by.
    current: Option<(i64, CaseFile)>,
    /// Cases of which events tell, readable or not.
    told: BTreeSet<i64>,
    /// Cases of which an event could not be read: what they tell is not known.
    unread: BTreeSet<i64>,
    outcome: Outcome,
}

impl Replay<'_> {
    fn take(&mut self, c: &mut Conn, event: &StoredEvent) -> Result<(), store::Error> {
        let id = CaseFile::id_of_stream(&event.stream);
        if self.current.as_ref().is_some_and(|(of, _)| Some(*of) != id) {
            self.finish(c)?;
        }
        let Some(id) = id else {
            beside::judge(event, &mut self.outcome);
            return Ok(());
        };
        match recording::read(event) {
            Err(unreadable) => {
                self.outcome.unknown.push(unreadable.to_string());
                self.unread.insert(id);
                self.told.insert(id);
                self.current = None;
            }
            Ok(_) if self.unread.contains(&id) => {}
            Ok(envelope) => {
                let hash = event.hash.to_string();
                match &mut self.current {
                    Some((_, file)) => file.apply(&envelope, &hash),
                    None => {
                        self.current = CaseFile::open(&envelope, &hash).map(|file| (id, file));
                        self.told.extend(self.current.as_ref().map(|(id, _)| *id));
                    }
                }
            }
        }
        Ok(())
    }

    /// What the events of a case told, against its rows and its scans.
    fn finish(&mut self, c: &mut Conn) -> Result<(), store::Error> {
        let Some((id, file)) = self.current.take() else {
            return Ok(());
        };
        self.outcome.cases += 1;
        match compare(c, id, &file, &mut self.outcome) {
            Err(store::Error::Corrupt { table, row }) => self
                .outcome
                .findings
                .push(format!("case {id}: row {row} of {table} cannot be read")),
            other => other?,
        }
        scans(self.register, id, &file, &mut self.outcome);
        Ok(())
    }
}

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
    let mut outside = outside.clone();
    let mut silent = None;
    if let Some(signer) = &register.signer {
        match signer.standing() {
            Ok(standing) => outside.standing = Some(standing),
            Err(why) => silent = Some(format!("log: the signer does not answer: {why}")),
        }
    }
    register.store.read(|c| {
        let mut replay = Replay {
            register,
            current: None,
            told: BTreeSet::new(),
            unread: BTreeSet::new(),
            outcome: Outcome::default(),
        };
        let report = verify::all(c, &mut |c, event| replay.take(c, event))?;
        replay.finish(c)?;
        let Replay {
            told, mut outcome, ..
        } = replay;
        outcome.streams = report.streams;
        outcome.events = report.events;
        let chains = report.findings.iter();
        let chains = chains.map(|f| format!("{}/{}: {:?}", f.stream, f.seq, f.kind));
        outcome.findings.splice(0..0, chains);
        strays(c, &told, &mut outcome)?;
        let found = sealed::check(c, &outside, register.clock.now())?;
        outcome.leaves = found.leaves;
        outcome.checkpoints = found.checkpoints;
        outcome.lost = found.lost;
        outcome.findings.extend(found.findings);
        outcome.unknown.extend(found.unknown);
        outcome.unknown.extend(silent);
        Ok(outcome)
    })
}

/// The scans that the events of a case name, against what is kept.
fn scans(register: &Register, id: i64, file: &CaseFile, outcome: &mut Outcome) {
    for version in file.papers.iter().flat_map(|p| &p.versions) {
        let scan = version.what.file.as_ref();
        let Some(digest) = scan.and_then(|f| f.digest.known()) else {
            continue;
        };
        if let Err(wrong) = register.files.read(id, digest) {
            let (paper, no) = (version.what.paper, version.what.version);
            outcome.findings.push(format!(
                "case {id}: the scan of paper {paper}, version {no}: {wrong}"
            ));
        }
    }
}

/// The rows of one case against what its events tell.
fn compare(
    c: &mut Conn,
    id: i64,
    file: &CaseFile,
    outcome: &mut Outcome,
) -> Result<(), store::Error> {
    let Ok(told) = rows(id, file) else {
        outcome
            .unknown
            .push(format!("case {id}: its rows cannot be made"));
        return Ok(());
    };
    let Some(kept) = load(c, id)? else {
        outcome
            .findings
            .push(format!("case {id}: its rows are missing"));
        return Ok(());
    };
    if kept.case.projector < PROJECTOR {
        outcome.unknown.push(format!(
            "case {id}: rows of an older projector; run rebuild"
        ));
        return Ok(());
    }
    let parts = [
        ("cases", told.case == kept.case),
        ("case_rows", told.line == kept.line),
        ("people", told.people == kept.people),
        (
            "positions",
            sorted(told.positions, |p| (p.person, p.step.clone())) == kept.positions,
        ),
        (
            "decisions",
            sorted(told.decisions, |d| (d.round, d.person)) == kept.decisions,
        ),
        ("papers", told.papers == kept.papers),
        ("numbers", told.numbers == kept.numbers),
        (
            "witnesses",
            sorted(told.witnesses, |w| w.witness) == kept.witnesses,
        ),
    ];
    for (table, same) in parts {
        if !same {
            outcome.findings.push(format!(
                "case {id}: table {table} is not what the events tell"
            ));
        }
    }
    Ok(())
}

fn sorted<T, K: Ord>(mut rows: Vec<T>, key: impl FnMut(&T) -> K) -> Vec<T> {
    rows.sort_by_key(key);
    rows
}

fn load(c: &mut Conn, id: i64) -> Result<Option<Projection>, store::Error> {
    let scope = Scope::of_process();
    let (Some(case), Some(line)) = (cases::case(c, &scope, id)?, lists::line(c, &scope, id)?)
    else {
        return Ok(None);
    };
    let people = people::of_case(c, id)?;
    let (positions, decisions, papers) = case_parts::load(c, id)?;
    Ok(Some(Projection {
        case,
        line: line.line,
        people,
        positions,
        decisions,
        papers,
        numbers: case_parts::numbers(c, id)?,
        witnesses: witnesses::of_case(c, id)?,
    }))
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

/// Makes the rows of every case anew from its events, one case at a time; how many.
///
/// # Errors
/// The database does not answer, or a history cannot be read.
pub fn rebuild(register: &Register) -> Result<u64, Failure> {
    let (mut count, mut after) = (0, String::new());
    loop {
        let from = after.clone();
        let names = register
            .store
            .read(|c| streams::names(c, "case:", &from, 500))?;
        let Some(last) = names.last() else {
            return Ok(count);
        };
        after.clone_from(last);
        for name in names {
            let id = CaseFile::id_of_stream(&name)
                .ok_or_else(|| Failure::Broken(format!("a stream of no case: {name}")))?;
            let mut tries = 1..TRIES;
            while let Err(wrong) = rebuild_one(register, &name, id) {
                let raced = matches!(wrong, Failure::Store(store::Error::Raced));
                if !raced || tries.next().is_none() {
                    return Err(wrong);
                }
            }
            count += 1;
        }
    }
}

/// How often a case is told anew when somebody writes to it meanwhile.
const TRIES: u32 = 5;

fn rebuild_one(register: &Register, name: &str, id: i64) -> Result<(), Failure> {
    let name = name.to_owned();
    register.store.write(move |c| {
        let events = streams::events(c, &name, 0, 100_000)?;
        if let Some(file) = recording::fold(&events)? {
            cases::rebuild(c, &rows(id, &file)?)?;
        }
        Ok(())
    })
}

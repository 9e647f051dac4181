//! Folds case streams as their events pass by, one at a time, and compares each once it is whole.

use std::collections::BTreeMap;

use super::crew::{Known, Told};
use super::traced::{self, Concern};
use super::{Outcome, beside, staff};
use crate::domain::case::CaseFile;
use crate::services::casework::rows;
use crate::services::projecting::PROJECTOR;
use crate::services::recording;
use crate::services::register::Register;
use crate::store::Error;
use crate::store::kept::Kept;
use crate::store::verify::{Follow, Found};

pub(super) struct Replay<'r> {
    known: &'r Known<'r>,
    /// The case whose events are passing by.
    file: Option<CaseFile>,
    /// An event of this stream could not be read: what it tells is not known.
    unread: bool,
    /// What the stream that passes by is about.
    concern: Concern,
    /// The account whose events are passing by.
    account: staff::Told,
    pub(super) told: Told,
    outcome: Outcome,
}

impl<'r> Replay<'r> {
    pub(super) fn new(known: &'r Known<'r>) -> Self {
        Self {
            known,
            file: None,
            unread: false,
            concern: Concern::default(),
            account: staff::Told::default(),
            told: Told::default(),
            outcome: Outcome::default(),
        }
    }

    /// What was found since this was asked last.
    pub(super) fn outcome(&mut self) -> Outcome {
        std::mem::take(&mut self.outcome)
    }

    fn of_case(&mut self, id: i64, found: Found) {
        let Found { event, opened, .. } = found;
        let read = match opened {
            Some(body) => recording::of_opened(&event, body),
            None => recording::read(&event),
        };
        match read {
            Err(unreadable) => {
                self.outcome.unknown.push(unreadable.to_string());
                self.unread = true;
                self.told.cases.insert(id);
                self.file = None;
            }
            Ok(_) if self.unread => {}
            Ok(envelope) => {
                let hash = event.hash.to_string();
                match &mut self.file {
                    Some(file) => file.apply(&envelope, &hash),
                    None => self.file = CaseFile::open(&envelope, &hash),
                }
                if self.file.is_some() {
                    self.told.cases.insert(id);
                }
            }
        }
    }
}

impl Follow for Replay<'_> {
    fn event(&mut self, found: Found) {
        let wrong = traced::judge(&found, &self.known.posts, &mut self.concern);
        self.outcome.findings.extend(wrong);
        if let Some(id) = staff::id_of_stream(&found.event.stream) {
            self.told.accounts.insert(id);
            if let Some(body) = &found.opened {
                self.account.take(&found.event, body);
            }
        }
        match CaseFile::id_of_stream(&found.event.stream) {
            Some(id) => self.of_case(id, found),
            None => beside::judge(&found.event, found.opened, &mut self.outcome),
        }
    }

    /// What the events of a case told, against its rows and its scans.
    fn ended(&mut self, stream: &str, kept: Option<Result<Kept, Error>>) {
        self.unread = false;
        self.concern = Concern::default();
        if let Some(id) = staff::id_of_stream(stream) {
            let account = std::mem::take(&mut self.account);
            let wrong = account.compare(id, &self.known.staff);
            self.outcome.findings.extend(wrong);
        }
        let id = CaseFile::id_of_stream(stream);
        let Some((id, file)) = id.zip(self.file.take()) else {
            return;
        };
        self.outcome.cases += 1;
        match kept {
            Some(Ok(kept)) => compare(id, &file, kept, &mut self.outcome),
            None => {
                let what = format!("case {id}: its rows are missing");
                self.outcome.findings.push(what);
            }
            Some(Err(Error::Corrupt { table, row })) => {
                let what = format!("case {id}: row {row} of {table} cannot be read");
                self.outcome.findings.push(what);
            }
            Some(Err(other)) => self.outcome.unknown.push(format!("case {id}: {other}")),
        }
        scans(self.known.register, id, &file, &mut self.outcome);
    }
}

/// The scans that the events of a case name, against what is kept. The same scan is read once.
fn scans(register: &Register, id: i64, file: &CaseFile, outcome: &mut Outcome) {
    let mut read = BTreeMap::new();
    for version in file.papers.iter().flat_map(|p| &p.versions) {
        let scan = version.what.file.as_ref();
        let Some(digest) = scan.and_then(|f| f.digest.known()) else {
            continue;
        };
        let wrong = read.entry(digest).or_insert_with(|| {
            let read = register.files.read(id, digest);
            read.err().map(|wrong| wrong.to_string())
        });
        if let Some(wrong) = wrong {
            let (paper, no) = (version.what.paper, version.what.version);
            outcome.findings.push(format!(
                "case {id}: the scan of paper {paper}, version {no}: {wrong}"
            ));
        }
    }
}

/// The rows of one case against what its events tell.
fn compare(id: i64, file: &CaseFile, kept: Kept, outcome: &mut Outcome) {
    let Ok(told) = rows(id, file) else {
        outcome
            .unknown
            .push(format!("case {id}: its rows cannot be made"));
        return;
    };
    let Kept { rows: kept, astray } = kept;
    if kept.case.projector < PROJECTOR {
        outcome.unknown.push(format!(
            "case {id}: rows of an older projector; run rebuild"
        ));
        return;
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
        if !same || astray.contains(&table) {
            outcome.findings.push(format!(
                "case {id}: table {table} is not what the events tell"
            ));
        }
    }
}

fn sorted<T, K: Ord>(mut rows: Vec<T>, key: impl FnMut(&T) -> K) -> Vec<T> {
    rows.sort_by_key(key);
    rows
}

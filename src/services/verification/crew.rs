//! Those who check what is read: a thread for each processor, each with parts of its own.

use std::collections::BTreeSet;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{Scope, ScopedJoinHandle, available_parallelism};

use super::Outcome;
use super::replay::Replay;
use super::staff::Staff;
use super::traced::Posts;
use crate::domain::history::check::Finding;
use crate::services::register::Register;
use crate::store::Error;
use crate::store::verify::{Chains, Part, Report};

/// Parts that wait for each: memory does not grow with the register.
const WAITING: usize = 3;

/// What all of them found.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) outcome: Outcome,
    /// Counts of all parts.
    pub(super) report: Report,
    pub(super) told: Told,
}

/// Of what events tell, readable or not.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) cases: BTreeSet<i64>,
    pub(super) accounts: BTreeSet<i64>,
}

/// What the others hold the events against.
#[derive(Debug)]
pub(super) struct Known<'a> {
    pub(super) register: &'a Register,
    pub(super) posts: Posts,
    pub(super) staff: Staff,
}

/// What one of them found, by the number of the part.
type Share = (Vec<(u64, Outcome)>, Report, Told);

struct Hand<'scope> {
    parts: SyncSender<(u64, Part)>,
    thread: ScopedJoinHandle<'scope, Share>,
}

pub(super) struct Crew<'scope> {
    hands: Vec<Hand<'scope>>,
    /// Number of the next part.
    next: u64,
    /// Whose turn it is.
    turn: usize,
}

impl<'scope> Crew<'scope> {
    pub(super) fn start<'env>(
        scope: &'scope Scope<'scope, 'env>,
        known: &'env Known<'env>,
    ) -> Result<Self, Error> {
        let many = available_parallelism().map_or(1, usize::from);
        let start = |_| {
            let (parts, given) = sync_channel(WAITING);
            let work = move || check(known, &given);
            let thread = std::thread::Builder::new()
                .name("verifying".to_owned())
                .spawn_scoped(scope, work);
            let thread = thread.map_err(|wrong| Error::Unavailable(wrong.to_string()))?;
            Ok::<_, Error>(Hand { parts, thread })
        };
        Ok(Self {
            hands: (0..many).map(start).collect::<Result<_, _>>()?,
            next: 0,
            turn: 0,
        })
    }

    /// Gives a part to whoever has its turn; a stream that goes on stays with whoever has it.
    pub(super) fn give(&mut self, part: Part) -> Result<(), Error> {
        let goes_on = part.goes_on;
        let hand = self.hands.get(self.turn).ok_or(Error::BrokeOff)?;
        let given = hand.parts.send((self.next, part));
        given.map_err(|_it_broke_off| Error::BrokeOff)?;
        self.next += 1;
        if !goes_on {
            self.turn = (self.turn + 1) % self.hands.len();
        }
        Ok(())
    }

    /// Waits until all is checked.
    pub(super) fn end(self) -> Result<Found, Error> {
        let mut found = Found::default();
        let mut parts = Vec::new();
        for Hand {
            parts: given,
            thread,
        } in self.hands
        {
            drop(given);
            let share = thread.join().map_err(|_panic| Error::BrokeOff)?;
            let (outcomes, report, told) = share;
            parts.extend(outcomes);
            found.told.cases.extend(told.cases);
            found.told.accounts.extend(told.accounts);
            found.report.traced += report.traced;
            found.report.listed += report.listed;
        }
        parts.sort_by_key(|(no, _)| *no);
        for (_, part) in parts {
            found.outcome.add(part);
        }
        Ok(found)
    }
}

fn check(known: &Known<'_>, given: &Receiver<(u64, Part)>) -> Share {
    let (mut outcomes, mut counts) = (Vec::new(), Report::default());
    let mut chains = Chains::default();
    let mut replay = Replay::new(known);
    for (no, part) in given {
        chains.take(part, &mut replay);
        let report = chains.report();
        let mut outcome = replay.outcome();
        let chained = report.findings.iter().map(chain_finding);
        outcome.findings.splice(0..0, chained);
        outcome.streams = report.streams;
        outcome.events = report.events;
        counts.traced += report.traced;
        counts.listed += report.listed;
        outcomes.push((no, outcome));
    }
    (outcomes, counts, replay.told)
}

pub(super) fn chain_finding(finding: &Finding) -> String {
    format!("{}/{}: {:?}", finding.stream, finding.seq, finding.kind)
}

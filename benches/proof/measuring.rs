//! What is measured.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use sejel::domain::access::policy::{self, Action};
use sejel::domain::access::{Actor, Scope, UnitPath};
use sejel::domain::case::command::Command;
use sejel::domain::case::{CaseFile, Personal};
use sejel::jobs::Sealer;
use sejel::services::casework::{self, Failure, Request};
use sejel::services::oversight::{page, who_looked};
use sejel::services::sealing::check::Outside;
use sejel::services::{accounts, verification};
use sejel::store::lists::{Filter, Order};
use sejel::store::projections::CaseState;
use sejel::store::trail::{Narrow, Place};
use sejel::store::{Conn, Error, lists, log};

use crate::filling::Filled;

/// Commands that are written while the log is sealed, and between two of them.
const WRITTEN: usize = 400;
const BETWEEN: Duration = Duration::from_millis(25);

/// What is measured is told with the base's multiple.
pub struct Bench {
    pub name: &'static str,
    pub base: f64,
}

impl Bench {
    fn tell(&self, what: &str, seconds: f64) {
        let (name, times) = (self.name, seconds / self.base);
        eprintln!(
            "{name:<11}{what:<52}{:>12.3} ms {times:>9.0} x base",
            seconds * 1e3
        );
    }

    fn timed<T>(&self, what: &str, work: impl FnOnce() -> T) -> T {
        let begun = Instant::now();
        let done = work();
        self.tell(what, begun.elapsed().as_secs_f64());
        done
    }

    /// Everything; the size of the log then.
    pub fn verifies(&self, filled: &Filled) -> u64 {
        let begun = Instant::now();
        let outcome = verification::verify(&filled.register).unwrap();
        let took = begun.elapsed().as_secs_f64();
        assert_eq!(outcome.exit_code(), 0, "{:?}", outcome.findings.first());
        let (events, cases) = (outcome.events, outcome.cases);
        self.tell(&format!("verify, {events} events, {cases} cases"), took);
        outcome.leaves
    }

    /// What is new since the log had so many leaves.
    pub fn verifies_what_is_new(&self, filled: &Filled, size: u64) {
        let outside = Outside {
            since: Some(size),
            ..Outside::default()
        };
        let verify = || verification::verify_with(&filled.register, &outside).unwrap();
        let outcome = self.timed("verify --since, the events of the commands", verify);
        assert_eq!(outcome.exit_code(), 0, "{:?}", outcome.findings.first());
        let (new, read) = (outcome.leaves, outcome.events);
        eprintln!("{:<11}  ({new} new leaves, {read} events read)", self.name);
    }

    /// Commands, and how long each waits from its commit until a checkpoint holds it.
    pub fn seals(&self, filled: &Filled) {
        let sealer = Sealer::start(Arc::clone(&filled.register)).unwrap();
        let over = AtomicBool::new(false);
        let (seen, mut written) = std::thread::scope(|scope| {
            let seen = scope.spawn(|| watch(filled, &over));
            let written = writes(filled);
            std::thread::sleep(Duration::from_secs(4));
            over.store(true, Ordering::Relaxed);
            (seen.join().unwrap(), written)
        });
        drop(sealer);
        let mut waits: Vec<f64> = written
            .drain(..)
            .filter_map(|it| waited(filled, &seen, it))
            .collect();
        assert_eq!(waits.len(), WRITTEN);
        waits.sort_by(f64::total_cmp);
        self.tell("from commit to checkpoint, median", waits[WRITTEN / 2]);
        self.tell(
            "from commit to checkpoint, 99th percentile",
            waits[WRITTEN * 99 / 100],
        );
    }

    /// Pages of the log.
    pub fn leafs(&self, filled: &Filled) {
        let all = Scope::of_process();
        let province = Scope::of_process().within(&UnitPath::parse("ir/11").unwrap());
        let deep = self.deep(filled);
        let case = Narrow {
            case: Some(7),
            ..Narrow::default()
        };
        let person = Narrow {
            actor: Some("u5".to_owned()),
            ..Narrow::default()
        };
        let kind = Narrow {
            kinds: vec!["decision_signed".to_owned()],
            ..Narrow::default()
        };
        let everything = Narrow::default();
        for (what, scope, narrow, before) in [
            ("log, first page", &all, &everything, None),
            ("log, a page in the middle", &all, &everything, deep),
            ("log, by person", &all, &person, None),
            ("log, by person, in the middle", &all, &person, deep),
            ("log, by case", &all, &case, None),
            ("log, by unit", &province, &everything, None),
            ("log, by unit and kind", &province, &kind, None),
            (
                "log, by unit and kind, in the middle",
                &province,
                &kind,
                deep,
            ),
        ] {
            self.timed(what, || {
                page(&filled.register, scope, narrow, before, 50).unwrap()
            });
        }
        self.timed("who looked at a case", || {
            who_looked(&filled.register, 200, None, 50).unwrap()
        });
    }

    fn deep(&self, filled: &Filled) -> Option<Place> {
        let newest = page(
            &filled.register,
            &Scope::of_process(),
            &Narrow::default(),
            None,
            1,
        );
        let place = newest.unwrap().next.unwrap();
        Some(Place {
            at: place.at.plus_seconds(-365 * 86_400),
            event: i64::MAX,
        })
    }
}

/// When each size was first seen in a signed checkpoint.
fn watch(filled: &Filled, over: &AtomicBool) -> BTreeMap<u64, Instant> {
    let mut seen = BTreeMap::new();
    while !over.load(Ordering::Relaxed) {
        if let Some(signed) = filled.register.store.read(log::latest).unwrap() {
            seen.entry(signed.size).or_insert_with(Instant::now);
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    seen
}

/// Notes in open cases of an office; case, number of the event, and when its commit was answered.
fn writes(filled: &Filled) -> Vec<(i64, u64, Instant)> {
    let head = filled
        .accounts
        .iter()
        .find(|it| it.username.starts_with("head-"));
    let actor = accounts::actor_named(&filled.register, &head.unwrap().username);
    let actor: Actor = actor.unwrap().unwrap();
    let scope = policy::scope(&actor, Action::ReadCase);
    let open = Filter {
        state: Some(CaseState::Open),
        ..Filter::default()
    };
    let lines = |c: &mut Conn| lists::page(c, &scope, &open, (Order::Due, None), 200);
    let lines = filled.register.store.read(lines).unwrap();
    let mut written = Vec::with_capacity(WRITTEN);
    for line in lines.iter().cycle() {
        if written.len() == WRITTEN {
            break;
        }
        let request = Request {
            reference: line.reference.clone(),
            command: Command::AddNote {
                text: Personal::new("یادداشت نمونه برای اندازه‌گیری."),
            },
            on: None,
            seen: None,
            key: None,
        };
        match casework::perform(&filled.register, &actor, request) {
            Ok(done) => written.push((line.case_id, done.seq, Instant::now())),
            Err(Failure::Refused(_)) => {}
            Err(other) => panic!("{other}"),
        }
        std::thread::sleep(BETWEEN);
    }
    written
}

fn waited(
    filled: &Filled,
    seen: &BTreeMap<u64, Instant>,
    (case, seq, committed): (i64, u64, Instant),
) -> Option<f64> {
    let stream = CaseFile::stream_of(case);
    let leaves = |c: &mut Conn| log::leaves_of(c, &stream);
    let leaves: Result<_, Error> = filled.register.store.read(leaves);
    let (_, index) = leaves.unwrap().into_iter().find(|(it, _)| *it == seq)?;
    let (_, signed) = seen.range(index + 1..).next()?;
    Some(signed.saturating_duration_since(committed).as_secs_f64())
}

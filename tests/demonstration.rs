//! The demonstration: every stage is reached through the one write path, in office hours, and every
//! time the same.
#![cfg(test)]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Weekday;
use sejel::domain::access::Scope;
use sejel::domain::case::event::Happening;
use sejel::domain::time::{Clock, Moment};
use sejel::services::clock::SystemEntropy;
use sejel::services::register::Register;
use sejel::services::{demonstration, recording, verification};
use sejel::store::files::Files;
use sejel::store::lists::{Filter, page};
use sejel::store::projections::{CaseLine, CaseState};
use sejel::store::{DatabaseUrl, Store, cases, streams};

struct Fixed(Moment);

impl Clock for Fixed {
    fn now(&self) -> Moment {
        self.0
    }
}

fn register(folder: &std::path::Path) -> Register {
    let url = format!("sqlite://{}", folder.join("sejel.db").display());
    let store = Store::open(&DatabaseUrl::parse(&url).unwrap(), Default::default()).unwrap();
    store.migrate().unwrap();
    let files = Files::open(&format!("file://{}", folder.join("files").display())).unwrap();
    // A Monday, late in the evening: no act may be of that hour.
    let now: Moment = "2026-11-23T19:00:00.000000Z".parse().unwrap();
    Register::new(store, files, Arc::new(Fixed(now)), Arc::new(SystemEntropy)).unwrap()
}

fn lines(register: &Register, filter: &Filter) -> Vec<CaseLine> {
    let scope = Scope::of_process();
    let read = |c: &mut _| page(c, &scope, filter, (Default::default(), None), 1000);
    register.store.read(read).unwrap()
}

/// Every event of every case.
fn happenings(register: &Register, mut heard: impl FnMut(Moment, &Happening)) {
    let names = |c: &mut _| streams::names(c, "case:", "", 1000);
    for stream in register.store.read(names).unwrap() {
        let events = register
            .store
            .read(|c| streams::events(c, &stream, 0, 10_000));
        for event in events.unwrap() {
            heard(event.at, &recording::read(&event).unwrap().happening);
        }
    }
}

/// Whether an office of Iran is open then.
fn is_open(register: &Register, at: Moment) -> bool {
    let day = at.tehran_date();
    let closes = if day.weekday() == Weekday::Thursday {
        (12, 30)
    } else {
        (14, 30)
    };
    let open = ((7, 30)..closes).contains(&at.tehran_time());
    open && register.calendars.shipped_calendar().rest(day).is_none()
}

#[test]
fn four_hundred_households_of_two_years_stand_everywhere_between_opening_and_end() {
    let folder = tempfile::tempdir().unwrap();
    let register = register(folder.path());
    let accounts = demonstration::fill(&register, 400).unwrap();
    let roles: BTreeSet<_> = accounts.iter().map(|a| a.role).collect();
    assert_eq!(roles.len(), sejel::domain::access::Role::ALL.len());

    let all = lines(&register, &Filter::default());
    assert_eq!(all.len(), 400);
    let people: u32 = all.iter().map(|l| l.line.people).sum();
    assert!(people > 1500, "{people} persons");
    let counties: BTreeSet<_> = all.iter().map(|l| l.unit.as_str()).collect();
    let provinces: BTreeSet<_> = counties.iter().map(|c| &c[..5]).collect();
    assert_eq!((provinces.len(), counties.len()), (3, 8));

    let mut acts = BTreeMap::<String, u32>::new();
    let (mut first, mut last) = (Moment::from_micros(i64::MAX), Moment::default());
    happenings(&register, |at, happening| {
        assert!(is_open(&register, at), "{at}: {}", happening.name());
        (first, last) = (first.min(at), last.max(at));
        *acts.entry(happening.name().to_owned()).or_default() += 1;
    });
    let days = last.seconds_since(first) / 86_400;
    assert!((700..760).contains(&days), "{days} days");
    for act in [
        "letter_sent",
        "letter_answered",
        "sitting_held",
        "decision_signed",
        "certificate_issued",
        "objection_filed",
        "court_ruled",
        "case_suspended",
        "person_withdrawn",
    ] {
        assert!(acts.contains_key(act), "{act} is not among {acts:?}");
    }

    let open = Filter {
        state: Some(CaseState::Open),
        ..Filter::default()
    };
    let overdue = Filter {
        due_before: Some(register.today()),
        ..open.clone()
    };
    let returned = Filter {
        returned: Some(true),
        ..open
    };
    for filter in [overdue, returned] {
        assert!(!lines(&register, &filter).is_empty(), "{filter:?}");
    }
    let outcome = verification::verify(&register).unwrap();
    assert_eq!(outcome.exit_code(), 0, "{outcome:?}");
}

#[test]
fn the_same_demonstration_is_made_every_time() {
    let made = || {
        let folder = tempfile::tempdir().unwrap();
        let register = register(folder.path());
        demonstration::fill(&register, 24).unwrap();
        let names = |c: &mut _| streams::names(c, "", "", 1000);
        let heads: Vec<_> = register
            .store
            .read(names)
            .unwrap()
            .into_iter()
            .map(|name| {
                let head = register.store.read(|c| streams::head(c, &name)).unwrap();
                (name, head.seq, head.hash)
            })
            .collect();
        let ids = register
            .store
            .read(|c| cases::ids(c, &Scope::of_process(), 0, 100));
        (heads, ids.unwrap())
    };
    assert_eq!(made(), made());
}

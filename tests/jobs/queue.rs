//! Runners that die, and work that breaks.

use std::sync::Arc;

use sejel::domain::time::{Clock as _, Moment};
use sejel::jobs::{Failed, KINDS, Kind, LEASE, MOST_ATTEMPTS, Runner, Turn, turn};
use sejel::services::casework;
use sejel::services::register::Register;
use sejel::store::Error;
use sejel::store::jobs::{self, Job};

use crate::database::on_each;
use crate::office::{Household, Office};

fn expiries(case: &Household<'_>) -> usize {
    let opened = case.opened();
    let history = casework::history(&case.office.register, opened.id).unwrap();
    let expired = history
        .iter()
        .filter(|e| e.happening.name() == "clock_expired");
    expired.count()
}

fn all(office: &Office) -> Turn {
    turn(&office.register, KINDS, &|| true).unwrap()
}

#[test]
fn what_a_dead_process_had_taken_is_done_by_another_after_the_lease() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        office.waits(60);
        let planned = turn(&office.register, KINDS, &|| false).unwrap();
        assert_eq!(planned.done, 0);
        let now: Moment = office.clock.now();
        // The process that takes all there is and dies before it does any of it.
        let taken = store.write(move |c| jobs::claim(c, now, now.plus_seconds(LEASE), 50));
        assert_eq!(taken.unwrap().len(), 2);
        assert_eq!(all(&office).done, 0);
        office.waits_minutes(LEASE / 60 - 1);
        assert_eq!((all(&office).done, expiries(&case)), (0, 0));
        office.waits_minutes(1);
        assert_eq!((all(&office).done, expiries(&case)), (2, 1));
        office.waits_minutes(60);
        assert_eq!((all(&office).done, expiries(&case)), (0, 1));
    });
}

fn once(register: &Register, name: &'static str) -> Result<bool, Error> {
    let now = register.clock.now();
    let put = move |c: &mut _| jobs::enqueue(c, name, now, "{}", Some(name));
    register.store.write(put)?;
    Ok(false)
}

fn breaks(_: &Arc<Register>, _: &Job) -> Result<(), Failed> {
    panic!("as planned")
}

fn refuses(_: &Arc<Register>, _: &Job) -> Result<(), Failed> {
    Err(Failed("as planned".to_owned()))
}

/// Breaks off in the middle of a write.
fn breaks_writing(register: &Arc<Register>, _: &Job) -> Result<(), Failed> {
    register
        .store
        .write(|_| -> Result<(), Error> { panic!("as planned") })?;
    Ok(())
}

const BAD: &[Kind] = &[
    Kind {
        name: "breaks",
        plan: |register| once(register, "breaks"),
        work: breaks,
    },
    Kind {
        name: "refuses",
        plan: |register| once(register, "refuses"),
        work: refuses,
    },
    Kind {
        name: "breaks_writing",
        plan: |register| once(register, "breaks_writing"),
        work: breaks_writing,
    },
];

#[test]
fn work_that_breaks_or_refuses_stops_nothing_and_is_given_up_in_the_end() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        office.waits(60);
        let kinds: Vec<Kind> = BAD.iter().chain(KINDS).copied().collect();
        let first = turn(&office.register, &kinds, &|| true).unwrap();
        assert_eq!((first.done, first.failed), (2, 3));
        assert_eq!(expiries(&case), 1);
        let waits = turn(&office.register, &kinds, &|| true).unwrap();
        assert_eq!(waits.failed, 0, "it is not tried again at once");
        let mut failed = first.failed;
        for _ in 0..30 {
            office.waits_minutes(6 * 60);
            failed += turn(&office.register, BAD, &|| true).unwrap().failed;
        }
        assert_eq!(failed, 3 * MOST_ATTEMPTS);
    });
}

#[test]
fn work_that_ends_its_process_each_time_is_given_up_too() {
    on_each(|store| {
        let office = Office::over(store);
        once(&office.register, "kills").unwrap();
        let kills = [Kind {
            name: "kills",
            plan: |_| Ok(false),
            work: breaks,
        }];
        let given_up = || store.read(|c| jobs::given_up(c, 9)).unwrap();
        for _ in 0..MOST_ATTEMPTS {
            // Taken up, and never heard of again.
            let now = office.clock.now();
            let taken = store.write(move |c| jobs::claim(c, now, now.plus_seconds(LEASE), 9));
            assert_eq!(taken.unwrap().len(), 1);
            assert_eq!(given_up(), []);
            office.waits_minutes(LEASE / 60);
        }
        assert_eq!(turn(&office.register, &kills, &|| true).unwrap().failed, 1);
        let named: Vec<_> = given_up()
            .into_iter()
            .map(|j| (j.kind, j.attempts))
            .collect();
        assert_eq!(named, [("kills".to_owned(), MOST_ATTEMPTS + 1)]);
        office.waits_minutes(LEASE);
        assert_eq!(
            turn(&office.register, &kills, &|| true).unwrap(),
            Turn::default()
        );
    });
}

#[test]
fn a_runner_does_what_is_due_and_ends_when_it_is_dropped() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        office.waits(60);
        let runner = Runner::start(Arc::clone(&office.register)).unwrap();
        while expiries(&case) == 0 {
            std::thread::yield_now();
        }
        drop(runner);
        assert_eq!(expiries(&case), 1);
        let now = office.clock.now();
        let left = store.write(move |c| jobs::claim(c, now.plus_seconds(LEASE), now, 9));
        assert!(left.unwrap().len() <= 1, "what was begun was finished");
    });
}

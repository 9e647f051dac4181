//! Clocks over Nowruz, a leap Esfand, midnight, summer time, and a machine's clock that goes back.

use jiff::civil::Date;
use sejel::domain::case::Personal;
use sejel::domain::case::command::Command;
use sejel::domain::directive::Due;
use sejel::jobs::{KINDS, turn};
use sejel::services::{casework, verification};
use sejel::text::jalali;

use crate::database::on_each;
use crate::office::{Household, Office};

fn j(text: &str) -> Date {
    jalali::parse_numeric(text).unwrap()
}

fn at(store: &sejel::store::Store, moment: &str) -> Office {
    Office::at(store, moment.parse().unwrap())
}

fn due(case: &Household<'_>) -> Due {
    let file = case.opened().file;
    file.positions.first().unwrap().due.clone().unwrap()
}

/// What the clock of the case has brought about by now.
fn rung(case: &Household<'_>) -> Vec<&'static str> {
    let done = turn(&case.office.register, KINDS, &|| true).unwrap();
    assert_eq!(done.failed, 0);
    let opened = case.opened();
    let history = casework::history(&case.office.register, opened.id).unwrap();
    let of_review = history.iter().filter(|e| e.whole.is_none());
    let names = of_review.map(|e| e.happening.name());
    names.filter(|name| name.starts_with("clock_")).collect()
}

fn is_sound(office: &Office) {
    let outcome = verification::verify(&office.register).unwrap();
    assert_eq!(outcome.exit_code(), 0, "{outcome:?}");
}

#[test]
fn ten_working_days_over_nowruz_end_in_farvardin_and_run_out_the_day_after() {
    on_each(|store| {
        // Wednesday, 27 Esfand 1404, in the morning.
        let office = at(store, "2026-03-18T06:00:00.000000Z");
        let case = office.opens_a_case();
        let counted = due(&case);
        assert_eq!((counted.date, counted.skipped), (j("1405-01-17"), 9));
        office.waits(6);
        assert_eq!(rung(&case), [""; 0], "the fourth of Farvardin is a holiday");
        office.waits(1);
        assert_eq!(rung(&case), ["clock_reminded"]);
        office.waits(12);
        assert_eq!(office.register.today(), counted.date);
        assert_eq!(
            rung(&case),
            ["clock_reminded"],
            "the last day is still in time"
        );
        office.waits(1);
        assert_eq!(rung(&case), ["clock_reminded", "clock_expired"]);
        is_sound(&office);
    });
}

#[test]
fn the_thirtieth_of_esfand_of_a_leap_year_is_a_day_and_the_year_after_has_none() {
    on_each(|store| {
        // Saturday, 25 Esfand 1403.
        let office = at(store, "2025-03-15T06:00:00.000000Z");
        let case = office.opens_a_case();
        assert_eq!(due(&case).date, j("1404-01-14"));
        let whole = |case: &Household<'_>| case.opened().file.whole.unwrap().due.unwrap();
        assert_eq!(whole(&case).date, j("1404-06-25"));
        // Thursday, 30 Esfand 1403: six months later is the thirtieth of Shahrivar.
        office.waits(5);
        assert_eq!(office.register.today(), j("1403-12-30"));
        let last = office.opens_a_case();
        assert_eq!(whole(&last).start, j("1403-12-30"));
        assert_eq!(whole(&last).date, j("1404-06-30"));
        assert!(last.reference.contains("1403"), "{}", last.reference);
        office.waits(1);
        let first = office.opens_a_case();
        assert!(first.reference.contains("1404"), "{}", first.reference);
        is_sound(&office);
    });
}

#[test]
fn the_year_ends_at_midnight_in_tehran() {
    on_each(|store| {
        let office = at(store, "2026-03-20T20:29:59.000000Z");
        let before = office.opens_a_case();
        office.waits_minutes(1);
        let after = office.opens_a_case();
        assert_eq!(due(&before).start, j("1404-12-29"));
        assert_eq!(due(&after).start, j("1405-01-01"));
        assert_eq!(
            due(&before).date,
            due(&after).date,
            "no working day lies between"
        );
        assert!(before.reference.contains("1404") && after.reference.contains("1405"));
    });
}

#[test]
fn a_time_limit_ends_with_its_day_where_summer_time_ended_in_that_night() {
    on_each(|store| {
        // Saturday, 19 Shahrivar 1401; ten working days end on the thirtieth, and at its end the
        // clocks of Tehran went back from midnight to eleven: the day has an hour more.
        let office = at(store, "2022-09-10T06:00:00.000000Z");
        let case = office.opens_a_case();
        assert_eq!(due(&case).date, j("1401-06-30"));
        office.waits(11);
        office.waits_minutes(13 * 60 + 45);
        assert_eq!(office.register.today(), j("1401-06-30"), "eleven, again");
        assert!(!rung(&case).contains(&"clock_expired"));
        office.waits_minutes(45);
        assert_eq!(office.register.today(), j("1401-06-31"));
        assert!(rung(&case).contains(&"clock_expired"));
        is_sound(&office);
    });
}

#[test]
fn a_day_begins_an_hour_late_where_summer_time_began_in_that_night() {
    on_each(|store| {
        // The first hour of 2 Farvardin 1401 was left out.
        let office = at(store, "2022-03-21T20:29:00.000000Z");
        let before = office.opens_a_case();
        office.waits_minutes(1);
        let after = office.opens_a_case();
        assert_eq!(due(&before).start, j("1401-01-01"));
        assert_eq!(due(&after).start, j("1401-01-02"));
        assert_eq!(due(&before).date, due(&after).date);
    });
}

#[test]
fn a_clock_of_the_machine_that_goes_back_rings_nothing_twice_and_turns_no_history_around() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        office.waits(60);
        assert_eq!(rung(&case), ["clock_expired"]);
        office.waits(-59);
        assert_eq!(rung(&case), ["clock_expired"]);
        let text = Personal::new("ساعت دستگاه عقب رفت.");
        case.does(&office.officer, Command::AddNote { text });
        let id = case.opened().id;
        let history = casework::history(&office.register, id).unwrap();
        assert!(history.windows(2).all(|pair| pair[0].at <= pair[1].at));
        let days = history
            .windows(2)
            .map(|pair| (pair[0].occurred_on, pair[1].occurred_on));
        assert!(days.into_iter().all(|(one, next)| one <= next));
        office.waits(59);
        assert_eq!(rung(&case), ["clock_expired"]);
        is_sound(&office);
    });
}

#[test]
fn a_restarted_process_records_what_ran_out_while_none_was_there() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        office.waits(60);
        let again = std::sync::Arc::new(office.register_elsewhere());
        for _ in 0..2 {
            turn(&again, KINDS, &|| true).unwrap();
        }
        assert_eq!(rung(&case), ["clock_expired"]);
        is_sound(&office);
    });
}

use super::super::codes::ClockStart;
use super::super::model::Escalation;
use super::*;

fn calendar() -> Calendar {
    Calendar::parse(include_str!("../../../directives/calendars/iran.toml")).unwrap()
}

fn rule(length: u32, unit: ClockUnit) -> ClockRule {
    ClockRule {
        length,
        unit,
        starts: ClockStart::Entry,
        pauses_with: vec![],
        escalate_to: None,
        on_expiry: None,
        reminders: vec![],
        escalations: vec![],
        extendable_by: vec![],
        extension_approved_by: vec![],
        extendable_to: None,
        basis: vec![],
        assumed: false,
        note: None,
    }
}

fn j(text: &str) -> Date {
    jalali::parse_numeric(text).unwrap()
}

fn due(length: u32, unit: ClockUnit, start: &str) -> Due {
    Due::count(&rule(length, unit), j(start), &calendar())
}

#[test]
fn the_first_day_is_not_counted() {
    let ten = due(10, ClockUnit::CalendarDays, "1405-07-04");
    assert_eq!((ten.date, ten.rolled_from), (j("1405-07-14"), None));
}

#[test]
fn working_days_pass_over_nowruz_and_fridays() {
    // 28 Esfand 1404 is a Thursday; 29 Esfand a holiday and Friday; 1-4 Farvardin holidays.
    let three = due(3, ClockUnit::WorkingDays, "1404-12-27");
    assert_eq!(three.date, j("1405-01-06"), "{three:?}");
    assert_eq!(three.skipped, 5);
}

#[test]
fn the_days_passed_over_are_named() {
    let off = due(3, ClockUnit::WorkingDays, "1404-12-27").days_off(&calendar());
    let days: Vec<_> = off.iter().map(|it| it.date).collect();
    let expected = [
        "1404-12-29",
        "1405-01-01",
        "1405-01-02",
        "1405-01-03",
        "1405-01-04",
    ];
    assert_eq!(days, expected.map(j));
    assert!(
        off.iter()
            .any(|it| it.title.as_ref().is_some_and(|t| t.en == "Nowruz"))
    );
}

#[test]
fn a_last_day_on_a_holiday_moves_to_the_next_open_day() {
    let ten = due(10, ClockUnit::CalendarDays, "1404-11-12");
    assert_eq!(ten.rolled_from, Some(j("1404-11-22")));
    assert_eq!(ten.date, j("1404-11-23"));
    let off = ten.days_off(&calendar());
    assert_eq!(off.len(), 1);
    assert_eq!(off[0].why, Rest::Holiday);
}

#[test]
fn a_holiday_in_the_middle_of_calendar_days_changes_nothing() {
    let thirty = due(30, ClockUnit::CalendarDays, "1404-12-19");
    assert_eq!(
        thirty.date,
        j("1405-01-20"),
        "1404 is a common year of 29 Esfand"
    );
    assert!(thirty.days_off(&calendar()).is_empty());
}

#[test]
fn months_are_jalali_and_the_last_of_mehr_after_five_months_is_in_a_short_esfand() {
    let five = due(5, ClockUnit::JalaliMonths, "1404-07-30");
    assert_eq!(five.rolled_from, Some(j("1404-12-29")));
}

#[test]
fn in_a_leap_year_esfand_has_its_thirtieth_day() {
    let five = due(5, ClockUnit::JalaliMonths, "1403-07-30");
    assert_eq!((five.date, five.rolled_from), (j("1403-12-30"), None));
    let one = due(1, ClockUnit::CalendarDays, "1403-12-29");
    assert_eq!(one.date, j("1403-12-30"));
}

#[test]
fn a_year_from_the_thirtieth_of_esfand_ends_on_the_twenty_ninth_and_rolls_past_nowruz() {
    let year = due(12, ClockUnit::JalaliMonths, "1403-12-30");
    assert_eq!(year.rolled_from, Some(j("1404-12-29")));
    assert_eq!(year.date, j("1405-01-05"));
}

#[test]
fn six_months_cross_the_year_by_the_month_not_by_days() {
    let six = due(6, ClockUnit::JalaliMonths, "1404-10-15");
    assert_eq!(six.date, j("1405-04-15"));
}

#[test]
fn an_extension_counts_from_the_day_the_law_gives() {
    let ten = due(10, ClockUnit::CalendarDays, "1404-11-12");
    let more = ten.extend(5, &calendar());
    assert_eq!((more.date, more.extended), (j("1404-11-27"), 5));
    assert_eq!(more.start, ten.start);
}

#[test]
fn a_pause_moves_the_limit_and_is_told_apart_from_an_extension() {
    let ten = due(10, ClockUnit::CalendarDays, "1405-07-04");
    let held = ten.pause(3, &calendar()).pause(1, &calendar());
    assert_eq!(
        (held.date, held.paused, held.extended),
        (j("1405-07-18"), 4, 0)
    );
}

#[test]
fn reminders_and_escalations_come_in_their_order_and_on_open_days() {
    let rule = ClockRule {
        reminders: vec![15, 45],
        escalations: vec![Escalation {
            after: 60,
            to: Role::ProvincialDirector,
        }],
        ..rule(30, ClockUnit::CalendarDays)
    };
    let due = Due::count(&rule, j("1405-07-01"), &calendar());
    let milestones = rule.milestones(&due, &calendar());
    let kinds: Vec<_> = milestones.iter().map(|(_, what)| *what).collect();
    assert_eq!(
        kinds,
        [
            Milestone::Reminder,
            Milestone::Expiry,
            Milestone::Reminder,
            Milestone::Escalation(Role::ProvincialDirector),
        ]
    );
    assert!(
        milestones
            .iter()
            .filter(|(_, what)| *what != Milestone::Expiry)
            .all(|(day, _)| { calendar().rest(*day).is_none() })
    );
}

#[test]
fn a_due_date_is_written_and_read_back_with_its_arithmetic() {
    let due = due(10, ClockUnit::WorkingDays, "1405-01-05");
    let text = serde_json::to_string(&due).unwrap();
    assert_eq!(serde_json::from_str::<Due>(&text).unwrap(), due);
    assert_eq!(due.calendar, "iran-2");
}

#[test]
fn days_between_counts_both_ways() {
    assert_eq!(days_between(j("1403-12-30"), j("1404-01-01")), 1);
    assert_eq!(days_between(j("1404-01-01"), j("1403-12-30")), -1);
    assert_eq!(days_between(j("1403-01-01"), j("1404-01-01")), 366);
}

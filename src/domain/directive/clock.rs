//! When something is due, and how that was counted.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::calendar::{Calendar, Rest};
use super::codes::ClockUnit;
use super::model::ClockRule;
use crate::text::jalali;

/// A due date with its arithmetic, recorded so that it can be recounted by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    pub date: Date,
    /// The day from which it runs; that day itself is not counted.
    pub start: Date,
    pub length: u32,
    pub unit: ClockUnit,
    /// Days passed over in between: weekly rest and holidays.
    pub skipped: u32,
    /// The last day before it was moved past a holiday.
    pub rolled_from: Option<Date>,
    /// Days added by an extension.
    pub extended: u32,
    pub calendar: String,
    pub assumed: bool,
}

impl Due {
    /// Counts `rule` from `start`. The first day is not counted; a last day that is a holiday
    /// is moved to the next working day.
    #[must_use]
    pub fn count(rule: &ClockRule, start: Date, calendar: &Calendar) -> Self {
        let (last, skipped) = match rule.unit {
            ClockUnit::WorkingDays => working_days(start, rule.length, calendar),
            ClockUnit::CalendarDays => (days_after(start, rule.length), 0),
            ClockUnit::JalaliMonths => (jalali::add_months(start, rule.length), 0),
        };
        let date = next_open(last, calendar);
        Self {
            date,
            start,
            length: rule.length,
            unit: rule.unit,
            skipped,
            rolled_from: (date != last).then_some(last),
            extended: 0,
            calendar: calendar.version.clone(),
            assumed: rule.assumed,
        }
    }

    /// The same limit, `days` calendar days later, past a holiday.
    #[must_use]
    pub fn extend(&self, days: u32, calendar: &Calendar) -> Self {
        let last = days_after(self.date, days);
        let date = next_open(last, calendar);
        Self {
            date,
            extended: self.extended.saturating_add(days),
            rolled_from: (date != last).then_some(last),
            ..self.clone()
        }
    }
}

fn working_days(start: Date, length: u32, calendar: &Calendar) -> (Date, u32) {
    let (mut day, mut counted, mut skipped) = (start, 0, 0);
    while counted < length {
        day = days_after(day, 1);
        match calendar.rest(day) {
            None => counted += 1,
            Some(Rest::Weekly | Rest::Holiday) => skipped += 1,
        }
    }
    (day, skipped)
}

fn next_open(mut day: Date, calendar: &Calendar) -> Date {
    while calendar.rest(day).is_some() {
        day = days_after(day, 1);
    }
    day
}

/// The day `days` after `day`, held at the end of the calendar.
#[must_use]
pub fn days_after(day: Date, days: u32) -> Date {
    day.saturating_add(jiff::Span::new().days(i64::from(days)))
}

/// Whole days from `from` to `to`, negative when `to` is earlier.
#[must_use]
pub fn days_between(from: Date, to: Date) -> i64 {
    i64::from(from.until(to).map_or(0, |span| span.get_days()))
}

#[cfg(test)]
mod tests {
    use super::super::codes::ClockStart;
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
            reminders: vec![],
            escalations: vec![],
            extendable_by: vec![],
            extendable_to: None,
            basis: vec![],
            assumed: false,
            note: None,
        }
    }

    fn j(text: &str) -> Date {
        jalali::parse_numeric(text).unwrap()
    }

    #[test]
    fn working_days_pass_over_nowruz_and_fridays() {
        // 28 Esfand 1404 is a Thursday; 29 Esfand a holiday and Friday; 1-4 Farvardin holidays.
        let due = Due::count(
            &rule(3, ClockUnit::WorkingDays),
            j("1404-12-27"),
            &calendar(),
        );
        assert_eq!(due.date, j("1405-01-06"), "{due:?}");
    }

    #[test]
    fn a_last_day_on_a_holiday_moves_to_the_next_open_day() {
        let due = Due::count(
            &rule(10, ClockUnit::CalendarDays),
            j("1404-11-12"),
            &calendar(),
        );
        assert_eq!(due.rolled_from, Some(j("1404-11-22")));
        assert_eq!(due.date, j("1404-11-23"));
    }

    #[test]
    fn months_are_jalali_and_the_last_of_mehr_after_five_months_is_in_a_short_esfand() {
        let due = Due::count(
            &rule(5, ClockUnit::JalaliMonths),
            j("1404-07-30"),
            &calendar(),
        );
        assert_eq!(due.rolled_from, Some(j("1404-12-29")));
    }

    #[test]
    fn days_between_counts_both_ways() {
        assert_eq!(days_between(j("1403-12-30"), j("1404-01-01")), 1);
        assert_eq!(days_between(j("1404-01-01"), j("1403-12-30")), -1);
        assert_eq!(days_between(j("1403-01-01"), j("1404-01-01")), 366);
    }
}

//! When something is due, and how that was counted.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::calendar::{Calendar, Rest};
use super::codes::ClockUnit;
use super::model::{ClaimRule, ClockRule, Title};
use crate::domain::access::Role;
use crate::domain::time::Moment;
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
    /// Days added because it stood still meanwhile.
    #[serde(default)]
    pub paused: u32,
    pub calendar: String,
    pub assumed: bool,
}

/// A day that did not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayOff {
    pub date: Date,
    pub why: Rest,
    /// What the holiday is called.
    pub title: Option<Title>,
    /// The holiday's date is calculated and may fall a day off.
    pub computed: bool,
}

/// A reminder or an escalation that is still to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ahead {
    pub on: Date,
    /// Who is told then; whoever holds the case where it is a reminder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tell: Option<Role>,
}

/// Something that the clock brings about on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Milestone {
    Reminder,
    /// This role is told.
    Escalation(Role),
    /// The limit has passed; it decides nothing.
    Expiry,
}

impl Due {
    /// Counts `rule` from `start`. The first day is not counted; a last day that is a holiday
    /// is moved to the next working day.
    #[must_use]
    pub fn count(rule: &ClockRule, start: Date, calendar: &Calendar) -> Self {
        Self {
            assumed: rule.assumed,
            ..Self::counted(rule.unit, rule.length, start, calendar)
        }
    }

    fn counted(unit: ClockUnit, length: u32, start: Date, calendar: &Calendar) -> Self {
        let (last, skipped) = match unit {
            ClockUnit::WorkingDays => working_days(start, length, calendar),
            ClockUnit::CalendarDays => (days_after(start, length), 0),
            ClockUnit::JalaliMonths => (jalali::add_months(start, length), 0),
        };
        let date = next_open(last, calendar);
        Self {
            date,
            start,
            length,
            unit,
            skipped,
            rolled_from: (date != last).then_some(last),
            extended: 0,
            paused: 0,
            calendar: calendar.version.clone(),
            assumed: false,
        }
    }

    /// The same limit, `days` calendar days later, past a holiday.
    #[must_use]
    pub fn extend(&self, days: u32, calendar: &Calendar) -> Self {
        Self {
            extended: self.extended.saturating_add(days),
            ..self.later(days, calendar)
        }
    }

    /// The same limit after it stood still for `days` calendar days.
    #[must_use]
    pub fn pause(&self, days: u32, calendar: &Calendar) -> Self {
        Self {
            paused: self.paused.saturating_add(days),
            ..self.later(days, calendar)
        }
    }

    /// The same limit counted by another version of the calendar.
    #[must_use]
    pub fn recount(&self, calendar: &Calendar) -> Self {
        let counted = Self::counted(self.unit, self.length, self.start, calendar);
        let added = self.extended.saturating_add(self.paused);
        Self {
            extended: self.extended,
            paused: self.paused,
            assumed: self.assumed,
            ..counted.later(added, calendar)
        }
    }

    fn later(&self, days: u32, calendar: &Calendar) -> Self {
        // Counted from the day that the law gives, not from where a holiday had moved it.
        let last = days_after(self.rolled_from.unwrap_or(self.date), days);
        let date = next_open(last, calendar);
        Self {
            date,
            rolled_from: (date != last).then_some(last),
            calendar: calendar.version.clone(),
            ..self.clone()
        }
    }

    /// The days that did not count: those passed over, or those at the end.
    #[must_use]
    pub fn days_off(&self, calendar: &Calendar) -> Vec<DayOff> {
        let first = match (self.unit, self.rolled_from) {
            (ClockUnit::WorkingDays, _) => days_after(self.start, 1),
            (ClockUnit::CalendarDays | ClockUnit::JalaliMonths, Some(from)) => from,
            (ClockUnit::CalendarDays | ClockUnit::JalaliMonths, None) => self.date,
        };
        let span = u32::try_from(days_between(first, self.date)).unwrap_or(0);
        (0..=span)
            .map(|day| days_after(first, day))
            .filter_map(|date| day_off(date, calendar))
            .collect()
    }
}

impl ClockRule {
    /// What it brings about, in order of days. Reminders and escalations are counted in calendar
    /// days from the start and wait for an open day.
    #[must_use]
    pub fn milestones(&self, due: &Due, calendar: &Calendar) -> Vec<(Date, Milestone)> {
        let on = |days: u32| next_open(days_after(due.start, days), calendar);
        let late = due.extended.saturating_add(due.paused);
        let mut found = vec![(days_after(due.date, 1), Milestone::Expiry)];
        for days in &self.reminders {
            found.push((on(days.saturating_add(late)), Milestone::Reminder));
        }
        for escalation in &self.escalations {
            let day = on(escalation.after.saturating_add(late));
            found.push((day, Milestone::Escalation(escalation.to)));
        }
        found.sort_by_key(|(day, _)| *day);
        found
    }

    /// The reminders and escalations among its milestones.
    #[must_use]
    pub fn ahead(&self, due: &Due, calendar: &Calendar) -> Vec<Ahead> {
        let told = |(on, milestone): (Date, Milestone)| match milestone {
            Milestone::Reminder => Some(Ahead { on, tell: None }),
            Milestone::Escalation(role) => Some(Ahead {
                on,
                tell: Some(role),
            }),
            Milestone::Expiry => None,
        };
        let all = self.milestones(due, calendar);
        all.into_iter().filter_map(told).collect()
    }

    /// The last day to which extensions may carry `due`, where the directive sets one. Days on
    /// which the clock stood still are not counted against it.
    #[must_use]
    pub fn longest(&self, due: &Due, calendar: &Calendar) -> Option<Date> {
        let longest = Self {
            length: self.extendable_to?,
            ..self.clone()
        };
        let end = Due::count(&longest, due.start, calendar);
        Some(end.pause(due.paused, calendar).date)
    }
}

impl ClaimRule {
    /// When a file that is taken in hand `now` is free again.
    #[must_use]
    pub fn until(&self, now: Moment) -> Moment {
        now.plus_seconds(i64::from(self.hours) * 3600)
    }
}

fn day_off(date: Date, calendar: &Calendar) -> Option<DayOff> {
    let why = calendar.rest(date)?;
    let holiday = calendar.holiday(date);
    Some(DayOff {
        date,
        why,
        title: holiday.map(|it| it.title.clone()),
        computed: holiday.is_some_and(|it| it.computed),
    })
}

fn working_days(start: Date, length: u32, calendar: &Calendar) -> (Date, u32) {
    let (mut day, mut counted, mut skipped) = (start, 0, 0);
    while counted < length && day < Date::MAX {
        day = days_after(day, 1);
        match calendar.rest(day) {
            None => counted += 1,
            Some(Rest::Weekly | Rest::Holiday) => skipped += 1,
        }
    }
    (day, skipped)
}

fn next_open(mut day: Date, calendar: &Calendar) -> Date {
    while calendar.rest(day).is_some() && day < Date::MAX {
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
#[path = "clock_tests.rs"]
mod tests;

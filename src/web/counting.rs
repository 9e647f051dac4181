//! A due date with its count: the article, the first day, what was passed over, what was added.

use jiff::civil::Date;

use super::show;
use crate::domain::case::Position;
use crate::domain::directive::clock::{DayOff, days_after};
use crate::domain::directive::{ClockRule, ClockUnit, Directive, Due, UnitCalendars};
use crate::text::{Words, jalali, k};
use crate::web::parts::{self, Counted};

/// What dates are counted by.
#[derive(Debug, Clone, Copy)]
pub struct Counting<'a> {
    pub words: Words,
    pub directive: &'a Directive,
    pub calendars: &'a UnitCalendars,
    pub today: Date,
}

impl Counting<'_> {
    /// The badge of the due date of a position, with its count; without a clock, that there is none.
    #[must_use]
    pub fn of(&self, place: Option<&Position>) -> parts::Due {
        // What is closed is due no more.
        let place = place.filter(|p| !p.is_closed());
        let due = place.and_then(|p| p.due.as_ref());
        let mut badge = match place.filter(|p| due.is_some() && p.is_still()) {
            Some(_) => parts::Due::paused(self.words),
            None => show::due(self.words, due.map(|d| d.date), self.today),
        };
        let step = place.and_then(|p| self.directive.step(&p.step));
        badge.counted = due.map(|d| Box::new(self.count(d, step.and_then(|s| s.clock.as_ref()))));
        badge
    }

    /// The count of `due`, which the directive asks for by `rule`.
    #[must_use]
    pub fn count(&self, due: &Due, rule: Option<&ClockRule>) -> Counted {
        let w = self.words;
        let day = |date: Date| jalali::with_weekday(w.locale(), date);
        let mut lines = Vec::new();
        let mut line = |key, values: Vec<String>| lines.push((w.t(key).to_owned(), values));
        line(k::COUNTED_BASIS, self.basis(due, rule));
        line(k::COUNTED_LENGTH, vec![self.length(due)]);
        line(k::COUNTED_START, vec![day(due.start)]);
        let first = day(days_after(due.start, 1));
        line(k::COUNTED_FIRST, vec![w.say(k::counted_from_day(first))]);
        if due.skipped > 0 {
            line(k::COUNTED_OFF, self.passed_over(due));
        }
        if let Some(from) = due.rolled_from {
            line(k::COUNTED_LAST, self.rolled(due, from));
        }
        if due.paused > 0 {
            line(k::COUNTED_PAUSED, vec![w.say(k::counted_added(due.paused))]);
        }
        if due.extended > 0 {
            let added = w.say(k::counted_added(due.extended));
            line(k::COUNTED_LONGER, vec![added]);
        }
        line(k::COUNTED_RESULT, vec![day(due.date)]);
        line(k::COUNTED_CALENDAR, self.calendar(due));
        Counted { words: w, lines }
    }

    fn basis(&self, due: &Due, rule: Option<&ClockRule>) -> Vec<String> {
        let w = self.words;
        let mut said = Vec::new();
        if let Some(rule) = rule.filter(|r| !r.basis.is_empty()) {
            said.push(show::citations(w, self.directive, &rule.basis));
        }
        if due.assumed {
            said.push(w.t(k::ASSUMED).to_owned());
        }
        if said.is_empty() {
            said.push(show::title(w, &self.directive.title));
        }
        said
    }

    fn length(&self, due: &Due) -> String {
        show::length(self.words, due.unit, due.length)
    }

    /// How many days of weekly rest, and each holiday by its name.
    fn passed_over(&self, due: &Due) -> Vec<String> {
        let w = self.words;
        let Some(calendar) = self.calendars.named(&due.calendar) else {
            // Its days are not at hand.
            return vec![w.say(k::counted_off_days(due.skipped))];
        };
        let most = usize::try_from(due.skipped).unwrap_or(usize::MAX);
        // Extensions and pauses are counted in calendar days, after the days of the limit itself.
        let off: Vec<DayOff> = due.days_off(calendar).into_iter().take(most).collect();
        let weekly = off.iter().filter(|d| d.title.is_none()).count();
        let mut said = Vec::new();
        if weekly > 0 {
            said.push(w.say(k::counted_weekly(weekly)));
        }
        said.extend(off.iter().filter_map(|d| self.holiday(d)));
        said
    }

    fn rolled(&self, due: &Due, from: Date) -> Vec<String> {
        let w = self.words;
        let closed = jalali::with_weekday(w.locale(), from);
        let mut said = vec![w.say(k::counted_rolled_day(closed))];
        let calendar = self.calendars.named(&due.calendar);
        if let Some(calendar) = calendar.filter(|_| due.unit != ClockUnit::WorkingDays) {
            let off = due.days_off(calendar);
            said.extend(off.iter().filter_map(|d| self.holiday(d)));
        }
        said
    }

    fn holiday(&self, off: &DayOff) -> Option<String> {
        let w = self.words;
        let title = show::title(w, off.title.as_ref()?);
        let day = jalali::with_weekday(w.locale(), off.date);
        Some(if off.computed {
            w.say(k::counted_holiday_computed(day, title))
        } else {
            w.say(k::counted_holiday(day, title))
        })
    }

    fn calendar(&self, due: &Due) -> Vec<String> {
        let w = self.words;
        let mut said = vec![due.calendar.clone()];
        if due.calendar != self.calendars.now.version {
            said.push(w.t(k::COUNTED_OTHER_CALENDAR).to_owned());
        } else if !self.calendars.now.knows(due.date) {
            said.push(w.t(k::COUNTED_UNKNOWN_YEAR).to_owned());
        }
        said
    }
}

//! An office acts while it is open: Saturday to Wednesday from 7:30 to 14:30, Thursday until 12:30,
//! never on a day of rest.

use std::sync::Arc;

use jiff::civil::{Date, Weekday};

use crate::domain::directive::Calendar;
use crate::domain::time::Moment;

const DAY: i64 = 86_400;
/// Seconds after midnight in Tehran.
const OPENS: i64 = 7 * 3600 + 1800;
const CLOSES: i64 = 14 * 3600 + 1800;
const CLOSES_ON_THURSDAY: i64 = 12 * 3600 + 1800;

/// When offices are open.
#[derive(Debug, Clone)]
pub(super) struct Hours(Arc<Calendar>);

impl Hours {
    pub(super) const fn of(calendar: Arc<Calendar>) -> Self {
        Self(calendar)
    }

    /// When the office closes on that day, in seconds after midnight; nothing on a day of rest.
    fn closing(&self, day: Date) -> Option<i64> {
        let closes = if day.weekday() == Weekday::Thursday {
            CLOSES_ON_THURSDAY
        } else {
            CLOSES
        };
        self.0.rest(day).is_none().then_some(closes)
    }

    /// This moment where the office is open, otherwise when it opens next.
    pub(super) fn from(&self, moment: Moment) -> Moment {
        let second = second_of_day(moment);
        match self.closing(moment.tehran_date()) {
            Some(_) if second < OPENS => moment.plus_seconds(OPENS - second),
            Some(closes) if second < closes => moment,
            _ => self.on(moment.plus_seconds(DAY), 0),
        }
    }

    /// On that day, or the next that is none of rest: when of every thousand minutes of the
    /// opening hours so many have passed.
    pub(super) fn on(&self, day: Moment, thousandth: u64) -> Moment {
        let mut day = day.plus_seconds(-second_of_day(day));
        loop {
            if let Some(closes) = self.closing(day.tehran_date()) {
                let passed = i64::try_from(thousandth.min(999)).unwrap_or(0);
                return day.plus_seconds(OPENS + (closes - OPENS) * passed / 1000);
            }
            day = day.plus_seconds(DAY);
        }
    }

    /// This moment where the office is open, otherwise the last minute in which it was.
    pub(super) fn until(&self, moment: Moment) -> Moment {
        let mut day = moment.plus_seconds(-second_of_day(moment));
        let mut second = second_of_day(moment);
        loop {
            if let Some(closes) = self.closing(day.tehran_date())
                && second >= OPENS
            {
                return day.plus_seconds(second.min(closes - 60));
            }
            (day, second) = (day.plus_seconds(-DAY), DAY);
        }
    }
}

/// Whole seconds since midnight in Tehran, which has kept one time all year since 1401.
fn second_of_day(moment: Moment) -> i64 {
    let (hour, minute) = moment.tehran_time();
    let second = moment.micros().div_euclid(1_000_000).rem_euclid(60);
    i64::from(hour) * 3600 + i64::from(minute) * 60 + second
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours() -> Hours {
        let calendar = "version = \"t\"\nknown = [1405, 1405]\nweekly_rest = [\"friday\"]\n\
             [[solar]]\nmonth = 9\nday = 7\ntitle = { fa = \"نمونه\", en = \"Example\" }\n";
        Hours::of(Arc::new(Calendar::parse(calendar).unwrap()))
    }

    fn tehran(text: &str) -> Moment {
        format!("{text}.000000Z")
            .parse::<Moment>()
            .unwrap()
            .plus_seconds(-(3 * 3600 + 1800))
    }

    #[test]
    fn an_act_out_of_hours_waits_until_the_office_opens() {
        // 2026-11-26 is a Thursday, and 7 Azar 1405 the Saturday after it.
        for (wished, done) in [
            ("2026-11-25T09:12:13", "2026-11-25T09:12:13"),
            ("2026-11-25T06:00:00", "2026-11-25T07:30:00"),
            ("2026-11-25T14:30:00", "2026-11-26T07:30:00"),
            ("2026-11-26T12:29:59", "2026-11-26T12:29:59"),
            ("2026-11-26T12:30:00", "2026-11-29T07:30:00"),
            ("2026-11-27T10:00:00", "2026-11-29T07:30:00"),
            ("2026-11-28T10:00:00", "2026-11-29T07:30:00"),
        ] {
            assert_eq!(hours().from(tehran(wished)), tehran(done), "{wished}");
        }
    }

    #[test]
    fn the_last_minute_of_work_lies_before_a_night_or_a_day_of_rest() {
        for (now, last) in [
            ("2026-11-25T09:12:13", "2026-11-25T09:12:13"),
            ("2026-11-25T20:00:00", "2026-11-25T14:29:00"),
            ("2026-11-25T03:00:00", "2026-11-24T14:29:00"),
            ("2026-11-28T10:00:00", "2026-11-26T12:29:00"),
        ] {
            assert_eq!(hours().until(tehran(now)), tehran(last), "{now}");
        }
    }

    #[test]
    fn a_day_of_work_is_spread_over_its_opening_hours() {
        let day = tehran("2026-11-26T23:00:00");
        assert_eq!(hours().on(day, 0), tehran("2026-11-26T07:30:00"));
        assert_eq!(hours().on(day, 500), tehran("2026-11-26T10:00:00"));
        let rest = tehran("2026-11-27T00:00:00");
        assert_eq!(hours().on(rest, 0), tehran("2026-11-29T07:30:00"));
    }
}

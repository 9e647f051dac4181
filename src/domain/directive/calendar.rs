//! Days on which offices are closed: weekly rest, solar holidays by rule, listed dates.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use super::almanac::Content;
use super::model::Title;
use crate::domain::access::UnitPath;
use crate::text::jalali;

/// Why a day is not a working day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rest {
    Weekly,
    Holiday,
}

/// A holiday and what it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holiday {
    pub title: Title,
    /// The date follows a calculated lunar calendar and may fall a day off.
    pub computed: bool,
}

/// The calendar of one unit in one version.
#[derive(Debug, Clone)]
pub struct Calendar {
    pub version: String,
    known: (i32, i32),
    weekly: BTreeSet<i8>,
    solar: BTreeMap<(u8, u8), Holiday>,
    dated: BTreeMap<Date, Holiday>,
}

impl Calendar {
    /// A calendar without holidays.
    pub(super) fn new(
        version: &str,
        known: (i32, i32),
        weekly: impl Iterator<Item = Weekday>,
    ) -> Self {
        Self {
            version: version.to_owned(),
            known,
            weekly: weekly.map(Weekday::to_monday_zero_offset).collect(),
            solar: BTreeMap::new(),
            dated: BTreeMap::new(),
        }
    }

    /// A holiday on this month and day of every Jalali year.
    pub(super) fn every_year(&mut self, day: (u8, u8), holiday: Holiday) {
        self.solar.insert(day, holiday);
    }

    /// A holiday on one day.
    pub(super) fn once(&mut self, day: Date, holiday: Holiday) {
        self.dated.insert(day, holiday);
    }

    /// The country's calendar as a calendar file has it.
    ///
    /// # Errors
    /// The text is not a calendar: unknown key, weekday or date.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (name, content) = Content::parse(text)?;
        let country = UnitPath::country();
        Ok(content.of(&name, &country))
    }

    /// Why offices are closed on `day`, if they are.
    #[must_use]
    pub fn rest(&self, day: Date) -> Option<Rest> {
        if self.weekly.contains(&day.weekday().to_monday_zero_offset()) {
            return Some(Rest::Weekly);
        }
        self.holiday(day).map(|_| Rest::Holiday)
    }

    /// The holiday on `day`, if it is one.
    #[must_use]
    pub fn holiday(&self, day: Date) -> Option<&Holiday> {
        self.dated.get(&day).or_else(|| {
            let jalali = jalali::from_civil(day);
            self.solar.get(&(jalali.month, jalali.day))
        })
    }

    /// Whether the lunar holidays of that year are entered. Where they are not, a due date can
    /// still move when they are.
    #[must_use]
    pub fn knows(&self, day: Date) -> bool {
        let year = jalali::from_civil(day).year;
        (self.known.0..=self.known.1).contains(&year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHIPPED: &str = include_str!("../../../directives/calendars/iran.toml");

    fn j(text: &str) -> Date {
        jalali::parse_numeric(text).unwrap()
    }

    #[test]
    fn fridays_and_holidays_are_days_of_rest_and_other_thursdays_are_not() {
        let calendar = Calendar::parse(SHIPPED).unwrap();
        assert_eq!(calendar.rest(j("1405-09-06")), Some(Rest::Weekly));
        assert_eq!(calendar.rest(j("1405-09-05")), None);
        assert_eq!(calendar.rest(j("1404-11-22")), Some(Rest::Holiday));
        let nowruz = calendar.holiday(j("1404-01-03")).unwrap();
        assert_eq!(
            (nowruz.title.en.as_str(), nowruz.computed),
            ("Nowruz", false)
        );
    }

    #[test]
    fn a_province_that_rests_on_thursday_says_so() {
        let text = SHIPPED.replace("[\"friday\"]", "[\"thursday\", \"friday\"]");
        let calendar = Calendar::parse(&text).unwrap();
        assert_eq!(calendar.rest(j("1405-09-05")), Some(Rest::Weekly));
    }

    #[test]
    fn lunar_holidays_to_come_are_marked_as_computed_and_those_past_are_not() {
        let calendar = Calendar::parse(SHIPPED).unwrap();
        assert!(!calendar.holiday(j("1403-04-26")).unwrap().computed);
        assert!(calendar.holiday(j("1405-04-05")).unwrap().computed);
        assert!(calendar.knows(j("1402-01-01")) && calendar.knows(j("1406-12-29")));
        assert!(!calendar.knows(j("1407-01-05")));
    }

    #[test]
    fn a_wrong_calendar_is_refused() {
        for (good, bad) in [
            ("\"1402-01-23\"", "\"1402-13-23\""),
            ("[\"friday\"]", "[\"fryday\"]"),
            ("month = 11", "month = 13"),
            ("version =", "edition ="),
        ] {
            assert!(
                Calendar::parse(&SHIPPED.replacen(good, bad, 1)).is_err(),
                "{bad}"
            );
        }
    }
}

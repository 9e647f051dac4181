//! Civil dates in the solar Hijri (Jalali) calendar, the calendar of every Iranian office.

use std::fmt;
use std::str::FromStr;

use icu_calendar::Iso;
use icu_calendar::cal::Persian;
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Phrase, digits, k};

mod written;

pub use written::{
    MONTHS, long, month_and_year, month_key, month_name, near, numeric, short, time_of_day,
    weekday, with_weekday,
};

/// Years that can be written as four digits and lie where the calendar's rule is known.
pub const YEARS: std::ops::RangeInclusive<i32> = 1000..=2999;

/// A day of the Jalali calendar. Always a day that exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JalaliDate {
    pub year: i32,
    /// 1 for Farvardin to 12 for Esfand.
    pub month: u8,
    pub day: u8,
    civil: Date,
}

impl JalaliDate {
    /// The day, if the calendar has it: 30 Esfand only in leap years.
    pub fn new(year: i32, month: u8, day: u8) -> Result<Self, NotADate> {
        if !YEARS.contains(&year) {
            return Err(NotADate::Year);
        }
        let length = days_in_month(year, month);
        if length == 0 {
            return Err(NotADate::Month);
        }
        if day == 0 || day > length {
            return Err(NotADate::Day {
                year,
                month,
                length,
            });
        }
        let civil = civil_of(year, month, day).ok_or(NotADate::Year)?;
        Ok(Self {
            year,
            month,
            day,
            civil,
        })
    }

    /// The Jalali name of a civil day.
    #[must_use]
    pub fn from_civil(civil: Date) -> Self {
        let (year, month, day) = jalali_of(civil).unwrap_or((0, 0, 0));
        Self {
            year,
            month,
            day,
            civil,
        }
    }

    /// The civil (Gregorian) day.
    #[must_use]
    pub const fn to_civil(self) -> Date {
        self.civil
    }

    /// The same day `months` later (earlier when negative), or the last day of that month when it
    /// is shorter. Nothing outside the known years.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Option<Self> {
        let from_zero = self.year * 12 + i32::from(self.month) - 1;
        let at = from_zero.checked_add(months)?;
        let year = at.div_euclid(12);
        let month = u8::try_from(at.rem_euclid(12) + 1).ok()?;
        Self::new(year, month, self.day.min(days_in_month(year, month))).ok()
    }

    /// The same day `years` later; 30 Esfand becomes 29 where the year is common.
    #[must_use]
    pub fn plus_years(self, years: i32) -> Option<Self> {
        self.plus_months(years.checked_mul(12)?)
    }

    /// The day from three typed fields, in any digits and with stray spaces.
    pub fn from_typed(year: &str, month: &str, day: &str) -> Result<Self, NotADate> {
        let year = typed_year(year)?;
        let month = typed_month(month)?;
        match typed(day).and_then(|d| d.parse().ok()) {
            Some(day) => Self::new(year, month, day),
            None => Err(NotADate::Day {
                year,
                month,
                length: days_in_month(year, month),
            }),
        }
    }
}

/// A typed year of four digits, in any digits, within [`YEARS`].
pub fn typed_year(text: &str) -> Result<i32, NotADate> {
    let year: Option<i32> = typed(text)
        .filter(|y| y.len() == 4)
        .and_then(|y| y.parse().ok());
    year.filter(|y| YEARS.contains(y)).ok_or(NotADate::Year)
}

/// A typed month, as a number from 1 to 12 in any digits.
pub fn typed_month(text: &str) -> Result<u8, NotADate> {
    let month: Option<u8> = typed(text).and_then(|m| m.parse().ok());
    month
        .filter(|m| (1..=12).contains(m))
        .ok_or(NotADate::Month)
}

/// A typed field as Latin digits, if it holds nothing else.
fn typed(text: &str) -> Option<String> {
    let latin = digits::to_latin(text.trim());
    let only_digits = !latin.is_empty() && latin.bytes().all(|b| b.is_ascii_digit());
    only_digits.then_some(latin)
}

/// Why typed fields are no day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotADate {
    /// The year is missing, not of four digits, or out of range.
    #[error("not a Jalali year")]
    Year,
    /// The month is missing or not 1 to 12.
    #[error("not a Jalali month")]
    Month,
    /// The month has no such day.
    #[error("Jalali {year}-{month:02} has {length} days")]
    Day { year: i32, month: u8, length: u8 },
    /// The text is not of the form `1386-07-12`.
    #[error("not of the form 1386-07-12")]
    Form,
}

impl NotADate {
    /// What to tell the person who typed it.
    #[must_use]
    pub fn words(self) -> Phrase {
        match self {
            Self::Year => k::DATE_ERROR_YEAR.into(),
            Self::Month => k::DATE_ERROR_MONTH.into(),
            Self::Day {
                year,
                month,
                length,
            } => k::date_error_day(length, month_key(month).unwrap_or(k::MONTH_1), year),
            Self::Form => k::DATE_ERROR_FORM.into(),
        }
    }
}

/// The Jalali name of a civil day.
#[must_use]
pub fn from_civil(day: Date) -> JalaliDate {
    JalaliDate::from_civil(day)
}

/// The civil day of a Jalali date; nothing when there is no such day.
#[must_use]
pub fn to_civil(year: i32, month: u8, day: u8) -> Option<Date> {
    JalaliDate::new(year, month, day)
        .ok()
        .map(JalaliDate::to_civil)
}

/// Reads `1405-07-12` or `۱۴۰۵/۷/۱۲`, in any digits.
#[must_use]
pub fn parse_numeric(text: &str) -> Option<Date> {
    text.parse().ok().map(JalaliDate::to_civil)
}

/// `months` Jalali months later; the last day of the month where that day is missing.
#[must_use]
pub fn add_months(day: Date, months: u32) -> Date {
    let later = i32::try_from(months)
        .ok()
        .and_then(|m| from_civil(day).plus_months(m));
    later.map_or(day, JalaliDate::to_civil)
}

/// Days in a month of the calendar; 0 for a month that does not exist.
#[must_use]
pub fn days_in_month(year: i32, month: u8) -> u8 {
    let first = icu_calendar::Date::try_new_persian(year, month, 1);
    first.map_or(0, |first| first.days_in_month())
}

/// Whether Esfand of this year has 30 days.
#[must_use]
pub fn is_leap(year: i32) -> bool {
    days_in_month(year, 12) == 30
}

fn civil_of(year: i32, month: u8, day: u8) -> Option<Date> {
    let iso = icu_calendar::Date::try_new_persian(year, month, day)
        .ok()?
        .to_calendar(Iso);
    let civil_year = i16::try_from(iso.year().extended_year()).ok()?;
    let civil_month = i8::try_from(iso.month().ordinal).ok()?;
    let civil_day = i8::try_from(iso.day_of_month().0).ok()?;
    Date::new(civil_year, civil_month, civil_day).ok()
}

fn jalali_of(civil: Date) -> Option<(i32, u8, u8)> {
    let month = u8::try_from(civil.month()).ok()?;
    let day = u8::try_from(civil.day()).ok()?;
    let iso: icu_calendar::Date<Iso> =
        icu_calendar::Date::try_new_iso(i32::from(civil.year()), month, day).ok()?;
    let jalali = iso.to_calendar(Persian);
    Some((
        jalali.year().extended_year(),
        jalali.month().ordinal,
        jalali.day_of_month().0,
    ))
}

impl From<Date> for JalaliDate {
    fn from(civil: Date) -> Self {
        Self::from_civil(civil)
    }
}

impl From<JalaliDate> for Date {
    fn from(day: JalaliDate) -> Self {
        day.civil
    }
}

/// `1386-07-12`: the stored form.
impl fmt::Display for JalaliDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Reads `1386-07-12` and `۱۳۸۶/۷/۱۲`.
impl FromStr for JalaliDate {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let parts: Vec<&str> = text.split(['-', '/']).collect();
        match parts.as_slice() {
            [year, month, day] => Self::from_typed(year, month, day),
            _ => Err(NotADate::Form),
        }
    }
}

impl Serialize for JalaliDate {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for JalaliDate {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::{Locale, Words};

    fn civil(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn known_days_agree_with_the_printed_calendar() {
        for (jalali, gregorian) in [
            ("1403-05-12", "2024-08-02"),
            ("1403-12-30", "2025-03-20"),
            ("1405-07-12", "2026-10-04"),
            ("1362-01-01", "1983-03-21"),
            ("1300-01-01", "1921-03-21"),
        ] {
            let day: JalaliDate = jalali.parse().unwrap();
            assert_eq!(day.to_civil(), civil(gregorian), "{jalali}");
            assert_eq!(JalaliDate::from(civil(gregorian)).to_string(), jalali);
        }
    }

    #[test]
    fn esfand_has_thirty_days_in_leap_years_only() {
        for year in [1399, 1403, 1408] {
            assert!(is_leap(year), "{year}");
        }
        for year in [1402, 1404, 1405, 1407] {
            assert!(!is_leap(year), "{year}");
            assert_eq!(
                JalaliDate::new(year, 12, 30),
                Err(NotADate::Day {
                    year,
                    month: 12,
                    length: 29
                })
            );
        }
    }

    #[test]
    fn typed_fields_may_be_in_any_digits_and_say_what_is_wrong() {
        let day = JalaliDate::from_typed(" ۱۳۸۶", "٧ ", "12").unwrap();
        assert_eq!(day.to_string(), "1386-07-12");
        assert_eq!(JalaliDate::from_typed("62", "1", "1"), Err(NotADate::Year));
        assert_eq!(
            JalaliDate::from_typed("1362", "13", "1"),
            Err(NotADate::Month)
        );
        assert_eq!(
            JalaliDate::from_typed("1362", "0", "1"),
            Err(NotADate::Month)
        );
        let fault = JalaliDate::from_typed("1362", "8", "31").unwrap_err();
        assert_eq!(
            Words::of(Locale::Fa)
                .say(fault.words())
                .replace(['\u{2068}', '\u{2069}'], ""),
            "آبان ۱۳۶۲ روزهای ۱ تا ۳۰ دارد."
        );
    }

    #[test]
    fn months_are_added_by_the_calendar_not_by_thirty_days() {
        let day: JalaliDate = "1404-06-31".parse().unwrap();
        assert_eq!(day.plus_months(1).unwrap().to_string(), "1404-07-30");
        assert_eq!(day.plus_months(6).unwrap().to_string(), "1404-12-29");
        assert_eq!(day.plus_months(-6).unwrap().to_string(), "1403-12-30");
        let leap: JalaliDate = "1403-12-30".parse().unwrap();
        assert_eq!(leap.plus_years(1).unwrap().to_string(), "1404-12-29");
    }

    #[test]
    fn leap_years_follow_the_rule_of_33_years() {
        for year in 1300..=1500 {
            assert_eq!(is_leap(year), (25 * year + 11) % 33 < 8, "{year}");
        }
    }

    proptest! {
        #[test]
        fn every_day_of_two_centuries_comes_back(offset in 0i32..80_000) {
            let day = civil("1821-03-21").checked_add(jiff::Span::new().days(offset)).unwrap();
            let jalali = JalaliDate::from(day);
            prop_assert_eq!(jalali.to_string().parse::<JalaliDate>().unwrap().to_civil(), day);
            prop_assert_eq!(JalaliDate::new(jalali.year, jalali.month, jalali.day), Ok(jalali));
            let json = serde_json::to_string(&jalali).unwrap();
            prop_assert_eq!(serde_json::from_str::<JalaliDate>(&json).unwrap(), jalali);
        }
    }
}

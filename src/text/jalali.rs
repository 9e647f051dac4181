//! Civil dates in the Jalali calendar (ICU4X, 33-year rule with its correction table).

use icu_calendar::Date as IcuDate;
use icu_calendar::cal::Persian;
use jiff::civil::Date;

use super::digits::{localized, to_latin};
use super::{Key, Locale, Words, k};

/// Year, month from 1, day from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Jalali {
    pub year: i32,
    pub month: u8,
    pub day: u8,
}

/// The Jalali date of a civil day.
#[must_use]
pub fn from_civil(date: Date) -> Jalali {
    let (month, day) = (date.month().unsigned_abs(), date.day().unsigned_abs());
    let persian = IcuDate::try_new_iso(i32::from(date.year()), month, day)
        .map(|iso| iso.to_calendar(Persian));
    match persian {
        Ok(p) => Jalali {
            year: p.year().extended_year(),
            month: p.month().ordinal,
            day: p.day_of_month().0,
        },
        Err(_) => Jalali {
            year: 0,
            month: 1,
            day: 1,
        },
    }
}

/// The civil day of a Jalali date; nothing when there is no such day.
#[must_use]
pub fn to_civil(year: i32, month: u8, day: u8) -> Option<Date> {
    let iso = IcuDate::try_new_persian(year, month, day)
        .ok()?
        .to_calendar(icu_calendar::Iso);
    let year = i16::try_from(iso.year().extended_year()).ok()?;
    let month = i8::try_from(iso.month().ordinal).ok()?;
    Date::new(year, month, i8::try_from(iso.day_of_month().0).ok()?).ok()
}

/// Days in a Jalali month.
#[must_use]
pub fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        1..=6 => 31,
        7..=11 => 30,
        _ if to_civil(year, 12, 30).is_some() => 30,
        _ => 29,
    }
}

/// `months` Jalali months later; the last day of the month where that day is missing.
#[must_use]
pub fn add_months(date: Date, months: u32) -> Date {
    let j = from_civil(date);
    let index = i64::from(j.year) * 12 + i64::from(j.month) - 1 + i64::from(months);
    let year = i32::try_from(index.div_euclid(12)).unwrap_or(j.year);
    let month = u8::try_from(index.rem_euclid(12) + 1).unwrap_or(j.month);
    to_civil(year, month, j.day.min(days_in_month(year, month))).unwrap_or(date)
}

/// Reads `1405-07-12` or `1405/7/12` in any digits.
#[must_use]
pub fn parse_numeric(text: &str) -> Option<Date> {
    let latin = to_latin(text.trim());
    let mut parts = latin.split(['-', '/']);
    let (y, m, d) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    to_civil(y.parse().ok()?, m.parse().ok()?, d.parse().ok()?)
}

/// The months' names, from Farvardin.
pub const MONTHS: [Key; 12] = [
    k::MONTH_1,
    k::MONTH_2,
    k::MONTH_3,
    k::MONTH_4,
    k::MONTH_5,
    k::MONTH_6,
    k::MONTH_7,
    k::MONTH_8,
    k::MONTH_9,
    k::MONTH_10,
    k::MONTH_11,
    k::MONTH_12,
];

const WEEKDAYS: [Key; 7] = [
    k::WEEKDAY_1,
    k::WEEKDAY_2,
    k::WEEKDAY_3,
    k::WEEKDAY_4,
    k::WEEKDAY_5,
    k::WEEKDAY_6,
    k::WEEKDAY_7,
];

/// The name of a month, 1 to 12.
#[must_use]
pub fn month_name(locale: Locale, month: u8) -> &'static str {
    let key = MONTHS.get(usize::from(month).wrapping_sub(1)).copied();
    key.map_or("", |key| Words::of(locale).t(key))
}

/// `۱۲ مهر ۱۴۰۵`.
#[must_use]
pub fn long(locale: Locale, date: Date) -> String {
    let j = from_civil(date);
    localized(
        locale,
        &format!("{} {} {}", j.day, month_name(locale, j.month), j.year),
    )
}

/// `۱۲ مهر`.
#[must_use]
pub fn short(locale: Locale, date: Date) -> String {
    let j = from_civil(date);
    localized(
        locale,
        &format!("{} {}", j.day, month_name(locale, j.month)),
    )
}

/// `۱۲ مهر`, with the year when it is not that of `today`.
#[must_use]
pub fn near(locale: Locale, date: Date, today: Date) -> String {
    if from_civil(date).year == from_civil(today).year {
        short(locale, date)
    } else {
        long(locale, date)
    }
}

/// `۱۴۰۵/۰۷/۱۲`.
#[must_use]
pub fn numeric(locale: Locale, date: Date) -> String {
    let j = from_civil(date);
    localized(
        locale,
        &format!("{:04}/{:02}/{:02}", j.year, j.month, j.day),
    )
}

/// `دوشنبه ۲ آذر ۱۴۰۵`.
#[must_use]
pub fn with_weekday(locale: Locale, date: Date) -> String {
    let index = usize::from(date.weekday().to_monday_zero_offset().unsigned_abs());
    let name = WEEKDAYS
        .get(index)
        .map_or("", |key| Words::of(locale).t(*key));
    format!("{name} {}", long(locale, date))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_days_agree() {
        assert_eq!(to_civil(1403, 12, 30).unwrap().to_string(), "2025-03-20");
        assert_eq!(to_civil(1404, 12, 30), None);
        assert_eq!(
            numeric(Locale::Fa, Date::new(2024, 8, 2).unwrap()),
            "۱۴۰۳/۰۵/۱۲"
        );
        assert_eq!(
            long(Locale::En, Date::new(2024, 8, 2).unwrap()),
            "12 Mordad 1403"
        );
        assert!(with_weekday(Locale::Fa, Date::new(2026, 11, 23).unwrap()).starts_with("دوشنبه"));
    }

    #[test]
    fn leap_years_follow_the_33_year_rule() {
        for year in 1300..=1500 {
            assert_eq!(
                days_in_month(year, 12) == 30,
                (25 * year + 11) % 33 < 8,
                "{year}"
            );
        }
    }

    proptest! {
        #[test]
        fn every_day_comes_back(days in 0i32..80_000) {
            let date = Date::new(1850, 1, 1).unwrap().saturating_add(jiff::Span::new().days(days));
            let j = from_civil(date);
            prop_assert_eq!(to_civil(j.year, j.month, j.day), Some(date));
        }
    }
}

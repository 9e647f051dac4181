//! Days as the office writes them.

use jiff::civil::{Date, Weekday};

use super::from_civil;
use crate::text::{Key, Locale, Words, digits, k};

/// The messages with the months' names, from Farvardin.
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

/// The message with the name of a month, 1 to 12.
#[must_use]
pub fn month_key(month: u8) -> Option<Key> {
    MONTHS.get(usize::from(month).checked_sub(1)?).copied()
}

/// The name of a month, 1 to 12; empty for any other number.
#[must_use]
pub fn month_name(locale: Locale, month: u8) -> &'static str {
    month_key(month).map_or("", |key| Words::of(locale).t(key))
}

/// The name of the day of the week: «دوشنبه» / "Monday".
#[must_use]
pub fn weekday(locale: Locale, day: Date) -> &'static str {
    Words::of(locale).t(match day.weekday() {
        Weekday::Monday => k::WEEKDAY_1,
        Weekday::Tuesday => k::WEEKDAY_2,
        Weekday::Wednesday => k::WEEKDAY_3,
        Weekday::Thursday => k::WEEKDAY_4,
        Weekday::Friday => k::WEEKDAY_5,
        Weekday::Saturday => k::WEEKDAY_6,
        Weekday::Sunday => k::WEEKDAY_7,
    })
}

/// «۱۲ مهر ۱۴۰۵» / "12 Mehr 1405".
#[must_use]
pub fn long(locale: Locale, day: Date) -> String {
    let j = from_civil(day);
    digits::localized(
        locale,
        &format!("{} {} {}", j.day, month_name(locale, j.month), j.year),
    )
}

/// «۱۲ مهر» / "12 Mehr", where the year is plain.
#[must_use]
pub fn short(locale: Locale, day: Date) -> String {
    let j = from_civil(day);
    digits::localized(
        locale,
        &format!("{} {}", j.day, month_name(locale, j.month)),
    )
}

/// «۱۲ مهر», with the year when it is not that of `today`.
#[must_use]
pub fn near(locale: Locale, day: Date, today: Date) -> String {
    if from_civil(day).year == from_civil(today).year {
        short(locale, day)
    } else {
        long(locale, day)
    }
}

/// «یکشنبه ۱۲ مهر ۱۴۰۵» / "Sunday 12 Mehr 1405".
#[must_use]
pub fn with_weekday(locale: Locale, day: Date) -> String {
    format!("{} {}", weekday(locale, day), long(locale, day))
}

/// «مهر ۱۴۰۵» / "Mehr 1405".
#[must_use]
pub fn month_and_year(locale: Locale, year: i32, month: u8) -> String {
    digits::localized(locale, &format!("{} {year}", month_name(locale, month)))
}

/// «۱۴۰۵/۰۷/۱۲» / "1405/07/12".
#[must_use]
pub fn numeric(locale: Locale, day: Date) -> String {
    let j = from_civil(day);
    digits::localized(
        locale,
        &format!("{:04}/{:02}/{:02}", j.year, j.month, j.day),
    )
}

/// Hour and minute, «۱۴:۰۵» / "14:05".
#[must_use]
pub fn time_of_day(locale: Locale, (hour, minute): (i8, i8)) -> String {
    digits::localized(locale, &format!("{hour:02}:{minute:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_as_the_office_writes_them() {
        let day = "2026-10-04".parse().unwrap();
        assert_eq!(long(Locale::Fa, day), "۱۲ مهر ۱۴۰۵");
        assert_eq!(long(Locale::En, day), "12 Mehr 1405");
        assert_eq!(short(Locale::Fa, day), "۱۲ مهر");
        assert_eq!(numeric(Locale::Fa, day), "۱۴۰۵/۰۷/۱۲");
        assert_eq!(with_weekday(Locale::Fa, day), "یکشنبه ۱۲ مهر ۱۴۰۵");
        assert_eq!(time_of_day(Locale::Fa, (9, 5)), "۰۹:۰۵");
    }
}

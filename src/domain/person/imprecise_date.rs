//! Birth dates as people without papers know them: a day, a month, a year, a span of years, or
//! not at all.

use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::age::Age;
use crate::text::jalali::{self, JalaliDate, NotADate};
use crate::text::{Phrase, k};

/// Jalali years in which a person in a file, or an ancestor, can have been born.
pub const YEARS: RangeInclusive<i32> = 1200..=1599;

titled_codes! {
    /// How much of a date is known.
    Precision {
        Day = "day" => DATE_PRECISION_DAY,
        Month = "month" => DATE_PRECISION_MONTH,
        Year = "year" => DATE_PRECISION_YEAR,
        /// Between two years, both counted.
        Range = "range" => DATE_PRECISION_RANGE,
        Unknown = "unknown" => DATE_PRECISION_UNKNOWN,
    }
}

/// A Jalali date of known precision. Stored as `1386-07-12`, `1386-07`, `1358`, `1362..1364` or
/// `unknown`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ImpreciseDate(Known);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Known {
    Day(JalaliDate),
    Month { year: i32, month: u8 },
    Year(i32),
    Range { from: i32, to: i32 },
    Nothing,
}

impl ImpreciseDate {
    /// Nothing is known.
    pub const UNKNOWN: Self = Self(Known::Nothing);

    /// A day.
    pub fn day(day: JalaliDate) -> Result<Self, NotABirthDate> {
        check_year(day.year)?;
        Ok(Self(Known::Day(day)))
    }

    /// A month of a year.
    pub fn month(year: i32, month: u8) -> Result<Self, NotABirthDate> {
        check_year(year)?;
        if jalali::days_in_month(year, month) == 0 {
            return Err(NotABirthDate::Date(NotADate::Month));
        }
        Ok(Self(Known::Month { year, month }))
    }

    /// A year.
    pub fn year(year: i32) -> Result<Self, NotABirthDate> {
        check_year(year)?;
        Ok(Self(Known::Year(year)))
    }

    /// A span of years, both counted.
    pub fn range(from: i32, to: i32) -> Result<Self, NotABirthDate> {
        check_year(from)?;
        check_year(to)?;
        if from < to {
            Ok(Self(Known::Range { from, to }))
        } else {
            Err(NotABirthDate::Range)
        }
    }

    /// From the fields of a form, in any digits. Fields that the precision does not ask for are
    /// not looked at.
    pub fn from_typed(typed: &Typed<'_>) -> Result<Self, NotABirthDate> {
        let precision = Precision::from_code(typed.precision).ok_or(NotABirthDate::Precision)?;
        match precision {
            Precision::Day => {
                Self::day(JalaliDate::from_typed(typed.year, typed.month, typed.day)?)
            }
            Precision::Month => {
                let year = jalali::typed_year(typed.year)?;
                Self::month(year, jalali::typed_month(typed.month)?)
            }
            Precision::Year => Self::year(jalali::typed_year(typed.year)?),
            Precision::Range => {
                let from = jalali::typed_year(typed.year)?;
                Self::range(from, jalali::typed_year(typed.to_year)?)
            }
            Precision::Unknown => Ok(Self::UNKNOWN),
        }
    }

    /// How much is known.
    #[must_use]
    pub const fn precision(self) -> Precision {
        match self.0 {
            Known::Day(_) => Precision::Day,
            Known::Month { .. } => Precision::Month,
            Known::Year(_) => Precision::Year,
            Known::Range { .. } => Precision::Range,
            Known::Nothing => Precision::Unknown,
        }
    }

    /// The first day it can have been.
    #[must_use]
    pub fn earliest(self) -> Option<Date> {
        self.first().map(JalaliDate::to_civil)
    }

    /// The last day it can have been.
    #[must_use]
    pub fn latest(self) -> Option<Date> {
        self.last().map(JalaliDate::to_civil)
    }

    /// The age on `day` in whole Jalali years, from the least to the most it can be.
    #[must_use]
    pub fn age_on(self, day: Date) -> Option<Age> {
        let day = JalaliDate::from(day);
        Some(Age::between(self.first()?, self.last()?, day))
    }

    /// Whether both can be the same day.
    #[must_use]
    pub fn may_equal(self, other: Self) -> bool {
        match (self.first(), self.last(), other.first(), other.last()) {
            (Some(a), Some(b), Some(c), Some(d)) => a <= d && c <= b,
            _ => true,
        }
    }

    /// The date in words.
    #[must_use]
    pub fn words(self) -> Phrase {
        match self.0 {
            Known::Day(day) => k::date_of_day(day.to_civil()),
            Known::Month { year, month } => {
                k::date_of_month(jalali::month_key(month).unwrap_or(k::UNKNOWN), year)
            }
            Known::Year(year) => k::date_of_year(year),
            Known::Range { from, to } => k::date_of_range(from, to),
            Known::Nothing => k::DATE_NOT_KNOWN.into(),
        }
    }

    fn first(self) -> Option<JalaliDate> {
        let (year, month) = match self.0 {
            Known::Day(day) => return Some(day),
            Known::Month { year, month } => (year, month),
            Known::Year(year) | Known::Range { from: year, .. } => (year, 1),
            Known::Nothing => return None,
        };
        JalaliDate::new(year, month, 1).ok()
    }

    fn last(self) -> Option<JalaliDate> {
        let (year, month) = match self.0 {
            Known::Day(day) => return Some(day),
            Known::Month { year, month } => (year, month),
            Known::Year(year) | Known::Range { to: year, .. } => (year, 12),
            Known::Nothing => return None,
        };
        JalaliDate::new(year, month, jalali::days_in_month(year, month)).ok()
    }
}

/// The fields of a form in which a date is typed. `year` is the first year of a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Typed<'a> {
    /// Code of a [`Precision`].
    pub precision: &'a str,
    pub day: &'a str,
    pub month: &'a str,
    pub year: &'a str,
    pub to_year: &'a str,
}

fn check_year(year: i32) -> Result<(), NotABirthDate> {
    if YEARS.contains(&year) {
        Ok(())
    } else {
        Err(NotABirthDate::Date(NotADate::Year))
    }
}

/// Why what was typed is no birth date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotABirthDate {
    #[error(transparent)]
    Date(#[from] NotADate),
    /// The years of a span are equal or the wrong way round.
    #[error("the last year is not after the first")]
    Range,
    /// Nobody said how precisely the date is known.
    #[error("no such precision")]
    Precision,
}

impl NotABirthDate {
    /// What to tell the person who typed it.
    #[must_use]
    pub fn words(self) -> Phrase {
        match self {
            Self::Date(fault) => fault.words(),
            Self::Range => k::DATE_ERROR_RANGE.into(),
            Self::Precision => k::DATE_ERROR_PRECISION.into(),
        }
    }
}

/// The stored form.
impl fmt::Display for ImpreciseDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Known::Day(day) => day.fmt(f),
            Known::Month { year, month } => write!(f, "{year:04}-{month:02}"),
            Known::Year(year) => write!(f, "{year:04}"),
            Known::Range { from, to } => write!(f, "{from:04}..{to:04}"),
            Known::Nothing => f.write_str("unknown"),
        }
    }
}

/// Reads the stored form, in any digits.
impl FromStr for ImpreciseDate {
    type Err = NotABirthDate;

    fn from_str(text: &str) -> Result<Self, NotABirthDate> {
        if text == "unknown" {
            return Ok(Self::UNKNOWN);
        }
        if let Some((from, to)) = text.split_once("..") {
            return Self::range(jalali::typed_year(from)?, jalali::typed_year(to)?);
        }
        let parts: Vec<&str> = text.split('-').collect();
        match parts.as_slice() {
            [year] => Self::year(jalali::typed_year(year)?),
            [year, month] => Self::month(jalali::typed_year(year)?, jalali::typed_month(month)?),
            [year, month, day] => Self::day(JalaliDate::from_typed(year, month, day)?),
            _ => Err(NotABirthDate::Date(NotADate::Form)),
        }
    }
}

impl TryFrom<String> for ImpreciseDate {
    type Error = NotABirthDate;

    fn try_from(text: String) -> Result<Self, NotABirthDate> {
        text.parse()
    }
}

impl From<ImpreciseDate> for String {
    fn from(date: ImpreciseDate) -> Self {
        date.to_string()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::{Locale, Words, without_isolates};

    fn date(text: &str) -> ImpreciseDate {
        text.parse().unwrap()
    }

    fn civil(text: &str) -> Date {
        text.parse::<JalaliDate>().unwrap().to_civil()
    }

    fn said(locale: Locale, text: &str) -> String {
        without_isolates(&Words::of(locale).say(date(text).words()))
    }

    #[test]
    fn each_precision_is_said_in_both_languages() {
        for (text, fa, en) in [
            ("1386-07-12", "۱۲ مهر ۱۳۸۶", "12 Mehr 1386"),
            ("1386-07", "مهر ۱۳۸۶", "Mehr 1386"),
            ("1358", "سال ۱۳۵۸", "1358"),
            ("1362..1364", "میان ۱۳۶۲ و ۱۳۶۴", "between 1362 and 1364"),
            ("unknown", "تاریخ نامعلوم", "Date unknown"),
        ] {
            assert_eq!(said(Locale::Fa, text), fa);
            assert_eq!(said(Locale::En, text), en);
        }
    }

    #[test]
    fn a_date_reaches_from_its_first_to_its_last_possible_day() {
        for (text, first, last) in [
            ("1386-07-12", "1386-07-12", "1386-07-12"),
            ("1386-07", "1386-07-01", "1386-07-30"),
            ("1399-12", "1399-12-01", "1399-12-30"),
            ("1402", "1402-01-01", "1402-12-29"),
            ("1362..1364", "1362-01-01", "1364-12-29"),
        ] {
            assert_eq!(date(text).earliest(), Some(civil(first)), "{text}");
            assert_eq!(date(text).latest(), Some(civil(last)), "{text}");
        }
        assert_eq!(date("unknown").earliest(), None);
    }

    #[test]
    fn an_age_is_known_as_far_as_the_date_is() {
        let day = civil("1405-07-12");
        let age = |text: &str| date(text).age_on(day).map(|age| (age.least, age.most));
        assert_eq!(age("1387-07-12"), Some((18, 18)));
        assert_eq!(age("1387-07-13"), Some((17, 17)));
        assert_eq!(age("1387-07"), Some((17, 18)));
        assert_eq!(age("1387"), Some((17, 18)));
        assert_eq!(age("1362..1364"), Some((40, 43)));
        assert_eq!(age("unknown"), None);
        assert_eq!(age("1406"), Some((0, 0)));
        let grown = date("1387").age_on(day).unwrap();
        assert!(!grown.surely_reached(18) && !grown.surely_under(18));
        assert_eq!(Words::of(Locale::Fa).say(grown.words()), "۱۷ تا ۱۸ ساله");
    }

    #[test]
    fn days_that_do_not_exist_are_refused_with_the_reason() {
        let fault = |text: &str| text.parse::<ImpreciseDate>().unwrap_err();
        assert!(matches!(
            fault("1402-12-30"),
            NotABirthDate::Date(NotADate::Day { length: 29, .. })
        ));
        assert!(date("1403-12-30").latest().is_some());
        assert_eq!(fault("1402-13"), NotABirthDate::Date(NotADate::Month));
        assert_eq!(fault("62"), NotABirthDate::Date(NotADate::Year));
        assert_eq!(fault("1100"), NotABirthDate::Date(NotADate::Year));
        assert_eq!(fault("1364..1362"), NotABirthDate::Range);
        assert_eq!(fault("1364..1364"), NotABirthDate::Range);
        assert_eq!(fault("1386-07-12-1"), NotABirthDate::Date(NotADate::Form));
    }

    #[test]
    fn the_form_reads_only_the_fields_of_its_precision() {
        let typed = Typed {
            precision: "year",
            day: "x",
            month: "",
            year: " ۱۳۵۸",
            to_year: "",
        };
        assert_eq!(ImpreciseDate::from_typed(&typed), Ok(date("1358")));
        let span = Typed {
            precision: "range",
            to_year: "١٣٦٤",
            year: "1362",
            ..typed
        };
        assert_eq!(ImpreciseDate::from_typed(&span), Ok(date("1362..1364")));
        let unsaid = Typed {
            precision: "",
            ..typed
        };
        assert_eq!(
            ImpreciseDate::from_typed(&unsaid),
            Err(NotABirthDate::Precision)
        );
        let nothing = Typed {
            precision: "unknown",
            ..typed
        };
        assert_eq!(
            ImpreciseDate::from_typed(&nothing),
            Ok(ImpreciseDate::UNKNOWN)
        );
    }

    #[test]
    fn dates_of_different_precision_are_compared_by_what_they_leave_open() {
        assert!(date("1386-07").may_equal(date("1386-07-12")));
        assert!(date("1386").may_equal(date("1380..1386")));
        assert!(!date("1386").may_equal(date("1387-01-01")));
        assert!(date("unknown").may_equal(date("1386")));
    }

    fn any_date() -> impl Strategy<Value = ImpreciseDate> {
        prop_oneof![
            (1200i32..1600, 1u8..=12, 1u8..=31).prop_filter_map("exists", |(y, m, d)| {
                ImpreciseDate::day(JalaliDate::new(y, m, d).ok()?).ok()
            }),
            (1200i32..1600, 1u8..=12).prop_map(|(y, m)| ImpreciseDate::month(y, m).unwrap()),
            (1200i32..1600).prop_map(|y| ImpreciseDate::year(y).unwrap()),
            (1200i32..1590, 1i32..10).prop_map(|(y, n)| ImpreciseDate::range(y, y + n).unwrap()),
            Just(ImpreciseDate::UNKNOWN),
        ]
    }

    proptest! {
        #[test]
        fn a_date_comes_back_from_storage(date in any_date()) {
            prop_assert_eq!(date.to_string().parse::<ImpreciseDate>(), Ok(date));
            let json = serde_json::to_string(&date).unwrap();
            prop_assert_eq!(serde_json::from_str::<ImpreciseDate>(&json).unwrap(), date);
        }

        #[test]
        fn the_first_day_is_never_after_the_last(date in any_date()) {
            prop_assert!(date.earliest() <= date.latest());
            prop_assert!(date.may_equal(date));
        }
    }
}

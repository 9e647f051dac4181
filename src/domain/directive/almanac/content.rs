//! What a version of the calendar says: days of rest for the country and for each province.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use crate::domain::access::UnitPath;
use crate::domain::directive::calendar::{Calendar, Holiday};
use crate::domain::directive::model::Title;
use crate::domain::directive::parse::digest_of;
use crate::domain::history::canonical;
use crate::text::{Key, digits, jalali, k};

/// A day of the week on which offices are closed, from Saturday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RestDay {
    Saturday,
    Sunday,
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
}

impl RestDay {
    /// The week.
    pub const ALL: [Self; 7] = [
        Self::Saturday,
        Self::Sunday,
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
    ];

    /// The code name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Saturday => "saturday",
            Self::Sunday => "sunday",
            Self::Monday => "monday",
            Self::Tuesday => "tuesday",
            Self::Wednesday => "wednesday",
            Self::Thursday => "thursday",
            Self::Friday => "friday",
        }
    }

    /// The day with this code name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|day| day.code() == code)
    }

    /// What it is called.
    #[must_use]
    pub const fn title(self) -> Key {
        match self {
            Self::Saturday => k::WEEKDAY_6,
            Self::Sunday => k::WEEKDAY_7,
            Self::Monday => k::WEEKDAY_1,
            Self::Tuesday => k::WEEKDAY_2,
            Self::Wednesday => k::WEEKDAY_3,
            Self::Thursday => k::WEEKDAY_4,
            Self::Friday => k::WEEKDAY_5,
        }
    }

    const fn weekday(self) -> Weekday {
        match self {
            Self::Saturday => Weekday::Saturday,
            Self::Sunday => Weekday::Sunday,
            Self::Monday => Weekday::Monday,
            Self::Tuesday => Weekday::Tuesday,
            Self::Wednesday => Weekday::Wednesday,
            Self::Thursday => Weekday::Thursday,
            Self::Friday => Weekday::Friday,
        }
    }
}

/// When a holiday falls: once (`1405-04-05`), or on the same day of every Jalali year (`11-22`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct When {
    /// None where it comes every year.
    pub year: Option<i32>,
    pub month: u8,
    pub day: u8,
}

/// No day of the Jalali calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no day of the Jalali calendar")]
pub struct NotADay;

impl When {
    /// Reads `1405-04-05`, `۱۴۰۵/۴/۵` or `11-22`, in any digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = digits::to_latin(text.trim()).replace('/', "-");
        if text.matches('-').count() == 1 {
            let (month, day) = text.split_once('-')?;
            return Self::yearly(month.parse().ok()?, day.parse().ok()?);
        }
        jalali::parse_numeric(&text).map(Self::on)
    }

    /// The same day of every year, where a year can have it.
    #[must_use]
    pub fn yearly(month: u8, day: u8) -> Option<Self> {
        let longest = match month {
            1..=6 => 31,
            7..=12 => 30,
            _ => return None,
        };
        (1..=longest).contains(&day).then_some(Self {
            year: None,
            month,
            day,
        })
    }

    /// Once.
    #[must_use]
    pub fn on(day: Date) -> Self {
        let jalali = jalali::from_civil(day);
        Self {
            year: Some(jalali.year),
            month: jalali.month,
            day: jalali.day,
        }
    }

    /// The civil day, where it comes once.
    #[must_use]
    pub fn date(self) -> Option<Date> {
        jalali::to_civil(self.year?, self.month, self.day)
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(year) => write!(f, "{year:04}-{:02}-{:02}", self.month, self.day),
            None => write!(f, "{:02}-{:02}", self.month, self.day),
        }
    }
}

impl From<When> for String {
    fn from(when: When) -> Self {
        when.to_string()
    }
}

impl TryFrom<String> for When {
    type Error = NotADay;

    fn try_from(text: String) -> Result<Self, NotADay> {
        Self::parse(&text).ok_or(NotADay)
    }
}

/// A holiday of the country or of one province.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub date: When,
    /// The country, or a province.
    pub unit: UnitPath,
    pub title: Title,
    /// The date follows a calculated lunar calendar and may fall a day off.
    pub computed: bool,
}

impl Entry {
    /// What there is one entry for: a day of a unit.
    #[must_use]
    pub fn place(&self) -> (UnitPath, When) {
        (self.unit.clone(), self.date)
    }
}

/// What a version of the calendar says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// First and last year for which the dated holidays are entered.
    pub known: (i32, i32),
    /// The weekly days of rest of the country, and of each province that has its own.
    pub weekly: BTreeMap<UnitPath, BTreeSet<RestDay>>,
    /// In the order of units and days.
    pub holidays: Vec<Entry>,
}

impl Content {
    /// SHA-256 of what it says, lower-case hex: the same content is the same version.
    #[must_use]
    pub fn digest(&self) -> String {
        let value = serde_json::to_value(self).unwrap_or_default();
        let bytes = canonical(&value).unwrap_or_default();
        digest_of(&String::from_utf8_lossy(&bytes))
    }

    /// The entry for a day of a unit.
    #[must_use]
    pub fn entry(&self, unit: &UnitPath, date: When) -> Option<&Entry> {
        let mut all = self.holidays.iter();
        all.find(|it| it.unit == *unit && it.date == date)
    }

    /// Enters a holiday, or enters it otherwise.
    pub fn put(&mut self, entry: Entry) {
        self.remove(&entry.unit, entry.date);
        self.holidays.push(entry);
        self.holidays.sort_by_key(Entry::place);
    }

    /// Takes a holiday out.
    pub fn remove(&mut self, unit: &UnitPath, date: When) {
        self.holidays
            .retain(|it| it.unit != *unit || it.date != date);
    }

    /// Sets the weekly rest of a unit; with no day, it rests as the country does.
    pub fn rest_on(&mut self, unit: UnitPath, days: BTreeSet<RestDay>) {
        if days.is_empty() {
            self.weekly.remove(&unit);
        } else {
            self.weekly.insert(unit, days);
        }
    }

    /// The weekly days of rest of a unit: its own, or those of what it lies in.
    #[must_use]
    pub fn weekly_of(&self, unit: &UnitPath) -> BTreeSet<RestDay> {
        let covering = self.weekly.iter().filter(|(at, _)| at.covers(unit));
        let nearest = covering.max_by_key(|(at, _)| at.depth());
        nearest.map(|(_, days)| days.clone()).unwrap_or_default()
    }

    /// The calendar of a unit, under the name of the version.
    #[must_use]
    pub fn of(&self, name: &str, unit: &UnitPath) -> Calendar {
        let weekly = self.weekly_of(unit);
        let mut calendar =
            Calendar::new(name, self.known, weekly.into_iter().map(RestDay::weekday));
        let mut entries: Vec<&Entry> = self.holidays.iter().collect();
        // What a province says of a day stands over what the country says.
        entries.sort_by_key(|it| it.unit.depth());
        for entry in entries.into_iter().filter(|it| it.unit.covers(unit)) {
            let holiday = Holiday {
                title: entry.title.clone(),
                computed: entry.computed,
            };
            match entry.date.date() {
                Some(day) => calendar.once(day, holiday),
                None => calendar.every_year((entry.date.month, entry.date.day), holiday),
            }
        }
        calendar
    }
}

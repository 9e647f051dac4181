//! Days on which offices are closed: weekly rest, solar holidays by rule, listed dates.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use crate::text::jalali;

/// Why a day is not a working day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rest {
    Weekly,
    Holiday,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CalendarFile {
    version: String,
    weekly_rest: Vec<String>,
    solar: Vec<Solar>,
    #[serde(default)]
    dated: Vec<Dated>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Solar {
    month: u8,
    day: u8,
    #[expect(dead_code, reason = "names the day for whoever reads the file")]
    title: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Dated {
    /// Jalali `1405-04-04`.
    date: String,
    #[expect(dead_code, reason = "names the day for whoever reads the file")]
    title: String,
    /// Lunar dates are computed and may fall a day off.
    #[serde(default)]
    #[expect(dead_code, reason = "marks the entry for whoever reads the file")]
    computed: bool,
}

/// A version of the official calendar.
#[derive(Debug, Clone)]
pub struct Calendar {
    pub version: String,
    weekly: BTreeSet<i8>,
    solar: BTreeSet<(u8, u8)>,
    dated: BTreeMap<Date, ()>,
}

impl Calendar {
    /// Reads a calendar file.
    ///
    /// # Errors
    /// The text is not a calendar: unknown key, weekday or date.
    pub fn parse(text: &str) -> Result<Self, String> {
        let file: CalendarFile = toml::from_str(text).map_err(|e| e.to_string())?;
        let mut weekly = BTreeSet::new();
        for name in &file.weekly_rest {
            weekly.insert(weekday(name)?.to_monday_zero_offset());
        }
        let mut dated = BTreeMap::new();
        for entry in &file.dated {
            let date = jalali::parse_numeric(&entry.date)
                .ok_or_else(|| format!("not a Jalali date: {}", entry.date))?;
            dated.insert(date, ());
        }
        Ok(Self {
            version: file.version,
            weekly,
            solar: file.solar.iter().map(|s| (s.month, s.day)).collect(),
            dated,
        })
    }

    /// Why offices are closed on `day`, if they are.
    #[must_use]
    pub fn rest(&self, day: Date) -> Option<Rest> {
        if self.weekly.contains(&day.weekday().to_monday_zero_offset()) {
            return Some(Rest::Weekly);
        }
        let j = jalali::from_civil(day);
        (self.solar.contains(&(j.month, j.day)) || self.dated.contains_key(&day))
            .then_some(Rest::Holiday)
    }
}

fn weekday(name: &str) -> Result<Weekday, String> {
    Ok(match name {
        "saturday" => Weekday::Saturday,
        "sunday" => Weekday::Sunday,
        "monday" => Weekday::Monday,
        "tuesday" => Weekday::Tuesday,
        "wednesday" => Weekday::Wednesday,
        "thursday" => Weekday::Thursday,
        "friday" => Weekday::Friday,
        other => return Err(format!("not a weekday: {other}")),
    })
}

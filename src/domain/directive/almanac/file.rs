//! The calendar file that comes with the program.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::content::{Content, Entry, RestDay, When};
use crate::domain::access::UnitPath;
use crate::domain::directive::model::Title;
use crate::text::jalali;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CalendarFile {
    version: String,
    known: (i32, i32),
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
    title: Title,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Dated {
    /// Jalali `1405-04-04`.
    date: String,
    title: Title,
    #[serde(default)]
    computed: bool,
}

impl Content {
    /// Reads a calendar file: the name of the version, and what it says for the country.
    ///
    /// # Errors
    /// The text is not a calendar: unknown key, weekday or date.
    pub fn parse(text: &str) -> Result<(String, Self), String> {
        let file: CalendarFile = toml::from_str(text).map_err(|e| e.to_string())?;
        let rest = |name: &String| {
            RestDay::from_code(name).ok_or_else(|| format!("not a weekday: {name}"))
        };
        let weekly = file.weekly_rest.iter().map(rest);
        let weekly: BTreeSet<RestDay> = weekly.collect::<Result<_, String>>()?;
        let mut content = Self {
            known: file.known,
            weekly: BTreeMap::from([(UnitPath::country(), weekly)]),
            holidays: Vec::new(),
        };
        for Solar { month, day, title } in file.solar {
            let date = When::yearly(month, day)
                .ok_or_else(|| format!("not a day of the Jalali year: {month}-{day}"))?;
            content.put(country(date, title, false));
        }
        for dated in file.dated {
            let day = jalali::parse_numeric(&dated.date);
            let day = day.ok_or_else(|| format!("not a Jalali date: {}", dated.date))?;
            content.put(country(When::on(day), dated.title, dated.computed));
        }
        Ok((file.version, content))
    }
}

fn country(date: When, title: Title, computed: bool) -> Entry {
    Entry {
        date,
        unit: UnitPath::country(),
        title,
        computed,
    }
}

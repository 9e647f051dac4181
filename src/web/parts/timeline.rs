//! History by day: sentences, milestones with a dot, before and after as a small table.

use askama::Template;
use jiff::civil::Date;

use crate::domain::history::Told;
use crate::text::{Words, digits, jalali, k};

/// History, the newest day first.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/timeline.html")]
pub struct Timeline {
    pub words: Words,
    pub days: Vec<Day>,
}

impl Timeline {
    /// Entries of the same day together, in their order.
    pub fn by_day(words: Words, entries: impl Iterator<Item = (Date, Entry)>) -> Self {
        let mut days: Vec<Day> = Vec::new();
        for (on, entry) in entries {
            let title = jalali::with_weekday(words.locale(), on);
            match days.last_mut() {
                Some(day) if day.title == title => day.entries.push(entry),
                _ => days.push(Day {
                    title,
                    entries: vec![entry],
                }),
            }
        }
        Self { words, days }
    }
}

/// What happened on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// «پنجشنبه ۲۸ آبان».
    pub title: String,
    pub entries: Vec<Entry>,
}

/// One event as a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/entry.html")]
pub struct Entry {
    pub words: Words,
    /// Hour and minute, or the day where entries of many days stand together.
    pub when: String,
    pub sentence: String,
    /// The reason given, if one was.
    pub reason: Option<String>,
    /// That it was recorded later than it happened.
    pub late: Option<String>,
    pub changes: Vec<Change>,
    /// The number of the event in the case's history.
    pub number: Option<String>,
    pub milestone: bool,
}

impl Entry {
    /// What happened beside cases, as a sentence.
    pub fn of_turn<T>(words: Words, told: &Told<T>, sentence: String) -> Self {
        let (hour, minute) = told.at.tehran_time();
        Self {
            words,
            when: digits::localized(words.locale(), &format!("{hour:02}:{minute:02}")),
            sentence,
            reason: None,
            late: None,
            changes: Vec::new(),
            number: Some(words.number(told.seq)),
            milestone: true,
        }
    }
}

/// A value before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub what: String,
    pub before: String,
    pub after: String,
}

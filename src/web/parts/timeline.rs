//! History by day: sentences, milestones with a dot, before and after as a small table.

use askama::Template;

use crate::text::{Words, k};

/// History, the newest day first.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/timeline.html")]
pub struct Timeline {
    pub words: Words,
    pub days: Vec<Day>,
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

/// A value before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub what: String,
    pub before: String,
    pub after: String,
}

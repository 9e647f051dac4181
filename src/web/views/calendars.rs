//! Versions of the calendar: all of them, one, and one that is being made.

use askama::Template;

use crate::text::k;
use crate::web::form::Form;
use crate::web::page::Page;
use crate::web::parts::{Bar, Chip, Link, Note, Summary, Table, Timeline};

/// All versions.
#[derive(Debug, Template)]
#[template(path = "pages/calendars.html")]
pub struct CalendarsPage {
    pub page: Page,
    pub back: Link,
    pub count: String,
    pub versions: Table,
    /// Ways to change the calendar, for whoever may.
    pub ways: Vec<Link>,
}

/// A change that is tried, then put forward.
#[derive(Debug, Template)]
#[template(path = "pages/calendar_new.html")]
pub struct NewCalendarPage {
    pub page: Page,
    pub back: Link,
    pub lead: String,
    pub note: Option<Note>,
    pub form: Form,
    /// What changes, and how many open time limits move.
    pub preview: Option<(Table, String)>,
}

/// One version.
#[derive(Debug, Template)]
#[template(path = "pages/calendar.html")]
pub struct CalendarPage {
    pub page: Page,
    pub back: Link,
    pub state: Chip,
    pub note: Option<Note>,
    pub about: Summary,
    /// Heading, what is said where there is nothing, and the differences.
    pub differences: (String, Option<String>, Option<Table>),
    /// How many open time limits it moves, as was found when it was proposed.
    pub touches: Option<String>,
    /// What may be done now, each under its heading.
    pub acts: Vec<(String, Form)>,
    /// What may not be done, or not by this person, and why.
    pub bars: Vec<Bar>,
    pub weekly: Table,
    /// Holidays: heading, how many, and the table, year by year.
    pub holidays: Vec<(String, String, Table)>,
    pub life: Timeline,
    pub digest: String,
}

//! Versions of the directive: all of them, and one with what is known of it.

use askama::Template;

use crate::text::k;
use crate::web::form::Form;
use crate::web::page::Page;
use crate::web::parts::{Bar, Chip, Link, Note, Summary, Table, Timeline};

/// All versions.
#[derive(Debug, Template)]
#[template(path = "pages/versions.html")]
pub struct VersionsPage {
    pub page: Page,
    pub count: String,
    pub versions: Table,
    /// What stands in the way of the file that was sent.
    pub mistakes: Option<Note>,
    pub add: Option<Form>,
    /// By which days of rest time limits are counted.
    pub calendars: Link,
    /// Where open cases are moved, for whoever may see it.
    pub moves: Option<Link>,
}

/// One version.
#[derive(Debug, Template)]
#[template(path = "pages/version.html")]
pub struct VersionPage {
    pub page: Page,
    pub back: Link,
    /// The title of the directive.
    pub of: String,
    pub state: Chip,
    pub note: Option<Note>,
    pub about: Summary,
    pub links: Vec<Link>,
    /// What may be done now, each under its heading.
    pub acts: Vec<(String, Form)>,
    /// What may not be done yet, or not by this person, and why.
    pub bars: Vec<Bar>,
    pub checks: Checks,
    pub changes: Changes,
    pub touches: Touches,
    pub life: Timeline,
    pub digest: String,
}

/// What the check found.
#[derive(Debug, Clone)]
pub struct Checks {
    pub whole: Note,
    pub findings: Vec<Found>,
}

/// One finding.
#[derive(Debug, Clone)]
pub struct Found {
    pub code: &'static str,
    pub sentence: String,
    /// Line of the file, and article.
    pub place: String,
    pub when: String,
    /// Why it is so.
    pub because: Vec<String>,
    /// Steps of a way that leads there.
    pub way: Vec<String>,
    /// What to do about it.
    pub remedy: String,
}

/// What differs from the version before it.
#[derive(Debug, Clone)]
pub struct Changes {
    pub title: String,
    pub none: Option<String>,
    pub table: Option<Table>,
}

/// Which open cases it would touch.
#[derive(Debug, Clone)]
pub struct Touches {
    pub said: String,
    /// How far a trial is that is on its way: cases done, cases in all, in words.
    pub under_way: Option<(u64, u64, String)>,
    pub table: Option<Table>,
    /// That the counts are no forecast, and which provisions name nothing.
    pub notes: Vec<String>,
    /// For whoever may read cases: the list of a province.
    pub list: Option<Form>,
}

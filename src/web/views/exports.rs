//! Copies of many cases at once.

use askama::Template;

use crate::text::k;
use crate::web::form::Form;
use crate::web::page::Page;
use crate::web::parts::{Chip, Link, Note, Summary, Table};

/// The sets of a person, and the form that asks for one.
#[derive(Debug, Template)]
#[template(path = "pages/exports.html")]
pub struct ExportsPage {
    pub page: Page,
    pub lead: String,
    pub sets: Option<Table>,
    pub note: Option<Note>,
    pub form: Form,
}

/// One set.
#[derive(Debug, Template)]
#[template(path = "pages/export.html")]
pub struct ExportPage {
    pub page: Page,
    pub back: Link,
    pub state: Chip,
    pub note: Option<Note>,
    pub under_way: Option<UnderWay>,
    pub fetch: Option<Form>,
    pub about: Summary,
    /// Cases of which nothing could be made.
    pub troubles: Option<Table>,
    pub discard: Option<Form>,
}

/// How far a set is.
#[derive(Debug)]
pub struct UnderWay {
    pub done: u64,
    pub total: u64,
    pub said: String,
    /// That it broke off and will go on.
    pub note: Option<String>,
}

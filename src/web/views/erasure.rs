//! Erasing values of a case by law.

use askama::Template;

use super::case::CaseHead;
use crate::web::form::Form;
use crate::web::page::Page;
use crate::web::parts::{Link, Note, Summary, Table};

/// What waits for a second person, or the form that proposes it.
#[derive(Debug, Template)]
#[template(path = "pages/erase.html")]
pub struct ErasePage {
    pub page: Page,
    pub head: CaseHead,
    pub note: Option<Note>,
    /// The proposal that waits.
    pub about: Option<Summary>,
    /// The places at which it would erase values.
    pub places: Option<Table>,
    pub acts: Vec<(String, Form)>,
    pub back: Link,
}

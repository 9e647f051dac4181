//! Moves of open cases to another version of their directive.

use askama::Template;

use crate::text::k;
use crate::web::form::Form;
use crate::web::page::Page;
use crate::web::parts::{Chip, Link, Note, Summary, Table};

/// All moves that the reader may know of.
#[derive(Debug, Template)]
#[template(path = "pages/moves.html")]
pub struct MovesPage {
    pub page: Page,
    pub back: Link,
    pub count: String,
    pub moves: Table,
    pub add: Option<Link>,
}

/// A move to be tried and put forward.
#[derive(Debug, Template)]
#[template(path = "pages/move_new.html")]
pub struct NewMovePage {
    pub page: Page,
    pub back: Link,
    pub note: Option<Note>,
    pub form: Form,
    /// What the dry run found: counts, then case by case.
    pub tried: Option<(String, Table, Table)>,
}

/// One move.
#[derive(Debug, Template)]
#[template(path = "pages/move.html")]
pub struct MovePage {
    pub page: Page,
    pub back: Link,
    pub state: Chip,
    pub note: Option<Note>,
    pub about: Summary,
    /// While it is carried out: how many cases are done, of how many, in words.
    pub under_way: Option<(usize, u64, String)>,
    pub found: Table,
    pub cases: Table,
    pub acts: Vec<(String, Form)>,
}

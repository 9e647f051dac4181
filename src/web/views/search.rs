//! Finding a case by number, name or tracking code.

use askama::Template;

use crate::text::k;
use crate::web::page::Page;
use crate::web::parts::{Note, Table};

/// The search and what it found.
#[derive(Debug, Template)]
#[template(path = "pages/search.html")]
pub struct SearchPage {
    pub page: Page,
    /// What was typed.
    pub query: String,
    /// «۳ پرونده»; capped rather than wrong.
    pub count: Option<String>,
    /// Person, father, case number, step, office.
    pub found: Option<Table>,
    /// Nothing found, or too little typed: what to do.
    pub note: Option<Note>,
}

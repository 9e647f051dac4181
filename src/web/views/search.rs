//! Finding a case by number, name or tracking code.

use askama::Template;

use super::inbox::Filter;
use crate::text::k;
use crate::web::page::Page;
use crate::web::parts::{Note, Pager, Table};

/// The search and what it found.
#[derive(Debug, Template)]
#[template(path = "pages/search.html")]
pub struct SearchPage {
    pub page: Page,
    /// What was typed.
    pub query: String,
    /// Narrowing what was found, once something was.
    pub filter: Option<Filter>,
    /// «۳ پرونده»; capped rather than wrong.
    pub count: Option<String>,
    /// Household, number, step, holder, since, due.
    pub found: Option<Table>,
    /// Nothing found, or too little typed: what to do.
    pub note: Option<Note>,
    pub pager: Pager,
}

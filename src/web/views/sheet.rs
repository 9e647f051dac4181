//! A page of headed parts about a case: its application, one of its people.

use askama::Template;

use super::case::CaseHead;
use crate::web::page::Page;
use crate::web::parts::{Note, Summary, Table};

/// Headed parts, one under the other.
#[derive(Debug, Template)]
#[template(path = "pages/sheet.html")]
pub struct SheetPage {
    pub page: Page,
    pub head: CaseHead,
    pub note: Option<Note>,
    pub sections: Vec<SheetSection>,
}

/// One part with its heading.
#[derive(Debug)]
pub struct SheetSection {
    pub title: String,
    pub block: Block,
}

/// What a part is.
#[derive(Debug)]
pub enum Block {
    Summary(Summary),
    Table(Table),
}

impl Block {
    /// Whether it reads as lines of text.
    #[must_use]
    pub const fn is_narrow(&self) -> bool {
        matches!(self, Self::Summary(_))
    }
}

impl SheetSection {
    /// A part under a heading.
    pub fn new(title: impl Into<String>, block: Block) -> Self {
        Self {
            title: title.into(),
            block,
        }
    }
}

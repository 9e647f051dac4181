//! A page of headed parts, for whatever has no page of its own: a person of a case, a sibling
//! comparison, a workload, an export.

use askama::Template;

use super::case::CaseHead;
use crate::web::form::Form;
use crate::web::page::Page;
use crate::web::parts::{Bars, Link, Note, Summary, Table, TaskList, Timeline};

/// Headed parts, one under the other.
#[derive(Debug, Template)]
#[template(path = "pages/sheet.html")]
pub struct SheetPage {
    pub page: Page,
    /// Where the page belongs to a case.
    pub head: Option<CaseHead>,
    /// The way here, where it does not.
    pub trail: Vec<Link>,
    pub about: Option<String>,
    pub note: Option<Note>,
    pub sections: Vec<SheetSection>,
}

/// One part with its heading and, at its end, a way on.
#[derive(Debug)]
pub struct SheetSection {
    pub title: String,
    pub link: Option<Link>,
    pub block: Block,
}

/// What a part is.
#[derive(Debug)]
pub enum Block {
    Text(Vec<String>),
    Summary(Summary),
    Table(Table),
    Tasks(TaskList),
    Timeline(Timeline),
    Bars(Bars),
    Form(Box<Form>),
}

impl SheetSection {
    /// A part under a heading.
    pub fn new(title: impl Into<String>, block: Block) -> Self {
        Self {
            title: title.into(),
            link: None,
            block,
        }
    }

    /// With a way on.
    #[must_use]
    pub fn link(mut self, link: Link) -> Self {
        self.link = Some(link);
        self
    }
}

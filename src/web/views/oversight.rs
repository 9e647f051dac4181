//! Pages of oversight.

use askama::Template;

use super::case::CaseHead;
use crate::text::k;
use crate::web::page::Page;
use crate::web::parts::{Icon, Link, Note, Pager, Table};

/// Who looked at a case.
#[derive(Debug, Template)]
#[template(path = "pages/reads.html")]
pub struct ReadsPage {
    pub page: Page,
    pub head: CaseHead,
    /// For the person concerned, on paper.
    pub report: Link,
    pub note: Option<Note>,
    pub looks: Table,
    pub pager: Pager,
}

//! A paper and, beside it, the verdict on it.

use askama::Template;

use super::case::CaseHead;
use crate::text::k;
use crate::web::form::Form;
use crate::web::page::Page;
use crate::web::parts::{Bar, Chip, Icon, Link, Note, Summary, Table};

/// The scan and the reader's verdict.
#[derive(Debug, Template)]
#[template(path = "pages/paper.html")]
pub struct PaperPage {
    pub page: Page,
    /// Its title is the paper's; `about` says for whom.
    pub head: CaseHead,
    /// Why what was sent was not taken.
    pub note: Option<Note>,
    pub before: Option<Link>,
    pub after: Option<Link>,
    /// «برگهٔ ۲ از ۱۱».
    pub place: String,
    pub scan: Scan,
    /// For whom, in what shape, how many leaves, who issued it.
    pub facts: Summary,
    /// The last verdict, with who gave it, when and why.
    pub judged: Option<(Chip, String)>,
    /// Version, by whom, when.
    pub versions: Table,
    /// Its verdicts start empty.
    pub verdict: Option<Form>,
    /// Why the reader may not judge it.
    pub bar: Option<Bar>,
}

/// What is shown of the file.
#[derive(Debug, Clone, Default)]
pub struct Scan {
    /// Address of the picture; none where there is nothing to show.
    pub picture: Option<String>,
    pub alt: String,
    /// Why there is no picture.
    pub instead: Option<String>,
    /// The file itself.
    pub original: Option<Link>,
}

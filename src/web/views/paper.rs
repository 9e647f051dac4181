//! A paper and, beside it, the verdict on it.

use askama::Template;

use super::case::CaseHead;
use crate::text::k;
use crate::web::form::Form;
use crate::web::page::Page;
use crate::web::parts::{Bar, Chip, Icon, Link, Note, Summary, Table};

/// The scan, what was noted on it, and the reader's verdict.
#[derive(Debug, Template)]
#[template(path = "pages/paper.html")]
pub struct PaperPage {
    pub page: Page,
    /// Its title is the paper's; `about` says for whom, in what shape, when taken.
    pub head: CaseHead,
    pub before: Option<Link>,
    pub after: Option<Link>,
    /// «برگهٔ ۲ از ۱۱ · ۴ بررسی نشده».
    pub place: String,
    pub scan: Scan,
    /// For whom, in what shape, how many leaves, who issued it.
    pub facts: Summary,
    /// The last verdict, with who gave it and when.
    pub judged: Option<(Chip, String)>,
    /// A newer version, a withheld original: what changes the reading.
    pub note: Option<Note>,
    /// Number of the mark, text, who and when.
    pub notes: Vec<(String, String, String)>,
    pub add_note: Option<Link>,
    /// Version, handed in when and by whom, shape, digest.
    pub versions: Option<Table>,
    /// Its verdicts start empty.
    pub verdict: Option<Form>,
    /// Why the reader may not judge it.
    pub bar: Option<Bar>,
}

/// What is shown of the file.
#[derive(Debug, Clone, Default)]
pub struct Scan {
    /// Address of the picture of the leaf in view; none where there is nothing to show.
    pub picture: Option<String>,
    pub alt: String,
    /// Leaves of the scan, and whether in view.
    pub leaves: Vec<(Link, bool)>,
    /// Size and turn, and whether in force.
    pub ways: Vec<(Link, bool)>,
    pub wide: bool,
    pub turned: bool,
    /// Why there is no picture, and the original instead.
    pub instead: Option<String>,
    pub original: Option<Link>,
}

impl Scan {
    const fn class(&self) -> &'static str {
        match (self.wide, self.turned) {
            (true, true) => "doc wide turn",
            (true, false) => "doc wide",
            (false, true) => "doc turn",
            (false, false) => "doc",
        }
    }
}

//! The inbox: whose turn, before anything else.

use askama::Template;

use crate::text::k;
use crate::web::page::Page;
use crate::web::parts::{Due, Holder, Link, Note, Pager, Tabs};

/// A list of cases, parted by how near their due date is.
#[derive(Debug, Template)]
#[template(path = "pages/inbox.html")]
pub struct InboxPage {
    pub page: Page,
    /// «دوشنبه ۲ آذر ۱۴۰۵».
    pub today: String,
    /// Opening a new case, for those who may.
    pub open: Option<Link>,
    /// To the openings that the reader began and did not send, if there are any.
    pub drafts: Option<Link>,
    /// Emergency accesses to cases of one's area that nobody has reviewed yet.
    /// What waits for the reader beside the cases of her lists.
    pub notes: Vec<Note>,
    pub tabs: Tabs,
    pub filter: Filter,
    /// «پرونده‌های من به ترتیب مهلت».
    pub caption: String,
    pub groups: Vec<Group>,
    /// Instead of an empty table: what that means and what to do.
    pub empty: Option<Note>,
    pub pager: Pager,
}

/// What narrows a list. On a phone it folds away unless something is set.
#[derive(Debug, Clone)]
pub struct Filter {
    /// The page itself.
    pub action: String,
    /// What must stay in the address: the list.
    pub hidden: Vec<(String, String)>,
    /// A name or a number, as typed.
    pub who: String,
    pub choices: Vec<FilterChoice>,
    /// Where everything is shown again, if something is set.
    pub clear: Option<Link>,
}

/// A closed choice of a filter.
#[derive(Debug, Clone)]
pub struct FilterChoice {
    pub name: String,
    pub label: String,
    /// Value, words, whether it is set; the first is everything.
    pub options: Vec<(String, String, bool)>,
}

/// Rows of one state of due.
#[derive(Debug, Clone)]
pub struct Group {
    pub title: String,
    pub rows: Vec<CaseRow>,
}

/// A case in a list.
#[derive(Debug, Clone)]
pub struct CaseRow {
    pub href: String,
    /// The head of the household.
    pub name: String,
    /// «۵ نفر».
    pub people: String,
    pub number: String,
    /// Whose case it is, where the list holds those of several offices.
    pub office: Option<String>,
    pub step: String,
    pub holder: Holder,
    /// The day, and how long ago.
    pub since: String,
    pub days: String,
    pub due: Due,
    pub next: Next,
}

/// What is to be done next.
#[derive(Debug, Clone)]
pub enum Next {
    /// A verb and a link.
    Do(Link),
    /// Somebody else's turn, in words.
    Wait(String),
}

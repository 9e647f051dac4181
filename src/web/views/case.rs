//! The case page: whose case, where it stands, who holds it, since when, what is due and how that
//! was counted, and what the reader can do next.

use askama::Template;

use crate::text::k;
use crate::web::page::Page;
use crate::web::parts::{Entry, Icon, Link, Note, Panel, StepLine, Strip, Table, TaskList};

/// The head of every page about a case.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/case_head.html")]
pub struct CaseHead {
    /// The way here: the inbox or a list.
    pub trail: Vec<Link>,
    /// The case's own page, on every page but that.
    pub case: Option<String>,
    /// «خانوار دادمحمد نمونه‌زهی», or the name of the further page.
    pub title: String,
    /// «۵ نفر»; on further pages what the page is about.
    pub about: String,
    pub number: String,
    /// Tracking code, with its label; on the case's own page.
    pub tracking: Option<String>,
    pub tracking_label: String,
    /// Further pages about the whole case: its receipt.
    pub links: Vec<Link>,
    /// Classified, suspended, under a fraud hold: in words.
    pub marks: Vec<String>,
}

impl askama::filters::HtmlSafe for CaseHead {}

/// The case.
#[derive(Debug, Template)]
#[template(path = "pages/case.html")]
pub struct CasePage {
    pub page: Page,
    pub head: CaseHead,
    pub strip: Strip,
    pub steps: StepLine,
    /// The one thing that changes what the reader does here.
    pub note: Option<Note>,
    pub panel: Panel,
    /// What the directive asks at this step, in its own words.
    pub says: Vec<String>,
    pub says_link: Link,
    pub tasks: Option<Work>,
    /// Where the people stand when they no longer stand together: name, step, holder, since, due.
    pub places: Option<Table>,
    /// Name, relation, birth, claimed clause, identity, nationality.
    pub household: Table,
    /// Paper, for whom, shape, verdict.
    pub papers: Option<Table>,
    /// What was decided: per person, with number, signer and service.
    pub decision: Option<Table>,
    /// From the day a decision is prepared.
    pub decision_link: Option<Link>,
    /// Letters and the receipt, each ready to be printed.
    pub printable: Vec<Link>,
    pub notes: Vec<CaseNote>,
    /// The newest events, each with its day.
    pub recent: Vec<Entry>,
    pub history: Link,
}

/// What the present step needs.
#[derive(Debug, Clone)]
pub struct Work {
    /// «۲ از ۴ انجام شده».
    pub progress: String,
    pub list: TaskList,
}

/// A note in the file.
#[derive(Debug, Clone)]
pub struct CaseNote {
    pub text: String,
    /// Who and when.
    pub by: String,
}

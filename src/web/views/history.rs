//! The history of a case, and how far it is sealed.

use askama::Template;

use super::case::CaseHead;
use super::inbox::Filter;
use crate::text::k;
use crate::web::page::Page;
use crate::web::parts::{Chip, Link, Note, Pager, Tabs, Timeline};

/// Milestones, everything, or readings only.
#[derive(Debug, Template)]
#[template(path = "pages/history.html")]
pub struct HistoryPage {
    pub page: Page,
    pub head: CaseHead,
    pub proof: Option<Proof>,
    pub tabs: Tabs,
    pub filter: Option<Filter>,
    pub timeline: Timeline,
    pub empty: Option<Note>,
    pub pager: Pager,
}

/// How far the history is sealed.
#[derive(Debug, Clone)]
pub struct Proof {
    pub state: Option<Chip>,
    /// «تا رویداد ۲۱۶ از ۲۱۸».
    pub reach: String,
    /// The digest of the chain's last link.
    pub digest: Option<String>,
    /// «نقطهٔ بازبینی: ۲ آذر ۱۴۰۵، ۰۶:۰۰».
    pub checkpoint: Option<String>,
    /// What is not sealed yet, and when it will be.
    pub pending: Option<String>,
    /// A copy that can be proven elsewhere.
    pub export: Option<Link>,
}

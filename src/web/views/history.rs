//! The history of a case.

use askama::Template;

use super::case::CaseHead;
use crate::web::page::Page;
use crate::web::parts::{Link, Tabs, Timeline};

/// Milestones, or everything.
#[derive(Debug, Template)]
#[template(path = "pages/history.html")]
pub struct HistoryPage {
    pub page: Page,
    pub head: CaseHead,
    pub proof: Proof,
    /// Further views of the same: the case explained, two moments compared.
    pub links: Vec<Link>,
    pub tabs: Tabs,
    pub timeline: Timeline,
}

/// What a change to the history would break.
#[derive(Debug, Clone)]
pub struct Proof {
    /// What the digest is.
    pub reach: String,
    /// The digest of the chain's last link.
    pub digest: String,
    /// A copy that can be proven elsewhere.
    pub export: Option<Link>,
}

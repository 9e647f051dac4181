//! A proposed decision as its signer sees it.

use askama::Template;

use super::case::CaseHead;
use crate::text::k;
use crate::web::page::Page;
use crate::web::parts::{Bar, Link, Strip, Table};

/// What is proposed for each person, what it rests on, and the signature.
#[derive(Debug, Template)]
#[template(path = "pages/decision.html")]
pub struct DecisionPage {
    pub page: Page,
    pub head: CaseHead,
    pub strip: Strip,
    /// Papers that this signer has not opened. While there is one, the filled button leads to it
    /// and not to the signature; the warning stands before the reading on every screen.
    pub unread: Vec<Link>,
    /// «۲ پذیرش و ۱ رد».
    pub glance: String,
    /// Name, proposal, basis, identity, council's opinion.
    pub proposals: Option<Table>,
    /// What outside bodies and sittings said.
    pub bodies: Option<Table>,
    /// To where it stands whole.
    pub proceedings: Link,
    pub people: Vec<Grounds>,
    /// Signing, giving back, proposing: what this reader may do, the next first.
    pub offers: Vec<Link>,
    /// What she may not, and why.
    pub cannot: Vec<Bar>,
    /// What a signature covers: digest of the file and up to which event.
    pub seal: String,
}

/// What the proposal for one person rests on.
#[derive(Debug, Clone)]
pub struct Grounds {
    pub name: String,
    /// Where findings are written, for who may.
    pub links: Vec<Link>,
    /// Fact, for, against, finding.
    pub facts: Table,
    /// How the person was heard on what speaks against.
    pub heard: Option<String>,
    /// Claimed clause, finding and reason.
    pub clauses: Table,
}

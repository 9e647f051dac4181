//! A proposed decision as its signer sees it.

use askama::Template;

use super::case::CaseHead;
use crate::text::k;
use crate::web::form::Form;
use crate::web::page::Page;
use crate::web::parts::{Bar, Bars, Link, Note, Strip, Table};

/// What is proposed for each person, what it rests on, and the signature.
#[derive(Debug, Template)]
#[template(path = "pages/decision.html")]
pub struct DecisionPage {
    pub page: Page,
    pub head: CaseHead,
    pub strip: Strip,
    /// What changed after the proposal was made.
    pub changed: Option<Note>,
    /// Papers that the signer has not opened. While there is one, the page leads to it and holds
    /// no signature; the warning stands before the reading on every screen.
    pub unread: Vec<Link>,
    /// Name, proposal, basis, identity, council's opinion.
    pub proposals: Table,
    pub people: Vec<Grounds>,
    pub bars: Bars,
    /// «اثر پرونده تا رویداد ۱۸۴» and the digest.
    pub seal: (String, String),
    /// Signing, for who may.
    pub sign: Option<Form>,
    /// Giving it back by named deficiency.
    pub give_back: Option<Form>,
    /// Why this reader may not sign.
    pub bar: Option<Bar>,
    /// The number and links of a decision that is signed already.
    pub signed: Option<Note>,
}

/// What the proposal for one person rests on.
#[derive(Debug, Clone)]
pub struct Grounds {
    pub name: String,
    /// Fact, for, against, finding.
    pub facts: Table,
    /// How the person was heard on what speaks against.
    pub heard: Option<String>,
    pub heard_link: Option<Link>,
    /// Clause, tested or not, finding and reason.
    pub clauses: Table,
}

//! What leaves the office on paper: the receipt of a case.

use askama::Template;

use crate::text::k;
use crate::web::page::Page;
use crate::web::parts::{Icon, Link, Qr};

/// The counter receipt: every paper taken and every one missing. A5, alone on its page.
#[derive(Debug, Template)]
#[template(path = "pages/receipt.html")]
pub struct ReceiptPage {
    pub page: Page,
    pub to_case: Link,
    pub office: String,
    pub date: String,
    pub time: String,
    pub number: String,
    pub tracking: String,
    /// Name of the head of the household and how many people.
    pub household: String,
    pub taker: String,
    pub code: Option<Qr>,
    /// The office's mark, in letters.
    pub seal: String,
    /// What the receipt proves, on which article, and that it is no certificate.
    pub statement: String,
    /// Paper, shape.
    pub taken: Vec<(String, String)>,
    /// Paper, until when or what is accepted instead.
    pub missing: Vec<(String, String)>,
    pub next: Vec<String>,
    /// In which language it was read out, where the office is.
    pub small: Vec<String>,
}

//! What leaves the office on paper: the receipt of a case, letters and decisions.

use askama::Template;

use crate::text::k;
use crate::web::page::Page;
use crate::web::parts::{Icon, Link, Qr};

/// The counter receipt: every paper taken and every one missing. A5, alone on its page.
#[derive(Debug, Template)]
#[template(path = "pages/receipt.html")]
pub struct ReceiptPage {
    pub page: Page,
    /// «پرونده تشکیل شد. رسید را چاپ کنید و به متقاضی بدهید.»
    pub done: Option<String>,
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

/// A letter, or a decision as it is served. A4.
#[derive(Debug, Template)]
#[template(path = "pages/letter.html")]
pub struct LetterPage {
    pub page: Page,
    pub back: Link,
    /// From the highest body down to the office.
    pub senders: Vec<String>,
    /// Number, date, enclosure: label and value.
    pub marks: Vec<(String, String)>,
    pub to: String,
    pub subject: String,
    pub paragraphs: Vec<String>,
    /// What is asked or decided, one a line: «رضا: پذیرش، بند ۱ مادهٔ ۹۷۶».
    pub lines: Vec<String>,
    /// How and until when one can object.
    pub closing: Vec<String>,
    pub signer: String,
    pub post: String,
    pub copies: Vec<String>,
    pub code: Option<Qr>,
}

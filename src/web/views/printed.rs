//! What leaves the office on paper: the receipt of a case, and its letters.

use askama::Template;

use crate::text::k;
use crate::web::page::Page;
use crate::web::parts::{Icon, Link, Qr, Table};

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
    /// Everybody for whom the case was opened, the head first.
    pub household: String,
    /// How many they are.
    pub people: usize,
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

/// Letters of the office, printed in one go.
#[derive(Debug, Template)]
#[template(path = "pages/letter.html")]
pub struct LetterPage {
    pub page: Page,
    pub to_case: Link,
    pub sheets: Vec<LetterSheet>,
}

/// A letter of the office, on A4, alone on its sheet.
#[derive(Debug, Clone)]
pub struct LetterSheet {
    pub subject: String,
    pub office: String,
    /// Number, date, enclosures.
    pub marks: Vec<(String, String)>,
    /// To whom, a line each.
    pub to: Vec<String>,
    pub body: Vec<String>,
    /// A card to be cut out: label and value.
    pub card: Option<Vec<(String, String)>>,
    /// Heading and rows.
    pub tables: Vec<(String, Table)>,
    /// What follows the tables.
    pub after: Vec<String>,
    /// The articles on which it rests.
    pub basis: String,
    /// Who signs, and as what; the stamp has a place of its own.
    pub signs: Vec<(String, String)>,
    pub code: Option<Qr>,
    /// The office's mark, and the digest of the file as it stood: what it is, and its letters.
    pub seals: Vec<(String, String)>,
}

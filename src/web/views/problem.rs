//! A page that tells of a problem and shows a way on.

use askama::Template;

use crate::text::k;
use crate::web::form::Form;
use crate::web::page::Page;
use crate::web::parts::Link;

/// Refusals, conflicts, missing pages and failures.
#[derive(Debug, Template)]
#[template(path = "pages/problem.html")]
pub struct ProblemPage {
    pub page: Page,
    /// What stands in the way, on which article, and who can act.
    pub what: String,
    /// What to do now.
    pub next: String,
    /// What changed meanwhile and by whom, in a conflict.
    pub changes: Vec<String>,
    /// What was typed, kept, to be sent again or taken along.
    pub again: Option<Form>,
    pub ways: Vec<Link>,
    /// Under which a failure was logged.
    pub reference: Option<String>,
}

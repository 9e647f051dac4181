//! The directive in force, step by step, as an officer reads it.

use askama::Template;

use crate::text::k;
use crate::web::page::Page;
use crate::web::parts::{Chip, Flow, Link, Summary, Table};

/// A version of a directive.
#[derive(Debug, Template)]
#[template(path = "pages/directive.html")]
pub struct DirectivePage {
    pub page: Page,
    /// «در اجرا از ۱ تیر ۱۳۸۱».
    pub state: String,
    /// What it settles.
    pub help: String,
    /// The steps as a drawing, for wide pages and paper.
    pub wide: Flow,
    /// The same, for narrow pages.
    pub narrow: Flow,
    /// What holds for the whole: the limit for a case, how long a file may be kept in hand.
    pub rules: Summary,
    pub steps: Vec<DirectiveStep>,
    /// What is asked for, papers, acts beside the steps, documents cited.
    pub parts: Vec<DirectivePart>,
    /// Digest of the file, which every case opened under it names.
    pub digest: String,
}

/// What is no step.
#[derive(Debug, Clone)]
pub struct DirectivePart {
    /// For links to this part.
    pub id: &'static str,
    pub title: String,
    pub table: Table,
}

/// One step.
#[derive(Debug, Clone)]
pub struct DirectiveStep {
    pub number: String,
    /// The id in the file, for links to this step.
    pub id: String,
    pub title: String,
    pub article: String,
    /// What the step is for, in plain words.
    pub says: String,
    /// Who acts, who holds the case, the clock.
    pub lines: Summary,
    /// Papers that are asked for.
    pub needs: Vec<String>,
    /// Outcome, where it leads, by whom.
    pub outcomes: Option<Table>,
    /// To the step within the whole directive.
    pub whole: Link,
    /// «پرونده اینجاست»; that a value was assumed where the text is silent.
    pub marks: Vec<Chip>,
}

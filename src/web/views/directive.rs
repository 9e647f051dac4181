//! The directive in force, step by step, as an officer reads it.

use askama::Template;

use crate::text::k;
use crate::web::page::Page;
use crate::web::parts::{Chip, Note, Summary, Table};

/// A version of a directive.
#[derive(Debug, Template)]
#[template(path = "pages/directive.html")]
pub struct DirectivePage {
    pub page: Page,
    /// «در اجرا از ۱ تیر ۱۳۸۱».
    pub state: String,
    pub note: Option<Note>,
    /// Name, date, maker, what it rests on.
    pub about: Summary,
    pub steps: Vec<DirectiveStep>,
    /// Documents cited: title, date, articles.
    pub documents: Option<Table>,
    /// Other versions and when each was in force.
    pub versions: Option<Table>,
    /// Digest of the file, which every case opened under it names.
    pub digest: String,
}

/// One step.
#[derive(Debug, Clone)]
pub struct DirectiveStep {
    pub number: String,
    /// The id in the file, for links to this step.
    pub id: String,
    pub title: String,
    pub article: String,
    /// Who acts, who holds the case, the clock and what happens when it runs out.
    pub lines: Summary,
    /// Requirement: who supplies it, what is accepted instead, on which article.
    pub needs: Vec<(String, String)>,
    /// Outcome, where it leads, its conditions.
    pub outcomes: Option<Table>,
    /// What the step is for, in plain words.
    pub says: String,
    /// «اینجا هستید»; that a value was assumed where the text is silent.
    pub marks: Vec<Chip>,
}

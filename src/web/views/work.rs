//! Pages with one form: opening a case part by part, and an act in a case.

use askama::Template;

use super::case::CaseHead;
use crate::text::k;
use crate::web::form::Form;
use crate::web::page::Page;
use crate::web::parts::{Link, Note, Summary, TaskList};
use crate::web::views::directive::DirectiveStep;

/// One part of opening a case.
#[derive(Debug, Template)]
#[template(path = "pages/intake.html")]
pub struct IntakePage {
    pub page: Page,
    pub trail: Vec<Link>,
    /// «بخش ۳ از ۶: خانوار».
    pub place: String,
    /// Why it could not be sent.
    pub note: Option<Note>,
    /// Similar cases, with their heading.
    pub found: Option<(String, TaskList)>,
    /// What is already written: heading and lines.
    pub written: Vec<(String, Summary)>,
    pub form: Form,
    /// The parts, each with how far it is.
    pub parts: TaskList,
    pub hint: String,
    /// To throwing the draft away.
    pub discard: Link,
}

/// Before a case is begun: new, or one of the reader's drafts.
#[derive(Debug, Template)]
#[template(path = "pages/begin.html")]
pub struct BeginPage {
    pub page: Page,
    pub lead: String,
    pub form: Form,
    /// Away from the form.
    pub back: Option<Link>,
    pub drafts: TaskList,
}

/// An act in a case: one form beside what it concerns.
#[derive(Debug, Template)]
#[template(path = "pages/act.html")]
pub struct ActPage {
    pub page: Page,
    /// Its title is the act.
    pub head: CaseHead,
    /// What the act does and on which article.
    pub lead: Option<String>,
    pub note: Option<Note>,
    /// What the directive says where the act is done.
    pub says: Option<DirectiveStep>,
    pub form: Form,
    /// Beside the form: heading and lines.
    pub beside: Vec<(String, Summary)>,
}

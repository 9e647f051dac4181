//! What the reader may do now; then what she may see but not do, why, and whom to ask.

use askama::Template;

use super::cell::{Link, PostButton};
use super::icon::Icon;
use crate::text::{Words, k};

/// The raised sheet of a case page.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/panel.html")]
pub struct Panel {
    pub words: Words,
    /// The first is the one filled button of the page.
    pub offers: Vec<Offer>,
    /// A rule that goes with them: «دیرکرد به نام نیروی انتظامی شمرده می‌شود».
    pub rule: Option<String>,
    pub bars: Vec<Bar>,
    /// What can be done beside the main line.
    pub beside: Vec<Link>,
}

/// Something that can be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Offer {
    /// On a page of its own.
    Go(Link),
    /// At once.
    Post(PostButton),
}

impl Panel {
    /// A panel of offers and bars.
    #[must_use]
    pub const fn new(words: Words, offers: Vec<Offer>, bars: Vec<Bar>) -> Self {
        Self {
            words,
            offers,
            rule: None,
            bars,
            beside: Vec::new(),
        }
    }

    /// What stands in the reader's own way.
    fn own(&self) -> impl Iterator<Item = &Bar> {
        self.bars.iter().filter(|bar| !bar.of_others)
    }

    /// What is others' to do.
    fn others(&self) -> Vec<&Bar> {
        self.bars.iter().filter(|bar| bar.of_others).collect()
    }

    fn class(first: &bool) -> &'static str {
        if *first { "btn go" } else { "btn" }
    }
}

/// What may be seen but not done: text with a lock and a reason, never a grey button.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/bar.html")]
pub struct Bar {
    pub what: String,
    pub why: String,
    /// Whom to ask, or what to do first.
    pub way: Option<Link>,
    /// It is the work of other posts, and waits folded.
    pub of_others: bool,
}

impl Bar {
    /// What cannot be done, and why.
    pub fn new(what: impl Into<String>, why: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            why: why.into(),
            way: None,
            of_others: false,
        }
    }

    /// As the work of other posts.
    #[must_use]
    pub fn of_others(mut self, others: bool) -> Self {
        self.of_others = others;
        self
    }

    /// With a way on.
    #[must_use]
    pub fn way(mut self, way: Link) -> Self {
        self.way = Some(way);
        self
    }
}

//! One thing that changes what the reader does here.

use askama::Template;

use super::cell::Link;

/// How much it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Urgency {
    Plain,
    Warn,
    Bad,
}

/// A notice in the page. Never two on top of each other.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/note.html")]
pub struct Note {
    pub urgency: Urgency,
    pub title: Option<String>,
    pub text: Option<String>,
    pub lines: Vec<String>,
    pub links: Vec<Link>,
}

impl Note {
    /// What was just done, or what is good to know.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::new(Urgency::Plain, text)
    }

    /// What has changed or will go wrong.
    pub fn warn(text: impl Into<String>) -> Self {
        Self::new(Urgency::Warn, text)
    }

    /// What stands in the way.
    pub fn bad(text: impl Into<String>) -> Self {
        Self::new(Urgency::Bad, text)
    }

    fn new(urgency: Urgency, text: impl Into<String>) -> Self {
        Self {
            urgency,
            title: None,
            text: Some(text.into()),
            lines: Vec::new(),
            links: Vec::new(),
        }
    }

    /// Under a heading.
    #[must_use]
    pub fn titled(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// With several things, one a line.
    #[must_use]
    pub fn lines(mut self, lines: Vec<String>) -> Self {
        self.lines = lines;
        self
    }

    /// With ways on.
    #[must_use]
    pub fn links(mut self, links: Vec<Link>) -> Self {
        self.links = links;
        self
    }

    const fn class(&self) -> &'static str {
        match self.urgency {
            Urgency::Plain => "",
            Urgency::Warn => " warn",
            Urgency::Bad => " bad",
        }
    }
}

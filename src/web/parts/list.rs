//! Lists that stand above or beside the work: the head of a case, tabs, tasks, read-back lines.

use askama::Template;

use super::badge::{Chip, Due};
use super::cell::{Cell, Link};
use super::counted::Counted;
use crate::text::{Words, k};

/// The head of a case: step, holder, since, due. Same order everywhere, four cells at most.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/strip.html")]
pub struct Strip {
    pub cells: Vec<StripCell>,
}

/// One cell of the head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StripCell {
    pub label: String,
    pub value: Cell,
    /// The line under it: «گام ۶ از ۱۰، مادهٔ ۴۵»; how the date was counted.
    pub why: Option<String>,
    /// Where more is said.
    pub more: Option<Link>,
    /// How the date was counted.
    pub counted: Option<Box<Counted>>,
}

impl StripCell {
    /// A labelled value.
    pub fn new(label: impl Into<String>, value: impl Into<Cell>) -> Self {
        Self {
            label: label.into(),
            value: value.into(),
            why: None,
            more: None,
            counted: None,
        }
    }

    /// What is due, with its count under it.
    #[must_use]
    pub fn due(words: Words, mut due: Due) -> Self {
        let counted = due.counted.take();
        Self {
            counted,
            ..Self::new(words.t(k::COLUMN_DUE), due)
        }
    }

    /// With the line under it.
    #[must_use]
    pub fn why(mut self, why: impl Into<String>) -> Self {
        self.why = Some(why.into());
        self
    }

    /// With a link after that line.
    #[must_use]
    pub fn more(mut self, more: Link) -> Self {
        self.more = Some(more);
        self
    }
}

/// Read-back of one part of a form.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/summary.html")]
pub struct Summary {
    pub lines: Vec<SummaryLine>,
}

/// One line of a summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummaryLine {
    pub label: String,
    pub value: Cell,
    /// Where it is changed.
    pub change: Option<Link>,
}

impl SummaryLine {
    /// A labelled value.
    pub fn new(label: impl Into<String>, value: impl Into<Cell>) -> Self {
        Self {
            label: label.into(),
            value: value.into(),
            change: None,
        }
    }

    /// With a way to change it.
    #[must_use]
    pub fn change(mut self, change: Link) -> Self {
        self.change = Some(change);
        self
    }
}

/// What a step needs. Open tasks are links with a hint that says what is missing and what is
/// accepted instead.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/tasks.html")]
pub struct TaskList {
    pub tasks: Vec<Task>,
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    pub title: String,
    pub href: Option<String>,
    pub hint: Option<String>,
    /// How it stands; plain words where nothing was begun.
    pub state: Cell,
    /// Where the reader is.
    pub current: bool,
}

impl Task {
    /// A task and how it stands.
    pub fn new(title: impl Into<String>, state: impl Into<Cell>) -> Self {
        Self {
            title: title.into(),
            href: None,
            hint: None,
            state: state.into(),
            current: false,
        }
    }

    /// Settled.
    pub fn done(title: impl Into<String>, text: impl Into<String>) -> Self {
        Self::new(title, Chip::ok(text))
    }

    /// Where it is done.
    #[must_use]
    pub fn at(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }

    /// With a line of explanation.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Where the reader is.
    #[must_use]
    pub const fn current(mut self) -> Self {
        self.current = true;
        self
    }
}

/// Views of the same thing. On a phone they fold into one line that names the current one.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/tabs.html")]
pub struct Tabs {
    pub label: String,
    pub tabs: Vec<Tab>,
}

/// One view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tab {
    pub link: Link,
    /// As counted, perhaps capped: «۱٬۰۰۰+». Absent rather than wrong.
    pub count: Option<String>,
    pub current: bool,
}

impl Tabs {
    fn current(&self) -> Option<&Tab> {
        self.tabs.iter().find(|tab| tab.current)
    }
}

/// What follows a list that goes on.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/pager.html")]
pub struct Pager {
    /// Back to the first page.
    pub first: Option<Link>,
    pub next: Option<Link>,
    /// Printing or downloading what is shown.
    pub also: Vec<Link>,
}

impl Pager {
    /// The links of a list by key: the start, where this is not it, and the next page.
    #[must_use]
    pub fn by_key(words: Words, first: Option<String>, next: Option<String>) -> Self {
        Self {
            first: first.map(|href| Link::new(href, words.t(k::PAGER_FIRST))),
            next: next.map(|href| Link::new(href, words.t(k::PAGER_NEXT))),
            also: Vec::new(),
        }
    }
}

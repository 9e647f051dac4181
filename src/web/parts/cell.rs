//! What can stand in a cell of a table, in a summary line or in the head of a case.

#![expect(
    unused_qualifications,
    reason = "the derive of an enum writes longer paths than it needs"
)]

use askama::Template;

use super::badge::{Chip, Due, Holder};
use super::icon::Icon;

/// A way to another page.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(source = r#"<a href="{{ href }}">{{ text }}</a>"#, ext = "html")]
pub struct Link {
    pub href: String,
    pub text: String,
}

impl Link {
    /// A way to `href`, a path of ours.
    pub fn new(href: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            href: href.into(),
            text: text.into(),
        }
    }
}

/// One value.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/cell.html")]
pub enum Cell {
    Text(String),
    /// Secondary: «هنوز نه», «چیزی نیست».
    Muted(String),
    /// A value and, after it, what qualifies it: «۱۳۵۸», «فقط سال».
    With(String, String),
    /// A number or code, kept together and from left to right.
    Code(String),
    Link(Link),
    Chip(Chip),
    /// A verdict and, under it, its reason.
    Judged(Chip, String),
    Holder(Holder),
    Due(Due),
    /// Several short lines; nothing to list is written as a muted cell.
    Lines(Vec<String>),
    /// Several short lines, some of which lead somewhere.
    Points(Vec<Point>),
    /// A corrected value: before, after.
    Changed(String, String),
    /// A button that posts at once.
    Button(Box<PostButton>),
}

/// One of several short lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    pub text: String,
    pub href: Option<String>,
    /// After it, in secondary ink.
    pub aside: Option<String>,
}

impl Point {
    /// A line that leads nowhere.
    pub fn said(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            href: None,
            aside: None,
        }
    }
}

/// A form of one button, for rows that can be acted on in place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostButton {
    pub action: String,
    pub label: String,
    /// Names what it is done to, for those who hear the button alone.
    pub about: String,
    /// Names and values that travel unseen, the session's `csrf` among them.
    pub hidden: Vec<(String, String)>,
}

impl Cell {
    /// Plain text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// Secondary text.
    pub fn muted(text: impl Into<String>) -> Self {
        Self::Muted(text.into())
    }

    /// A number or code.
    pub fn code(text: impl Into<String>) -> Self {
        Self::Code(text.into())
    }

    /// A link.
    pub fn link(href: impl Into<String>, text: impl Into<String>) -> Self {
        Self::Link(Link::new(href, text))
    }
}

impl From<Chip> for Cell {
    fn from(chip: Chip) -> Self {
        Self::Chip(chip)
    }
}

impl From<Holder> for Cell {
    fn from(holder: Holder) -> Self {
        Self::Holder(holder)
    }
}

impl From<Due> for Cell {
    fn from(due: Due) -> Self {
        Self::Due(due)
    }
}

impl From<Link> for Cell {
    fn from(link: Link) -> Self {
        Self::Link(link)
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

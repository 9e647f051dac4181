//! How a due date was counted, to be opened beside it.

use askama::Template;

use crate::text::{Words, k};

/// The count of a due date, step by step, so that it can be done again by hand.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/counted.html")]
pub struct Counted {
    pub words: Words,
    /// What it is called and what was counted, in the order of counting.
    pub lines: Vec<(String, Vec<String>)>,
}

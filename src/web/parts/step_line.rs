//! The steps of the directive, each with its article, and where the case stands among them.

use askama::Template;

use super::icon::Icon;
use crate::text::{Key, Words, k};

/// Where a step lies from the case's point of view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Done,
    Now,
    Ahead,
}

impl Stage {
    const fn class(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Now => "now",
            Self::Ahead => "todo",
        }
    }

    const fn word(self) -> Key {
        match self {
            Self::Done => k::STAGE_DONE,
            Self::Now => k::STAGE_NOW,
            Self::Ahead => k::STAGE_AHEAD,
        }
    }
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepMark {
    pub title: String,
    /// The article it rests on.
    pub article: String,
    pub stage: Stage,
}

/// All steps of the main line, twelve at most; those to come are never hidden.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/steps.html")]
pub struct StepLine {
    pub words: Words,
    pub steps: Vec<StepMark>,
}

impl StepLine {
    fn place(&self, index: &usize) -> String {
        self.words.say(k::step_of(*index, self.steps.len()))
    }
}

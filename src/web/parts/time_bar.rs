//! How long something lasted in whose hands, as one bar of stretches.

use askama::Template;

/// The bar. Every stretch has its number; a table beside it says the rest.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/time_bar.html")]
pub struct TimeBar {
    pub title: String,
    pub from: String,
    pub until: String,
    pub bars: Vec<Stretch>,
}

/// One stretch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    pub x: i64,
    pub width: i64,
    /// With our own office.
    pub ours: bool,
    pub number: String,
    pub says: String,
}

impl TimeBar {
    /// Units across.
    pub const WIDTH: i64 = 360;
}

impl Stretch {
    /// Whether its number fits into it.
    #[must_use]
    pub const fn is_wide(&self) -> bool {
        self.width >= 16
    }

    /// Where its number stands.
    #[must_use]
    pub const fn middle(&self) -> i64 {
        self.x + self.width / 2
    }
}

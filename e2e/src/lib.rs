//! What the browser tests stand on: the product started as a new user would start it, real
//! Chromium driven through chromedriver, the accessibility rules of axe-core, and pictures of the
//! pages in `target/screens`.
//!
//! Everything started here is stopped when its value is dropped.

mod app;
mod axe;
mod browser;
mod driver;
mod hand;
mod keyboard;
mod page;
mod process;
mod screens;

pub use app::{Account, App};
pub use axe::Finding;
pub use browser::{Browser, Size};
pub use driver::Driver;
pub use hand::Hand;

/// Why a browser test could not go on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("{what}: {source}")]
    Io {
        what: String,
        source: std::io::Error,
    },
    #[error("{program} did not become ready; it said:\n{said}")]
    NotReady { program: &'static str, said: String },
    #[error("no session with the browser: {0}")]
    Session(#[from] fantoccini::error::NewSessionError),
    #[error("{doing}: {source}")]
    Browser {
        doing: String,
        source: fantoccini::error::CmdError,
    },
    #[error("{0}")]
    Expected(String),
}

impl Error {
    fn io(what: impl Into<String>, source: std::io::Error) -> Self {
        Self::Io {
            what: what.into(),
            source,
        }
    }
}

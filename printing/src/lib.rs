//! Pages for paper: a template of ours and data make a PDF. The data come as JSON, so that nothing that
//! somebody typed is ever read as markup, and the template reaches no file, no network and no clock. The
//! same data, printed as of the same moment, give the same bytes.

mod world;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};

use serde::Serialize;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use world::Desk;

/// What can be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// The history of a case, one part for each language.
    History,
}

impl Sheet {
    const ALL: [Self; 1] = [Self::History];

    const fn source(self) -> &'static str {
        match self {
            Self::History => include_str!("../templates/history.typ"),
        }
    }

    const fn index(self) -> usize {
        match self {
            Self::History => 0,
        }
    }
}

/// The moment that stands in the PDF as that of its making, in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    pub year: i32,
    pub month: u8,
    pub day: u8,
    pub hour: u8,
    pub minute: u8,
    pub second: u8,
}

/// Why there is no PDF. What it says holds none of the data.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotPrinted {
    #[error("the data cannot be written: {0}")]
    Data(String),
    #[error("the template cannot be set: {0}")]
    Template(String),
    #[error("the typesetter broke off")]
    BrokeOff,
}

/// One document at a time: what the typesetter remembers of it is forgotten before the next, so that no
/// more than one is ever held.
static TURN: Mutex<()> = Mutex::new(());

/// Prints it. Takes milliseconds for a page: call it where waiting is allowed.
///
/// # Errors
/// See [`NotPrinted`].
pub fn print(sheet: Sheet, data: &impl Serialize, made: Moment) -> Result<Vec<u8>, NotPrinted> {
    let data = serde_json::to_vec(data).map_err(|e| NotPrinted::Data(e.to_string()))?;
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let printed = catch_unwind(AssertUnwindSafe(|| set(sheet, data, made)));
    comemo::evict(0);
    printed.unwrap_or(Err(NotPrinted::BrokeOff))
}

fn set(sheet: Sheet, data: Vec<u8>, made: Moment) -> Result<Vec<u8>, NotPrinted> {
    let desk = Desk::of(sheet, data)?;
    let document = typst::compile::<PagedDocument>(&desk).output;
    let document = document.map_err(|found| told(&found))?;
    let Moment {
        year,
        month,
        day,
        hour,
        minute,
        second,
    } = made;
    let timestamp = Datetime::from_ymd_hms(year, month, day, hour, minute, second);
    let standards = PdfStandards::new(&[PdfStandard::A_2a]);
    let options = PdfOptions {
        ident: Smart::Auto,
        creator: Smart::Custom(Some("Sejel".to_owned())),
        timestamp: timestamp.map(Timestamp::new_utc),
        standards: standards.map_err(|e| NotPrinted::Template(e.message().to_string()))?,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&document, &options).map_err(|found| told(&found))
}

/// The messages of the typesetter name places of our template and none of the data.
fn told(found: &[typst::diag::SourceDiagnostic]) -> NotPrinted {
    let messages = found.iter().map(|it| it.message.as_str());
    NotPrinted::Template(messages.collect::<Vec<_>>().join("; "))
}

#[cfg(test)]
mod tests;

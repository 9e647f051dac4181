//! Words, letters and calendars: everything a person reads passes through here.
//!
//! `text` knows nothing of cases or people. The messages are in `locales/`; their names are made
//! and checked by `build.rs`.

pub mod catalogue;
pub mod collation;
pub mod digits;
pub mod folding;
pub mod jalali;
mod speech;

pub use catalogue::{Arg, Key, Locale, Phrase, Words, k};
pub use jalali::JalaliDate;
pub use speech::without_isolates;

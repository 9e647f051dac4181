//! Words, letters and calendars: what everything above is written in.

pub mod catalogue;
pub mod digits;
pub mod folding;
pub mod jalali;

pub use catalogue::{Arg, Key, Locale, Phrase, Words, k};

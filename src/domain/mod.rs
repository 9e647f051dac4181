//! What the office knows and decides: cases, directives, people, history and access.
//! Pure: no database, no web, no clock, no randomness, no files.
#![deny(clippy::wildcard_enum_match_arm)]

pub mod access;
pub mod case;
pub mod directive;
pub mod erasure;
pub mod history;
pub mod person;
pub mod sampling;
pub mod time;

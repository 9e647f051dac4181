//! A case: its events, their fold, and the decisions that add to them.

pub mod event;
pub mod file;
pub mod people;
pub mod personal;
pub mod position;

pub use file::CaseFile;
pub use people::{PersonNo, WHOLE_CASE};
pub use personal::Personal;
pub use position::Position;

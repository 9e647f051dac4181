//! A case: its events, their fold, and the decisions that add to them.

pub mod codes;
pub mod command;
pub mod conflict;
pub mod contradiction;
pub mod correction;
pub mod decide;
pub mod event;
pub mod facts;
pub mod file;
pub mod matters;
pub mod people;
pub mod personal;
pub mod position;
pub mod refusal;
pub mod tracks;
pub mod withholding;

pub use file::CaseFile;
pub use people::{PersonNo, WHOLE_CASE};
pub use personal::Personal;
pub use position::Position;
pub use refusal::{Refusal, Why};

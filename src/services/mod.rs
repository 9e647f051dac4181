//! What the office does, each as one plain function around one transaction.

pub mod accounts;
mod answered;
pub mod calendars;
pub mod archive;
pub mod casework;
pub mod clock;
pub mod demonstration;
pub mod directives;
pub mod drafts;
pub mod export;
pub mod finding;
pub mod housekeeping;
pub mod intake_files;
pub mod looks;
pub mod moving;
pub mod projecting;
pub mod readiness;
pub mod reading;
pub mod recording;
pub mod register;
pub mod sealing;
pub mod similar;
pub mod simulation;
pub mod verification;
pub mod worklist;

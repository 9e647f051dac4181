//! The history that cannot be altered unseen: canonical bytes, sealed personal values, chains.

pub mod bundle;
pub mod canonical;
pub mod chain;
pub mod check;
pub mod log_event;
pub mod merkle;
pub mod note;
pub mod personal;
pub mod sealing;
mod told;
pub mod witness;

pub use canonical::{NotCanonical, canonical};
pub use chain::{Hash, link};
pub use personal::{CommitmentMismatch, Opening, Openings, open, seal};
pub use told::Told;

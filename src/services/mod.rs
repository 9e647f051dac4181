//! What the office does, each as one plain function around one transaction.

pub mod accounts;
pub mod casework;
pub mod clock;
pub mod drafts;
pub mod projecting;
pub mod readiness;
pub mod recording;
pub mod register;

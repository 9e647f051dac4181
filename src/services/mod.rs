//! What the office does, each as one plain function around one transaction.

pub mod accounts;
pub mod clock;
pub mod drafts;
pub mod readiness;
pub mod reading;
pub mod recording;
pub mod register;
pub mod worklist;

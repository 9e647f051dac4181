//! What the office does, each as one plain function around one transaction.

pub mod accounts;
pub mod clock;
pub mod drafts;
pub mod readiness;
pub mod register;

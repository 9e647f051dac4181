//! What the office does, each as one plain function around one transaction.

pub mod casework;
pub mod clock;
pub mod recording;
pub mod register;

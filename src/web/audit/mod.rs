//! The auditor's rooms: the log, and what is out of the ordinary.

pub mod anomalies;
mod filter;
mod health;
pub mod home;
pub mod log;
mod telling;

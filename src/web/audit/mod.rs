//! The auditor's rooms: the log, and what is out of the ordinary.

pub mod anchor;
pub mod anomalies;
pub mod duties;
mod filter;
mod health;
pub mod home;
pub mod log;
pub mod samples;
mod telling;

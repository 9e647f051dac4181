//! Oversight: who looked at a file, what happened in the register, and what is out of the ordinary there.

pub mod anomalies;
pub mod duties;
pub mod kinds;
mod log;
mod noted;
pub mod thresholds;

pub use log::{
    Cases, LogPage, READS, Somebody, case_numbered, cases_of, page, people_named, who_looked,
};
pub use noted::{Noted, People};

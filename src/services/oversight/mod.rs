//! Oversight: who looked at a file, what happened in the register, and what is out of the ordinary there.

mod log;
mod noted;

pub use log::{LogPage, READS, page, who_looked};
pub use noted::{Noted, People};

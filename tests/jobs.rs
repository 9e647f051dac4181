//! Work that the clock drives: done once, by whichever process gets hold of it.
#![cfg(test)]

#[path = "support/database.rs"]
mod database;
#[path = "support/office.rs"]
mod office;

#[path = "jobs/clocks.rs"]
mod clocks;
#[path = "jobs/queue.rs"]
mod queue;
#[path = "jobs/sweeping.rs"]
mod sweeping;
#[path = "jobs/year_ends.rs"]
mod year_ends;

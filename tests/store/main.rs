//! The store on SQLite, and on PostgreSQL when `SEJEL_TEST_POSTGRES` names a cluster.

#[path = "../support/database.rs"]
mod database;
mod events;

mod files;
mod open;
mod streams;
mod writing;

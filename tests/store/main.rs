//! The store on SQLite, and on PostgreSQL when `SEJEL_TEST_POSTGRES` names a cluster.
#![cfg(test)]

#[path = "../support/database.rs"]
mod database;
mod events;

mod accounts;
mod append_only;
mod cases;
mod files;
mod open;
mod plans;
mod rights;
mod schema;
mod streams;
mod trail;
mod verify;
mod writing;

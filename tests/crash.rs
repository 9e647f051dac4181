//! The program is killed in the middle of its work, again and again. What it has acknowledged must
//! be there afterwards, and what it was asked for twice must be there once.
#![cfg(test)]

#[path = "support/database.rs"]
mod database;
#[path = "support/office.rs"]
mod office;

#[path = "crash/killed.rs"]
mod killed;
#[path = "crash/ledger.rs"]
mod ledger;
#[path = "crash/server.rs"]
mod server;
#[path = "crash/writer.rs"]
mod writer;

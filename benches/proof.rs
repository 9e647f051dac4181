//! How fast the history is proven: everything, what is new since a checkpoint, and how long an event waits
//! to be in a signed one; and how fast the log is leafed through.
//!
//! `cargo bench --bench proof`, on SQLite, and on PostgreSQL where `SEJEL_TEST_POSTGRES` is set;
//! `SEJEL_BENCH_EVENTS` says how many events, `SEJEL_BENCH_TRAIL` how many rows the log is leafed through at.
//! Nothing is asserted: the lines are for reading. Times are told as multiples of a base of the same run
//! as well: one event read by its number.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a bench that cannot go on must say where"
)]
#![expect(
    clippy::disallowed_methods,
    reason = "a bench measures time, and is told how much to do"
)]

#[path = "../tests/support/database.rs"]
mod database;
#[path = "proof/filling.rs"]
mod filling;
#[path = "proof/measuring.rs"]
mod measuring;

use std::hint::black_box;
use std::time::Instant;

use sejel::store::{Conn, streams};

use crate::database::Database;
use crate::filling::Filled;
use crate::measuring::Bench;

fn main() {
    let events = number("SEJEL_BENCH_EVENTS", 50_000);
    let rows = number("SEJEL_BENCH_TRAIL", 500_000);
    for database in Database::each() {
        let store = database.migrated();
        let begun = Instant::now();
        let filled = Filled::over(&store, events);
        let took = begun.elapsed().as_secs_f64();
        let name = if database.is_sqlite() {
            "SQLite"
        } else {
            "PostgreSQL"
        };
        eprintln!("{name}: filled in {took:.0} s");
        let bench = Bench {
            name,
            base: base(&filled),
        };
        let size = bench.verifies(&filled);
        bench.seals(&filled);
        bench.verifies_what_is_new(&filled, size);
        // Last: rows that no event tells of.
        filling::multiply_trail(&database, rows);
        bench.leafs(&filled);
    }
}

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).map_or(otherwise, |n| n.parse().unwrap())
}

/// Seconds for one event, read by its number.
fn base(filled: &Filled) -> f64 {
    const TIMES: u32 = 2000;
    let begun = Instant::now();
    for id in 1..=TIMES {
        let one = |c: &mut Conn| streams::by_ids(c, &[i64::from(id)]);
        black_box(filled.register.store.read(one).unwrap());
    }
    begun.elapsed().as_secs_f64() / f64::from(TIMES)
}

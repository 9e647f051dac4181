//! How long a draft of the directive is simulated over many open cases, with the list of cases. The
//! cases of the demonstration are multiplied as rows, so that a hundred thousand are there in
//! seconds; each is read, folded and judged like any other.
//!
//! `cargo bench --bench simulation`, on SQLite, and on PostgreSQL where `SEJEL_TEST_POSTGRES` is set;
//! `SEJEL_BENCH_CASES` says how many. Nothing is asserted: the lines at the end are for reading.
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
#[path = "../tests/support/office.rs"]
mod office;

use std::sync::Arc;
use std::time::Instant;

use diesel::sql_types::BigInt;
use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl, SqliteConnection, sql_query};
use sejel::domain::access::{Actor, Grant, Role, UnitPath, UserId};
use sejel::domain::directive::parse::parse;
use sejel::services::demonstration;
use sejel::services::reading::Reader;
use sejel::services::simulation::{self, Asked};
use sejel::store::DatabaseUrl;
use sejel::text::{Locale, Words};

use crate::database::Database;
use crate::office::Office;

/// Made by the acts of the office; the others are their copies.
const MADE: u32 = 200;
const SHIPPED: &str = include_str!("../directives/art45-1381.toml");

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

fn main() {
    let wanted = std::env::var("SEJEL_BENCH_CASES").ok();
    let wanted: i64 = wanted.map_or(20_000, |n| n.parse().unwrap());
    for database in Database::each() {
        let store = database.migrated();
        let office = Office::over(&store);
        demonstration::fill(&office.register, MADE).unwrap();
        multiply(&database, wanted);
        simulate(&office, &database);
    }
}

/// Runs a statement; answers the number that it reads, or how many rows it wrote.
type Run = Box<dyn FnMut(&str, bool) -> i64>;

macro_rules! on {
    ($connection:expr) => {{
        let mut c = $connection.unwrap();
        Box::new(move |sql: &str, reads: bool| match reads {
            true => sql_query(sql).get_result::<Number>(&mut c).unwrap().n,
            false => i64::try_from(sql_query(sql).execute(&mut c).unwrap()).unwrap(),
        })
    }};
}

/// Copies the open cases until there are so many.
fn multiply(database: &Database, wanted: i64) {
    let copy = |of: i64, by: i64| {
        format!(
            "INSERT INTO cases (id, reference, tracking, unit, opened_on, state, seq, projector, fold) \
             SELECT id + {by}, reference || '-{by}', tracking || '-{by}', unit, opened_on, state, seq, \
             projector, fold FROM cases WHERE state = 'open' AND id < {of}"
        )
    };
    let count = "SELECT count(*) AS n FROM cases WHERE state = 'open'";
    let span = "SELECT max(id) + 1 AS n FROM cases";
    let mut run: Run = match &database.url {
        DatabaseUrl::Sqlite(path) => on!(SqliteConnection::establish(&path.display().to_string())),
        DatabaseUrl::Postgres(url) => on!(PgConnection::establish(url)),
    };
    let span = run(span, true);
    let mut by = span;
    while run(count, true) < wanted {
        run(&copy(span, by), false);
        by += span;
    }
}

fn simulate(office: &Office, database: &Database) {
    let auditor = Actor {
        user: UserId(1),
        name: "نمونه".to_owned(),
        grants: vec![Grant {
            role: Role::Auditor,
            unit: UnitPath::parse("ir").unwrap(),
            from: jiff::civil::date(2020, 3, 20),
            to: None,
        }],
    };
    let text = SHIPPED
        .replacen("version = \"1381\"", "version = \"1406\"", 1)
        .replace("length = 30", "length = 45");
    let draft = Arc::new(parse(&text).unwrap());
    let asked = Asked {
        reader: Reader {
            actor: &auditor,
            session: None,
        },
        draft: &draft,
        purpose: "measuring a simulation",
        progress: &mut |_, _| {},
    };
    let mut list = tempfile::tempfile().unwrap();
    let begun = Instant::now();
    let words = Words::of(Locale::Fa);
    let report = simulation::with_list(&office.register, asked, words, &mut list).unwrap();
    let took = begun.elapsed();
    let cases = report.counts.cases;
    let each = took.as_micros() / u128::from(cases.max(1));
    eprintln!(
        "{}: {cases} open cases in {:.1} s, {each} µs each; {:?}",
        match &database.url {
            DatabaseUrl::Sqlite(_) => "SQLite",
            DatabaseUrl::Postgres(_) => "PostgreSQL",
        },
        took.as_secs_f64(),
        report.counts.classes
    );
}

//! The value is looked for in the bytes of the database, not by its own queries.

use diesel::sql_types::Text;
use diesel::{QueryableByName, RunQueryDsl, sql_query};
use sejel::services::erasure;
use sejel::services::verification;
use sejel::store::conn::{Use, connect};
use sejel::text::folding::fold;

use crate::database::Database;
use crate::office::Office;
use crate::{NUMBER, erases, is_sound, number, numbered};

#[derive(QueryableByName)]
struct Said {
    #[diesel(sql_type = Text)]
    said: String,
}

/// Everything that the database holds, as bytes: of SQLite its file and its log as they lie on disk, of
/// PostgreSQL every row of every table.
fn bytes(database: &Database) -> Vec<u8> {
    if let Some(file) = database.url.file() {
        let mut all = std::fs::read(file).unwrap();
        let log = format!("{}-wal", file.display());
        all.extend(std::fs::read(log).unwrap_or_default());
        return all;
    }
    let mut own = connect(&database.url, Use::Both).unwrap();
    let tables = "SELECT tablename::text AS said FROM pg_tables WHERE schemaname = 'public'";
    let tables: Vec<Said> = sql_query(tables).load(&mut own).unwrap();
    let mut all = Vec::new();
    for Said { said: table } in tables {
        let rows = format!("SELECT row_to_json(t)::text AS said FROM {table} t");
        let rows: Vec<Said> = sql_query(rows).load(&mut own).unwrap();
        all.extend(rows.into_iter().flat_map(|row| row.said.into_bytes()));
    }
    all
}

/// The forms in which a value could stand: as typed in either digits, folded, and in hex.
fn forms(value: &str) -> Vec<Vec<u8>> {
    let persian: String = value
        .chars()
        .map(|c| {
            c.to_digit(10)
                .map_or(c, |d| char::from_u32(0x6f0 + d).unwrap())
        })
        .collect();
    let plain = [value.to_owned(), persian, fold(value)];
    let hex = plain.iter().map(hex::encode).map(String::into_bytes);
    let plain = plain.iter().cloned().map(String::into_bytes);
    plain.chain(hex).collect()
}

fn holds(all: &[u8], value: &str) -> bool {
    let stands = |form: &Vec<u8>| all.windows(form.len()).any(|part| part == form.as_slice());
    forms(value).iter().any(stands)
}

#[test]
fn the_value_is_nowhere_in_the_database_afterwards_and_what_is_left_is_sound() {
    for database in Database::each() {
        let store = database.migrated();
        let office = Office::over(&store);
        let case = numbered(&office);
        assert!(holds(&bytes(&database), NUMBER));
        let done = erases(&case, &number());
        assert_eq!(done.values, 4, "application, correction, two notes");
        let swept = erasure::vacuum(&office.register).unwrap();
        assert!(done.emptied && swept.emptied);
        assert!(!holds(&bytes(&database), NUMBER));
        is_sound(&office);
        let before = case.opened().file;
        verification::rebuild(&office.register).unwrap();
        assert_eq!(case.opened().file, before);
        assert!(!holds(&bytes(&database), NUMBER));
        is_sound(&office);
    }
}

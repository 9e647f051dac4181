//! The value is looked for in the bytes of the database, not by its own queries.

use diesel::sql_types::Text;
use diesel::{QueryableByName, RunQueryDsl, sql_query};
use sejel::domain::case::withholding::Withholding;
use sejel::domain::erasure::State;
use sejel::services::erasure;
use sejel::services::reading::{self, ListPage, Reader};
use sejel::services::verification;
use sejel::store::conn::{Use, connect};
use sejel::store::streams;
use sejel::text::folding::fold;

use crate::database::Database;
use crate::office::{Household, Office};
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

/// The number as somebody reads it from a card.
const PARTED: &str = "۰۴۹۹-۳۷۰۸۹۹";
/// And as it stands in an address.
const IN_AN_ADDRESS: &str = "%DB%B0%DB%B4%DB%B9%DB%B9%DB%B3%DB%B7%DB%B0%DB%B8%DB%B9%DB%B9";

/// Officials search for it, narrow a list by it, and give it as a reason.
fn is_typed_elsewhere(office: &Office, case: &Household<'_>) {
    let register = &office.register;
    let reader = Reader {
        actor: &office.officer,
        session: Some(7),
    };
    for terms in [PARTED, "ماه‌بانو نمونه"] {
        reading::searched(register, reader, terms, 1).unwrap();
    }
    let page = ListPage {
        list: "search",
        narrowed: &format!("q={IN_AN_ADDRESS}&page=2"),
        after: None,
    };
    reading::list_seen(register, reader, page, &[]).unwrap();
    let opened = case.opened();
    let head = (opened.file.seq, opened.file.hash.as_str());
    let purpose = format!("برای دارندهٔ {NUMBER}");
    let nothing = Withholding::default();
    reading::exported(register, reader, (&opened, head), &purpose, &nothing, None).unwrap();
}

fn searched(office: &Office) -> Vec<String> {
    let events = office
        .register
        .store
        .read(|c| streams::events(c, "session:7", 0, 100))
        .unwrap();
    let openings = events.into_iter().flat_map(|event| event.openings);
    openings.map(|(_, opening)| opening.value).collect()
}

#[test]
fn the_value_is_nowhere_in_the_database_afterwards_and_what_is_left_is_sound() {
    for database in Database::each() {
        let store = database.migrated();
        let office = Office::over(&store);
        let case = numbered(&office);
        is_typed_elsewhere(&office, &case);
        office.register.looks.flush().unwrap();
        let said = bytes(&database);
        for form in [NUMBER, PARTED, IN_AN_ADDRESS] {
            assert!(holds(&said, form), "{form}");
        }
        let done = erases(&case, &number());
        assert_eq!(done.values, 4, "application, correction, two notes");
        let State::Approved(_, _, approved) = &done.erasure.state else {
            panic!("{:?}", done.erasure.state);
        };
        assert_eq!(approved.typed, 3, "a search, a filter, a purpose");
        assert_eq!(searched(&office), ["ماه‌بانو نمونه"]);
        assert!(!holds(&bytes(&database), IN_AN_ADDRESS));
        assert!(!holds(&bytes(&database), PARTED));
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

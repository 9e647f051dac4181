use diesel::sql_types::Integer;
use diesel::{QueryableByName, RunQueryDsl, sql_query};

use crate::database::{Database, on_each};
use sejel::store::{DatabaseUrl, Error, Sizes, Store, dialect};

#[test]
fn a_new_database_names_what_is_missing_and_then_nothing() {
    for database in Database::each() {
        let store = database.open();
        let missing = store.pending().unwrap();
        assert!(!missing.is_empty());
        assert_eq!(store.migrate().unwrap(), missing);
        assert_eq!(store.pending().unwrap(), Vec::<String>::new());
        assert_eq!(store.migrate().unwrap(), Vec::<String>::new());
    }
}

#[test]
fn both_sqlite_connections_run_with_a_write_ahead_log_and_full_flushes() {
    let database = Database::sqlite();
    let store = database.migrated();
    let full = ("wal".to_owned(), 2);
    assert_eq!(store.write(dialect::durability).unwrap(), full);
    assert_eq!(store.read(dialect::durability).unwrap(), full);
}

#[test]
fn sqlite_is_built_so_that_a_statement_with_a_bound_limit_is_compiled_once() {
    #[derive(QueryableByName)]
    struct Used {
        #[diesel(sql_type = Integer)]
        used: i32,
    }
    let store = Database::sqlite().migrated();
    let asked = "SELECT sqlite_compileoption_used('ENABLE_QPSG') AS used";
    let found: Used = store
        .read(|c| Ok::<_, Error>(sql_query(asked).get_result(c)?))
        .unwrap();
    assert_eq!(found.used, 1, "LIBSQLITE3_FLAGS of .cargo/config.toml");
}

#[test]
fn a_server_that_does_not_answer_is_told_with_its_own_words() {
    let url = DatabaseUrl::parse("postgres://clerk:hidden@127.0.0.1:1/sejel").unwrap();
    let Err(Error::Unavailable(why)) = Store::open(&url, Sizes::default()) else {
        panic!("opened a server that is not there");
    };
    assert!(why.contains("port 1"), "{why}");
    assert!(!why.contains("hidden"), "{why}");
}

#[test]
fn a_read_cannot_write() {
    on_each(|store| {
        let refused = store.read(|c| sejel::store::counters::next(c, "case"));
        assert!(refused.is_err());
        assert_eq!(
            store
                .write(|c| sejel::store::counters::next(c, "case"))
                .unwrap(),
            1
        );
    });
}

//! The two migration trees and `schema.rs` say the same.

use std::collections::BTreeMap;

use crate::database::Database;
use diesel::sql_types::{Bool, Text};
use diesel::{QueryableByName, RunQueryDsl, sql_query};
use sejel::store::{Error, Store};

/// Table → column → (type as `schema.rs` calls it, nullable).
type Tables = BTreeMap<String, BTreeMap<String, (String, bool)>>;

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    column_name: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Bool)]
    nullable: bool,
}

const SQLITE: &str = "SELECT t.name AS table_name, c.name AS column_name, c.type AS kind, \
    NOT c.\"notnull\" AS nullable FROM sqlite_schema t, pragma_table_info(t.name) c \
    WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name NOT LIKE '\\_\\_%' ESCAPE '\\'";
const POSTGRES: &str = "SELECT table_name::text, column_name::text, data_type::text AS kind, \
    is_nullable = 'YES' AS nullable FROM information_schema.columns \
    WHERE table_schema = 'public' AND table_name NOT LIKE '\\_\\_%'";

fn tables(store: &Store, question: &'static str) -> Tables {
    let columns: Vec<Column> = store
        .read(|c| Ok::<_, Error>(sql_query(question).load(c)?))
        .unwrap();
    let mut tables = Tables::new();
    for column in columns {
        let kind = match column.kind.to_uppercase().as_str() {
            "TEXT" => "Text",
            "BIGINT" => "BigInt",
            // A SQLite row id is a BigInt whatever it is called.
            "INTEGER" if is_row_id(&column) => "BigInt",
            "INTEGER" => "Integer",
            "BOOLEAN" => "Bool",
            "BLOB" | "BYTEA" => "Binary",
            other => panic!("{}.{}: {other}", column.table_name, column.column_name),
        };
        let columns = tables.entry(column.table_name).or_default();
        columns.insert(column.column_name, (kind.to_owned(), column.nullable));
    }
    tables
}

fn is_row_id(column: &Column) -> bool {
    let named = (column.table_name.as_str(), column.column_name.as_str());
    let others = [
        ("case_rows", "case_id"),
        ("log_outbox", "event_id"),
        ("log_leaves", "idx"),
    ];
    column.column_name == "id" || others.contains(&named)
}

/// `schema.rs` as text: what diesel believes.
fn believed() -> Tables {
    let mut tables = Tables::new();
    let mut table = String::new();
    for line in include_str!("../../src/store/schema.rs").lines() {
        let line = line.trim();
        if let Some((name, _)) = line.strip_suffix(") {").and_then(|l| l.split_once(" (")) {
            table = name.to_owned();
        } else if let Some((name, kind)) = line.strip_suffix(',').and_then(|l| l.split_once(" -> "))
        {
            let inner = kind
                .strip_prefix("Nullable<")
                .and_then(|k| k.strip_suffix('>'));
            let columns = tables.entry(table.clone()).or_default();
            columns.insert(
                name.to_owned(),
                (inner.unwrap_or(kind).to_owned(), inner.is_some()),
            );
        }
    }
    tables
}

#[test]
fn both_databases_have_the_tables_that_the_program_believes_in() {
    let believed = believed();
    assert!(believed.len() > 15);
    let sqlite = Database::sqlite();
    assert_eq!(tables(&sqlite.migrated(), SQLITE), believed);
    if let Some(postgres) = Database::postgres() {
        assert_eq!(tables(&postgres.migrated(), POSTGRES), believed);
    }
}

#[test]
fn both_trees_have_the_same_migrations() {
    let folders = |tree: &str| {
        let path = format!("{}/migrations/{tree}", env!("CARGO_MANIFEST_DIR"));
        let mut names: Vec<_> = std::fs::read_dir(path)
            .unwrap()
            .map(|f| f.unwrap().file_name())
            .collect();
        names.sort();
        names
    };
    assert_eq!(folders("sqlite"), folders("postgres"));
}

#[test]
fn both_databases_have_the_same_indexes() {
    let Some(postgres) = Database::postgres() else {
        return;
    };
    #[derive(QueryableByName)]
    struct Name {
        #[diesel(sql_type = Text)]
        name: String,
    }
    let names = |store: Store, question: &'static str| -> Vec<String> {
        let names: Vec<Name> = store
            .read(|c| Ok::<_, Error>(sql_query(question).load(c)?))
            .unwrap();
        names.into_iter().map(|n| n.name).collect()
    };
    let lite = "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY 1";
    let pg = "SELECT indexname::text COLLATE \"C\" AS name FROM pg_indexes \
        WHERE schemaname = 'public' AND indexname NOT LIKE '%\\_pkey' ORDER BY 1";
    assert_eq!(
        names(Database::sqlite().migrated(), lite),
        names(postgres.migrated(), pg)
    );
}

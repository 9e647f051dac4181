//! Empty databases for tests: SQLite always, PostgreSQL when a cluster is given.
//!
//! `SEJEL_TEST_POSTGRES` is the address of a cluster's maintenance database; each test makes a
//! database of its own there and drops it. Without it, tests say that PostgreSQL was skipped.
#![allow(dead_code, reason = "each test program uses its part")]
#![allow(clippy::allow_attributes, reason = "shared by several test programs")]

use std::sync::atomic::{AtomicU32, Ordering};

use diesel::{Connection, PgConnection, RunQueryDsl, sql_query};
use sejel::store::{DatabaseUrl, Sizes, Store};

/// A database that is removed when this is dropped.
pub struct Database {
    pub url: DatabaseUrl,
    folder: Option<tempfile::TempDir>,
    drop_from: Option<(String, String)>,
}

impl Database {
    /// A new SQLite file, not yet migrated.
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("sejel.db").display());
        Self {
            url: DatabaseUrl::parse(&url).unwrap(),
            folder: Some(folder),
            drop_from: None,
        }
    }

    /// A new PostgreSQL database, not yet migrated; nothing (said aloud) without a cluster.
    pub fn postgres() -> Option<Self> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let Some(cluster) = cluster() else {
            eprintln!("skipped: PostgreSQL (SEJEL_TEST_POSTGRES is not set)");
            return None;
        };
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("sejel_test_{}_{number}", std::process::id());
        let mut maintenance = PgConnection::establish(&cluster).unwrap();
        let create =
            format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'");
        sql_query(create).execute(&mut maintenance).unwrap();
        let (server, _) = cluster.rsplit_once('/').unwrap();
        let url = DatabaseUrl::parse(&format!("{server}/{name}")).unwrap();
        Some(Self {
            url,
            folder: None,
            drop_from: Some((cluster, name)),
        })
    }

    /// Whether it is the embedded one.
    pub fn is_sqlite(&self) -> bool {
        self.folder.is_some()
    }

    /// Another database with the same content. Nobody else may be connected to this one.
    pub fn copy(&self) -> Self {
        let Some((cluster, name)) = &self.drop_from else {
            let copy = Self::sqlite();
            let file = copy.url.file().unwrap().display().to_string();
            let whole = format!("VACUUM INTO '{file}'");
            let vacuum = |c: &mut sejel::store::conn::Conn| sql_query(whole).execute(c);
            let mut own = sejel::store::conn::connect(&self.url, sejel::store::conn::Use::Write);
            vacuum(own.as_mut().unwrap()).unwrap();
            return copy;
        };
        let copy = Self::postgres().unwrap();
        let (_, made) = copy.drop_from.as_ref().unwrap();
        let mut maintenance = PgConnection::establish(cluster).unwrap();
        for statement in [
            format!("DROP DATABASE {made} WITH (FORCE)"),
            format!(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
            ),
            format!("CREATE DATABASE {made} TEMPLATE {name}"),
        ] {
            sql_query(statement).execute(&mut maintenance).unwrap();
        }
        copy
    }

    /// Both, as far as they are there.
    pub fn each() -> Vec<Self> {
        let mut all = vec![Self::sqlite()];
        all.extend(Self::postgres());
        all
    }

    /// Opened, without tables.
    pub fn open(&self) -> Store {
        Store::open(&self.url, Sizes { connections: 16 }).unwrap()
    }

    /// Opened and migrated.
    pub fn migrated(&self) -> Store {
        let store = self.open();
        store.migrate().unwrap();
        store
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Some((cluster, name)) = &self.drop_from
            && let Ok(mut maintenance) = PgConnection::establish(cluster)
        {
            let _left_behind =
                sql_query(format!("DROP DATABASE {name} WITH (FORCE)")).execute(&mut maintenance);
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "tests have no configuration")]
fn cluster() -> Option<String> {
    std::env::var("SEJEL_TEST_POSTGRES").ok()
}

/// Runs `test` on a migrated database of each kind.
pub fn on_each(test: impl Fn(&Store)) {
    for database in Database::each() {
        test(&database.migrated());
    }
}

//! The few lines in which the two databases differ. No other file but `conn` names a variant.

use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::result::{DatabaseErrorInformation, DatabaseErrorKind, Error as Diesel, QueryResult};
use diesel::sql_types::{BigInt, Text};
use diesel::{QueryableByName, RunQueryDsl, sql_query};

use super::conn::{Conn, Use};
use super::error::Error;

/// Full durability: a commit answers only after its bytes are on disk.
const SQLITE_FULL: i64 = 2;

/// Sets a new connection up, and proves that the settings on which durability rests hold.
pub(super) fn prepare(conn: &mut Conn, purpose: Use) -> Result<(), Error> {
    match conn {
        Conn::Sqlite(c) => {
            c.batch_execute(
                "PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; \
                 PRAGMA recursive_triggers = ON; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; \
                 PRAGMA mmap_size = 1073741824; PRAGMA trusted_schema = OFF;",
            )?;
            match purpose {
                // One connection writes: what every commit touches, the ends of the indexes, stays in memory.
                Use::Write | Use::Both => c.batch_execute(
                    "PRAGMA journal_mode = WAL; PRAGMA cache_size = -65536; \
                     PRAGMA wal_autocheckpoint = 4000;",
                )?,
                Use::Read => {
                    c.batch_execute("PRAGMA query_only = ON; PRAGMA cache_size = -1000;")?
                }
            }
            let settings = durability(conn)?;
            if settings != ("wal".to_owned(), SQLITE_FULL) {
                return Err(Error::Unfit(format!(
                    "journal and synchronous are {settings:?}"
                )));
            }
        }
        Conn::Postgres(c) => c.batch_execute(
            "SET client_min_messages = warning; SET application_name = 'sejel'; \
             SET lock_timeout = '5s'; SET idle_in_transaction_session_timeout = '60s';",
        )?,
    }
    Ok(())
}

/// Journal mode and synchronous level of a SQLite connection; `("", -1)` on PostgreSQL.
pub fn durability(conn: &mut Conn) -> Result<(String, i64), Error> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Text)]
        journal: String,
        #[diesel(sql_type = BigInt)]
        sync: i64,
    }
    match conn {
        Conn::Sqlite(c) => {
            let row: Row = sql_query(
                "SELECT journal_mode AS journal, synchronous AS sync \
                 FROM pragma_journal_mode, pragma_synchronous",
            )
            .get_result(c)?;
            Ok((row.journal, row.sync))
        }
        Conn::Postgres(_) => Ok((String::new(), -1)),
    }
}

/// Brings the write-ahead log of SQLite into the file and cuts it to nothing; whether that could be done.
/// The log of PostgreSQL is its administrator's.
pub(super) fn empty_log(conn: &mut Conn) -> Result<bool, Error> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = BigInt)]
        busy: i64,
    }
    match conn {
        Conn::Sqlite(c) => {
            let row: Row = sql_query("PRAGMA wal_checkpoint(TRUNCATE)").get_result(c)?;
            Ok(row.busy == 0)
        }
        Conn::Postgres(_) => Ok(true),
    }
}

/// The tables in which values of cases ever stood.
const OF_CASES: [&str; 10] = [
    "events",
    "cases",
    "case_rows",
    "people",
    "numbers",
    "papers",
    "witnesses",
    "drafts",
    "commands",
    "export_sets",
];

/// Writes every row anew, without what was deleted or replaced.
pub(super) fn write_anew(conn: &mut Conn) -> Result<(), Error> {
    match conn {
        Conn::Sqlite(c) => c.batch_execute("VACUUM")?,
        Conn::Postgres(c) => {
            for table in OF_CASES {
                c.batch_execute(&format!("VACUUM FULL {table}"))?;
            }
        }
    }
    Ok(())
}

/// Begins a write. A deferred BEGIN on SQLite would fail when two writers meet.
pub(super) fn begin_write(conn: &mut Conn) -> QueryResult<()> {
    match conn {
        Conn::Sqlite(c) => AnsiTransactionManager::begin_transaction_sql(c, "BEGIN IMMEDIATE"),
        Conn::Postgres(c) => AnsiTransactionManager::begin_transaction(c),
    }
}

/// Ends a write. PostgreSQL answers COMMIT without an error even where a swallowed error has already
/// undone everything; a statement before it, in the same message, brings that error back.
pub(super) fn commit(conn: &mut Conn) -> QueryResult<()> {
    match conn {
        Conn::Sqlite(c) => AnsiTransactionManager::commit_transaction(c),
        Conn::Postgres(c) => c.batch_execute("SELECT 1; COMMIT"),
    }
}

/// Begins a read that sees one unchanging state of the whole database.
pub(super) fn begin_read(conn: &mut Conn) -> QueryResult<()> {
    match conn {
        Conn::Sqlite(c) => AnsiTransactionManager::begin_transaction(c),
        Conn::Postgres(c) => AnsiTransactionManager::begin_transaction_sql(
            c,
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        ),
    }
}

/// Holds a case for this write: others who write to it wait until it ends. SQLite has one writer at
/// a time anyway.
pub(super) fn hold_case(conn: &mut Conn, reference: &str) -> QueryResult<()> {
    match conn {
        Conn::Sqlite(_) => Ok(()),
        Conn::Postgres(c) => sql_query("SELECT id FROM cases WHERE reference = $1 FOR UPDATE")
            .bind::<Text, _>(reference)
            .execute(c)
            .map(|_found| ()),
    }
}

/// Holds an account in the same way.
pub(super) fn hold_user(conn: &mut Conn, user: i64) -> QueryResult<()> {
    match conn {
        Conn::Sqlite(_) => Ok(()),
        Conn::Postgres(c) => sql_query("SELECT id FROM users WHERE id = $1 FOR NO KEY UPDATE")
            .bind::<BigInt, _>(user)
            .execute(c)
            .map(|_found| ()),
    }
}

/// The one of two things that belongs to this connection's database.
pub(super) fn choose<T>(conn: &Conn, sqlite: T, postgres: T) -> T {
    match conn {
        Conn::Sqlite(_) => sqlite,
        Conn::Postgres(_) => postgres,
    }
}

/// Whether the database has a table of this name.
pub(super) fn has_table(conn: &mut Conn, table: &str) -> QueryResult<bool> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = BigInt)]
        found: i64,
    }
    let question = choose(
        conn,
        "SELECT count(*) AS found FROM sqlite_schema WHERE type = 'table' AND name = $1",
        "SELECT count(*) AS found FROM pg_tables \
         WHERE schemaname = current_schema() AND tablename = $1",
    );
    let row: Row = sql_query(question)
        .bind::<Text, _>(table)
        .get_result(conn)?;
    Ok(row.found > 0)
}

/// What a database error means to us. A unique violation names its column on both databases.
pub(super) fn meaning(error: Diesel) -> Error {
    match error {
        Diesel::DatabaseError(DatabaseErrorKind::UniqueViolation, info) => {
            match duplicate(info.as_ref()) {
                "events.seq" | "streams.stream" | "cases.id" => Error::Raced,
                column => Error::Duplicate(column),
            }
        }
        Diesel::DatabaseError(DatabaseErrorKind::SerializationFailure, _) => Error::Raced,
        Diesel::DatabaseError(DatabaseErrorKind::ClosedConnection, info) => {
            Error::Unavailable(info.message().to_owned())
        }
        Diesel::DatabaseError(kind, info) => match info.message() {
            "deadlock detected" | "canceling statement due to lock timeout" => Error::Raced,
            "database is locked" | "database or disk is full" | "disk I/O error" => {
                Error::Unavailable(info.message().to_owned())
            }
            _ => Error::Database(Diesel::DatabaseError(kind, info)),
        },
        Diesel::BrokenTransactionManager => Error::Unavailable("connection lost".to_owned()),
        other => Error::Database(other),
    }
}

/// Constraint (PostgreSQL), message of SQLite, and the name we give them.
const UNIQUE: &[(&str, &str, &str)] = &[
    (
        "events_stream_seq",
        "events.stream, events.seq",
        "events.seq",
    ),
    ("events_hash", "events.hash", "events.hash"),
    ("streams_pkey", "streams.stream", "streams.stream"),
    (
        "commands_pkey",
        "commands.key, commands.user_id",
        "commands.key",
    ),
    ("units_pkey", "units.path", "units.path"),
    ("users_username", "users.username", "users.username"),
    ("users_person_ref", "users.person_ref", "users.person_ref"),
    (
        "credentials_pkey",
        "credentials.user_id",
        "credentials.user_id",
    ),
    (
        "sessions_token_hash",
        "sessions.token_hash",
        "sessions.token_hash",
    ),
    ("cases_pkey", "cases.id", "cases.id"),
    ("cases_reference", "cases.reference", "cases.reference"),
    ("cases_tracking", "cases.tracking", "cases.tracking"),
    (
        "numbers_pkey",
        "numbers.kind, numbers.number",
        "numbers.number",
    ),
    ("counters_pkey", "counters.name", "counters.name"),
    ("throttle_pkey", "throttle.key", "throttle.key"),
    ("jobs_unique_key", "jobs.unique_key", "jobs.unique_key"),
];

fn duplicate(info: &(dyn DatabaseErrorInformation + Send + Sync)) -> &'static str {
    let constraint = info.constraint_name();
    let columns = info.message().strip_prefix("UNIQUE constraint failed: ");
    UNIQUE
        .iter()
        .find(|(pg, lite, _)| constraint == Some(pg) || columns == Some(lite))
        .map_or("unique", |(_, _, name)| name)
}

//! The register's database: one query source for SQLite and PostgreSQL.
//!
//! Reads run in one transaction on a connection of the pool and see one state. Writes go through
//! [`Store::write`], nothing else: on SQLite to the one writer that commits in groups, on PostgreSQL
//! into an ordinary transaction, where unique keys and guarded updates decide races
//! ([`Error::Raced`]).
//!
//! Row ids are given by the database at insertion (`INTEGER PRIMARY KEY`, identity), except those of
//! cases, which the stream name needs beforehand: they come from [`counters`].

pub mod accounts;
pub mod case_parts;
pub mod cases;
pub mod commands;
pub mod conn;
pub mod counters;
pub mod decisions;
pub mod dialect;
pub mod drafts;
mod error;
pub mod exports;
pub mod files;
pub mod jobs;
pub mod kept;
mod lines;
pub mod lists;
pub mod log;
pub mod migrate;
pub mod open_cases;
pub mod people;
pub mod positions;
pub mod projections;
mod province;
pub mod reads;
mod schema;
pub mod sessions;
pub mod streams;
pub mod throttle;
pub mod trail;
pub mod trials;
mod types;
pub mod units;
pub mod verify;
pub mod witnesses;
mod writer;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use diesel::Connection;
use diesel::connection::TransactionManager;
use diesel::r2d2::{Pool, PooledConnection};
use diesel::result::QueryResult;

pub use conn::{Conn, DatabaseUrl};
pub use error::Error;
pub use files::Files;

use conn::{Link, Manager, Use};
use writer::Writer;

type Transactions = <Conn as Connection>::TransactionManager;

/// How many connections to keep.
#[derive(Debug, Clone, Copy)]
pub struct Sizes {
    /// Reading connections (SQLite) or all connections (PostgreSQL).
    pub connections: u32,
}

impl Default for Sizes {
    fn default() -> Self {
        Self { connections: 8 }
    }
}

/// The register's database. Cloning gives another handle of the same.
#[derive(Debug, Clone)]
pub struct Store(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    url: DatabaseUrl,
    pool: Pool<Manager>,
    writer: Option<Writer>,
}

impl Store {
    /// Opens the database; its own error is told when it cannot be.
    pub fn open(url: &DatabaseUrl, sizes: Sizes) -> Result<Self, Error> {
        let (writer, purpose) = match url {
            DatabaseUrl::Sqlite(_) => (Some(Writer::start(url.clone())?), Use::Read),
            DatabaseUrl::Postgres(_) => {
                // A pool would wait and then tell only that it waited.
                drop(conn::connect(url, Use::Both)?);
                (None, Use::Both)
            }
        };
        let pool = Pool::builder()
            .max_size(sizes.connections.max(1))
            .min_idle(Some(1))
            .test_on_check_out(false)
            .connection_timeout(Duration::from_secs(5))
            .error_handler(Box::new(diesel::r2d2::NopErrorHandler))
            .build(Manager {
                url: url.clone(),
                purpose,
            })
            .map_err(|e| Error::Unavailable(e.to_string()))?;
        Ok(Self(Arc::new(Inner {
            url: url.clone(),
            pool,
            writer,
        })))
    }

    /// Applies the migrations that are missing, and names them. On a connection of its own: each
    /// migration is a transaction by itself.
    pub fn migrate(&self) -> Result<Vec<String>, Error> {
        migrate::run(&mut conn::connect(&self.0.url, Use::Write)?)
    }

    /// Names the migrations that are missing.
    pub fn pending(&self) -> Result<Vec<String>, Error> {
        self.read(migrate::pending)
    }

    /// Brings what the log of the database holds into its file, and empties the log. Whether it is empty
    /// now: nobody may be reading what is older.
    pub fn checkpoint(&self) -> Result<bool, Error> {
        dialect::empty_log(&mut conn::connect(&self.0.url, Use::Write)?)
    }

    /// Writes the database anew, so that nothing deleted or replaced is left in its files, and empties
    /// its log. Whether it is empty now.
    pub fn vacuum(&self) -> Result<bool, Error> {
        let mut own = conn::connect(&self.0.url, Use::Write)?;
        dialect::write_anew(&mut own)?;
        dialect::empty_log(&mut own)
    }

    /// Runs `f` in one transaction that only reads and sees one state throughout.
    pub fn read<T, E: From<Error>>(
        &self,
        f: impl FnOnce(&mut Conn) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut link = self.begun(dialect::begin_read)?;
        link.reads(f)
    }

    /// Runs `f` in one transaction. When this returns `Ok`, the work is on disk; otherwise nothing
    /// of it is kept.
    pub fn write<T, E>(
        &self,
        f: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        if let Some(writer) = &self.0.writer {
            return writer.write(f);
        }
        let mut link = self.begun(dialect::begin_write)?;
        let done = catch_unwind(AssertUnwindSafe(|| f(&mut link.conn)));
        let told = match done {
            Ok(Ok(value)) => match dialect::commit(&mut link.conn) {
                Ok(()) => return Ok(value),
                Err(e) => Err(Error::from(e).into()),
            },
            Ok(Err(refusal)) => Err(refusal),
            Err(_panic) => Err(Error::BrokeOff.into()),
        };
        link.broken = roll_back_to(&mut link.conn, 0).is_err();
        told
    }

    /// The same as [`Self::read`] where a connection is free now; nothing where one would have to be waited
    /// for.
    pub fn read_now<T, E: From<Error>>(
        &self,
        f: impl FnOnce(&mut Conn) -> Result<T, E>,
    ) -> Option<Result<T, E>> {
        let mut link = self.0.pool.try_get()?;
        if let Err(e) = dialect::begin_read(&mut link.conn) {
            link.broken = true;
            return Some(Err(Error::from(e).into()));
        }
        Some(link.reads(f))
    }

    fn link(&self) -> Result<PooledConnection<Manager>, Error> {
        self.0
            .pool
            .get()
            .map_err(|e| Error::Unavailable(e.to_string()))
    }

    /// A connection with a transaction begun. After the server restarted, pooled connections are
    /// dead: each is tried and thrown away until a new one is made.
    fn begun(
        &self,
        begin: fn(&mut Conn) -> QueryResult<()>,
    ) -> Result<PooledConnection<Manager>, Error> {
        let mut tries = self.0.pool.max_size();
        loop {
            let mut link = self.link()?;
            match begin(&mut link.conn) {
                Ok(()) => return Ok(link),
                Err(e) => {
                    let Link { broken, .. } = &mut *link;
                    *broken = true;
                    if tries == 0 {
                        return Err(Error::Unavailable(e.to_string()));
                    }
                    tries -= 1;
                }
            }
        }
    }
}

/// Runs `f` inside the transaction so that its failure undoes its own work only.
pub fn savepoint<T, E: From<Error>>(
    conn: &mut Conn,
    f: impl FnOnce(&mut Conn) -> Result<T, E>,
) -> Result<T, E> {
    let outside = depth(conn).map_err(Error::from)?;
    let rolled = |conn: &mut Conn| roll_back_to(conn, outside).map_err(Error::from);
    Transactions::begin_transaction(conn).map_err(Error::from)?;
    match catch_unwind(AssertUnwindSafe(|| f(conn))) {
        Ok(Ok(value)) => {
            if let Err(e) = Transactions::commit_transaction(conn) {
                rolled(conn)?;
                return Err(Error::from(e).into());
            }
            Ok(value)
        }
        Ok(Err(refusal)) => {
            rolled(conn)?;
            Err(refusal)
        }
        Err(panic) => {
            let _broken = rolled(conn);
            std::panic::resume_unwind(panic)
        }
    }
}

/// How many transactions are open, one inside the other.
fn depth(conn: &mut Conn) -> QueryResult<u32> {
    let status = Transactions::transaction_manager_status_mut(conn);
    Ok(status
        .transaction_depth()?
        .map_or(0, std::num::NonZeroU32::get))
}

/// Rolls back to where `outside` transactions are open. When the database refuses (it may have
/// given up the whole transaction by itself, as SQLite does on a full disk), nothing more may be
/// done on this connection.
fn roll_back_to(conn: &mut Conn, outside: u32) -> QueryResult<()> {
    while depth(conn)? > outside {
        if let Err(e) = Transactions::rollback_transaction(conn) {
            Transactions::transaction_manager_status_mut(conn).set_in_error();
            return Err(e);
        }
    }
    Ok(())
}

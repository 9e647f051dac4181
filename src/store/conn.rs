//! Connections: which database an address means, and how one is opened.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use diesel::Connection;
use diesel::pg::PgConnection;
use diesel::r2d2::{ManageConnection, R2D2Connection};
use diesel::sqlite::SqliteConnection;

use super::dialect;
use super::error::Error;

/// A connection to either database. Every query is written once, for both.
#[derive(diesel::MultiConnection)]
pub enum Conn {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

/// What both databases have in common, as diesel sees it.
pub type Backend = <Conn as Connection>::Backend;

impl fmt::Debug for Conn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Conn(..)")
    }
}

/// Where the register is: `sqlite://path/to/file` or `postgres://user:password@host/name`.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// A file of this machine.
    Sqlite(PathBuf),
    /// A PostgreSQL server; the whole address, password included.
    Postgres(String),
}

impl DatabaseUrl {
    /// Understands an address, or says what is wrong with it (without repeating a password).
    pub fn parse(text: &str) -> Result<Self, Error> {
        if let Some(path) = text.strip_prefix("sqlite://") {
            return match path {
                "" => Err(Error::Url("sqlite:// needs a file".to_owned())),
                p if p.contains(":memory:") || p.contains('?') => Err(Error::Url(
                    "sqlite:// takes a file and nothing else".to_owned(),
                )),
                p => Ok(Self::Sqlite(PathBuf::from(p))),
            };
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            let url = url::Url::parse(text).map_err(|e| Error::Url(format!("postgres: {e}")))?;
            return match url.path().trim_start_matches('/') {
                "" => Err(Error::Url(
                    "postgres:// needs the name of a database".to_owned(),
                )),
                _ => Ok(Self::Postgres(text.to_owned())),
            };
        }
        let scheme = text
            .split_once("://")
            .map_or("(none)", |(scheme, _)| scheme);
        Err(Error::Url(format!(
            "scheme {scheme}; known are sqlite:// and postgres://"
        )))
    }

    /// The file, when it is one.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        match self {
            Self::Sqlite(path) => Some(path),
            Self::Postgres(_) => None,
        }
    }
}

impl FromStr for DatabaseUrl {
    type Err = Error;

    fn from_str(s: &str) -> Result<Self, Error> {
        Self::parse(s)
    }
}

/// Without the password.
impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite://{}", path.display()),
            Self::Postgres(text) => match url::Url::parse(text) {
                Ok(mut url) => {
                    let _no_host = url.set_password(None);
                    url.set_query(None);
                    write!(f, "{url}")
                }
                Err(_) => f.write_str("postgres://…"),
            },
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// The one that writes (SQLite).
    Write,
    /// One of several that only read (SQLite).
    Read,
    /// Ordinary connections of PostgreSQL do both.
    Both,
}

/// Opens a connection and prepares it for its use. The database's own error is handed on.
pub fn connect(url: &DatabaseUrl, purpose: Use) -> Result<Conn, Error> {
    let refused = |e: diesel::ConnectionError| Error::Unavailable(format!("{url}: {e}"));
    let mut conn = match url {
        DatabaseUrl::Sqlite(path) => {
            let text = path
                .to_str()
                .ok_or_else(|| Error::Url("path is not UTF-8".to_owned()))?;
            Conn::Sqlite(SqliteConnection::establish(text).map_err(refused)?)
        }
        DatabaseUrl::Postgres(text) => {
            Conn::Postgres(PgConnection::establish(text).map_err(refused)?)
        }
    };
    dialect::prepare(&mut conn, purpose)?;
    Ok(conn)
}

/// A pooled connection, and whether it failed in a way that makes it useless.
#[derive(Debug)]
pub(super) struct Link {
    pub(super) conn: Conn,
    pub(super) broken: bool,
}

impl Link {
    /// Runs `f` in the transaction that was begun, and ends it. Nothing was written: how a read ends does not
    /// matter to its result.
    pub(super) fn reads<T>(&mut self, f: impl FnOnce(&mut Conn) -> T) -> T {
        let done = f(&mut self.conn);
        self.broken = super::roll_back_to(&mut self.conn, 0).is_err();
        done
    }
}

/// Makes the pool's connections.
#[derive(Debug)]
pub(super) struct Manager {
    pub(super) url: DatabaseUrl,
    pub(super) purpose: Use,
}

impl ManageConnection for Manager {
    type Connection = Link;
    type Error = Error;

    fn connect(&self) -> Result<Link, Error> {
        let conn = connect(&self.url, self.purpose)?;
        Ok(Link {
            conn,
            broken: false,
        })
    }

    fn is_valid(&self, link: &mut Link) -> Result<(), Error> {
        link.conn.ping().map_err(Error::from)
    }

    /// A connection dropped by a panic may stand inside a transaction: never used again.
    fn has_broken(&self, link: &mut Link) -> bool {
        std::thread::panicking() || link.broken || link.conn.is_broken()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_understood_by_its_scheme() {
        let sqlite = |p: &str| DatabaseUrl::Sqlite(PathBuf::from(p));
        assert_eq!(
            DatabaseUrl::parse("sqlite://data/sejel.db").unwrap(),
            sqlite("data/sejel.db")
        );
        assert_eq!(
            DatabaseUrl::parse("sqlite:///srv/sejel.db").unwrap(),
            sqlite("/srv/sejel.db")
        );
        assert!(DatabaseUrl::parse("postgres://clerk@db/sejel").is_ok());
        for wrong in [
            "sejel.db",
            "mysql://x/y",
            "sqlite://",
            "sqlite://:memory:",
            "postgres://db",
        ] {
            assert!(
                matches!(DatabaseUrl::parse(wrong), Err(Error::Url(_))),
                "{wrong}"
            );
        }
    }

    #[test]
    fn a_password_is_never_shown() {
        let url = DatabaseUrl::parse("postgres://clerk:hidden@db/sejel?password=hidden").unwrap();
        assert_eq!(
            format!("{url} {url:?}"),
            "postgres://clerk@db/sejel postgres://clerk@db/sejel"
        );
    }
}

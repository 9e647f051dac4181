//! The migrations, carried inside the program, one tree for each database.

use diesel::{QueryDsl, RunQueryDsl};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::conn::Conn;
use super::dialect;
use super::error::Error;

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

diesel::table! {
    __diesel_schema_migrations (version) {
        version -> Text,
    }
}

/// Applies what is missing and names it by its version.
pub(super) fn run(conn: &mut Conn) -> Result<Vec<String>, Error> {
    let tree = dialect::choose(conn, SQLITE, POSTGRES);
    let applied = conn.run_pending_migrations(tree).map_err(unfit)?;
    Ok(applied.iter().map(ToString::to_string).collect())
}

/// Names what is missing by its version, without touching anything.
pub(super) fn pending(conn: &mut Conn) -> Result<Vec<String>, Error> {
    let applied: Vec<String> = if dialect::has_table(conn, "__diesel_schema_migrations")? {
        __diesel_schema_migrations::table
            .select(__diesel_schema_migrations::version)
            .load(conn)?
    } else {
        Vec::new()
    };
    let mut missing = versions(conn)?;
    missing.retain(|version| !applied.contains(version));
    Ok(missing)
}

fn versions(conn: &Conn) -> Result<Vec<String>, Error> {
    use diesel::migration::MigrationSource;
    let tree = dialect::choose(conn, SQLITE, POSTGRES);
    let all = MigrationSource::<super::conn::Backend>::migrations(&tree).map_err(unfit)?;
    let mut versions: Vec<String> = all.iter().map(|m| m.name().version().to_string()).collect();
    versions.sort();
    Ok(versions)
}

fn unfit(error: Box<dyn std::error::Error + Send + Sync>) -> Error {
    Error::Unfit(error.to_string())
}

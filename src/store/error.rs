//! What can go wrong between the register and its database.

/// An error of the store.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Someone else wrote first; read again and decide again.
    #[error("someone else wrote first")]
    Raced,
    /// The value, named `table.column`, exists already.
    #[error("{0} exists already")]
    Duplicate(&'static str),
    /// The database cannot be reached or did not confirm the write. Nothing was answered as done.
    #[error("the database is not available: {0}")]
    Unavailable(String),
    /// A stored row does not mean what its column must mean.
    #[error("row {row} of {table} cannot be read")]
    Corrupt { table: &'static str, row: String },
    /// The database address is not understood. Never holds a password.
    #[error("not a database address: {0}")]
    Url(String),
    /// The database is not as this version needs it.
    #[error("the database does not fit: {0}")]
    Unfit(String),
    /// The work itself failed without an answer; nothing of it was kept.
    #[error("the work broke off; nothing of it was kept")]
    BrokeOff,
    /// A file of the register cannot be kept or read.
    #[error("files: {0}")]
    Files(String),
    /// Any other refusal of the database.
    #[error(transparent)]
    Database(diesel::result::Error),
}

impl Error {
    /// A corrupt row, named by its key.
    pub fn corrupt(table: &'static str, row: impl ToString) -> Self {
        Self::Corrupt {
            table,
            row: row.to_string(),
        }
    }

    /// A look that the database did not take down, for whatever reason: what was asked for is not shown,
    /// and may be asked for again.
    #[must_use]
    pub fn as_unrecorded(self) -> Self {
        match self {
            Self::Database(why) => {
                Self::Unavailable(format!("a look could not be recorded: {why}"))
            }
            other => other,
        }
    }

    /// Nothing is wrong with the request: the same one may succeed when made again.
    #[must_use]
    pub const fn is_passing(&self) -> bool {
        matches!(self, Self::Raced | Self::Unavailable(_))
    }
}

impl From<diesel::result::Error> for Error {
    fn from(error: diesel::result::Error) -> Self {
        super::dialect::meaning(error)
    }
}

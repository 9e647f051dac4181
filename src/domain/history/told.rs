//! An event of a stream that is not a case's, as whoever folds it sees it.

use crate::domain::access::{Role, UserId};
use crate::domain::time::Moment;

/// What happened, with who caused it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told<T> {
    /// Number in its stream.
    pub seq: u64,
    pub at: Moment,
    /// Nobody, where the program itself did it.
    pub by: Option<UserId>,
    /// The post in which it was done.
    pub role: Option<Role>,
    pub turn: T,
}

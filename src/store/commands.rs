//! Answers already given: a request that arrives twice is done once.

use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, RunQueryDsl};

use super::conn::Conn;
use super::error::Error;
use super::schema::commands;
use crate::domain::access::UserId;
use crate::domain::time::Moment;

/// What was asked under a key, and what came of it. Refusals are not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    pub route: String,
    /// Of what was asked, under the key: the same key with another request is a mistake.
    pub digest: String,
    /// Where the answer leads.
    pub result: String,
    pub at: Moment,
}

/// What this person already asked under this key.
pub fn command(c: &mut Conn, key: &str, user: UserId) -> Result<Option<Command>, Error> {
    let row: Option<(String, String, String, i64)> = commands::table
        .find((key, user.0))
        .select((
            commands::route,
            commands::digest,
            commands::result,
            commands::at,
        ))
        .first(c)
        .optional()?;
    Ok(row.map(|(route, digest, result, at)| Command {
        route,
        digest,
        result,
        at: Moment::from_micros(at),
    }))
}

/// Keeps what came of a request, in the transaction of its work. [`Error::Raced`] when the same
/// request got there first: read again and give its answer.
pub fn remember(c: &mut Conn, key: &str, user: UserId, done: &Command) -> Result<(), Error> {
    let kept = diesel::insert_into(commands::table)
        .values((
            commands::key.eq(key),
            commands::user_id.eq(user.0),
            commands::route.eq(&done.route),
            commands::digest.eq(&done.digest),
            commands::result.eq(&done.result),
            commands::at.eq(done.at.micros()),
        ))
        .execute(c);
    match kept.map_err(Error::from) {
        Ok(_) => Ok(()),
        Err(Error::Duplicate("commands.key")) => Err(Error::Raced),
        Err(e) => Err(e),
    }
}

/// Forgets every answer that led to the case with this number.
pub fn forget_case(c: &mut Conn, reference: &str) -> Result<usize, Error> {
    let from = format!("{reference}#");
    let until = super::types::after_prefix(&from);
    let of_case = commands::table
        .filter(commands::result.ge(from))
        .filter(commands::result.lt(until));
    Ok(diesel::delete(of_case).execute(c)?)
}

/// Forgets what was asked before `before`.
pub fn purge(c: &mut Conn, before: Moment) -> Result<usize, Error> {
    Ok(diesel::delete(commands::table.filter(commands::at.lt(before.micros()))).execute(c)?)
}

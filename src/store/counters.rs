//! Numbers given out in order, one row each: case ids, serials per office and year.
//!
//! The row is held until the transaction ends, so serials have no gaps; only openings of cases and
//! numbered letters ask for one. Case ids may have some: an opening takes its id with its first
//! scan, and may be thrown away.

use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, RunQueryDsl};

use super::conn::Conn;
use super::error::Error;
use super::schema::counters;

/// The next number of `name`, from 1.
pub fn next(c: &mut Conn, name: &str) -> Result<i64, Error> {
    let raised = |c: &mut Conn| {
        diesel::update(counters::table.find(name))
            .set(counters::value.eq(counters::value + 1))
            .returning(counters::value)
            .get_result(c)
            .optional()
    };
    if let Some(value) = raised(c)? {
        return Ok(value);
    }
    // Two may begin a counter at once: the loser takes the next number.
    match super::savepoint(c, |c| begin(c, name, 1)) {
        Ok(()) => Ok(1),
        Err(Error::Duplicate(_)) => raised(c)?.ok_or(Error::Raced),
        Err(e) => Err(e),
    }
}

/// Begins a counter at `value`, the last number given out.
pub fn begin(c: &mut Conn, name: &str, value: i64) -> Result<(), Error> {
    diesel::insert_into(counters::table)
        .values((counters::name.eq(name), counters::value.eq(value)))
        .execute(c)?;
    Ok(())
}

/// The last number given out, 0 before the first.
pub fn value(c: &mut Conn, name: &str) -> Result<i64, Error> {
    let value = counters::table
        .find(name)
        .select(counters::value)
        .first(c)
        .optional()?;
    Ok(value.unwrap_or(0))
}

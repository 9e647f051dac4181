//! How far a trial of a draft on the open cases is. Not history: what it found is.

use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, RunQueryDsl};

use super::conn::Conn;
use super::error::Error;
use super::schema::trials;
use super::types::{small, whole};
use crate::domain::time::Moment;

/// A trial that was begun and is not over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trial {
    pub begun_at: Moment,
    /// Cases looked at.
    pub done: u64,
    /// Open cases in all.
    pub total: u64,
    /// It broke off; it will be taken up again.
    pub failed: bool,
}

/// Notes that a trial of this draft begins. `false` where one is on its way that began after
/// `given_up`: what began before was left by a process that died.
pub fn begin(
    c: &mut Conn,
    digest: &str,
    (now, given_up): (Moment, Moment),
    total: u64,
) -> Result<bool, Error> {
    let left = trials::table
        .find(digest)
        .filter(trials::begun_at.lt(given_up.micros()));
    diesel::delete(left).execute(c)?;
    let put = super::savepoint(c, |c| {
        let put = diesel::insert_into(trials::table)
            .values((
                trials::digest.eq(digest),
                trials::begun_at.eq(now.micros()),
                trials::done.eq(0_i64),
                trials::total.eq(small(total)?),
                trials::failed.eq(false),
            ))
            .execute(c);
        put.map_err(Error::from)
    });
    match put {
        Ok(_) => Ok(true),
        Err(Error::Duplicate(_)) => Ok(false),
        Err(e) => Err(e),
    }
}

/// Notes how far it is.
pub fn advance(c: &mut Conn, digest: &str, (done, total): (u64, u64)) -> Result<(), Error> {
    diesel::update(trials::table.find(digest))
        .set((
            trials::done.eq(small(done)?),
            trials::total.eq(small(total)?),
            trials::failed.eq(false),
        ))
        .execute(c)?;
    Ok(())
}

/// Notes that it broke off.
pub fn fail(c: &mut Conn, digest: &str) -> Result<(), Error> {
    diesel::update(trials::table.find(digest))
        .set(trials::failed.eq(true))
        .execute(c)?;
    Ok(())
}

/// The trial is over, or given up.
pub fn end(c: &mut Conn, digest: &str) -> Result<(), Error> {
    diesel::delete(trials::table.find(digest)).execute(c)?;
    Ok(())
}

/// The trial of this draft, where one is on its way.
pub fn trial(c: &mut Conn, digest: &str) -> Result<Option<Trial>, Error> {
    let row: Option<(i64, i64, i64, bool)> = trials::table
        .find(digest)
        .select((
            trials::begun_at,
            trials::done,
            trials::total,
            trials::failed,
        ))
        .first(c)
        .optional()?;
    let Some((begun_at, done, total, failed)) = row else {
        return Ok(None);
    };
    match (whole(done), whole(total)) {
        (Some(done), Some(total)) => Ok(Some(Trial {
            begun_at: Moment::from_micros(begun_at),
            done,
            total,
            failed,
        })),
        _ => Err(Error::corrupt("trials", digest)),
    }
}

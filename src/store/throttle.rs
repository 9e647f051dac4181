//! Failed sign-ins, counted by name and by address, so that guessing takes for ever.

use diesel::RunQueryDsl;
use diesel::{AsChangeset, ExpressionMethods, Insertable, OptionalExtension, QueryDsl};

use super::conn::Conn;
use super::error::Error;
use super::schema::throttle;
use crate::domain::time::Moment;

/// What is counted under one key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Throttle {
    pub failures: u32,
    pub blocked_until: Moment,
    pub updated_at: Moment,
}

#[derive(Insertable, AsChangeset)]
#[diesel(table_name = throttle)]
struct Row<'a> {
    key: &'a str,
    failures: i32,
    blocked_until: i64,
    updated_at: i64,
}

/// What is counted under `key`, if anything.
pub fn throttle(c: &mut Conn, key: &str) -> Result<Option<Throttle>, Error> {
    let row: Option<(String, i32, i64, i64)> = throttle::table.find(key).first(c).optional()?;
    row.map(|(key, failures, blocked_until, updated_at)| {
        Ok(Throttle {
            failures: u32::try_from(failures)
                .map_err(|_negative| Error::corrupt("throttle", key))?,
            blocked_until: Moment::from_micros(blocked_until),
            updated_at: Moment::from_micros(updated_at),
        })
    })
    .transpose()
}

/// Writes what is counted under `key`.
pub fn set(c: &mut Conn, key: &str, to: Throttle) -> Result<(), Error> {
    let row = Row {
        key,
        failures: i32::try_from(to.failures).unwrap_or(i32::MAX),
        blocked_until: to.blocked_until.micros(),
        updated_at: to.updated_at.micros(),
    };
    if diesel::update(throttle::table.find(key))
        .set(&row)
        .execute(c)?
        == 0
    {
        diesel::insert_into(throttle::table)
            .values(&row)
            .execute(c)?;
    }
    Ok(())
}

/// Forgets what was counted under `key`.
pub fn clear(c: &mut Conn, key: &str) -> Result<(), Error> {
    diesel::delete(throttle::table.find(key)).execute(c)?;
    Ok(())
}

/// Forgets what was last counted before `before`.
pub fn purge(c: &mut Conn, before: Moment) -> Result<usize, Error> {
    let old = throttle::table.filter(throttle::updated_at.lt(before.micros()));
    Ok(diesel::delete(old).execute(c)?)
}

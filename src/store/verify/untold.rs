//! Rows of the trail that no event tells of.

use diesel::dsl::{exists, not};
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};

use crate::store::schema::{events, trail, trail_listed};
use crate::store::trail::LISTING;
use crate::store::{Conn, Error};

/// How many rows there are, of events and of listed cases.
pub fn counts(c: &mut Conn) -> Result<(i64, i64), Error> {
    let rows = trail::table.count().get_result(c)?;
    Ok((rows, trail_listed::table.count().get_result(c)?))
}

/// Rows of which there is no event, up to `limit` of them, by event.
pub fn strays(c: &mut Conn, limit: u32) -> Result<Vec<i64>, Error> {
    let event = events::table
        .filter(events::id.eq(trail::event_id))
        .filter(events::at.eq(trail::at));
    Ok(trail::table
        .filter(not(exists(event)))
        .order((trail::at, trail::event_id))
        .limit(i64::from(limit))
        .select(trail::event_id)
        .load(c)?)
}

/// Listed cases of which there is no event that tells of a list, up to `limit` of them: event and case.
pub fn listed_strays(c: &mut Conn, limit: u32) -> Result<Vec<(i64, i64)>, Error> {
    let event = events::table
        .filter(events::id.eq(trail_listed::event_id))
        .filter(events::at.eq(trail_listed::at))
        .filter(events::kind.eq_any(LISTING));
    Ok(trail_listed::table
        .filter(not(exists(event)))
        .order((
            trail_listed::at,
            trail_listed::event_id,
            trail_listed::case_id,
        ))
        .limit(i64::from(limit))
        .select((trail_listed::event_id, trail_listed::case_id))
        .load(c)?)
}

//! What somebody has looked at, from the history of reading.

use diesel::dsl::sql;
use diesel::sql_types::Bool;
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};

use super::conn::Conn;
use super::error::Error;
use super::schema::events;
use crate::domain::access::UserId;
use crate::domain::time::Moment;

/// The bodies of the events by which `user` opened papers since `from`, oldest first.
pub fn papers(c: &mut Conn, user: UserId, from: Moment) -> Result<Vec<Vec<u8>>, Error> {
    Ok(events::table
        .filter(events::actor.eq(user.to_string()))
        // as the index says it: a bound value would not be known when the query is planned
        .filter(sql::<Bool>("kind = 'paper_read'"))
        .filter(events::at.ge(from.micros()))
        .order(events::at)
        .select(events::body)
        .load(c)?)
}

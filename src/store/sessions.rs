//! Who is signed in. Only the hash of a token is kept: a copy of the database signs nobody in.

use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, Queryable, RunQueryDsl};

use super::accounts::{User, UserRow, read_user};
use super::conn::Conn;
use super::error::Error;
use super::schema::{sessions, users};
use crate::domain::access::UserId;
use crate::domain::time::Moment;

/// A sign-in, past or present.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Never used twice: names the session's stream of reads.
    pub id: i64,
    pub user: UserId,
    /// What a form of this session must carry.
    pub csrf: String,
    pub created_at: Moment,
    pub seen_at: Moment,
    pub ended_at: Option<Moment>,
    pub address: String,
    /// What the browser calls itself.
    pub agent: String,
    /// Code of the language chosen.
    pub locale: String,
}

/// A sign-in to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSession {
    /// SHA-256 of the token in the cookie.
    pub token_hash: [u8; 32],
    pub user: UserId,
    pub csrf: String,
    pub at: Moment,
    pub address: String,
    pub agent: String,
    pub locale: String,
}

#[derive(Queryable)]
struct SessionRow {
    id: i64,
    _token_hash: Vec<u8>,
    user_id: i64,
    csrf: String,
    created_at: i64,
    seen_at: i64,
    ended_at: Option<i64>,
    address: String,
    agent: String,
    locale: String,
}

impl SessionRow {
    fn read(self) -> Session {
        Session {
            id: self.id,
            user: UserId(self.user_id),
            csrf: self.csrf,
            created_at: Moment::from_micros(self.created_at),
            seen_at: Moment::from_micros(self.seen_at),
            ended_at: self.ended_at.map(Moment::from_micros),
            address: self.address,
            agent: self.agent,
            locale: self.locale,
        }
    }
}

/// Records a sign-in and gives its id.
pub fn insert(c: &mut Conn, new: &NewSession) -> Result<i64, Error> {
    Ok(diesel::insert_into(sessions::table)
        .values((
            sessions::token_hash.eq(new.token_hash.as_slice()),
            sessions::user_id.eq(new.user.0),
            sessions::csrf.eq(&new.csrf),
            sessions::created_at.eq(new.at.micros()),
            sessions::seen_at.eq(new.at.micros()),
            sessions::address.eq(&new.address),
            sessions::agent.eq(&new.agent),
            sessions::locale.eq(&new.locale),
        ))
        .returning(sessions::id)
        .get_result(c)?)
}

/// The session of this token and its account, ended or not: the caller judges by time.
pub fn by_token(c: &mut Conn, token_hash: &[u8; 32]) -> Result<Option<(Session, User)>, Error> {
    let row: Option<(SessionRow, UserRow)> = sessions::table
        .inner_join(users::table)
        .filter(sessions::token_hash.eq(token_hash.as_slice()))
        .first(c)
        .optional()?;
    Ok(row.map(|(session, user)| (session.read(), read_user(user))))
}

/// Whose session the form with this token comes from, ended or not.
pub fn by_csrf(c: &mut Conn, csrf: &str) -> Result<Option<(Session, User)>, Error> {
    let row: Option<(SessionRow, UserRow)> = sessions::table
        .inner_join(users::table)
        .filter(sessions::csrf.eq(csrf))
        .first(c)
        .optional()?;
    Ok(row.map(|(session, user)| (session.read(), read_user(user))))
}

/// The session with this id.
pub fn session(c: &mut Conn, id: i64) -> Result<Option<Session>, Error> {
    let row: Option<SessionRow> = sessions::table.find(id).first(c).optional()?;
    Ok(row.map(SessionRow::read))
}

/// Sessions of a person that were not ended, last seen first.
pub fn open_of(c: &mut Conn, user: UserId) -> Result<Vec<Session>, Error> {
    let rows: Vec<SessionRow> = sessions::table
        .filter(sessions::user_id.eq(user.0))
        .filter(sessions::ended_at.is_null())
        .order((sessions::seen_at.desc(), sessions::id.desc()))
        .load(c)?;
    Ok(rows.into_iter().map(SessionRow::read).collect())
}

/// Notes that the session was used.
pub fn touch(c: &mut Conn, id: i64, at: Moment) -> Result<(), Error> {
    diesel::update(sessions::table.find(id))
        .filter(sessions::seen_at.lt(at.micros()))
        .set(sessions::seen_at.eq(at.micros()))
        .execute(c)?;
    Ok(())
}

/// Sets the language of a session.
pub fn set_locale(c: &mut Conn, id: i64, locale: &str) -> Result<(), Error> {
    diesel::update(sessions::table.find(id))
        .set(sessions::locale.eq(locale))
        .execute(c)?;
    Ok(())
}

/// Ends a session of this person; whether it was open.
pub fn end(c: &mut Conn, id: i64, user: UserId, at: Moment) -> Result<bool, Error> {
    let ended = diesel::update(sessions::table.find(id))
        .filter(sessions::user_id.eq(user.0))
        .filter(sessions::ended_at.is_null())
        .set(sessions::ended_at.eq(Some(at.micros())))
        .execute(c)?;
    Ok(ended == 1)
}

/// Ends all sessions of a person but one (after a new password, or when an account is disabled).
pub fn end_all(
    c: &mut Conn,
    user: UserId,
    except: Option<i64>,
    at: Moment,
) -> Result<usize, Error> {
    Ok(diesel::update(sessions::table)
        .filter(sessions::user_id.eq(user.0))
        .filter(sessions::ended_at.is_null())
        .filter(sessions::id.ne(except.unwrap_or(-1)))
        .set(sessions::ended_at.eq(Some(at.micros())))
        .execute(c)?)
}

/// Whether this person ever signed in from this address, as far as sessions are kept.
pub fn signed_in_from(c: &mut Conn, user: UserId, address: &str) -> Result<bool, Error> {
    let one = sessions::table
        .filter(sessions::user_id.eq(user.0))
        .filter(sessions::address.eq(address))
        .select(sessions::id);
    Ok(one.first::<i64>(c).optional()?.is_some())
}

/// Forgets sessions that were last used before `before`: they ended long ago. Their ids are never
/// given again, so what was read in them stays told apart.
pub fn purge(c: &mut Conn, before: Moment) -> Result<usize, Error> {
    let old = sessions::table.filter(sessions::seen_at.lt(before.micros()));
    Ok(diesel::delete(old).execute(c)?)
}

//! Unfinished forms. Not history: rows that change, and are thrown away after thirty days.

use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, Queryable, RunQueryDsl};

use super::conn::Conn;
use super::error::Error;
use super::schema::drafts;
use super::types::unit;
use crate::domain::access::{UnitPath, UserId};
use crate::domain::time::Moment;

/// An unfinished form; only its maker sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub id: i64,
    pub user: UserId,
    pub unit: UnitPath,
    /// What will come of it: `application`, …
    pub kind: String,
    pub title: String,
    /// The typed text, as its maker left it.
    pub body: String,
    pub created_at: Moment,
    pub updated_at: Moment,
}

/// A draft to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDraft {
    pub user: UserId,
    pub unit: UnitPath,
    pub kind: String,
    pub title: String,
    pub body: String,
    pub at: Moment,
}

#[derive(Queryable)]
struct DraftRow {
    id: i64,
    user_id: i64,
    unit: String,
    kind: String,
    title: String,
    body: String,
    created_at: i64,
    updated_at: i64,
}

impl DraftRow {
    fn read(self) -> Result<Draft, Error> {
        Ok(Draft {
            id: self.id,
            user: UserId(self.user_id),
            unit: unit(&self.unit).ok_or_else(|| Error::corrupt("drafts", self.id))?,
            kind: self.kind,
            title: self.title,
            body: self.body,
            created_at: Moment::from_micros(self.created_at),
            updated_at: Moment::from_micros(self.updated_at),
        })
    }
}

/// Keeps a new draft and gives its id.
pub fn insert(c: &mut Conn, new: &NewDraft) -> Result<i64, Error> {
    Ok(diesel::insert_into(drafts::table)
        .values((
            drafts::user_id.eq(new.user.0),
            drafts::unit.eq(new.unit.as_str()),
            drafts::kind.eq(&new.kind),
            drafts::title.eq(&new.title),
            drafts::body.eq(&new.body),
            drafts::created_at.eq(new.at.micros()),
            drafts::updated_at.eq(new.at.micros()),
        ))
        .returning(drafts::id)
        .get_result(c)?)
}

/// Writes a draft of this person anew; whether it was there.
pub fn update(
    c: &mut Conn,
    (id, user): (i64, UserId),
    title: &str,
    body: &str,
    at: Moment,
) -> Result<bool, Error> {
    let written = diesel::update(drafts::table.find(id))
        .filter(drafts::user_id.eq(user.0))
        .set((
            drafts::title.eq(title),
            drafts::body.eq(body),
            drafts::updated_at.eq(at.micros()),
        ))
        .execute(c)?;
    Ok(written == 1)
}

/// A draft of this person.
pub fn draft(c: &mut Conn, id: i64, user: UserId) -> Result<Option<Draft>, Error> {
    let row: Option<DraftRow> = drafts::table
        .find(id)
        .filter(drafts::user_id.eq(user.0))
        .first(c)
        .optional()?;
    row.map(DraftRow::read).transpose()
}

/// The drafts of this person, last written first.
pub fn drafts(c: &mut Conn, user: UserId) -> Result<Vec<Draft>, Error> {
    let rows: Vec<DraftRow> = drafts::table
        .filter(drafts::user_id.eq(user.0))
        .order((drafts::updated_at.desc(), drafts::id.desc()))
        .load(c)?;
    rows.into_iter().map(DraftRow::read).collect()
}

/// Throws a draft of this person away; whether it was there.
pub fn delete(c: &mut Conn, id: i64, user: UserId) -> Result<bool, Error> {
    let mine = drafts::table.find(id).filter(drafts::user_id.eq(user.0));
    Ok(diesel::delete(mine).execute(c)? == 1)
}

/// Throws away drafts last written before `before`.
pub fn purge(c: &mut Conn, before: Moment) -> Result<usize, Error> {
    let old = drafts::table.filter(drafts::updated_at.lt(before.micros()));
    Ok(diesel::delete(old).execute(c)?)
}

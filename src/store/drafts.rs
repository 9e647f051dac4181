//! Unfinished forms. Not history: rows that change, and are thrown away after thirty days.

use diesel::{
    ExpressionMethods, NullableExpressionMethods, OptionalExtension, QueryDsl, Queryable,
    RunQueryDsl,
};

use super::conn::Conn;
use super::error::Error;
use super::schema::{cases, drafts};
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
    /// The number taken for the case that will come of it, once a scan was kept under it.
    pub case_id: Option<i64>,
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
    case_id: Option<i64>,
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
            case_id: self.case_id,
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

/// How many drafts of one kind this person has.
pub fn count(c: &mut Conn, user: UserId, kind: &str) -> Result<u64, Error> {
    let all: i64 = drafts::table
        .filter(drafts::user_id.eq(user.0))
        .filter(drafts::kind.eq(kind))
        .count()
        .get_result(c)?;
    u64::try_from(all).map_err(|_negative| Error::corrupt("drafts", user.0))
}

/// Takes the number of the case that will come of a draft of this person; none where the draft is
/// gone. Asked again, it answers the same.
pub fn take_case_id(c: &mut Conn, id: i64, user: UserId) -> Result<Option<i64>, Error> {
    let Some(draft) = draft(c, id, user)? else {
        return Ok(None);
    };
    if let Some(taken) = draft.case_id {
        return Ok(Some(taken));
    }
    let case_id = super::cases::next_id(c)?;
    let free = drafts::table.find(id).filter(drafts::case_id.is_null());
    diesel::update(free)
        .set(drafts::case_id.eq(case_id))
        .execute(c)?;
    // Of two that ask at once, both get what stands there now.
    Ok(self::draft(c, id, user)?.and_then(|draft| draft.case_id))
}

/// Whether this is the number of a case that is still being written.
pub fn holds_case_id(c: &mut Conn, case_id: i64) -> Result<bool, Error> {
    let held = drafts::table.filter(drafts::case_id.eq(case_id));
    Ok(diesel::select(diesel::dsl::exists(held)).get_result(c)?)
}

/// The numbers of cases that were never opened, taken by drafts last written before `before`.
pub fn case_ids_before(c: &mut Conn, before: Moment) -> Result<Vec<i64>, Error> {
    let ids: Vec<Option<i64>> = drafts::table
        .filter(drafts::updated_at.lt(before.micros()))
        .filter(drafts::case_id.is_not_null())
        .filter(drafts::case_id.ne_all(cases::table.select(cases::id.nullable())))
        .select(drafts::case_id)
        .load(c)?;
    Ok(ids.into_iter().flatten().collect())
}

/// Throws a draft of this person away; whether it was there.
pub fn delete(c: &mut Conn, id: i64, user: UserId) -> Result<bool, Error> {
    let mine = drafts::table.find(id).filter(drafts::user_id.eq(user.0));
    Ok(diesel::delete(mine).execute(c)? == 1)
}

/// Throws away every draft that the case with this number came of, or that is still held for it.
pub fn forget_case(c: &mut Conn, case_id: i64) -> Result<usize, Error> {
    let of_case = drafts::table.filter(drafts::case_id.eq(case_id));
    Ok(diesel::delete(of_case).execute(c)?)
}

/// Throws away drafts last written before `before`.
pub fn purge(c: &mut Conn, before: Moment) -> Result<usize, Error> {
    let old = drafts::table.filter(drafts::updated_at.lt(before.micros()));
    Ok(diesel::delete(old).execute(c)?)
}

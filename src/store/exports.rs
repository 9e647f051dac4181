//! Exports of many cases: what was asked for, how far it is, and what waits to be fetched. Not history:
//! that it was asked for, made and fetched is.

use diesel::dsl::exists;
use diesel::{
    ExpressionMethods, JoinOnDsl, OptionalExtension, QueryDsl, Queryable, RunQueryDsl, Selectable,
    SelectableHelper, TextExpressionMethods,
};

use super::conn::Conn;
use super::error::Error;
use super::schema::{events, export_parts, export_sets, trail};
use super::types::{small, whole};
use crate::domain::access::UserId;
use crate::domain::time::Moment;

/// Where a set stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Waiting,
    /// It broke off and will be taken up again.
    Interrupted,
    Done,
    /// Given up.
    Failed,
    Expired,
    /// A value of one of its cases was erased after it was asked for.
    Withdrawn,
}

impl State {
    const ALL: [Self; 6] = [
        Self::Waiting,
        Self::Interrupted,
        Self::Done,
        Self::Failed,
        Self::Expired,
        Self::Withdrawn,
    ];

    /// Still being made.
    pub const UNDER_WAY: [Self; 2] = [Self::Waiting, Self::Interrupted];

    /// As in its column.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Interrupted => "interrupted",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Expired => "expired",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Whether it is still being made.
    #[must_use]
    pub const fn is_under_way(self) -> bool {
        matches!(self, Self::Waiting | Self::Interrupted)
    }
}

/// A set to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSet {
    pub user: UserId,
    /// In which session it was asked for; none on the command line.
    pub session: Option<i64>,
    pub at: Moment,
    /// What was asked for, as JSON.
    pub asked: String,
}

/// A set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Set {
    pub id: i64,
    pub user: UserId,
    pub session: Option<i64>,
    pub asked_at: Moment,
    pub asked: String,
    pub state: State,
    /// Digest and size of what waits to be fetched.
    pub file: Option<(String, u64)>,
    pub expires_at: Option<Moment>,
}

/// How far a set is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    pub total: u64,
    pub made: u64,
    /// Cases of which nothing could be made.
    pub failed: u64,
}

/// One case of a set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// From 1.
    pub no: u64,
    pub case_id: i64,
    pub reference: String,
    /// What the list of the set says of its bundle, as JSON.
    pub listed: Option<String>,
    /// Why there is none.
    pub trouble: Option<String>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = export_sets)]
struct SetRow {
    id: i64,
    user_id: i64,
    session_id: Option<i64>,
    asked_at: i64,
    asked: String,
    state: String,
    digest: Option<String>,
    size: Option<i64>,
    expires_at: Option<i64>,
}

impl SetRow {
    fn read(self) -> Result<Set, Error> {
        let state = State::ALL.into_iter().find(|s| s.code() == self.state);
        let corrupt = || Error::corrupt("export_sets", self.id);
        let size = self
            .size
            .map(|n| whole(n).ok_or_else(corrupt))
            .transpose()?;
        Ok(Set {
            id: self.id,
            user: UserId(self.user_id),
            session: self.session_id,
            asked_at: Moment::from_micros(self.asked_at),
            state: state.ok_or_else(corrupt)?,
            file: self.digest.zip(size),
            expires_at: self.expires_at.map(Moment::from_micros),
            asked: self.asked,
        })
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = export_parts)]
struct PartRow {
    no: i64,
    case_id: i64,
    reference: String,
    listed: Option<String>,
    trouble: Option<String>,
}

impl PartRow {
    fn read(self) -> Result<Part, Error> {
        let no = whole(self.no).ok_or_else(|| Error::corrupt("export_parts", self.no))?;
        Ok(Part {
            no,
            case_id: self.case_id,
            reference: self.reference,
            listed: self.listed,
            trouble: self.trouble,
        })
    }
}

/// Holds what a person has asked for, so that of two forms sent at once the second finds the first.
pub fn hold(c: &mut Conn, user: UserId) -> Result<(), Error> {
    Ok(super::dialect::hold_user(c, user.0)?)
}

/// Keeps a set with its cases, in the order in which they are handed in.
pub fn insert(c: &mut Conn, set: &NewSet, cases: &[(i64, String)]) -> Result<i64, Error> {
    let id: i64 = diesel::insert_into(export_sets::table)
        .values((
            export_sets::user_id.eq(set.user.0),
            export_sets::session_id.eq(set.session),
            export_sets::asked_at.eq(set.at.micros()),
            export_sets::asked.eq(&set.asked),
            export_sets::state.eq(State::Waiting.code()),
        ))
        .returning(export_sets::id)
        .get_result(c)?;
    for (no, (case_id, reference)) in (1_i64..).zip(cases) {
        diesel::insert_into(export_parts::table)
            .values((
                export_parts::set_id.eq(id),
                export_parts::no.eq(no),
                export_parts::case_id.eq(case_id),
                export_parts::reference.eq(reference),
            ))
            .execute(c)?;
    }
    Ok(id)
}

/// The set with this number.
pub fn set(c: &mut Conn, id: i64) -> Result<Option<Set>, Error> {
    let row: Option<SetRow> = export_sets::table
        .find(id)
        .select(SetRow::as_select())
        .first(c)
        .optional()?;
    row.map(SetRow::read).transpose()
}

/// The sets of a person, the newest first.
pub fn sets_of(c: &mut Conn, user: UserId, limit: u32) -> Result<Vec<Set>, Error> {
    let rows: Vec<SetRow> = export_sets::table
        .filter(export_sets::user_id.eq(user.0))
        .order(export_sets::id.desc())
        .limit(i64::from(limit))
        .select(SetRow::as_select())
        .load(c)?;
    rows.into_iter().map(SetRow::read).collect()
}

/// How far a set is.
pub fn progress(c: &mut Conn, id: i64) -> Result<Progress, Error> {
    let of = || export_parts::table.filter(export_parts::set_id.eq(id));
    let total: i64 = of().count().get_result(c)?;
    let made = of().filter(export_parts::listed.is_not_null());
    let made: i64 = made.count().get_result(c)?;
    let failed = of().filter(export_parts::trouble.is_not_null());
    let failed: i64 = failed.count().get_result(c)?;
    let read = |n| whole(n).ok_or_else(|| Error::corrupt("export_parts", id));
    Ok(Progress {
        total: read(total)?,
        made: read(made)?,
        failed: read(failed)?,
    })
}

/// Every case of a set, in its order.
pub fn parts(c: &mut Conn, id: i64) -> Result<Vec<Part>, Error> {
    let rows: Vec<PartRow> = export_parts::table
        .filter(export_parts::set_id.eq(id))
        .order(export_parts::no)
        .select(PartRow::as_select())
        .load(c)?;
    rows.into_iter().map(PartRow::read).collect()
}

/// The next cases of which nothing is made yet.
pub fn waiting(c: &mut Conn, id: i64, limit: u32) -> Result<Vec<Part>, Error> {
    let rows: Vec<PartRow> = export_parts::table
        .filter(export_parts::set_id.eq(id))
        .filter(export_parts::listed.is_null())
        .filter(export_parts::trouble.is_null())
        .order(export_parts::no)
        .limit(i64::from(limit))
        .select(PartRow::as_select())
        .load(c)?;
    rows.into_iter().map(PartRow::read).collect()
}

/// What came of one case; nothing where another process was quicker.
pub fn settle(c: &mut Conn, id: i64, no: u64, came: Result<&str, &str>) -> Result<(), Error> {
    diesel::update(export_parts::table.find((id, small(no)?)))
        .filter(export_parts::listed.is_null())
        .filter(export_parts::trouble.is_null())
        .set((
            export_parts::listed.eq(came.ok()),
            export_parts::trouble.eq(came.err()),
        ))
        .execute(c)?;
    Ok(())
}

/// What was asked for by every set that is still known, as JSON.
pub fn wishes(c: &mut Conn) -> Result<Vec<(i64, String)>, Error> {
    let of = (export_sets::id, export_sets::asked);
    Ok(export_sets::table.select(of).load(c)?)
}

/// What was asked for is kept otherwise: a value in it was erased.
pub fn forget_in_wish(c: &mut Conn, id: i64, asked: &str) -> Result<(), Error> {
    diesel::update(export_sets::table.find(id))
        .set(export_sets::asked.eq(asked))
        .execute(c)?;
    Ok(())
}

/// It stands otherwise now. `false` where it is not as `from` says.
pub fn turn(c: &mut Conn, id: i64, from: &[State], to: State) -> Result<bool, Error> {
    let from: Vec<&str> = from.iter().map(|state| state.code()).collect();
    let turned = diesel::update(export_sets::table.find(id))
        .filter(export_sets::state.eq_any(from))
        .set(export_sets::state.eq(to.code()))
        .execute(c)?;
    Ok(turned == 1)
}

/// It waits to be fetched. `false` where it is done or over already.
pub fn finish(
    c: &mut Conn,
    id: i64,
    (digest, size): (&str, u64),
    expires_at: Moment,
) -> Result<bool, Error> {
    let under_way = State::UNDER_WAY.map(State::code);
    let done = diesel::update(export_sets::table.find(id))
        .filter(export_sets::state.eq_any(under_way))
        .set((
            export_sets::state.eq(State::Done.code()),
            export_sets::digest.eq(Some(digest)),
            export_sets::size.eq(Some(small(size)?)),
            export_sets::expires_at.eq(Some(expires_at.micros())),
        ))
        .execute(c)?;
    Ok(done == 1)
}

/// Sets that are to be thrown away: fetched or not, past their time; and what is under way for too long.
pub fn past(c: &mut Conn, now: Moment, begun_before: Moment) -> Result<Vec<i64>, Error> {
    let mut ids: Vec<i64> = export_sets::table
        .filter(export_sets::state.eq(State::Done.code()))
        .filter(export_sets::expires_at.le(now.micros()))
        .select(export_sets::id)
        .load(c)?;
    let under_way = State::UNDER_WAY.map(State::code);
    let stuck: Vec<i64> = export_sets::table
        .filter(export_sets::state.eq_any(under_way))
        .filter(export_sets::asked_at.lt(begun_before.micros()))
        .select(export_sets::id)
        .load(c)?;
    ids.extend(stuck);
    Ok(ids)
}

/// Whether a value of any of its cases was erased since.
pub fn erased_since(c: &mut Conn, set: &Set) -> Result<bool, Error> {
    let cases = export_parts::table
        .filter(export_parts::set_id.eq(set.id))
        .select(export_parts::case_id);
    // What was typed about a case elsewhere is no value of it.
    let erased = trail::table
        .inner_join(events::table.on(events::id.eq(trail::event_id)))
        .filter(events::stream.like("case:%"))
        .filter(trail::kind.eq("erased"))
        .filter(trail::at.ge(set.asked_at.micros()))
        .filter(trail::case_id.eq_any(cases));
    Ok(diesel::select(exists(erased)).get_result(c)?)
}

/// Forgets sets that are over and were asked for before `before`; files are removed first.
pub fn purge(c: &mut Conn, before: Moment) -> Result<usize, Error> {
    let over = [State::Failed, State::Expired, State::Withdrawn].map(State::code);
    let old: Vec<i64> = export_sets::table
        .filter(export_sets::state.eq_any(over))
        .filter(export_sets::asked_at.lt(before.micros()))
        .select(export_sets::id)
        .load(c)?;
    let parts = export_parts::table.filter(export_parts::set_id.eq_any(old.clone()));
    diesel::delete(parts).execute(c)?;
    Ok(diesel::delete(export_sets::table.filter(export_sets::id.eq_any(old))).execute(c)?)
}

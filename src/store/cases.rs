//! Rows of cases: written beside their events, in the same transaction, guarded by `seq`.

use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, RunQueryDsl};

use super::case_parts::{self, OfCases};
use super::conn::Conn;
use super::error::Error;
use super::projections::{Case, CaseState, Projection};
use super::schema::{case_rows, cases};
use super::types::{count, counted, day, due_text, small, unit, whole};
use crate::domain::access::Scope;

/// The next case id. Its stream is named after it, so it is needed before anything is written.
pub fn next_id(c: &mut Conn) -> Result<i64, Error> {
    super::counters::next(c, "case")
}

pub(super) type CaseTuple = (
    i64,
    String,
    String,
    String,
    String,
    String,
    i64,
    i32,
    String,
);

pub(super) fn read_case(row: CaseTuple) -> Result<Case, Error> {
    let (id, reference, tracking, unit_text, opened, state, seq, projector, fold) = row;
    let corrupt = || Error::corrupt("cases", id);
    Ok(Case {
        id,
        reference,
        tracking,
        unit: unit(&unit_text).ok_or_else(corrupt)?,
        opened_on: day(&opened).ok_or_else(corrupt)?,
        state: CaseState::from_code(&state).ok_or_else(corrupt)?,
        seq: whole(seq).ok_or_else(corrupt)?,
        projector: counted(projector).ok_or_else(corrupt)?,
        fold,
    })
}

fn in_scope(row: Option<CaseTuple>, scope: &Scope) -> Result<Option<Case>, Error> {
    let case = row.map(read_case).transpose()?;
    Ok(case.filter(|case| scope.covers_case(&case.unit, case.id)))
}

/// The case with this id; outside the scope there is none.
pub fn case(c: &mut Conn, scope: &Scope, id: i64) -> Result<Option<Case>, Error> {
    in_scope(cases::table.find(id).first(c).optional()?, scope)
}

/// The case with this number; outside the scope there is none.
pub fn by_reference(c: &mut Conn, scope: &Scope, number: &str) -> Result<Option<Case>, Error> {
    in_scope(
        cases::table
            .filter(cases::reference.eq(number))
            .first(c)
            .optional()?,
        scope,
    )
}

/// What tells whether the rows of a case are those that somebody knows already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    pub id: i64,
    pub seq: u64,
    /// As [`Case::projector`].
    pub projector: u32,
}

/// How the rows of the case with this number stand, without its fold; outside the scope there is none.
pub fn standing(c: &mut Conn, scope: &Scope, number: &str) -> Result<Option<Standing>, Error> {
    let row: Option<(i64, String, i64, i32)> = cases::table
        .filter(cases::reference.eq(number))
        .select((cases::id, cases::unit, cases::seq, cases::projector))
        .first(c)
        .optional()?;
    let Some((id, path, seq, projector)) = row else {
        return Ok(None);
    };
    let (Some(unit), Some(seq), Some(projector)) = (unit(&path), whole(seq), counted(projector))
    else {
        return Err(Error::corrupt("cases", id));
    };
    let seen = scope.covers_case(&unit, id);
    Ok(seen.then_some(Standing { id, seq, projector }))
}

/// Holds a case for this write, so that of many who write to it at once each gets a turn.
pub fn hold(c: &mut Conn, number: &str) -> Result<(), Error> {
    Ok(super::dialect::hold_case(c, number)?)
}

/// The case with this tracking code; outside the scope there is none.
pub fn by_tracking(c: &mut Conn, scope: &Scope, code: &str) -> Result<Option<Case>, Error> {
    in_scope(
        cases::table
            .filter(cases::tracking.eq(code))
            .first(c)
            .optional()?,
        scope,
    )
}

/// The rows of these cases themselves.
pub(super) fn of_ids(c: &mut Conn, ids: &[i64]) -> Result<OfCases<Case>, Error> {
    let rows: Vec<CaseTuple> = cases::table
        .filter(cases::id.eq_any(ids.to_vec()))
        .load(c)?;
    Ok(rows
        .into_iter()
        .map(|row| (row.0, read_case(row)))
        .collect())
}

/// Ids and sequence numbers of cases after `after`, in order of ids: for `rebuild` and `verify`.
pub fn ids(c: &mut Conn, scope: &Scope, after: i64, limit: u32) -> Result<Vec<(i64, u64)>, Error> {
    let rows: Vec<(i64, i64, String)> = cases::table
        .filter(cases::id.gt(after))
        .order(cases::id)
        .limit(i64::from(limit))
        .select((cases::id, cases::seq, cases::unit))
        .load(c)?;
    let seen = |(id, seq, path): (i64, i64, String)| match (whole(seq), unit(&path)) {
        (Some(seq), Some(unit)) => Ok(scope.covers(&unit).then_some((id, seq))),
        _ => Err(Error::corrupt("cases", id)),
    };
    rows.into_iter()
        .filter_map(|row| seen(row).transpose())
        .collect()
}

/// Cases whose rows were made by an older projector: stale, to be rebuilt.
pub fn stale(c: &mut Conn, projector: u32, limit: u32) -> Result<Vec<i64>, Error> {
    Ok(cases::table
        .filter(cases::projector.lt(count(projector)?))
        .order(cases::id)
        .limit(i64::from(limit))
        .select(cases::id)
        .load(c)?)
}

/// Writes the rows of a case after new events. `before` is what the same rows said at the sequence
/// number from which the events were decided; [`Error::Raced`] when they say something else now.
/// Only what differs is written.
pub fn save(c: &mut Conn, before: Option<&Projection>, after: &Projection) -> Result<(), Error> {
    let Some(before) = before else {
        insert_case(c, after)?;
        insert_line(c, after)?;
        return case_parts::save(c, None, after);
    };
    let moved = update_case(c, after, before.case.seq)? && update_line(c, after, before.case.seq)?;
    if !moved {
        return Err(Error::Raced);
    }
    case_parts::save(c, Some(before), after)
}

/// Writes all rows of a case anew from its events. [`Error::Raced`] when the rows already know
/// later events.
pub fn rebuild(c: &mut Conn, after: &Projection) -> Result<(), Error> {
    let known: Option<i64> = cases::table
        .find(after.case.id)
        .select(cases::seq)
        .first(c)
        .optional()?;
    match known.map(|seq| whole(seq).unwrap_or(u64::MAX)) {
        None => insert_case(c, after)?,
        Some(seq) if seq > after.case.seq => return Err(Error::Raced),
        Some(seq) => {
            if !update_case(c, after, seq)? {
                return Err(Error::Raced);
            }
            restore_fixed(c, after)?;
        }
    }
    diesel::delete(case_rows::table.find(after.case.id)).execute(c)?;
    insert_line(c, after)?;
    case_parts::delete(c, after.case.id)?;
    case_parts::save(c, None, after)
}

fn insert_case(c: &mut Conn, p: &Projection) -> Result<(), Error> {
    diesel::insert_into(cases::table)
        .values((
            cases::id.eq(p.case.id),
            cases::reference.eq(&p.case.reference),
            cases::tracking.eq(&p.case.tracking),
            cases::unit.eq(p.case.unit.as_str()),
            cases::opened_on.eq(p.case.opened_on.to_string()),
            cases::state.eq(p.case.state.code()),
            cases::seq.eq(small(p.case.seq)?),
            cases::projector.eq(count(p.case.projector)?),
            cases::fold.eq(&p.case.fold),
        ))
        .execute(c)?;
    Ok(())
}

/// What work on a case never changes, written all the same: somebody else may have changed it.
fn restore_fixed(c: &mut Conn, p: &Projection) -> Result<(), Error> {
    diesel::update(cases::table.find(p.case.id))
        .set((
            cases::reference.eq(&p.case.reference),
            cases::tracking.eq(&p.case.tracking),
            cases::unit.eq(p.case.unit.as_str()),
            cases::opened_on.eq(p.case.opened_on.to_string()),
        ))
        .execute(c)?;
    Ok(())
}

/// Reference, tracking code, unit and day of opening never change: their indexes stay untouched.
fn update_case(c: &mut Conn, p: &Projection, was: u64) -> Result<bool, Error> {
    let updated = diesel::update(cases::table.find(p.case.id))
        .filter(cases::seq.eq(small(was)?))
        .set((
            cases::state.eq(p.case.state.code()),
            cases::seq.eq(small(p.case.seq)?),
            cases::projector.eq(count(p.case.projector)?),
            cases::fold.eq(&p.case.fold),
        ))
        .execute(c)?;
    Ok(updated == 1)
}

macro_rules! changing {
    ($p:expr) => {
        (
            case_rows::principal.eq(&$p.line.principal),
            case_rows::people.eq(count($p.line.people)?),
            case_rows::step.eq(&$p.line.step),
            case_rows::step_kind.eq(&$p.line.step_kind),
            case_rows::holder.eq(&$p.line.holder),
            case_rows::holder_user.eq($p.line.holder_user.map(|u| u.0)),
            case_rows::since.eq($p.line.since.to_string()),
            case_rows::due.eq(due_text($p.line.due)),
            case_rows::assignee.eq($p.line.assignee.map(|u| u.0)),
            case_rows::claimed_until.eq($p.line.claimed_until.map(|m| m.micros())),
            case_rows::returned.eq($p.line.returned),
            case_rows::flags.eq(&$p.line.flags),
            case_rows::state.eq($p.case.state.code()),
            case_rows::updated_at.eq($p.line.updated_at.micros()),
            case_rows::seq.eq(small($p.case.seq)?),
        )
    };
}

fn insert_line(c: &mut Conn, p: &Projection) -> Result<(), Error> {
    let fixed = (
        case_rows::case_id.eq(p.case.id),
        case_rows::reference.eq(&p.case.reference),
        case_rows::unit.eq(p.case.unit.as_str()),
        case_rows::opened_on.eq(p.case.opened_on.to_string()),
    );
    diesel::insert_into(case_rows::table)
        .values((fixed, changing!(p)))
        .execute(c)?;
    Ok(())
}

fn update_line(c: &mut Conn, p: &Projection, was: u64) -> Result<bool, Error> {
    let updated = diesel::update(case_rows::table.find(p.case.id))
        .filter(case_rows::seq.eq(small(was)?))
        .set(changing!(p))
        .execute(c)?;
    Ok(updated == 1)
}

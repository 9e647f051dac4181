//! Open cases one after the other, whole: for what looks at all of them.

use diesel::{BoolExpressionMethods, ExpressionMethods, QueryDsl, RunQueryDsl};
use diesel::{TextExpressionMethods, sql_types::Bool};

use super::cases::{CaseTuple, read_case};
use super::conn::{Backend, Conn};
use super::error::Error;
use super::projections::{Case, CaseState};
use super::schema::{cases, positions};
use super::types::{beneath, whole};
use crate::domain::access::{Scope, UnitPath};
use jiff::civil::Date;

/// Before every due date.
const FIRST_DAY: Date = Date::ZERO;

type Condition = Box<dyn diesel::BoxableExpression<cases::table, Backend, SqlType = Bool>>;

/// In any of the units; nothing when there are none.
fn within(units: &[UnitPath]) -> Option<Condition> {
    let one = |unit: &UnitPath| -> Condition { Box::new(beneath!(cases::unit, unit)) };
    let all = units.iter().map(one);
    all.reduce(|any, one| Box::new(any.or(one)))
}

/// Up to `limit` open cases of the scope with an id after `after`, in the order of ids.
pub fn after(c: &mut Conn, scope: &Scope, after: i64, limit: u32) -> Result<Vec<Case>, Error> {
    let Some(inside) = within(scope.units()) else {
        return Ok(Vec::new());
    };
    let rows: Vec<CaseTuple> = cases::table
        .filter(cases::id.gt(after))
        .filter(cases::state.eq(CaseState::Open.code()))
        .filter(inside)
        .order(cases::id)
        .limit(i64::from(limit))
        .load(c)?;
    rows.into_iter().map(read_case).collect()
}

/// The same, of those with a time limit that ends on `day` or later.
pub fn due_from(
    c: &mut Conn,
    scope: &Scope,
    day: Date,
    after: i64,
    limit: u32,
) -> Result<Vec<Case>, Error> {
    let Some(inside) = within(scope.units()) else {
        return Ok(Vec::new());
    };
    // No year of a due date has a sign, and text orders days only then.
    let day = day.max(FIRST_DAY).to_string();
    let due = positions::table
        .filter(positions::case_id.eq(cases::id))
        .filter(positions::due.ge(day));
    let rows: Vec<CaseTuple> = cases::table
        .filter(cases::id.gt(after))
        .filter(cases::state.eq(CaseState::Open.code()))
        .filter(diesel::dsl::exists(due))
        .filter(inside)
        .order(cases::id)
        .limit(i64::from(limit))
        .load(c)?;
    rows.into_iter().map(read_case).collect()
}

/// How many open cases the scope has.
pub fn count(c: &mut Conn, scope: &Scope) -> Result<u64, Error> {
    let Some(inside) = within(scope.units()) else {
        return Ok(0);
    };
    let found: i64 = cases::table
        .filter(cases::state.eq(CaseState::Open.code()))
        .filter(inside)
        .count()
        .get_result(c)?;
    whole(found).ok_or_else(|| Error::corrupt("cases", "count"))
}

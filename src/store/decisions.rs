//! Decisions over all cases.

use diesel::TextExpressionMethods;
use diesel::{BoolExpressionMethods, ExpressionMethods, JoinOnDsl, QueryDsl, RunQueryDsl};

use super::conn::{Backend, Conn};
use super::error::Error;
use super::schema::{cases, decisions};
use super::types::{beneath, unit};
use crate::domain::access::{Scope, UnitPath};
use crate::domain::time::Moment;

/// Case, unit and outcome of each decision signed between two moments in the scope.
pub fn signed_between(
    c: &mut Conn,
    scope: &Scope,
    (from, until): (Moment, Moment),
) -> Result<Vec<(i64, UnitPath, String)>, Error> {
    let mut all = Vec::new();
    for within in scope.units() {
        let mut query = decisions::table
            .inner_join(cases::table.on(cases::id.eq(decisions::case_id)))
            .filter(decisions::signed_at.ge(from.micros()))
            .filter(decisions::signed_at.lt(until.micros()))
            .select((decisions::case_id, cases::unit, decisions::outcome))
            .into_boxed::<Backend>();
        if within.depth() > 0 {
            query = query.filter(beneath!(cases::unit, within));
        }
        let rows: Vec<(i64, String, String)> = query.load(c)?;
        for (case, path, outcome) in rows {
            let unit = unit(&path).ok_or_else(|| Error::corrupt("cases", case))?;
            all.push((case, unit, outcome));
        }
    }
    Ok(all)
}

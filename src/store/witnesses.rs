//! Witnesses over all cases: who stands as a witness in how many households.

use std::collections::BTreeMap;

use diesel::TextExpressionMethods;
use diesel::{BoolExpressionMethods, ExpressionMethods, QueryDsl, RunQueryDsl};
use jiff::civil::Date;

use super::conn::{Backend, Conn};
use super::error::Error;
use super::projections::{Projection, WitnessRow};
use super::schema::witnesses;
use super::types::{beneath, count, counted};
use crate::domain::access::Scope;

/// Witnesses who are asked for at a time.
const AT_ONCE: usize = 500;

pub(super) fn save(c: &mut Conn, after: &Projection) -> Result<(), Error> {
    delete(c, after.case.id)?;
    for row in &after.witnesses {
        diesel::insert_into(witnesses::table)
            .values((
                witnesses::case_id.eq(after.case.id),
                witnesses::witness.eq(count(row.witness)?),
                witnesses::identity.eq(&row.identity),
                witnesses::unit.eq(after.case.unit.as_str()),
                witnesses::opened_on.eq(after.case.opened_on.to_string()),
            ))
            .execute(c)?;
    }
    Ok(())
}

pub(super) fn delete(c: &mut Conn, case: i64) -> Result<(), Error> {
    diesel::delete(witnesses::table.filter(witnesses::case_id.eq(case))).execute(c)?;
    Ok(())
}

/// The witnesses of these cases, as the rows say: for checking them against the fold. Case, witness, and
/// unit and day of opening in the row.
pub(super) fn of_cases(c: &mut Conn, cases: &[i64]) -> Result<Vec<OfCase>, Error> {
    type Row = (i64, i32, String, String, String);
    let rows: Vec<Row> = witnesses::table
        .filter(witnesses::case_id.eq_any(cases.to_vec()))
        .order((witnesses::case_id, witnesses::witness))
        .load(c)?;
    let row = |(case, witness, identity, unit, opened): Row| {
        let witness = counted(witness).ok_or_else(|| Error::corrupt("witnesses", case));
        let row = witness.map(|witness| WitnessRow { witness, identity });
        (case, row, (unit, opened))
    };
    Ok(rows.into_iter().map(row).collect())
}

type OfCase = (i64, Result<WitnessRow, Error>, (String, String));

/// Who was named as a witness in a case opened since that day, in the scope.
pub fn named_since(c: &mut Conn, scope: &Scope, since: Date) -> Result<Vec<String>, Error> {
    let mut all = Vec::new();
    for within in scope.units() {
        let mut query = witnesses::table
            .filter(witnesses::opened_on.ge(since.to_string()))
            .select(witnesses::identity)
            .distinct()
            .into_boxed::<Backend>();
        if within.depth() > 0 {
            query = query.filter(beneath!(witnesses::unit, within));
        }
        let found: Vec<String> = query.load(c)?;
        all.extend(found);
    }
    all.sort();
    all.dedup();
    Ok(all)
}

/// Cases in which somebody stands as a witness, and as which, the newest number first.
pub type Cases = Vec<(i64, u32)>;

/// Those of the scope, by witness.
pub fn cases_of(
    c: &mut Conn,
    scope: &Scope,
    identities: &[String],
) -> Result<BTreeMap<String, Cases>, Error> {
    let mut all: BTreeMap<String, Cases> = BTreeMap::new();
    for (within, some) in scope
        .units()
        .iter()
        .flat_map(|unit| identities.chunks(AT_ONCE).map(move |some| (unit, some)))
    {
        let mut query = witnesses::table
            .filter(witnesses::identity.eq_any(some.to_vec()))
            .select((witnesses::identity, witnesses::case_id, witnesses::witness))
            .into_boxed::<Backend>();
        if within.depth() > 0 {
            query = query.filter(beneath!(witnesses::unit, within));
        }
        let found: Vec<(String, i64, i32)> = query.load(c)?;
        for (identity, case, witness) in found {
            let witness = counted(witness).ok_or_else(|| Error::corrupt("witnesses", case))?;
            all.entry(identity).or_default().push((case, witness));
        }
    }
    for cases in all.values_mut() {
        cases.sort_unstable_by(|a, b| b.cmp(a));
        // named twice in one case is one household
        cases.dedup_by_key(|(case, _)| *case);
    }
    Ok(all)
}

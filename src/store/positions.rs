//! Where cases and people stand: for clocks that expire.

use diesel::sql_types::Bool;
use diesel::{BoolExpressionMethods, ExpressionMethods, QueryDsl, Queryable};
use diesel::{RunQueryDsl, TextExpressionMethods};
use jiff::civil::Date;

use super::conn::{Backend, Conn};
use super::error::Error;
use super::projections::PositionRow;
use super::schema::{case_rows, positions};
use super::types::{beneath, counted, day};
use crate::domain::access::{Scope, UnitPath};

/// A position whose clock has something to bring about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waking {
    pub case_id: i64,
    pub reference: String,
    /// The last event of the case.
    pub seq: u64,
    pub row: PositionRow,
}

/// Place in the order in which clocks wake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    on: Option<Date>,
    case_id: i64,
    person: u32,
    step: String,
}

impl Waking {
    /// The next page begins after this.
    #[must_use]
    pub fn place(&self) -> Place {
        Place {
            on: self.row.wakes_on,
            case_id: self.case_id,
            person: self.row.person,
            step: self.row.step.clone(),
        }
    }
}

#[derive(Queryable)]
struct Row {
    case_id: i64,
    person: i32,
    step: String,
    kind: String,
    holder: String,
    since: String,
    due: Option<String>,
    wakes_on: Option<String>,
}

impl Row {
    fn read(self, reference: String, seq: i64) -> Result<Waking, Error> {
        let corrupt = || Error::corrupt("positions", self.case_id);
        let read = |text: Option<&str>| text.map(|it| day(it).ok_or_else(corrupt)).transpose();
        let (due, wakes_on) = (read(self.due.as_deref())?, read(self.wakes_on.as_deref())?);
        let row = PositionRow {
            person: counted(self.person).ok_or_else(corrupt)?,
            since: day(&self.since).ok_or_else(corrupt)?,
            step: self.step,
            kind: self.kind,
            holder: self.holder,
            due,
            wakes_on,
        };
        Ok(Waking {
            case_id: self.case_id,
            reference,
            seq: u64::try_from(seq).map_err(|_negative| corrupt())?,
            row,
        })
    }
}

/// Positions of the scope whose clock wakes on `day` or before it, first ones first, after `after`.
pub fn waking(
    c: &mut Conn,
    scope: &Scope,
    day: Date,
    after: Option<&Place>,
    limit: u32,
) -> Result<Vec<Waking>, Error> {
    let mut query = positions::table
        .inner_join(case_rows::table)
        .filter(positions::wakes_on.le(day.to_string()))
        .order((
            positions::wakes_on,
            positions::case_id,
            positions::person,
            positions::step,
        ))
        .into_boxed::<Backend>();
    if let Some(place) = after {
        let on = place.on.map(|d| d.to_string());
        let person = super::types::count(place.person)?;
        let (same_case, same_person) = (
            positions::case_id.eq(place.case_id),
            positions::person.eq(person),
        );
        query = query.filter(positions::wakes_on.ge(on.clone())).filter(
            positions::wakes_on.gt(on).or(positions::case_id
                .gt(place.case_id)
                .or(same_case.and(positions::person.gt(person)))
                .or(same_case
                    .and(same_person)
                    .and(positions::step.gt(&place.step)))),
        );
    }
    query = match (within(scope.units()), scope.units()) {
        (None, _) => return Ok(Vec::new()),
        (Some(_), [all]) if all.depth() == 0 => query,
        (Some(inside), _) => query.filter(inside),
    };
    let rows: Vec<(Row, String, i64)> = query
        .limit(i64::from(limit))
        .select((positions::all_columns, case_rows::reference, case_rows::seq))
        .load(c)?;
    rows.into_iter()
        .map(|(row, reference, seq)| row.read(reference, seq))
        .collect()
}

type Source = diesel::dsl::InnerJoinQuerySource<positions::table, case_rows::table>;
type UnitCondition = Box<dyn diesel::BoxableExpression<Source, Backend, SqlType = Bool>>;

/// In any of the units; nothing when there are none.
fn within(units: &[UnitPath]) -> Option<UnitCondition> {
    let one = |unit: &UnitPath| -> UnitCondition { Box::new(beneath!(case_rows::unit, unit)) };
    units
        .iter()
        .map(one)
        .reduce(|any, one| Box::new(any.or(one)))
}

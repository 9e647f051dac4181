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

/// A position with a clock that has run out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DuePosition {
    pub case_id: i64,
    pub row: PositionRow,
}

/// Place in the order of what is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    due: Option<Date>,
    case_id: i64,
    person: u32,
    step: String,
}

impl DuePosition {
    /// The next page begins after this.
    #[must_use]
    pub fn place(&self) -> Place {
        Place {
            due: self.row.due,
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
}

impl Row {
    fn read(self) -> Result<DuePosition, Error> {
        let corrupt = || Error::corrupt("positions", self.case_id);
        let due = self
            .due
            .as_deref()
            .map(|due| day(due).ok_or_else(corrupt))
            .transpose()?;
        let row = PositionRow {
            person: counted(self.person).ok_or_else(corrupt)?,
            since: day(&self.since).ok_or_else(corrupt)?,
            step: self.step,
            kind: self.kind,
            holder: self.holder,
            due,
        };
        Ok(DuePosition {
            case_id: self.case_id,
            row,
        })
    }
}

/// Positions of the scope due before `before`, first due first, after `after`.
pub fn due(
    c: &mut Conn,
    scope: &Scope,
    before: Date,
    after: Option<&Place>,
    limit: u32,
) -> Result<Vec<DuePosition>, Error> {
    let mut query = positions::table
        .inner_join(case_rows::table)
        .filter(positions::due.lt(before.to_string()))
        .order((
            positions::due,
            positions::case_id,
            positions::person,
            positions::step,
        ))
        .into_boxed::<Backend>();
    if let Some(place) = after {
        let due = place.due.map(|d| d.to_string());
        let person = super::types::count(place.person)?;
        let (same_case, same_person) = (
            positions::case_id.eq(place.case_id),
            positions::person.eq(person),
        );
        query = query.filter(positions::due.ge(due.clone())).filter(
            positions::due.gt(due).or(positions::case_id
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
    let rows: Vec<Row> = query
        .limit(i64::from(limit))
        .select(positions::all_columns)
        .load(c)?;
    rows.into_iter().map(Row::read).collect()
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

//! The province of a row's unit, written exactly as the index of the lists of provinces has it.
//! With bound numbers in it neither database would know its index again.

use diesel::backend::Backend;
use diesel::expression::is_aggregate::No;
use diesel::expression::{AppearsOnTable, Expression, SelectableExpression, ValidGrouping};
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::result::QueryResult;
use diesel::sql_types::Text;

use super::schema::case_rows;
use crate::domain::access::UnitPath;

/// Length of the path of a province: `ir/11`.
const LENGTH: usize = 5;

/// The first five letters of a row's unit.
#[derive(Debug, Clone, Copy, QueryId)]
pub(super) struct Province;

/// The province as the index knows it, where the unit is one with a path of that length.
pub(super) fn path(unit: &UnitPath) -> Option<&str> {
    let path = unit.as_str();
    (unit.depth() == 1 && path.len() == LENGTH).then_some(path)
}

impl<DB: Backend> QueryFragment<DB> for Province {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql("substr(case_rows.unit, 1, 5)");
        Ok(())
    }
}

impl Expression for Province {
    type SqlType = Text;
}

impl AppearsOnTable<case_rows::table> for Province {}

impl SelectableExpression<case_rows::table> for Province {}

impl ValidGrouping<()> for Province {
    type IsAggregate = No;
}

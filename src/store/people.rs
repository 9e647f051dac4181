//! Finding people by folded keys: for the search page and for the question whether someone has a
//! case already.

use diesel::sql_types::Bool;
use diesel::{BoolExpressionMethods, ExpressionMethods, QueryDsl, Queryable};
use diesel::{RunQueryDsl, TextExpressionMethods};

use super::conn::{Backend, Conn};
use super::error::Error;
use super::lines::LineRow;
use super::projections::{CaseLine, PersonKeys};
use super::schema::{case_rows, people};
use super::types::{after_prefix, beneath, counted};
use crate::domain::access::{Scope, UnitPath};

/// How a name is compared; the text is folded by the caller as the stored keys are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Name {
    Is(String),
    Begins(String),
}

/// Whom to look for. All given conditions must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PersonQuery {
    pub given: Option<Name>,
    pub family: Option<Name>,
    pub father: Option<Name>,
    pub grandfather: Option<Name>,
    /// Jalali years, both counted: who may have been born in them, the unknown included.
    pub born: Option<(i32, i32)>,
    pub birth_county: Option<String>,
    pub national_number: Option<String>,
    /// A case that is not to be found: one's own.
    pub except: Option<i64>,
}

/// A person found, with the line of the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub person: PersonKeys,
    pub case: CaseLine,
}

type Joined = diesel::dsl::InnerJoin<people::table, case_rows::table>;
type Boxed<'a> = diesel::dsl::IntoBoxed<'a, Joined, Backend>;
type Source = diesel::dsl::InnerJoinQuerySource<people::table, case_rows::table>;

/// People of the scope, in the order of the name that was asked for, at most `limit`.
pub fn search(
    c: &mut Conn,
    scope: &Scope,
    who: &PersonQuery,
    limit: u32,
) -> Result<Vec<Found>, Error> {
    let query = details(
        named(people::table.inner_join(case_rows::table).into_boxed(), who),
        who,
    );
    let query = match (within(scope.units()), scope.units()) {
        (None, _) => return Ok(Vec::new()),
        (Some(_), [all]) if all.depth() == 0 => query,
        (Some(inside), _) => query.filter(inside),
    };
    let rows: Vec<(PersonRow, LineRow)> = query.limit(i64::from(limit)).load(c)?;
    let read = |(person, line): (PersonRow, LineRow)| {
        Ok(Found {
            person: person.read()?,
            case: line.read()?,
        })
    };
    rows.into_iter().map(read).collect()
}

/// Whether and how often someone like this is known anywhere, for offices that may not see where:
/// counted no further than `most`.
pub fn known(c: &mut Conn, who: &PersonQuery, most: u32) -> Result<u32, Error> {
    let query = details(
        named(people::table.inner_join(case_rows::table).into_boxed(), who),
        who,
    );
    let ids: Vec<i64> = query
        .limit(i64::from(most))
        .select(people::case_id)
        .load(c)?;
    Ok(u32::try_from(ids.len()).unwrap_or(most))
}

/// Conditions and order from the same index, so that nothing is sorted.
fn named<'a>(query: Boxed<'a>, who: &'a PersonQuery) -> Boxed<'a> {
    if let Some(number) = &who.national_number {
        return query
            .filter(people::national_number.eq(number))
            .order(people::case_id);
    }
    match (&who.family, &who.given) {
        (Some(_), _) => query.order((people::family, people::given, people::unit)),
        (None, Some(_)) => query.order((people::given, people::father, people::unit)),
        (None, None) => query.order((people::case_id, people::person)),
    }
}

macro_rules! name_filter {
    ($query:ident, $column:expr, $name:expr) => {
        match &$name {
            None => {}
            Some(Name::Is(text)) => $query = $query.filter($column.eq(text)),
            Some(Name::Begins(text)) => {
                $query = $query
                    .filter($column.ge(text))
                    .filter($column.lt(after_prefix(text)));
            }
        }
    };
}

fn details<'a>(mut query: Boxed<'a>, who: &'a PersonQuery) -> Boxed<'a> {
    name_filter!(query, people::family, who.family);
    name_filter!(query, people::given, who.given);
    name_filter!(query, people::father, who.father);
    name_filter!(query, people::grandfather, who.grandfather);
    if let Some((first, last)) = who.born {
        query = query
            .filter(people::birth_from.is_null().or(people::birth_from.le(last)))
            .filter(people::birth_to.is_null().or(people::birth_to.ge(first)));
    }
    if let Some(county) = &who.birth_county {
        query = query.filter(people::birth_county.eq(county));
    }
    if let Some(id) = who.except {
        query = query.filter(people::case_id.ne(id));
    }
    query
}

type UnitCondition = Box<dyn diesel::BoxableExpression<Source, Backend, SqlType = Bool>>;

/// In any of the units; nothing when there are none.
fn within(units: &[UnitPath]) -> Option<UnitCondition> {
    let one = |unit: &UnitPath| -> UnitCondition { Box::new(beneath!(people::unit, unit)) };
    units
        .iter()
        .map(one)
        .reduce(|any, one| Box::new(any.or(one)))
}

#[derive(Queryable)]
struct PersonRow {
    case_id: i64,
    person: i32,
    unit: String,
    given: String,
    family: String,
    father: String,
    grandfather: String,
    birth_from: Option<i32>,
    birth_to: Option<i32>,
    birth_county: String,
    national_number: Option<String>,
}

impl PersonRow {
    fn read(self) -> Result<PersonKeys, Error> {
        Ok(PersonKeys {
            person: counted(self.person).ok_or_else(|| Error::corrupt("people", self.case_id))?,
            given: self.given,
            family: self.family,
            father: self.father,
            grandfather: self.grandfather,
            birth_from: self.birth_from,
            birth_to: self.birth_to,
            birth_county: self.birth_county,
            national_number: self.national_number,
        })
    }
}

/// The folded keys of one case's people, by number: for checking them against the case.
pub fn of_case(c: &mut Conn, case_id: i64) -> Result<Vec<PersonKeys>, Error> {
    let rows = of_cases(c, &[case_id])?;
    rows.into_iter().map(|(_, _, keys)| keys).collect()
}

/// The same of many cases: case, unit in the row, keys.
pub(super) fn of_cases(c: &mut Conn, cases: &[i64]) -> Result<Vec<OfCase>, Error> {
    let rows: Vec<PersonRow> = people::table
        .filter(people::case_id.eq_any(cases.to_vec()))
        .order((people::case_id, people::person))
        .load(c)?;
    let read = |mut row: PersonRow| (row.case_id, std::mem::take(&mut row.unit), row.read());
    Ok(rows.into_iter().map(read).collect())
}

type OfCase = (i64, String, Result<PersonKeys, Error>);

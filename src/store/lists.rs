//! Lists of cases, each page read from an index that is already in the list's order.
//!
//! A scope of several units is read unit by unit and merged. SQLite would otherwise walk a unit's
//! index and sort, so conditions that must not choose the index are written as `column || ''`.

use diesel::dsl::{exists, not};
use diesel::sql_types::Integer;
use diesel::{BoolExpressionMethods, ExpressionMethods, IntoSql, QueryDsl};
use diesel::{RunQueryDsl, TextExpressionMethods};
use jiff::civil::Date;

use super::case_parts::OfCases;
use super::conn::{Backend, Conn};
use super::error::Error;
use super::lines::LineRow;
use super::projections::{CaseLine, CaseState};
use super::province::{self, Province};
use super::schema::{case_rows, decisions, people};
use super::types::{beneath, due_text, unit};
use crate::domain::access::{Scope, UnitPath, UserId};

/// Whose turn it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// With the office, and in this person's hand.
    pub user: UserId,
    /// Or with one of these holders, for whom the person acts.
    pub holders: Vec<&'static str>,
}

/// Which cases of the scope. All given conditions must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    pub state: Option<CaseState>,
    pub turn: Option<Turn>,
    pub holder: Option<String>,
    /// With somebody other than any of these.
    pub beyond: Option<&'static [&'static str]>,
    pub step_kind: Option<String>,
    pub step: Option<String>,
    /// Due before this day (today: the overdue ones).
    pub due_before: Option<Date>,
    /// Due on this day or later. What is never due lies beyond every day: see `has_due`.
    pub due_from: Option<Date>,
    /// Whether it is due at all.
    pub has_due: Option<bool>,
    /// Folded words, each of which stands in the name of one of the people.
    pub names: Vec<String>,
    /// A part of the case number.
    pub number: Option<String>,
    pub returned: Option<bool>,
    /// One code among the flags.
    pub flag: Option<String>,
    pub opened_from: Option<Date>,
    pub opened_to: Option<Date>,
    pub outcome: Option<Outcome>,
}

/// What was signed, as samples divide cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Somebody in it was refused.
    Refused,
    /// Somebody was decided about, and nobody refused.
    Granted,
}

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// What is due first, first; what is never due, last.
    #[default]
    Due,
    /// What was opened first, first.
    Opened,
}

/// The last line of a page: the next page begins after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct After {
    /// Due day or day of opening, as the order says; nothing where nothing is due.
    pub day: Option<Date>,
    pub case_id: i64,
}

impl After {
    /// After this line, in this order.
    #[must_use]
    pub fn line(line: &CaseLine, order: Order) -> Self {
        let day = match order {
            Order::Due => line.line.due,
            Order::Opened => Some(line.opened_on),
        };
        Self {
            day,
            case_id: line.case_id,
        }
    }
}

/// How many, counted no further than was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    pub counted: u32,
    /// There are more than that.
    pub more: bool,
}

type Boxed<'a> = case_rows::BoxedQuery<'a, Backend>;

/// One page of a list.
pub fn page(
    c: &mut Conn,
    scope: &Scope,
    filter: &Filter,
    (order, after): (Order, Option<&After>),
    limit: u32,
) -> Result<Vec<CaseLine>, Error> {
    let mut lines = Vec::new();
    for within in scope.units() {
        let query = ordered(conditions(filter, within), order, after);
        let rows: Vec<LineRow> = query.limit(i64::from(limit)).load(c)?;
        for row in rows {
            lines.push(row.read()?);
        }
    }
    if scope.units().len() > 1 {
        lines.sort_by_key(|line| {
            let After { day, case_id } = After::line(line, order);
            (due_text(day), case_id)
        });
        lines.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    }
    Ok(lines)
}

/// How many lines a list has, counted up to `most`: an exact count of a large list costs more than
/// the list.
pub fn count(c: &mut Conn, scope: &Scope, filter: &Filter, most: u32) -> Result<Count, Error> {
    let mut found = 0;
    for within in scope.units() {
        let ids: Vec<i64> = conditions(filter, within)
            .select(case_rows::case_id)
            .limit(i64::from(most) + 1)
            .load(c)?;
        found += u32::try_from(ids.len()).unwrap_or(u32::MAX);
    }
    Ok(Count {
        counted: found.min(most),
        more: found > most,
    })
}

/// One line, as lists show it; outside the scope there is none.
pub fn line(c: &mut Conn, scope: &Scope, case_id: i64) -> Result<Option<CaseLine>, Error> {
    use diesel::OptionalExtension;
    let row: Option<LineRow> = case_rows::table.find(case_id).first(c).optional()?;
    let line = row.map(LineRow::read).transpose()?;
    Ok(line.filter(|line| scope.covers(&line.unit)))
}

/// The lines of these cases, each with its case.
pub(super) fn of_cases(c: &mut Conn, cases: &[i64]) -> Result<OfCases<CaseLine>, Error> {
    let rows: Vec<LineRow> = case_rows::table
        .filter(case_rows::case_id.eq_any(cases.to_vec()))
        .load(c)?;
    let read = |row: LineRow| (row.case_id, row.read());
    Ok(rows.into_iter().map(read).collect())
}

/// Open cases of the scope by unit, kind of step and holder, with the number of overdue ones: for
/// oversight. Reads every open case of the scope.
pub fn tally(c: &mut Conn, scope: &Scope, today: Date) -> Result<Vec<Tally>, Error> {
    use diesel::dsl::{case_when, count_star, sum};
    let mut all = Vec::new();
    for within in scope.units() {
        let overdue = case_when(
            case_rows::due.lt(today.to_string()),
            1_i32.into_sql::<Integer>(),
        )
        .otherwise(0_i32.into_sql::<Integer>());
        let rows: Vec<(String, String, String, i64, Option<i64>)> = case_rows::table
            .filter(case_rows::state.eq("open"))
            .filter(beneath!(case_rows::unit, within))
            .group_by((case_rows::unit, case_rows::step_kind, case_rows::holder))
            .order((case_rows::unit, case_rows::step_kind, case_rows::holder))
            .select((
                case_rows::unit,
                case_rows::step_kind,
                case_rows::holder,
                count_star(),
                sum(overdue),
            ))
            .load(c)?;
        for (path, step_kind, holder, open, overdue) in rows {
            let unit = unit(&path).ok_or_else(|| Error::corrupt("case_rows", path))?;
            all.push(Tally {
                unit,
                step_kind,
                holder,
                open,
                overdue: overdue.unwrap_or(0),
            });
        }
    }
    Ok(all)
}

/// Open cases in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    pub unit: UnitPath,
    pub step_kind: String,
    pub holder: String,
    pub open: i64,
    pub overdue: i64,
}

fn conditions<'a>(f: &'a Filter, within: &UnitPath) -> Boxed<'a> {
    let mut query = case_rows::table.into_boxed::<Backend>();
    query = match within.depth() {
        0 => query,
        2 => query.filter(case_rows::unit.eq(within.as_str().to_owned())),
        _ => query.filter(beneath!(case_rows::unit, within)),
    };
    if let Some(path) = province::path(within) {
        query = query.filter(Province.eq(path.to_owned()));
    }
    if let Some(turn) = &f.turn {
        let own = case_rows::holder_user.eq(Some(turn.user.0));
        query = query.filter(own.or(case_rows::holder.eq_any(turn.holders.clone())));
    }
    // With a holder or a kind of step, their own index serves; `state` must not compete.
    let narrowed = within.depth() == 2 && (f.holder.is_some() || f.step_kind.is_some());
    query = match f.state {
        None => query,
        Some(state) if narrowed => query.filter(case_rows::state.concat("").eq(state.code())),
        Some(state) => query.filter(case_rows::state.eq(state.code())),
    };
    details(query, f)
}

fn details<'a>(mut query: Boxed<'a>, f: &'a Filter) -> Boxed<'a> {
    if let Some(holder) = &f.holder {
        query = query.filter(case_rows::holder.eq(holder));
    }
    if let Some(ours) = f.beyond {
        query = query.filter(case_rows::holder.ne_all(ours));
    }
    if let Some(kind) = &f.step_kind {
        query = query.filter(case_rows::step_kind.eq(kind));
    }
    if let Some(step) = &f.step {
        query = query.filter(case_rows::step.eq(step));
    }
    if let Some(day) = f.due_before {
        query = query.filter(case_rows::due.lt(day.to_string()));
    }
    if let Some(day) = f.due_from {
        query = query.filter(case_rows::due.ge(day.to_string()));
    }
    query = match f.has_due {
        None => query,
        Some(true) => query.filter(case_rows::due.lt(due_text(None))),
        Some(false) => query.filter(case_rows::due.eq(due_text(None))),
    };
    called(query, f)
}

/// Narrowed by a part of the number or of a name.
fn called<'a>(mut query: Boxed<'a>, f: &'a Filter) -> Boxed<'a> {
    if let Some(number) = &f.number {
        query = query.filter(case_rows::reference.like(format!("%{}%", literal(number))));
    }
    for name in &f.names {
        let part = format!("%{}%", literal(name));
        let here = people::case_id.eq(case_rows::case_id);
        let named = people::given
            .like(part.clone())
            .or(people::family.like(part));
        query = query.filter(exists(people::table.filter(here.and(named))));
    }
    flagged(query, f)
}

/// A text without what a pattern would take for more than itself.
fn literal(text: &str) -> String {
    text.replace(['%', '_', '\\'], "")
}

fn flagged<'a>(mut query: Boxed<'a>, f: &'a Filter) -> Boxed<'a> {
    if let Some(returned) = f.returned {
        query = query.filter(case_rows::returned.eq(returned));
    }
    if let Some(flag) = &f.flag {
        query = query.filter(case_rows::flags.like(format!("% {flag} %")));
    }
    if let Some(day) = f.opened_from {
        query = query.filter(case_rows::opened_on.ge(day.to_string()));
    }
    if let Some(day) = f.opened_to {
        query = query.filter(case_rows::opened_on.le(day.to_string()));
    }
    decided(query, f)
}

fn decided<'a>(query: Boxed<'a>, f: &'a Filter) -> Boxed<'a> {
    let here = decisions::case_id.eq(case_rows::case_id);
    let signed = decisions::table.filter(here.and(decisions::signed_at.is_not_null()));
    let refused = exists(signed.filter(decisions::outcome.eq("refused")));
    match f.outcome {
        None => query,
        Some(Outcome::Refused) => query.filter(refused),
        Some(Outcome::Granted) => query.filter(exists(signed).and(not(refused))),
    }
}

/// Number and reference of each case of a list, by number, up to `most` and one more.
pub fn numbers(
    c: &mut Conn,
    scope: &Scope,
    filter: &Filter,
    most: u32,
) -> Result<Vec<(i64, String)>, Error> {
    let mut all: Vec<(i64, String)> = Vec::new();
    for within in scope.units() {
        let found: Vec<(i64, String)> = conditions(filter, within)
            .select((case_rows::case_id, case_rows::reference))
            .limit(i64::from(most) + 1)
            .load(c)?;
        all.extend(found);
    }
    all.sort();
    all.dedup();
    Ok(all)
}

fn ordered<'a>(query: Boxed<'a>, order: Order, after: Option<&After>) -> Boxed<'a> {
    let key = after.map(|a| (due_text(a.day), a.case_id));
    match (order, key) {
        (Order::Due, None) => query.order((case_rows::due, case_rows::case_id)),
        (Order::Opened, None) => query.order((case_rows::opened_on, case_rows::case_id)),
        (Order::Due, Some((day, id))) => query
            .filter(case_rows::due.ge(day.clone()))
            .filter(case_rows::due.gt(day).or(case_rows::case_id.gt(id)))
            .order((case_rows::due, case_rows::case_id)),
        (Order::Opened, Some((day, id))) => query
            .filter(case_rows::opened_on.ge(day.clone()))
            .filter(case_rows::opened_on.gt(day).or(case_rows::case_id.gt(id)))
            .order((case_rows::opened_on, case_rows::case_id)),
    }
}

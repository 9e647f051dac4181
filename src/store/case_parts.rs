//! The rows below a case: people, positions, decisions, papers. A changed kind is written anew.

use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};
use jiff::civil::Date;

use super::conn::Conn;
use super::error::Error;
use super::projections::{DecisionRow, NumberRow, PaperRow, PersonKeys, PositionRow, Projection};
use super::schema::{decisions, numbers, papers, people, positions};
use super::types::{count, counted, day, small, whole};
use super::witnesses;
use crate::domain::access::UserId;
use crate::domain::time::Moment;

/// Writes the parts that differ from `before`.
pub(super) fn save(
    c: &mut Conn,
    before: Option<&Projection>,
    after: &Projection,
) -> Result<(), Error> {
    let id = after.case.id;
    save_people(c, before.map_or(&[], |b| &b.people), after)?;
    if before.map_or(&[][..], |b| &b.positions) != after.positions {
        diesel::delete(positions::table.filter(positions::case_id.eq(id))).execute(c)?;
        after
            .positions
            .iter()
            .try_for_each(|row| insert_position(c, id, row))?;
    }
    let known = before.map_or(&[][..], |b| &b.decisions);
    if known != after.decisions {
        diesel::delete(decisions::table.filter(decisions::case_id.eq(id))).execute(c)?;
        after
            .decisions
            .iter()
            .try_for_each(|row| insert_decision(c, id, row))?;
    }
    let known = before.map_or(&[][..], |b| &b.numbers);
    if known != after.numbers {
        diesel::delete(numbers::table.filter(numbers::case_id.eq(id))).execute(c)?;
        after
            .numbers
            .iter()
            .try_for_each(|row| insert_number(c, id, row))?;
    }
    let known = before.map_or(&[][..], |b| &b.witnesses);
    if known != after.witnesses {
        witnesses::save(c, after)?;
    }
    let known = before.map_or(&[][..], |b| &b.papers);
    if after.papers.starts_with(known) {
        let new = after.papers.iter().skip(known.len());
        return new.into_iter().try_for_each(|row| insert_paper(c, id, row));
    }
    diesel::delete(papers::table.filter(papers::case_id.eq(id))).execute(c)?;
    after
        .papers
        .iter()
        .try_for_each(|row| insert_paper(c, id, row))
}

/// Removes all parts of a case, to be written anew.
pub(super) fn delete(c: &mut Conn, id: i64) -> Result<(), Error> {
    diesel::delete(people::table.filter(people::case_id.eq(id))).execute(c)?;
    diesel::delete(positions::table.filter(positions::case_id.eq(id))).execute(c)?;
    diesel::delete(decisions::table.filter(decisions::case_id.eq(id))).execute(c)?;
    diesel::delete(papers::table.filter(papers::case_id.eq(id))).execute(c)?;
    diesel::delete(numbers::table.filter(numbers::case_id.eq(id))).execute(c)?;
    witnesses::delete(c, id)
}

fn save_people(c: &mut Conn, before: &[PersonKeys], after: &Projection) -> Result<(), Error> {
    let id = after.case.id;
    for gone in before.iter().filter(|was| !after.people.contains(was)) {
        diesel::delete(people::table.find((id, count(gone.person)?))).execute(c)?;
    }
    let new = after.people.iter().filter(|now| !before.contains(now));
    new.into_iter()
        .try_for_each(|keys| insert_person(c, after, keys))
}

fn insert_person(c: &mut Conn, p: &Projection, keys: &PersonKeys) -> Result<(), Error> {
    diesel::insert_into(people::table)
        .values((
            people::case_id.eq(p.case.id),
            people::person.eq(count(keys.person)?),
            people::unit.eq(p.case.unit.as_str()),
            people::given.eq(&keys.given),
            people::family.eq(&keys.family),
            people::father.eq(&keys.father),
            people::grandfather.eq(&keys.grandfather),
            people::birth_from.eq(keys.birth_from),
            people::birth_to.eq(keys.birth_to),
            people::birth_county.eq(&keys.birth_county),
            people::national_number.eq(&keys.national_number),
        ))
        .execute(c)?;
    Ok(())
}

fn insert_position(c: &mut Conn, case_id: i64, row: &PositionRow) -> Result<(), Error> {
    diesel::insert_into(positions::table)
        .values((
            positions::case_id.eq(case_id),
            positions::person.eq(count(row.person)?),
            positions::step.eq(&row.step),
            positions::kind.eq(&row.kind),
            positions::holder.eq(&row.holder),
            positions::since.eq(row.since.to_string()),
            positions::due.eq(row.due.map(|d| d.to_string())),
            positions::wakes_on.eq(row.wakes_on.map(|d| d.to_string())),
        ))
        .execute(c)?;
    Ok(())
}

fn insert_decision(c: &mut Conn, case_id: i64, row: &DecisionRow) -> Result<(), Error> {
    diesel::insert_into(decisions::table)
        .values((
            decisions::case_id.eq(case_id),
            decisions::person.eq(count(row.person)?),
            decisions::round.eq(count(row.round)?),
            decisions::prepared_by.eq(row.prepared_by.0),
            decisions::signed_by.eq(row.signed_by.map(|u| u.0)),
            decisions::outcome.eq(&row.outcome),
            decisions::signed_at.eq(row.signed_at.map(|m| m.micros())),
        ))
        .execute(c)?;
    Ok(())
}

fn insert_paper(c: &mut Conn, case_id: i64, row: &PaperRow) -> Result<(), Error> {
    diesel::insert_into(papers::table)
        .values((
            papers::case_id.eq(case_id),
            papers::paper.eq(count(row.paper)?),
            papers::version.eq(count(row.version)?),
            papers::digest.eq(&row.digest),
            papers::size.eq(small(row.size)?),
            papers::media.eq(&row.media),
        ))
        .execute(c)?;
    Ok(())
}

fn insert_number(c: &mut Conn, case_id: i64, row: &NumberRow) -> Result<(), Error> {
    diesel::insert_into(numbers::table)
        .values((
            numbers::kind.eq(&row.kind),
            numbers::number.eq(&row.number),
            numbers::case_id.eq(case_id),
            numbers::person.eq(count(row.person)?),
        ))
        .execute(c)?;
    Ok(())
}

/// Rows of many cases, each with its case.
pub(super) type OfCases<T> = Vec<(i64, Result<T, Error>)>;

/// The numbers that the register gave to people of these cases.
pub(super) fn numbers(c: &mut Conn, cases: &[i64]) -> Result<OfCases<NumberRow>, Error> {
    let rows: Vec<(i64, String, String, i32)> = numbers::table
        .filter(numbers::case_id.eq_any(cases.to_vec()))
        .order((numbers::case_id, numbers::kind, numbers::number))
        .select((
            numbers::case_id,
            numbers::kind,
            numbers::number,
            numbers::person,
        ))
        .load(c)?;
    let row = |(case, kind, number, person)| {
        let person = counted(person).ok_or_else(|| Error::corrupt("numbers", case));
        let row = person.map(|person| NumberRow {
            kind,
            number,
            person,
        });
        (case, row)
    };
    Ok(rows.into_iter().map(row).collect())
}

/// Whether a scan of this case has this digest: a file without one is an orphan.
pub fn has_file(c: &mut Conn, case_id: i64, digest: &str) -> Result<bool, Error> {
    let found: i64 = papers::table
        .filter(papers::digest.eq(digest))
        .filter(papers::case_id.eq(case_id))
        .count()
        .get_result(c)?;
    Ok(found > 0)
}

/// Positions, decisions, papers.
pub type Parts = (Vec<PositionRow>, Vec<DecisionRow>, Vec<PaperRow>);

/// Positions, decisions and papers of a case as the rows say: for checking them against the fold.
pub fn load(c: &mut Conn, case_id: i64) -> Result<Parts, Error> {
    let one = &[case_id];
    Ok((
        alone(positions(c, one)?)?,
        alone(decisions(c, one)?)?,
        alone(papers(c, one)?)?,
    ))
}

fn alone<T>(rows: OfCases<T>) -> Result<Vec<T>, Error> {
    rows.into_iter().map(|(_, row)| row).collect()
}

/// Positions of these cases, by case, person and step.
pub(super) fn positions(c: &mut Conn, cases: &[i64]) -> Result<OfCases<PositionRow>, Error> {
    type Row = (
        i64,
        i32,
        String,
        String,
        String,
        String,
        Option<String>,
        Option<String>,
    );
    let rows: Vec<Row> = positions::table
        .filter(positions::case_id.eq_any(cases.to_vec()))
        .order((positions::case_id, positions::person, positions::step))
        .select((
            positions::case_id,
            positions::person,
            positions::step,
            positions::kind,
            positions::holder,
            positions::since,
            positions::due,
            positions::wakes_on,
        ))
        .load(c)?;
    let read = |(case, person, step, kind, holder, since, due, wakes_on): Row| {
        let row = || {
            Some(PositionRow {
                person: counted(person)?,
                step,
                kind,
                holder,
                since: day(&since)?,
                due: maybe_day(due)?,
                wakes_on: maybe_day(wakes_on)?,
            })
        };
        (case, row().ok_or_else(|| Error::corrupt("positions", case)))
    };
    Ok(rows.into_iter().map(read).collect())
}

/// `None` outside when the text is no day at all.
fn maybe_day(text: Option<String>) -> Option<Option<Date>> {
    text.map_or(Some(None), |text| day(&text).map(Some))
}

/// Decisions of these cases, by case, round and person.
pub(super) fn decisions(c: &mut Conn, cases: &[i64]) -> Result<OfCases<DecisionRow>, Error> {
    type Row = (i64, i32, i32, i64, Option<i64>, String, Option<i64>);
    let rows: Vec<Row> = decisions::table
        .filter(decisions::case_id.eq_any(cases.to_vec()))
        .order((decisions::case_id, decisions::round, decisions::person))
        .select((
            decisions::case_id,
            decisions::person,
            decisions::round,
            decisions::prepared_by,
            decisions::signed_by,
            decisions::outcome,
            decisions::signed_at,
        ))
        .load(c)?;
    let read = |(case, person, round, prepared_by, signed_by, outcome, at): Row| {
        let row = || {
            Some(DecisionRow {
                person: counted(person)?,
                round: counted(round)?,
                prepared_by: UserId(prepared_by),
                signed_by: signed_by.map(UserId),
                outcome,
                signed_at: at.map(Moment::from_micros),
            })
        };
        (case, row().ok_or_else(|| Error::corrupt("decisions", case)))
    };
    Ok(rows.into_iter().map(read).collect())
}

/// Scans of these cases, by case, paper and version.
pub(super) fn papers(c: &mut Conn, cases: &[i64]) -> Result<OfCases<PaperRow>, Error> {
    type Row = (i64, i32, i32, Option<String>, i64, String);
    let rows: Vec<Row> = papers::table
        .filter(papers::case_id.eq_any(cases.to_vec()))
        .order((papers::case_id, papers::paper, papers::version))
        .select((
            papers::case_id,
            papers::paper,
            papers::version,
            papers::digest,
            papers::size,
            papers::media,
        ))
        .load(c)?;
    let read = |(case, paper, version, digest, size, media): Row| {
        let row = || {
            Some(PaperRow {
                paper: counted(paper)?,
                version: counted(version)?,
                digest,
                size: whole(size)?,
                media,
            })
        };
        (case, row().ok_or_else(|| Error::corrupt("papers", case)))
    };
    Ok(rows.into_iter().map(read).collect())
}

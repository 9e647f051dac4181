//! What is kept of many cases at once, to be compared with what their events tell.

use std::collections::BTreeMap;

use super::conn::Conn;
use super::error::Error;
use super::projections::{CaseLine, Projection};
use super::types::day;
use super::{case_parts, cases, lists, people, witnesses};

/// The rows of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub rows: Projection,
    /// Tables whose rows do not repeat the case's own unit, day or state as it has them.
    pub astray: Vec<&'static str>,
}

/// The rows of these cases; of one without any, nothing, of one that cannot be read, which row that is.
pub type OfCases = BTreeMap<i64, Result<Kept, Error>>;

/// Reads each table once for all.
pub fn of_cases(c: &mut Conn, ids: &[i64]) -> Result<OfCases, Error> {
    if ids.is_empty() {
        return Ok(OfCases::new());
    }
    let mut lines: BTreeMap<i64, Result<CaseLine, Error>> =
        lists::of_cases(c, ids)?.into_iter().collect();
    let mut all = OfCases::new();
    for (id, case) in cases::of_ids(c, ids)? {
        let Some(line) = lines.remove(&id) else {
            continue;
        };
        let begun = case.and_then(|case| Ok(begun(case, line?)));
        all.insert(id, begun);
    }
    people(c, ids, &mut all)?;
    witnesses(c, ids, &mut all)?;
    put(&mut all, case_parts::positions(c, ids)?, |it| {
        &mut it.rows.positions
    });
    put(&mut all, case_parts::decisions(c, ids)?, |it| {
        &mut it.rows.decisions
    });
    put(&mut all, case_parts::papers(c, ids)?, |it| {
        &mut it.rows.papers
    });
    put(&mut all, case_parts::numbers(c, ids)?, |it| {
        &mut it.rows.numbers
    });
    Ok(all)
}

fn begun(case: super::projections::Case, line: CaseLine) -> Kept {
    let repeats = (
        &line.reference,
        &line.unit,
        line.state,
        line.opened_on,
        line.seq,
    ) == (
        &case.reference,
        &case.unit,
        case.state,
        case.opened_on,
        case.seq,
    );
    Kept {
        astray: if repeats {
            Vec::new()
        } else {
            vec!["case_rows"]
        },
        rows: Projection {
            case,
            line: line.line,
            people: Vec::new(),
            positions: Vec::new(),
            decisions: Vec::new(),
            papers: Vec::new(),
            numbers: Vec::new(),
            witnesses: Vec::new(),
        },
    }
}

impl Kept {
    fn repeats(&mut self, table: &'static str, repeats: bool) {
        if !repeats && !self.astray.contains(&table) {
            self.astray.push(table);
        }
    }
}

fn people(c: &mut Conn, ids: &[i64], all: &mut OfCases) -> Result<(), Error> {
    let mut rows = Vec::new();
    for (id, unit, row) in people::of_cases(c, ids)? {
        if let Some(Ok(kept)) = all.get_mut(&id) {
            let same = unit == kept.rows.case.unit.as_str();
            kept.repeats("people", same);
        }
        rows.push((id, row));
    }
    put(all, rows, |it| &mut it.rows.people);
    Ok(())
}

fn witnesses(c: &mut Conn, ids: &[i64], all: &mut OfCases) -> Result<(), Error> {
    let mut rows = Vec::new();
    for (id, row, (unit, opened)) in witnesses::of_cases(c, ids)? {
        if let Some(Ok(kept)) = all.get_mut(&id) {
            let case = &kept.rows.case;
            let same = unit == case.unit.as_str() && day(&opened) == Some(case.opened_on);
            kept.repeats("witnesses", same);
        }
        rows.push((id, row));
    }
    put(all, rows, |it| &mut it.rows.witnesses);
    Ok(())
}

/// Puts rows with their case; one that cannot be read is what is known of it from then on.
fn put<T>(
    all: &mut OfCases,
    rows: case_parts::OfCases<T>,
    place: impl Fn(&mut Kept) -> &mut Vec<T>,
) {
    for (id, row) in rows {
        let Some(known) = all.get_mut(&id) else {
            continue;
        };
        match (known.as_mut(), row) {
            (Ok(kept), Ok(row)) => place(kept).push(row),
            (Ok(_), Err(corrupt)) => *known = Err(corrupt),
            (Err(_), _) => {}
        }
    }
}

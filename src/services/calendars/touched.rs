//! How many open time limits another calendar would move.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::domain::access::Scope;
use crate::domain::case::Position;
use crate::domain::directive::Calendar;
use crate::domain::directive::almanac::{Content, Touched, differences};
use crate::services::casework::{self, Failure};
use crate::services::register::Register;
use crate::store::{Conn, open_cases};

/// Cases read at once.
const BATCH: u32 = 500;

/// The first day that rests or no longer rests by the difference; none where no day does.
pub(crate) fn first_day(before: &Content, after: &Content) -> Option<Date> {
    let all = differences(before, after);
    all.iter().filter_map(|it| it.first_day()).min()
}

/// Counts the open time limits that end otherwise by `after` than is recorded.
///
/// # Errors
/// The database does not answer, or a case cannot be read.
pub fn touched(
    c: &mut Conn,
    register: &Register,
    before: &Content,
    after: &Content,
) -> Result<Touched, Failure> {
    let mut found = Touched::default();
    let Some(day) = first_day(before, after) else {
        return Ok(found);
    };
    let scope = Scope::of_process();
    let (mut last, mut units) = (0, BTreeMap::new());
    loop {
        let batch = open_cases::due_from(c, &scope, day, last, BATCH)?;
        let Some(end) = batch.last() else {
            return Ok(found);
        };
        last = end.id;
        for kept in &batch {
            let opened = casework::opened(c, register, kept)?;
            let unit = &opened.file.unit;
            let calendar = units.entry(unit.clone());
            let calendar = calendar.or_insert_with(|| after.of("", unit));
            for position in opened.file.clocks().filter(|p| p.is_open_limit()) {
                add(&mut found, position, calendar);
            }
        }
    }
}

fn add(found: &mut Touched, position: &Position, calendar: &Calendar) {
    let Some(due) = &position.due else { return };
    match due.recount(calendar).date.cmp(&due.date) {
        std::cmp::Ordering::Greater => found.later += 1,
        std::cmp::Ordering::Less => found.earlier += 1,
        std::cmp::Ordering::Equal => {}
    }
}

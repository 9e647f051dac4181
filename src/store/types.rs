//! How our values stand in columns.

use jiff::civil::Date;

use super::error::Error;
use crate::domain::access::UnitPath;

/// Stands for "no day" where a column must have a total order.
pub(super) const NO_DAY: &str = "9999-12-31";

/// A sequence number read from its column.
pub(super) fn whole(n: i64) -> Option<u64> {
    u64::try_from(n).ok()
}

/// A number on its way into a column.
pub(super) fn small(n: u64) -> Result<i64, Error> {
    i64::try_from(n).map_err(|_huge| Error::Unfit(format!("{n} is too large")))
}

/// A civil day as stored: `YYYY-MM-DD`.
pub(super) fn day(text: &str) -> Option<Date> {
    text.parse().ok()
}

/// A day that may be absent, in a column that may not.
pub(super) fn due_text(due: Option<Date>) -> String {
    due.map_or_else(|| NO_DAY.to_owned(), |d| d.to_string())
}

/// The reverse of [`due_text`]; `None` outside when the text is no day at all.
pub(super) fn due_day(text: &str) -> Option<Option<Date>> {
    match text {
        NO_DAY => Some(None),
        text => day(text).map(Some),
    }
}

/// A unit as stored.
pub(super) fn unit(text: &str) -> Option<UnitPath> {
    UnitPath::parse(text)
}

/// The first text after all those that begin with `prefix`, in order of bytes.
pub(super) fn after_prefix(prefix: &str) -> String {
    format!("{prefix}\u{10FFFF}")
}

/// A small number on its way into a column.
pub(super) fn count(n: u32) -> Result<i32, Error> {
    i32::try_from(n).map_err(|_huge| Error::Unfit(format!("{n} is too large")))
}

/// A small number read from its column.
pub(super) fn counted(n: i32) -> Option<u32> {
    u32::try_from(n).ok()
}

/// The unit and all below it, as a condition on a column. `|| ''` keeps SQLite from walking the
/// unit's index and sorting afterwards: lists have indexes in their own order.
macro_rules! beneath {
    ($column:expr, $unit:expr) => {{
        let path = $unit.as_str();
        // '0' is the character after '/'.
        let (first, end) = (format!("{path}/"), format!("{path}0"));
        let inside = $column.concat("").ge(first).and($column.concat("").lt(end));
        $column.concat("").eq(path.to_owned()).or(inside)
    }};
}
pub(super) use beneath;

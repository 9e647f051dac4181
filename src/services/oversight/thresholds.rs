//! From when on something is out of the ordinary: every figure of the auditor's home in one place. They
//! say where to look, not that anybody did wrong. `docs/oversight.md` explains each.

/// How many days back the auditor's home looks.
pub const DAYS: i64 = 30;

/// Hour and minute in Tehran before which, on a working day, nobody is expected to open files.
pub const EARLIEST: (i8, i8) = (6, 30);

/// Hour and minute in Tehran from which nobody is expected to open files any more.
pub const LATEST: (i8, i8) = (17, 0);

/// So many looks outside these hours, or on days of rest, by one person are many.
pub const LOOKS_OUTSIDE_HOURS: u64 = 20;

/// So many different cases opened by one person within an hour are many.
pub const CASES_IN_AN_HOUR: usize = 40;

/// Who signs sooner after first opening the file as it was proposed can hardly have read it: minutes.
pub const MINUTES_TO_READ: i64 = 5;

/// So many households with the same witness are many.
pub const HOUSEHOLDS_OF_A_WITNESS: usize = 4;

/// Letters that a family name has at least for a search to be taken as one for it.
pub const LETTERS_OF_A_NAME: usize = 3;

//! What differs between two versions of the calendar.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::content::{Content, Entry, RestDay};
use crate::domain::access::UnitPath;

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    Added(Entry),
    Removed(Entry),
    /// Called otherwise, or computed no longer.
    Changed {
        before: Entry,
        after: Entry,
    },
    /// The weekly rest of a unit; empty where it rests as the country does.
    Weekly {
        unit: UnitPath,
        before: BTreeSet<RestDay>,
        after: BTreeSet<RestDay>,
    },
    /// The years for which the dated holidays are entered.
    Known {
        before: (i32, i32),
        after: (i32, i32),
    },
}

impl Difference {
    /// The first day that rests or no longer rests by it; none where no day does.
    #[must_use]
    pub fn first_day(&self) -> Option<Date> {
        match self {
            Self::Added(entry) | Self::Removed(entry) => {
                Some(entry.date.date().unwrap_or(Date::MIN))
            }
            Self::Weekly { .. } => Some(Date::MIN),
            Self::Changed { .. } | Self::Known { .. } => None,
        }
    }
}

/// Every difference, in the order in which it is read.
#[must_use]
pub fn differences(before: &Content, after: &Content) -> Vec<Difference> {
    let mut found = Vec::new();
    if before.known != after.known {
        found.push(Difference::Known {
            before: before.known,
            after: after.known,
        });
    }
    let units: BTreeSet<&UnitPath> = before.weekly.keys().chain(after.weekly.keys()).collect();
    for unit in units {
        let days = |of: &Content| of.weekly.get(unit).cloned().unwrap_or_default();
        let (was, is) = (days(before), days(after));
        if was != is {
            found.push(Difference::Weekly {
                unit: unit.clone(),
                before: was,
                after: is,
            });
        }
    }
    for entry in &before.holidays {
        match after.entry(&entry.unit, entry.date) {
            None => found.push(Difference::Removed(entry.clone())),
            Some(now) if now != entry => found.push(Difference::Changed {
                before: entry.clone(),
                after: now.clone(),
            }),
            Some(_) => {}
        }
    }
    let new = |entry: &&Entry| before.entry(&entry.unit, entry.date).is_none();
    let added = after.holidays.iter().filter(new);
    found.extend(added.cloned().map(Difference::Added));
    found
}

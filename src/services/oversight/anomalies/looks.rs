//! Looks that are many: outside office hours, and at many different cases within an hour.

use std::collections::{BTreeMap, BTreeSet};

use super::Found;
use crate::domain::access::{Scope, UserId};
use crate::domain::directive::Calendar;
use crate::domain::time::Moment;
use crate::services::casework::Failure;
use crate::services::oversight::thresholds::{
    CASES_IN_AN_HOUR, EARLIEST, LATEST, LOOKS_OUTSIDE_HOURS,
};
use crate::store::Conn;
use crate::store::trail::{self, Narrow, Traced};

/// By which files are looked at. Searches count too where the hour is asked for.
const LOOKS: [&str; 5] = [
    "case_read",
    "paper_read",
    "letter_printed",
    "case_exported",
    "searched",
];
/// Rows that are read at a time.
const AT_ONCE: u32 = 10_000;
const HOUR: i64 = 3600;

/// Hands every look since then to `each`, the newest first.
fn sweep(
    c: &mut Conn,
    scope: &Scope,
    since: Moment,
    each: &mut dyn FnMut(UserId, Traced),
) -> Result<(), Failure> {
    let narrow = Narrow {
        kinds: LOOKS.iter().map(|kind| (*kind).to_owned()).collect(),
        from: Some(since),
        ..Narrow::default()
    };
    let mut before = None;
    loop {
        let rows = trail::rows(c, scope, &narrow, before, AT_ONCE)?;
        let Some(last) = rows.last() else {
            return Ok(());
        };
        before = Some(last.place);
        for row in rows {
            let user = row.actor.strip_prefix('u').and_then(|id| id.parse().ok());
            if let Some(user) = user {
                each(UserId(user), row);
            }
        }
    }
}

/// Whether offices may be expected to be at work.
fn in_hours(calendar: &Calendar, at: Moment) -> bool {
    let time = at.tehran_time();
    calendar.rest(at.tehran_date()).is_none() && time >= EARLIEST && time < LATEST
}

#[derive(Default)]
struct Sum {
    last: Moment,
    count: u64,
    cases: BTreeSet<i64>,
}

impl Sum {
    fn add(&mut self, row: &Traced) {
        self.last = self.last.max(row.place.at);
        self.count += 1;
        self.cases.extend(row.case);
    }

    fn found(self, who: UserId, measure: u64) -> Found {
        Found {
            who: Some(who),
            at: self.last,
            measure: Some(measure),
            cases: self.cases.into_iter().rev().collect(),
            said: None,
        }
    }
}

/// Looks that are many, by either measure.
#[derive(Debug, Default)]
pub(super) struct Many {
    /// People who looked at files outside office hours many times.
    pub(super) outside_hours: Vec<Found>,
    /// Hours in which somebody opened many different cases; hours that overlap are one finding.
    pub(super) bulk: Vec<Found>,
}

/// Goes through all looks since then, once for both measures.
pub(super) fn many(
    c: &mut Conn,
    scope: &Scope,
    since: Moment,
    calendar: &Calendar,
) -> Result<Many, Failure> {
    let mut sums: BTreeMap<UserId, Sum> = BTreeMap::new();
    let mut looks: BTreeMap<UserId, Vec<(Moment, i64)>> = BTreeMap::new();
    sweep(c, scope, since, &mut |user, row| {
        if !in_hours(calendar, row.place.at) {
            sums.entry(user).or_default().add(&row);
        }
        if let Some(case) = row.case {
            looks.entry(user).or_default().push((row.place.at, case));
        }
    })?;
    let mut many = Many::default();
    sums.retain(|_, sum| sum.count >= LOOKS_OUTSIDE_HOURS);
    for (user, sum) in sums {
        let count = sum.count;
        many.outside_hours.push(sum.found(user, count));
    }
    for (user, mut looks) in looks {
        looks.reverse();
        many.bulk.extend(hours_of(&looks).into_iter().map(|sum| {
            let count = u64::try_from(sum.cases.len()).unwrap_or(u64::MAX);
            sum.found(user, count)
        }));
    }
    Ok(many)
}

/// Stretches in each hour of which many cases were opened. `looks` are in the order of time.
fn hours_of(looks: &[(Moment, i64)]) -> Vec<Sum> {
    let mut stretches: Vec<Sum> = Vec::new();
    let mut within: BTreeMap<i64, usize> = BTreeMap::new();
    let mut first = looks.iter().peekable();
    for (at, case) in looks {
        *within.entry(*case).or_default() += 1;
        while let Some((_, gone)) = first.next_if(|(then, _)| at.seconds_since(*then) >= HOUR) {
            if let Some(times) = within.get_mut(gone) {
                *times -= 1;
            }
            within.retain(|_, times| *times > 0);
        }
        if within.len() < CASES_IN_AN_HOUR {
            continue;
        }
        let joins = |sum: &&mut Sum| at.seconds_since(sum.last) < HOUR;
        match stretches.last_mut().filter(joins) {
            Some(sum) => {
                sum.last = *at;
                sum.cases.extend(within.keys());
            }
            None => stretches.push(Sum {
                last: *at,
                count: 0,
                cases: within.keys().copied().collect(),
            }),
        }
    }
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looks(every: i64, cases: i64) -> Vec<(Moment, i64)> {
        let at = |n| Moment::from_micros(n * every * 1_000_000);
        (0..cases).map(|n| (at(n), n)).collect()
    }

    #[test]
    fn many_cases_in_an_hour_are_found_and_as_many_in_a_day_are_not() {
        let most = i64::try_from(CASES_IN_AN_HOUR).unwrap();
        assert_eq!(hours_of(&looks(60, most)).len(), 1);
        assert_eq!(hours_of(&looks(60, most - 1)).len(), 0);
        assert_eq!(hours_of(&looks(600, most * 3)).len(), 0);
        let same: Vec<_> = looks(60, most).into_iter().map(|(at, _)| (at, 1)).collect();
        assert_eq!(
            hours_of(&same).len(),
            0,
            "one case many times is not many cases"
        );
    }

    #[test]
    fn a_long_stretch_is_one_finding_with_all_its_cases() {
        let found = hours_of(&looks(30, 150));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].cases.len(), 150);
    }
}

//! Time limits under another version: counted anew from the day on which they began. The days that
//! have passed stay on the account of whoever had the case in hand.

use jiff::civil::Date;

use super::Crossing;
use crate::domain::case::position::Course;
use crate::domain::case::{CaseFile, Position, WHOLE_CASE};
use crate::domain::directive::clock::days_between;
use crate::domain::directive::{ClockRule, Due, Holder, Step};

/// The day of the letter that went out at this place, if one did.
pub(super) fn written_on(file: &CaseFile, position: &Position) -> Option<Date> {
    let here = file.letters.iter().find(|l| {
        l.sent.seq > position.entered
            && position.is_called(&l.sent.what.step)
            && (position.person == WHOLE_CASE || l.sent.what.people.contains(&position.person))
    });
    here.map(|l| l.sent.on)
}

/// The day on which the limit of `step` begins, for a case that stands at `position`; none as long
/// as no letter went out, where it begins with one.
pub(super) fn start(
    file: &CaseFile,
    position: &Position,
    before: Option<&Step>,
    step: &Step,
) -> Option<Date> {
    if step.waits_for_a_letter() {
        return written_on(file, position);
    }
    let counted = position.due.as_ref().map(|due| due.start);
    let same = before.is_some_and(|s| !s.waits_for_a_letter());
    Some(
        counted
            .filter(|_| same)
            .unwrap_or_else(|| entered_on(file, position)),
    )
}

/// The day on which the case came to the place.
fn entered_on(file: &CaseFile, position: &Position) -> Date {
    if position.entered <= 1 {
        return file.opened_on;
    }
    let taken = file.steps_taken.iter().find(|s| s.seq == position.entered);
    taken.map_or(position.since, |s| s.on)
}

/// Gives the place the limit that `rules.1` sets where it ran under `rules.0`. What was granted as an
/// extension, and the days on which it stood still, are kept.
pub(super) fn recount(
    crossing: &Crossing<'_>,
    file: &CaseFile,
    (old, new): (Option<&ClockRule>, Option<&ClockRule>),
    start: Option<Date>,
    place: &mut Position,
) {
    let (Some(rule), Some(start)) = (new, start) else {
        place.due = None;
        // Suspended time goes on being counted once there is a limit again; there is none now.
        place.course = Course::default();
        return;
    };
    let was = place.due.clone();
    let same =
        old.is_some_and(|o| (o.length, o.unit, o.starts) == (rule.length, rule.unit, rule.starts));
    let due = match was.clone().filter(|due| same && due.start == start) {
        Some(due) => due,
        None => counted(crossing, rule, start, was.as_ref()),
    };
    place.due = Some(due);
    if file.suspended.is_none() {
        follow_holder(crossing, rule, place);
    }
    ring(crossing, (old, rule), was.as_ref(), place);
}

fn counted(crossing: &Crossing<'_>, rule: &ClockRule, start: Date, was: Option<&Due>) -> Due {
    let calendar = crossing.calendar;
    let mut due = Due::count(rule, start, calendar);
    if let Some(days) = was.map(|w| w.paused).filter(|days| *days > 0) {
        due = due.pause(days, calendar);
    }
    if let Some(days) = was.map(|w| w.extended).filter(|days| *days > 0) {
        due = due.extend(days, calendar);
    }
    due
}

/// The clock stands still with holders whose time the new rule does not count, and goes on with others.
/// That of a whole case is nobody's, and follows the places.
fn follow_holder(crossing: &Crossing<'_>, rule: &ClockRule, place: &mut Position) {
    if place.holder == Holder::Nobody {
        return;
    }
    let stands = rule.pauses_with.contains(&place.holder);
    match (place.course.still_since, stands) {
        (None, true) => place.course.still_since = Some(crossing.on),
        (Some(since), false) => {
            place.course.still_since = None;
            let days = u32::try_from(days_between(since, crossing.on)).unwrap_or(0);
            place.due = place
                .due
                .as_ref()
                .map(|due| due.pause(days, crossing.calendar));
        }
        (None, false) | (Some(_), true) => {}
    }
}

/// What the clock is still to bring about. That a limit has passed is not said twice; where it has not
/// passed after all, it is not said any more.
fn ring(
    crossing: &Crossing<'_>,
    (old, rule): (Option<&ClockRule>, &ClockRule),
    was: Option<&Due>,
    place: &mut Position,
) {
    let Some(due) = place.due.as_ref() else {
        return;
    };
    if old == Some(rule) && was == Some(due) {
        return;
    }
    let over = due.date < crossing.on;
    let mut course = Course {
        ahead: rule.ahead(due, crossing.calendar),
        still_since: place.course.still_since,
        ..Course::default()
    };
    course.ahead.retain(|ahead| ahead.on > crossing.on);
    if over {
        course.expired_on = place.course.expired_on;
        course.told.clone_from(&place.course.told);
    }
    place.course = course;
}

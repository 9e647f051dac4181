//! Time limits under another version of the calendar. What ends later by it is counted anew; no time limit
//! becomes shorter than it was said to be, and what has run out stays so.

use super::super::event::{ClockRecounted, Happening};
use super::super::file::CaseFile;
use super::super::position::Position;
use super::super::refusal::{Refusal, Why};
use super::clocks::{at, shift};
use super::{Drafted, Setting};
use crate::domain::directive::Due;

/// Counts the open time limits of a case by the calendar in force, one event for each that ends later.
pub(super) fn recount(file: &CaseFile, setting: &Setting<'_>) -> Result<Vec<Drafted>, Refusal> {
    let mut positions = file.positions.clone();
    let mut drafted = Vec::new();
    for position in file.clocks() {
        let Some((before, due)) = later(setting, position) else {
            continue;
        };
        let is_whole = |_: &Position| position.is_whole_limit();
        let mut whole = file.whole.clone().filter(is_whole);
        let places = positions.iter_mut().chain(&mut whole);
        for place in at(places, position.person, &position.step) {
            let told = std::mem::take(&mut place.course.told);
            shift(setting, place, due.clone());
            place.course.told = told;
        }
        drafted.push(Drafted {
            happening: Happening::ClockRecounted(ClockRecounted {
                person: position.person,
                step: position.step.clone(),
                before,
                due: due.date,
                calendar: due.calendar,
            }),
            positions: positions.clone(),
            role: None,
            whole,
        });
    }
    if drafted.is_empty() {
        return Err(Refusal::plain(Why::AlreadyRecorded));
    }
    Ok(drafted)
}

/// When it was due, and how it is counted where that is later.
fn later(setting: &Setting<'_>, position: &Position) -> Option<(jiff::civil::Date, Due)> {
    let runs = position.is_open_limit();
    let due = position.due.as_ref().filter(|_| runs)?;
    let anew = due.recount(setting.calendar);
    (anew.date > due.date).then_some((due.date, anew))
}

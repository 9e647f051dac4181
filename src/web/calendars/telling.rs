//! What happened to a version of the calendar, as sentences.

use crate::domain::directive::almanac::{Turn, Version};
use crate::text::{Phrase, Words, k};
use crate::web::parts::{Entry, Timeline};
use crate::web::versions::Names;

fn sentence(who: String, turn: &Turn) -> Phrase {
    match turn {
        Turn::CalendarFounded(_) => k::calendar_told_founded(who),
        Turn::CalendarProposed(_) => k::calendar_told_proposed(who),
        Turn::CalendarApproved(_) => k::calendar_told_approved(who),
        Turn::CalendarReturned(_) => k::calendar_told_returned(who),
    }
}

fn reason(turn: &Turn) -> Option<String> {
    let said = match turn {
        Turn::CalendarProposed(it) => &it.reason,
        Turn::CalendarReturned(it) => &it.reason,
        Turn::CalendarFounded(_) | Turn::CalendarApproved(_) => return None,
    };
    said.known().map(str::to_owned)
}

/// The life of a version, the newest day first.
pub(super) fn life(w: Words, names: &Names, version: &Version) -> Timeline {
    let entries = version.turns.iter().rev().map(|told| {
        let said = w.say(sentence(names.name(w, told.by), &told.turn));
        let entry = Entry {
            reason: reason(&told.turn),
            ..Entry::of_turn(w, told, said)
        };
        (told.at.tehran_date(), entry)
    });
    Timeline::by_day(w, entries)
}

//! What happened to a version of the calendar, as sentences.

use crate::domain::directive::almanac::{Turn, Version};
use crate::text::{Phrase, Words, digits, jalali, k};
use crate::web::parts::{Day, Entry, Timeline};
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
    let mut days: Vec<Day> = Vec::new();
    for told in version.turns.iter().rev() {
        let title = jalali::with_weekday(w.locale(), told.at.tehran_date());
        let (hour, minute) = told.at.tehran_time();
        let entry = Entry {
            words: w,
            when: digits::localized(w.locale(), &format!("{hour:02}:{minute:02}")),
            sentence: w.say(sentence(names.name(w, told.by), &told.turn)),
            reason: reason(&told.turn),
            late: None,
            changes: Vec::new(),
            number: Some(w.number(told.seq)),
            milestone: true,
        };
        match days.last_mut() {
            Some(day) if day.title == title => day.entries.push(entry),
            _ => days.push(Day {
                title,
                entries: vec![entry],
            }),
        }
    }
    Timeline { words: w, days }
}

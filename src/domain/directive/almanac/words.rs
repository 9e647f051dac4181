//! Where a version of the calendar stands, what differs, and what is wrong, in words.

use std::collections::BTreeSet;

use super::lines::{Fault, Mistake};
use super::{Difference, Entry, Refused, RestDay, State, When};
use crate::domain::access::UnitPath;
use crate::text::{Key, Phrase, Words, jalali, k};

impl State {
    /// «در حال اجرا».
    #[must_use]
    pub const fn title(self) -> Key {
        match self {
            Self::Proposed => k::CALENDAR_STATE_PROPOSED,
            Self::InForce => k::CALENDAR_STATE_IN_FORCE,
            Self::Superseded => k::CALENDAR_STATE_SUPERSEDED,
            Self::Returned => k::CALENDAR_STATE_RETURNED,
        }
    }
}

impl When {
    /// «پنجشنبه ۵ تیر ۱۴۰۵», or «هر سال، ۲۲ بهمن».
    #[must_use]
    pub fn say(self, w: Words) -> String {
        if let Some(day) = self.date() {
            return jalali::with_weekday(w.locale(), day);
        }
        let month = jalali::month_key(self.month).unwrap_or(k::MONTH_1);
        w.say(k::calendar_every_year(w.number(self.day), w.t(month)))
    }
}

/// The days of a week of rest, in their order.
#[must_use]
pub fn rest_days(w: Words, days: &BTreeSet<RestDay>) -> String {
    if days.is_empty() {
        return w.t(k::CALENDAR_REST_AS_COUNTRY).to_owned();
    }
    let days: Vec<String> = days.iter().map(|d| w.t(d.title()).to_owned()).collect();
    w.list(&days)
}

impl Entry {
    /// What it is called, with the mark of a computed date.
    #[must_use]
    pub fn say(&self, w: Words) -> String {
        let title = match w.locale() {
            crate::text::Locale::Fa => &self.title.fa,
            crate::text::Locale::En => &self.title.en,
        };
        if self.computed {
            w.say(k::calendar_computed_title(title.as_str()))
        } else {
            title.clone()
        }
    }
}

/// A difference: what kind, when or where, and what it was and is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub kind: Key,
    pub day: String,
    pub unit: Option<UnitPath>,
    pub was: String,
    pub is: String,
}

impl Difference {
    /// As a row of a table.
    #[must_use]
    pub fn row(&self, w: Words) -> Row {
        let entry = |kind, entry: &Entry, was: String, is: String| Row {
            kind,
            day: entry.date.say(w),
            unit: Some(entry.unit.clone()),
            was,
            is,
        };
        let nothing = || w.t(k::CALENDAR_NO_ENTRY).to_owned();
        match self {
            Self::Added(it) => entry(k::CALENDAR_ADDED, it, nothing(), it.say(w)),
            Self::Removed(it) => entry(k::CALENDAR_REMOVED, it, it.say(w), nothing()),
            Self::Changed { before, after } => {
                entry(k::CALENDAR_CHANGED, after, before.say(w), after.say(w))
            }
            Self::Weekly {
                unit,
                before,
                after,
            } => Row {
                kind: k::CALENDAR_CHANGED,
                day: w.t(k::CALENDAR_WEEKLY).to_owned(),
                unit: Some(unit.clone()),
                was: rest_days(w, before),
                is: rest_days(w, after),
            },
            Self::Known { before, after } => Row {
                kind: k::CALENDAR_CHANGED,
                day: w.t(k::CALENDAR_KNOWN).to_owned(),
                unit: None,
                was: years(w, *before),
                is: years(w, *after),
            },
        }
    }
}

/// «۱۴۰۲ تا ۱۴۰۶».
#[must_use]
pub fn years(w: Words, (first, last): (i32, i32)) -> String {
    w.say(k::calendar_years(w.number(first), w.number(last)))
}

impl Refused {
    /// Why it was not done, and what to do about it.
    #[must_use]
    pub fn words(&self, w: Words) -> Phrase {
        match self {
            Self::NotKnown => k::CALENDAR_REFUSED_NOT_KNOWN.into(),
            Self::NoDifference => k::CALENDAR_REFUSED_NO_DIFFERENCE.into(),
            Self::Overtaken => k::CALENDAR_REFUSED_OVERTAKEN.into(),
            Self::WrongState { state } => k::calendar_refused_wrong_state(w.t(state.title())),
            Self::Changed => k::CALENDAR_REFUSED_CHANGED.into(),
            Self::SecondPerson => k::CALENDAR_REFUSED_SECOND_PERSON.into(),
            Self::ReasonMissing => k::VERSION_REFUSED_REASON_MISSING.into(),
            Self::TooMuchRest => k::CALENDAR_REFUSED_TOO_MUCH_REST.into(),
        }
    }
}

impl Mistake {
    /// «سطر ۴، date: …».
    #[must_use]
    pub fn say(&self, w: Words) -> String {
        let fault = w.say(self.fault.words());
        let line = w.number(self.line);
        match self.column {
            Some(column) => w.say(k::calendar_mistake_at(column.name(), fault, line)),
            None => w.say(k::calendar_mistake(fault, line)),
        }
    }
}

impl Fault {
    fn words(&self) -> Phrase {
        match self {
            Self::Columns => k::CALENDAR_FAULT_COLUMNS.into(),
            Self::Empty => k::CALENDAR_FAULT_EMPTY.into(),
            Self::TooMany => k::CALENDAR_FAULT_TOO_MANY.into(),
            Self::NotADay(typed) => k::calendar_fault_not_a_day(typed),
            Self::NoTitle => k::CALENDAR_FAULT_NO_TITLE.into(),
            Self::LongTitle => k::CALENDAR_FAULT_LONG_TITLE.into(),
            Self::NotYesOrNo(typed) => k::calendar_fault_not_yes_or_no(typed),
            Self::NoSuchUnit(typed) => k::calendar_fault_no_such_unit(typed),
            Self::Twice => k::CALENDAR_FAULT_TWICE.into(),
            Self::NothingThere => k::CALENDAR_FAULT_NOTHING_THERE.into(),
        }
    }
}

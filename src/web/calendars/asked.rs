//! What is asked of whoever changes the calendar.

use super::unit_name;
use crate::domain::access::UnitPath;
use crate::domain::directive::almanac::words::rest_days;
use crate::domain::directive::almanac::{Content, RestDay, Version};
use crate::services::calendars::provinces;
use crate::text::{Words, k};
use crate::web::form::{Choice, Field, Form, Section};
use crate::web::visit::{Problem, Visit};

/// Which of the two forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    Holidays,
    Rest,
}

/// The form, empty.
pub(super) fn form(visit: &Visit, asked: Asked, base: &Version) -> Result<Form, Problem> {
    let w = visit.words;
    let reason = Field::area("reason", w.t(k::CALENDAR_REASON));
    let (address, mut fields) = match asked {
        Asked::Holidays => ("/calendars", asked_lines(w)),
        Asked::Rest => ("/calendars/rest", asked_rest(visit, &base.content)?),
    };
    fields.push(reason);
    Ok(visit.new_form(address, w.t(k::CALENDAR_SEE), vec![Section::plain(fields)]))
}

fn asked_lines(w: Words) -> Vec<Field> {
    vec![
        Field::area("lines", w.t(k::CALENDAR_IMPORT_LINES))
            .hint(w.say(k::calendar_import_lines_hint(
                "1407-01-15",
                "ir/11",
                "11-22",
            )))
            .optional(),
        Field::file("file", w.t(k::CALENDAR_IMPORT_FILE), ".csv")
            .hint(w.t(k::CALENDAR_IMPORT_FILE_HINT))
            .optional(),
        Field::number("known", w.t(k::CALENDAR_IMPORT_KNOWN))
            .hint(w.t(k::CALENDAR_IMPORT_KNOWN_HINT))
            .optional(),
    ]
}

fn asked_rest(visit: &Visit, content: &Content) -> Result<Vec<Field>, Problem> {
    let w = visit.words;
    let mut units = vec![UnitPath::country()];
    units.extend(visit.register.store.read(provinces)?);
    let mut choices = Vec::new();
    for unit in units {
        let own = content.weekly.get(&unit).cloned().unwrap_or_default();
        let now = rest_days(w, &own);
        let label = w.say(k::calendar_rest_choice(now, unit_name(visit, &unit)?));
        choices.push(Choice::new(unit.as_str(), label));
    }
    let day = |day: RestDay| Choice::new(day.code(), w.t(day.title()));
    let days = RestDay::ALL.into_iter().map(day).collect();
    Ok(vec![
        Field::select("unit", w.t(k::UNIT), choices),
        Field::checks("days", w.t(k::CALENDAR_REST_DAYS), days)
            .inline()
            .optional(),
    ])
}

//! Changing the calendar: holidays from lines, the weekly rest of a province. What changes is shown
//! first; only then it is put forward.

use std::collections::BTreeSet;
use std::io::Read as _;

use askama::Template as _;

use super::asked::{self, Asked};
use super::{address, almanac, back, differences, problem};
use crate::domain::access::UnitPath;
use crate::domain::directive::almanac::lines::{self, Mistake};
use crate::domain::directive::almanac::{
    Content, Refused, RestDay, Version, differences as differing,
};
use crate::services::calendars::{NotDone, propose, provinces, touched};
use crate::text::{Key, Words, digits, k};
use crate::web::form::{FieldError, Reader};
use crate::web::page::Area;
use crate::web::parts::{Note, Table};
use crate::web::views::calendars::NewCalendarPage;
use crate::web::visit::{Problem, Reply, Visit};

/// Bytes of a file of holidays.
const LARGEST: u64 = 200 * 1024;
/// Mistakes that are told.
const TOLD: usize = 30;
/// Years that can be entered at once.
const AHEAD: i32 = 5;

/// What stands in the way of a form, or what it would change.
#[derive(Default)]
struct Answered {
    note: Option<Note>,
    errors: Vec<FieldError>,
    preview: Option<(Table, String)>,
}

impl Answered {
    fn error(field: &str, said: impl Into<String>) -> Self {
        Self {
            errors: vec![FieldError::new(field, said)],
            ..Self::default()
        }
    }
}

/// The form that takes in holidays.
pub fn import_form(visit: &mut Visit) -> Result<Reply, Problem> {
    html(visit, Asked::Holidays, Answered::default()).map(Reply::Page)
}

/// The form that sets the weekly rest of a province.
pub fn rest_form(visit: &mut Visit) -> Result<Reply, Problem> {
    html(visit, Asked::Rest, Answered::default()).map(Reply::Page)
}

/// Shows what the lines change, or puts it forward.
pub fn import(visit: &mut Visit) -> Result<Reply, Problem> {
    if let Err(key) = brought(visit)? {
        let wrong = Answered::error("file", visit.words.t(key));
        return html(visit, Asked::Holidays, wrong).map(Reply::Refilled);
    }
    match holidays(visit)? {
        Ok(content) => put(visit, Asked::Holidays, content),
        Err(wrong) => html(visit, Asked::Holidays, wrong).map(Reply::Refilled),
    }
}

/// Shows what another weekly rest changes, or puts it forward.
pub fn rest(visit: &mut Visit) -> Result<Reply, Problem> {
    match weekly(visit)? {
        Ok(content) => put(visit, Asked::Rest, content),
        Err(errors) => {
            let wrong = Answered {
                errors,
                ..Answered::default()
            };
            html(visit, Asked::Rest, wrong).map(Reply::Refilled)
        }
    }
}

fn in_force(visit: &Visit) -> Result<Version, Problem> {
    let almanac = almanac(visit)?;
    almanac.in_force().cloned().ok_or(Problem::NotFound)
}

/// The text of a file takes the place of what was typed.
fn brought(visit: &mut Visit) -> Result<Result<(), Key>, Problem> {
    let mut uploads = visit.uploads.iter_mut();
    let Some(upload) = uploads.find(|u| u.field == "file" && u.size > 0) else {
        return Ok(Ok(()));
    };
    if upload.size > LARGEST {
        return Ok(Err(k::CALENDAR_FILE_TOO_LARGE));
    }
    let mut bytes = Vec::new();
    let mut file = upload.file.reopen().map_err(Problem::internal)?;
    file.read_to_end(&mut bytes).map_err(Problem::internal)?;
    match String::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => visit.form.set("lines", text),
        _ => return Ok(Err(k::CALENDAR_FILE_NOT_TEXT)),
    }
    Ok(Ok(()))
}

/// The calendar with the lines carried out on it.
fn holidays(visit: &Visit) -> Result<Result<Content, Answered>, Problem> {
    let w = visit.words;
    let base = in_force(visit)?.content;
    let mut content = Content::clone(&base);
    let lines = visit.form.exact("lines");
    let known = visit.form.text("known");
    if lines.trim().is_empty() && known.is_none() {
        return Ok(Err(Answered::error("lines", w.t(k::ERROR_REQUIRED))));
    }
    if !lines.trim().is_empty() {
        let provinces = visit.register.store.read(provinces)?;
        content = match lines::read(lines, &provinces, &content) {
            Ok(content) => content,
            Err(mistakes) => return Ok(Err(mistaken(w, &mistakes))),
        };
    }
    if let Some(typed) = known {
        let (from, to) = (base.known.1, base.known.1 + AHEAD);
        let year: Option<i32> = digits::to_latin(typed).parse().ok();
        let Some(year) = year.filter(|year| (from..=to).contains(year)) else {
            let said = w.say(k::calendar_error_year(w.number(from), w.number(to)));
            return Ok(Err(Answered::error("known", said)));
        };
        content.known.1 = year;
    }
    Ok(Ok(content))
}

fn mistaken(w: Words, mistakes: &[Mistake]) -> Answered {
    let all = mistakes.iter().take(TOLD).map(|it| it.say(w));
    let said = w.say(k::calendar_mistakes(mistakes.len()));
    let first = mistakes.first().map_or_else(String::new, |it| it.say(w));
    Answered {
        note: Some(Note::bad(said).lines(all.collect())),
        errors: vec![FieldError::new("lines", first)],
        preview: None,
    }
}

/// The calendar with another weekly rest in one unit.
fn weekly(visit: &Visit) -> Result<Result<Content, Vec<FieldError>>, Problem> {
    let mut content = Content::clone(&in_force(visit)?.content);
    let provinces = visit.register.store.read(provinces)?;
    let country = UnitPath::country();
    let mut reader = Reader::new(&visit.form, visit.words);
    let known = |code: &str| {
        let unit = UnitPath::parse(code)?;
        (unit == country || provinces.contains(&unit)).then_some(unit)
    };
    let unit = reader.code("unit", known);
    let days: BTreeSet<RestDay> = reader
        .checks("days", RestDay::from_code)
        .into_iter()
        .collect();
    if days.is_empty() && unit.as_ref() == Some(&country) {
        reader.wrong("days", k::ERROR_CHOOSE);
    }
    Ok(reader.finish(unit).map(|unit| {
        if let Some(unit) = unit {
            content.rest_on(unit, days);
        }
        content
    }))
}

/// Shows what changes; where it was seen and is wanted, puts it forward.
fn put(visit: &Visit, asked: Asked, content: Content) -> Result<Reply, Problem> {
    let mut reader = Reader::new(&visit.form, visit.words);
    let reason = reader.required("reason");
    let base = reader.text("base").unwrap_or_default().to_owned();
    if let Err(errors) = reader.finish(()) {
        let wrong = Answered {
            errors,
            ..Answered::default()
        };
        return html(visit, asked, wrong).map(Reply::Refilled);
    }
    if visit.form.text("do") != Some("propose") {
        return preview(visit, asked, &content);
    }
    let digest = content.digest();
    match propose(&visit.register, visit.actor()?, (&base, content), &reason) {
        Ok(anew) => {
            let almanac = almanac(visit)?;
            let version = almanac.version(&digest).ok_or(Problem::NotFound)?;
            let code = match anew {
                true => "calendar-proposed",
                false => "calendar-same",
            };
            Ok(Reply::done(&address(version), code))
        }
        Err(NotDone::Refused(why)) => refused(visit, asked, &why),
        Err(other) => Err(problem(other)),
    }
}

fn refused(visit: &Visit, asked: Asked, why: &Refused) -> Result<Reply, Problem> {
    let said = visit.words.say(why.words(visit.words));
    let wrong = Answered {
        note: Some(Note::bad(said)),
        ..Answered::default()
    };
    html(visit, asked, wrong).map(Reply::Refilled)
}

fn preview(visit: &Visit, asked: Asked, content: &Content) -> Result<Reply, Problem> {
    let w = visit.words;
    let base = in_force(visit)?;
    let all = differing(&base.content, content);
    if all.is_empty() {
        return refused(visit, asked, &Refused::NoDifference);
    }
    let register = &visit.register;
    let found = register
        .store
        .read(|c| touched(c, register, &base.content, content))?;
    let table = differences(visit, w.t(k::CALENDAR_PREVIEW), &all)?;
    let said = w.say(k::calendar_touches_preview(found.earlier, found.later));
    let answered = Answered {
        preview: Some((table, said)),
        ..Answered::default()
    };
    html(visit, asked, answered).map(Reply::Page)
}

fn html(visit: &Visit, asked: Asked, answered: Answered) -> Result<String, Problem> {
    let w = visit.words;
    let base = in_force(visit)?;
    let (title, lead) = match asked {
        Asked::Holidays => (k::CALENDARS_IMPORT, k::CALENDAR_IMPORT_LEAD),
        Asked::Rest => (k::CALENDARS_REST, k::CALENDAR_REST_LEAD),
    };
    let mut form = asked::form(visit, asked, &base)?.carry("base", base.digest);
    if !visit.form.is_empty() {
        form = form.with(&visit.form, answered.errors);
    }
    if answered.preview.is_some() {
        form = form.button("do", "propose", w.t(k::CALENDAR_PROPOSE));
    }
    let view = NewCalendarPage {
        page: visit.page(w.t(title), Area::Directive),
        back: back(w),
        lead: w.t(lead).to_owned(),
        note: answered.note,
        form,
        preview: answered.preview,
    };
    view.render().map_err(Problem::internal)
}

//! Samples of decided cases: drawn within strata by a number that is recorded, reviewed one by one.

mod one;

use askama::Template as _;

use crate::domain::access::UnitPath;
use crate::domain::access::policy::{self, Action};
use crate::domain::sampling::{MOST, Refused, Sample};
use crate::services::reading;
use crate::services::sampling::{self, NotDone, Wish};
use crate::store::units;
use crate::text::{Key, jalali, k};
use crate::web::form::{Choice, Field, FieldError, Reader, Section};
use crate::web::page::Area;
use crate::web::parts::{Cell, Link, Note, Row, Table};
use crate::web::show as said;
use crate::web::views::oversight::SamplesPage;
use crate::web::visit::{Problem, Reply, Visit};

pub use one::{review, show};

/// So many of each stratum, where nothing else is asked for.
const EACH: u32 = 5;

fn problem(wrong: NotDone) -> Problem {
    match wrong {
        NotDone::Store(error) => error.into(),
        // A refusal is told on the page that asked.
        NotDone::Refused(_) | NotDone::NotFound => Problem::NotFound,
    }
}

const fn why(refused: Refused) -> Key {
    match refused {
        Refused::NothingToDraw => k::SAMPLE_NOTHING_TO_DRAW,
        Refused::DaysNotOver => k::SAMPLE_DAYS_NOT_OVER,
        Refused::NotOfSample => k::SAMPLE_NOT_OF_SAMPLE,
        Refused::AlreadyReviewed => k::SAMPLE_ALREADY_REVIEWED,
        Refused::NoteMissing => k::SAMPLE_NOTE_MISSING,
    }
}

/// The samples of the area, and the form that draws one.
pub fn list(visit: &mut Visit) -> Result<Reply, Problem> {
    list_html(visit, None, Vec::new()).map(Reply::Page)
}

fn list_html(
    visit: &Visit,
    note: Option<Note>,
    errors: Vec<FieldError>,
) -> Result<String, Problem> {
    let w = visit.words;
    let all = sampling::all(&visit.register, visit.actor()?)?;
    reading::log_read(&visit.register, visit.reader()?, "", all.len(), Vec::new())?;
    let columns = [
        k::SAMPLES_TITLE,
        k::UNIT,
        k::SAMPLE_DAYS,
        k::SAMPLE_SEED,
        k::SAMPLE_REVIEWED,
    ];
    let columns = said::columns(w, columns);
    let rows = all.iter().map(|sample| {
        let it = &sample.drawn;
        let unit = visit.register.unit_name(w.locale(), &it.unit)?;
        let name = w.say(k::sample_named(w.number(sample.id)));
        Ok::<_, Problem>(Row::new(
            Link::new(format!("/audit/samples/{}", sample.id), name),
            vec![
                unit.into(),
                days(visit, sample).into(),
                Cell::Code(w.number(it.seed)),
                reviewed(visit, sample).into(),
            ],
        ))
    });
    let rows = rows.collect::<Result<Vec<_>, _>>()?;
    let table = Table::new(w.t(k::SAMPLES_TITLE), &columns).rows(rows);
    let form = visit.new_form("/audit/samples", w.t(k::SAMPLE_DRAW), vec![asked(visit)?]);
    let view = SamplesPage {
        page: visit.page(w.t(k::SAMPLES_TITLE), Area::Audit),
        back: Link::new("/audit", w.t(k::NAV_AUDIT)),
        samples: (!all.is_empty()).then_some(table),
        note,
        draw: match visit.form.is_empty() {
            true => form,
            false => form.with(&visit.form, errors),
        },
    };
    view.render().map_err(Problem::internal)
}

fn asked(visit: &Visit) -> Result<Section, Problem> {
    let w = visit.words;
    let area = policy::scope(visit.actor()?, Action::Sample);
    let all = visit.register.store.read(units::units)?;
    let open = all.iter().filter(|unit| area.covers(&unit.path));
    let open = open.map(|unit| Choice::new(unit.path.as_str(), unit.name(w.locale())));
    Ok(Section::plain(vec![
        Field::select("unit", w.t(k::UNIT), open.collect()),
        Field::date("from", w.t(k::SAMPLE_FROM)),
        Field::date("until", w.t(k::SAMPLE_UNTIL)),
        Field::number("each", w.t(k::SAMPLE_EACH))
            .hint(w.say(k::sample_each_hint(w.number(EACH), w.number(MOST))))
            .optional(),
        Field::number("seed", w.t(k::SAMPLE_SEED))
            .hint(w.t(k::SAMPLE_SEED_HINT))
            .optional(),
    ]))
}

fn days(visit: &Visit, sample: &Sample) -> String {
    let w = visit.words;
    let day = |day| jalali::long(w.locale(), day);
    w.say(k::sample_between(
        day(sample.drawn.from),
        day(sample.drawn.until),
    ))
}

fn reviewed(visit: &Visit, sample: &Sample) -> String {
    let w = visit.words;
    let of = w.number(sample.cases().count());
    w.say(k::sample_reviewed_of(of, w.number(sample.reviews.len())))
}

/// Draws a sample.
pub fn draw(visit: &mut Visit) -> Result<Reply, Problem> {
    let w = visit.words;
    let mut reader = Reader::new(&visit.form, w);
    let unit = reader.code("unit", UnitPath::parse);
    let (from, until) = (reader.date("from"), reader.date("until"));
    let each = match reader.text("each") {
        Some(_) => reader.number("each", 1, MOST),
        None => EACH,
    };
    let typed = reader.text("seed");
    let seed = typed.map(|_| u64::from(reader.number("seed", 0, u32::MAX)));
    let wish = match reader.finish((unit, from, until)) {
        Ok((Some(unit), Some(from), Some(until))) => Wish {
            unit,
            from,
            until,
            each,
            seed,
        },
        Ok(_) => return Err(Problem::NotFound),
        Err(errors) => return list_html(visit, None, errors).map(Reply::Refilled),
    };
    match sampling::draw(&visit.register, visit.actor()?, &wish) {
        Ok(id) => Ok(Reply::done(&format!("/audit/samples/{id}"), "recorded")),
        Err(NotDone::Refused(refused @ Refused::DaysNotOver)) => {
            let error = FieldError::new("until", w.t(why(refused)));
            list_html(visit, None, vec![error]).map(Reply::Refilled)
        }
        Err(NotDone::Refused(refused)) => {
            let note = Note::bad(w.t(why(refused)));
            list_html(visit, Some(note), Vec::new()).map(Reply::Refilled)
        }
        Err(other) => Err(problem(other)),
    }
}

//! Closed annexes of sittings: asked for with a purpose, shown once it is recorded.

use askama::Template as _;

use super::form::{Choice, Field, FieldError, Form, Reader, Section};
use super::page::Area;
use super::parts::{Link, Note, Summary, SummaryLine};
use super::views::oversight::AnnexPage;
use super::visit::{Problem, Reply, Visit};
use super::{cases, frame, show as said};
use crate::domain::access::policy::Action;
use crate::services::annexes;
use crate::services::casework::{self, Opened};
use crate::text::{digits, jalali, k};

/// The annexes of a case, and the form that asks for the purpose.
pub fn show(visit: &mut Visit) -> Result<Reply, Problem> {
    let opened = cases::read(visit, Action::ReadAnnex, "annexes")?;
    html(visit, &opened, Vec::new(), None).map(Reply::Page)
}

/// Shows one annex; recorded first, with its purpose.
pub fn read(visit: &mut Visit) -> Result<Reply, Problem> {
    let actor = visit.actor()?.clone();
    let register = &visit.register;
    let opened = casework::load(register, &actor, Action::ReadAnnex, visit.param("case"))?;
    let mut reader = Reader::new(&visit.form, visit.words);
    let purpose = reader.purpose();
    let sitting = reader.code("sitting", |text| text.parse::<usize>().ok());
    let sitting = match reader.finish(sitting) {
        Ok(sitting) => sitting.ok_or(Problem::NotFound)?,
        Err(errors) => return html(visit, &opened, errors, None).map(Reply::Refilled),
    };
    let annex = annexes::read(register, visit.reader()?, &opened, sitting, &purpose)?;
    let text = said::personal(visit.words, annex);
    let shown = Summary {
        lines: vec![SummaryLine::new(title(visit, &opened, sitting), text)],
    };
    html(visit, &opened, Vec::new(), Some(shown)).map(Reply::Page)
}

fn title(visit: &Visit, opened: &Opened, no: usize) -> String {
    let w = visit.words;
    let sitting = opened.file.sittings.get(no.saturating_sub(1));
    sitting.map_or_else(String::new, |sitting| {
        let number = digits::localized(w.locale(), sitting.what.number.or_empty());
        let body = said::code(w, "body", &sitting.what.body);
        let day = jalali::long(w.locale(), sitting.on);
        [body, number, day].join(w.t(k::LIST_COMMA))
    })
}

fn html(
    visit: &Visit,
    opened: &Opened,
    errors: Vec<FieldError>,
    shown: Option<Summary>,
) -> Result<String, Problem> {
    let w = visit.words;
    let file = &opened.file;
    let all: Vec<Choice> = annexes::of(file)
        .map(|(no, _)| Choice::new(no.to_string(), title(visit, opened, no)))
        .collect();
    let nothing = all.is_empty();
    let form = (!nothing && shown.is_none()).then(|| {
        let fields = vec![
            Field::radio("sitting", w.t(k::ANNEX_WHICH), all),
            Field::area("purpose", w.t(k::READS_PURPOSE)).hint(w.t(k::ANNEX_PURPOSE_HINT)),
        ];
        let action = format!("/cases/{}/annexes", file.reference);
        let form = Form::new(w, action, w.t(k::ANNEX_OPEN), vec![Section::plain(fields)])
            .carry("csrf", visit.csrf());
        match errors.is_empty() {
            true => form,
            false => form.with(&visit.form, errors),
        }
    });
    let about = w.say(k::household_of(cases::household(file)));
    let view = AnnexPage {
        page: visit.page(w.t(k::ANNEX_TITLE), Area::Inbox),
        head: frame::further(visit, opened, w.t(k::ANNEX_TITLE).to_owned(), about),
        note: match (nothing, &shown) {
            (true, _) => Some(Note::plain(w.t(k::ANNEX_NONE))),
            (false, Some(_)) => Some(Note::warn(w.t(k::ANNEX_WARNING))),
            (false, None) => None,
        },
        shown,
        form,
        back: Link::new(
            format!("/cases/{}/proceedings", file.reference),
            w.t(k::PROCEEDINGS),
        ),
    };
    view.render().map_err(Problem::internal)
}

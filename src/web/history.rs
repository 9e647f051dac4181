//! The history: legal milestones on one tab, every event on another; and the export.

use askama::Template;

use super::cases::{self, Head};
use super::form::{Field, FieldError, Form, Reader, Section, Values};
use super::page::{Area, Page};
use super::sentences;
use super::visit::{Problem, Reply, Visit};
use crate::domain::access::policy::Action;
use crate::services::casework;
use crate::services::reading;
use crate::text::k;

#[derive(Template)]
#[template(path = "history.html")]
struct HistoryPage {
    page: Page,
    head: Head,
    all: bool,
    lines: Vec<sentences::Line>,
    milestones: String,
    events: String,
    hash: String,
    may_export: bool,
}

/// The history of a case.
pub fn show(visit: &mut Visit) -> Result<Reply, Problem> {
    let actor = visit.actor()?.clone();
    let opened = casework::load(
        &visit.register,
        &actor,
        Action::ReadHistory,
        visit.param("case"),
    )?;
    let file = &opened.file;
    reading::case_read(
        &visit.register,
        visit.reader()?,
        &file.reference,
        file.seq,
        "history",
    )?;
    let (w, today) = (visit.words, visit.register.today());
    let events = casework::history(&visit.register, opened.id)?;
    let all = visit.query.text("tab") == Some("all");
    let lines: Vec<_> = events
        .iter()
        .map(|e| sentences::line(w, &opened, e, today))
        .collect();
    let milestones = lines.iter().filter(|l| l.milestone).count();
    let may_export = matches!(
        crate::domain::access::policy::decide(Some(&actor), Action::ExportCase, Some(&file.unit)),
        crate::domain::access::policy::Verdict::Allow(_)
    );
    let view = HistoryPage {
        page: visit.page(w.say(k::history_of(cases::household(file))), Area::Inbox),
        head: cases::head(visit, &opened),
        all,
        milestones: w.number(milestones),
        events: w.number(lines.len()),
        lines: lines
            .into_iter()
            .filter(|l| all || l.milestone)
            .rev()
            .collect(),
        hash: file.hash.clone(),
        may_export,
    };
    view.render().map(Reply::Page).map_err(Problem::internal)
}

#[derive(Template)]
#[template(path = "act.html")]
struct ExportPage {
    page: Page,
    head: Head,
    hint: Option<String>,
    form: String,
    warning: Option<String>,
}

fn export_html(
    visit: &Visit,
    opened: &casework::Opened,
    values: &Values,
    errors: Vec<FieldError>,
) -> Result<String, Problem> {
    let w = visit.words;
    let fields =
        vec![Field::area("purpose", w.t(k::EXPORT_PURPOSE)).hint(w.t(k::EXPORT_PURPOSE_HINT))];
    let csrf = visit.session.as_ref().map_or("", |s| s.csrf.as_str());
    let action = format!("/cases/{}/export", opened.file.reference);
    let form = Form::new(
        visit.words,
        action,
        w.t(k::EXPORT_GET),
        vec![Section::plain(fields)],
    )
    .with(values, errors)
    .carry("csrf", csrf);
    let view = ExportPage {
        page: visit.page(w.t(k::EXPORT_TITLE), Area::Inbox),
        head: cases::head(visit, opened),
        hint: Some(w.t(k::EXPORT_HINT).to_owned()),
        form: form.to_string(),
        warning: None,
    };
    view.render().map_err(Problem::internal)
}

/// Asks for the purpose of an export.
pub fn export_page(visit: &mut Visit) -> Result<Reply, Problem> {
    let actor = visit.actor()?.clone();
    let opened = casework::load(
        &visit.register,
        &actor,
        Action::ExportCase,
        visit.param("case"),
    )?;
    export_html(visit, &opened, &Values::default(), Vec::new()).map(Reply::Page)
}

/// Hands out the whole case as one ZIP; recorded first, with its purpose.
pub fn export(visit: &mut Visit) -> Result<Reply, Problem> {
    let actor = visit.actor()?.clone();
    let opened = casework::load(
        &visit.register,
        &actor,
        Action::ExportCase,
        visit.param("case"),
    )?;
    let values = visit.form.clone();
    let mut reader = Reader::new(&values, visit.words);
    let purpose = reader.required("purpose");
    if purpose.chars().count() < 10 && reader.errors.is_empty() {
        reader.wrong("purpose", k::ERROR_PURPOSE);
    }
    if let Err(errors) = reader.finish(()) {
        return export_html(visit, &opened, &values, errors).map(Reply::Refilled);
    }
    let bundle = sentences::export(&visit.register, visit.reader()?, &opened, &purpose)?;
    let name = format!("{}.zip", opened.file.reference);
    Ok(Reply::File {
        bytes: bundle,
        media: "application/zip".to_owned(),
        name,
        inline: false,
    })
}

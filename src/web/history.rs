//! The history: legal milestones on one tab, every event on another; and the export.

use askama::Template;

use super::cases;
use super::exports::terms::{self, Terms};
use super::form::{Choice, Field, FieldError, Form, Reader, Section, Values};
use super::frame;
use super::page::Area;
use super::sentences;
use super::visit::{Problem, Reply, Visit};
use crate::domain::access::policy::{self, Action};
use crate::domain::case::people::Person;
use crate::domain::case::withholding::Withholding;
use crate::domain::case::{CaseFile, PersonNo};
use crate::services::casework;
use crate::services::export::{Asked, file_name};
use crate::services::reading;
use crate::text::{Words, k};
use crate::web::parts::{Link, Tab, Tabs, Timeline};
use crate::web::views::history::{HistoryPage, Proof};
use crate::web::views::work::ActPage;

/// The history of a case.
pub fn show(visit: &mut Visit) -> Result<Reply, Problem> {
    let actor = visit.actor()?.clone();
    let opened = cases::read(visit, Action::ReadHistory, "history")?;
    let file = &opened.file;
    let w = visit.words;
    let events = casework::history(&visit.register, opened.id)?;
    let all = visit.query.text("tab") == Some("all");
    let lines = sentences::lines(w, &opened, &events);
    let milestones = lines.iter().filter(|l| l.milestone).count();
    let may_export = matches!(
        policy::decide(Some(&actor), Action::ExportCase, Some(&file.unit)),
        policy::Verdict::Allow(_)
    );
    let address = format!("/cases/{}", file.reference);
    let tab = |title, query: &str, count: usize, current| Tab {
        link: Link::new(format!("{address}/history{query}"), w.t(title)),
        count: Some(w.number(count)),
        current,
    };
    let title = w.say(k::history_of(cases::household(file)));
    let about = w.say(k::people_count(file.application.people.len()));
    let mut links = vec![
        Link::new(format!("{address}/explain"), w.t(k::EXPLAIN_TITLE)),
        Link::new(format!("{address}/compare"), w.t(k::COMPARE_TITLE)),
    ];
    links.extend(may_export.then(|| Link::new("/exports", w.t(k::EXPORTS_TITLE))));
    let view = HistoryPage {
        page: visit.page(title.as_str(), Area::Inbox),
        head: frame::further(visit, &opened, title, about),
        proof: Proof {
            reach: w.t(k::CHAIN_HEAD).to_owned(),
            digest: file.hash.clone(),
            export: may_export
                .then(|| Link::new(format!("{address}/export"), w.t(k::EXPORT_TITLE))),
        },
        tabs: Tabs {
            label: w.t(k::HISTORY).to_owned(),
            tabs: vec![
                tab(k::TAB_MILESTONES, "", milestones, !all),
                tab(k::TAB_ALL, "?tab=all", lines.len(), all),
            ],
        },
        links,
        timeline: Timeline::by_day(
            w,
            lines
                .into_iter()
                .filter(|l| all || l.milestone)
                .rev()
                .map(|line| (line.on, line.entry(w, false))),
        ),
    };
    view.render().map(Reply::Page).map_err(Problem::internal)
}

fn export_html(
    visit: &Visit,
    opened: &casework::Opened,
    values: &Values,
    errors: Vec<FieldError>,
) -> Result<String, Problem> {
    reading::case_read(&visit.register, visit.reader()?, opened, "export")?;
    let w = visit.words;
    let fields = asked(w, &opened.file);
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
    let title = w.t(k::EXPORT_TITLE);
    let about = w.say(k::household_of(cases::household(&opened.file)));
    let view = ActPage {
        page: visit.page(title, Area::Inbox),
        head: frame::further(visit, opened, title.to_owned(), about),
        lead: Some(w.t(k::EXPORT_HINT).to_owned()),
        note: None,
        says: None,
        form,
        beside: frame::beside(visit, opened, None)?,
    };
    view.render().map_err(Problem::internal)
}

/// The purpose, what is to be withheld, and for whom alone it is.
fn asked(w: Words, file: &CaseFile) -> Vec<Field> {
    let person = |p: &Person| Choice::new(p.no.to_string(), p.full_name());
    let people = file.application.people.iter().map(person).collect();
    terms::fields(
        w,
        Some(Field::checks("people", w.t(k::EXPORT_PEOPLE), people)),
    )
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
    let kept = super::stash::kept(visit).unwrap_or_default();
    export_html(visit, &opened, &kept, Vec::new()).map(Reply::Page)
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
    let Terms { purpose, sorts, to } = Terms::read(&mut reader);
    let people = &opened.file.application.people;
    let known = |no: &PersonNo| people.iter().any(|p| p.no == *no);
    let people = reader.checks("people", |no| no.parse().ok().filter(known));
    let withholding = Withholding {
        annexes: false,
        sorts: sorts.into_iter().collect(),
        people: people.into_iter().collect(),
    };
    if let Err(errors) = reader.finish(()) {
        return export_html(visit, &opened, &values, errors).map(Reply::Refilled);
    }
    let asked = Asked {
        purpose: &purpose,
        withholding,
        to,
    };
    let bundle = sentences::export(&visit.register, visit.reader()?, &opened, &asked)?;
    let name = file_name(&opened.file.reference, asked.to.as_ref());
    let media = match asked.to {
        Some(_) => "application/octet-stream",
        None => "application/zip",
    };
    Ok(Reply::File {
        bytes: bundle,
        media: media.to_owned(),
        name,
        inline: false,
    })
}

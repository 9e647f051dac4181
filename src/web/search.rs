//! Looking for a case by number, tracking code, name.

use askama::Template;

use super::page::Area;
use super::show;
use super::visit::{Problem, Reply, Visit};
use crate::domain::access::policy::{self, Action};
use crate::domain::directive::StepId;
use crate::services::{finding, reading};
use crate::store::projections::CaseLine;
use crate::text::{digits, k};
use crate::web::parts::{Cell, Layout, Link, Note, Row, Table};
use crate::web::views::search::SearchPage;

/// The search page.
pub fn show(visit: &mut Visit) -> Result<Reply, Problem> {
    let actor = visit.actor()?.clone();
    let w = visit.words;
    let query = visit.query.text("q").unwrap_or_default().to_owned();
    let mut view = SearchPage {
        page: visit.page(w.t(k::NAV_SEARCH), Area::Search),
        query,
        count: None,
        found: None,
        note: None,
    };
    if !view.query.is_empty() {
        let scope = policy::scope(&actor, Action::SearchCases);
        let found = finding::cases(&visit.register, &scope, &view.query)?;
        reading::searched(
            &visit.register,
            visit.reader()?,
            &view.query,
            found.lines.len(),
        )?;
        view.note =
            (found.elsewhere > 0).then(|| Note::plain(w.say(k::search_elsewhere(found.elsewhere))));
        if found.lines.is_empty() {
            view.note = view
                .note
                .or_else(|| Some(Note::plain(w.t(k::SEARCH_NOTHING))));
        } else {
            view.count = Some(w.say(k::people_count(found.lines.len())));
            view.found = Some(table(visit, &found.lines)?);
        }
    }
    view.render().map(Reply::Page).map_err(Problem::internal)
}

fn table(visit: &Visit, lines: &[(CaseLine, String, String)]) -> Result<Table, Problem> {
    let w = visit.words;
    let columns = show::columns(
        w,
        [
            k::NAME,
            k::FATHER_NAME,
            k::COLUMN_NUMBER,
            k::COLUMN_STEP,
            k::UNIT,
        ],
    );
    let directives = &visit.register.directives;
    let all = visit.register.store.read(|c| directives.all(c))?;
    let row = |(line, name, father): &(CaseLine, String, String)| {
        let step = StepId(line.line.step.clone());
        let title = all.iter().rev().find_map(|d| d.step(&step));
        Ok::<_, Problem>(Row::new(
            Link::new(format!("/cases/{}", line.reference), name),
            vec![
                father.as_str().into(),
                Cell::Code(digits::localized(w.locale(), &line.reference)),
                title
                    .map_or_else(|| step.0.clone(), |s| show::title(w, &s.title))
                    .into(),
                visit.register.unit_name(w.locale(), &line.unit)?.into(),
            ],
        ))
    };
    let rows = lines.iter().map(row).collect::<Result<_, _>>()?;
    Ok(Table::new(w.t(k::NAV_SEARCH), &columns)
        .layout(Layout::Tight)
        .rows(rows))
}

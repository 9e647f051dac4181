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
            let note = view
                .note
                .unwrap_or_else(|| Note::plain(w.t(k::SEARCH_NOTHING)));
            view.note = Some(match emergency(visit, &view.query) {
                Some(link) => note.links(vec![link]),
                None => note,
            });
        } else {
            view.count = Some(w.say(k::people_count(found.lines.len())));
            view.found = Some(table(visit, &found.lines)?);
        }
    }
    view.render().map(Reply::Page).map_err(Problem::internal)
}

/// The way to an emergency access, where a whole number or tracking code was looked for: whether there is
/// such a case elsewhere is not told.
fn emergency(visit: &Visit, query: &str) -> Option<Link> {
    let typed = digits::to_latin(query);
    let numbered = typed.chars().filter(char::is_ascii_digit).count() >= 4
        && !typed.contains(char::is_whitespace);
    (numbered && super::glass::may_ask(visit)).then(|| {
        let number: String = url::form_urlencoded::byte_serialize(typed.as_bytes()).collect();
        let address = format!("/break-glass/new?number={number}");
        Link::new(address, visit.words.t(k::GLASS_ASK))
    })
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

//! Looking for a case by number, tracking code, name.

use askama::Template;

use super::page::{Area, Page};
use super::show;
use super::visit::{Problem, Reply, Visit};
use crate::domain::access::policy::Action;
use crate::services::{finding, reading};
use crate::text::{digits, k};

struct Hit {
    reference: String,
    number: String,
    name: String,
    father: String,
    step: String,
    office: String,
}

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    page: Page,
    asked: String,
    hits: Vec<Hit>,
    elsewhere: Option<String>,
}

/// The search page.
pub fn show(visit: &mut Visit) -> Result<Reply, Problem> {
    let actor = visit.actor()?.clone();
    let w = visit.words;
    let asked = visit.query.text("q").unwrap_or_default().to_owned();
    let mut hits = Vec::new();
    let mut elsewhere = None;
    if !asked.is_empty() {
        let scope = crate::domain::access::policy::scope(&actor, Action::SearchCases);
        let found = finding::cases(&visit.register, &scope, &asked)?;
        reading::searched(&visit.register, visit.reader()?, &asked, found.lines.len())?;
        elsewhere = (found.elsewhere > 0).then(|| w.say(k::search_elsewhere(found.elsewhere)));
        for (line, name, father) in found.lines {
            let step = crate::domain::directive::StepId(line.line.step.clone());
            let title = visit
                .register
                .directives
                .all()
                .iter()
                .rev()
                .find_map(|d| d.step(&step));
            hits.push(Hit {
                number: digits::localized(w.locale(), &line.reference),
                reference: line.reference,
                name,
                father,
                step: title.map_or_else(|| line.line.step.clone(), |s| show::title(w, &s.title)),
                office: visit.register.unit_name(w.locale(), &line.unit),
            });
        }
    }
    let view = SearchPage {
        page: visit.page(w.t(k::NAV_SEARCH), Area::Search),
        asked,
        hits,
        elsewhere,
    };
    view.render().map(Reply::Page).map_err(Problem::internal)
}

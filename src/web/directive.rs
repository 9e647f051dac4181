//! The directive as any officer may read it: steps, articles, actors, time limits, papers.

use askama::Template;

use super::page::{Area, Page, role_title};
use super::show;
use super::visit::{Problem, Reply, Visit};
use crate::domain::directive::{ClockUnit, Step};
use crate::text::{Words, jalali, k};

struct StepView {
    id: String,
    title: String,
    help: String,
    article: String,
    actors: String,
    holder: String,
    clock: Option<String>,
    assumed: bool,
    papers: Vec<String>,
    outcomes: Vec<(String, String, String, bool)>,
    here: bool,
}

#[derive(Template)]
#[template(path = "directive.html")]
struct DirectivePage {
    page: Page,
    title: String,
    version: String,
    since: String,
    digest: String,
    steps: Vec<StepView>,
    documents: Vec<(String, bool)>,
}

/// The directive in force today.
pub fn show(visit: &mut Visit) -> Result<Reply, Problem> {
    let w = visit.words;
    let directive = visit
        .register
        .directives
        .in_force(visit.register.today())
        .ok_or(Problem::NotFound)?;
    let here = visit.query.text("step").unwrap_or_default();
    let steps = directive.steps.iter().map(|s| StepView {
        id: s.id.0.clone(),
        title: show::title(w, &s.title),
        help: show::title(w, &s.help),
        article: show::citations(w, &directive, &s.basis),
        actors: actors(w, s),
        holder: show::code(w, "holder", s.holder.code()),
        clock: s.clock.as_ref().map(|c| match c.unit {
            ClockUnit::WorkingDays => w.say(k::working_days(c.length)),
            ClockUnit::CalendarDays => w.say(k::days(c.length)),
            ClockUnit::JalaliMonths => w.say(k::months(c.length)),
        }),
        assumed: s.assumed || s.clock.as_ref().is_some_and(|c| c.assumed),
        papers: s
            .requires
            .iter()
            .filter_map(|id| directive.requirement(id))
            .map(|r| show::title(w, &r.title))
            .collect(),
        outcomes: s
            .outcomes
            .iter()
            .map(|o| {
                let by: Vec<&str> = o.by.iter().map(|r| w.t(role_title(*r))).collect();
                (
                    show::title(w, &o.title),
                    show::step(w, &directive, &o.to),
                    w.list(&by),
                    o.assumed,
                )
            })
            .collect(),
        here: s.id.0 == here,
    });
    let view = DirectivePage {
        page: visit.page(w.t(k::NAV_DIRECTIVE), Area::Directive),
        title: show::title(w, &directive.title),
        version: w.number(&directive.version),
        since: jalali::long(w.locale(), directive.in_force_from),
        digest: directive.digest.clone(),
        steps: steps.collect(),
        documents: directive
            .documents
            .iter()
            .map(|d| (show::title(w, &d.title), d.assumed))
            .collect(),
    };
    view.render().map(Reply::Page).map_err(Problem::internal)
}

fn actors(w: Words, step: &Step) -> String {
    let titles: Vec<&str> = step.actors.iter().map(|r| w.t(role_title(*r))).collect();
    w.list(&titles)
}

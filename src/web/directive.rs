//! The directive as any officer may read it: steps, articles, actors, time limits, papers.

use askama::Template;

use super::page::{Area, role_title};
use super::show;
use super::visit::{Problem, Reply, Visit};
use crate::domain::access::Role;
use crate::domain::directive::{CitedDocument, ClockUnit, Directive, Outcome, Step};
use crate::text::{Words, jalali, k};
use crate::web::parts::{Cell, Chip, Row, Summary, SummaryLine, Table};
use crate::web::views::directive::{DirectivePage, DirectiveStep};

/// The directive in force today.
pub fn show(visit: &mut Visit) -> Result<Reply, Problem> {
    let w = visit.words;
    let directive = visit
        .register
        .directives
        .in_force(visit.register.today())
        .ok_or(Problem::NotFound)?;
    let here = visit.query.text("step").unwrap_or_default();
    let steps = directive.steps.iter().enumerate();
    let since = jalali::long(w.locale(), directive.in_force_from);
    let version = w.number(&directive.version);
    let view = DirectivePage {
        page: visit.page(show::title(w, &directive.title), Area::Directive),
        state: w.say(k::directive_version(since, version)),
        steps: steps
            .map(|(i, s)| step(w, &directive, s, i + 1, here))
            .collect(),
        documents: documents(w, &directive),
        digest: directive.digest.clone(),
    };
    view.render().map(Reply::Page).map_err(Problem::internal)
}

fn step(w: Words, directive: &Directive, s: &Step, number: usize, here: &str) -> DirectiveStep {
    let mut marks = Vec::new();
    if s.id.0 == here {
        marks.push(Chip::ok(w.t(k::YOU_ARE_HERE)));
    }
    if s.assumed || s.clock.as_ref().is_some_and(|c| c.assumed) {
        marks.push(Chip::warn(w.t(k::ASSUMED)));
    }
    let papers: Vec<String> = s
        .requires
        .iter()
        .filter_map(|id| directive.requirement(id))
        .map(|r| show::title(w, &r.title))
        .collect();
    DirectiveStep {
        number: w.number(number),
        id: s.id.0.clone(),
        title: show::title(w, &s.title),
        article: show::citations(w, directive, &s.basis),
        says: show::title(w, &s.help),
        lines: lines(w, s),
        needs: papers,
        outcomes: (!s.outcomes.is_empty()).then(|| outcomes(w, directive, s)),
        marks,
    }
}

fn lines(w: Words, s: &Step) -> Summary {
    let mut lines = Vec::new();
    if !s.actors.is_empty() {
        lines.push(SummaryLine::new(w.t(k::ACTORS), titles(w, &s.actors)));
    }
    let holder = show::holder(w, s.holder.code(), false);
    lines.push(SummaryLine::new(w.t(k::COLUMN_HOLDER), holder));
    if let Some(clock) = &s.clock {
        let length = match clock.unit {
            ClockUnit::WorkingDays => w.say(k::working_days(clock.length)),
            ClockUnit::CalendarDays => w.say(k::days(clock.length)),
            ClockUnit::JalaliMonths => w.say(k::months(clock.length)),
        };
        lines.push(SummaryLine::new(w.t(k::COLUMN_DUE), length));
    }
    Summary { lines }
}

fn outcomes(w: Words, directive: &Directive, s: &Step) -> Table {
    let columns = show::columns(w, [k::DIRECTIVE_OUTCOME, k::DIRECTIVE_TO, k::ACTORS]);
    let row = |o: &Outcome| {
        let to = Cell::link(format!("#step-{}", o.to.0), show::step(w, directive, &o.to));
        let row = Row::new(show::title(w, &o.title), vec![to, titles(w, &o.by).into()]);
        if o.assumed {
            row.aside(w.t(k::ASSUMED))
        } else {
            row
        }
    };
    Table::new(w.t(k::DIRECTIVE_OUTCOMES), &columns).rows(s.outcomes.iter().map(row).collect())
}

fn documents(w: Words, directive: &Directive) -> Table {
    let columns = show::columns(w, [k::DIRECTIVE_DOCUMENT, k::DIRECTIVE_STANDING]);
    let row = |d: &CitedDocument| {
        let standing = if d.assumed {
            Chip::warn(w.t(k::ASSUMED)).into()
        } else {
            Cell::muted(w.t(k::DIRECTIVE_READ))
        };
        Row::new(show::title(w, &d.title), vec![standing])
    };
    let rows = directive.documents.iter().map(row).collect();
    Table::new(w.t(k::DIRECTIVE_DOCUMENTS), &columns).rows(rows)
}

fn titles(w: Words, roles: &[Role]) -> String {
    let titles: Vec<&str> = roles.iter().map(|r| w.t(role_title(*r))).collect();
    w.list(&titles)
}

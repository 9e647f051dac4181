//! The directive as any officer may read it: everything that it says, step by step, then the papers,
//! what is asked for, and the acts beside the steps.

mod diagram;

use askama::Template;

use url::form_urlencoded::Serializer;

use super::page::Area;
use super::visit::{Problem, Reply, Visit};
use super::{show, versions};
use crate::domain::directive::diff::words::described;
use crate::domain::directive::diff::{Field, Part};
use crate::domain::directive::{
    Citation, CitedDocument, Directive, Outcome, RequirementId, Step, StepId, Title,
};
use crate::text::{Key, Words, jalali, k};
use crate::web::parts::{Cell, Chip, Link, Row, Summary, SummaryLine, Table};
use crate::web::views::directive::{DirectivePage, DirectivePart, DirectiveStep};

/// What stands in the headings of a part, or as a mark beside them.
const IN_THE_HEADING: &[Field] = &[
    Field::Title,
    Field::Help,
    Field::Basis,
    Field::Assumed,
    Field::ClockAssumed,
];

/// The directive in force today.
pub fn show(visit: &mut Visit) -> Result<Reply, Problem> {
    let w = visit.words;
    let (directives, today) = (&visit.register.directives, visit.register.today());
    let directive = visit
        .register
        .store
        .read(|c| directives.in_force(c, today))?;
    let directive = directive.ok_or(Problem::NotFound)?;
    let since = jalali::long(w.locale(), directive.in_force_from);
    let version = w.number(&directive.version);
    page(
        visit,
        &directive,
        w.say(k::directive_version(since, version)),
    )
}

/// Everything that a version says; `state` is where it stands.
pub(super) fn page(visit: &Visit, directive: &Directive, state: String) -> Result<Reply, Problem> {
    let w = visit.words;
    let here = visit.query.all("step");
    let [wide, narrow] = diagram::drawn(w, directive, &here);
    let steps = directive.steps.iter().enumerate();
    let view = DirectivePage {
        page: visit.page(show::title(w, &directive.title), Area::Directive),
        state,
        help: show::title(w, &directive.help),
        wide,
        narrow,
        rules: summary(w, directive, &Part::Whole, &[Field::InForceFrom]),
        steps: steps
            .map(|(i, s)| step((w, directive), s, i + 1, &here, ""))
            .collect(),
        parts: vec![
            requirements(w, directive),
            papers(w, directive),
            acts(w, directive),
            facts(w, directive),
            documents(w, directive),
        ],
        digest: directive.digest.clone(),
    };
    view.render().map(Reply::Page).map_err(Problem::internal)
}

/// Where a version is read, at these steps.
#[must_use]
pub(super) fn address<'a>(
    directive: &Directive,
    steps: impl IntoIterator<Item = &'a StepId>,
) -> String {
    let steps: Vec<&str> = steps.into_iter().map(StepId::as_str).collect();
    let mut query = Serializer::new(String::new());
    for step in &steps {
        query.append_pair("step", step);
    }
    let version = versions::address_of(&directive.digest);
    let first = steps.first().map(|step| format!("#step-{step}"));
    let (query, first) = (query.finish(), first.unwrap_or_default());
    format!("{version}/read?{query}{first}")
}

/// What a version says of one of its steps, for a page that is not its own.
pub(super) fn said_of(w: Words, directive: &Directive, id: &StepId) -> Option<DirectiveStep> {
    let number = directive.steps.iter().position(|s| s.id == *id)?;
    let step = directive.steps.get(number)?;
    let page = address(directive, []);
    let page = page.trim_end_matches('?');
    Some(self::step((w, directive), step, number + 1, &[], page))
}

/// What a part says, beside what stands in its heading and what is shown elsewhere.
fn said(w: Words, d: &Directive, part: &Part, elsewhere: &[Field]) -> Vec<(String, String)> {
    described(d, w, part, &[IN_THE_HEADING, elsewhere].concat())
}

fn summary(w: Words, d: &Directive, part: &Part, elsewhere: &[Field]) -> Summary {
    let said = said(w, d, part, elsewhere).into_iter();
    let lines = said.map(|(title, value)| SummaryLine::new(title, value));
    Summary {
        lines: lines.collect(),
    }
}

/// The same in one cell of a table.
fn in_a_cell(w: Words, d: &Directive, part: &Part, elsewhere: &[Field]) -> Cell {
    let said = said(w, d, part, elsewhere).into_iter();
    let lines: Vec<String> = said
        // What is a sentence already ends like the others.
        .map(|(title, value)| w.say(k::directive_says(title, value.trim_end_matches('.'))))
        .collect();
    lines.join(" ").into()
}

/// One step; `page` is where the others are linked to.
fn step(
    (w, directive): (Words, &Directive),
    s: &Step,
    number: usize,
    here: &[&str],
    page: &str,
) -> DirectiveStep {
    let mut marks = Vec::new();
    if here.contains(&s.id.as_str()) {
        marks.push(Chip::ok(w.t(k::YOU_ARE_HERE)));
    }
    if diagram::is_assumed(s) {
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
        lines: summary(w, directive, &Part::Step(s.id.clone()), &[Field::Requires]),
        needs: papers,
        outcomes: (!s.outcomes.is_empty()).then(|| outcomes(w, directive, s, page)),
        whole: Link::new(address(directive, [&s.id]), w.t(k::DIRECTIVE_STEP_IN_WHOLE)),
        marks,
    }
}

fn outcomes(w: Words, directive: &Directive, s: &Step, page: &str) -> Table {
    let columns = show::columns(
        w,
        [
            k::DIRECTIVE_OUTCOME,
            k::DIRECTIVE_TO,
            k::DIRECTIVE_CONDITIONS,
        ],
    );
    let row = |o: &Outcome| {
        let to = Cell::link(
            format!("{page}#step-{}", o.to.0),
            show::step(w, directive, &o.to),
        );
        let part = Part::Outcome(s.id.clone(), o.id.clone());
        let conditions = in_a_cell(w, directive, &part, &[Field::To]);
        let row = Row::new(show::title(w, &o.title), vec![to, conditions]);
        if o.assumed {
            row.aside(w.t(k::ASSUMED))
        } else {
            row
        }
    };
    Table::new(w.t(k::DIRECTIVE_OUTCOMES), &columns).rows(s.outcomes.iter().map(row).collect())
}

fn part(id: &'static str, title: &'static str, columns: &[&str], rows: Vec<Row>) -> DirectivePart {
    DirectivePart {
        id,
        title: title.to_owned(),
        table: Table::new(title, columns).rows(rows),
    }
}

/// A line of a table of parts: which part, its title, its articles, whether it is assumed.
type Entry<'d> = (Part, &'d Title, &'d [Citation], bool);

/// A table of parts: what each says, and on which articles.
fn listed<'d>(
    w: Words,
    d: &'d Directive,
    (id, title, one): (&'static str, Key, Key),
    entries: impl Iterator<Item = Entry<'d>>,
) -> DirectivePart {
    let row = |(part, title, basis, assumed): Entry<'d>| {
        let articles = Cell::muted(show::citations(w, d, basis));
        let said = in_a_cell(w, d, &part, &[]);
        let row = Row::new(show::title(w, title), vec![said, articles]);
        if assumed {
            row.aside(w.t(k::ASSUMED))
        } else {
            row
        }
    };
    let columns = show::columns(w, [one, k::DIRECTIVE_CONDITIONS, k::DIRECTIVE_ARTICLES]);
    part(id, w.t(title), &columns, entries.map(row).collect())
}

fn requirements(w: Words, d: &Directive) -> DirectivePart {
    let part_of = |id: &RequirementId| Part::Requirement(id.clone());
    let entries = d.requirements.iter();
    let entries = entries.map(|r| (part_of(&r.id), &r.title, &*r.basis, r.assumed));
    listed(
        w,
        d,
        ("needs", k::DIRECTIVE_NEEDS, k::DIRECTIVE_NEED),
        entries,
    )
}

fn papers(w: Words, d: &Directive) -> DirectivePart {
    let entries = d.papers.iter();
    let entries = entries.map(|p| (Part::Paper(p.id.clone()), &p.title, &*p.basis, false));
    listed(
        w,
        d,
        ("papers", k::DIRECTIVE_PAPERS, k::PAPER_WORD),
        entries,
    )
}

fn acts(w: Words, d: &Directive) -> DirectivePart {
    let entries = d.acts.iter();
    let entries = entries.map(|a| (Part::Act(a.id.clone()), &a.title, &*a.basis, a.assumed));
    listed(w, d, ("acts", k::DIRECTIVE_ACTS, k::DIRECTIVE_ACT), entries)
}

/// What conditions speak of.
fn facts(w: Words, d: &Directive) -> DirectivePart {
    let entries = d.facts.iter();
    let entries = entries.map(|f| (Part::Fact(f.id.clone()), &f.title, &[][..], false));
    listed(
        w,
        d,
        ("facts", k::DIRECTIVE_FACTS, k::DIRECTIVE_FACT),
        entries,
    )
}

fn documents(w: Words, directive: &Directive) -> DirectivePart {
    let row = |d: &CitedDocument| {
        let standing = if d.assumed {
            Chip::warn(w.t(k::ASSUMED)).into()
        } else {
            Cell::muted(w.t(k::DIRECTIVE_READ))
        };
        let said = in_a_cell(
            w,
            directive,
            &Part::Document(d.id.clone()),
            &[Field::Assumed],
        );
        Row::new(show::title(w, &d.title), vec![said, standing])
    };
    let rows = directive.documents.iter().map(row).collect();
    let columns = show::columns(
        w,
        [
            k::DIRECTIVE_DOCUMENT,
            k::DIRECTIVE_CONDITIONS,
            k::DIRECTIVE_STANDING,
        ],
    );
    part("documents", w.t(k::DIRECTIVE_DOCUMENTS), &columns, rows)
}

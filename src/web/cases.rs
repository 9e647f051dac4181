//! The case page: whose case, where it stands, who holds it, what is due, what I can do next.

use askama::Template;
use jiff::civil::Date;

use super::page::{Area, Page};
use super::show::{self, DueBadge, HolderBadge};
use super::visit::{Problem, Reply, Visit};
use super::{acts, sentences};
use crate::domain::access::policy::{self, Action, Verdict};
use crate::domain::case::decide::Setting;
use crate::domain::case::facts::{self, Standing};
use crate::domain::case::file::{CaseFile, Recorded};
use crate::domain::case::{Position, WHOLE_CASE};
use crate::domain::directive::{Directive, StepKind, StepScope};
use crate::services::casework::{self, Opened};
use crate::services::{projecting, reading};
use crate::text::{Words, digits, jalali, k};

/// What stands above every page of a case.
#[derive(Debug, Clone)]
pub struct Head {
    pub reference: String,
    pub number: String,
    pub household: String,
    pub people: String,
    pub tracking: String,
    pub step: String,
    pub step_no: String,
    pub article: String,
    pub holder: HolderBadge,
    pub since: String,
    pub days: String,
    pub due: Option<DueBadge>,
    pub counted: String,
    pub assumed: bool,
    pub suspended: Option<String>,
    pub closed: bool,
    pub office: String,
}

struct Step {
    class: &'static str,
    title: String,
    article: String,
}

impl Step {
    fn now(&self) -> bool {
        self.class == "now"
    }

    fn done(&self) -> bool {
        self.class == "done"
    }
}

struct Task {
    title: String,
    person: String,
    class: &'static str,
    state: String,
    href: Option<String>,
    hint: Option<String>,
}

struct PersonRow {
    no: u32,
    name: String,
    relation: String,
    birth: String,
    clauses: String,
    outcome: Option<(&'static str, String)>,
}

struct PaperRow {
    no: u32,
    title: String,
    people: String,
    form: String,
    verdict: (&'static str, String),
}

struct Note {
    by: String,
    on: String,
    text: String,
}

struct DecisionRow {
    person: String,
    class: &'static str,
    ruling: String,
    number: String,
    signed: String,
    served: String,
}

#[derive(Template)]
#[template(path = "case.html")]
struct CasePage {
    page: Page,
    head: Head,
    steps: Vec<Step>,
    tasks: Vec<Task>,
    progress: String,
    help: Vec<String>,
    people: Vec<PersonRow>,
    papers: Vec<PaperRow>,
    decisions: Vec<DecisionRow>,
    notes: Vec<Note>,
    recent: Vec<sentences::Line>,
    acts: acts::Offered,
    may_export: bool,
}

/// The case page.
pub fn show(visit: &mut Visit) -> Result<Reply, Problem> {
    let actor = visit.actor()?.clone();
    let reference = visit.param("case").to_owned();
    let opened = casework::load(&visit.register, &actor, Action::ReadCase, &reference)?;
    let (file, directive) = (&opened.file, &opened.directive);
    reading::case_read(
        &visit.register,
        visit.reader()?,
        &reference,
        file.seq,
        "case",
    )?;
    let (w, today) = (visit.words, visit.register.today());
    let setting = setting(visit, &actor, directive);
    let history = casework::history(&visit.register, opened.id)?;
    let tasks = tasks(w, &opened, today);
    let steps = steps(w, file, directive);
    let view = CasePage {
        page: visit.page(w.say(k::household_of(household(file))), Area::Inbox),
        head: head(visit, &opened),
        steps,
        progress: w.say(k::done_of(
            tasks.iter().filter(|t| t.class == "ok").count(),
            tasks.len(),
        )),
        tasks,
        help: help(w, file, directive),
        people: people(visit, file),
        papers: papers(w, file),
        decisions: decisions(w, file, today),
        notes: notes(w, file, today),
        recent: sentences::newest(w, &opened, &history, today, 5),
        acts: acts::offered(w, file, &setting),
        may_export: may(&actor, Action::ExportCase, file),
    };
    view.render().map(Reply::Page).map_err(Problem::internal)
}

/// Under what acts on this case are judged now.
pub fn setting<'a>(
    visit: &'a Visit,
    actor: &'a crate::domain::access::Actor,
    directive: &'a Directive,
) -> Setting<'a> {
    let now = visit.register.clock.now();
    Setting {
        directive,
        calendar: &visit.register.calendar,
        actor,
        now,
        on: now.tehran_date(),
    }
}

fn may(actor: &crate::domain::access::Actor, action: Action, file: &CaseFile) -> bool {
    matches!(
        policy::decide(Some(actor), action, Some(&file.unit)),
        Verdict::Allow(_)
    )
}

/// The name of the head of the household.
#[must_use]
pub fn household(file: &CaseFile) -> String {
    file.principal()
        .map_or_else(String::new, crate::domain::case::people::Person::full_name)
}

/// The head of a case page.
#[must_use]
pub fn head(visit: &Visit, opened: &Opened) -> Head {
    let (w, today) = (visit.words, visit.register.today());
    let (file, directive) = (&opened.file, &opened.directive);
    let place = projecting::foremost(file);
    let step = place.and_then(|p| directive.step(&p.step));
    let me = visit.session.as_ref().map(|s| s.actor.user);
    let mine = place.is_some_and(|p| {
        show::is_mine(
            p,
            file.assignee.as_ref().is_some_and(|(u, _)| Some(*u) == me),
        )
    });
    let due = place
        .and_then(|p| p.due.as_ref())
        .filter(|_| !file.is_closed());
    let since = place.map_or(file.opened_on, |p| p.since);
    Head {
        reference: file.reference.clone(),
        number: digits::localized(w.locale(), &file.reference),
        household: household(file),
        people: w.say(k::people_count(file.application.people.len())),
        tracking: show::personal(w, &file.tracking),
        step: step.map_or_else(String::new, |s| show::title(w, &s.title)),
        step_no: step_number(w, directive, place),
        article: step.map_or_else(String::new, |s| show::citations(w, directive, &s.basis)),
        holder: show::holder(w, place.map_or("nobody", |p| p.holder.code()), mine),
        since: jalali::near(w.locale(), since, today),
        days: show::ago(w, since, today),
        due: show::due(w, due.map(|d| d.date), today),
        counted: due.map_or_else(String::new, |d| show::arithmetic(w, d)),
        assumed: due.is_some_and(|d| d.assumed),
        suspended: file
            .suspended
            .as_ref()
            .map(|s| show::personal(w, &s.what.reason)),
        closed: file.is_closed(),
        office: visit.register.unit_name(w.locale(), &file.unit),
    }
}

/// The steps of the main line: those that a file passes when nothing goes wrong.
fn main_line(directive: &Directive) -> Vec<&crate::domain::directive::Step> {
    let mut line = Vec::new();
    let mut at = directive.entry();
    while let Some(step) = at {
        if line
            .iter()
            .any(|s: &&crate::domain::directive::Step| s.id == step.id)
            || line.len() > 20
        {
            break;
        }
        line.push(step);
        // From the committee a file usually goes on to the outside bodies (Art. 45).
        let onward = |o: &&crate::domain::directive::Outcome| {
            let to = directive.step(&o.to).map(|s| s.kind);
            step.kind != StepKind::Committee || to == Some(StepKind::Referral)
        };
        let next = step
            .outcomes
            .iter()
            .find(onward)
            .or_else(|| step.outcomes.first());
        at = next.and_then(|o| directive.step(&o.to));
    }
    line
}

fn step_number(w: Words, directive: &Directive, place: Option<&Position>) -> String {
    let line = main_line(directive);
    let index = place.and_then(|p| line.iter().position(|s| s.id == p.step));
    index.map_or_else(String::new, |i| w.say(k::step_of(i + 1, line.len())))
}

fn steps(w: Words, file: &CaseFile, directive: &Directive) -> Vec<Step> {
    let mut line = main_line(directive);
    let place = projecting::foremost(file);
    if let Some(beside) = place.and_then(|p| directive.step(&p.step))
        && !line.iter().any(|s| s.id == beside.id)
    {
        // A place beside the main line takes the last seat, so that "here" is always shown.
        line.truncate(line.len().min(11));
        let passed = line
            .iter()
            .rposition(|s| file.steps_taken.iter().any(|t| t.what.step == s.id))
            .map_or(line.len(), |i| i + 1);
        line.insert(passed, beside);
    }
    let here = place.and_then(|p| line.iter().position(|s| s.id == p.step));
    line.iter()
        .enumerate()
        .map(|(i, s)| Step {
            class: match here {
                Some(h) if i == h => "now",
                Some(h) if i < h => "done",
                _ => "todo",
            },
            title: show::title(w, &s.title),
            article: s
                .basis
                .first()
                .map_or_else(String::new, |c| show::title(w, &c.article)),
        })
        .collect()
}

/// What each open step asks, in the directive's own words.
fn help(w: Words, file: &CaseFile, directive: &Directive) -> Vec<String> {
    let mut steps: Vec<_> = file
        .positions
        .iter()
        .filter(|p| !p.is_closed())
        .map(|p| &p.step)
        .collect();
    steps.dedup();
    steps
        .iter()
        .filter_map(|s| directive.step(s))
        .map(|s| show::title(w, &s.help))
        .collect()
}

fn tasks(w: Words, opened: &Opened, today: Date) -> Vec<Task> {
    let (file, directive) = (&opened.file, &opened.directive);
    let mut tasks = Vec::new();
    for position in file.positions.iter().filter(|p| !p.is_closed()) {
        for item in facts::checklist(file, directive, position, today) {
            let Some(requirement) = directive.requirement(&item.requirement) else {
                continue;
            };
            let (class, state) = match item.standing {
                Standing::Accepted => ("ok", w.t(k::TASK_ACCEPTED).to_owned()),
                Standing::Unjudged => ("todo", w.t(k::TASK_UNJUDGED).to_owned()),
                Standing::Missing if item.if_any => ("todo", w.t(k::TASK_IF_ANY).to_owned()),
                Standing::Missing => ("todo", w.t(k::TASK_MISSING).to_owned()),
                Standing::Rejected(v) => ("warn", show::code(w, "verdict", v.code())),
            };
            let person = item.person;
            tasks.push(Task {
                title: show::title(w, &requirement.title),
                person: if person == WHOLE_CASE {
                    String::new()
                } else {
                    show::person(w, file, person)
                },
                class,
                state,
                href: task_link(file, requirement, &item),
                hint: requirement
                    .help
                    .as_ref()
                    .filter(|_| class != "ok")
                    .map(|t| show::title(w, t)),
            });
        }
    }
    tasks
}

fn task_link(
    file: &CaseFile,
    requirement: &crate::domain::directive::Requirement,
    item: &facts::ChecklistItem,
) -> Option<String> {
    let reference = &file.reference;
    match item.standing {
        Standing::Accepted => None,
        Standing::Missing => {
            let kind = requirement.any_of.first()?;
            Some(format!(
                "/cases/{reference}/acts/paper?kind={kind}&people={}",
                item.person
            ))
        }
        Standing::Unjudged | Standing::Rejected(_) => {
            let paper = file.papers.iter().find(|p| {
                p.latest().is_some_and(|v| {
                    requirement.any_of.contains(&v.what.kind)
                        && (v.what.people.is_empty()
                            || item.person == WHOLE_CASE
                            || v.what.people.contains(&item.person))
                })
            })?;
            Some(format!("/cases/{reference}/papers/{}", paper.no))
        }
    }
}

fn people(visit: &Visit, file: &CaseFile) -> Vec<PersonRow> {
    let w = visit.words;
    file.application
        .people
        .iter()
        .map(|p| PersonRow {
            no: p.no,
            name: p.full_name(),
            relation: show::code(w, "relation", &p.relation),
            birth: show::birth(w, &p.birth_date),
            clauses: show::clauses(w, p),
            outcome: outcome(w, file, p.no),
        })
        .collect()
}

fn outcome(w: Words, file: &CaseFile, person: u32) -> Option<(&'static str, String)> {
    let closed = file
        .positions
        .iter()
        .find(|p| p.person == person && p.is_closed());
    if let Some(ruling) = file.ruling(person) {
        let class = if ruling == crate::domain::case::event::Ruling::Granted {
            "ok"
        } else {
            "bad"
        };
        return Some((class, show::code(w, "ruling", ruling.code())));
    }
    closed.map(|_| ("warn", w.t(k::PERSON_ENDED).to_owned()))
}

fn papers(w: Words, file: &CaseFile) -> Vec<PaperRow> {
    file.papers
        .iter()
        .filter_map(|p| p.latest().map(|v| (p, v)))
        .map(|(p, v)| PaperRow {
            no: p.no,
            title: show::paper_title(w, p),
            people: of_people(w, file, &v.what.people),
            form: w.say(k::paper_form(
                show::code(w, "paper-form", &v.what.form),
                w.say(k::pages_count(v.what.pages)),
            )),
            verdict: show::verdict(w, p),
        })
        .collect()
}

/// The people that something speaks for, by name.
#[must_use]
pub fn of_people(w: Words, file: &CaseFile, people: &[u32]) -> String {
    if people.is_empty() {
        return w.t(k::WHOLE_HOUSEHOLD).to_owned();
    }
    let names: Vec<_> = people
        .iter()
        .map(|no| {
            file.person(*no)
                .map_or_else(String::new, |p| p.given.or_empty().to_owned())
        })
        .collect();
    w.list(&names)
}

fn decisions(w: Words, file: &CaseFile, today: Date) -> Vec<DecisionRow> {
    let service = |person: u32, seq: u64| {
        file.services
            .iter()
            .find(|s| s.what.person == person && s.seq > seq)
    };
    file.decisions
        .iter()
        .map(|d| DecisionRow {
            person: show::person(w, file, d.what.proposal.person),
            class: if d.what.proposal.ruling == crate::domain::case::event::Ruling::Granted {
                "ok"
            } else {
                "bad"
            },
            ruling: show::code(w, "ruling", d.what.proposal.ruling.code()),
            number: digits::localized(w.locale(), d.what.number.or_empty()),
            signed: w.say(k::signed_by_on(
                show::maybe(w, d.by_name.as_ref()),
                jalali::near(w.locale(), d.on, today),
            )),
            served: service(d.what.proposal.person, d.seq).map_or_else(
                || w.t(k::NOT_YET).to_owned(),
                |s: &Recorded<_>| jalali::near(w.locale(), s.on, today),
            ),
        })
        .collect()
}

fn notes(w: Words, file: &CaseFile, today: Date) -> Vec<Note> {
    file.notes
        .iter()
        .rev()
        .map(|n| Note {
            by: show::maybe(w, n.by_name.as_ref()),
            on: jalali::near(w.locale(), n.on, today),
            text: show::personal(w, &n.what),
        })
        .collect()
}

/// Whether the step is taken person by person.
#[must_use]
pub fn per_person(directive: &Directive, kind: StepKind) -> bool {
    directive
        .steps
        .iter()
        .any(|s| s.kind == kind && s.scope == StepScope::Person)
}

struct Fact {
    label: &'static str,
    value: String,
    field: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "person.html")]
struct PersonPage {
    page: Page,
    head: Head,
    no: u32,
    facts: Vec<Fact>,
    findings: Vec<(String, String)>,
}

/// One person of the household.
pub fn person(visit: &mut Visit) -> Result<Reply, Problem> {
    let actor = visit.actor()?.clone();
    let opened = casework::load(
        &visit.register,
        &actor,
        Action::ReadCase,
        visit.param("case"),
    )?;
    let no: u32 = visit
        .param("person")
        .parse()
        .map_err(|_not_a_number| Problem::NotFound)?;
    let file = &opened.file;
    let p = file.person(no).ok_or(Problem::NotFound)?;
    reading::case_read(
        &visit.register,
        visit.reader()?,
        &file.reference,
        file.seq,
        "person",
    )?;
    let w = visit.words;
    let relative = |r: &Option<crate::domain::case::people::Relative>| {
        r.as_ref()
            .map_or_else(|| "—".to_owned(), |r| show::personal(w, &r.name))
    };
    let fact = |label, value, field| Fact {
        label: w.t(label),
        value,
        field,
    };
    let facts = vec![
        fact(k::GIVEN_NAME, show::personal(w, &p.given), Some("given")),
        fact(
            k::FAMILY_NAME_CLAIMED,
            show::personal(w, &p.family),
            Some("family"),
        ),
        fact(k::RELATION, show::code(w, "relation", &p.relation), None),
        fact(k::SEX, show::code(w, "sex", p.sex.or_empty()), Some("sex")),
        fact(
            k::BIRTH_DATE,
            show::birth(w, &p.birth_date),
            Some("birth_date"),
        ),
        fact(
            k::BIRTH_BASIS,
            show::code(w, "paper-kind", &p.birth_basis),
            None,
        ),
        fact(k::BIRTH_PLACE, show::place(w, &p.birth_place), None),
        fact(
            k::BIRTH_LOCALITY,
            show::maybe(w, p.birth_locality.as_ref()),
            Some("birth_locality"),
        ),
        fact(k::FATHER_NAME, relative(&p.father), Some("father")),
        fact(k::MOTHER_NAME, relative(&p.mother), Some("mother")),
        fact(
            k::GRANDFATHER_NAME,
            relative(&p.paternal_grandfather),
            Some("paternal_grandfather"),
        ),
        fact(k::CLAIMED_CLAUSES, show::clauses(w, p), None),
        fact(
            k::FOREIGN_PAPERS,
            show::code(w, "foreign-papers", &p.foreign_papers),
            None,
        ),
    ];
    let findings = file
        .findings
        .iter()
        .filter(|f| f.what.person == no)
        .map(|f| {
            (
                show::code(w, "fact", &f.what.fact),
                show::code(w, "finding", &f.what.finding),
            )
        })
        .collect();
    let view = PersonPage {
        page: visit.page(p.full_name(), Area::Inbox),
        head: head(visit, &opened),
        no,
        facts,
        findings,
    };
    view.render().map(Reply::Page).map_err(Problem::internal)
}

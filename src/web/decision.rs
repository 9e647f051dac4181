//! The decision as its signer must see it: what is proposed, on which findings, who may not sign.

use askama::Template;

use super::cases::{self, Head};
use super::page::{Area, Page};
use super::show;
use super::visit::{Problem, Reply, Visit};
use crate::domain::access::policy::Action;
use crate::domain::case::CaseFile;
use crate::domain::case::decide::{Act, MATERIAL_FACTS, awaiting_decision, may, may_sign};
use crate::domain::case::event::{Proposal, Ruling};
use crate::services::{casework, reading};
use crate::text::{Words, digits, jalali, k};

struct ProposalRow {
    person: String,
    class: &'static str,
    ruling: String,
    clause: String,
    identity: String,
    opinion: String,
    reasons: String,
}

struct FactRow {
    fact: String,
    for_claim: Vec<String>,
    against: Vec<String>,
    class: &'static str,
    finding: String,
    why: String,
}

struct Matrix {
    no: u32,
    person: String,
    facts: Vec<FactRow>,
    clauses: Vec<(String, &'static str, String, String)>,
    heard: Option<String>,
}

#[derive(Template)]
#[template(path = "decision.html")]
struct DecisionPage {
    page: Page,
    head: Head,
    proposals: Vec<ProposalRow>,
    prepared: Option<String>,
    matrices: Vec<Matrix>,
    unread: Vec<(u32, String)>,
    seal: String,
    may_sign: bool,
    barred: Option<String>,
    may_assess: bool,
    may_propose: bool,
    cannot_propose: Option<String>,
}

/// The decision page of a case.
pub fn show(visit: &mut Visit) -> Result<Reply, Problem> {
    let actor = visit.actor()?.clone();
    let opened = casework::load(
        &visit.register,
        &actor,
        Action::ReadCase,
        visit.param("case"),
    )?;
    let (file, directive) = (&opened.file, &opened.directive);
    reading::case_read(
        &visit.register,
        visit.reader()?,
        &file.reference,
        file.seq,
        "decision",
    )?;
    let (w, today) = (visit.words, visit.register.today());
    let setting = cases::setting(visit, &actor, directive);
    let said = |r: &crate::domain::case::Refusal| super::sentences::refusal(w, file, directive, r);
    let signing = may(file, &setting, &Act::Sign).and_then(|()| may_sign(file, &setting));
    let proposing = may(file, &setting, &Act::Propose);
    let mut people = awaiting_decision(file);
    if people.is_empty() {
        people = file.application.people.iter().map(|p| p.no).collect();
    }
    let short: String = file.hash.chars().take(12).collect();
    let view = DecisionPage {
        page: visit.page(w.say(k::decision_of(cases::household(file))), Area::Inbox),
        head: cases::head(visit, &opened),
        proposals: proposals(w, file),
        prepared: file.proposal.as_ref().map(|p| {
            w.say(k::prepared_by(
                show::maybe(w, p.by_name.as_ref()),
                jalali::near(w.locale(), p.on, today),
            ))
        }),
        matrices: people.into_iter().map(|no| matrix(w, file, no)).collect(),
        unread: file
            .papers
            .iter()
            .filter(|p| p.judgment().is_none())
            .map(|p| (p.no, show::paper_title(w, p)))
            .collect(),
        seal: w.say(k::seal_line(
            digits::localized(w.locale(), &short),
            file.seq,
        )),
        may_sign: file.proposal.is_some() && signing.is_ok(),
        barred: file.proposal.as_ref().and(signing.err()).map(|r| said(&r)),
        may_assess: may(file, &setting, &Act::Assess).is_ok(),
        may_propose: file.proposal.is_none() && proposing.is_ok(),
        cannot_propose: file
            .proposal
            .is_none()
            .then(|| proposing.err())
            .flatten()
            .map(|r| said(&r)),
    };
    view.render().map(Reply::Page).map_err(Problem::internal)
}

const fn class(ruling: Ruling) -> &'static str {
    match ruling {
        Ruling::Granted => "ok",
        Ruling::Refused => "bad",
    }
}

fn proposals(w: Words, file: &CaseFile) -> Vec<ProposalRow> {
    let open: Vec<&Proposal> = match &file.proposal {
        Some(p) => p.what.proposals.iter().collect(),
        None => file.decisions.iter().map(|d| &d.what.proposal).collect(),
    };
    open.into_iter()
        .map(|p| {
            let opinion = file
                .sittings
                .iter()
                .rev()
                .find_map(|s| s.what.opinions.iter().find(|o| o.person == p.person));
            ProposalRow {
                person: show::person(w, file, p.person),
                class: class(p.ruling),
                ruling: show::code(w, "ruling", p.ruling.code()),
                clause: p.clause.map_or_else(
                    || "—".to_owned(),
                    |c| show::code(w, "clause-short", &c.to_string()),
                ),
                identity: opinion.map_or_else(
                    || "—".to_owned(),
                    |o| show::code(w, "identity-opinion", &o.identity),
                ),
                opinion: opinion.map_or_else(
                    || "—".to_owned(),
                    |o| show::code(w, "opinion", &o.nationality),
                ),
                reasons: show::personal(w, &p.reasons),
            }
        })
        .collect()
}

fn finding_class(finding: &str) -> &'static str {
    match finding {
        "proven" | "reasonably_shown" | "met" => "ok",
        "not_shown" | "not_claimed" => "warn",
        _ => "bad",
    }
}

fn matrix(w: Words, file: &CaseFile, no: u32) -> Matrix {
    let facts = MATERIAL_FACTS.iter().map(|fact| {
        let side = |direction: &str| -> Vec<String> {
            let evidence = file
                .evidence
                .iter()
                .filter(|e| {
                    e.what.fact == *fact
                        && e.what.direction == direction
                        && matches!(e.what.person, n if n == no || n == 0)
                })
                .map(|e| show::personal(w, &e.what.account));
            let papers = file
                .papers
                .iter()
                .filter(|p| {
                    direction == "for"
                        && p.judgment()
                            .is_some_and(|j| j.what.supports.iter().any(|s| s == fact))
                })
                .map(|p| show::paper_title(w, p));
            evidence.chain(papers).collect()
        };
        let found = file
            .findings
            .iter()
            .find(|f| f.what.person == no && f.what.fact == *fact);
        FactRow {
            fact: show::code(w, "fact", fact),
            for_claim: side("for"),
            against: side("against"),
            class: found.map_or("todo", |f| finding_class(&f.what.finding)),
            finding: found.map_or_else(
                || w.t(k::NO_FINDING).to_owned(),
                |f| show::code(w, "finding", &f.what.finding),
            ),
            why: found
                .and_then(|f| f.what.reason.as_ref())
                .map_or_else(String::new, |r| show::personal(w, r)),
        }
    });
    let claimed = file.person(no).map_or(&[][..], |p| &p.clauses);
    let clauses = claimed.iter().map(|clause| {
        let test = file
            .clauses
            .iter()
            .find(|c| c.what.person == no && c.what.clause == *clause);
        (
            show::code(w, "clause", &clause.to_string()),
            test.map_or("todo", |t| finding_class(&t.what.finding)),
            test.map_or_else(
                || w.t(k::NOT_TESTED).to_owned(),
                |t| show::code(w, "clause-finding", &t.what.finding),
            ),
            test.and_then(|t| t.what.reason.as_ref())
                .map_or_else(String::new, |r| show::personal(w, r)),
        )
    });
    Matrix {
        no,
        person: show::person(w, file, no),
        facts: facts.collect(),
        clauses: clauses.collect(),
        heard: file
            .hearings
            .iter()
            .rev()
            .find(|h| h.what.person == no)
            .map(|h| show::personal(w, &h.what.answer)),
    }
}

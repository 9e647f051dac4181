//! The decision as its signer must see it: what is proposed, on which findings, who may not sign.

use askama::Template;

use super::page::Area;
use super::visit::{Problem, Reply, Visit};
use super::{cases, frame, show};
use crate::domain::access::policy::Action;
use crate::domain::case::decide::{Act, MATERIAL_FACTS, awaiting_decision, may};
use crate::domain::case::event::Proposal;
use crate::domain::case::file::Paper;
use crate::domain::case::{CaseFile, WHOLE_CASE};
use crate::services::{casework, reading};
use crate::text::{Words, digits, jalali, k};
use crate::web::parts::{Bar, Cell, Chip, Layout, Link, Row, Table};
use crate::web::views::decision::{DecisionPage, Grounds};

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
    let signing = may(file, &setting, &Act::Sign);
    let proposing = may(file, &setting, &Act::Propose);
    let mut people = awaiting_decision(file);
    if people.is_empty() {
        people = file.application.people.iter().map(|p| p.no).collect();
    }
    let title = w.say(k::decision_of(cases::household(file)));
    let prepared = file.proposal.as_ref().map_or_else(
        || w.say(k::people_count(people.len())),
        |p| {
            let by = show::maybe(w, p.by_name.as_ref());
            w.say(k::prepared_by(by, jalali::near(w.locale(), p.on, today)))
        },
    );
    let assesses = may(file, &setting, &Act::Assess).is_ok();
    let mut offers = Vec::new();
    let mut cannot = Vec::new();
    let link = |act: &str, key| Link::new(address(file, &format!("acts/{act}")), w.t(key));
    match (&file.proposal, signing, proposing) {
        (Some(_), Ok(()), _) => {
            offers.push(link("signature", k::ACT_SIGN));
            offers.push(link("return", k::ACT_RETURN));
        }
        (Some(_), Err(why), _) => cannot.push(Bar::new(w.t(k::ACT_SIGN), said(&why))),
        (None, _, Ok(())) => offers.push(link("proposal", k::ACT_PROPOSAL)),
        (None, _, Err(why)) => cannot.push(Bar::new(w.t(k::ACT_PROPOSAL), said(&why))),
    }
    let digest: String = file.hash.chars().take(12).collect();
    let view = DecisionPage {
        page: visit.page(title.as_str(), Area::Inbox),
        head: frame::further(visit, &opened, title, prepared),
        strip: frame::strip(visit, &opened)?,
        unread: unread(w, file),
        proposals: proposals(w, file),
        people: people
            .into_iter()
            .map(|no| grounds(w, file, no, assesses))
            .collect(),
        offers,
        cannot,
        seal: w.say(k::seal_line(
            digits::localized(w.locale(), &digest),
            file.seq,
        )),
    };
    view.render().map(Reply::Page).map_err(Problem::internal)
}

fn address(file: &CaseFile, rest: &str) -> String {
    format!("/cases/{}/{rest}", file.reference)
}

/// Papers on which nobody has given a verdict.
fn unread(w: Words, file: &CaseFile) -> Vec<Link> {
    let open = file.papers.iter().filter(|p| p.judgment().is_none());
    open.map(|p| {
        Link::new(
            address(file, &format!("papers/{}", p.no)),
            show::paper_title(w, p),
        )
    })
    .collect()
}

fn proposals(w: Words, file: &CaseFile) -> Option<Table> {
    let open: Vec<&Proposal> = match &file.proposal {
        Some(p) => p.what.proposals.iter().collect(),
        None => file.decisions.iter().map(|d| &d.what.proposal).collect(),
    };
    let columns = show::columns(
        w,
        [
            k::NAME,
            k::PROPOSAL_RULING,
            k::PROPOSAL_CLAUSE,
            k::OPINION_IDENTITY,
            k::OPINION_NATIONALITY,
        ],
    );
    let nothing = || Cell::muted(w.t(k::NOT_YET));
    let row = |p: &&Proposal| {
        let opinion = file
            .sittings
            .iter()
            .rev()
            .find_map(|s| s.what.opinions.iter().find(|o| o.person == p.person));
        let clause = |c: u8| show::code(w, "clause-short", &c.to_string()).into();
        Row::new(
            show::person(w, file, p.person),
            vec![
                Cell::Judged(show::ruling(w, p.ruling), show::personal(w, &p.reasons)),
                p.clause.map_or_else(nothing, clause),
                opinion.map_or_else(nothing, |o| {
                    show::code(w, "identity-opinion", &o.identity).into()
                }),
                opinion.map_or_else(nothing, |o| show::code(w, "opinion", &o.nationality).into()),
            ],
        )
    };
    let rows: Vec<Row> = open.iter().map(row).collect();
    (!rows.is_empty()).then(|| Table::new(w.t(k::DECISION_PROPOSALS), &columns).rows(rows))
}

fn finding(family: &str, w: Words, code: &str) -> Chip {
    let text = show::code(w, family, code);
    match code {
        "proven" | "reasonably_shown" | "met" => Chip::ok(text),
        "not_shown" | "not_claimed" => Chip::warn(text),
        _ => Chip::bad(text),
    }
}

/// What speaks for (`for`) or against (`against`) a fact of a person.
fn side(w: Words, file: &CaseFile, no: u32, fact: &str, direction: &str) -> Cell {
    let evidence = file
        .evidence
        .iter()
        .filter(|e| {
            e.what.fact == fact
                && e.what.direction == direction
                && (e.what.person == no || e.what.person == WHOLE_CASE)
        })
        .map(|e| show::personal(w, &e.what.account));
    let supports = |p: &&Paper| {
        direction == "for"
            && p.judgment()
                .is_some_and(|j| j.what.supports.iter().any(|s| s == fact))
    };
    let papers = file.papers.iter().filter(supports);
    let lines: Vec<String> = evidence
        .chain(papers.map(|p| show::paper_title(w, p)))
        .collect();
    if lines.is_empty() {
        Cell::muted(w.t(k::DECISION_NOTHING))
    } else {
        Cell::Lines(lines)
    }
}

fn facts(w: Words, file: &CaseFile, no: u32) -> Table {
    let columns = show::columns(
        w,
        [k::FACT_WORD, k::FOR_WORD, k::AGAINST_WORD, k::FINDING_WORD],
    );
    let row = |fact: &&str| {
        let found = file
            .findings
            .iter()
            .find(|f| f.what.person == no && f.what.fact == **fact);
        let chip = found.map_or_else(
            || Chip::todo(w.t(k::NO_FINDING)),
            |f| finding("finding", w, &f.what.finding),
        );
        let reason = found.and_then(|f| f.what.reason.as_ref());
        Row::new(
            show::code(w, "fact", fact),
            vec![
                side(w, file, no, fact, "for"),
                side(w, file, no, fact, "against"),
                Cell::Judged(chip, show::maybe(w, reason)),
            ],
        )
    };
    Table::new(w.t(k::DECISION_FACTS), &columns)
        .layout(Layout::Facts)
        .rows(MATERIAL_FACTS.iter().map(row).collect())
}

fn clauses(w: Words, file: &CaseFile, no: u32) -> Table {
    let columns = show::columns(w, [k::CLAIMED_CLAUSES, k::FINDING_WORD]);
    let claimed = file.person(no).map_or(&[][..], |p| &p.clauses);
    let row = |clause: &u8| {
        let test = file
            .clauses
            .iter()
            .find(|c| c.what.person == no && c.what.clause == *clause);
        let chip = test.map_or_else(
            || Chip::todo(w.t(k::NOT_TESTED)),
            |t| finding("clause-finding", w, &t.what.finding),
        );
        let reason = test.and_then(|t| t.what.reason.as_ref());
        Row::new(
            show::code(w, "clause", &clause.to_string()),
            vec![Cell::Judged(chip, show::maybe(w, reason))],
        )
    };
    Table::new(w.t(k::DECISION_CLAUSES), &columns).rows(claimed.iter().map(row).collect())
}

fn grounds(w: Words, file: &CaseFile, no: u32, assesses: bool) -> Grounds {
    let link =
        |act: &str, key| Link::new(address(file, &format!("acts/{act}?person={no}")), w.t(key));
    Grounds {
        name: show::person(w, file, no),
        links: if assesses {
            vec![
                link("findings", k::FINDINGS_EDIT),
                link("hearing", k::HEARING_EDIT),
            ]
        } else {
            Vec::new()
        },
        facts: facts(w, file, no),
        heard: file
            .hearings
            .iter()
            .rev()
            .find(|h| h.what.person == no)
            .map(|h| show::personal(w, &h.what.answer)),
        clauses: clauses(w, file, no),
    }
}

//! The decision as its signer must see it: what is proposed, on which findings, who may not sign.

mod bodies;
mod grounds;

use askama::Template;
use jiff::civil::Date;

use super::page::Area;
use super::visit::{Problem, Reply, Visit};
use super::{cases, frame, show};
use crate::domain::access::UserId;
use crate::domain::access::policy::Action;
use crate::domain::case::decide::{Act, awaiting_decision, has_place, may};
use crate::domain::case::event::{Proposal, Ruling};
use crate::domain::case::{CaseFile, PersonNo, matters, tracks};
use crate::services::reading;
use crate::text::{Words, jalali, k};
use crate::web::parts::{Bar, Cell, Link, Row, Table};
use crate::web::views::decision::DecisionPage;

/// The decision page of a case.
pub fn show(visit: &mut Visit) -> Result<Reply, Problem> {
    let actor = visit.actor()?.clone();
    let opened = cases::read(visit, Action::ReadCase, "decision")?;
    let (file, directive) = (&opened.file, &opened.directive);
    let (w, today) = (visit.words, visit.register.today());
    let setting = cases::setting(visit, &actor, &opened);
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
    let papers = grounds::Papers {
        words: w,
        file,
        directive: &opened.directive,
        // It is the signer's matter alone what she has read.
        unread: match signing {
            Ok(()) => unread(visit, file, actor.user)?,
            Err(_) => Vec::new(),
        },
    };
    let unread = file.papers.iter().filter(|p| papers.unread.contains(&p.no));
    let unread = unread.map(|p| {
        let people = p.latest().map_or(&[][..], |v| &v.what.people);
        let title = show::paper_title(w, &opened.directive, p);
        let whose = cases::of_people(w, file, people);
        Link::new(
            address(file, &format!("papers/{}", p.no)),
            [title, whose].join(w.t(k::LIST_COMMA)),
        )
    });
    let unread: Vec<Link> = unread.collect();
    let assesses = may(file, &setting, &Act::Assess).is_ok();
    let mut offers = Vec::new();
    let mut cannot = Vec::new();
    let link = |act: &str, key| Link::new(address(file, &format!("acts/{act}")), w.t(key));
    match (&file.proposal, signing, proposing) {
        (Some(_), Ok(()), _) => {
            // What is signed is the file as this page shows it.
            let seen = format!("signature?seen={}&seen_hash={}", file.seq, file.hash);
            offers.push(link(&seen, k::ACT_SIGN));
            offers.push(link("return", k::ACT_RETURN));
        }
        (Some(_), Err(why), _) => cannot.push(Bar::new(w.t(k::ACT_SIGN), said(&why))),
        (None, _, Ok(())) => offers.push(link("proposal", k::ACT_PROPOSAL)),
        // Where nobody waits for a decision, nobody misses the way to propose one.
        (None, _, Err(_)) if !has_place(file, &setting, &Act::Propose) => {}
        (None, _, Err(why)) => cannot.push(Bar::new(w.t(k::ACT_PROPOSAL), said(&why))),
    }
    let digest: String = file.hash.chars().take(12).collect();
    let view = DecisionPage {
        page: visit.page(title.as_str(), Area::Inbox),
        head: frame::further(visit, &opened, title, prepared),
        strip: frame::strip(visit, &opened)?,
        unread,
        glance: glance(w, file),
        proposals: proposals(w, file, today),
        bodies: bodies::table(w, file, today),
        proceedings: Link::new(address(file, "proceedings"), w.t(k::PROCEEDINGS)),
        people: people
            .into_iter()
            .map(|no| {
                let links = if assesses {
                    writing(w, file, no)
                } else {
                    Vec::new()
                };
                grounds::of(&papers, no, links)
            })
            .collect(),
        offers,
        cannot,
        seal: w.say(k::seal_line(digest, file.seq)),
    };
    view.render().map(Reply::Page).map_err(Problem::internal)
}

fn address(file: &CaseFile, rest: &str) -> String {
    format!("/cases/{}/{rest}", file.reference)
}

/// The numbers of the papers of the proposal's people that `user` has not opened in their newest
/// version.
fn unread(visit: &Visit, file: &CaseFile, user: UserId) -> Result<Vec<u32>, Problem> {
    let opened = reading::papers_opened(&visit.register, user, file)?;
    let proposed = file.proposal.iter().flat_map(|p| &p.what.proposals);
    let people: Vec<u32> = proposed.map(|p| p.person).collect();
    Ok(file
        .papers
        .iter()
        .filter(|p| people.iter().any(|no| matters::concerns(p, *no)))
        .filter(|p| {
            p.latest()
                .is_some_and(|v| !opened.contains(&(p.no, v.what.version)))
        })
        .map(|p| p.no)
        .collect())
}

/// What was proposed, or the decisions that stand where nothing is proposed.
fn open_proposals(file: &CaseFile) -> Vec<&Proposal> {
    let people = file.application.people.iter();
    match &file.proposal {
        Some(p) => p.what.proposals.iter().collect(),
        None => people
            .filter_map(|p| file.decision(p.no))
            .map(|d| &d.what.proposal)
            .collect(),
    }
}

/// How many are granted and how many refused, before anything else.
fn glance(w: Words, file: &CaseFile) -> String {
    let open = open_proposals(file);
    let count = |ruling: Ruling| open.iter().filter(|p| p.ruling == ruling).count();
    let (granted, refused) = (count(Ruling::Granted), count(Ruling::Refused));
    let mut parts = Vec::new();
    if granted > 0 {
        parts.push(w.say(k::decision_granted(granted)));
    }
    if refused > 0 {
        parts.push(w.say(k::decision_refused(refused)));
    }
    w.list(&parts)
}

fn proposals(w: Words, file: &CaseFile, today: Date) -> Option<Table> {
    let columns = show::columns(
        w,
        [
            k::NAME,
            k::PROPOSAL_RULING,
            k::ARTICLE,
            k::OPINION_IDENTITY,
            k::OPINION_NATIONALITY,
        ],
    );
    let row = |p: &&Proposal| {
        let clause = |c: u8| show::code(w, "clause-short", &c.to_string()).into();
        let mut row = Row::new(
            show::person(w, file, p.person),
            vec![
                Cell::Judged(show::ruling(w, p.ruling), show::personal(w, &p.reasons)),
                p.clause.map_or_else(|| Cell::muted("—"), clause),
                show::track(w, tracks::identity(file, p.person)),
                show::track(w, tracks::nationality(file, p.person)),
            ],
        );
        row.aside = file.person(p.person).map(|p| show::who(w, p, today));
        row
    };
    let rows: Vec<Row> = open_proposals(file).iter().map(row).collect();
    let title = match file.proposal {
        Some(_) => k::DECISION_PROPOSALS,
        None => k::CASE_DECISION,
    };
    (!rows.is_empty()).then(|| Table::new(w.t(title), &columns).rows(rows))
}

/// Where the grounds of a person are written, for who may.
fn writing(w: Words, file: &CaseFile, no: PersonNo) -> Vec<Link> {
    let link =
        |act: &str, key| Link::new(address(file, &format!("acts/{act}?person={no}")), w.t(key));
    vec![
        link("findings", k::FINDINGS_EDIT),
        link("hearing", k::HEARING_EDIT),
    ]
}

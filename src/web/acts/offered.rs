//! What may be done now, and what may be seen but not done, with the reason.

use std::collections::BTreeSet;

use super::super::{sentences, show};
use super::{beside, sittings};
use crate::domain::access::Role;
use crate::domain::case::decide::{self, Act, Setting, may};
use crate::domain::case::position::Position;
use crate::domain::case::refusal::{Refusal, Why};
use crate::domain::case::{CaseFile, WHOLE_CASE};
use crate::domain::directive::{Holder, Proof, StepId, StepKind};
use crate::text::{Words, k};
use crate::web::parts::{self, Bar, Link, Panel};

/// Asks the same function that will judge each act.
#[must_use]
pub fn offered(w: Words, file: &CaseFile, setting: &Setting<'_>) -> Panel {
    let mut links: Vec<Link> = papers_to_review(w, file, setting).into_iter().collect();
    let mut bars = Vec::new();
    work(w, file, setting, &mut links, &mut bars);
    outcomes(w, file, setting, &mut links, &mut bars);
    let aside = beside::beside(w, file, setting);
    let mut beside = aside.links;
    bars.extend(aside.bars);
    // A case that stands still goes on by this alone.
    let resumes = |link: &Link| link.href.ends_with("kind=resumption");
    links.extend(beside.iter().find(|link| resumes(link)).cloned());
    once(&mut links, |link| link.href.clone());
    once(&mut bars, |bar| bar.what.clone());
    let bars = together(w, bars);
    beside.retain(|link| !links.iter().any(|l| l.href == link.href));
    let mut panel = Panel::new(w, links.into_iter().map(parts::Offer::Go).collect(), bars);
    panel.beside = beside;
    panel
}

/// To the first paper that nobody has looked at, where papers are reviewed.
fn papers_to_review(w: Words, file: &CaseFile, setting: &Setting<'_>) -> Option<Link> {
    let here = |p: &Position| p.kind == StepKind::Review && p.holder == Holder::Office;
    let reviewed = file.positions.iter().any(here);
    let may = may(file, setting, &Act::JudgePaper).is_ok();
    let mut papers = file.papers.iter();
    let first = papers.find(|p| p.judgment().is_none());
    let first = first.filter(|_| reviewed && may)?;
    let href = format!("/cases/{}/papers/{}", file.reference, first.no);
    Some(Link::new(href, w.t(k::ACT_REVIEW_PAPERS)))
}

/// What one reason bars stands together.
fn together(w: Words, bars: Vec<Bar>) -> Vec<Bar> {
    let mut grouped: Vec<Bar> = Vec::new();
    for bar in bars {
        match grouped.iter_mut().find(|known| known.why == bar.why) {
            Some(known) => known.what = [known.what.as_str(), &bar.what].join(w.t(k::LIST_COMMA)),
            None => grouped.push(bar),
        }
    }
    grouped
}

/// Keeps the first of each.
fn once<T>(all: &mut Vec<T>, name: impl Fn(&T) -> String) {
    let mut known = BTreeSet::new();
    all.retain(|one| known.insert(name(one)));
}

pub(super) fn link(file: &CaseFile, address: &str, title: impl Into<String>) -> Link {
    Link::new(format!("/cases/{}/acts/{address}", file.reference), title)
}

/// To the page of the decision.
#[must_use]
pub fn decision_page(file: &CaseFile, title: impl Into<String>) -> Link {
    Link::new(format!("/cases/{}/decision", file.reference), title)
}

/// The recording work of each position.
fn work(
    w: Words,
    file: &CaseFile,
    setting: &Setting<'_>,
    links: &mut Vec<Link>,
    bars: &mut Vec<Bar>,
) {
    for p in file.positions.iter().filter(|p| !p.is_closed()) {
        let mut offer =
            |act: Act, address: String, title: String, proof: Option<(Proof, &Position)>| {
                if proof.is_some_and(|(proof, at)| decide::on_record(file, at, proof)) {
                    return;
                }
                match may(file, setting, &act) {
                    // Nobody signs from here: what she signs stands before her first.
                    Ok(()) if act == Act::Sign => links.push(decision_page(file, title)),
                    Ok(()) => links.push(link(file, &address, title)),
                    Err(refusal) if refusal.why == Why::NotAtThisStep => {}
                    Err(refusal) => {
                        let title = match refusal.why {
                            Why::NotYourRole => work_of(w, setting, &p.step),
                            _ => title,
                        };
                        bars.push(bar(w, file, setting, title, &refusal));
                    }
                }
            };
        let who = if p.person == 0 {
            String::new()
        } else {
            show::person(w, file, p.person)
        };
        match p.kind {
            StepKind::RegistrySearch => offer(
                Act::Search,
                "search".to_owned(),
                w.t(k::ACT_SEARCH).to_owned(),
                Some((Proof::Search, p)),
            ),
            StepKind::Evidence => offer(
                Act::Evidence,
                "evidence".to_owned(),
                w.t(k::ACT_EVIDENCE).to_owned(),
                Some((Proof::Evidence, p)),
            ),
            StepKind::Committee | StepKind::Council => {
                let title = w.say(k::act_sitting(show::step(w, setting.directive, &p.step)));
                offer(
                    Act::Sitting,
                    sittings::address(file, setting.directive, p),
                    title,
                    Some((Proof::Sitting, p)),
                );
            }
            StepKind::Referral if decide::on_record(file, p, Proof::Letter) => {
                offer(
                    Act::Answer,
                    "answer".to_owned(),
                    w.t(k::ACT_ANSWER).to_owned(),
                    Some((Proof::Answer, p)),
                );
                offer(
                    Act::Reminder,
                    "reminder".to_owned(),
                    w.t(k::ACT_REMINDER).to_owned(),
                    Some((Proof::Answer, p)),
                );
            }
            StepKind::Referral => {
                let (address, title) = letter(w, file, p);
                offer(Act::Letter, address, title, None);
            }
            StepKind::Decision => decision(w, file, p, &mut offer),
            StepKind::Notification => offer(
                Act::Serve(p.person),
                format!("service?person={}", p.person),
                w.say(k::act_service(who)),
                Some((Proof::Service, p)),
            ),
            StepKind::Issuance => issuance(w, file, setting, p, &who, &mut offer),
            StepKind::Objection => objection(w, file, setting, p, &who, &mut offer),
            StepKind::Intake | StepKind::Review | StepKind::Closed => {}
        }
    }
}

/// The form of a letter about those who stand at a place.
pub(super) fn letter(w: Words, file: &CaseFile, p: &Position) -> (String, String) {
    let title = w.t(k::ACT_LETTER);
    match p.person {
        WHOLE_CASE => ("letter".to_owned(), title.to_owned()),
        one => {
            let of = w.say(k::fact_of_person(title, show::person(w, file, one)));
            (format!("letter?person={one}"), of)
        }
    }
}

type Offer<'a> = dyn FnMut(Act, String, String, Option<(Proof, &Position)>) + 'a;

fn decision(w: Words, file: &CaseFile, p: &Position, offer: &mut Offer<'_>) {
    if file.proposal.is_some() {
        offer(
            Act::Sign,
            String::new(),
            w.t(k::ACT_READ_AND_SIGN).to_owned(),
            None,
        );
        return;
    }
    let who = show::person(w, file, p.person);
    let open = !decide::clauses_untested(file, p.person).is_empty()
        || !decide::facts_without_finding(file, p.person).is_empty();
    if open {
        offer(
            Act::Assess,
            format!("findings?person={}", p.person),
            w.say(k::act_findings(who)),
            None,
        );
    } else {
        offer(
            Act::Propose,
            "proposal".to_owned(),
            w.t(k::ACT_PROPOSAL).to_owned(),
            None,
        );
    }
}

/// Which proofs leave a step, from its outcomes.
fn needs(setting: &Setting<'_>, p: &Position) -> Vec<Proof> {
    setting.directive.step(&p.step).map_or_else(Vec::new, |s| {
        let needs = s.outcomes.iter().flat_map(|o| &o.needs);
        needs.filter_map(|proof| proof.record()).collect()
    })
}

fn issuance(
    w: Words,
    _: &CaseFile,
    setting: &Setting<'_>,
    p: &Position,
    who: &str,
    offer: &mut Offer<'_>,
) {
    let (act, address, title): (Act, &str, String) = match needs(setting, p).first() {
        Some(Proof::RegisterEntry) => (
            Act::DraftRecord(p.person),
            "register-entry",
            w.say(k::act_register_entry(who)),
        ),
        Some(Proof::Certificate) => (
            Act::Certificate(p.person),
            "certificate",
            w.say(k::act_certificate(who)),
        ),
        _ => (
            Act::Biometrics(p.person),
            "fingerprints",
            w.say(k::act_fingerprints(who)),
        ),
    };
    offer(act, format!("{address}?person={}", p.person), title, None);
}

fn objection(
    w: Words,
    file: &CaseFile,
    setting: &Setting<'_>,
    p: &Position,
    who: &str,
    offer: &mut Offer<'_>,
) {
    let needed = needs(setting, p);
    if needed.contains(&Proof::Sitting) && !decide::on_record(file, p, Proof::Sitting) {
        let title = w.say(k::act_sitting(show::step(w, setting.directive, &p.step)));
        offer(
            Act::Sitting,
            sittings::address(file, setting.directive, p),
            title,
            None,
        );
    }
    if needed.contains(&Proof::Objection) && !decide::on_record(file, p, Proof::Objection) {
        offer(
            Act::Objection(p.person),
            format!("objection?person={}", p.person),
            w.say(k::act_objection(who)),
            None,
        );
    }
    if needed.contains(&Proof::Judgment) && !decide::on_record(file, p, Proof::Judgment) {
        offer(
            Act::Judgment(p.person),
            format!("judgment?person={}", p.person),
            w.say(k::act_judgment(who)),
            None,
        );
    }
}

fn outcomes(
    w: Words,
    file: &CaseFile,
    setting: &Setting<'_>,
    links: &mut Vec<Link>,
    bars: &mut Vec<Bar>,
) {
    for offer in decide::offers(file, setting) {
        let Some(outcome) = setting
            .directive
            .step(&offer.step)
            .and_then(|s| s.outcome(&offer.outcome))
        else {
            continue;
        };
        let title = show::title(w, &outcome.title);
        let title = if offer.person == 0 {
            title
        } else {
            w.say(k::outcome_of_person(
                show::person(w, file, offer.person),
                title,
            ))
        };
        match offer.refusal {
            None => links.push(link(
                file,
                &format!(
                    "step?person={}&step={}&outcome={}",
                    offer.person, offer.step, offer.outcome
                ),
                title,
            )),
            // Where the record itself moves the person on, a way out that waits for it is no news.
            Some(refusal) if moves_itself(setting, &offer.step, &refusal.why) => {}
            Some(refusal) => {
                let title = match refusal.why {
                    Why::NotYourRole if !works(file, setting, &offer.step) => {
                        work_of(w, setting, &offer.step)
                    }
                    _ => title,
                };
                bars.push(bar(w, file, setting, title, &refusal));
            }
        }
    }
}

/// What cannot be done, and why. What stands still with the whole case is one thing, and the work of
/// other posts waits folded.
pub(super) fn bar(
    w: Words,
    file: &CaseFile,
    setting: &Setting<'_>,
    title: String,
    no: &Refusal,
) -> Bar {
    let title = match no.why {
        Why::CaseSuspended => w.t(k::WORK_OF_CASE).to_owned(),
        _ => title,
    };
    let why = sentences::refusal(w, file, setting.directive, no);
    Bar::new(title, why).of_others(no.why == Why::NotYourRole)
}

/// What is not this post's to do is one thing, whatever it is and for whom.
fn work_of(w: Words, setting: &Setting<'_>, step: &StepId) -> String {
    w.say(k::work_of_step(show::step(w, setting.directive, step)))
}

/// Whether the reader holds one of the posts that work at a step.
fn works(file: &CaseFile, setting: &Setting<'_>, step: &StepId) -> bool {
    let holds = |role: &Role| setting.actor.grant_over(*role, &file.unit).is_some();
    let step = setting.directive.step(step);
    step.is_some_and(|s| s.actors.iter().any(holds))
}

fn moves_itself(setting: &Setting<'_>, step: &StepId, why: &Why) -> bool {
    let kind = setting.directive.step(step).map(|s| s.kind);
    matches!(why, Why::NotOnRecord(_))
        && matches!(
            kind,
            Some(StepKind::Notification | StepKind::Issuance | StepKind::Objection)
        )
}

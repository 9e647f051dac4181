//! What must be on record before a way out of a step is open.

use std::collections::BTreeSet;

use super::super::event::{Answer, CourtRuled, Opinion, Ruling};
use super::super::facts::{self, Standing};
use super::super::file::{CaseFile, Letter, Recorded};
use super::super::people::{PersonNo, WHOLE_CASE};
use super::super::position::Position;
use super::super::refusal::{Refusal, Why};
use super::Setting;
use crate::domain::directive::{Outcome, Proof, Step, StepId};

pub(super) fn proven(
    file: &CaseFile,
    setting: &Setting<'_>,
    position: &Position,
    step: &Step,
    outcome: &Outcome,
) -> Result<(), Refusal> {
    if outcome.needs.contains(&Proof::Checklist) {
        let open: Vec<_> = facts::checklist(file, setting.directive, position, setting.today())
            .into_iter()
            .filter(|i| !i.if_any && i.standing != Standing::Accepted)
            .map(|i| (i.requirement, i.person))
            .collect();
        if !open.is_empty() {
            return Err(Refusal::on(Why::ChecklistOpen(open), &step.basis));
        }
    }
    let lacking: Vec<_> = outcome
        .needs
        .iter()
        .copied()
        .filter(|proof| *proof != Proof::Checklist && !holds(file, setting, position, *proof))
        .collect();
    if lacking.is_empty() {
        return Ok(());
    }
    if lacking == [Proof::Evidence] {
        let why = Why::NoEvidenceOn(without_evidence(file, position));
        return Err(Refusal::on(why, &step.basis).who(&step.actors));
    }
    Err(Refusal::on(Why::NotOnRecord(lacking), &step.basis).who(&step.actors))
}

/// Whether `proof` is on record since the case came to `position`.
#[must_use]
pub fn on_record(file: &CaseFile, position: &Position, proof: Proof) -> bool {
    let since = |seq: u64| seq > position.entered;
    let mine = |person: PersonNo| person == position.person;
    let here = |step: &StepId| position.is_called(step);
    let concerned = || facts::concerned(file, position);
    match proof {
        Proof::Checklist => true,
        Proof::Papers => {
            let received = file.papers.iter().filter_map(|p| p.latest());
            received.map(|v| v.seq).any(since) || file.corrections.iter().any(|c| since(c.seq))
        }
        Proof::Verdicts => file.papers.iter().all(|p| p.judgment().is_some()),
        Proof::Search => file
            .searches
            .iter()
            .any(|s| since(s.seq) && here(&s.what.step)),
        Proof::SearchClean => {
            !searched(file, position, &["found", "possible"])
                && on_record(file, position, Proof::Search)
        }
        Proof::SearchFound => searched(file, position, &["found"]),
        Proof::Evidence => !file.evidence.is_empty() && without_evidence(file, position).is_empty(),
        Proof::Sitting => file.sittings.iter().any(|s| {
            since(s.seq)
                && here(&s.what.step)
                && (s.what.opinions.iter()).any(|o| concerned().contains(&o.person))
        }),
        Proof::SittingDate => file
            .scheduled
            .iter()
            .any(|s| since(s.seq) && here(&s.what.step)),
        Proof::Letter => letters(file, position).any(|l| since(l.sent.seq)),
        Proof::Answer => {
            let mut answers = letters(file, position).filter_map(|l| l.answer.as_ref());
            answers.any(|a| since(a.seq))
        }
        Proof::Signature => file
            .decisions
            .iter()
            .any(|d| since(d.seq) && mine(d.what.proposal.person)),
        Proof::Service => file
            .services
            .iter()
            .any(|s| since(s.seq) && mine(s.what.person)),
        Proof::Fingerprints => file
            .biometrics
            .iter()
            .any(|b| since(b.seq) && mine(b.what.person)),
        Proof::RegisterEntry => file
            .records
            .iter()
            .any(|r| since(r.seq) && mine(r.what.person)),
        Proof::Certificate => file
            .certificates
            .iter()
            .any(|c| since(c.seq) && mine(c.what.person)),
        Proof::Objection => file
            .objections
            .iter()
            .any(|o| since(o.seq) && mine(o.what.person)),
        Proof::Judgment => latest_judgment(file, position).is_some(),
        Proof::AnswerConfirmed => {
            let answers = latest_answers(file, position);
            let confirmed = |no: &PersonNo| {
                let about = |a: &&Answer| a.person == *no || a.person == WHOLE_CASE;
                answers
                    .iter()
                    .find(about)
                    .is_some_and(|a| a.result == "confirmed")
            };
            facts::concerned(file, position).iter().all(confirmed)
        }
        Proof::AnswerNotConfirmed => answered(file, position, "not_confirmed"),
        Proof::AnswerInconclusive => answered(file, position, "inconclusive"),
        Proof::AnswerForeignNational => answered(file, position, "foreign_national"),
        Proof::NoAnswer => !on_record(file, position, Proof::Answer),
        Proof::OpinionApproved => of_everybody(file, position, |o| o.nationality == "approved"),
        Proof::OpinionRejected => of_everybody(file, position, |o| o.nationality == "rejected"),
        Proof::IdentityEvident => of_everybody(file, position, |o| o.identity == "evident"),
        Proof::OpinionDivided => {
            let said = latest_opinions(file, position);
            let said: BTreeSet<&str> = said.iter().map(|o| o.nationality.as_str()).collect();
            said.len() > 1
        }
        Proof::OpinionReturned => of_somebody(file, position, "returned"),
        Proof::OpinionPostponed => of_somebody(file, position, "postponed"),
        Proof::NoObjection => !on_record(file, position, Proof::Objection),
        Proof::NoJudgment => !on_record(file, position, Proof::Judgment),
        Proof::JudgmentOrdered => {
            latest_judgment(file, position).is_some_and(|j| j.what.effect == "issuance_ordered")
        }
        Proof::JudgmentDismissed => {
            latest_judgment(file, position).is_some_and(|j| j.what.effect == "dismissed")
        }
        Proof::JudgmentOther => {
            latest_judgment(file, position).is_some_and(|j| j.what.effect == "other")
        }
        Proof::TimeOver => position.course.expired_on.is_some(),
    }
}

/// Those at this place of whom nothing was recorded that speaks for or against their claim.
fn without_evidence(file: &CaseFile, position: &Position) -> Vec<PersonNo> {
    let about = |no: PersonNo| file.evidence.iter().any(|e| e.what.person == no);
    if about(WHOLE_CASE) {
        return Vec::new();
    }
    let people = facts::concerned(file, position).into_iter();
    people.filter(|no| !about(*no)).collect()
}

/// The same on the day of the act: a time limit that has passed may not have been recorded yet.
fn holds(file: &CaseFile, setting: &Setting<'_>, position: &Position, proof: Proof) -> bool {
    let over = || {
        let due = position.due.as_ref().filter(|_| !position.is_still());
        due.is_some_and(|due| due.date < setting.today())
    };
    on_record(file, position, proof) || (proof == Proof::TimeOver && over())
}

/// Whether the newest search at this step came to one of these results.
fn searched(file: &CaseFile, position: &Position, results: &[&str]) -> bool {
    let here = file
        .searches
        .iter()
        .rev()
        .find(|s| s.seq > position.entered && position.is_called(&s.what.step));
    here.is_some_and(|s| {
        let mut checks = s.what.checks.iter();
        checks.any(|c| results.contains(&c.result.as_str()))
    })
}

/// Letters that went out at this step about those who stand here.
fn letters<'f>(file: &'f CaseFile, position: &'f Position) -> impl Iterator<Item = &'f Letter> {
    let people = facts::concerned(file, position);
    let here = |l: &&Letter| position.is_called(&l.sent.what.step);
    let letters = file.letters.iter().filter(here);
    letters.filter(move |l| l.concerns(&people))
}

/// What the newest answer at this step says, of each person.
fn latest_answers<'f>(file: &'f CaseFile, position: &'f Position) -> &'f [Answer] {
    let answers = letters(file, position).filter_map(|l| l.answer.as_ref());
    let newest = answers
        .filter(|a| a.seq > position.entered)
        .max_by_key(|a| a.seq);
    newest.map_or(&[], |a| &a.what.answers)
}

fn answered(file: &CaseFile, position: &Position, result: &str) -> bool {
    let people = facts::concerned(file, position);
    let about = |a: &&Answer| a.person == WHOLE_CASE || people.contains(&a.person);
    let mut answers = latest_answers(file, position).iter().filter(about);
    answers.any(|a| a.result == result)
}

/// What the newest sitting at this step said of the people concerned.
fn latest_opinions<'f>(file: &'f CaseFile, position: &Position) -> Vec<&'f Opinion> {
    let people = facts::concerned(file, position);
    let about = |o: &&Opinion| people.contains(&o.person);
    let held = file.sittings.iter().rev().find(|s| {
        let of_them = s.what.opinions.iter().any(|o| about(&o));
        s.seq > position.entered && position.is_called(&s.what.step) && of_them
    });
    held.map_or_else(Vec::new, |s| s.what.opinions.iter().filter(about).collect())
}

fn of_everybody(file: &CaseFile, position: &Position, said: impl Fn(&Opinion) -> bool) -> bool {
    let opinions = latest_opinions(file, position);
    let people = facts::concerned(file, position);
    let of = |no: &PersonNo| opinions.iter().any(|o| o.person == *no && said(o));
    !people.is_empty() && people.iter().all(of)
}

fn of_somebody(file: &CaseFile, position: &Position, nationality: &str) -> bool {
    let mut opinions = latest_opinions(file, position).into_iter();
    opinions.any(|o| o.nationality == nationality)
}

fn latest_judgment<'f>(
    file: &'f CaseFile,
    position: &Position,
) -> Option<&'f Recorded<CourtRuled>> {
    let here =
        |j: &&Recorded<CourtRuled>| j.seq > position.entered && j.what.person == position.person;
    file.judgments.iter().rev().find(here)
}

/// Nobody comes to the issue of a certificate but by a decision that grants it, a ruling of the board
/// that allows the objection, or a judgment that orders it.
#[must_use]
pub(super) fn is_entitled(file: &CaseFile, person: PersonNo) -> bool {
    // What gave the right to a certificate is used up by it.
    let issued = file.certificates.iter().filter(|c| c.what.person == person);
    let issued = issued.map(|c| c.seq).max().unwrap_or(0);
    let decided = file.decision(person).filter(|d| d.seq > issued);
    let since = decided.map_or(issued, |d| d.seq);
    if decided.is_some_and(|d| d.what.proposal.ruling == Ruling::Granted) {
        return true;
    }
    let ordered = file
        .judgments
        .iter()
        .rev()
        .find(|j| j.what.person == person);
    if ordered.is_some_and(|j| j.seq > since && j.what.effect == "issuance_ordered") {
        return true;
    }
    let board = file.board_ruling(person);
    board.is_some_and(|(held, of)| held.seq > since && of.nationality == "approved")
}

//! The decision on each person: findings, a chance to answer, proposal, signature.
//!
//! The registry office decides on the council's report (unification ruling 658); the preparer
//! never signs, nor whoever entered or assessed evidence in the round.

use super::super::command::Command;
use super::super::event::{
    ClauseTested, DecisionProposed, DecisionSigned, FactFound, Happening, HeardOut, Proposal,
    ProposalReturned, Ruling, Seen,
};
use super::super::file::{CaseFile, OpenProposal, Recorded};
use super::super::people::{PersonNo, WHOLE_CASE};
use super::super::personal::Personal;
use super::super::position::Position;
use super::super::refusal::{Refusal, Why};
use super::may::decision_step;
use super::outcome::{separated, unmet};
use super::proofs::proven;
use super::{Drafted, Setting, moves, stays};
use crate::domain::access::Role;
use crate::domain::directive::{
    Citation, Coded as _, MaterialFact, Outcome, OutcomeId, Separation, Step, StepKind,
};

/// Facts that every decision rests on; a refusal needs a finding on each.
pub const MATERIAL_FACTS: &[&str] = MaterialFact::CODES;

/// Findings that speak against the claim.
const ADVERSE: &[&str] = &["not_shown", "contradicted"];

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "called with these kinds only; the caller names every kind"
)]
pub(super) fn judge(
    file: &CaseFile,
    setting: &Setting<'_>,
    command: &Command,
) -> Result<Vec<Drafted>, Refusal> {
    match command {
        Command::Assess { facts, clauses } => assess(file, facts, clauses),
        Command::HearOut(heard) => hear(file, heard),
        Command::Propose { proposals, seen } => propose(file, setting, proposals, seen),
        Command::ReturnProposal { deficiencies, note } => send_back(file, deficiencies, note),
        Command::Sign {
            number,
            seen,
            hats_reason,
        } => sign(file, setting, number, seen, hats_reason.as_ref()),
        _ => Err(Refusal::plain(Why::NoSuchOutcome)),
    }
}

fn assess(
    file: &CaseFile,
    facts: &[FactFound],
    clauses: &[ClauseTested],
) -> Result<Vec<Drafted>, Refusal> {
    let awaiting = awaiting_decision(file);
    let people = facts.iter().map(|f| f.person);
    let mut people = people.chain(clauses.iter().map(|c| c.person));
    if people.any(|no| !awaiting.contains(&no)) {
        return Err(Refusal::plain(Why::NotAtThisStep));
    }
    let stands = |f: &&FactFound| !file.findings.iter().any(|x| x.what == **f);
    let tested = |c: &&ClauseTested| !file.clauses.iter().any(|x| x.what == **c);
    let mut drafted = Vec::new();
    for fact in facts.iter().filter(stands) {
        drafted.push(stays(file, Happening::FactFound(fact.clone())));
    }
    for clause in clauses.iter().filter(tested) {
        drafted.push(stays(file, Happening::ClauseTested(clause.clone())));
    }
    if drafted.is_empty() {
        return Err(Refusal::plain(Why::AlreadyRecorded));
    }
    Ok(drafted)
}

fn hear(file: &CaseFile, heard: &HeardOut) -> Result<Vec<Drafted>, Refusal> {
    if !awaiting_decision(file).contains(&heard.person) {
        return Err(Refusal::plain(Why::NotAtThisStep));
    }
    Ok(vec![stays(file, Happening::HeardOut(heard.clone()))])
}

/// People who wait for a decision.
#[must_use]
pub fn awaiting_decision(file: &CaseFile) -> Vec<PersonNo> {
    let waits = |kind| move |p: &&Position| p.kind == kind;
    file.positions
        .iter()
        .filter(waits(StepKind::Decision))
        .map(|p| p.person)
        .collect()
}

fn propose(
    file: &CaseFile,
    setting: &Setting<'_>,
    proposals: &[Proposal],
    seen: &Seen,
) -> Result<Vec<Drafted>, Refusal> {
    let basis = decision_step(file, setting).map_or(&[][..], |s| &s.basis);
    if file.proposal.is_some() {
        return Err(Refusal::on(Why::ProposalPending, basis));
    }
    if seen.seq != file.seq || seen.hash != file.hash {
        return Err(Refusal::on(Why::ChangedSinceSeen, basis));
    }
    if proposals.is_empty() {
        return Err(Refusal::on(Why::NothingProposed, basis));
    }
    let waiting = awaiting_decision(file);
    for proposal in proposals {
        if !waiting.contains(&proposal.person) {
            return Err(Refusal::on(Why::NotAtThisStep, basis));
        }
    }
    reasoned(file, proposals, basis)?;
    for proposal in proposals {
        ruled(file, setting, proposal)?;
    }
    let round = file.rounds + 1;
    let proposed = DecisionProposed {
        round,
        proposals: proposals.to_vec(),
        seen: seen.clone(),
    };
    Ok(vec![stays(file, Happening::DecisionProposed(proposed))])
}

/// The way out of the person's step that a ruling takes, where the directive leaves it open.
fn ruled<'a>(
    file: &CaseFile,
    setting: &Setting<'a>,
    proposal: &Proposal,
) -> Result<(&'a Step, &'a Outcome), Refusal> {
    let decides = |p: &&Position| p.person == proposal.person && p.kind == StepKind::Decision;
    let position = file.positions.iter().find(decides);
    let step = position.and_then(|p| Some((p, setting.directive.step(&p.step)?)));
    let (position, step) = step.ok_or(Refusal::plain(Why::NotAtThisStep))?;
    let outcome = step.outcome(&OutcomeId::from(proposal.ruling.code()));
    let outcome = outcome.ok_or_else(|| Refusal::on(Why::NoSuchOutcome, &step.basis))?;
    let unmet = unmet(file, setting, proposal.person, outcome);
    if !unmet.is_empty() {
        return Err(Refusal::on(Why::ConditionNotMet(unmet), &step.basis));
    }
    proven(file, setting, position, step, outcome)?;
    Ok((step, outcome))
}

/// Whether findings, clause tests and hearings carry what is proposed.
fn reasoned(file: &CaseFile, proposals: &[Proposal], basis: &[Citation]) -> Result<(), Refusal> {
    let mut findings = Vec::new();
    let mut clauses = Vec::new();
    let mut unheard = Vec::new();
    for p in proposals {
        let refused = p.ruling == Ruling::Refused;
        if refused {
            findings.extend(facts_without_finding(file, p.person));
            let adverse = last_adverse(file, p.person);
            let heard = |h: &Recorded<HeardOut>| h.what.person == p.person && h.seq > adverse;
            if !file.hearings.iter().any(heard) {
                unheard.push(p.person);
            }
        }
        clauses.extend(clauses_untested(file, p.person));
    }
    if !findings.is_empty() {
        return Err(Refusal::on(Why::FindingsMissing(findings), basis));
    }
    if !clauses.is_empty() {
        return Err(Refusal::on(Why::ClausesMissing(clauses), basis));
    }
    if !unheard.is_empty() {
        return Err(Refusal::on(Why::NotHeard(unheard), basis));
    }
    for p in proposals.iter().filter(|p| p.ruling == Ruling::Granted) {
        let met = |c: &Recorded<ClauseTested>| {
            c.what.person == p.person && Some(c.what.clause) == p.clause && c.what.finding == "met"
        };
        if !file.clauses.iter().any(met) {
            return Err(Refusal::on(Why::ClauseNotMet(p.person), basis));
        }
    }
    Ok(())
}

/// The newest event that speaks against a person: whoever was heard before it was not told of it.
fn last_adverse(file: &CaseFile, person: PersonNo) -> u64 {
    let about = |no: PersonNo| no == person || no == WHOLE_CASE;
    let findings = file
        .findings
        .iter()
        .filter(|f| f.what.person == person && ADVERSE.contains(&f.what.finding.as_str()));
    let clauses = file
        .clauses
        .iter()
        .filter(|c| c.what.person == person && c.what.finding != "met");
    let evidence = file
        .evidence
        .iter()
        .filter(|e| about(e.what.person) && e.what.direction == "against");
    let answers = file.letters.iter().filter_map(|l| l.answer.as_ref());
    let answers = answers.filter(|a| {
        let against = |code: &str| matches!(code, "not_confirmed" | "foreign_national");
        let mut of_them = a.what.answers.iter().filter(|x| about(x.person));
        of_them.any(|x| against(&x.result))
    });
    let sittings = file.sittings.iter().filter(|s| {
        let mut of_them = s.what.opinions.iter().filter(|o| about(o.person));
        of_them.any(|o| o.nationality == "rejected" || o.identity == "not_evident")
    });
    let all = findings.map(|f| f.seq).chain(clauses.map(|c| c.seq));
    let all = all
        .chain(evidence.map(|e| e.seq))
        .chain(answers.map(|a| a.seq));
    all.chain(sittings.map(|s| s.seq)).max().unwrap_or(0)
}

/// Material facts of a person that have no finding yet.
#[must_use]
pub fn facts_without_finding(file: &CaseFile, person: PersonNo) -> Vec<(PersonNo, String)> {
    let found = |fact: &str| {
        file.findings
            .iter()
            .any(|f| f.what.person == person && f.what.fact == fact)
    };
    MATERIAL_FACTS
        .iter()
        .filter(|f| !found(f))
        .map(|f| (person, (*f).to_owned()))
        .collect()
}

/// Claimed clauses of a person that have not been tested.
#[must_use]
pub fn clauses_untested(file: &CaseFile, person: PersonNo) -> Vec<(PersonNo, u8)> {
    let tested = |clause: u8| {
        file.clauses
            .iter()
            .any(|c| c.what.person == person && c.what.clause == clause)
    };
    file.person(person).map_or_else(Vec::new, |p| {
        p.clauses
            .iter()
            .filter(|c| !tested(**c))
            .map(|c| (person, *c))
            .collect()
    })
}

fn send_back(
    file: &CaseFile,
    deficiencies: &[String],
    note: &Personal,
) -> Result<Vec<Drafted>, Refusal> {
    let open = file
        .proposal
        .as_ref()
        .ok_or(Refusal::plain(Why::NothingProposed))?;
    if deficiencies.is_empty() {
        return Err(Refusal::plain(Why::ItemsMissing));
    }
    let returned = ProposalReturned {
        round: open.what.round,
        deficiencies: deficiencies.to_vec(),
        note: note.clone(),
    };
    Ok(vec![stays(file, Happening::ProposalReturned(returned))])
}

/// Whether the actor may sign the open proposal, words and numbers aside.
///
/// # Errors
/// The separation of duties that stands in the way.
pub fn may_sign(file: &CaseFile, setting: &Setting<'_>) -> Result<(), Refusal> {
    let step = decision_step(file, setting);
    let basis = step.map_or(&[][..], |s| &s.basis);
    let who: Vec<_> = step.map_or_else(Vec::new, |s| {
        s.outcomes.iter().flat_map(|o| o.by.clone()).collect()
    });
    let Some(open) = &file.proposal else {
        return Err(Refusal::on(Why::NothingProposed, basis));
    };
    if open.by == Some(setting.actor.user) {
        return Err(Refusal::on(Why::Separated(Separation::NotPreparer), basis).who(&who));
    }
    for proposal in &open.what.proposals {
        // What stands in the way of the ruling itself is said when it is signed.
        let Ok((step, outcome)) = ruled(file, setting, proposal) else {
            continue;
        };
        let may = |role: &Role| setting.actor.grant_over(*role, &file.unit).is_some();
        if !outcome.by.iter().any(may) {
            return Err(Refusal::on(Why::NotYourRole, &step.basis).who(&outcome.by));
        }
        separated(file, setting, proposal.person, (step, outcome))?;
    }
    let people: Vec<PersonNo> = open.what.proposals.iter().map(|p| p.person).collect();
    if file.made_evidence(setting.actor.user, &people) {
        return Err(Refusal::on(Why::Separated(Separation::NotEvidenceMaker), basis).who(&who));
    }
    Ok(())
}

/// Whether the office head sat with a vote at a sitting on this case (Art. 45 note).
#[must_use]
pub fn head_voted(file: &CaseFile) -> bool {
    file.sittings.iter().any(|s| {
        s.what
            .members
            .iter()
            .any(|m| m.post == "office_head" && m.attendance == "present" && m.vote != "none")
    })
}

fn sign(
    file: &CaseFile,
    setting: &Setting<'_>,
    number: &Personal,
    seen: &Seen,
    hats_reason: Option<&Personal>,
) -> Result<Vec<Drafted>, Refusal> {
    may_sign(file, setting)?;
    let step = decision_step(file, setting).ok_or(Refusal::plain(Why::NotAtThisStep))?;
    let open = file
        .proposal
        .as_ref()
        .ok_or(Refusal::plain(Why::NothingProposed))?;
    if seen.seq != file.seq || seen.hash != file.hash {
        return Err(Refusal::on(Why::ChangedSinceSeen, &step.basis));
    }
    let waiting = awaiting_decision(file);
    if let Some(p) = open
        .what
        .proposals
        .iter()
        .find(|p| !waiting.contains(&p.person))
    {
        return Err(Refusal::on(Why::AlreadyEnded(p.person), &step.basis));
    }
    if head_voted(file) && hats_reason.is_none() {
        return Err(Refusal::on(Why::HatsReasonMissing, &step.basis));
    }
    let signed = DecisionSigned {
        round: open.what.round,
        number: number.clone(),
        people: open.what.proposals.iter().map(|p| p.person).collect(),
        seen: seen.clone(),
        hats_reason: hats_reason.cloned(),
    };
    let mut drafted = vec![stays(file, Happening::DecisionSigned(signed))];
    advance_signed(file, setting, open, &mut drafted)?;
    Ok(drafted)
}

/// Each signed person goes on to where the ruling leads.
fn advance_signed(
    file: &CaseFile,
    setting: &Setting<'_>,
    open: &Recorded<OpenProposal>,
    drafted: &mut Vec<Drafted>,
) -> Result<(), Refusal> {
    let mut positions = file.positions.clone();
    for (seq, proposal) in (file.seq + 2..).zip(&open.what.proposals) {
        let (step, outcome) = ruled(file, setting, proposal)?;
        let taken = moves::take(
            file,
            setting,
            &positions,
            proposal.person,
            (step, outcome),
            (None, Vec::new()),
            seq,
        );
        positions.clone_from(&taken.positions);
        drafted.push(taken);
    }
    Ok(())
}

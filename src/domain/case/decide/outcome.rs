//! Taking an outcome of a step, acts beside the main line, and clocks that run out.

use super::super::command::{Command, TakeStep};
use super::super::event::{CaseReopened, Happening, SideActTaken};
use super::super::facts;
use super::super::file::{CaseFile, Recorded};
use super::super::people::{PersonNo, WHOLE_CASE};
use super::super::position::Position;
use super::super::refusal::{Refusal, Why};
use super::may::known_person;
use super::papers::carries;
use super::proofs::proven;
use super::{Act, Drafted, Setting, clocks, may, moves, stays};
use crate::domain::access::UserId;
use crate::domain::directive::{
    Condition, Outcome, ReasonRule, Separation, Step, StepId, StepKind, StepScope,
};

/// An outcome that could be taken here, or why it cannot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    pub person: PersonNo,
    pub step: StepId,
    pub outcome: crate::domain::directive::OutcomeId,
    pub refusal: Option<Refusal>,
}

/// Every outcome of every open position, each with the answer that the decision would give.
#[must_use]
pub fn offers(file: &CaseFile, setting: &Setting<'_>) -> Vec<Offer> {
    let mut offers = Vec::new();
    for position in file
        .positions
        .iter()
        .filter(|p| p.kind != StepKind::Decision)
    {
        let Some(step) = setting.directive.step(&position.step) else {
            continue;
        };
        for outcome in step
            .outcomes
            .iter()
            .filter(|o| unmet(file, setting, position.person, o).is_empty())
        {
            offers.push(Offer {
                person: position.person,
                step: step.id.clone(),
                outcome: outcome.id.clone(),
                refusal: take_step_refusal(file, setting, position, step, outcome),
            });
        }
    }
    offers
}

/// Why `outcome` cannot be taken at `position`, words aside.
#[must_use]
pub fn take_step_refusal(
    file: &CaseFile,
    setting: &Setting<'_>,
    position: &Position,
    step: &Step,
    outcome: &Outcome,
) -> Option<Refusal> {
    let act = Act::TakeStep {
        person: position.person,
        step: step.id.clone(),
        outcome: outcome.id.clone(),
    };
    may(file, setting, &act)
        .and_then(|()| separated(file, setting, position.person, (step, outcome)))
        .and_then(|()| proven(file, setting, position, step, outcome))
        .err()
}

/// The conditions of an outcome that do not hold for this person; it is open where there are none.
pub(super) fn unmet(
    file: &CaseFile,
    setting: &Setting<'_>,
    person: PersonNo,
    outcome: &Outcome,
) -> Vec<Condition> {
    let facts = facts::facts(file, person, setting.today());
    let unmet = outcome.when.iter().filter(|it| !it.holds(&facts));
    unmet.cloned().collect()
}

pub(super) fn take(
    file: &CaseFile,
    setting: &Setting<'_>,
    take: &TakeStep,
) -> Result<Vec<Drafted>, Refusal> {
    let (step, outcome, position) = find(file, setting, take)?;
    if step.kind == StepKind::Decision {
        return Err(Refusal::on(Why::NotAtThisStep, &step.basis));
    }
    let unmet = unmet(file, setting, take.person, outcome);
    if !unmet.is_empty() {
        return Err(Refusal::on(Why::ConditionNotMet(unmet), &step.basis));
    }
    if let Some(refusal) = take_step_refusal(file, setting, position, step, outcome) {
        return Err(refusal);
    }
    if outcome.reason == ReasonRule::Required && take.reason.is_none() {
        return Err(Refusal::on(Why::ReasonMissing, &step.basis));
    }
    if outcome.itemised && take.missing.is_empty() {
        return Err(Refusal::on(Why::ItemsMissing, &step.basis));
    }
    if warns(file, setting, take.person, outcome) && !take.acknowledged {
        return Err(Refusal::on(Why::WarningNotAcknowledged, &step.basis));
    }
    let words = (take.reason.clone(), take.missing.clone());
    let seq = file.seq + 1;
    Ok(vec![moves::take(
        file,
        setting,
        &file.positions,
        take.person,
        (step, outcome),
        words,
        seq,
    )])
}

/// Whether the directive has a warning to show before this outcome.
#[must_use]
pub fn warns(file: &CaseFile, setting: &Setting<'_>, person: PersonNo, outcome: &Outcome) -> bool {
    let facts = facts::facts(file, person, setting.today());
    outcome.warns_under(&facts)
}

fn find<'a>(
    file: &'a CaseFile,
    setting: &Setting<'a>,
    take: &TakeStep,
) -> Result<(&'a Step, &'a Outcome, &'a Position), Refusal> {
    let step = setting.directive.step(&take.step);
    let step = step.ok_or(Refusal::plain(Why::NoSuchOutcome))?;
    let outcome = step.outcome(&take.outcome);
    let outcome = outcome.ok_or_else(|| Refusal::on(Why::NoSuchOutcome, &step.basis))?;
    let position = file.position(take.person, &step.id);
    let position = position.ok_or_else(|| Refusal::on(Why::NotAtThisStep, &step.basis))?;
    Ok((step, outcome, position))
}

/// Who did what came before does not go on where the directive wants somebody else.
pub(super) fn separated(
    file: &CaseFile,
    setting: &Setting<'_>,
    person: PersonNo,
    (step, outcome): (&Step, &Outcome),
) -> Result<(), Refusal> {
    let me = Some(setting.actor.user);
    for rule in &outcome.separation {
        let barred = match rule {
            Separation::NotOpener => file.opened_by == me,
            Separation::NotPreparer => {
                let open = file.proposal.as_ref().is_some_and(|p| p.by == me);
                let decision = file.decision(person);
                open || decision.is_some_and(|d| d.what.prepared_by == me)
            }
            Separation::NotEvidenceMaker => file.made_evidence(setting.actor.user, &[person]),
            Separation::NotPrevious => led_here(file, (person, &step.id)) == me,
        };
        if barred {
            return Err(Refusal::on(Why::Separated(*rule), &step.basis).who(&outcome.by));
        }
    }
    Ok(())
}

/// Who brought a person, or the household, to this place: by a step or by reopening the case. What was
/// done for others, or later, bars nobody here.
fn led_here(file: &CaseFile, (person, at): (PersonNo, &StepId)) -> Option<UserId> {
    let entered = file.position(person, at)?.entered;
    let concerns = |no: PersonNo| no == person || no == WHOLE_CASE;
    let steps = file.steps_taken.iter();
    let steps = steps.map(|s| (s.seq, s.what.person, s.by));
    let reopened = file.reopenings.iter();
    let reopened = reopened.map(|r| (r.seq, r.what.person, r.by));
    let all = steps.chain(reopened);
    let before = all.filter(|(seq, no, _)| concerns(*no) && *seq <= entered);
    before.max_by_key(|(seq, ..)| *seq).and_then(|(.., by)| by)
}

/// Withdrawal, death, suspension and what else the directive allows beside the main line.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "called with these kinds only; the caller names every kind"
)]
pub(super) fn beside(
    file: &CaseFile,
    setting: &Setting<'_>,
    command: &Command,
) -> Result<Vec<Drafted>, Refusal> {
    match command {
        Command::SideAct {
            act,
            person,
            reason,
            paper,
        } => {
            known_person(file, *person)?;
            carries(file, setting, (act, *person), *paper)?;
            let taken = SideActTaken {
                act: act.clone(),
                person: *person,
                reason: reason.clone(),
                paper: *paper,
            };
            side_act(file, setting, taken)
        }
        Command::Reopen {
            person,
            ground,
            to,
            reason,
            paper,
        } => {
            known_person(file, *person)?;
            carries(file, setting, ("reopening", *person), *paper)?;
            let reopened = CaseReopened {
                person: *person,
                ground: ground.clone(),
                to: to.clone(),
                reason: reason.clone(),
                paper: *paper,
            };
            reopen(file, setting, reopened)
        }
        _ => Err(Refusal::plain(Why::NoSuchOutcome)),
    }
}

fn side_act(
    file: &CaseFile,
    setting: &Setting<'_>,
    taken: SideActTaken,
) -> Result<Vec<Drafted>, Refusal> {
    let (person, act) = (taken.person, taken.act.clone());
    let happening = match act.as_str() {
        "suspension" => {
            let suspended = Happening::CaseSuspended(taken);
            return Ok(vec![all_clocks(file, suspended, |p| {
                clocks::stop(setting, p)
            })]);
        }
        "resumption" => {
            let resumed = Happening::CaseResumed(taken);
            return Ok(vec![all_clocks(file, resumed, |p| {
                clocks::resume(setting, p)
            })]);
        }
        "withdrawal" => Happening::PersonWithdrawn(taken),
        "death" => Happening::PersonDied(taken),
        "referral_out" => Happening::ReferredOut(taken),
        _ => return Err(Refusal::plain(Why::NoSuchOutcome)),
    };
    if act == "death" && person == WHOLE_CASE {
        return Err(Refusal::plain(Why::NoSuchPerson(person)));
    }
    if person != WHOLE_CASE && !facts::active_people(file).contains(&person) {
        let basis = setting.directive.act(&act).map_or(&[][..], |a| &a.basis);
        return Err(Refusal::on(Why::AlreadyEnded(person), basis));
    }
    let end = setting.directive.act(&act).and_then(|a| a.to.as_ref());
    let end = end.and_then(|id| setting.directive.step(id));
    let Some(end) = end else {
        return Err(Refusal::plain(Why::NoSuchOutcome));
    };
    Ok(vec![Drafted {
        happening,
        positions: ended(file, setting, person, end),
        role: None,
        whole: None,
    }])
}

/// Nobody moves, but every clock stops or goes on.
fn all_clocks(file: &CaseFile, happening: Happening, turn: impl Fn(&mut Position)) -> Drafted {
    let mut drafted = stays(file, happening);
    drafted
        .positions
        .iter_mut()
        .filter(|p| !p.is_closed())
        .for_each(turn);
    drafted
}

/// Everybody's position once `person` (or the whole case, with 0) has come to `end`.
fn ended(file: &CaseFile, setting: &Setting<'_>, person: PersonNo, end: &Step) -> Vec<Position> {
    let seq = file.seq + 1;
    let mut after: Vec<Position> = file
        .positions
        .iter()
        .filter(|p| p.is_closed() || (person != WHOLE_CASE && p.person != person))
        .cloned()
        .collect();
    if person == WHOLE_CASE {
        after.extend(
            facts::active_people(file)
                .into_iter()
                .map(|no| moves::stand(setting, end, no, seq)),
        );
        return after;
    }
    after.push(moves::stand(setting, end, person, seq));
    if facts::together(file, &after).is_empty() {
        after.retain(|p| p.person != WHOLE_CASE || p.is_closed());
    }
    after
}

/// Those who can come back together: the household where it ended as one, or those whom the last act
/// of all led out together; who had left before stays away.
#[must_use]
pub fn ended_as_a_whole(file: &CaseFile) -> Vec<PersonNo> {
    let closed = || file.positions.iter().filter(|p| p.is_closed());
    if closed().any(|p| p.person == WHOLE_CASE) {
        return vec![WHOLE_CASE];
    }
    let last = closed().map(|p| p.entered).max();
    let of_all = |s: &Recorded<SideActTaken>| s.what.person == WHOLE_CASE && Some(s.seq) == last;
    if !file.is_closed() || !file.side_acts.iter().any(of_all) {
        return Vec::new();
    }
    let last = closed().filter(|p| Some(p.entered) == last);
    last.map(|p| p.person).collect()
}

fn reopen(
    file: &CaseFile,
    setting: &Setting<'_>,
    reopened: CaseReopened,
) -> Result<Vec<Drafted>, Refusal> {
    let Some(act) = setting.directive.act("reopening") else {
        return Err(Refusal::plain(Why::NoSuchOutcome));
    };
    let basis = &act.basis[..];
    let whole = reopened.person == WHOLE_CASE;
    let back = match whole {
        true => ended_as_a_whole(file),
        false => vec![reopened.person],
    };
    let comes_back = |p: &&Position| p.is_closed() && back.contains(&p.person);
    if file.positions.iter().find(comes_back).is_none() {
        return Err(Refusal::on(Why::NotAtThisStep, basis));
    }
    let steps = setting.directive.steps.iter();
    let steps = steps.filter(|it| act.reopens_at(it, &reopened.ground));
    let Some(to) = steps.clone().find(|it| it.id == reopened.to) else {
        let at = steps.map(|it| it.id.clone()).collect();
        return Err(Refusal::on(Why::NotReopenedThere(at), basis));
    };
    let mut after: Vec<Position> = file
        .positions
        .iter()
        .filter(|p| !back.contains(&p.person))
        .cloned()
        .collect();
    let people = match (whole, to.scope) {
        (true, StepScope::Case) => vec![WHOLE_CASE],
        (true, StepScope::Person) if back.contains(&WHOLE_CASE) => {
            facts::together(file, &file.positions)
        }
        _ => back,
    };
    after.extend(
        people
            .into_iter()
            .map(|no| moves::stand(setting, to, no, file.seq + 1)),
    );
    Ok(vec![Drafted {
        happening: Happening::CaseReopened(reopened),
        positions: after,
        role: None,
        whole: None,
    }])
}

/// The outcome that alone is open at a position, if the step leaves no choice and the actor may take
/// it.
pub(super) fn only_outcome<'a>(
    file: &CaseFile,
    setting: &Setting<'a>,
    position: &Position,
) -> Option<(&'a Step, &'a Outcome)> {
    let step = setting.directive.step(&position.step)?;
    let facts = facts::facts(file, position.person, setting.today());
    let holds = |o: &&Outcome| o.open_under(&facts);
    let open = |o: &&Outcome| proven(file, setting, position, step, o).is_ok();
    let mut open = step.outcomes.iter().filter(holds).filter(open);
    let first = open.next()?;
    // What somebody has to say or to acknowledge is not passed over.
    let silent = first.reason == ReasonRule::None
        && !first.itemised
        && !warns(file, setting, position.person, first);
    let only = open.next().is_none() && silent;
    let may = |role| setting.actor.grant_over(role, &file.unit).is_some();
    let may = first.by.iter().copied().any(may)
        && separated(file, setting, position.person, (step, first)).is_ok();
    (only && may).then_some((step, first))
}

//! Sittings of the committee, the council and the board: called, held, and whether they could rule.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::super::event::{Happening, Member, Opinion, SittingHeld, SittingScheduled};
use super::super::facts;
use super::super::file::CaseFile;
use super::super::people::PersonNo;
use super::super::personal::Personal;
use super::super::refusal::{Refusal, Why};
use super::Setting;
use super::may::known_person;
use super::papers::known_paper;
use super::record::step_of;
use crate::domain::access::Role;
use crate::domain::directive::{Proof, Step, StepId, StepKind};
use crate::text::folding::fold;

pub(super) fn schedule(
    file: &CaseFile,
    setting: &Setting<'_>,
    number: &Personal,
    on: Date,
) -> Result<Happening, Refusal> {
    let step = step_of(file, setting, (&StepKind::SITTING, Proof::Sitting))?;
    if on < file.opened_on {
        return Err(Refusal::plain(Why::BeforeOpening(file.opened_on)));
    }
    let body = body_of(file, &step).to_owned();
    Ok(Happening::SittingScheduled(SittingScheduled {
        step,
        body,
        number: number.clone(),
        on,
    }))
}

fn body_of(file: &CaseFile, step: &StepId) -> &'static str {
    match file
        .positions
        .iter()
        .find(|p| p.step == *step)
        .map(|p| p.kind)
    {
        Some(StepKind::Council) => "council",
        Some(StepKind::Objection) => "board",
        _ => "committee",
    }
}

pub(super) fn sitting(
    file: &CaseFile,
    setting: &Setting<'_>,
    held: &SittingHeld,
) -> Result<Happening, Refusal> {
    let here = file.positions.iter().filter(|p| p.step == held.step);
    let step = setting.directive.step(&held.step);
    let step = step.filter(|s| here.clone().next().is_some() && s.asks_for(Proof::Sitting));
    let step = step.ok_or(Refusal::plain(Why::NotAtThisStep))?;
    let may = |role: &Role| setting.actor.grant_over(*role, &file.unit).is_some();
    if !step.actors.iter().any(may) {
        return Err(Refusal::on(Why::NotYourRole, &step.basis).who(&step.actors));
    }
    let stands = |no: PersonNo| {
        let mut here = here.clone();
        here.any(|p| facts::concerned(file, p).contains(&no))
    };
    if let Some(o) = held.opinions.iter().find(|o| !stands(o.person)) {
        return Err(Refusal::plain(Why::NoSuchPerson(o.person)));
    }
    if let Some(paper) = held.paper {
        known_paper(file, paper)?;
    }
    let clause = |clause: Option<u8>| clause.is_none_or(|no| (1..=7).contains(&no));
    if !held.opinions.iter().all(|o| clause(o.clause)) {
        return Err(Refusal::plain(Why::NoSuchValue));
    }
    held.opinions
        .iter()
        .try_for_each(|o| known_person(file, o.person))?;
    if held.opinions.is_empty() || held.members.is_empty() {
        return Err(Refusal::plain(Why::ItemsMissing));
    }
    could_rule(step, held)?;
    let body = body_of(file, &held.step).to_owned();
    Ok(Happening::SittingHeld(SittingHeld {
        body,
        ..held.clone()
    }))
}

/// Enough of its members were there, and what it is said to think is what they voted for.
fn could_rule(step: &Step, held: &SittingHeld) -> Result<(), Refusal> {
    let no = |why| Refusal::on(why, &step.basis);
    let seats = step.quorum.as_ref().map_or(&[][..], |it| &it.seats);
    let sits = |m: &Member| seats.is_empty() || seats.iter().any(|s| s.code() == m.post);
    if !held.members.iter().all(sits) {
        return Err(no(Why::NoSeat(seats.to_vec())));
    }
    let there = |m: &&Member| matches!(m.attendance.as_str(), "present" | "represented");
    let voted = |m: &&Member| matches!(m.vote.as_str(), "approve" | "reject" | "abstain");
    let mut away = held.members.iter().filter(|m| !there(m));
    if let Some(m) = away.find(voted) {
        return Err(no(Why::AbsentVoted(m.name.or_empty().to_owned())));
    }
    // Nobody sits on two chairs.
    let present = held.members.iter().filter(there);
    let present: BTreeSet<String> = present.map(|m| fold(m.name.or_empty())).collect();
    let present = present.len();
    if let Some(quorum) = &step.quorum
        && u32::try_from(present).is_ok_and(|present| present < quorum.members)
    {
        return Err(no(Why::NoQuorum(present, quorum.members)));
    }
    let votes = |vote| held.members.iter().filter(|m| m.vote == vote).count();
    let (for_it, against) = (votes("approve"), votes("reject"));
    let nobody = |o: &Opinion| o.nationality == "approved" && o.identity == "not_evident";
    if held.opinions.iter().any(nobody) {
        return Err(no(Why::NationalityOfNobody));
    }
    let said = |said| held.opinions.iter().any(|o| o.nationality == said);
    // Where people of one household are answered differently, each answer had somebody's vote.
    let (yes, nay) = (said("approved"), said("rejected"));
    let contradicts = (yes && for_it == 0)
        || (nay && against == 0)
        || (yes && !nay && against > for_it)
        || (nay && !yes && for_it > against);
    if contradicts {
        return Err(no(Why::VotesContradict));
    }
    Ok(())
}

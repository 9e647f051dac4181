//! Acts that put something on record; each kind has its room, and what is left stands here.

use super::super::command::Command;
use super::super::correction::{self, Value};
use super::super::event::{Happening, InterviewHeld, RecordCorrected, RegistrySearched};
use super::super::file::CaseFile;
use super::super::people::{Person, PersonNo, WHOLE_CASE};
use super::super::personal::Personal;
use super::super::position::Position;
use super::super::refusal::{Refusal, Why};
use super::may::known_person;
use super::papers::known_paper;
use super::proofs::on_record;
use super::{Drafted, Setting, extension, issuance, letters, papers, sittings, stays};
use crate::domain::directive::{Proof, StepId, StepKind};

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "called with these kinds only; the caller names every kind"
)]
pub(super) fn record(
    file: &CaseFile,
    setting: &Setting<'_>,
    command: &Command,
) -> Result<Vec<Drafted>, Refusal> {
    let one = |happening| Ok(vec![stays(file, happening)]);
    match command {
        Command::AddPerson { person, reason } => add_person(file, setting, person, reason),
        Command::ReceivePaper(p) => papers::receive(file, p).and_then(one),
        Command::JudgePaper(j) => papers::judge_paper(file, setting, j).and_then(one),
        Command::RecordSearch { checks, summary } => {
            let step = step_of(file, setting, (&[StepKind::RegistrySearch], Proof::Search))?;
            one(Happening::RegistrySearched(RegistrySearched {
                step,
                checks: checks.clone(),
                summary: summary.clone(),
            }))
        }
        Command::RecordEvidence(e) => {
            known_person(file, e.person)?;
            if e.clause.is_some_and(|no| !(1..=7).contains(&no)) {
                return Err(Refusal::plain(Why::NoSuchValue));
            }
            if let Some(paper) = e.paper {
                known_paper(file, paper)?;
            }
            let evidence = u32::try_from(file.evidence.len())
                .unwrap_or(u32::MAX)
                .saturating_add(1);
            one(Happening::EvidenceRecorded(
                super::super::event::EvidenceRecorded {
                    evidence,
                    ..e.clone()
                },
            ))
        }
        Command::HoldInterview(i) => {
            i.people.iter().try_for_each(|p| known_person(file, *p))?;
            one(Happening::InterviewHeld(InterviewHeld {
                people: papers::each_once(&i.people),
                ..i.clone()
            }))
        }
        Command::ScheduleSitting { number, on } => {
            sittings::schedule(file, setting, number, *on).and_then(one)
        }
        Command::RecordSitting(s) => sittings::sitting(file, setting, s).and_then(one),
        Command::SendLetter {
            person,
            addressee,
            number,
            question,
        } => letters::send(file, setting, *person, *addressee, number, question),
        Command::RemindLetter { letter, number } => {
            letters::remind(file, *letter, number).and_then(one)
        }
        Command::AnswerLetter(answer) => letters::answer_letter(file, setting, answer),
        Command::AddNote { text } => one(Happening::NoteAdded { text: text.clone() }),
        Command::Correct {
            person,
            field,
            after,
            reason,
            paper,
        } => correct(file, *person, field, after.as_ref(), reason, *paper).and_then(one),
        Command::Claim => one(Happening::CaseClaimed {
            until: setting.directive.claim.until(setting.now),
        }),
        Command::Release => one(Happening::CaseReleased {}),
        Command::Assign {
            to,
            to_name,
            reason,
        } => one(Happening::CaseAssigned {
            to: *to,
            to_name: to_name.clone(),
            reason: reason.clone(),
        }),
        Command::ExtendClock {
            person,
            step,
            days,
            reason,
        } => extension::extend(file, setting, (*person, step), (*days, reason)),
        Command::ApproveExtension {
            person,
            step,
            proposal,
        } => extension::approve(file, setting, (*person, step), *proposal),
        Command::DeclineExtension {
            person,
            step,
            proposal,
            reason,
        } => extension::decline(file, (*person, step), *proposal, reason),
        _ => issuance::issue(file, setting, command),
    }
}

/// The step of these kinds at which this is to be put on record: the first that still asks for it.
pub(super) fn step_of(
    file: &CaseFile,
    setting: &Setting<'_>,
    (kinds, proof): (&[StepKind], Proof),
) -> Result<StepId, Refusal> {
    let places = file.positions.iter().filter(|p| kinds.contains(&p.kind));
    let settled = |p: &&Position| {
        let step = setting.directive.step(&p.step);
        let asks = step.is_some_and(|it| it.asks_for(proof));
        !asks || on_record(file, p, proof)
    };
    let here = places.min_by_key(settled);
    here.map(|p| p.step.clone())
        .ok_or(Refusal::plain(Why::NotAtThisStep))
}

/// A newcomer is looked into like all others: once the papers of the household were found complete,
/// it is too late for that.
fn add_person(
    file: &CaseFile,
    setting: &Setting<'_>,
    person: &Person,
    reason: &Personal,
) -> Result<Vec<Drafted>, Refusal> {
    let basis = setting.directive.entry().map_or(&[][..], |s| &s.basis);
    let early = |p: &&Position| {
        p.person == WHOLE_CASE && matches!(p.kind, StepKind::Intake | StepKind::Review)
    };
    if !file.positions.iter().all(|p| early(&p)) {
        return Err(Refusal::on(Why::HouseholdReviewed, basis));
    }
    let no = file
        .application
        .people
        .iter()
        .map(|p| p.no)
        .max()
        .unwrap_or(0)
        + 1;
    let person = Person {
        no,
        ..person.clone()
    };
    let mut with_her = file.application.clone();
    with_her.people.push(person.clone());
    if correction::unsound(&with_her).is_some() {
        return Err(Refusal::plain(Why::NoSuchValue));
    }
    let added = Happening::PersonAdded {
        person: Box::new(person),
        reason: reason.clone(),
    };
    Ok(vec![stays(file, added)])
}

fn correct(
    file: &CaseFile,
    person: PersonNo,
    field: &str,
    after: Option<&Personal>,
    reason: &Personal,
    paper: Option<u32>,
) -> Result<Happening, Refusal> {
    known_person(file, person)?;
    if let Some(paper) = paper {
        known_paper(file, paper)?;
    }
    let value = Value::parse(field).filter(|value| value.admits(after));
    let before = value.and_then(|value| value.recorded(&file.application, person));
    let before = before.ok_or(Refusal::plain(Why::NoSuchValue))?;
    if before.as_ref() == after {
        return Err(Refusal::plain(Why::NothingToCorrect));
    }
    Ok(Happening::RecordCorrected(RecordCorrected {
        person,
        field: field.to_owned(),
        before,
        after: after.cloned(),
        reason: reason.clone(),
        paper,
    }))
}

//! Acts that put something on record: papers, evidence, letters, sittings, service, issuance.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::super::codes::{CERTIFICATIONS, FACTS};
use super::super::command::{Command, LetterAnswer};
use super::super::correction::{self, Value};
use super::super::event::{
    BiometricsTaken, CertificateIssued, Happening, InterviewHeld, LetterAnswered, LetterSent,
    Member, ObjectionFiled, Opinion, PaperJudged, PaperReceived, RecordCorrected, RecordDrafted,
    RegistrySearched, ReminderSent, SittingHeld, SittingScheduled, TemporaryCardIssued,
    TemporaryCardRevoked, Verdict,
};
use super::super::facts;
use super::super::file::{CaseFile, Recorded};
use super::super::people::{Person, PersonNo, WHOLE_CASE};
use super::super::personal::Personal;
use super::super::refusal::{Refusal, Why};
use super::may::known_person;
use super::outcome::only_outcome;
use super::proofs::on_record;
use super::{Drafted, Setting, clocks, moves, stays};
use crate::domain::access::Role;
use crate::domain::directive::{Due, Fact, Holder, Proof, Step, StepId, StepKind};
use crate::text::folding::fold;

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
        Command::ReceivePaper(p) => receive(file, p).and_then(one),
        Command::JudgePaper(j) => judge_paper(file, setting, j).and_then(one),
        Command::RecordSearch { checks, summary } => {
            let step = step_of(file, &[StepKind::RegistrySearch])?;
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
                people: each_once(&i.people),
                ..i.clone()
            }))
        }
        Command::ScheduleSitting { number, on } => schedule(file, number, *on).and_then(one),
        Command::RecordSitting(s) => sitting(file, setting, s).and_then(one),
        Command::SendLetter {
            person,
            addressee,
            number,
            question,
        } => send(file, setting, *person, *addressee, number, question),
        Command::RemindLetter { letter, number } => remind(file, *letter, number).and_then(one),
        Command::AnswerLetter(answer) => answer_letter(file, setting, answer),
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
        } => clocks::extend(file, setting, *person, step, *days, reason),
        _ => issue(file, setting, command),
    }
}

fn step_of(file: &CaseFile, kinds: &[StepKind]) -> Result<StepId, Refusal> {
    let here = file.positions.iter().find(|p| kinds.contains(&p.kind));
    here.map(|p| p.step.clone())
        .ok_or(Refusal::plain(Why::NotAtThisStep))
}

pub(super) fn known_paper(file: &CaseFile, paper: u32) -> Result<(), Refusal> {
    file.paper(paper)
        .map(|_| ())
        .ok_or(Refusal::plain(Why::NoSuchPaper(paper)))
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
    let early = |p: &&super::super::position::Position| {
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

fn each_once(people: &[PersonNo]) -> Vec<PersonNo> {
    let people: BTreeSet<PersonNo> = people.iter().copied().collect();
    people.into_iter().collect()
}

fn receive(file: &CaseFile, received: &PaperReceived) -> Result<Happening, Refusal> {
    let received = &PaperReceived {
        people: each_once(&received.people),
        ..received.clone()
    };
    received
        .people
        .iter()
        .try_for_each(|p| known_person(file, *p))?;
    somewhere(received)?;
    let (paper, version) = if received.paper == 0 {
        (file.papers.iter().map(|p| p.no).max().unwrap_or(0) + 1, 1)
    } else {
        let known = file.paper(received.paper);
        let known = known.ok_or(Refusal::plain(Why::NoSuchPaper(received.paper)))?;
        let same = |v: &Recorded<PaperReceived>| {
            v.what.kind == received.kind && v.what.people == received.people
        };
        if !known.latest().is_some_and(same) {
            return Err(Refusal::plain(Why::OtherPaper));
        }
        (known.no, known.latest().map_or(1, |v| v.what.version + 1))
    };
    Ok(Happening::PaperReceived(PaperReceived {
        paper,
        version,
        ..received.clone()
    }))
}

/// Whoever asks for a paper later must find it: as a scan, or in a folder.
pub(super) fn somewhere(received: &PaperReceived) -> Result<(), Refusal> {
    if received.is_somewhere() {
        return Ok(());
    }
    Err(Refusal::plain(Why::PaperNowhere))
}

fn judge_paper(
    file: &CaseFile,
    setting: &Setting<'_>,
    judged: &PaperJudged,
) -> Result<Happening, Refusal> {
    let paper = file
        .paper(judged.paper)
        .ok_or(Refusal::plain(Why::NoSuchPaper(judged.paper)))?;
    let latest = paper
        .latest()
        .ok_or(Refusal::plain(Why::NoSuchPaper(judged.paper)))?;
    if latest.what.version != judged.version {
        return Err(Refusal::plain(Why::ChangedSinceSeen));
    }
    let by = judged.certification.as_deref();
    let facts = judged.supports.iter();
    if !by.is_none_or(|by| CERTIFICATIONS.contains(&by))
        || !facts.into_iter().all(|fact| FACTS.contains(&fact.as_str()))
    {
        return Err(Refusal::plain(Why::NoSuchValue));
    }
    if judged.verdict != Verdict::Accepted && judged.reason.is_none() {
        return Err(Refusal::plain(Why::ReasonMissing));
    }
    if judged.verdict == Verdict::Accepted {
        certified(file, setting, latest, judged)?;
    }
    Ok(Happening::PaperJudged(judged.clone()))
}

/// A paper that the directive wants certified is accepted only from a body that may certify it
/// here (item 1-1).
fn certified(
    file: &CaseFile,
    setting: &Setting<'_>,
    paper: &Recorded<PaperReceived>,
    judged: &PaperJudged,
) -> Result<(), Refusal> {
    let kind = setting.directive.paper(&paper.what.kind);
    let Some(kind) = kind.filter(|k| !k.certified_by.is_empty()) else {
        return Ok(());
    };
    let person = paper.what.people.first().copied().unwrap_or(WHOLE_CASE);
    let facts = facts::facts(file, person, setting.today());
    let may: Vec<_> = kind.certifiers(&facts).collect();
    let by = judged.certification.as_deref();
    if may.iter().any(|body| by == Some(body.code())) {
        return Ok(());
    }
    Err(Refusal::on(Why::WrongCertification(may), &kind.basis))
}

fn schedule(file: &CaseFile, number: &Personal, on: Date) -> Result<Happening, Refusal> {
    let step = step_of(
        file,
        &[StepKind::Council, StepKind::Committee, StepKind::Objection],
    )?;
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

fn sitting(
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
        here.any(|p| p.person == WHOLE_CASE || p.person == no)
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

fn send(
    file: &CaseFile,
    setting: &Setting<'_>,
    person: PersonNo,
    addressee: Holder,
    number: &Personal,
    question: &Personal,
) -> Result<Vec<Drafted>, Refusal> {
    known_person(file, person)?;
    let kinds = [StepKind::Referral, StepKind::Council, StepKind::Evidence];
    let here = |p: &&super::super::position::Position| {
        kinds.contains(&p.kind) && (person == WHOLE_CASE || p.person == person)
    };
    let position = file
        .positions
        .iter()
        .find(here)
        .ok_or(Refusal::plain(Why::NotAtThisStep))?;
    let step = setting.directive.step(&position.step);
    // A limit that runs from the letter starts with the first; any other one goes on as it is.
    let first = position.due.is_none() && step.is_some_and(Step::waits_for_a_letter);
    let (due, course) = match step.filter(|_| first) {
        Some(step) => clocks::counted(setting, step),
        None => (position.due.clone(), position.course.clone()),
    };
    let letter = u32::try_from(file.letters.len())
        .unwrap_or(u32::MAX)
        .saturating_add(1);
    let people = if person == WHOLE_CASE {
        facts::active_people(file)
    } else {
        vec![person]
    };
    let sent = LetterSent {
        letter,
        step: position.step.clone(),
        addressee,
        number: number.clone(),
        question: question.clone(),
        people,
        due: due.clone(),
    };
    let mut drafted = stays(file, Happening::LetterSent(sent));
    // From the letter on, the addressee has the case in hand and the clock runs against it.
    for p in &mut drafted.positions {
        if p.person == position.person && p.step == position.step {
            p.due.clone_from(&due);
            p.course.clone_from(&course);
            clocks::hand_over(setting, p, addressee);
        }
    }
    Ok(vec![drafted])
}

fn remind(file: &CaseFile, letter: u32, number: &Personal) -> Result<Happening, Refusal> {
    let sent = file.letters.iter().find(|l| l.no == letter);
    let sent = sent.ok_or(Refusal::plain(Why::NoSuchLetter))?;
    if sent.answer.is_some() {
        return Err(Refusal::plain(Why::AlreadyRecorded));
    }
    let ordinal = u32::try_from(sent.reminders.len())
        .unwrap_or(u32::MAX)
        .saturating_add(1);
    Ok(Happening::ReminderSent(ReminderSent {
        letter,
        ordinal,
        number: number.clone(),
    }))
}

fn answer_letter(
    file: &CaseFile,
    setting: &Setting<'_>,
    answer: &LetterAnswer,
) -> Result<Vec<Drafted>, Refusal> {
    let sent = file.letters.iter().find(|l| l.no == answer.letter);
    let sent = sent.ok_or(Refusal::plain(Why::NoSuchLetter))?;
    if sent.answer.is_some() {
        return Err(Refusal::plain(Why::AlreadyRecorded));
    }
    if let Some(paper) = answer.paper {
        known_paper(file, paper)?;
    }
    answer
        .answers
        .iter()
        .try_for_each(|a| known_person(file, a.person))?;
    let answered = LetterAnswered {
        letter: answer.letter,
        number: answer.number.clone(),
        answers: answer.answers.clone(),
        text: answer.text.clone(),
        paper: answer.paper,
    };
    let mut drafted = stays(file, Happening::LetterAnswered(answered));
    // With the answer the case is again with whoever holds it at this step.
    for p in &mut drafted.positions {
        let asked = p.step == sent.sent.what.step && p.holder == sent.sent.what.addressee;
        if asked && let Some(step) = setting.directive.step(&p.step) {
            // Who answered has nothing more in hand; what follows is the office's.
            let back = if step.holder == p.holder {
                Holder::Office
            } else {
                step.holder
            };
            clocks::hand_over(setting, p, back);
        }
    }
    Ok(vec![drafted])
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

/// Service, issuance, objection and card: after the record, the person goes on where the
/// directive leaves no choice.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "called with these kinds only; the caller names every kind"
)]
fn issue(
    file: &CaseFile,
    setting: &Setting<'_>,
    command: &Command,
) -> Result<Vec<Drafted>, Refusal> {
    let (person, happening): (PersonNo, Happening) = match command {
        Command::Serve(s) => (s.person, Happening::DecisionServed(s.clone())),
        Command::TakeBiometrics(b) => (b.person, biometrics(file, setting, b)?),
        Command::DraftRecord(r) => (r.person, draft_record(file, r)?),
        Command::IssueCertificate(c) => (c.person, certificate(file, c)?),
        Command::FileObjection(o) => (o.person, objection(file, o)?),
        Command::RecordJudgment(j) => {
            if let Some(paper) = j.paper {
                known_paper(file, paper)?;
            }
            (j.person, Happening::CourtRuled(j.clone()))
        }
        Command::IssueCard {
            person,
            identifier,
            serial,
        } => {
            return card(file, setting, *person, identifier, serial);
        }
        Command::RevokeCard { person, reason } => {
            let open = |c: &super::super::file::Card| {
                c.issued.what.person == *person && c.revoked.is_none()
            };
            if !file.cards.iter().any(open) {
                return Err(Refusal::plain(Why::NoCard(*person)));
            }
            return Ok(vec![stays(
                file,
                Happening::TemporaryCardRevoked(TemporaryCardRevoked {
                    person: *person,
                    reason: reason.clone(),
                }),
            )]);
        }
        _ => return Err(Refusal::plain(Why::NoSuchOutcome)),
    };
    known_person(file, person)?;
    let mut drafted = vec![stays(file, happening)];
    go_on(file, setting, person, &mut drafted);
    Ok(drafted)
}

/// What was just recorded may leave only one way on.
fn go_on(file: &CaseFile, setting: &Setting<'_>, person: PersonNo, drafted: &mut Vec<Drafted>) {
    let goes = [StepKind::Notification, StepKind::Issuance];
    let after = super::after(file, setting, drafted);
    let here = after
        .positions
        .iter()
        .find(|p| p.person == person && goes.contains(&p.kind));
    let Some(position) = here else { return };
    let Some(way) = only_outcome(&after, setting, position) else {
        return;
    };
    let words = (None, Vec::new());
    let seq = after.seq + 1;
    drafted.push(moves::take(
        &after,
        setting,
        &after.positions,
        person,
        way,
        words,
        seq,
    ));
}

fn biometrics(
    file: &CaseFile,
    setting: &Setting<'_>,
    taken: &BiometricsTaken,
) -> Result<Happening, Refusal> {
    let facts = facts::facts(file, taken.person, setting.today());
    let under_fifteen = facts.contains(&Fact::UnderFifteen);
    if !under_fifteen && taken.fingerprint_class.is_none() {
        return Err(Refusal::plain(Why::FingerprintsRequired(taken.person)));
    }
    Ok(Happening::BiometricsTaken(BiometricsTaken {
        under_fifteen,
        ..taken.clone()
    }))
}

fn draft_record(file: &CaseFile, drafted: &RecordDrafted) -> Result<Happening, Refusal> {
    let number = drafted.national_number.or_empty();
    let of_another = |r: &Recorded<RecordDrafted>| {
        r.what.person != drafted.person && r.what.national_number.or_empty() == number
    };
    if file.records.iter().any(of_another) {
        return Err(Refusal::plain(Why::NumberTaken));
    }
    if !crate::domain::person::national_number::is_valid(number) {
        return Err(Refusal::plain(Why::NationalNumberWrong));
    }
    Ok(Happening::RecordDrafted(drafted.clone()))
}

fn certificate(file: &CaseFile, issued: &CertificateIssued) -> Result<Happening, Refusal> {
    if !file.records.iter().any(|r| r.what.person == issued.person) {
        return Err(Refusal::plain(Why::NotOnRecord(vec![Proof::RegisterEntry])));
    }
    Ok(Happening::CertificateIssued(issued.clone()))
}

fn objection(file: &CaseFile, filed: &ObjectionFiled) -> Result<Happening, Refusal> {
    let mut places = file.positions.iter().filter(|p| p.person == filed.person);
    if places.any(|p| !p.is_closed() && on_record(file, p, Proof::Objection)) {
        return Err(Refusal::plain(Why::AlreadyRecorded));
    }
    if filed.late && filed.late_reason.is_none() {
        return Err(Refusal::plain(Why::ReasonMissing));
    }
    Ok(Happening::ObjectionFiled(filed.clone()))
}

fn card(
    file: &CaseFile,
    setting: &Setting<'_>,
    person: PersonNo,
    identifier: &Personal,
    serial: &Personal,
) -> Result<Vec<Drafted>, Refusal> {
    if file.person(person).is_none() {
        return Err(Refusal::plain(Why::NoSuchPerson(person)));
    }
    if file.cards.iter().any(|c| {
        let valid = c.revoked.is_none() && c.issued.what.expires >= setting.today();
        c.issued.what.person == person && valid
    }) {
        return Err(Refusal::plain(Why::AlreadyRecorded));
    }
    let act = setting.directive.act("temporary_card");
    let Some(rule) = act.and_then(|a| a.clock.as_ref()) else {
        return Err(Refusal::plain(Why::ConditionNotMet));
    };
    let due = Due::count(rule, setting.on, setting.calendar);
    // A card names its own last day; that a holiday follows does not lengthen it.
    let expires = due.rolled_from.unwrap_or(due.date);
    Ok(vec![stays(
        file,
        Happening::TemporaryCardIssued(TemporaryCardIssued {
            person,
            identifier: identifier.clone(),
            serial: serial.clone(),
            expires,
        }),
    )])
}

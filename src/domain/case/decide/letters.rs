//! Letters to outside bodies, their reminders and their answers.

use super::super::command::LetterAnswer;
use super::super::event::{Happening, LetterAnswered, LetterSent, ReminderSent};
use super::super::facts;
use super::super::file::CaseFile;
use super::super::people::{PersonNo, WHOLE_CASE};
use super::super::personal::Personal;
use super::super::position::Position;
use super::super::refusal::{Refusal, Why};
use super::may::known_person;
use super::papers::known_paper;
use super::{Drafted, Setting, clocks, stays};
use crate::domain::directive::{Holder, Step, StepKind};

pub(super) fn send(
    file: &CaseFile,
    setting: &Setting<'_>,
    person: PersonNo,
    addressee: Holder,
    number: &Personal,
    question: &Personal,
) -> Result<Vec<Drafted>, Refusal> {
    known_person(file, person)?;
    let writes = |p: &&Position| StepKind::WRITING.contains(&p.kind);
    let mut here = file.positions.iter().filter(writes);
    let theirs = here.clone().find(|p| p.person == person);
    // Where nobody goes together any more, a letter of the case is about the first who waits for one.
    let position = theirs
        .or_else(|| here.next().filter(|_| person == WHOLE_CASE))
        .ok_or(Refusal::plain(Why::NotAtThisStep))?;
    let step = setting.directive.step(&position.step);
    if let Some(step) = step.filter(|s| !s.writes_to(addressee)) {
        let why = Why::NotToThisBody(step.letter_to.clone());
        return Err(Refusal::on(why, &step.basis));
    }
    // A limit that runs from the letter starts with the first; any other one goes on as it is.
    let first = position.due.is_none() && step.is_some_and(Step::waits_for_a_letter);
    let (due, course) = match step.filter(|_| first) {
        Some(step) => clocks::counted(setting, step),
        None => (position.due.clone(), position.course.clone()),
    };
    let letter = u32::try_from(file.letters.len())
        .unwrap_or(u32::MAX)
        .saturating_add(1);
    let sent = LetterSent {
        letter,
        step: position.step.clone(),
        addressee,
        number: number.clone(),
        question: question.clone(),
        people: facts::concerned(file, position),
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

pub(super) fn remind(
    file: &CaseFile,
    letter: u32,
    number: &Personal,
) -> Result<Happening, Refusal> {
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

pub(super) fn answer_letter(
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
    let asked = |no: PersonNo| no == WHOLE_CASE || sent.concerns(&[no]);
    if let Some(a) = answer.answers.iter().find(|a| !asked(a.person)) {
        return Err(Refusal::plain(Why::NoSuchPerson(a.person)));
    }
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
        let asked = p.is_called(&sent.sent.what.step)
            && p.holder == sent.sent.what.addressee
            && sent.concerns(&facts::concerned(file, p));
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

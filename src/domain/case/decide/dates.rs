//! The day of an act: not before the day of what it rests on.

use jiff::civil::Date;

use super::super::command::Command;
use super::super::file::CaseFile;
use super::super::people::{PersonNo, WHOLE_CASE};
use super::super::position::Position;
use super::super::refusal::{Refusal, Why};
use super::Setting;

/// Refuses a day on which the case did not yet stand where the act is done: time limits would run
/// from before there was anything to answer.
pub(super) fn not_before_its_ground(
    file: &CaseFile,
    setting: &Setting<'_>,
    command: &Command,
) -> Result<(), Refusal> {
    match ground(file, command) {
        Some(day) if setting.on < day => {
            let here = file.positions.iter().find(|p| !p.is_closed());
            let step = here.and_then(|p| setting.directive.step(&p.step));
            let basis = step.map_or(&[][..], |s| &s.basis);
            Err(Refusal::on(Why::TooEarly(day), basis))
        }
        _ => Ok(()),
    }
}

/// The day of what an act rests on, where there is something.
fn ground(file: &CaseFile, command: &Command) -> Option<Date> {
    let of = |person: PersonNo| {
        let own = move |p: &&Position| p.person == person && !p.is_closed();
        file.positions.iter().filter(own).map(|p| p.since).max()
    };
    let open = || {
        let open = file.positions.iter().filter(|p| !p.is_closed());
        open.map(|p| p.since).max()
    };
    let letter = |no| file.letters.iter().find(|l| l.no == no).map(|l| l.sent.on);
    match command {
        Command::TakeStep(take) => file.position(take.person, &take.step).map(|p| p.since),
        Command::Serve(s) => of(s.person),
        Command::TakeBiometrics(b) => of(b.person),
        Command::DraftRecord(r) => of(r.person),
        Command::IssueCertificate(c) => of(c.person),
        Command::FileObjection(o) => of(o.person),
        Command::RecordJudgment(j) => of(j.person),
        Command::RecordSitting(held) => {
            let here = file.positions.iter().filter(|p| p.step == held.step);
            here.map(|p| p.since).max()
        }
        Command::SendLetter { person, .. } if *person != WHOLE_CASE => of(*person),
        Command::RemindLetter { letter: no, .. } => letter(*no),
        Command::AnswerLetter(answer) => letter(answer.letter),
        Command::Sign { .. } | Command::ReturnProposal { .. } => {
            file.proposal.as_ref().map(|p| p.on)
        }
        Command::SideAct { act, .. } if act == "resumption" => {
            file.suspended.as_ref().map(|s| s.on)
        }
        Command::SideAct { act, .. } if act == "suspension" => open(),
        Command::Propose { proposals, .. } => proposals.iter().filter_map(|p| of(p.person)).max(),
        Command::Open(_)
        // Each of them is judged by itself.
        | Command::Together(_)
        | Command::AddPerson { .. }
        | Command::ReceivePaper(_)
        | Command::JudgePaper(_)
        | Command::RecordSearch { .. }
        | Command::RecordEvidence(_)
        | Command::HoldInterview(_)
        | Command::ScheduleSitting { .. }
        | Command::SendLetter { .. }
        | Command::Assess { .. }
        | Command::HearOut(_)
        | Command::IssueCard { .. }
        | Command::RevokeCard { .. }
        | Command::SideAct { .. }
        | Command::Reopen { .. }
        | Command::AddNote { .. }
        | Command::Correct { .. }
        | Command::Claim
        | Command::Release
        | Command::Assign { .. }
        | Command::ExtendClock { .. }
        | Command::ApproveExtension { .. }
        | Command::DeclineExtension { .. }
        | Command::Move(_)
        | Command::ExpireClock { .. }
        | Command::RecountClocks => None,
    }
}

//! Which later events make a command void that was written from an older page.

use super::command::Command;
use super::event::Happening;

/// Whether `later`, recorded after the page of `command` was made, must be seen first.
#[must_use]
pub fn invalidates(command: &Command, later: &Happening) -> bool {
    let aside = matches!(
        later,
        Happening::NoteAdded { .. }
            | Happening::CaseClaimed { .. }
            | Happening::CaseReleased {}
            | Happening::CaseAssigned { .. }
            | Happening::ClockExpired { .. }
            | Happening::ClockReminded(_)
            | Happening::ClockEscalated(_)
            | Happening::ClockRecounted(_)
            | Happening::ReminderSent(_)
            | Happening::Erased(_)
    );
    match command {
        Command::Together(all) => all.iter().any(|one| invalidates(one, later)),
        Command::AddNote { .. }
        | Command::Claim
        | Command::Release
        | Command::Assign { .. }
        | Command::ExpireClock { .. }
        | Command::RecountClocks
        | Command::ApproveExtension { .. }
        | Command::DeclineExtension { .. }
        | Command::RemindLetter { .. }
        | Command::AddPerson { .. } => false,
        Command::ReceivePaper(p) => {
            p.paper != 0 && matches!(later, Happening::PaperReceived(x) if x.paper == p.paper)
        }
        Command::JudgePaper(j) => {
            matches!(later, Happening::PaperJudged(x) if x.paper == j.paper)
                || matches!(later, Happening::PaperReceived(x) if x.paper == j.paper)
        }
        Command::Correct { person, field, .. } => matches!(
            later,
            Happening::RecordCorrected(x) if x.person == *person && x.field == *field
        ),
        Command::RecordEvidence(_) | Command::HoldInterview(_) => {
            matches!(
                later,
                Happening::StepTaken(_) | Happening::DecisionSigned(_)
            )
        }
        Command::Open(_)
        | Command::TakeStep(_)
        | Command::RecordSearch { .. }
        | Command::ScheduleSitting { .. }
        | Command::RecordSitting(_)
        | Command::SendLetter { .. }
        | Command::AnswerLetter(_)
        | Command::Assess { .. }
        | Command::HearOut(_)
        | Command::Propose { .. }
        | Command::ReturnProposal { .. }
        | Command::Sign { .. }
        | Command::Serve(_)
        | Command::TakeBiometrics(_)
        | Command::DraftRecord(_)
        | Command::IssueCertificate(_)
        | Command::FileObjection(_)
        | Command::RecordJudgment(_)
        | Command::IssueCard { .. }
        | Command::RevokeCard { .. }
        | Command::SideAct { .. }
        | Command::Reopen { .. }
        | Command::ExtendClock { .. }
        | Command::Move(_) => !aside,
    }
}

//! What has happened in a case, each kind of event once.
//!
//! An event records its result (positions, holder, due date with its arithmetic), so that the
//! history reads the same whatever the directive becomes. The types are closed and versioned.

mod clock;
mod course;
mod decision;
mod inquiry;
mod papers;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::domain::access::{Role, UnitPath, UserId};
use crate::domain::case::people::{Application, Person, PersonNo};
use crate::domain::case::personal::Personal;
use crate::domain::case::position::Position;
use crate::domain::directive::{Due, StepId};
use crate::domain::time::Moment;

pub use clock::{
    ClockEscalated, ClockExtended, ClockRecounted, ClockReminded, ExtensionDeclined,
    ExtensionProposed,
};
pub use course::{
    CaseReopened, DirectiveChanged, Erased, ErasedPlace, Mover, PlaceMoved, RecordCorrected,
    SideActTaken, StepTaken, TemporaryCardIssued, TemporaryCardRevoked,
};
pub use decision::{
    BiometricsTaken, CertificateIssued, CourtRuled, DecisionProposed, DecisionServed,
    DecisionSigned, ObjectionFiled, Proposal, ProposalReturned, ProposalVoided, RecordDrafted,
    Ruling,
};
pub use inquiry::{
    Answer, ClauseTested, EvidenceRecorded, FactFound, HeardOut, InterviewHeld, LetterAnswered,
    LetterSent, Member, Opinion, RegistrySearched, ReminderSent, SearchCheck, SittingHeld,
    SittingScheduled,
};
pub use papers::{Missing, PaperJudged, PaperReceived, StoredFile, Verdict};

pub type PaperNo = u32;

pub type LetterNo = u32;

/// Number of the attempt to decide, from 1.
pub type Round = u32;

/// Who acted, in which post, at that moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActedBy {
    /// Absent when a clock-driven process acted.
    pub user: Option<UserId>,
    pub name: Option<Personal>,
    pub role: Option<Role>,
    pub unit: UnitPath,
    /// Name of the process for clock-driven work.
    pub process: Option<String>,
}

impl ActedBy {
    /// The actor column of the event: `u12`, or `process:clock`.
    #[must_use]
    pub fn column(&self) -> String {
        match (self.user, &self.process) {
            (Some(user), _) => user.to_string(),
            (None, Some(process)) => format!("process:{process}"),
            (None, None) => "process:unnamed".to_owned(),
        }
    }
}

/// The directive that governed the act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DirectiveRef {
    pub id: String,
    pub version: String,
    /// SHA-256 of the file, lower-case hex.
    pub digest: String,
}

/// What surrounds every event of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    pub stream: String,
    pub seq: u64,
    pub at: Moment,
    /// The civil day of the act, from which clocks run.
    pub occurred_on: Date,
    pub actor: ActedBy,
    pub directive: DirectiveRef,
    /// Where the case stands afterwards.
    pub positions: Vec<Position>,
    /// The time limit for the whole of the case, where the event changes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whole: Option<Position>,
    /// Stands for the form that caused it: SHA-256 of its idempotency key, in hex.
    pub key: Option<String>,
    pub v: u32,
    #[serde(flatten)]
    pub happening: Happening,
}

/// The head of the case stream that someone had before them when they acted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    pub seq: u64,
    /// Lower-case hex of the chain's hash at `seq`.
    pub hash: String,
}

/// The kinds of event of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "snake_case")]
pub enum Happening {
    CaseOpened(Box<Opened>),
    PersonAdded {
        person: Box<Person>,
        reason: Personal,
    },
    PaperReceived(PaperReceived),
    PaperJudged(PaperJudged),
    StepTaken(StepTaken),
    RegistrySearched(RegistrySearched),
    EvidenceRecorded(EvidenceRecorded),
    InterviewHeld(InterviewHeld),
    SittingScheduled(SittingScheduled),
    SittingHeld(SittingHeld),
    LetterSent(LetterSent),
    ReminderSent(ReminderSent),
    LetterAnswered(LetterAnswered),
    FactFound(FactFound),
    ClauseTested(ClauseTested),
    HeardOut(HeardOut),
    DecisionProposed(DecisionProposed),
    ProposalReturned(ProposalReturned),
    ProposalVoided(ProposalVoided),
    DecisionSigned(DecisionSigned),
    DecisionServed(DecisionServed),
    BiometricsTaken(BiometricsTaken),
    RecordDrafted(RecordDrafted),
    CertificateIssued(CertificateIssued),
    ObjectionFiled(ObjectionFiled),
    CourtRuled(CourtRuled),
    TemporaryCardIssued(TemporaryCardIssued),
    TemporaryCardRevoked(TemporaryCardRevoked),
    CaseSuspended(SideActTaken),
    CaseResumed(SideActTaken),
    PersonWithdrawn(SideActTaken),
    PersonDied(SideActTaken),
    ReferredOut(SideActTaken),
    CaseReopened(CaseReopened),
    NoteAdded {
        text: Personal,
    },
    RecordCorrected(RecordCorrected),
    CaseClaimed {
        until: Moment,
    },
    CaseReleased {},
    CaseAssigned {
        to: UserId,
        to_name: Personal,
        reason: Option<Personal>,
    },
    ClockExtended(ClockExtended),
    ExtensionProposed(ExtensionProposed),
    ExtensionDeclined(ExtensionDeclined),
    ClockExpired {
        person: PersonNo,
        step: StepId,
        /// `escalated:` and the role that is told, or `warned`.
        effect: String,
    },
    ClockReminded(ClockReminded),
    ClockEscalated(ClockEscalated),
    ClockRecounted(ClockRecounted),
    DirectiveChanged(Box<DirectiveChanged>),
    Erased(Box<Erased>),
}

/// The first event of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    pub reference: String,
    pub tracking: Personal,
    pub unit: UnitPath,
    pub overall_due: Option<Due>,
    pub application: Application,
    /// Similar people who were shown before opening, by reference, and why it is another person.
    pub similar: Vec<String>,
    pub similar_reason: Option<Personal>,
}

impl Happening {
    /// The type's name, as in the `type` of the body.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::CaseOpened(_) => "case_opened",
            Self::PersonAdded { .. } => "person_added",
            Self::PaperReceived(_) => "paper_received",
            Self::PaperJudged(_) => "paper_judged",
            Self::StepTaken(_) => "step_taken",
            Self::RegistrySearched(_) => "registry_searched",
            Self::EvidenceRecorded(_) => "evidence_recorded",
            Self::InterviewHeld(_) => "interview_held",
            Self::SittingScheduled(_) => "sitting_scheduled",
            Self::SittingHeld(_) => "sitting_held",
            Self::LetterSent(_) => "letter_sent",
            Self::ReminderSent(_) => "reminder_sent",
            Self::LetterAnswered(_) => "letter_answered",
            Self::FactFound(_) => "fact_found",
            Self::ClauseTested(_) => "clause_tested",
            Self::HeardOut(_) => "heard_out",
            Self::DecisionProposed(_) => "decision_proposed",
            Self::ProposalReturned(_) => "proposal_returned",
            Self::ProposalVoided(_) => "proposal_voided",
            Self::DecisionSigned(_) => "decision_signed",
            Self::DecisionServed(_) => "decision_served",
            Self::BiometricsTaken(_) => "biometrics_taken",
            Self::RecordDrafted(_) => "record_drafted",
            Self::CertificateIssued(_) => "certificate_issued",
            Self::ObjectionFiled(_) => "objection_filed",
            Self::CourtRuled(_) => "court_ruled",
            Self::TemporaryCardIssued(_) => "temporary_card_issued",
            Self::TemporaryCardRevoked(_) => "temporary_card_revoked",
            Self::CaseSuspended(_) => "case_suspended",
            Self::CaseResumed(_) => "case_resumed",
            Self::PersonWithdrawn(_) => "person_withdrawn",
            Self::PersonDied(_) => "person_died",
            Self::ReferredOut(_) => "referred_out",
            Self::CaseReopened(_) => "case_reopened",
            Self::NoteAdded { .. } => "note_added",
            Self::RecordCorrected(_) => "record_corrected",
            Self::CaseClaimed { .. } => "case_claimed",
            Self::CaseReleased {} => "case_released",
            Self::CaseAssigned { .. } => "case_assigned",
            Self::ClockExtended(_) => "clock_extended",
            Self::ExtensionProposed(_) => "extension_proposed",
            Self::ExtensionDeclined(_) => "extension_declined",
            Self::ClockExpired { .. } => "clock_expired",
            Self::ClockReminded(_) => "clock_reminded",
            Self::ClockEscalated(_) => "clock_escalated",
            Self::ClockRecounted(_) => "clock_recounted",
            Self::DirectiveChanged(_) => "directive_changed",
            Self::Erased(_) => "erased",
        }
    }

    /// Whether what a decision rests on is changed: such an event voids an unsigned proposal.
    #[must_use]
    pub const fn is_material(&self) -> bool {
        matches!(
            self,
            Self::PersonAdded { .. }
                | Self::PaperReceived(_)
                | Self::PaperJudged(_)
                | Self::RegistrySearched(_)
                | Self::EvidenceRecorded(_)
                | Self::InterviewHeld(_)
                | Self::SittingHeld(_)
                | Self::LetterAnswered(_)
                | Self::FactFound(_)
                | Self::ClauseTested(_)
                | Self::HeardOut(_)
                | Self::RecordCorrected(_)
                | Self::PersonWithdrawn(_)
                | Self::PersonDied(_)
                | Self::ReferredOut(_)
                | Self::CaseReopened(_)
                | Self::DirectiveChanged(_)
        )
    }
}

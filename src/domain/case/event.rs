//! What has happened in a case, each kind of event once.
//!
//! An event records its result (positions, holder, due date with its arithmetic), so that the
//! history reads the same whatever the directive becomes. The types are closed and versioned.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::people::{Application, Person, PersonNo};
use super::personal::Personal;
use super::position::Position;
use crate::domain::access::{Role, UnitPath, UserId};
use crate::domain::directive::{Due, Holder, OutcomeId, StepId};
use crate::domain::time::Moment;

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

/// A scanned or photographed paper in the case's file store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredFile {
    /// SHA-256 of the content, lower-case hex.
    pub digest: Personal,
    pub name: Personal,
    pub media: String,
    pub size: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperReceived {
    pub paper: PaperNo,
    /// From 1; a newer scan never overwrites the older.
    pub version: u32,
    /// Code of a requirement or a paper kind.
    pub kind: String,
    pub title: Option<Personal>,
    /// Empty when it speaks for the whole household.
    pub people: Vec<PersonNo>,
    /// `original`, `copy`, `seen` (kept in the paper folder).
    pub form: String,
    pub folder: Option<Personal>,
    pub pages: u32,
    pub issuer: Option<Personal>,
    pub number: Option<Personal>,
    pub dated: Option<Personal>,
    pub file: Option<StoredFile>,
}

impl PaperReceived {
    /// Whether somebody who asks for the paper later can be told where it is: it was scanned, it is in
    /// a folder, or the original was seen and given back to its owner.
    #[must_use]
    pub fn is_somewhere(&self) -> bool {
        self.file.is_some() || self.folder.is_some() || self.form == "seen"
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperJudged {
    pub paper: PaperNo,
    pub version: u32,
    pub verdict: Verdict,
    pub certification: Option<String>,
    pub supports: Vec<String>,
    pub reason: Option<Personal>,
}

/// What a reviewer found of a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Accepted,
    Illegible,
    Incomplete,
    Doubted,
    OriginalNeeded,
    NotOfCase,
}

impl Verdict {
    /// Every verdict, in the order of the form.
    pub const ALL: &'static [Self] = &[
        Self::Accepted,
        Self::Illegible,
        Self::Incomplete,
        Self::OriginalNeeded,
        Self::Doubted,
        Self::NotOfCase,
    ];

    /// The code name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Illegible => "illegible",
            Self::Incomplete => "incomplete",
            Self::Doubted => "doubted",
            Self::OriginalNeeded => "original_needed",
            Self::NotOfCase => "not_of_case",
        }
    }
}

/// One thing that the applicant is asked to bring.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// Id of the requirement in the directive, or `other`.
    pub requirement: String,
    pub person: PersonNo,
    pub note: Option<Personal>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepTaken {
    pub person: PersonNo,
    pub step: StepId,
    pub outcome: OutcomeId,
    pub to: Vec<StepId>,
    pub reason: Option<Personal>,
    pub missing: Vec<Missing>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchCheck {
    /// `name_match`, `parents_children`, `earlier_cases`, `fingerprints`.
    pub check: String,
    /// `clean`, `possible`, `found`, `not_done`.
    pub result: String,
    pub note: Option<Personal>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegistrySearched {
    pub step: StepId,
    pub checks: Vec<SearchCheck>,
    pub summary: Option<Personal>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceRecorded {
    pub evidence: u32,
    pub person: PersonNo,
    /// `lineage`, `dna`, `age`, `residence`, `birth`, `other`.
    pub kind: String,
    /// Material fact it speaks to.
    pub fact: String,
    /// Clause of Art. 976 it is offered for.
    pub clause: Option<u8>,
    /// `for` or `against` the claim.
    pub direction: String,
    pub paper: Option<PaperNo>,
    pub account: Personal,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InterviewHeld {
    pub people: Vec<PersonNo>,
    pub language: String,
    pub interpreter: Option<Personal>,
    pub summary: Personal,
    pub read_back: bool,
}

/// Someone at a sitting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    pub name: Personal,
    /// Post that seats the member: `county_governor`, `office_head`, …
    pub post: String,
    /// `present`, `absent`, `recused`, `represented`.
    pub attendance: String,
    /// `approve`, `reject`, `abstain`, or `none` when not voting.
    pub vote: String,
    pub dissent: Option<Personal>,
}

/// What a sitting said of one person: identity and nationality are two answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinion {
    pub person: PersonNo,
    /// `approved`, `rejected`, `returned`, `postponed`.
    pub nationality: String,
    /// `evident`, `not_evident`, or `not_examined`.
    pub identity: String,
    pub clause: Option<u8>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SittingHeld {
    pub step: StepId,
    /// `committee`, `council`, `board`.
    pub body: String,
    pub number: Personal,
    pub members: Vec<Member>,
    pub opinions: Vec<Opinion>,
    pub public_reasons: Personal,
    pub sealed_annex: Option<Personal>,
    pub paper: Option<PaperNo>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SittingScheduled {
    pub step: StepId,
    pub body: String,
    pub number: Personal,
    pub on: Date,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterSent {
    pub letter: LetterNo,
    pub step: StepId,
    pub addressee: Holder,
    pub number: Personal,
    pub question: Personal,
    pub people: Vec<PersonNo>,
    pub due: Option<Due>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReminderSent {
    pub letter: LetterNo,
    /// From 1.
    pub ordinal: u32,
    pub number: Personal,
}

/// What the body answered of one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub person: PersonNo,
    /// `confirmed`, `not_confirmed`, `inconclusive`, `foreign_national`.
    pub result: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterAnswered {
    pub letter: LetterNo,
    pub number: Personal,
    pub answers: Vec<Answer>,
    pub text: Personal,
    pub paper: Option<PaperNo>,
}

/// A finding on one material fact of one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactFound {
    pub person: PersonNo,
    pub fact: String,
    /// `proven`, `reasonably_shown`, `not_shown`, `contradicted`.
    pub finding: String,
    pub reason: Option<Personal>,
}

/// A test of one clause of Art. 976.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClauseTested {
    pub person: PersonNo,
    pub clause: u8,
    /// `met`, `not_met`, `not_claimed`.
    pub finding: String,
    pub reason: Option<Personal>,
}

/// The person was told what speaks against the claim and could answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeardOut {
    pub person: PersonNo,
    /// `heard`, or `did_not_appear` after two proven notices.
    pub manner: String,
    pub told: Personal,
    pub answer: Personal,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ruling {
    Granted,
    Refused,
}

impl Ruling {
    /// The code name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::Refused => "refused",
        }
    }
}

/// What is proposed for one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    pub person: PersonNo,
    pub ruling: Ruling,
    /// Clause of Art. 976 on which it is granted.
    pub clause: Option<u8>,
    pub reasons: Personal,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionProposed {
    pub round: Round,
    pub proposals: Vec<Proposal>,
    pub seen: Seen,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalReturned {
    pub round: Round,
    pub deficiencies: Vec<String>,
    pub note: Personal,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalVoided {
    pub round: Round,
    /// Type of the event that changed the file.
    pub because: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionSigned {
    pub round: Round,
    pub number: Personal,
    pub people: Vec<PersonNo>,
    pub seen: Seen,
    /// Why the signer goes on although she voted at a sitting on this case.
    pub hats_reason: Option<Personal>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionServed {
    pub person: PersonNo,
    /// `in_person`, `agent`, `post`, `notice_board`.
    pub method: String,
    pub recipient: Personal,
    pub proof: Option<Personal>,
    /// `signed`, `fingerprint`, `refused`.
    pub receipt: String,
    pub language: String,
    pub read_aloud: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BiometricsTaken {
    pub person: PersonNo,
    /// Fingerprint class; absent under 15 (by-law of 1362).
    pub fingerprint_class: Option<Personal>,
    pub taken_by: Option<Personal>,
    pub under_fifteen: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordDrafted {
    pub person: PersonNo,
    pub sheet: Personal,
    pub series: Personal,
    pub national_number: Personal,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateIssued {
    pub person: PersonNo,
    pub series: Personal,
    pub serial: Personal,
    pub delivered_to: Personal,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectionFiled {
    pub person: PersonNo,
    /// `board` or `court`.
    pub before: String,
    pub number: Personal,
    pub grounds: Personal,
    pub late: bool,
    pub late_reason: Option<Personal>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourtRuled {
    pub person: PersonNo,
    pub branch: Personal,
    pub docket: Personal,
    pub judgment: Personal,
    /// `issuance_ordered`, `dismissed`, `other`.
    pub effect: String,
    pub paper: Option<PaperNo>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemporaryCardIssued {
    pub person: PersonNo,
    pub identifier: Personal,
    pub serial: Personal,
    pub expires: Date,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemporaryCardRevoked {
    pub person: PersonNo,
    pub reason: Personal,
}

/// An act that the directive allows beside the main line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SideActTaken {
    /// Id of the side act in the directive: `withdrawal`, `death`, …
    pub act: String,
    pub person: PersonNo,
    pub reason: Personal,
    pub paper: Option<PaperNo>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseReopened {
    pub person: PersonNo,
    /// `court_order`, `new_evidence`, `audit_finding`.
    pub ground: String,
    pub to: StepId,
    pub reason: Personal,
    /// The order, the new evidence or the finding on which it rests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<PaperNo>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordCorrected {
    pub person: PersonNo,
    /// Name of the corrected field: `birth_date`, `given`, …
    pub field: String,
    pub before: Option<Personal>,
    pub after: Option<Personal>,
    pub reason: Personal,
    pub paper: Option<PaperNo>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockExtended {
    pub person: PersonNo,
    pub step: StepId,
    pub days: u32,
    pub due: Date,
    pub reason: Personal,
    /// The event in which somebody else proposed it, where the directive asks for two people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposal: Option<u64>,
}

/// An extension that somebody else has to approve.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtensionProposed {
    pub person: PersonNo,
    pub step: StepId,
    pub days: u32,
    /// When it would be due.
    pub due: Date,
    pub reason: Personal,
}

/// The second person does not approve an extension.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtensionDeclined {
    pub person: PersonNo,
    pub step: StepId,
    /// The event in which it was proposed.
    pub proposal: u64,
    pub reason: Personal,
}

/// A place that has another id under the new version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceMoved {
    pub person: PersonNo,
    /// The step of the older version.
    pub from: StepId,
    pub to: StepId,
    /// Id of the transitional provision that says so.
    pub provision: Option<String>,
}

/// Somebody who took part in moving a case, by account and name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mover {
    pub user: UserId,
    pub name: Personal,
}

/// The case follows another version of the directive from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DirectiveChanged {
    pub from: DirectiveRef,
    pub to: DirectiveRef,
    /// Places whose step has another id; every other place keeps its own.
    pub places: Vec<PlaceMoved>,
    /// The move that it is part of: its stream is `move:<number>`.
    pub batch: i64,
    pub reason: Personal,
    pub proposed_by: Mover,
    pub approved_by: Mover,
}

/// A value that was erased: its event and where it stood there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasedPlace {
    pub seq: u64,
    pub path: String,
}

/// Values are erased by law: what opens their commitments is gone, the rest of the history stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erased {
    pub erased: Vec<ErasedPlace>,
    /// The proposal that it carries out: its stream is `erasure:<number>`.
    pub erasure: i64,
    /// Code of what was asked for: `value`, `person`, `scan`.
    pub what: String,
    /// The law, the order or the judgment on which it rests.
    pub basis: Personal,
    pub proposed_by: Mover,
    pub approved_by: Mover,
}

/// The holder of a position is reminded of its time limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockReminded {
    pub person: PersonNo,
    pub step: StepId,
    pub due: Date,
}

/// A delay is reported to a role that the directive names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockEscalated {
    pub person: PersonNo,
    pub step: StepId,
    pub to: Role,
    /// When it was due.
    pub due: Date,
}

/// A time limit is counted anew: another version of the calendar came into force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockRecounted {
    pub person: PersonNo,
    pub step: StepId,
    /// When it was due.
    pub before: Date,
    pub due: Date,
    /// The version of the calendar.
    pub calendar: String,
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

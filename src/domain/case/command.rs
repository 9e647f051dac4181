//! What a person may ask to be done in a case.

use jiff::civil::Date;
use serde::Serialize;

use super::event::{
    Answer, BiometricsTaken, CertificateIssued, ClauseTested, CourtRuled, DecisionServed,
    DirectiveRef, EvidenceRecorded, FactFound, HeardOut, InterviewHeld, LetterNo, Missing, Mover,
    ObjectionFiled, PaperJudged, PaperNo, PaperReceived, Proposal, RecordDrafted, SearchCheck,
    Seen, SittingHeld,
};
use super::people::{Application, Person, PersonNo};
use super::personal::Personal;
use crate::domain::access::UserId;
use crate::domain::directive::{Holder, OutcomeId, StepId};

/// A request to change a case. Numbers (paper, letter, round) are given when it is carried out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Command {
    Open(Box<Opening>),
    AddPerson {
        person: Box<Person>,
        reason: Personal,
    },
    ReceivePaper(Box<PaperReceived>),
    JudgePaper(PaperJudged),
    TakeStep(TakeStep),
    RecordSearch {
        checks: Vec<SearchCheck>,
        summary: Option<Personal>,
    },
    RecordEvidence(EvidenceRecorded),
    HoldInterview(InterviewHeld),
    ScheduleSitting {
        number: Personal,
        on: Date,
    },
    RecordSitting(Box<SittingHeld>),
    SendLetter {
        person: PersonNo,
        addressee: Holder,
        number: Personal,
        question: Personal,
    },
    RemindLetter {
        letter: LetterNo,
        number: Personal,
    },
    AnswerLetter(Box<LetterAnswer>),
    /// Findings and clause tests of one person, entered together.
    Assess {
        facts: Vec<FactFound>,
        clauses: Vec<ClauseTested>,
    },
    HearOut(HeardOut),
    Propose {
        proposals: Vec<Proposal>,
        seen: Seen,
    },
    ReturnProposal {
        deficiencies: Vec<String>,
        note: Personal,
    },
    Sign {
        number: Personal,
        seen: Seen,
        hats_reason: Option<Personal>,
    },
    Serve(DecisionServed),
    TakeBiometrics(BiometricsTaken),
    DraftRecord(RecordDrafted),
    IssueCertificate(CertificateIssued),
    FileObjection(ObjectionFiled),
    RecordJudgment(CourtRuled),
    IssueCard {
        person: PersonNo,
        identifier: Personal,
        serial: Personal,
    },
    RevokeCard {
        person: PersonNo,
        reason: Personal,
    },
    SideAct {
        act: String,
        person: PersonNo,
        reason: Personal,
        paper: Option<PaperNo>,
    },
    Reopen {
        person: PersonNo,
        ground: String,
        to: StepId,
        reason: Personal,
        paper: Option<PaperNo>,
    },
    AddNote {
        text: Personal,
    },
    Correct {
        person: PersonNo,
        field: String,
        after: Option<Personal>,
        reason: Personal,
        paper: Option<PaperNo>,
    },
    /// Takes the file out of the office pool, for as long as the directive says.
    Claim,
    Release,
    Assign {
        to: UserId,
        to_name: Personal,
        reason: Option<Personal>,
    },
    ExtendClock {
        person: PersonNo,
        step: StepId,
        days: u32,
        reason: Personal,
    },
    /// Agrees to what somebody else proposed in the event `proposal`.
    ApproveExtension {
        person: PersonNo,
        step: StepId,
        proposal: u64,
    },
    DeclineExtension {
        person: PersonNo,
        step: StepId,
        proposal: u64,
        reason: Personal,
    },
    /// By a process, once two people have agreed: the case follows another version of the directive.
    Move(Box<Moving>),
    /// Several of these in one go, for several people: all are recorded, or none.
    Together(Vec<Command>),
    /// Clock-driven: whatever the clock of a position has brought about by now.
    ExpireClock {
        person: PersonNo,
        step: StepId,
    },
    /// By a process, once another calendar is in force: the time limits that end later by it.
    RecountClocks,
}

impl Command {
    /// The person for whom it is asked, where the same may be asked for several.
    #[must_use]
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "no other command is asked for several people"
    )]
    pub const fn person(&self) -> Option<PersonNo> {
        match self {
            Self::TakeStep(t) => Some(t.person),
            Self::Serve(s) => Some(s.person),
            Self::TakeBiometrics(b) => Some(b.person),
            Self::DraftRecord(r) => Some(r.person),
            Self::IssueCertificate(c) => Some(c.person),
            Self::FileObjection(o) => Some(o.person),
            Self::RecordJudgment(j) => Some(j.person),
            _ => None,
        }
    }
}

/// What the counter hands over to open a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Opening {
    pub reference: String,
    pub tracking: String,
    pub unit: crate::domain::access::UnitPath,
    pub application: Application,
    pub papers: Vec<PaperReceived>,
    pub similar: Vec<String>,
    pub similar_reason: Option<Personal>,
}

/// Taking a case from one version of its directive to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Moving {
    pub from: DirectiveRef,
    pub to: DirectiveRef,
    /// The move that it is part of.
    pub batch: i64,
    pub reason: Personal,
    pub proposed_by: Mover,
    pub approved_by: Mover,
}

/// Taking an outcome of a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TakeStep {
    pub person: PersonNo,
    pub step: StepId,
    pub outcome: OutcomeId,
    pub reason: Option<Personal>,
    pub missing: Vec<Missing>,
    pub acknowledged: bool,
}

/// The answer of an outside body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LetterAnswer {
    pub letter: LetterNo,
    pub number: Personal,
    pub answers: Vec<Answer>,
    pub text: Personal,
    pub paper: Option<PaperNo>,
}

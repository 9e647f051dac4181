//! The case as its history tells it: the fold of its events.
//!
//! There is no other truth. `apply` needs no directive and refuses nothing: what is recorded has
//! happened.

mod folding;
mod makers;
mod parts;

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::domain::access::{UnitPath, UserId};
use crate::domain::case::event::{
    BiometricsTaken, CaseReopened, CertificateIssued, ClauseTested, CourtRuled, DecisionServed,
    DirectiveChanged, DirectiveRef, Envelope, Erased, EvidenceRecorded, ExtensionProposed,
    FactFound, Happening, HeardOut, InterviewHeld, ObjectionFiled, Opened, Opinion, PaperNo,
    RecordDrafted, RegistrySearched, Round, Ruling, SideActTaken, SittingHeld, SittingScheduled,
    StepTaken,
};
use crate::domain::case::people::{Application, Person, PersonNo};
use crate::domain::case::personal::Personal;
use crate::domain::case::position::Position;
use crate::domain::directive::StepId;
use crate::domain::time::Moment;

pub use parts::{
    Answered, Card, Claim, Correction, Decision, Letter, OpenProposal, Paper, Recorded,
};

/// The whole case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseFile {
    pub reference: String,
    pub tracking: Personal,
    pub unit: UnitPath,
    pub directive: DirectiveRef,
    pub opened_on: Date,
    pub opened_at: Moment,
    pub opened_by: Option<UserId>,
    /// How the case came to the directive that it follows, where it was moved.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub directive_changes: Vec<Recorded<DirectiveChanged>>,
    /// What was erased by law, when and on what basis.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub erasures: Vec<Recorded<Erased>>,
    /// The time limit for the whole of the case.
    pub whole: Option<Position>,
    pub application: Application,
    pub papers: Vec<Paper>,
    pub positions: Vec<Position>,
    pub assignee: Option<(UserId, Personal)>,
    pub claim: Option<Claim>,
    pub suspended: Option<Recorded<SideActTaken>>,
    pub searches: Vec<Recorded<RegistrySearched>>,
    pub evidence: Vec<Recorded<EvidenceRecorded>>,
    pub interviews: Vec<Recorded<InterviewHeld>>,
    pub scheduled: Vec<Recorded<SittingScheduled>>,
    pub sittings: Vec<Recorded<SittingHeld>>,
    pub letters: Vec<Letter>,
    /// The finding that stands for each (person, fact).
    pub findings: Vec<Recorded<FactFound>>,
    /// The test that stands for each (person, clause).
    pub clauses: Vec<Recorded<ClauseTested>>,
    pub hearings: Vec<Recorded<HeardOut>>,
    pub proposal: Option<Recorded<OpenProposal>>,
    /// Number of proposals made so far.
    pub rounds: Round,
    /// Newest last; the last for a person stands.
    pub decisions: Vec<Recorded<Decision>>,
    pub services: Vec<Recorded<DecisionServed>>,
    pub biometrics: Vec<Recorded<BiometricsTaken>>,
    pub records: Vec<Recorded<RecordDrafted>>,
    pub certificates: Vec<Recorded<CertificateIssued>>,
    pub objections: Vec<Recorded<ObjectionFiled>>,
    pub judgments: Vec<Recorded<CourtRuled>>,
    pub cards: Vec<Card>,
    pub side_acts: Vec<Recorded<SideActTaken>>,
    pub reopenings: Vec<Recorded<CaseReopened>>,
    pub notes: Vec<Recorded<Personal>>,
    /// Extensions that wait for a second person.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extensions: Vec<Recorded<ExtensionProposed>>,
    pub corrections: Vec<Recorded<Correction>>,
    pub steps_taken: Vec<Recorded<StepTaken>>,
    /// Who entered or assessed evidence, and about whom, since the last signed decision on them: they
    /// may not sign.
    pub evidence_makers: BTreeSet<(PersonNo, UserId)>,
    /// Sent back to an earlier step at least once since it last went forward.
    pub returned: bool,
    pub seq: u64,
    /// Chain head at `seq`, lower-case hex.
    pub hash: String,
    pub last_at: Moment,
}

impl CaseFile {
    /// The case that its first event opens; nothing for any other event.
    #[must_use]
    pub fn open(envelope: &Envelope, hash: &str) -> Option<Self> {
        let Happening::CaseOpened(opened) = &envelope.happening else {
            return None;
        };
        let mut file = Self::blank(envelope, opened);
        file.close_event(envelope, hash);
        Some(file)
    }

    fn blank(envelope: &Envelope, opened: &Opened) -> Self {
        Self {
            reference: opened.reference.clone(),
            tracking: opened.tracking.clone(),
            unit: opened.unit.clone(),
            directive: envelope.directive.clone(),
            opened_on: envelope.occurred_on,
            opened_at: envelope.at,
            opened_by: envelope.actor.user,
            directive_changes: Vec::new(),
            erasures: Vec::new(),
            whole: envelope.whole.clone(),
            application: opened.application.clone(),
            papers: Vec::new(),
            positions: Vec::new(),
            assignee: envelope
                .actor
                .user
                .map(|u| (u, envelope.actor.name.clone().unwrap_or(Personal::Erased))),
            claim: None,
            suspended: None,
            searches: Vec::new(),
            evidence: Vec::new(),
            interviews: Vec::new(),
            scheduled: Vec::new(),
            sittings: Vec::new(),
            letters: Vec::new(),
            findings: Vec::new(),
            clauses: Vec::new(),
            hearings: Vec::new(),
            proposal: None,
            rounds: 0,
            decisions: Vec::new(),
            services: Vec::new(),
            biometrics: Vec::new(),
            records: Vec::new(),
            certificates: Vec::new(),
            objections: Vec::new(),
            judgments: Vec::new(),
            cards: Vec::new(),
            side_acts: Vec::new(),
            reopenings: Vec::new(),
            notes: Vec::new(),
            extensions: Vec::new(),
            corrections: Vec::new(),
            steps_taken: Vec::new(),
            evidence_makers: BTreeSet::new(),
            returned: false,
            seq: 0,
            hash: String::new(),
            last_at: envelope.at,
        }
    }

    /// The person with this number.
    #[must_use]
    pub fn person(&self, no: PersonNo) -> Option<&Person> {
        self.application.people.iter().find(|p| p.no == no)
    }

    /// The head of the household.
    #[must_use]
    pub fn principal(&self) -> Option<&Person> {
        self.application.people.first()
    }

    /// The paper with this number.
    #[must_use]
    pub fn paper(&self, no: PaperNo) -> Option<&Paper> {
        self.papers.iter().find(|p| p.no == no)
    }

    /// Where this person (or the case, with 0) stands at `step`; also the limit for the whole.
    #[must_use]
    pub fn position(&self, person: PersonNo, step: &StepId) -> Option<&Position> {
        self.clocks()
            .find(|p| p.person == person && p.step == *step)
    }

    /// The extension of a time limit that waits for a second person.
    #[must_use]
    pub fn extension(
        &self,
        person: PersonNo,
        step: &StepId,
    ) -> Option<&Recorded<ExtensionProposed>> {
        let mut waiting = self.extensions.iter();
        waiting.find(|x| x.what.person == person && x.what.step == *step)
    }

    /// Everything that has a clock: the positions, and the limit for the whole while the case is open.
    pub fn clocks(&self) -> impl Iterator<Item = &Position> {
        let whole = self.whole.iter().filter(|_| !self.is_closed());
        self.positions.iter().chain(whole)
    }

    /// The decision that stands for a person.
    #[must_use]
    pub fn decision(&self, person: PersonNo) -> Option<&Recorded<Decision>> {
        self.decisions
            .iter()
            .rev()
            .find(|d| d.what.proposal.person == person)
    }

    /// What the newest sitting of the dispute board ruled on a person.
    #[must_use]
    pub fn board_ruling(&self, person: PersonNo) -> Option<(&Recorded<SittingHeld>, &Opinion)> {
        let board = |s: &&Recorded<SittingHeld>| s.what.body == "board";
        let mut rulings = self.sittings.iter().rev().filter(board).filter_map(|s| {
            let of = s.what.opinions.iter().find(|o| o.person == person)?;
            Some((s, of))
        });
        rulings.next()
    }

    /// Whether the standing decision of a person is a grant or a refusal.
    #[must_use]
    pub fn ruling(&self, person: PersonNo) -> Option<Ruling> {
        self.decision(person).map(|d| d.what.proposal.ruling)
    }

    /// Whether every position is closed.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        !self.positions.is_empty() && self.positions.iter().all(Position::is_closed)
    }

    /// The stream of this case's events.
    #[must_use]
    pub fn stream_of(case_id: i64) -> String {
        format!("case:{case_id}")
    }

    /// The case whose events stand in this stream.
    #[must_use]
    pub fn id_of_stream(stream: &str) -> Option<i64> {
        stream.strip_prefix("case:")?.parse().ok()
    }
}

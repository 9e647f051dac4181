//! The case as its history tells it: the fold of its events.
//!
//! There is no other truth. `apply` needs no directive and refuses nothing: what is recorded has
//! happened.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::correction::Value;
use super::event::{
    Answer, BiometricsTaken, CaseReopened, CertificateIssued, ClauseTested, CourtRuled,
    DecisionServed, DirectiveChanged, DirectiveRef, Envelope, Erased, EvidenceRecorded,
    ExtensionProposed, FactFound, Happening, HeardOut, InterviewHeld, LetterNo, LetterSent,
    ObjectionFiled, Opened, Opinion, PaperJudged, PaperNo, PaperReceived, Proposal, RecordDrafted,
    RegistrySearched, Round, Ruling, Seen, SideActTaken, SittingHeld, SittingScheduled, StepTaken,
    TemporaryCardIssued,
};
use super::people::{Application, Person, PersonNo, WHOLE_CASE};
use super::personal::Personal;
use super::position::Position;
use crate::domain::access::{UnitPath, UserId};
use crate::domain::directive::{StepId, StepKind};
use crate::domain::time::Moment;

/// Something recorded, with when and by whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded<T> {
    pub seq: u64,
    pub at: Moment,
    pub on: Date,
    pub by: Option<UserId>,
    pub by_name: Option<Personal>,
    pub what: T,
}

/// A paper with all its scans and what was found of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    pub no: PaperNo,
    pub versions: Vec<Recorded<PaperReceived>>,
    pub judgments: Vec<Recorded<PaperJudged>>,
}

impl Paper {
    /// The newest scan or entry.
    #[must_use]
    pub fn latest(&self) -> Option<&Recorded<PaperReceived>> {
        self.versions.last()
    }

    /// The judgment on the newest version, if there is one.
    #[must_use]
    pub fn judgment(&self) -> Option<&Recorded<PaperJudged>> {
        let version = self.latest()?.what.version;
        self.judgments
            .iter()
            .rev()
            .find(|j| j.what.version == version)
    }
}

/// A letter to an outside body, its reminders and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    pub no: LetterNo,
    pub sent: Recorded<LetterSent>,
    pub reminders: Vec<Recorded<Personal>>,
    pub answer: Option<Recorded<Answered>>,
}

impl Letter {
    /// Whether it was written about any of these people.
    #[must_use]
    pub fn concerns(&self, people: &[PersonNo]) -> bool {
        let asked = &self.sent.what.people;
        asked.is_empty() || asked.iter().any(|no| people.contains(no))
    }
}

/// The answer to a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    pub number: Personal,
    pub answers: Vec<Answer>,
    pub text: Personal,
    pub paper: Option<PaperNo>,
}

/// A proposal that waits for a signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenProposal {
    pub round: Round,
    pub proposals: Vec<Proposal>,
    pub seen: Seen,
}

/// A signed decision about one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    pub round: Round,
    pub proposal: Proposal,
    pub number: Personal,
    pub prepared_by: Option<UserId>,
    pub prepared_by_name: Option<Personal>,
    pub prepared_on: Date,
    pub seen: Seen,
    /// Why the signer went on although she voted at a sitting on the case.
    #[serde(default)]
    pub hats_reason: Option<Personal>,
}

/// A temporary card and whether it still holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    pub issued: Recorded<TemporaryCardIssued>,
    pub revoked: Option<Recorded<Personal>>,
}

/// Someone took the file out of the office pool for a while.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    pub user: UserId,
    pub name: Option<Personal>,
    pub until: Moment,
}

/// A correction of a recorded value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    pub person: PersonNo,
    pub field: String,
}

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

    /// Adds the next event. `hash` is the chain's hash at that event, lower-case hex.
    pub fn apply(&mut self, envelope: &Envelope, hash: &str) {
        self.record(envelope);
        self.close_event(envelope, hash);
    }

    fn close_event(&mut self, envelope: &Envelope, hash: &str) {
        if let Some(user) = envelope.actor.user {
            let about = self.evidence_about(&envelope.happening);
            self.evidence_makers
                .extend(about.into_iter().map(|no| (no, user)));
        }
        self.positions.clone_from(&envelope.positions);
        // Another version may set no limit for the whole.
        let moved = matches!(envelope.happening, Happening::DirectiveChanged(_));
        if envelope.whole.is_some() || moved {
            self.whole.clone_from(&envelope.whole);
        }
        // An extension of what the case has left is nobody's to approve.
        let mut waiting = std::mem::take(&mut self.extensions);
        waiting.retain(|x| {
            let place = self.position(x.what.person, &x.what.step);
            place.is_some_and(|p| p.entered < x.seq)
        });
        self.extensions = waiting;
        self.seq = envelope.seq;
        hash.clone_into(&mut self.hash);
        self.last_at = envelope.at;
    }

    fn record(&mut self, e: &Envelope) {
        match &e.happening {
            Happening::CaseOpened(_) => {}
            Happening::PersonAdded { person, .. } => {
                self.application.people.push((**person).clone());
            }
            Happening::PaperReceived(p) => self.receive(e, p),
            Happening::PaperJudged(j) => {
                if let Some(paper) = self.papers.iter_mut().find(|p| p.no == j.paper) {
                    paper.judgments.push(keep(e, j));
                }
            }
            Happening::StepTaken(s) => self.take_step(e, s),
            Happening::RegistrySearched(s) => self.searches.push(keep(e, s)),
            Happening::EvidenceRecorded(x) => self.evidence.push(keep(e, x)),
            Happening::InterviewHeld(i) => self.interviews.push(keep(e, i)),
            Happening::SittingScheduled(s) => self.scheduled.push(keep(e, s)),
            Happening::SittingHeld(s) => self.sittings.push(keep(e, s)),
            Happening::LetterSent(_)
            | Happening::ReminderSent(_)
            | Happening::LetterAnswered(_) => self.correspond(e),
            Happening::FactFound(_) | Happening::ClauseTested(_) | Happening::HeardOut(_) => {
                self.assess(e);
            }
            Happening::DecisionProposed(_)
            | Happening::ProposalReturned(_)
            | Happening::ProposalVoided(_)
            | Happening::DecisionSigned(_) => self.decide(e),
            Happening::DecisionServed(s) => self.services.push(keep(e, s)),
            Happening::BiometricsTaken(b) => self.biometrics.push(keep(e, b)),
            Happening::RecordDrafted(r) => self.records.push(keep(e, r)),
            Happening::CertificateIssued(c) => self.certificates.push(keep(e, c)),
            Happening::ObjectionFiled(o) => self.objections.push(keep(e, o)),
            Happening::CourtRuled(r) => self.judgments.push(keep(e, r)),
            Happening::TemporaryCardIssued(c) => {
                self.cards.push(Card {
                    issued: keep(e, c),
                    revoked: None,
                });
            }
            Happening::TemporaryCardRevoked(r) => {
                let open = |c: &&mut Card| c.issued.what.person == r.person && c.revoked.is_none();
                if let Some(card) = self.cards.iter_mut().find(open) {
                    card.revoked = Some(keep(e, &r.reason));
                }
            }
            Happening::CaseSuspended(s) => self.suspended = Some(keep(e, s)),
            Happening::CaseResumed(s) => {
                self.suspended = None;
                self.side_acts.push(keep(e, s));
            }
            Happening::PersonWithdrawn(s)
            | Happening::PersonDied(s)
            | Happening::ReferredOut(s) => {
                self.side_acts.push(keep(e, s));
            }
            Happening::CaseReopened(r) => {
                self.returned = true;
                self.reopenings.push(keep(e, r));
            }
            Happening::NoteAdded { text } => self.notes.push(keep(e, text)),
            Happening::RecordCorrected(c) => {
                self.correct(c);
                let what = Correction {
                    person: c.person,
                    field: c.field.clone(),
                };
                self.corrections.push(keep(e, &what));
            }
            Happening::CaseClaimed { until } => {
                self.claim = e.actor.user.map(|user| Claim {
                    user,
                    name: e.actor.name.clone(),
                    until: *until,
                });
            }
            Happening::CaseReleased {} => self.claim = None,
            Happening::CaseAssigned { to, to_name, .. } => {
                self.assignee = Some((*to, to_name.clone()));
                self.claim = None;
            }
            Happening::DirectiveChanged(changed) => {
                self.directive = changed.to.clone();
                self.directive_changes.push(keep(e, &**changed));
            }
            Happening::Erased(erased) => self.erasures.push(keep(e, &**erased)),
            Happening::ExtensionProposed(x) => self.extensions.push(keep(e, x)),
            Happening::ClockExtended(x) => self.settle(x.person, &x.step),
            Happening::ExtensionDeclined(x) => self.settle(x.person, &x.step),
            // What a clock brought about stands with the position itself.
            Happening::ClockExpired { .. }
            | Happening::ClockReminded(_)
            | Happening::ClockEscalated(_)
            | Happening::ClockRecounted(_) => {}
        }
    }

    fn receive(&mut self, e: &Envelope, received: &PaperReceived) {
        match self.papers.iter_mut().find(|p| p.no == received.paper) {
            Some(paper) => paper.versions.push(keep(e, received)),
            None => self.papers.push(Paper {
                no: received.paper,
                versions: vec![keep(e, received)],
                judgments: Vec::new(),
            }),
        }
    }

    fn take_step(&mut self, e: &Envelope, taken: &StepTaken) {
        let before = |step: &StepId| self.steps_taken.iter().any(|t| t.what.step == *step);
        self.returned = !taken.missing.is_empty() || taken.to.iter().any(before);
        // Whoever had the file in hand has done what it was taken for.
        self.claim = None;
        self.steps_taken.push(keep(e, taken));
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "called with these kinds only; the caller names every kind"
    )]
    fn correspond(&mut self, e: &Envelope) {
        match &e.happening {
            Happening::LetterSent(l) => self.letters.push(Letter {
                no: l.letter,
                sent: keep(e, l),
                reminders: Vec::new(),
                answer: None,
            }),
            Happening::ReminderSent(r) => {
                if let Some(letter) = self.letters.iter_mut().find(|l| l.no == r.letter) {
                    letter.reminders.push(keep(e, &r.number));
                }
            }
            Happening::LetterAnswered(a) => {
                if let Some(letter) = self.letters.iter_mut().find(|l| l.no == a.letter) {
                    let what = Answered {
                        number: a.number.clone(),
                        answers: a.answers.clone(),
                        text: a.text.clone(),
                        paper: a.paper,
                    };
                    letter.answer = Some(keep(e, &what));
                }
            }
            _ => {}
        }
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "called with these kinds only; the caller names every kind"
    )]
    fn assess(&mut self, e: &Envelope) {
        match &e.happening {
            Happening::FactFound(f) => {
                self.findings
                    .retain(|x| (x.what.person, &x.what.fact) != (f.person, &f.fact));
                self.findings.push(keep(e, f));
            }
            Happening::ClauseTested(c) => {
                self.clauses
                    .retain(|x| (x.what.person, x.what.clause) != (c.person, c.clause));
                self.clauses.push(keep(e, c));
            }
            Happening::HeardOut(h) => self.hearings.push(keep(e, h)),
            _ => {}
        }
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "called with these kinds only; the caller names every kind"
    )]
    fn decide(&mut self, e: &Envelope) {
        match &e.happening {
            Happening::DecisionProposed(p) => {
                self.rounds = p.round;
                self.proposal = Some(keep(
                    e,
                    &OpenProposal {
                        round: p.round,
                        proposals: p.proposals.clone(),
                        seen: p.seen.clone(),
                    },
                ));
            }
            Happening::DecisionSigned(s) => {
                if let Some(open) = self.proposal.take() {
                    for proposal in open.what.proposals {
                        let what = Decision {
                            round: s.round,
                            proposal,
                            number: s.number.clone(),
                            prepared_by: open.by,
                            prepared_by_name: open.by_name.clone(),
                            prepared_on: open.on,
                            seen: s.seen.clone(),
                            hats_reason: s.hats_reason.clone(),
                        };
                        self.decisions.push(keep(e, &what));
                    }
                    self.forget_makers(&s.people);
                }
            }
            Happening::ProposalReturned(_) => {
                self.proposal = None;
                self.returned = true;
            }
            Happening::ProposalVoided(_) => self.proposal = None,
            _ => {}
        }
    }

    /// About whom an act enters or assesses evidence; nobody where it does not.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "every other act makes no evidence"
    )]
    fn evidence_about(&self, happening: &Happening) -> Vec<PersonNo> {
        match happening {
            Happening::PaperJudged(j) => {
                let people = self.paper(j.paper).and_then(Paper::latest);
                match people.map(|v| v.what.people.clone()) {
                    Some(people) if !people.is_empty() => people,
                    _ => vec![WHOLE_CASE],
                }
            }
            Happening::RegistrySearched(_) => vec![WHOLE_CASE],
            Happening::EvidenceRecorded(e) => vec![e.person],
            Happening::InterviewHeld(i) => i.people.clone(),
            Happening::FactFound(f) => vec![f.person],
            Happening::ClauseTested(c) => vec![c.person],
            Happening::HeardOut(h) => vec![h.person],
            Happening::RecordCorrected(c) => vec![c.person],
            _ => Vec::new(),
        }
    }

    /// Once a decision is signed a new round begins: for the people whom it concerns, and for the
    /// household once nobody waits any more.
    fn forget_makers(&mut self, signed: &[PersonNo]) {
        self.evidence_makers.retain(|(no, _)| !signed.contains(no));
        let waits = |p: &Position| p.kind == StepKind::Decision && !signed.contains(&p.person);
        if !self.positions.iter().any(waits) {
            self.evidence_makers.clear();
        }
    }

    /// Whether somebody entered or assessed evidence about these people in the round, or what still
    /// stands as a finding on them.
    #[must_use]
    pub fn made_evidence(&self, user: UserId, people: &[PersonNo]) -> bool {
        let about =
            |no: PersonNo| no == WHOLE_CASE || people.contains(&no) || people.contains(&WHOLE_CASE);
        let made = |(no, maker): &(PersonNo, UserId)| *maker == user && about(*no);
        let found = |f: &Recorded<FactFound>| f.by == Some(user) && about(f.what.person);
        let tested = |c: &Recorded<ClauseTested>| c.by == Some(user) && about(c.what.person);
        self.evidence_makers.iter().any(made)
            || self.findings.iter().any(found)
            || self.clauses.iter().any(tested)
    }

    fn correct(&mut self, c: &super::event::RecordCorrected) {
        if let Some(value) = Value::parse(&c.field) {
            value.record(&mut self.application, c.person, c.after.clone());
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

    fn settle(&mut self, person: PersonNo, step: &StepId) {
        self.extensions
            .retain(|x| x.what.person != person || x.what.step != *step);
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

fn keep<T: Clone>(e: &Envelope, what: &T) -> Recorded<T> {
    Recorded {
        seq: e.seq,
        at: e.at,
        on: e.occurred_on,
        by: e.actor.user,
        by_name: e.actor.name.clone(),
        what: what.clone(),
    }
}

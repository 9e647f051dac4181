//! Each event taken in.

use super::{
    Answered, Card, CaseFile, Claim, Correction, Decision, Letter, OpenProposal, Paper, Recorded,
};
use crate::domain::case::correction::Value;
use crate::domain::case::event::{Envelope, Happening, PaperReceived, RecordCorrected, StepTaken};
use crate::domain::case::people::PersonNo;
use crate::domain::directive::StepId;

impl CaseFile {
    /// Adds the next event. `hash` is the chain's hash at that event, lower-case hex.
    pub fn apply(&mut self, envelope: &Envelope, hash: &str) {
        self.record(envelope);
        self.close_event(envelope, hash);
    }

    pub(super) fn close_event(&mut self, envelope: &Envelope, hash: &str) {
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

    fn correct(&mut self, c: &RecordCorrected) {
        if let Some(value) = Value::parse(&c.field) {
            value.record(&mut self.application, c.person, c.after.clone());
        }
    }

    fn settle(&mut self, person: PersonNo, step: &StepId) {
        self.extensions
            .retain(|x| x.what.person != person || x.what.step != *step);
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

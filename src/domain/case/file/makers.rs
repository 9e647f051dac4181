//! Who entered or assessed evidence, and so may not sign.

use super::{CaseFile, Paper, Recorded};
use crate::domain::access::UserId;
use crate::domain::case::event::{ClauseTested, FactFound, Happening};
use crate::domain::case::people::{PersonNo, WHOLE_CASE};
use crate::domain::case::position::Position;
use crate::domain::directive::StepKind;

impl CaseFile {
    /// About whom an act enters or assesses evidence; nobody where it does not.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "every other act makes no evidence"
    )]
    pub(super) fn evidence_about(&self, happening: &Happening) -> Vec<PersonNo> {
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
    pub(super) fn forget_makers(&mut self, signed: &[PersonNo]) {
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
}

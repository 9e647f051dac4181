//! Questions asked of a directive.

use crate::domain::access::Role;
use crate::text::Locale;

use super::codes::{ClockStart, EndClass, Holder, Post, ReopeningGround, StepKind, Supplier};
use super::condition::{DeclaredFact, Facts};
use super::model::{
    Certification, CitedDocument, Directive, Outcome, OutcomeId, PaperKind, Reopens, Requirement,
    RequirementId, SideAct, Step, StepId, Title, Transition,
};

impl Directive {
    /// The step with this id.
    #[must_use]
    pub fn step(&self, id: &StepId) -> Option<&Step> {
        self.steps.iter().find(|s| s.id == *id)
    }

    /// The step at which cases are opened.
    #[must_use]
    pub fn entry(&self) -> Option<&Step> {
        self.steps.iter().find(|s| s.kind == StepKind::Intake)
    }

    /// Where the applicant may object to what comes of a step: the nearest such step on the ways that
    /// lead from it.
    #[must_use]
    pub fn remedy(&self, from: &StepId) -> Option<&Step> {
        let mut seen = vec![from];
        let mut at = 0;
        while let Some(id) = seen.get(at) {
            at += 1;
            let step = self.step(id)?;
            if step.id != *from
                && step.kind == StepKind::Objection
                && step.holder == Holder::Applicant
            {
                return Some(step);
            }
            for outcome in &step.outcomes {
                if !seen.contains(&&outcome.to) {
                    seen.push(&outcome.to);
                }
            }
        }
        None
    }

    /// The requirement with this id.
    #[must_use]
    pub fn requirement(&self, id: &RequirementId) -> Option<&Requirement> {
        self.requirements.iter().find(|r| r.id == *id)
    }

    /// The side act with this id.
    #[must_use]
    pub fn act(&self, id: &str) -> Option<&SideAct> {
        self.acts.iter().find(|a| a.id == id)
    }

    /// The transitional provision with this [`Transition::id`].
    #[must_use]
    pub fn transition(&self, id: &str) -> Option<&Transition> {
        self.transitions.iter().find(|t| t.id() == id)
    }

    /// The cited document with this id.
    #[must_use]
    pub fn document(&self, id: &str) -> Option<&CitedDocument> {
        self.documents.iter().find(|d| d.id == id)
    }

    /// The first closed step that ends so.
    #[must_use]
    pub fn end(&self, class: EndClass) -> Option<&Step> {
        self.steps.iter().find(|s| s.end == Some(class))
    }

    /// The declared fact with this id.
    #[must_use]
    pub fn fact(&self, id: &str) -> Option<&DeclaredFact> {
        self.facts.iter().find(|f| f.id == id)
    }

    /// The kind of paper with this id.
    #[must_use]
    pub fn paper(&self, id: &str) -> Option<&PaperKind> {
        self.papers.iter().find(|p| p.id == id)
    }

    /// Whether papers of this kind are accepted only with somebody's certification.
    #[must_use]
    pub fn certifies(&self, kind: &str) -> bool {
        self.paper(kind).is_some_and(|p| !p.certified_by.is_empty())
    }

    /// Family and version, as stamped on a case: `art45/1381`.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}/{}", self.id, self.version)
    }

    /// Whether anything is said of letters; a version that says nothing leaves each where it makes sense.
    #[must_use]
    pub fn names_letters(&self) -> bool {
        let steps = self.steps.iter().map(|it| &it.letters);
        let mut all = steps.chain(self.acts.iter().map(|it| &it.letters));
        all.any(|it| !it.is_empty())
    }
}

impl Step {
    /// Whether its time limit begins only with a letter.
    #[must_use]
    pub fn waits_for_a_letter(&self) -> bool {
        let clock = self.clock.as_ref();
        clock.is_some_and(|rule| rule.starts == ClockStart::Letter)
    }

    /// Whether letters of this step may go to this body.
    #[must_use]
    pub fn writes_to(&self, body: Holder) -> bool {
        self.letter_to.is_empty() || self.letter_to.contains(&body)
    }

    /// Who sits in the body of this step: anybody, where the directive does not say.
    #[must_use]
    pub fn seats(&self) -> &[Post] {
        let said = self.quorum.as_ref().map(|it| it.seats.as_slice());
        said.filter(|it| !it.is_empty()).unwrap_or(Post::ALL)
    }

    /// The outcome with this id.
    #[must_use]
    pub fn outcome(&self, id: &OutcomeId) -> Option<&Outcome> {
        self.outcomes.iter().find(|o| o.id == *id)
    }

    /// The outcomes that this role may take.
    pub fn outcomes_for(&self, role: Role) -> impl Iterator<Item = &Outcome> {
        self.outcomes.iter().filter(move |o| o.by.contains(&role))
    }

    /// Whether the procedure ends here.
    #[must_use]
    pub fn is_end(&self) -> bool {
        self.kind == StepKind::Closed
    }
}

impl SideAct {
    /// Whether a case is taken up again at this step on the ground with this code. Versions written
    /// before a directive could say so name no step at all: there it is any at which a case goes on.
    #[must_use]
    pub fn reopens_at(&self, step: &Step, ground: &str) -> bool {
        let goes_on = !matches!(step.kind, StepKind::Closed | StepKind::Intake);
        let mut grounds = self.grounds_for(&step.id);
        goes_on && (self.reopens.is_empty() || grounds.any(|it| it.code() == ground))
    }

    /// The grounds on which a case is taken up again at this step.
    pub fn grounds_for(&self, step: &StepId) -> impl Iterator<Item = ReopeningGround> {
        let there = move |it: &&Reopens| it.to.contains(step);
        self.reopens.iter().filter(there).map(|it| it.ground)
    }
}

impl Outcome {
    /// Whether it is offered under these facts.
    #[must_use]
    pub fn open_under(&self, facts: &Facts) -> bool {
        facts.meet(&self.when)
    }

    /// Whether its warning is to be acknowledged under these facts.
    #[must_use]
    pub fn warns_under(&self, facts: &Facts) -> bool {
        self.warning.is_some() && facts.meet(&self.warn_when)
    }
}

impl Requirement {
    /// Whether it is asked for under these facts.
    #[must_use]
    pub fn asked_under(&self, facts: &Facts) -> bool {
        facts.meet(&self.when) && !facts.meet_any(&self.unless)
    }
}

impl PaperKind {
    /// The bodies that may certify it under these facts; none when it needs no certification.
    pub fn certifiers(&self, facts: &Facts) -> impl Iterator<Item = Supplier> {
        let fits = |it: &&Certification| facts.meet(&it.when);
        self.certified_by.iter().filter(fits).map(|it| it.by)
    }
}

impl Title {
    /// The words in this language.
    #[must_use]
    pub fn in_language(&self, locale: Locale) -> &str {
        match locale {
            Locale::Fa => &self.fa,
            Locale::En => &self.en,
        }
    }
}

impl Outcome {
    /// Whether this must be put on record before the outcome can be taken.
    #[must_use]
    pub fn rests_on(&self, record: super::codes::Proof) -> bool {
        self.needs.iter().any(|it| it.record() == Some(record))
    }
}

impl Step {
    /// Whether a way out of the step rests on such a record.
    #[must_use]
    pub fn asks_for(&self, record: super::codes::Proof) -> bool {
        self.outcomes.iter().any(|it| it.rests_on(record))
    }
}

//! What each part of a directive says, field by field.

use super::super::condition::DeclaredFact;
use super::super::model::{
    Citation, CitedDocument, Outcome, PaperKind, Requirement, SideAct, Step, StepId,
};
use super::{Compared, Field, Fields, Part, clock};

impl Compared for CitedDocument {
    fn part(&self) -> Part {
        Part::Document(self.id.clone())
    }

    fn rests_on(&self) -> &[Citation] {
        &[]
    }

    fn says(&self) -> Fields {
        vec![
            (Field::Title, self.title.clone().into()),
            (Field::Number, self.number.clone().into()),
            (Field::Date, self.date.clone().into()),
            (Field::Assumed, self.assumed.into()),
            (Field::Note, self.note.clone().into()),
        ]
    }
}

impl Compared for DeclaredFact {
    fn part(&self) -> Part {
        Part::Fact(self.id.clone())
    }

    fn rests_on(&self) -> &[Citation] {
        &[]
    }

    fn says(&self) -> Fields {
        vec![
            (Field::Title, self.title.clone().into()),
            (Field::Source, self.source.into()),
            (Field::At, self.at.into()),
            (
                Field::Papers,
                self.paper.iter().cloned().collect::<Vec<_>>().into(),
            ),
        ]
    }
}

impl Compared for Step {
    fn part(&self) -> Part {
        Part::Step(self.id.clone())
    }

    fn rests_on(&self) -> &[Citation] {
        &self.basis
    }

    fn says(&self) -> Fields {
        let mut fields = vec![
            (Field::Title, self.title.clone().into()),
            (Field::Help, self.help.clone().into()),
            (Field::Kind, self.kind.into()),
            (Field::Scope, self.scope.into()),
            (Field::Basis, self.basis.clone().into()),
            (Field::Actors, self.actors.clone().into()),
            (Field::Holder, vec![self.holder].into()),
            (Field::Main, self.main.into()),
            (Field::LetterTo, self.letter_to.clone().into()),
            (Field::Letters, self.letters.clone().into()),
            (Field::ExemptWhen, self.exempt_when.clone().into()),
            (Field::Requires, self.requires.clone().into()),
            (Field::End, self.end.into()),
            (Field::Assumed, self.assumed.into()),
            (Field::Note, self.note.clone().into()),
        ];
        if let Some(quorum) = &self.quorum {
            fields.extend([
                (Field::Quorum, quorum.members.into()),
                (Field::Seats, quorum.seats.clone().into()),
                (Field::QuorumAssumed, quorum.assumed.into()),
                (Field::QuorumNote, quorum.note.clone().into()),
            ]);
        }
        fields.extend(clock(self.clock.as_ref()));
        fields
    }
}

/// An outcome with the step whose way out it is.
pub(super) struct Way(pub(super) StepId, pub(super) Outcome);

impl Compared for Way {
    fn part(&self) -> Part {
        Part::Outcome(self.0.clone(), self.1.id.clone())
    }

    fn rests_on(&self) -> &[Citation] {
        &self.1.basis
    }

    fn says(&self) -> Fields {
        let it = &self.1;
        vec![
            (Field::Title, it.title.clone().into()),
            (Field::Help, it.help.clone().into()),
            (Field::To, vec![it.to.clone()].into()),
            (Field::Actors, it.by.clone().into()),
            (Field::Reason, it.reason.into()),
            (Field::Separation, it.separation.clone().into()),
            (Field::Needs, it.needs.clone().into()),
            (Field::When, it.when.clone().into()),
            (Field::Itemised, it.itemised.into()),
            (Field::Warning, it.warning.clone().into()),
            (Field::WarnWhen, it.warn_when.clone().into()),
            (Field::Basis, it.basis.clone().into()),
            (Field::Assumed, it.assumed.into()),
        ]
    }
}

impl Compared for Requirement {
    fn part(&self) -> Part {
        Part::Requirement(self.id.clone())
    }

    fn rests_on(&self) -> &[Citation] {
        &self.basis
    }

    fn says(&self) -> Fields {
        vec![
            (Field::Title, self.title.clone().into()),
            (Field::Help, self.help.clone().into()),
            (Field::AnyOf, self.any_of.clone().into()),
            (Field::PerPerson, self.per_person.into()),
            (Field::IfAny, self.if_any.into()),
            (Field::When, self.when.clone().into()),
            (Field::Unless, self.unless.clone().into()),
            (Field::Basis, self.basis.clone().into()),
            (Field::Assumed, self.assumed.into()),
            (Field::Note, self.note.clone().into()),
        ]
    }
}

impl Compared for PaperKind {
    fn part(&self) -> Part {
        Part::Paper(self.id.clone())
    }

    fn rests_on(&self) -> &[Citation] {
        &self.basis
    }

    fn says(&self) -> Fields {
        vec![
            (Field::Title, self.title.clone().into()),
            (Field::Help, self.help.clone().into()),
            (Field::Suppliers, self.suppliers.clone().into()),
            (Field::Count, self.count.into()),
            (Field::Certified, self.certified_by.clone().into()),
            (Field::Proves, self.proves.clone().into()),
            (Field::Basis, self.basis.clone().into()),
        ]
    }
}

impl Compared for SideAct {
    fn part(&self) -> Part {
        Part::Act(self.id.clone())
    }

    fn rests_on(&self) -> &[Citation] {
        &self.basis
    }

    fn says(&self) -> Fields {
        let mut fields = vec![
            (Field::Title, self.title.clone().into()),
            (Field::Help, self.help.clone().into()),
            (Field::Actors, self.by.clone().into()),
            (Field::Reason, self.reason.into()),
            (Field::Papers, self.papers.clone().into()),
            (Field::Letters, self.letters.clone().into()),
            (
                Field::To,
                self.to.clone().map(|s| vec![s]).unwrap_or_default().into(),
            ),
            (Field::Reopens, self.reopens.clone().into()),
            (Field::Basis, self.basis.clone().into()),
            (Field::Assumed, self.assumed.into()),
            (Field::Note, self.note.clone().into()),
        ];
        fields.extend(clock(self.clock.as_ref()));
        fields
    }
}

//! What can be wrong with a directive that reads well, each kind once.

use super::super::codes::EndClass;
use super::super::model::{Citation, Directive, OutcomeId, RequirementId, StepId};
use super::super::parse::Thing;

/// A part of a directive on which a condition stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    Step(StepId),
    Outcome(StepId, OutcomeId),
    /// The warning of an outcome.
    Warning(StepId, OutcomeId),
    Requirement(RequirementId),
    /// A body that certifies a kind of paper.
    Certification(String),
    Act(String),
    /// The directive as a whole.
    Whole,
}

impl Part {
    /// Under which name the part stands in the file.
    #[must_use]
    pub fn name(&self) -> Option<(Thing, String)> {
        match self {
            Self::Step(step) => Some((Thing::Step, step.to_string())),
            Self::Outcome(step, outcome) | Self::Warning(step, outcome) => {
                Some((Thing::Outcome, format!("{step}.{outcome}")))
            }
            Self::Requirement(id) => Some((Thing::Requirement, id.to_string())),
            Self::Certification(paper) => Some((Thing::Paper, paper.clone())),
            Self::Act(act) => Some((Thing::Act, act.clone())),
            Self::Whole => None,
        }
    }

    /// The articles on which the part rests.
    #[must_use]
    pub fn basis<'d>(&self, directive: &'d Directive) -> &'d [Citation] {
        let step = |id: &StepId| directive.step(id).map_or(&[][..], |it| &it.basis);
        match self {
            Self::Step(id) => step(id),
            Self::Outcome(id, outcome) | Self::Warning(id, outcome) => directive
                .step(id)
                .and_then(|it| it.outcome(outcome))
                .map(|it| it.basis.as_slice())
                .filter(|basis| !basis.is_empty())
                .unwrap_or_else(|| step(id)),
            Self::Requirement(id) => directive.requirement(id).map_or(&[][..], |it| &it.basis),
            Self::Certification(id) => directive.paper(id).map_or(&[][..], |it| &it.basis),
            Self::Act(id) => directive.act(id).map_or(&[][..], |it| &it.basis),
            Self::Whole => &[],
        }
    }
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// No way leads from the counter to the step, in any circumstances.
    UnreachableStep(StepId),
    /// A case can come here and can never leave, or only to where it can never leave.
    NoEnd(StepId),
    /// A case can come into this circle and go round in it for ever, with no way out.
    LoopWithoutExit(Vec<StepId>),
    /// None of the roles named can act in cases.
    NobodyCanTake(StepId, OutcomeId),
    NobodyCanWork(StepId),
    /// A body outside is waited for, and there is no way on if it never answers.
    NoWayWithoutAnswer(StepId),
    /// A paper is demanded that nobody can supply or certify by then.
    NotSuppliable(StepId, RequirementId),
    AlwaysTrue(Part),
    AlwaysFalse(Part),
    /// Two conditions can hold at once, and lead to different places.
    Overlap(StepId, OutcomeId, OutcomeId),
    /// With so many people in an office, nobody is left who may take it.
    SeparationImpossible(StepId, OutcomeId, usize),
    /// Even the quickest way to this end may take more days than the case as a whole.
    ClocksExceedOverall {
        end: StepId,
        days: u32,
        limit: u32,
    },
    ClockNeverStarts(Part),
    ClockNeverStops(Part),
    /// Somebody is refused and the case closes without a way to object.
    RefusalWithoutRemedy(StepId),
    /// A decision that cannot be signed one way or the other.
    DecisionWithout(StepId, &'static str),
    /// The conditions of the part tell more circumstances apart than can be followed: so many.
    TooManyCircumstances(Part, usize),
    /// No end of this class: nobody could ever get there.
    NoSuchEnd(EndClass),
}

impl Fault {
    /// The code by which the fault is known, the same in every language.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UnreachableStep(_) => "unreachable-step",
            Self::NoEnd(_) => "no-end",
            Self::LoopWithoutExit(_) => "loop-without-exit",
            Self::NobodyCanTake(..) | Self::NobodyCanWork(_) => "nobody-can-act",
            Self::NoWayWithoutAnswer(_) => "no-way-without-answer",
            Self::NotSuppliable(..) => "not-suppliable",
            Self::AlwaysTrue(_) => "always-true",
            Self::AlwaysFalse(_) => "always-false",
            Self::Overlap(..) => "overlap",
            Self::SeparationImpossible(..) => "separation-impossible",
            Self::ClocksExceedOverall { .. } => "clocks-exceed-overall",
            Self::ClockNeverStarts(_) => "clock-never-starts",
            Self::ClockNeverStops(_) => "clock-never-stops",
            Self::RefusalWithoutRemedy(_) => "refusal-without-remedy",
            Self::DecisionWithout(..) => "decision-incomplete",
            Self::TooManyCircumstances(..) => "too-many-circumstances",
            Self::NoSuchEnd(_) => "no-such-end",
        }
    }

    /// The part of the file to look at.
    #[must_use]
    pub fn part(&self) -> Part {
        match self {
            Self::UnreachableStep(step)
            | Self::NoEnd(step)
            | Self::NobodyCanWork(step)
            | Self::NoWayWithoutAnswer(step)
            | Self::RefusalWithoutRemedy(step)
            | Self::DecisionWithout(step, _)
            | Self::ClocksExceedOverall { end: step, .. } => Part::Step(step.clone()),
            Self::LoopWithoutExit(steps) => steps
                .first()
                .map_or(Part::Whole, |it| Part::Step(it.clone())),
            Self::NobodyCanTake(step, outcome)
            | Self::Overlap(step, outcome, _)
            | Self::SeparationImpossible(step, outcome, _) => {
                Part::Outcome(step.clone(), outcome.clone())
            }
            Self::NotSuppliable(_, requirement) => Part::Requirement(requirement.clone()),
            Self::AlwaysTrue(part)
            | Self::AlwaysFalse(part)
            | Self::TooManyCircumstances(part, _)
            | Self::ClockNeverStarts(part)
            | Self::ClockNeverStops(part) => part.clone(),
            Self::NoSuchEnd(_) => Part::Whole,
        }
    }
}

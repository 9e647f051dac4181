//! What can be wrong with a directive that reads well, each kind once.

use super::super::codes::{EndClass, LetterKind, Proof};
use super::super::model::{Citation, Directive, OutcomeId, RequirementId, StepId};
use super::super::parse::Thing;
use crate::text::Locale;

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
    Paper(String),
    Document(String),
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
            Self::Certification(paper) | Self::Paper(paper) => Some((Thing::Paper, paper.clone())),
            Self::Act(act) => Some((Thing::Act, act.clone())),
            Self::Document(document) => Some((Thing::Document, document.clone())),
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
            Self::Certification(id) | Self::Paper(id) => {
                directive.paper(id).map_or(&[][..], |it| &it.basis)
            }
            Self::Act(id) => directive.act(id).map_or(&[][..], |it| &it.basis),
            Self::Document(_) | Self::Whole => &[],
        }
    }
}

/// Why a way out of a step is none.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Barred {
    /// Its condition does not hold.
    Condition(StepId, OutcomeId),
    /// It leads to the issue of a certificate, to which nothing gives the right.
    NotEntitled(StepId, OutcomeId),
    /// It leads back into the circle.
    LeadsBack(StepId, OutcomeId),
    /// Only the time limit of the step leads there.
    ByClock(StepId, OutcomeId),
    /// It takes several people, of whom different things are said.
    OfSeveral(StepId, OutcomeId),
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
    /// An act beside the main line that none of the roles named can do.
    NobodyCanDo(String),
    /// Somebody outside is waited for, and there is no way on if nothing ever comes.
    NoWayWithoutAnswer(StepId),
    /// The same: the way on only leads to where others are waited for, and round again.
    SilenceGoesRound(StepId),
    /// A search, a body or a court can say this, and the step has no way out for it; a possible match
    /// where nothing is named.
    ResultWithoutWay(StepId, Option<Proof>),
    /// What the outcome rests on cannot be put on record at such a step.
    NotRecordable(StepId, OutcomeId, Proof),
    /// A certificate comes before any entry in the register.
    NoEntryBefore(StepId, OutcomeId),
    /// Two things that the outcome rests on exclude each other.
    Contrary(StepId, OutcomeId, Proof, Proof),
    /// An outcome beside the one by which a file is opened, or a decision is signed.
    NeverTaken(StepId, OutcomeId),
    /// A file is opened whatever the outcome asks for.
    OpeningAsks(StepId, OutcomeId),
    /// A case would be opened a second time.
    OpenedAgain(StepId, OutcomeId),
    /// A paper is demanded that nobody can supply or certify by then.
    NotSuppliable(StepId, RequirementId),
    AlwaysTrue(Part),
    AlwaysFalse(Part),
    /// Two conditions can hold at once, and lead to different places.
    Overlap(StepId, OutcomeId, OutcomeId),
    /// With so many people in an office, nobody is left who may take it.
    SeparationImpossible(StepId, OutcomeId, usize),
    /// With so many people in an office, nobody else is left to approve an extension.
    ExtensionAlone(Part, usize),
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
    /// No end of this class: nobody could ever get there.
    NoSuchEnd(EndClass),
    /// More members are asked for than the body has seats.
    QuorumOfMore(StepId, u32, u32),
    /// From the decision on, everybody has a case of their own.
    NotPerPerson(StepId),
    /// What is sent, asked or served there is told in no letter.
    MissingLetter(Part, LetterKind),
    /// Nobody knows what the act does.
    UnknownAct(String),
    /// An act that leads people out of the case names no end.
    ActWithoutEnd(String),
    /// Cases are to be reopened, and no step is named at which they are taken up again.
    ReopensNowhere(String),
    /// A case would be reopened at the counter or at an end.
    ReopensAt(String, StepId),
    /// An act that reopens nothing names steps at which a case is taken up again.
    ReopensNothing(String),
    /// A card that is valid for no time.
    CardWithoutTerm(String),
    /// A case can be suspended and never go on.
    SuspendedForEver(String),
    /// Words in another language than the one under which they stand.
    OtherLanguage(Part, Locale),
    /// The conditions of the part tell more circumstances apart than are followed: so many.
    TooManyCircumstances(Part, usize),
}

impl Fault {
    /// The code by which the fault is known, the same in every language.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UnreachableStep(_) => "unreachable-step",
            Self::NoEnd(_) => "no-end",
            Self::LoopWithoutExit(_) => "loop-without-exit",
            Self::NobodyCanTake(..) | Self::NobodyCanWork(_) | Self::NobodyCanDo(_) => {
                "nobody-can-act"
            }
            Self::NoWayWithoutAnswer(_) | Self::SilenceGoesRound(_) => "no-way-without-answer",
            Self::ResultWithoutWay(..) => "result-without-way",
            Self::NotRecordable(..) | Self::NoEntryBefore(..) => "not-recordable",
            Self::Contrary(..) => "contrary-needs",
            Self::NeverTaken(..) => "never-taken",
            Self::OpeningAsks(..) | Self::OpenedAgain(..) => "intake",
            Self::NotSuppliable(..) => "not-suppliable",
            Self::AlwaysTrue(_) => "always-true",
            Self::AlwaysFalse(_) => "always-false",
            Self::Overlap(..) => "overlap",
            Self::SeparationImpossible(..) | Self::ExtensionAlone(..) => "separation-impossible",
            Self::ClocksExceedOverall { .. } => "clocks-exceed-overall",
            Self::ClockNeverStarts(_) => "clock-never-starts",
            Self::ClockNeverStops(_) => "clock-never-stops",
            Self::RefusalWithoutRemedy(_) => "refusal-without-remedy",
            Self::DecisionWithout(..) => "decision-incomplete",
            Self::NoSuchEnd(_) => "no-such-end",
            Self::QuorumOfMore(..) => "quorum",
            Self::NotPerPerson(_) => "not-per-person",
            Self::MissingLetter(..) => "missing-letter",
            Self::UnknownAct(_) => "unknown-act",
            Self::ActWithoutEnd(_) => "act-without-end",
            Self::ReopensNowhere(_) | Self::ReopensAt(..) | Self::ReopensNothing(_) => "reopening",
            Self::CardWithoutTerm(_) => "card-without-term",
            Self::SuspendedForEver(_) => "suspended-for-ever",
            Self::OtherLanguage(..) => "missing-words",
            Self::TooManyCircumstances(..) => "too-many-circumstances",
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
            | Self::SilenceGoesRound(step)
            | Self::ResultWithoutWay(step, _)
            | Self::QuorumOfMore(step, ..)
            | Self::NotPerPerson(step)
            | Self::RefusalWithoutRemedy(step)
            | Self::DecisionWithout(step, _)
            | Self::ClocksExceedOverall { end: step, .. } => Part::Step(step.clone()),
            Self::LoopWithoutExit(steps) => steps
                .first()
                .map_or(Part::Whole, |it| Part::Step(it.clone())),
            Self::NobodyCanTake(step, outcome)
            | Self::NotRecordable(step, outcome, _)
            | Self::NoEntryBefore(step, outcome)
            | Self::Contrary(step, outcome, ..)
            | Self::NeverTaken(step, outcome)
            | Self::OpeningAsks(step, outcome)
            | Self::OpenedAgain(step, outcome)
            | Self::Overlap(step, outcome, _)
            | Self::SeparationImpossible(step, outcome, _) => {
                Part::Outcome(step.clone(), outcome.clone())
            }
            Self::NotSuppliable(_, requirement) => Part::Requirement(requirement.clone()),
            Self::AlwaysTrue(part)
            | Self::AlwaysFalse(part)
            | Self::TooManyCircumstances(part, _)
            | Self::ExtensionAlone(part, _)
            | Self::ClockNeverStarts(part)
            | Self::ClockNeverStops(part)
            | Self::MissingLetter(part, _)
            | Self::OtherLanguage(part, _) => part.clone(),
            Self::NobodyCanDo(act)
            | Self::UnknownAct(act)
            | Self::ActWithoutEnd(act)
            | Self::ReopensNowhere(act)
            | Self::ReopensAt(act, _)
            | Self::ReopensNothing(act)
            | Self::CardWithoutTerm(act)
            | Self::SuspendedForEver(act) => Part::Act(act.clone()),
            Self::NoSuchEnd(_) => Part::Whole,
        }
    }
}

//! What the writer of a directive can do about a finding.

use super::super::codes::{Proof, StepKind};
use super::super::model::Directive;
use super::Fault;
use super::acts::known;
use crate::text::{Key, Phrase, k};

/// What to do, in no language yet.
pub(super) fn phrase(fault: &Fault, directive: &Directive) -> Phrase {
    if let Fault::UnknownAct(_) = fault {
        return k::check_do_act(known().collect::<Vec<_>>().join(", "));
    }
    key(fault, directive).into()
}

/// One line of the table for each fault.
fn key(fault: &Fault, directive: &Directive) -> Key {
    match fault {
        Fault::UnreachableStep(_) => k::CHECK_DO_UNREACHABLE_STEP,
        Fault::NoEnd(_) => k::CHECK_DO_NO_END,
        Fault::LoopWithoutExit(_) => k::CHECK_DO_LOOP,
        Fault::NobodyCanTake(..) | Fault::NobodyCanWork(_) | Fault::NobodyCanDo(_) => {
            k::CHECK_DO_NOBODY
        }
        Fault::NoWayWithoutAnswer(_) => k::CHECK_DO_NO_ANSWER,
        Fault::SilenceGoesRound(_) => k::CHECK_DO_SILENCE,
        Fault::ResultWithoutWay(..) => k::CHECK_DO_RESULT,
        Fault::NotRecordable(.., Proof::TimeOver) => k::CHECK_DO_LIMIT,
        Fault::NotRecordable(..) => k::CHECK_DO_RECORDABLE,
        Fault::NoEntryBefore(..) => k::CHECK_DO_ENTRY,
        Fault::Contrary(..) => k::CHECK_DO_CONTRARY,
        Fault::NeverTaken(step, _) => match directive.step(step).map(|it| it.kind) {
            Some(StepKind::Decision) => k::CHECK_DO_DECISION,
            _ => k::CHECK_DO_OPENING,
        },
        Fault::OpeningAsks(..) => k::CHECK_DO_OPENING,
        Fault::OpenedAgain(..) => k::CHECK_DO_OPENED_AGAIN,
        Fault::NotSuppliable(..) => k::CHECK_DO_SUPPLIABLE,
        Fault::AlwaysTrue(_) => k::CHECK_DO_ALWAYS_TRUE,
        Fault::AlwaysFalse(_) => k::CHECK_DO_ALWAYS_FALSE,
        Fault::Overlap(..) => k::CHECK_DO_OVERLAP,
        Fault::SeparationImpossible(..) => k::CHECK_DO_SEPARATION,
        Fault::ExtensionAlone(..) => k::CHECK_DO_EXTENSION,
        Fault::ClocksExceedOverall { .. } => k::CHECK_DO_CLOCKS,
        Fault::ClockNeverStarts(_) => k::CHECK_DO_STARTS,
        Fault::ClockNeverStops(_) => k::CHECK_DO_STOPS,
        Fault::RefusalWithoutRemedy(_) => k::CHECK_DO_REMEDY,
        Fault::DecisionWithout(..) => k::CHECK_DO_DECISION_WITHOUT,
        Fault::NoSuchEnd(_) => k::CHECK_DO_SUCH_END,
        Fault::QuorumOfMore(..) => k::CHECK_DO_QUORUM,
        Fault::NotPerPerson(_) => k::CHECK_DO_PER_PERSON,
        Fault::MissingLetter(..) => k::CHECK_DO_LETTER,
        Fault::UnknownAct(_) | Fault::ActWithoutEnd(_) => k::CHECK_DO_ACT_END,
        Fault::ReopensNowhere(_) | Fault::ReopensAt(..) => k::CHECK_DO_REOPENS,
        Fault::ReopensNothing(_) => k::CHECK_DO_REOPENS_NOTHING,
        Fault::CardWithoutTerm(_) => k::CHECK_DO_CARD,
        Fault::SuspendedForEver(_) => k::CHECK_DO_SUSPENDED,
        Fault::OtherLanguage(..) => k::CHECK_DO_WORDS,
        Fault::TooManyCircumstances(..) => k::CHECK_DO_TOO_MANY,
    }
}

//! Where a case, or a person in it, stands, with what was found on the way.

use std::collections::BTreeSet;

use super::super::codes::{Choice, Proof, StepKind, StepScope};
use super::super::condition::Facts;
use super::super::model::{Outcome, Step};
use super::world::{World, of_household};

/// What the last signed decision says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Decided {
    Nothing,
    Granted,
    Refused,
}

/// Where a case, or a person in it, stands, with what was found on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is something that was found or was not"
)]
pub(super) struct State {
    /// The step's place in the directive.
    pub(super) step: usize,
    /// From the first step per person on, everybody goes alone.
    pub(super) apart: bool,
    pub(super) decided: Decided,
    /// A court once ordered issuance.
    ordered: bool,
    /// The newest judgment since the decision orders it.
    court: bool,
    /// The newest ruling of the board since the decision allows the objection.
    board: bool,
    /// A certificate was issued on what gave the right to it.
    issued: bool,
    /// An entry was made in the register.
    pub(super) registered: bool,
}

impl State {
    /// A new case at this step.
    pub(super) const fn at(step: usize) -> Self {
        Self {
            step,
            apart: false,
            decided: Decided::Nothing,
            ordered: false,
            court: false,
            board: false,
            issued: false,
            registered: false,
        }
    }

    /// With the same on record at another place, to which an act beside the main line leads.
    pub(super) fn beside(self, (at, to): (usize, &Step), apart: bool) -> Self {
        Self {
            step: at,
            apart: apart || to.scope == StepScope::Person,
            ..self
        }
    }

    /// Whether something gives the right to a certificate.
    pub(super) fn is_entitled(self) -> bool {
        self.court || self.board || (self.decided == Decided::Granted && !self.issued)
    }
}

/// What holds in a state, where this holds of the person or the household.
pub(super) fn facts(state: State, world: &World) -> Facts {
    if !state.apart {
        // Of a household nothing is decided as a whole.
        return of_household(world);
    }
    Facts {
        ruling: match state.decided {
            Decided::Nothing => None,
            Decided::Granted => Some(Choice::Granted),
            Decided::Refused => Some(Choice::Refused),
        },
        court_ordered: state.ordered,
        ..world.clone()
    }
}

/// What may have been found by the time an outcome is asked for, each possibility once: a court may
/// have ordered the issue or not, a board may have allowed the objection or not.
pub(super) fn considered(state: State, step: &Step, outcome: &Outcome) -> Vec<State> {
    let judged = judgments(state, step, outcome);
    let judged = judged.into_iter();
    judged
        .flat_map(|state| rulings(state, step, outcome))
        .collect()
}

/// What may have been found while a case stands at a step, whichever outcome is looked at.
pub(super) fn conceivable(state: State, step: &Step) -> Vec<State> {
    let outcomes = step.outcomes.iter();
    let found = outcomes.flat_map(|it| considered(state, step, it));
    let found: BTreeSet<State> = found.chain([state]).collect();
    found.into_iter().collect()
}

fn judgments(state: State, step: &Step, outcome: &Outcome) -> Vec<State> {
    let needs = |proof| outcome.needs.contains(&proof);
    let ordered = State {
        ordered: true,
        court: true,
        ..state
    };
    let not = State {
        court: false,
        ..state
    };
    // An earlier judgment may have ordered what a later one does not.
    let no_more = State {
        ordered: true,
        court: false,
        ..state
    };
    if needs(Proof::NoJudgment) || !step.asks_for(Proof::Judgment) {
        vec![state]
    } else if needs(Proof::JudgmentOrdered) {
        vec![ordered]
    } else if needs(Proof::JudgmentDismissed) || needs(Proof::JudgmentOther) {
        vec![not, no_more]
    } else if needs(Proof::Judgment) {
        vec![ordered, not, no_more]
    } else {
        vec![state, ordered, not, no_more]
    }
}

fn rulings(state: State, step: &Step, outcome: &Outcome) -> Vec<State> {
    let needs = |proof| outcome.needs.contains(&proof);
    let ruled = |board| State { board, ..state };
    if step.kind != StepKind::Objection || !step.asks_for(Proof::Sitting) {
        vec![state]
    } else if needs(Proof::OpinionApproved) {
        vec![ruled(true)]
    } else if needs(Proof::OpinionRejected) {
        vec![ruled(false)]
    } else {
        vec![ruled(true), ruled(false)]
    }
}

/// The state after `asked`, once `outcome` of `step` has led `to` the step at this place.
pub(super) fn next(
    asked: State,
    (step, outcome): (&Step, &Outcome),
    (at, to): (usize, &Step),
) -> State {
    let mut next = State {
        step: at,
        apart: asked.apart || to.scope == StepScope::Person,
        registered: asked.registered || outcome.needs.contains(&Proof::RegisterEntry),
        ..asked
    };
    let decided = match (step.kind, outcome.id.as_str()) {
        (StepKind::Decision, "granted") => Some(Decided::Granted),
        (StepKind::Decision, "refused") => Some(Decided::Refused),
        _ => None,
    };
    if let Some(decided) = decided {
        // A new decision settles what was ruled of the one before.
        next = State {
            decided,
            court: false,
            board: false,
            issued: false,
            ..next
        };
    }
    if step.asks_for(Proof::Certificate) {
        // The certificate uses up what gave the right to it.
        next = State {
            court: false,
            board: false,
            issued: true,
            ..next
        };
    }
    next
}

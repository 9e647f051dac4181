//! Steps with their outcomes, and the acts beside the main line.

use super::super::codes::{Holder, Proof, ReasonRule, ReopeningGround, StepKind, StepScope};
use super::super::model::{Outcome, OutcomeId, Reopens, RequirementId, SideAct, Step, StepId};
use super::conditions::conditions;
use super::problem::{Problem, Thing};
use super::reader::Reader;
use super::rules::{basis, clock, paper_ids, quorum};
use super::table::Table;

pub(super) fn step(reader: &mut Reader<'_>, mut table: Table<'_, '_>) -> Step {
    let id = table.needed(reader, "id");
    reader.define(Thing::Step, &id);
    let requires = table.texts(reader, "requires");
    requires
        .iter()
        .for_each(|it| reader.refer(Thing::Requirement, it));
    let outcomes = table.tables(reader, "outcome");
    let step = Step {
        kind: table.needed_code(reader, "kind", StepKind::Review),
        scope: table.needed_code(reader, "scope", StepScope::Case),
        title: table.needed_title(reader, "title"),
        help: table.needed_title(reader, "help"),
        basis: basis(reader, &mut table),
        actors: table.codes(reader, "actors"),
        holder: table.needed_code(reader, "holder", Holder::Office),
        main: table.flag(reader, "main"),
        clock: clock(reader, &mut table, Some(&id.0)),
        letter_to: table.codes(reader, "letter_to"),
        letters: table.codes(reader, "letters"),
        quorum: quorum(reader, &mut table),
        requires: requires
            .into_iter()
            .map(|(id, _)| RequirementId(id))
            .collect(),
        exempt_when: conditions(reader, &mut table, "exempt_when"),
        outcomes: outcomes
            .into_iter()
            .map(|it| outcome(reader, &id.0, it))
            .collect(),
        end: table.code(reader, "end"),
        assumed: table.flag(reader, "assumed"),
        note: table.title(reader, "note"),
        id: StepId(id.0),
    };
    sense(reader, &step, id.1.start);
    if step.kind == StepKind::Intake {
        reader.intake_at = id.1.start;
    }
    if step.main {
        reader.main.push((step.id.0.clone(), id.1));
    }
    table.close(reader);
    step
}

/// What a step must be to make sense by itself.
fn sense(reader: &mut Reader<'_>, step: &Step, at: usize) {
    let id = || step.id.0.clone();
    let end = step.kind == StepKind::Closed;
    if end && step.end.is_none() {
        reader.fault(at, Problem::EndWithoutClass { step: id() });
    }
    if !end && step.end.is_some() {
        reader.fault(at, Problem::ClassWithoutEnd { step: id() });
    }
    if end && !step.outcomes.is_empty() {
        reader.fault(at, Problem::OutcomeAfterEnd { step: id() });
    }
    if !end && step.outcomes.is_empty() {
        reader.fault(at, Problem::NoOutcome { step: id() });
    }
    if !end && step.actors.is_empty() {
        reader.fault(at, Problem::Nobody { id: id() });
    }
    if step.quorum.is_some() && !step.asks_for(Proof::Sitting) {
        reader.fault(at, Problem::QuorumWithoutBody { step: id() });
    }
    if step.kind == StepKind::Intake && step.scope == StepScope::Person {
        reader.fault(at, Problem::IntakePerPerson { step: id() });
    }
}

fn outcome(reader: &mut Reader<'_>, step: &str, mut table: Table<'_, '_>) -> Outcome {
    let id = table.needed(reader, "id");
    reader.define(Thing::Outcome, &(format!("{step}.{}", id.0), id.1.clone()));
    let to = table.needed(reader, "to");
    if !to.0.is_empty() {
        reader.refer(Thing::Step, &to);
    }
    let outcome = Outcome {
        title: table.needed_title(reader, "title"),
        to: StepId(to.0),
        by: table.codes(reader, "by"),
        reason: table.needed_code(reader, "reason", ReasonRule::None),
        separation: table.codes(reader, "separation"),
        needs: table.codes(reader, "needs"),
        when: conditions(reader, &mut table, "when"),
        itemised: table.flag(reader, "itemised"),
        warn_when: conditions(reader, &mut table, "warn_when"),
        warning: table.title(reader, "warning"),
        help: table.title(reader, "help"),
        basis: basis(reader, &mut table),
        assumed: table.flag(reader, "assumed"),
        id: OutcomeId(id.0),
    };
    let name = || format!("{step}.{}", outcome.id);
    if outcome.by.is_empty() {
        reader.fault(id.1.start, Problem::Nobody { id: name() });
    }
    if !outcome.warn_when.is_empty() && outcome.warning.is_none() {
        reader.fault(id.1.start, Problem::WarningWithoutWords { outcome: name() });
    }
    table.close(reader);
    outcome
}

pub(super) fn act(reader: &mut Reader<'_>, mut table: Table<'_, '_>) -> SideAct {
    let id = table.needed(reader, "id");
    reader.define(Thing::Act, &id);
    let to = table.text(reader, "to");
    if let Some(to) = &to {
        reader.refer(Thing::Step, to);
    }
    let reopens = table.tables(reader, "reopens");
    let act = SideAct {
        title: table.needed_title(reader, "title"),
        help: table.needed_title(reader, "help"),
        basis: basis(reader, &mut table),
        by: table.codes(reader, "by"),
        reason: table.needed_code(reader, "reason", ReasonRule::None),
        papers: paper_ids(reader, &mut table, "papers"),
        letters: table.codes(reader, "letters"),
        to: to.map(|(id, _)| StepId(id)),
        reopens: reopens
            .into_iter()
            .map(|it| reopens_at(reader, it))
            .collect(),
        clock: clock(reader, &mut table, None),
        assumed: table.flag(reader, "assumed"),
        note: table.title(reader, "note"),
        id: id.0,
    };
    if act.by.is_empty() {
        reader.fault(id.1.start, Problem::Nobody { id: act.id.clone() });
    }
    table.close(reader);
    act
}

fn reopens_at(reader: &mut Reader<'_>, mut table: Table<'_, '_>) -> Reopens {
    let to = table.texts(reader, "to");
    to.iter().for_each(|it| reader.refer(Thing::Step, it));
    let reopens = Reopens {
        ground: table.needed_code(reader, "ground", ReopeningGround::CourtOrder),
        to: to.into_iter().map(|(id, _)| StepId(id)).collect(),
    };
    table.close(reader);
    reopens
}

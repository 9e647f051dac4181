//! Transitional provisions: where a case of an older version stands in this one.

use super::super::model::{OutcomeId, StepId, Transition};
use super::problem::{Problem, Thing};
use super::reader::Reader;
use super::rules::basis;
use super::table::Table;

/// `version` is what the file calls itself, where it does.
pub(super) fn transition(
    reader: &mut Reader<'_>,
    version: Option<&str>,
    mut table: Table<'_, '_>,
) -> Transition {
    let (at, from) = (table.at, table.needed(reader, "from"));
    if !from.0.is_empty() && version == Some(from.0.as_str()) {
        let version = from.0.clone();
        reader.fault(from.1.start, Problem::TransitionFromItself { version });
    }
    let step = table.needed(reader, "step");
    let came_by = table.table(reader, "came_by").map(|mut way| {
        let step = way.needed(reader, "step").0;
        let outcome = way.needed(reader, "outcome").0;
        way.close(reader);
        (StepId(step), OutcomeId(outcome))
    });
    let to = table.needed(reader, "to");
    if !to.0.is_empty() {
        reader.refer(Thing::Step, &to);
    }
    let transition = Transition {
        from: from.0,
        step: StepId(step.0),
        came_by,
        to: StepId(to.0),
        anew: table.flag(reader, "anew"),
        basis: basis(reader, &mut table),
        assumed: table.flag(reader, "assumed"),
        note: table.title(reader, "note"),
    };
    if transition.basis.is_empty() {
        // Nobody is moved by a provision that stands nowhere.
        let key = "basis".to_owned();
        reader.fault(at, Problem::MissingKey { key });
    }
    reader.define(Thing::Transition, &(transition.id(), step.1));
    table.close(reader);
    transition
}

//! What only all steps together show: whether the main line holds, and where expiry leads.

use super::super::codes::StepKind;
use super::super::model::{OutcomeId, Step};
use super::problem::Problem;
use super::reader::Reader;

pub(super) fn check(reader: &mut Reader<'_>, steps: &[Step]) {
    expiries(reader, steps);
    main_line(reader, steps);
}

/// A time limit decides nothing: where it moves a case, a person must be waiting there.
fn expiries(reader: &mut Reader<'_>, steps: &[Step]) {
    for (step, outcome, at) in std::mem::take(&mut reader.expiries) {
        let named = |s: &&Step| s.id.as_str() == step;
        let here = steps.iter().find(named);
        let taken = here.and_then(|s| s.outcome(&OutcomeId(outcome.clone())));
        let leads_to = taken.and_then(|o| steps.iter().find(|s| s.id == o.to));
        let decided = here.is_some_and(|s| s.kind == StepKind::Decision);
        // Nobody comes to a certificate by waiting.
        let settles = |s: &Step| s.is_end() || s.kind == StepKind::Issuance;
        if decided || leads_to.is_some_and(settles) {
            let outcome = format!("{step}.{outcome}");
            reader.fault(at.start, Problem::ExpiryDecides { outcome });
        }
    }
}

fn main_line(reader: &mut Reader<'_>, steps: &[Step]) {
    let line = std::mem::take(&mut reader.main);
    let Some((first, at)) = line.first() else {
        let place = reader.intake_at;
        return reader.fault(place, Problem::NoMainLine);
    };
    let step = |id: &str| steps.iter().find(|s| s.id.as_str() == id);
    if step(first).is_some_and(|s| s.kind != StepKind::Intake) {
        let step = first.clone();
        reader.fault(at.start, Problem::MainLineStart { step });
    }
    for ((from, _), (to, at)) in line.iter().zip(line.iter().skip(1)) {
        let leads = step(from).is_some_and(|s| s.outcomes.iter().any(|o| o.to.as_str() == to));
        if !leads {
            let (from, step) = (from.clone(), to.clone());
            reader.fault(at.start, Problem::MainLineBroken { from, step });
        }
    }
}

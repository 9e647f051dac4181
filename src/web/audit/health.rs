//! The health of the log, at the top of the auditor's home: this is its place. Whatever knows of
//! checkpoints, witnesses and alarms adds its lines here.

use crate::store::streams;
use crate::text::k;
use crate::web::parts::{Summary, SummaryLine};
use crate::web::views::oversight::Health;
use crate::web::visit::{Problem, Visit};

/// How the log fares.
///
/// # Errors
/// The database does not answer.
pub(super) fn of_the_log(visit: &Visit) -> Result<Health, Problem> {
    let w = visit.words;
    let newest = visit.register.store.read(streams::newest)?;
    let newest = newest.map_or_else(
        || w.t(k::AUDIT_HEALTH_NONE).to_owned(),
        |at| visit.day_and_time(at),
    );
    Ok(Health {
        alarms: Vec::new(),
        lines: Summary {
            lines: vec![SummaryLine::new(w.t(k::AUDIT_HEALTH_NEWEST), newest)],
        },
    })
}

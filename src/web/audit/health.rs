//! The health of the log, at the top of the auditor's home: its newest signed state, its witness, and
//! what waits too long.

use crate::services::sealing;
use crate::store::streams;
use crate::text::k;
use crate::web::parts::{Link, Note, Summary, SummaryLine};
use crate::web::views::oversight::Health;
use crate::web::visit::{Problem, Visit};

/// How the log fares.
///
/// # Errors
/// The database does not answer.
pub(super) fn of_the_log(visit: &Visit) -> Result<Health, Problem> {
    let w = visit.words;
    let health = sealing::health(&visit.register)?;
    let newest = visit.register.store.read(streams::newest)?;
    let none = w.t(k::AUDIT_HEALTH_NONE).to_owned();
    let newest = newest.map_or(none, |at| visit.day_and_time(at));
    let signed = match &health.latest {
        Some(it) => w.say(k::audit_health_state(it.size, visit.day_and_time(it.at))),
        None => w.t(k::AUDIT_HEALTH_UNSIGNED).to_owned(),
    };
    let witnessed = match &health.witnessed {
        Some((size, who, at)) => w.say(k::audit_health_seen(
            *size,
            visit.day_and_time(*at),
            who.as_str(),
        )),
        None => w.t(k::AUDIT_HEALTH_UNSEEN).to_owned(),
    };
    Ok(Health {
        alarms: alarms(visit, &health),
        lines: Summary {
            lines: vec![
                SummaryLine::new(w.t(k::AUDIT_HEALTH_NEWEST), newest),
                SummaryLine::new(w.t(k::AUDIT_HEALTH_SIGNED), signed),
                SummaryLine::new(w.t(k::AUDIT_HEALTH_WITNESS), witnessed),
            ],
        },
        anchor: Link::new("/audit/anchor", w.t(k::ANCHOR_TITLE)),
    })
}

fn alarms(visit: &Visit, health: &sealing::Health) -> Vec<Note> {
    let w = visit.words;
    let minutes = health.waits.unwrap_or(0) / 60;
    let mut alarms = Vec::new();
    if visit.register.signer.is_none() {
        alarms.push(Note::bad(w.t(k::AUDIT_HEALTH_NO_SIGNER)));
    }
    if health.is_late() {
        alarms.push(Note::bad(w.say(k::audit_health_late(minutes))));
    }
    alarms
}

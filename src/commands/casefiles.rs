//! Verifying, rebuilding, and looking after what is stuck.

use sejel::domain::access::Scope;
use sejel::jobs;
use sejel::services::export::sets;
use sejel::services::{simulation, verification};
use sejel::store::jobs as queue;
use sejel::store::lists::{self, Filter, Order};
use sejel::store::projections::CaseState;
use sejel::store::{case_parts, drafts};

use super::{Desk, Ended, say};

/// Makes every row anew from the events.
pub fn rebuild(desk: &Desk) -> Result<u8, Ended> {
    let count = verification::rebuild(&desk.register)?;
    say(format!("{count} cases"));
    Ok(0)
}

/// Stuck cases, orphan files, unsafe settings. 1 when anything needs a hand.
pub fn doctor(desk: &Desk) -> Result<u8, Ended> {
    let register = &desk.register;
    let mut troubles = 0_usize;
    let today = register.today();
    let overdue = Filter {
        state: Some(CaseState::Open),
        due_before: Some(today),
        ..Filter::default()
    };
    let scope = Scope::of_process();
    let lines = register
        .store
        .read(|c| lists::page(c, &scope, &overdue, (Order::Due, None), 50))?;
    for line in &lines {
        let due = line.line.due.map(|d| d.to_string()).unwrap_or_default();
        say(format!(
            "stuck: {} at {} with {}, due {due}",
            line.reference, line.line.step, line.line.holder
        ));
    }
    troubles += unrecorded_clocks(desk)?;
    troubles += given_up(desk)?;
    for name in register.files.names() {
        let name = name?;
        let known = register.store.read(|c| {
            Ok::<_, sejel::store::Error>(
                case_parts::has_file(c, name.case_id, &name.digest)?
                    || simulation::keeps(c, register, &name)?
                    || sets::keeps(c, &name)?
                    || drafts::holds_case_id(c, name.case_id)?,
            )
        })?;
        if !known {
            troubles += 1;
            say(format!("orphan file: {}/{}", name.case_id, name.digest));
        }
    }
    if !desk.config.tls() && !desk.config.listen.ip().is_loopback() {
        troubles += 1;
        say("unsafe: served beyond this machine without TLS; set SEJEL_PUBLIC_URL to https");
    }
    for part in sejel::services::readiness::check(register)
        .iter()
        .filter(|p| !p.sound || p.alarm)
    {
        troubles += 1;
        say(format!("{}: {}", part.part, part.trouble));
    }
    say(format!(
        "{} overdue cases shown, {troubles} troubles",
        lines.len()
    ));
    Ok(u8::from(troubles > 0))
}

/// Work that was tried as often as it is ever tried.
fn given_up(desk: &Desk) -> Result<usize, Ended> {
    let jobs = desk.register.store.read(|c| queue::given_up(c, 50))?;
    for job in &jobs {
        say(format!(
            "given up: {} #{} after {} attempts, due since {}",
            job.kind,
            job.id,
            job.attempts,
            job.due_at.tehran_date()
        ));
    }
    Ok(jobs.len())
}

/// Clocks that should have been recorded by yesterday, and were not: no process takes its turns, or
/// the work of the case fails.
fn unrecorded_clocks(desk: &Desk) -> Result<usize, Ended> {
    let register = &desk.register;
    let scope = Scope::of_process();
    let stuck = jobs::unrecorded(register, &scope)?;
    for waking in &stuck {
        let day = waking.row.wakes_on.map(|d| d.to_string());
        say(format!(
            "clock not recorded: {} at {}, since {}",
            waking.reference,
            waking.row.step,
            day.unwrap_or_default()
        ));
    }
    Ok(stuck.len())
}

//! Migrating and serving.

use std::sync::Arc;

use sejel::jobs::{Runner, Sealer};
use sejel::services::{calendars, directives};
use sejel::web::server::{Running, Shell, run_to_end};

use super::{Desk, Ended, say};

/// Brings the database to this version.
pub fn migrate(desk: &Desk) -> Result<u8, Ended> {
    let applied = desk.register.store.migrate()?;
    let founded = directives::found(&desk.register)?;
    calendars::found(&desk.register)?;
    match applied.as_slice() {
        [] => say("nothing to do: the database is as this version needs it"),
        all => all.iter().for_each(|name| say(format!("applied {name}"))),
    }
    if founded > 0 {
        say(format!(
            "put {founded} version(s) of the directive in force"
        ));
    }
    Ok(0)
}

/// Serves until told to end.
pub fn serve(desk: Desk, demonstration: bool) -> Result<u8, Ended> {
    let pending = desk.register.store.pending()?;
    if !pending.is_empty() {
        return Err(Ended(
            1,
            format!("run `sejel migrate` first: {}", pending.join(", ")),
        ));
    }
    directives::found(&desk.register)?;
    calendars::found(&desk.register)?;
    let listener = std::net::TcpListener::bind(desk.config.listen)?;
    say(format!("listening on http://{}", listener.local_addr()?));
    let running = Running {
        workers: desk.config.workers,
    };
    let looks = desk.register.looks.clone();
    let shell = Shell::new(desk.register, &desk.config, demonstration);
    let runner = Runner::start(Arc::clone(&shell.register))?;
    let sealer = Sealer::start(Arc::clone(&shell.register))?;
    let ended = run_to_end(shell, listener, running);
    // What is begun is finished before the process ends, however it ends.
    drop(runner);
    looks.flush()?;
    drop(sealer);
    ended?;
    Ok(0)
}

//! Whether the process lives, and whether it can serve.

use super::visit::{Problem, Reply, Visit};
use crate::services::readiness;

/// The process answers.
pub fn alive(_: &mut Visit) -> Result<Reply, Problem> {
    Ok(Reply::Plain(200, "alive\n".to_owned()))
}

/// Database, migrations, files, clock.
pub fn ready(visit: &mut Visit) -> Result<Reply, Problem> {
    let findings = readiness::check(&visit.register);
    let status = if findings.iter().all(|f| f.sound) { 200 } else { 503 };
    let lines = findings.iter().map(|f| {
        format!("{}: {}\n", f.part, if f.sound { "ok" } else { f.trouble.as_str() })
    });
    Ok(Reply::Plain(status, lines.collect()))
}

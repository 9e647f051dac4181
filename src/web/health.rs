//! Whether the process lives, and whether it can serve.

use super::visit::{Problem, Reply, Visit};
use crate::services::readiness;

/// The process answers.
pub fn alive(_: &mut Visit) -> Result<Reply, Problem> {
    Ok(Reply::Plain(200, "alive\n".to_owned()))
}

/// Database, migrations, files, clock. What is wrong stands in the log: this page is for anybody.
pub fn ready(visit: &mut Visit) -> Result<Reply, Problem> {
    let findings = readiness::check(&visit.register);
    for finding in findings.iter().filter(|f| !f.sound) {
        tracing::warn!(part = finding.part, trouble = %finding.trouble, "not ready");
    }
    for finding in findings.iter().filter(|f| f.alarm) {
        tracing::error!(part = finding.part, trouble = %finding.trouble, "alarm");
    }
    let sound = findings.iter().all(|f| f.sound);
    let word = |f: &readiness::Finding| match (f.sound, f.alarm) {
        (false, _) => "not ready",
        (true, true) => "alarm",
        (true, false) => "ok",
    };
    let lines = findings
        .iter()
        .map(|f| format!("{}: {}\n", f.part, word(f)));
    Ok(Reply::Plain(if sound { 200 } else { 503 }, lines.collect()))
}

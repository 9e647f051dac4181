//! Whether the register can serve: database, migrations, files, clock.

use super::register::Register;
use crate::store::streams;

/// The state of one part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub part: &'static str,
    pub sound: bool,
    pub trouble: String,
}

/// Seconds by which the newest event may lie ahead of the clock.
const SKEW: i64 = 120;

/// Looks at every part; never fails itself.
#[must_use]
pub fn check(register: &Register) -> Vec<Finding> {
    let finding = |part, trouble: Option<String>| Finding {
        part,
        sound: trouble.is_none(),
        trouble: trouble.unwrap_or_default(),
    };
    let pending = register.store.pending();
    let database = pending.as_ref().err().map(ToString::to_string);
    let migrations = pending.ok().filter(|p| !p.is_empty()).map(|p| format!("pending: {}", p.join(", ")));
    let newest = register.store.read(streams::newest);
    let clock = match newest {
        Ok(Some(at)) if at.seconds_since(register.clock.now()) > SKEW => {
            Some(format!("the newest event is {} s ahead of the clock", at.seconds_since(register.clock.now())))
        }
        Ok(_) => None,
        Err(e) => Some(e.to_string()),
    };
    vec![
        finding("database", database),
        finding("migrations", migrations),
        finding("files", register.files.check().err().map(|e| e.to_string())),
        finding("clock", clock),
    ]
}

//! Whether the register can serve: database, migrations, files, clock.

use super::register::Register;
use super::sealing;
use crate::store::{self, streams};

/// The state of one part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub part: &'static str,
    pub sound: bool,
    /// It serves, and somebody must look at it all the same.
    pub alarm: bool,
    /// For the log and for `doctor`; not for strangers.
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
        alarm: false,
        trouble: trouble.unwrap_or_default(),
    };
    let pending = register.store.pending();
    let database = pending.as_ref().err().map(ToString::to_string);
    let missing = pending.unwrap_or_default();
    let migrations = (!missing.is_empty()).then(|| format!("pending: {}", missing.join(", ")));
    let files = files(register).err().map(|e| e.to_string());
    vec![
        finding("database", database),
        finding("migrations", migrations),
        finding("files", files),
        finding("clock", clock(register)),
        log(register),
    ]
}

/// Whether what was committed is in the signed log. Business goes on without: it is told, and caught up
/// with.
fn log(register: &Register) -> Finding {
    let (alarm, trouble) = match sealing::health(register) {
        Ok(health) if health.is_late() => {
            let seconds = health.waits.unwrap_or(0);
            (
                true,
                format!("an event has waited {seconds} s to be sealed"),
            )
        }
        Ok(_) => (false, String::new()),
        // The database's own line says it.
        Err(error) => (true, error.to_string()),
    };
    Finding {
        part: "log",
        sound: true,
        alarm,
        trouble,
    }
}

/// Keeps a few bytes, reads them back and throws them away. No case has the number 0.
fn files(register: &Register) -> Result<(), store::Error> {
    let kept = register.files.keep_bytes(0, b"is this place writable?")?;
    register.files.read(0, &kept.digest)?;
    register.files.remove(0, &kept.digest)
}

fn clock(register: &Register) -> Option<String> {
    match register.store.read(streams::newest) {
        Ok(Some(at)) => {
            let ahead = at.seconds_since(register.clock.now());
            (ahead > SKEW).then(|| format!("the newest event is {ahead} s ahead of the clock"))
        }
        Ok(None) => None,
        Err(e) => Some(e.to_string()),
    }
}

//! Looks of those who oversee, and looks that ask for a purpose.

use serde_json::json;

use super::{Reader, look, record};
use crate::services::casework::Opened;
use crate::services::register::Register;
use crate::store;
use crate::store::trail::About;

/// A page of the log was looked at: narrowed by what, and which cases its events told of.
///
/// # Errors
/// It could not be recorded; the page must not be shown.
pub fn log_read(
    register: &Register,
    reader: Reader<'_>,
    narrowed: &str,
    events: usize,
    cases: Vec<i64>,
) -> Result<(), store::Error> {
    let data = json!({
        "filter": { "$personal": narrowed },
        "events": events,
        "cases": cases,
    });
    let unit = reader.post(None).map(|post| post.unit);
    let about = unit.map(|unit| About {
        listed: cases,
        ..About::nothing_in(unit)
    });
    record(register, reader, about, ("log_read", data)).map(drop)
}

/// An emergency access was asked for to a case that is not there.
///
/// # Errors
/// It could not be recorded; the answer must not be given.
pub fn glass_missed(
    register: &Register,
    reader: Reader<'_>,
    number: &str,
    reason: &str,
) -> Result<(), store::Error> {
    let data = json!({
        "number": { "$personal": number },
        "reason": { "$personal": reason },
    });
    record(register, reader, None, ("glass_missed", data)).map(drop)
}

/// The closed annex of a sitting was opened, with the purpose that was stated.
///
/// # Errors
/// It could not be recorded; the annex must not be shown.
pub fn annex_read(
    register: &Register,
    reader: Reader<'_>,
    opened: &Opened,
    sitting: usize,
    purpose: &str,
) -> Result<(), store::Error> {
    let data = json!({
        "case": opened.file.reference,
        "at": opened.file.seq,
        "sitting": sitting,
        "purpose": { "$personal": purpose },
    });
    look(register, reader, opened, ("annex_read", data)).map(drop)
}

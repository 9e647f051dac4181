//! The stream of an emergency access, told as one.

use crate::domain::access::glass::{Glass, Told};
use crate::services::recording;
use crate::store::{self, Conn, streams};

/// The access that a stream tells; nothing where there is none.
pub(super) fn glass(c: &mut Conn, id: i64) -> Result<Option<Glass>, store::Error> {
    let events = streams::events(c, &Glass::stream_of(id), 0, 1000)?;
    let mut glass: Option<Glass> = None;
    for event in &events {
        let told: Told = recording::told(event).map_err(|e| store::Error::Unfit(e.to_string()))?;
        match &mut glass {
            Some(glass) => glass.apply(&told),
            None => glass = Glass::begin(id, &told),
        }
    }
    Ok(glass)
}

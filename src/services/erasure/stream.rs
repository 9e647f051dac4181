//! The stream of a proposal to erase, told as one.

use crate::domain::erasure::{Erasure, Told};
use crate::services::recording;
use crate::store::{self, Conn, streams};

/// The proposal that a stream tells; nothing where there is none.
pub(super) fn erasure(c: &mut Conn, id: i64) -> Result<Option<Erasure>, store::Error> {
    let events = streams::events(c, &Erasure::stream_of(id), 0, 1000)?;
    let mut erasure: Option<Erasure> = None;
    for event in &events {
        let told: Told = recording::told(event).map_err(|e| store::Error::Unfit(e.to_string()))?;
        match &mut erasure {
            Some(erasure) => erasure.apply(&told),
            None => erasure = Erasure::begin(id, &told),
        }
    }
    Ok(erasure)
}

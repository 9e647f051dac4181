//! The stream of a move, told as a move.

use crate::domain::directive::moving::{Batch, Told};
use crate::services::recording;
use crate::store::{self, Conn, streams};

/// The move that a stream tells; nothing where there is none.
pub(super) fn batch(c: &mut Conn, id: i64) -> Result<Option<Batch>, store::Error> {
    let stream = Batch::stream_of(id);
    let events = streams::events(c, &stream, 0, 100_000)?;
    let mut batch: Option<Batch> = None;
    for event in &events {
        let told: Told = recording::told(event).map_err(|e| store::Error::Unfit(e.to_string()))?;
        match &mut batch {
            Some(batch) => batch.apply(&told),
            None => batch = Batch::begin(id, &told),
        }
    }
    Ok(batch)
}

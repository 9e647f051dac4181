//! The stream of a sample, told as one.

use crate::domain::sampling::{Sample, Told};
use crate::services::recording;
use crate::store::{self, Conn, streams};

/// The sample that a stream tells; nothing where there is none.
pub(super) fn sample(c: &mut Conn, id: i64) -> Result<Option<Sample>, store::Error> {
    let events = streams::events(c, &Sample::stream_of(id), 0, 100_000)?;
    let mut sample: Option<Sample> = None;
    for event in &events {
        let told: Told = recording::told(event).map_err(|e| store::Error::Unfit(e.to_string()))?;
        match &mut sample {
            Some(sample) => sample.apply(&told),
            None => sample = Sample::begin(id, &told),
        }
    }
    Ok(sample)
}

//! A set is checked as whoever holds one checks it: its list, and each bundle in it by itself.

use std::io::{Cursor, Read, Seek};

use crate::domain::history::bundle::set::{Examination, SET, SET_NOTE, SetVerdict};
use crate::domain::history::bundle::{self, Finding, KEYS, Kind, Trust, Verdict};
use crate::services::archive::{self, Outer, Refused};

/// Checks a set against what is trusted, one bundle in memory at a time; nothing where it is no set.
///
/// # Errors
/// It is not an archive that we would make.
pub fn verify(
    zip: &mut Outer<impl Read + Seek>,
    trust: &Trust,
) -> Result<Option<SetVerdict>, Refused> {
    let Some(list) = zip.file(SET)? else {
        return Ok(None);
    };
    let inside = zip.file(KEYS)?;
    let mut examination = match Examination::begin(&list, inside.as_deref(), trust.keys.as_ref()) {
        Ok(examination) => examination,
        Err(ended) => return Ok(Some(*ended)),
    };
    // Every bundle by the keys of the whole: its own may say what they like.
    let trust = Trust {
        keys: Some(examination.keys().clone()),
        witnesses: trust.witnesses.clone(),
    };
    for name in examination.names() {
        if let Some(bytes) = zip.file(&name)? {
            let verdict = match archive::unpack(Cursor::new(&bytes)) {
                Ok(files) => bundle::verify(&files, &trust),
                Err(_) => Verdict::damaged(Finding::of(Kind::Archive, ""), true),
            };
            examination.bundle(&name, &bytes, &verdict);
        }
    }
    let note = zip.file(SET_NOTE)?;
    Ok(Some(examination.end(note.as_deref(), &zip.names())))
}

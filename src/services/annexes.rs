//! Closed annexes of sittings: read by the posts that the policy names, with a purpose that is recorded;
//! left out of what is handed to anybody else.

use super::casework::{Failure, Opened};
use super::reading::{self, Reader};
use super::register::Register;
use crate::domain::access::Actor;
use crate::domain::access::policy::{self, Action, Verdict};
use crate::domain::case::Personal;
use crate::domain::case::file::CaseFile;
use crate::domain::history::Openings;
use crate::store::streams::StoredEvent;

/// Where the annex stands in the event of a sitting.
const PLACE: &str = "/data/sealed_annex";
/// Letters that a purpose has at least.
pub const LEAST_PURPOSE: usize = 10;

/// Whether this person reads the closed annexes of the case.
#[must_use]
pub fn may_read(actor: &Actor, file: &CaseFile) -> bool {
    let verdict = policy::decide(Some(actor), Action::ReadAnnex, Some(&file.unit));
    matches!(verdict, Verdict::Allow(_))
}

/// The sittings of a case that have a closed annex, by their places in the file, from 1.
pub fn of(file: &CaseFile) -> impl Iterator<Item = (usize, &Personal)> {
    let sittings = (1..).zip(&file.sittings);
    sittings.filter_map(|(no, sitting)| Some((no, sitting.what.sealed_annex.as_ref()?)))
}

/// The annex of a sitting; recorded, with its purpose, before it is handed out.
///
/// # Errors
/// It could not be recorded, or the sitting has none.
pub fn read<'f>(
    register: &Register,
    reader: Reader<'_>,
    opened: &'f Opened,
    no: usize,
    purpose: &str,
) -> Result<&'f Personal, Failure> {
    let mut all = of(&opened.file);
    let found = all.find(|(sitting, _)| *sitting == no);
    let (_, annex) = found.ok_or(Failure::NotFound)?;
    reading::annex_read(register, reader, opened, no, purpose)?;
    Ok(annex)
}

/// The file as it is handed to somebody who does not read closed annexes.
#[must_use]
pub fn left_out(file: &CaseFile) -> CaseFile {
    let mut file = file.clone();
    for sitting in &mut file.sittings {
        if let Some(annex) = &mut sitting.what.sealed_annex {
            *annex = Personal::Erased;
        }
    }
    file
}

/// The openings of an event without its closed annex: the commitment stands in the body and still proves
/// it to whoever has the annex.
#[must_use]
pub fn openings_without(event: &StoredEvent) -> Openings {
    let mut openings = event.openings.clone();
    if event.kind == "sitting_held" {
        openings.remove(PLACE);
    }
    openings
}

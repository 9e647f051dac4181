//! Closed annexes of sittings: read by the posts that the policy names, with a purpose that is recorded;
//! left out of what is handed to anybody else.

use super::casework::{Failure, Opened};
use super::reading::{self, Reader};
use super::register::Register;
use crate::domain::access::Actor;
use crate::domain::access::policy::{self, Action, Verdict};
use crate::domain::case::Personal;
use crate::domain::case::file::CaseFile;

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

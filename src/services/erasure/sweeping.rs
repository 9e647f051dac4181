//! What is left of erased values outside of every row: free pages, the database's log, scans of no paper.

use std::collections::BTreeSet;

use super::NotDone;
use crate::domain::case::CaseFile;
use crate::domain::time::Moment;
use crate::services::export::sets;
use crate::services::register::Register;
use crate::store::{self, case_parts, drafts, streams};

/// Events read at once.
const PAGE: u32 = 1000;

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Swept {
    /// Scans that no paper names, and files of sets that are over, that were removed now.
    pub scans: usize,
    /// Whether the log of the database was emptied; where somebody reads, it is to be tried again.
    pub emptied: bool,
}

/// Removes left-over scans of cases in which something was erased, and writes the database anew.
///
/// # Errors
/// The database or the files do not answer.
pub fn vacuum(register: &Register) -> Result<Swept, NotDone> {
    let cases = register.store.read(|c| {
        let mut cases = BTreeSet::new();
        let mut after = (Moment::from_micros(0), 0);
        loop {
            let events = streams::of_kind(c, "erased", after, PAGE)?;
            let case = |event: &streams::StoredEvent| CaseFile::id_of_stream(&event.stream);
            cases.extend(events.iter().filter_map(case));
            match events.last() {
                Some(last) => after = (last.at, last.id),
                None => return Ok::<_, store::Error>(cases),
            }
        }
    })?;
    let mut scans = 0;
    for name in register.files.names() {
        let name = name?;
        if name.case_id < 0 {
            if !register.store.read(|c| sets::keeps(c, &name))? {
                match register.files.remove(name.case_id, &name.digest) {
                    Ok(()) => scans += 1,
                    // Whoever withdrew the set in this moment has removed it.
                    Err(wrong) => {
                        tracing::warn!(%wrong, "a file of a set that is over was not removed")
                    }
                }
            }
            continue;
        }
        if !cases.contains(&name.case_id) {
            continue;
        }
        let kept = register.store.read(|c| {
            Ok::<bool, store::Error>(
                case_parts::has_file(c, name.case_id, &name.digest)?
                    || drafts::holds_case_id(c, name.case_id)?,
            )
        })?;
        if !kept {
            register.files.remove(name.case_id, &name.digest)?;
            scans += 1;
        }
    }
    let emptied = register.store.vacuum()?;
    Ok(Swept { scans, emptied })
}

//! Making the rows of every case anew from its events.

use crate::domain::case::CaseFile;
use crate::services::casework::{Failure, rows};
use crate::services::recording;
use crate::services::register::Register;
use crate::store::{self, cases, streams};

/// Makes the rows of every case anew from its events, one case at a time; how many.
///
/// # Errors
/// The database does not answer, or a history cannot be read.
pub fn rebuild(register: &Register) -> Result<u64, Failure> {
    let (mut count, mut after) = (0, String::new());
    loop {
        let from = after.clone();
        let names = register
            .store
            .read(|c| streams::names(c, "case:", &from, 500))?;
        let Some(last) = names.last() else {
            return Ok(count);
        };
        after.clone_from(last);
        for name in names {
            let id = CaseFile::id_of_stream(&name)
                .ok_or_else(|| Failure::Broken(format!("a stream of no case: {name}")))?;
            let mut tries = 1..TRIES;
            while let Err(wrong) = rebuild_one(register, &name, id) {
                let raced = matches!(wrong, Failure::Store(store::Error::Raced));
                if !raced || tries.next().is_none() {
                    return Err(wrong);
                }
            }
            count += 1;
        }
    }
}

/// How often a case is told anew when somebody writes to it meanwhile.
const TRIES: u32 = 5;

fn rebuild_one(register: &Register, name: &str, id: i64) -> Result<(), Failure> {
    let name = name.to_owned();
    register.store.write(move |c| {
        let events = streams::events(c, &name, 0, 100_000)?;
        if let Some(file) = recording::fold(&events)? {
            cases::rebuild(c, &rows(id, &file)?)?;
        }
        Ok(())
    })
}

//! A set is fetched, or thrown away in time.

use std::path::PathBuf;

use tempfile::NamedTempFile;

use super::super::{Failure, broken};
use super::{State, folder, scope};
use crate::services::reading::{self, Reader};
use crate::services::register::Register;
use crate::store::{self, exports};

/// Seconds after which a set that was never finished is given up.
const LONGEST: i64 = 7 * 24 * 60 * 60;

/// What is handed out.
#[derive(Debug)]
pub struct Fetched {
    /// A temporary copy; whoever gets it removes it.
    pub path: PathBuf,
    pub name: String,
    pub is_encrypted: bool,
}

/// Why it is not handed out.
#[derive(Debug, thiserror::Error)]
pub enum NotFetched {
    #[error(transparent)]
    Failed(#[from] Failure),
    /// It is being made still, or was thrown away.
    #[error("it is not there, or not any more")]
    Over,
}

impl From<store::Error> for NotFetched {
    fn from(error: store::Error) -> Self {
        Self::Failed(error.into())
    }
}

/// Hands a set out to whoever asked for it, as long as it is open; recorded first.
///
/// # Errors
/// See [`NotFetched`].
pub fn fetch(register: &Register, reader: Reader<'_>, id: i64) -> Result<Fetched, NotFetched> {
    let one = super::one(register, reader.actor, id)?;
    // Whoever may no longer export does not fetch what was made before.
    scope(reader.actor, &one.wish.chosen).ok_or(Failure::NotFound)?;
    let Some((digest, _)) = one.set.file.clone().filter(|_| one.open) else {
        return Err(NotFetched::Over);
    };
    if register
        .store
        .read(|c| exports::erased_since(c, &one.set))?
    {
        end(register, id, State::Withdrawn)?;
        return Err(NotFetched::Over);
    }
    let mut copy = NamedTempFile::new().map_err(broken)?;
    let mut from = register.files.reader(folder(id), &digest)?;
    std::io::copy(&mut from, copy.as_file_mut()).map_err(broken)?;
    let parts = register.store.read(|c| exports::parts(c, id))?;
    let inside = parts.iter().filter(|part| part.listed.is_some());
    let told = (digest.as_str(), inside.map(|part| part.case_id).collect());
    reading::set_fetched(register, reader, one.wish.of_set(id), told)?;
    let is_encrypted = one.wish.to.is_some();
    let ending = if is_encrypted { "zip.age" } else { "zip" };
    Ok(Fetched {
        path: copy.into_temp_path().keep().map_err(broken)?,
        name: format!("sejel-set-{id}.{ending}"),
        is_encrypted,
    })
}

/// Throws away what is past its time: whether anything was.
///
/// # Errors
/// The database or the files do not answer.
pub fn sweep(register: &Register) -> Result<bool, Failure> {
    let now = register.clock.now();
    let past = register
        .store
        .read(|c| exports::past(c, now, now.plus_seconds(-LONGEST)))?;
    for id in &past {
        let set = register.store.read(|c| exports::set(c, *id))?;
        let to = match set.is_some_and(|set| set.state == State::Done) {
            true => State::Expired,
            false => State::Failed,
        };
        end(register, *id, to)?;
    }
    Ok(!past.is_empty())
}

/// The file goes first: a set that is over has none.
pub(super) fn end(register: &Register, id: i64, to: State) -> Result<(), Failure> {
    register.files.remove_all(folder(id))?;
    register.store.write(move |c| {
        let from = [State::Waiting, State::Interrupted, State::Done];
        exports::turn(c, id, &from, to)
    })?;
    Ok(())
}

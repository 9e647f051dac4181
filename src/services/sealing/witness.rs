//! Witnesses: machines elsewhere that see each checkpoint continue the one before, by files that are
//! carried to and fro.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::NotSealed;
use super::signer::{Folder, NotSigned, held, put, trouble, unfit};
use crate::domain::history::Hash;
use crate::domain::history::merkle::consistency;
use crate::domain::history::note::{Checkpoint, KeyKind, Line, Note, PublicKey};
use crate::domain::history::witness::{self, NotWitnessed, Request};
use crate::domain::time::{Entropy, Moment};
use crate::services::register::Register;
use crate::store;
use crate::store::log::{self, Cosigned, Kept};

/// Why a witness did not sign, or what it signed was not kept.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    #[error(transparent)]
    Witness(#[from] NotWitnessed),
    #[error(transparent)]
    Folder(#[from] NotSigned),
    #[error(transparent)]
    Log(#[from] NotSealed),
    #[error("{0}")]
    Said(&'static str),
}

impl From<store::Error> for Trouble {
    fn from(error: store::Error) -> Self {
        Self::Log(error.into())
    }
}

/// A witness: its key and what it saw last of each log, in a folder of its own.
#[derive(Debug)]
pub struct Witness {
    path: PathBuf,
    folder: Folder,
}

impl Witness {
    /// Opens the folder, and makes a key for the name `name` where it has none.
    ///
    /// # Errors
    /// The folder cannot be read or written.
    pub fn open(path: &Path, name: &str, entropy: &dyn Entropy) -> Result<Self, Trouble> {
        Ok(Self {
            path: path.to_owned(),
            folder: Folder::named(path, name, entropy)?,
        })
    }

    /// With what its cosignatures are checked.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn key(&self) -> Result<PublicKey, Trouble> {
        Ok(self.folder.secret()?.public(KeyKind::Cosignature))
    }

    /// Signs what it is handed where that continues what it saw; what it saw is on disk before the
    /// signature is given.
    ///
    /// # Errors
    /// See [`NotWitnessed`]; or the folder cannot be written.
    pub fn cosign(&self, request: &Request, log: &PublicKey, now: Moment) -> Result<Line, Trouble> {
        let _held = held(&self.path)?;
        let file = self.path.join("seen.json");
        let mut all: BTreeMap<String, (u64, Hash)> = match std::fs::read_to_string(&file) {
            Ok(text) => serde_json::from_str(&text).map_err(unfit)?,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => BTreeMap::new(),
            Err(e) => return Err(trouble(&file)(e).into()),
        };
        let point = Checkpoint::read(&request.note.text).map_err(|_wrong| NotWitnessed::Form)?;
        let seen = all.get(&point.origin).copied();
        let seen = seen.unwrap_or_else(witness::nothing_seen);
        let seconds = u64::try_from(now.micros() / 1_000_000).unwrap_or(0);
        let own = self.folder.secret()?;
        let (line, seen) = witness::cosign(seen, request, (log, &own), seconds)?;
        all.insert(point.origin, seen);
        let text = serde_json::to_string(&all).map_err(unfit)?;
        put(&self.path, "seen.json", &text)?;
        Ok(line)
    }
}

/// What is carried to a witness that saw `old` leaves last: the newest checkpoint, after sealing.
///
/// # Errors
/// The log cannot be sealed, or is shorter than what the witness saw.
pub fn request(register: &Register, old: u64) -> Result<Request, Trouble> {
    let signed = super::seal(register)?;
    let Some(signed) = signed else {
        return Err(Trouble::Said("nothing is in the log yet"));
    };
    let note: Note = signed.note.parse().map_err(unfit)?;
    if old > signed.size {
        let now = signed.size;
        return Err(NotWitnessed::Shrunk { seen: old, now }.into());
    }
    let proof = register
        .store
        .read(|c| consistency(old, signed.size, &mut Kept(c)))?;
    Ok(Request { old, proof, note })
}

/// Keeps what a witness brought back: a checkpoint of this log with its line under it.
///
/// # Errors
/// The line is not this witness's, or the checkpoint is none that was signed here.
pub fn record(register: &Register, brought: &Note, key: &PublicKey) -> Result<u64, Trouble> {
    let said = Trouble::Said("the witness has not signed this checkpoint");
    if key.kind != KeyKind::Cosignature || brought.verified(key).is_none() {
        return Err(said);
    }
    let line = brought.lines.iter().find(|line| line.id == key.id());
    let line = line.ok_or(said)?.to_string();
    let point = Checkpoint::read(&brought.text).map_err(|_wrong| NotWitnessed::Form)?;
    let size = i64::try_from(point.size).unwrap_or(i64::MAX);
    let kept = register
        .store
        .read(|c| log::checkpoints(c, (size - 1, u32::MAX >> 1), 4))?;
    let of_here = |it: &&log::Signed| {
        let note = it.note.parse::<Note>();
        note.is_ok_and(|note| note.text == brought.text)
    };
    let Some(kept) = kept.iter().find(of_here) else {
        return Err(Trouble::Said("no such checkpoint was signed here"));
    };
    let (at, witness) = (register.clock.now(), key.name.clone());
    let (place, new) = ((kept.size, kept.epoch), Cosigned { witness, line, at });
    register
        .store
        .write(move |c| log::put_cosignature(c, place, &new))?;
    Ok(point.size)
}

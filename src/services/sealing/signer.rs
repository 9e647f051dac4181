//! Who signs the log: a key and what it signed last, in a folder of their own, or another process behind
//! a socket.

use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::domain::history::Hash;
use crate::domain::history::note::{Note, PublicKey, SecretKey};
use crate::domain::history::sealing::{self, Ask, Refusal, Standing};
use crate::domain::time::Entropy;

/// Why nothing was signed.
#[derive(Debug, thiserror::Error)]
pub enum NotSigned {
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error("{what}: {error}")]
    File { what: String, error: std::io::Error },
    #[error("{0}")]
    Unfit(String),
}

/// Puts a change of the key into the log: what both keys say, and the new key.
pub type Recorded<'a> = &'a dyn Fn(&Note, &PublicKey) -> Result<(), NotSigned>;

/// Signs states of one log, each a continuation of the one before.
pub trait Signer: Send + Sync + std::fmt::Debug {
    /// The key with which its signatures are checked; it bears the log's name.
    ///
    /// # Errors
    /// It does not answer.
    fn key(&self) -> Result<PublicKey, NotSigned>;

    /// What was signed last.
    ///
    /// # Errors
    /// It does not answer, or does not know.
    fn standing(&self) -> Result<Standing, NotSigned>;

    /// Signs a state of the log.
    ///
    /// # Errors
    /// It is no continuation, or the signer does not answer.
    fn sign(&self, ask: &Ask) -> Result<Note, NotSigned>;

    /// Vouches for the manifest of an exported history.
    ///
    /// # Errors
    /// The signer does not answer.
    fn sign_bundle(&self, manifest: &Hash) -> Result<Note, NotSigned>;

    /// Begins a new epoch at a state that is shorter than what was signed, because what came after is
    /// lost. Whoever calls this has the word of two people for it.
    ///
    /// # Errors
    /// It is not the next epoch, or this is done on the signer's own machine only.
    fn begin_epoch(&self, state: Standing) -> Result<(), NotSigned>;

    /// Takes another key. `record` puts what both keys say into the log, before anything is signed with
    /// the new one; where it cannot, the old key stays.
    ///
    /// # Errors
    /// It was not recorded, or this is done on the signer's own machine only.
    fn change_key(&self, seed: &[u8; 32], record: Recorded<'_>) -> Result<PublicKey, NotSigned>;
}

/// A key in a folder: `key.json`, readable by its owner alone, and `state.json`, what it signed last.
/// The state is on disk before a signature leaves the folder, so that none is ever given twice for
/// different pasts. Several processes may share it.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyFile {
    origin: String,
    seed: String,
}

pub(super) fn trouble(path: &Path) -> impl Fn(std::io::Error) -> NotSigned + '_ {
    |error| NotSigned::File {
        what: path.display().to_string(),
        error,
    }
}

impl Folder {
    /// Opens the folder, and makes a key in it where it has none.
    ///
    /// # Errors
    /// The folder cannot be read or written, or holds something else.
    pub fn open(path: &Path, entropy: &dyn Entropy) -> Result<Self, NotSigned> {
        let id: String = hex::encode(entropy.bytes32()).chars().take(8).collect();
        Self::named(path, &format!("sejel/{id}"), entropy)
    }

    /// The same; a key that is made bears this name.
    ///
    /// # Errors
    /// As of [`Folder::open`].
    pub fn named(path: &Path, name: &str, entropy: &dyn Entropy) -> Result<Self, NotSigned> {
        fs::create_dir_all(path).map_err(trouble(path))?;
        let file = path.join("key.json");
        let _held = held(path)?;
        if !file.exists() {
            let new = SecretKey::new(name, &entropy.bytes32()).map_err(unfit)?;
            let folder = Self {
                path: path.to_owned(),
            };
            folder.keep_key(&new)?;
        }
        let folder = Self {
            path: path.to_owned(),
        };
        folder.secret()?;
        Ok(folder)
    }

    /// Read anew each time: another process may have changed it.
    pub(super) fn secret(&self) -> Result<SecretKey, NotSigned> {
        let file = self.path.join("key.json");
        let text = fs::read_to_string(&file).map_err(trouble(&file))?;
        let read: KeyFile = serde_json::from_str(&text).map_err(unfit)?;
        let mut seed = [0; 32];
        hex::decode_to_slice(&read.seed, &mut seed).map_err(unfit)?;
        SecretKey::new(&read.origin, &seed).map_err(unfit)
    }

    fn keep_key(&self, key: &SecretKey) -> Result<(), NotSigned> {
        let made = KeyFile {
            origin: key.name().to_owned(),
            seed: hex::encode(key.seed()),
        };
        let text = serde_json::to_string(&made).map_err(unfit)?;
        put(&self.path, "key.json", &text)
    }

    fn known(&self) -> Result<Standing, NotSigned> {
        let file = self.path.join("state.json");
        match fs::read_to_string(&file) {
            Ok(text) => serde_json::from_str(&text).map_err(unfit),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(Standing::begin()),
            Err(error) => Err(trouble(&file)(error)),
        }
    }

    fn keep(&self, state: Standing) -> Result<(), NotSigned> {
        let text = serde_json::to_string(&state).map_err(unfit)?;
        put(&self.path, "state.json", &text)
    }
}

pub(super) fn unfit(error: impl std::fmt::Display) -> NotSigned {
    NotSigned::Unfit(error.to_string())
}

/// Held by one process at a time, until it is dropped.
pub(super) fn held(path: &Path) -> Result<File, NotSigned> {
    let name = path.join("lock");
    let mut options = OpenOptions::new();
    let file = options.create(true).truncate(false).write(true).open(&name);
    let file = file.map_err(trouble(&name))?;
    file.lock().map_err(trouble(&name))?;
    Ok(file)
}

/// Puts a file in its place whole, on disk, readable by its owner alone.
pub(super) fn put(folder: &Path, name: &str, text: &str) -> Result<(), NotSigned> {
    let mut new = tempfile::NamedTempFile::new_in(folder).map_err(trouble(folder))?;
    new.write_all(text.as_bytes()).map_err(trouble(folder))?;
    new.as_file().sync_all().map_err(trouble(folder))?;
    let target = folder.join(name);
    let kept = new.persist(&target);
    kept.map_err(|e| trouble(&target)(e.error))?;
    let folder_file = File::open(folder).map_err(trouble(folder))?;
    folder_file.sync_all().map_err(trouble(folder))
}

impl Signer for Folder {
    fn key(&self) -> Result<PublicKey, NotSigned> {
        Ok(sealing::public(&self.secret()?))
    }

    fn standing(&self) -> Result<Standing, NotSigned> {
        let _held = held(&self.path)?;
        self.known()
    }

    fn sign(&self, ask: &Ask) -> Result<Note, NotSigned> {
        let _held = held(&self.path)?;
        let known = self.known()?;
        let state = sealing::judge(known, ask)?;
        if state != known {
            self.keep(state)?;
        }
        Ok(sealing::sign(&self.secret()?, state))
    }

    fn sign_bundle(&self, manifest: &Hash) -> Result<Note, NotSigned> {
        Ok(sealing::sign_bundle(&self.secret()?, manifest))
    }

    fn begin_epoch(&self, state: Standing) -> Result<(), NotSigned> {
        let _held = held(&self.path)?;
        let known = self.known()?;
        if state == known {
            return Ok(());
        }
        if state.epoch != known.epoch.saturating_add(1) {
            return Err(Refusal::OtherEpoch(known).into());
        }
        self.keep(state)
    }

    fn change_key(&self, seed: &[u8; 32], record: Recorded<'_>) -> Result<PublicKey, NotSigned> {
        // Nobody signs meanwhile: what is signed after the change stands in the log with the new key.
        let _held = held(&self.path)?;
        let old = self.secret()?;
        let new = SecretKey::new(old.name(), seed).map_err(unfit)?;
        let key = sealing::public(&new);
        record(&sealing::change_key(&old, &new), &key)?;
        self.keep_key(&new)?;
        Ok(key)
    }
}

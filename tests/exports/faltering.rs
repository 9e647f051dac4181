//! A signer that can be told to fail.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::SeqCst};

use sejel::domain::history::Hash;
use sejel::domain::history::note::{Note, PublicKey};
use sejel::domain::history::sealing::{Ask, Standing};
use sejel::services::clock::SystemEntropy;
use sejel::services::sealing::signer::{Folder, NotSigned, Recorded, Signer};
use tempfile::TempDir;

#[derive(Debug)]
pub struct Faltering {
    inner: Folder,
    away: AtomicBool,
    bundles: AtomicU32,
    breaks_off_at: AtomicU32,
    refuses_at: AtomicU32,
    _folder: TempDir,
}

impl Faltering {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self {
            inner: Folder::open(folder.path(), &SystemEntropy).unwrap(),
            away: AtomicBool::new(false),
            bundles: AtomicU32::new(0),
            breaks_off_at: AtomicU32::new(0),
            refuses_at: AtomicU32::new(0),
            _folder: folder,
        }
    }

    /// With the n-th signature under a bundle its process ends.
    pub fn breaks_off_at(&self, n: u32) {
        self.breaks_off_at.store(n, SeqCst);
    }

    /// The n-th signature under a bundle is not given.
    pub fn refuses_at(&self, n: u32) {
        self.refuses_at.store(n, SeqCst);
    }

    pub fn is_away(&self, away: bool) {
        self.away.store(away, SeqCst);
    }

    fn answers(&self) -> Result<(), NotSigned> {
        match self.away.load(SeqCst) {
            true => Err(NotSigned::Unfit("away".to_owned())),
            false => Ok(()),
        }
    }
}

impl Signer for Faltering {
    fn key(&self) -> Result<PublicKey, NotSigned> {
        self.answers()?;
        self.inner.key()
    }

    fn standing(&self) -> Result<Standing, NotSigned> {
        self.answers()?;
        self.inner.standing()
    }

    fn sign(&self, ask: &Ask) -> Result<Note, NotSigned> {
        self.answers()?;
        self.inner.sign(ask)
    }

    fn sign_bundle(&self, manifest: &Hash) -> Result<Note, NotSigned> {
        self.answers()?;
        let n = self.bundles.fetch_add(1, SeqCst) + 1;
        assert_ne!(n, self.breaks_off_at.load(SeqCst), "the process ends here");
        if n == self.refuses_at.load(SeqCst) {
            return Err(NotSigned::Unfit("not this one".to_owned()));
        }
        self.inner.sign_bundle(manifest)
    }

    fn begin_epoch(&self, state: Standing) -> Result<(), NotSigned> {
        self.inner.begin_epoch(state)
    }

    fn change_key(&self, seed: &[u8; 32], record: Recorded<'_>) -> Result<PublicKey, NotSigned> {
        self.inner.change_key(seed, record)
    }
}

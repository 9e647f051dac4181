//! Scans and photographs, kept by the digest of their content: `<case id>/<sha256>`.
//!
//! A file is on disk before the event that names it is written; a file that no event names is an
//! orphan and may be thrown away. Nothing is ever overwritten by something else.

use std::collections::BTreeSet;
use std::fmt;
use std::io::{self, Read};
use std::path::Path as FilePath;
use std::sync::Arc;

use futures_util::future::ready;
use futures_util::stream::{BoxStream, StreamExt, TryStreamExt};
use object_store::buffered::BufWriter;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt};
use sha2::{Digest, Sha256};
use tokio::io::AsyncWriteExt;
use tokio::runtime::Runtime;

use super::error::Error;

const CHUNK: usize = 64 * 1024;

/// The files of the register. Cloning gives another handle of the same.
#[derive(Clone)]
pub struct Files(Arc<Inner>);

struct Inner {
    store: Arc<dyn ObjectStore>,
    /// Its own, so that it may be used from any blocking thread and never waits for a server's.
    /// Absent only while this is dropped.
    runtime: Option<Runtime>,
}

impl Inner {
    fn run<T>(&self, work: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
        match &self.runtime {
            Some(runtime) => runtime.block_on(work),
            None => Err(Error::Files("closed".to_owned())),
        }
    }
}

/// A runtime may not be waited for where a server ends.
impl Drop for Inner {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl fmt::Debug for Files {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Files({})", self.0.store)
    }
}

/// What was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// SHA-256 of the content, lower-case hex.
    pub digest: String,
    pub size: u64,
}

/// The name of one kept file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileName {
    pub case_id: i64,
    pub digest: String,
}

impl FileName {
    fn path(case_id: i64, digest: &str) -> Result<Path, Error> {
        let is_digest = digest.len() == 64
            && digest
                .bytes()
                .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        if is_digest {
            Ok(Path::from_iter([case_id.to_string().as_str(), digest]))
        } else {
            Err(Error::Files("not a digest".to_owned()))
        }
    }

    fn parse(path: &Path) -> Option<Self> {
        let (case, digest) = path.as_ref().split_once('/')?;
        let case_id = case.parse().ok()?;
        Self::path(case_id, digest).ok()?;
        Some(Self {
            case_id,
            digest: digest.to_owned(),
        })
    }
}

fn failed(e: impl fmt::Display) -> Error {
    Error::Files(e.to_string())
}

impl Files {
    /// The files under a folder, given as `file:///path`; the folder is made when there is none.
    pub fn open(url: &str) -> Result<Self, Error> {
        let folder = match url.strip_prefix("file://") {
            Some(folder) if !folder.is_empty() => folder,
            _ => return Err(Error::Files(format!("{url}: known is file://"))),
        };
        std::fs::create_dir_all(folder).map_err(failed)?;
        let local = LocalFileSystem::new_with_prefix(folder).map_err(failed)?;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .max_blocking_threads(8)
            .thread_name("files")
            .build()
            .map_err(failed)?;
        let store = Arc::new(local.with_fsync(true));
        Ok(Self(Arc::new(Inner {
            store,
            runtime: Some(runtime),
        })))
    }

    /// Keeps a temporary file and gives its digest. The same content again is kept once.
    pub fn keep(&self, case_id: i64, temporary: &FilePath) -> Result<Kept, Error> {
        let kept = digest(std::fs::File::open(temporary).map_err(failed)?)?;
        if self.exists(case_id, &kept.digest)? {
            return Ok(kept);
        }
        let file = std::fs::File::open(temporary).map_err(failed)?;
        self.write(&FileName::path(case_id, &kept.digest)?, file)?;
        Ok(kept)
    }

    /// Keeps what is read, whose digest is known already. The same content again is kept once.
    pub fn keep_from(&self, case_id: i64, digest: &str, from: impl Read) -> Result<(), Error> {
        if self.exists(case_id, digest)? {
            return Ok(());
        }
        self.write(&FileName::path(case_id, digest)?, from)
    }

    /// Keeps bytes that are in memory already.
    pub fn keep_bytes(&self, case_id: i64, bytes: &[u8]) -> Result<Kept, Error> {
        let kept = digest(bytes)?;
        if !self.exists(case_id, &kept.digest)? {
            self.write(&FileName::path(case_id, &kept.digest)?, bytes)?;
        }
        Ok(kept)
    }

    /// Nothing is seen under the name until all of it is on disk.
    fn write(&self, path: &Path, mut from: impl Read) -> Result<(), Error> {
        let store = Arc::clone(&self.0.store);
        self.0.run(async {
            let mut to = BufWriter::with_capacity(store, path.clone(), CHUNK);
            let mut chunk = vec![0; CHUNK];
            loop {
                let read = from.read(&mut chunk).map_err(failed)?;
                let Some(part) = chunk.get(..read).filter(|part| !part.is_empty()) else {
                    break;
                };
                to.write_all(part).await.map_err(failed)?;
            }
            to.shutdown().await.map_err(failed)
        })
    }

    /// Whether this file is kept.
    pub fn exists(&self, case_id: i64, digest: &str) -> Result<bool, Error> {
        let path = FileName::path(case_id, digest)?;
        self.0.run(async {
            match self.0.store.head(&path).await {
                Ok(_) => Ok(true),
                Err(object_store::Error::NotFound { .. }) => Ok(false),
                Err(e) => Err(failed(e)),
            }
        })
    }

    /// The content, read as it is asked for.
    pub fn reader(&self, case_id: i64, digest: &str) -> Result<Reader, Error> {
        let path = FileName::path(case_id, digest)?;
        let got = self
            .0
            .run(async { self.0.store.get(&path).await.map_err(failed) })?;
        let size = got.meta.size;
        let parts = got
            .into_stream()
            .map(|part| part.map(|bytes| bytes.to_vec()).map_err(failed));
        Ok(Reader {
            files: self.clone(),
            parts: parts.boxed(),
            part: Vec::new(),
            read: 0,
            size,
        })
    }

    /// The whole content. Its digest is checked: a changed file is an error, not a document.
    pub fn read(&self, case_id: i64, digest_wanted: &str) -> Result<Vec<u8>, Error> {
        let mut content = Vec::new();
        self.reader(case_id, digest_wanted)?
            .read_to_end(&mut content)
            .map_err(failed)?;
        if digest(content.as_slice())?.digest == digest_wanted {
            Ok(content)
        } else {
            Err(Error::Files(format!(
                "{case_id}/{digest_wanted} was changed"
            )))
        }
    }

    /// Removes a file: an orphan, or one whose erasure was ordered.
    pub fn remove(&self, case_id: i64, digest: &str) -> Result<(), Error> {
        let path = FileName::path(case_id, digest)?;
        self.0
            .run(async { self.0.store.delete(&path).await.map_err(failed) })
    }

    /// Removes every file of a case that was never opened.
    pub fn remove_all(&self, case_id: i64) -> Result<(), Error> {
        self.keep_only(case_id, &BTreeSet::new())
    }

    /// Removes every file of a case but those with these digests.
    pub fn keep_only(&self, case_id: i64, digests: &BTreeSet<String>) -> Result<(), Error> {
        let folder = Path::from(case_id.to_string());
        let store = Arc::clone(&self.0.store);
        let kept = digests.clone();
        self.0.run(async {
            let listed = store.list(Some(&folder)).map(|m| m.map(|m| m.location));
            let listed = listed.try_filter(move |path| {
                let name = path.filename().unwrap_or_default();
                ready(!kept.contains(name))
            });
            let mut gone = store.delete_stream(listed.boxed());
            while let Some(removed) = gone.next().await {
                removed.map_err(failed)?;
            }
            Ok(())
        })
    }

    /// Every kept file, in no order.
    pub fn names(&self) -> impl Iterator<Item = Result<FileName, Error>> + use<> {
        let inner = Arc::clone(&self.0);
        let mut listed = inner.store.list(None);
        std::iter::from_fn(move || {
            loop {
                let next = inner.run(async { Ok(listed.next().await) });
                match next.transpose()?.and_then(|meta| meta.map_err(failed)) {
                    Ok(meta) => match FileName::parse(&meta.location) {
                        Some(name) => return Some(Ok(name)),
                        None => continue,
                    },
                    Err(e) => return Some(Err(e)),
                }
            }
        })
    }
}

/// The content of one file, part by part.
pub struct Reader {
    files: Files,
    parts: BoxStream<'static, Result<Vec<u8>, Error>>,
    part: Vec<u8>,
    /// How much of `part` was handed out.
    read: usize,
    size: u64,
}

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Reader({} bytes)", self.size)
    }
}

impl Reader {
    /// The size of the whole content.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }
}

impl Read for Reader {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.read == self.part.len() {
            let parts = &mut self.parts;
            match self.files.0.run(async { parts.next().await.transpose() }) {
                Ok(Some(part)) => (self.part, self.read) = (part, 0),
                Ok(None) => return Ok(0),
                Err(e) => return Err(io::Error::other(e)),
            }
        }
        let mut rest = self.part.get(self.read..).unwrap_or_default();
        let taken = rest.read(into)?;
        self.read += taken;
        Ok(taken)
    }
}

fn digest(mut from: impl Read) -> Result<Kept, Error> {
    let mut hash = Sha256::new();
    let mut chunk = vec![0; CHUNK];
    let mut size = 0;
    loop {
        let read = from.read(&mut chunk).map_err(failed)?;
        let Some(part) = chunk.get(..read).filter(|part| !part.is_empty()) else {
            return Ok(Kept {
                digest: hex::encode(hash.finalize()),
                size,
            });
        };
        hash.update(part);
        size += u64::try_from(read).unwrap_or(0);
    }
}

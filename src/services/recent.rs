//! The cases that this process wrote last, with the rows that it wrote of them: the next command on one of
//! them need not read it back. What is here is taken by the head of the case's stream, whose hash stands for
//! all its events; a case that somebody else has written since, or whose writing was given up, is not found.

use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use lru::LruCache;

use crate::domain::case::CaseFile;
use crate::store::projections::Projection;
use crate::store::streams::Head;

/// Some megabytes.
const MOST: NonZeroUsize = NonZeroUsize::MIN.saturating_add(127);

/// A case and its rows; while it is kept, without the written fold.
pub struct Told {
    pub file: CaseFile,
    pub rows: Projection,
}

impl std::fmt::Debug for Told {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Told").field(&self.rows.case).finish()
    }
}

/// Cases written lately. Cloning gives another handle.
#[derive(Clone)]
pub struct Recent(Arc<Mutex<LruCache<i64, Told>>>);

impl std::fmt::Debug for Recent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Recent(..)")
    }
}

impl Default for Recent {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(LruCache::new(MOST))))
    }
}

impl Recent {
    /// The case as it was after the event at `head`. Whoever takes it has it alone.
    #[must_use]
    pub fn take(&self, id: i64, head: &Head) -> Option<Told> {
        let told = self.held().pop(&id)?;
        let hash = head.hash.to_string();
        (told.file.seq == head.seq && told.file.hash == hash).then_some(told)
    }

    /// Keeps a case with the rows just written of it.
    pub fn keep(&self, mut told: Told) {
        told.rows.case.fold = String::new();
        self.held().put(told.rows.case.id, told);
    }

    /// Lets a case go: values were erased from it.
    pub fn forget(&self, id: i64) {
        self.held().pop(&id);
    }

    /// A panic elsewhere leaves whole cases here.
    fn held(&self) -> MutexGuard<'_, LruCache<i64, Told>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

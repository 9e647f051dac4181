//! How many passwords may be worked on at once: each takes 19 MiB and a core.

use std::sync::{Condvar, Mutex, PoisonError};

const AT_ONCE: usize = 2;
const WAITING: usize = 16;

/// Too many wait already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Crowded;

#[derive(Debug, Default)]
struct Queue {
    working: usize,
    waiting: usize,
}

/// Of the process, as its memory is.
static QUEUE: (Mutex<Queue>, Condvar) = (
    Mutex::new(Queue {
        working: 0,
        waiting: 0,
    }),
    Condvar::new(),
);

/// Runs `work` when it is its turn.
pub(super) fn in_turn<T>(work: impl FnOnce() -> T) -> Result<T, Crowded> {
    let (queue, turn) = &QUEUE;
    let mut held = queue.lock().unwrap_or_else(PoisonError::into_inner);
    if held.waiting >= WAITING {
        return Err(Crowded);
    }
    held.waiting += 1;
    while held.working >= AT_ONCE {
        held = turn.wait(held).unwrap_or_else(PoisonError::into_inner);
    }
    held.waiting -= 1;
    held.working += 1;
    drop(held);
    let _leaves = Leaves;
    Ok(work())
}

/// Makes room even when the work panics.
struct Leaves;

impl Drop for Leaves {
    fn drop(&mut self) {
        let (queue, turn) = &QUEUE;
        let mut held = queue.lock().unwrap_or_else(PoisonError::into_inner);
        held.working = held.working.saturating_sub(1);
        drop(held);
        turn.notify_one();
    }
}

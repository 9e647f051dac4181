//! Looking at one's own worklist is recorded, but not with one write for each look: looks are
//! gathered for half a second, the same one once with a count, and written together. What is still
//! gathered when the register is closed is written then; only a process that is killed loses the
//! looks of its last half second.

use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use serde_json::json;

use super::accounts::again;
use super::accounts::recording::{By, append};
use crate::domain::access::{Grant, UserId};
use crate::domain::time::{Entropy, Moment};
use crate::store::{self, Conn, Store};

/// How long looks are gathered; each must be on disk within a second.
const GATHERED: Duration = Duration::from_millis(500);
/// So many different looks are kept in memory at most. Past that, looking waits for the database.
const MOST: usize = 10_000;

/// What was looked at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Look {
    /// Of the session, or of the terminal.
    pub stream: String,
    pub user: UserId,
    /// In which post.
    pub post: Option<Grant>,
    /// Code of the list.
    pub list: String,
    /// What narrowed it, as in its address; empty where nothing did. It may hold a name.
    pub narrowed: String,
    /// Where the page began, as in its address; absent on the first.
    pub after: Option<String>,
    /// Lines on the page.
    pub lines: usize,
    /// SHA-256 over the cases shown and what was known of each, in hex.
    pub digest: String,
}

/// When the same look was had, and how often.
#[derive(Debug, Clone, Copy)]
struct Had {
    first: Moment,
    last: Moment,
    times: u64,
}

impl Had {
    fn and(self, other: Self) -> Self {
        Self {
            first: self.first.min(other.first),
            last: self.last.max(other.last),
            times: self.times + other.times,
        }
    }
}

type Gathered = BTreeMap<Look, Had>;

#[derive(Default)]
struct State {
    gathered: Gathered,
    closed: bool,
    /// The last writing failed: until one succeeds, each look waits for it.
    refused: bool,
}

impl State {
    fn gather(&mut self, looks: Gathered) {
        for (look, had) in looks {
            let all = self.gathered.get(&look).map_or(had, |known| known.and(had));
            self.gathered.insert(look, all);
        }
    }
}

/// What those who look and the thread that writes have in common.
struct Desk {
    store: Store,
    entropy: Arc<dyn Entropy>,
    state: Mutex<State>,
    came: Condvar,
    /// One writes at a time: who has waited for it knows that all from before is on disk.
    writing: Mutex<()>,
}

/// Looks that are not yet on disk. Cloning gives another handle; the last one dropped writes what
/// is left.
#[derive(Clone)]
pub struct Looks(Arc<Inner>);

impl std::fmt::Debug for Looks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Looks(..)")
    }
}

struct Inner {
    desk: Arc<Desk>,
    /// Begun by the first look: most commands never have one.
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Looks {
    /// Nothing gathered yet.
    #[must_use]
    pub fn new(store: Store, entropy: Arc<dyn Entropy>) -> Self {
        let desk = Arc::new(Desk {
            store,
            entropy,
            state: Mutex::default(),
            came: Condvar::new(),
            writing: Mutex::default(),
        });
        let thread = Mutex::default();
        Self(Arc::new(Inner { desk, thread }))
    }

    /// Takes a look down; it is on disk within a second.
    ///
    /// # Errors
    /// Nobody writes, the last writing failed, or too many wait already, and it could not be written at once.
    pub fn had(&self, look: Look, now: Moment) -> Result<(), store::Error> {
        let (first, last) = (now, now);
        let had = Had {
            first,
            last,
            times: 1,
        };
        let desk = &self.0.desk;
        let (waiting, refused) = {
            let mut state = held(&desk.state);
            state.gather(Gathered::from([(look, had)]));
            (state.gathered.len(), state.refused)
        };
        desk.came.notify_all();
        if self.0.is_written() && waiting < MOST && !refused {
            return Ok(());
        }
        desk.write()
    }

    /// Writes what is gathered, now.
    ///
    /// # Errors
    /// The database does not take it; it stays gathered.
    pub fn flush(&self) -> Result<(), store::Error> {
        self.0.desk.write()
    }
}

impl Inner {
    /// Whether a thread writes; begins it where there is none.
    fn is_written(&self) -> bool {
        let mut thread = held(&self.thread);
        if thread.is_none() {
            let desk = Arc::clone(&self.desk);
            let named = std::thread::Builder::new().name("looks".to_owned());
            match named.spawn(move || desk.write_until_closed()) {
                Ok(begun) => *thread = Some(begun),
                Err(why) => tracing::error!(%why, "no thread for looks: each is written at once"),
            }
        }
        thread.is_some()
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        held(&self.desk.state).closed = true;
        self.desk.came.notify_all();
        if let Some(thread) = held(&self.thread).take()
            && thread.thread().id() != std::thread::current().id()
        {
            let _panicked = thread.join();
        }
    }
}

impl Desk {
    fn write_until_closed(&self) {
        while self.gathers() {
            self.writes();
        }
        self.writes();
    }

    /// Waits for a look, then for those that come soon after it. False when the register is closed.
    fn gathers(&self) -> bool {
        let state = held(&self.state);
        let idle = |state: &mut State| state.gathered.is_empty() && !state.closed;
        let state = self
            .came
            .wait_while(state, idle)
            .unwrap_or_else(PoisonError::into_inner);
        let (state, _over) = self
            .came
            .wait_timeout_while(state, GATHERED, |state| !state.closed)
            .unwrap_or_else(PoisonError::into_inner);
        !state.closed
    }

    fn writes(&self) {
        if let Err(why) = self.write() {
            tracing::error!(%why, "looks at worklists could not be recorded yet");
        }
    }

    fn write(&self) -> Result<(), store::Error> {
        let _one = held(&self.writing);
        let looks = std::mem::take(&mut held(&self.state).gathered);
        if looks.is_empty() {
            return Ok(());
        }
        let done = again(|| {
            let (looks, entropy) = (looks.clone(), Arc::clone(&self.entropy));
            self.store.write(move |c| record(c, &looks, &*entropy))
        });
        let mut state = held(&self.state);
        state.refused = done.is_err();
        if done.is_err() {
            state.gather(looks);
        }
        drop(state);
        done.map_err(store::Error::as_unrecorded)
    }
}

fn record(c: &mut Conn, looks: &Gathered, entropy: &dyn Entropy) -> Result<(), store::Error> {
    for (look, had) in looks {
        let mut data = json!({
            "list": look.list,
            "after": look.after,
            "lines": look.lines,
            "digest": look.digest,
            "first": had.first,
            "last": had.last,
            "times": had.times,
        });
        if let Some(data) = data.as_object_mut().filter(|_| !look.narrowed.is_empty()) {
            data.insert("filter".to_owned(), json!({ "$personal": look.narrowed }));
        }
        let by = By::Colleague(look.user, look.post.clone()).said(look.user);
        let when = (had.last, entropy);
        append(c, &look.stream, by, ("list_seen", data), None, when)?;
    }
    Ok(())
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(list: &str) -> Look {
        Look {
            stream: "session:1".to_owned(),
            user: UserId(1),
            post: None,
            list: list.to_owned(),
            narrowed: String::new(),
            after: None,
            lines: 2,
            digest: "ab".to_owned(),
        }
    }

    #[test]
    fn the_same_look_again_is_counted_and_another_stands_beside_it() {
        let mut state = State::default();
        for (list, second) in [("mine", 5), ("office", 6), ("mine", 3), ("mine", 9)] {
            let at = Moment::from_micros(second * 1_000_000);
            let (first, last, times) = (at, at, 1);
            state.gather(Gathered::from([(look(list), Had { first, last, times })]));
        }
        let told: Vec<_> = state
            .gathered
            .iter()
            .map(|(look, had)| (look.list.as_str(), had.first, had.last, had.times))
            .collect();
        let second = |n: i64| Moment::from_micros(n * 1_000_000);
        let mine = ("mine", second(3), second(9), 3);
        assert_eq!(told, [mine, ("office", second(6), second(6), 1)]);
    }
}

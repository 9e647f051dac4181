//! The one writer of a SQLite register, which commits in groups.
//!
//! A commit costs a flush to disk, about as much as ten pieces of work. Whatever queued while the
//! last flush ran shares the next one: each job in its own savepoint, one commit, and only then the
//! answers, refusals included (a refusal may rest on a neighbour's work that must be durable first).

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use super::conn::{Conn, DatabaseUrl, Use, connect};
use super::error::Error;
use super::{dialect, savepoint};

/// More than this would make the first wait too long for the last.
const GROUP: usize = 64;

/// Told whether the group was committed; sends the answer.
type Answer = Box<dyn FnOnce(Result<(), String>) + Send>;
type Job = Box<dyn FnOnce(&mut Conn) -> Answer + Send>;

/// Handle of the writer thread; dropping the last one lets it finish its queue and end.
#[derive(Debug)]
pub(super) struct Writer {
    queue: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    /// Opens the writing connection (creating the file when there is none) and starts the thread.
    pub(super) fn start(url: DatabaseUrl) -> Result<Self, Error> {
        let conn = connect(&url, Use::Write)?;
        let (queue, jobs) = channel();
        let thread = std::thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || run(&url, conn, &jobs))
            .map_err(|e| Error::Unavailable(format!("no writer thread: {e}")))?;
        Ok(Self {
            queue: Some(queue),
            thread: Some(thread),
        })
    }

    /// Queues `work` and waits until its group is on disk.
    pub(super) fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
    {
        let (reply, answer) = channel();
        let job: Job = Box::new(move |conn| {
            let done = guarded(conn, work);
            Box::new(move |committed| {
                let told = match (committed, done) {
                    (Ok(()), Some(done)) => done,
                    (Ok(()), None) => Err(Error::BrokeOff.into()),
                    (Err(why), _) => Err(Error::Unavailable(why).into()),
                };
                // The caller may be gone; its work is kept all the same.
                let _gone = reply.send(told);
            })
        });
        let queued = self.queue.as_ref().is_some_and(|q| q.send(job).is_ok());
        let told = if queued { answer.recv().ok() } else { None };
        told.unwrap_or_else(|| Err(Error::Unavailable("the writer has ended".to_owned()).into()))
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.queue.take());
        if let Some(thread) = self.thread.take()
            && thread.thread().id() != std::thread::current().id()
        {
            let _panicked = thread.join();
        }
    }
}

/// The work in its savepoint; nothing when it panicked. Either way its neighbours are untouched.
fn guarded<T, E: From<Error>>(
    conn: &mut Conn,
    work: impl FnOnce(&mut Conn) -> Result<T, E>,
) -> Option<Result<T, E>> {
    match catch_unwind(AssertUnwindSafe(|| savepoint(conn, work))) {
        Ok(done) => Some(done),
        Err(panic) => {
            report(panic.as_ref());
            None
        }
    }
}

/// The panic hook has already said where; the message may hold personal values and is not logged.
fn report(_panic: &(dyn Any + Send)) {
    tracing::error!("a write broke off and was rolled back");
}

fn run(url: &DatabaseUrl, first: Conn, jobs: &Receiver<Job>) {
    let mut conn = Some(first);
    while let Ok(job) = jobs.recv() {
        let mut answers = Vec::new();
        let told = match open_again(url, &mut conn) {
            Ok(open) => group(open, job, jobs, &mut answers),
            // The job is dropped, and with it its reply: the caller hears that nothing was done.
            Err(e) => Err(e.to_string()),
        };
        if told.is_err() {
            // After a failed flush a connection's picture of the disk cannot be trusted.
            conn = None;
        }
        for answer in answers {
            answer(told.clone());
        }
    }
}

fn open_again<'c>(url: &DatabaseUrl, conn: &'c mut Option<Conn>) -> Result<&'c mut Conn, Error> {
    match conn {
        Some(open) => Ok(open),
        None => Ok(conn.insert(connect(url, Use::Write)?)),
    }
}

/// One transaction over the first job and all that queued meanwhile.
fn group(
    conn: &mut Conn,
    first: Job,
    jobs: &Receiver<Job>,
    answers: &mut Vec<Answer>,
) -> Result<(), String> {
    dialect::begin_write(conn).map_err(|e| e.to_string())?;
    answers.push(first(conn));
    while is_whole(conn) && answers.len() < GROUP {
        match jobs.try_recv() {
            Ok(job) => answers.push(job(conn)),
            Err(_) => break,
        }
    }
    if is_whole(conn) {
        dialect::commit(conn).map_err(|e| e.to_string())
    } else {
        Err("the transaction was lost".to_owned())
    }
}

/// Whether the group's transaction stands, with no savepoint left open in it.
fn is_whole(conn: &mut Conn) -> bool {
    matches!(super::depth(conn), Ok(1))
}

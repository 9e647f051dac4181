//! The thread that takes its turns until it is told to stop.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use super::{KINDS, Turn, turn};
use crate::services::register::Register;
use crate::store::jobs;

/// Between two looks at the queue: somebody may be waiting for what was just asked for.
const PAUSE: Duration = Duration::from_secs(2);
/// So many looks to a turn that plans too. The law counts days: a minute late is in time.
const LOOKS: u32 = 30;

/// Takes turns on a thread of its own. Dropping it lets the few pieces of work in hand be finished,
/// and takes no others.
#[derive(Debug)]
pub struct Runner {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Runner {
    /// Starts with a turn at once.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn start(register: Arc<Register>) -> std::io::Result<Self> {
        let (stop, told) = channel();
        let thread = std::thread::Builder::new()
            .name("jobs".to_owned())
            .spawn(move || run(&register, &told))?;
        Ok(Self {
            stop: Some(stop),
            thread: Some(thread),
        })
    }
}

impl Drop for Runner {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the jobs ended in a panic");
        }
    }
}

fn run(register: &Arc<Register>, told: &Receiver<()>) {
    let going = || matches!(told.try_recv(), Err(TryRecvError::Empty));
    let mut looks = 0;
    loop {
        let pause = if looks > 0 && !is_due(register) {
            looks -= 1;
            PAUSE
        } else if once(register, &going).more {
            Duration::ZERO
        } else {
            looks = LOOKS;
            PAUSE
        };
        match told.recv_timeout(pause) {
            Err(RecvTimeoutError::Timeout) => {}
            Ok(()) | Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

/// Whether somebody put work in the queue; a database that does not answer is told by the next turn.
fn is_due(register: &Register) -> bool {
    let now = register.clock.now();
    let due = register.store.read(|c| jobs::is_due(c, now));
    due.unwrap_or(true)
}

/// One turn; whatever goes wrong in it, there is a next one.
fn once(register: &Arc<Register>, going: &dyn Fn() -> bool) -> Turn {
    let taken = catch_unwind(AssertUnwindSafe(|| turn(register, KINDS, going)));
    match taken {
        Ok(Ok(turn)) => {
            if turn.done + turn.failed > 0 {
                tracing::info!(done = turn.done, failed = turn.failed, "jobs");
            }
            turn
        }
        Ok(Err(error)) => {
            tracing::error!(%error, "a turn of the jobs could not be taken");
            Turn::default()
        }
        Err(_panic) => {
            tracing::error!("a turn of the jobs broke off");
            Turn::default()
        }
    }
}

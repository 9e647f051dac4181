//! The thread that seals the log: every half second what was committed meanwhile.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::domain::time::Moment;
use crate::services::register::Register;
use crate::services::sealing::{self, NotSealed};

/// Between two looks: an event is in a signed checkpoint within two seconds.
const PAUSE: Duration = Duration::from_millis(500);
/// Seconds between two alarms that say the same.
const QUIET: i64 = 60;

/// Seals on a thread of its own. Dropping it lets the round in hand be finished and takes a last one.
#[derive(Debug)]
pub struct Sealer {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Sealer {
    /// Starts with a round at once. Nobody seals where the register has no signer.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn start(register: Arc<Register>) -> std::io::Result<Self> {
        let (stop, told) = channel();
        let thread = std::thread::Builder::new()
            .name("sealing".to_owned())
            .spawn(move || run(&register, &told))?;
        Ok(Self {
            stop: Some(stop),
            thread: Some(thread),
        })
    }
}

impl Drop for Sealer {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the sealing ended in a panic");
        }
    }
}

fn run(register: &Register, told: &Receiver<()>) {
    let mut alarmed = None;
    loop {
        round(register, &mut alarmed);
        match told.recv_timeout(PAUSE) {
            Err(RecvTimeoutError::Timeout) => {}
            Ok(()) | Err(RecvTimeoutError::Disconnected) => {
                return round(register, &mut alarmed);
            }
        }
    }
}

/// One round; whatever goes wrong in it, there is a next one.
fn round(register: &Register, alarmed: &mut Option<Moment>) {
    let sealed = catch_unwind(AssertUnwindSafe(|| sealing::seal(register)));
    let trouble = match sealed {
        Ok(Ok(_)) => None,
        Ok(Err(NotSealed::NoSigner)) => return,
        Ok(Err(error)) => Some(error.to_string()),
        Err(_panic) => Some("a round of the sealing broke off".to_owned()),
    };
    let late = sealing::health(register).is_ok_and(|health| health.is_late());
    if trouble.is_none() && !late {
        *alarmed = None;
        return;
    }
    let now = register.clock.now();
    if alarmed.is_none_or(|at| now.seconds_since(at) >= QUIET) {
        let trouble = trouble.unwrap_or_else(|| "events wait to be sealed".to_owned());
        tracing::error!(%trouble, late, "the log is not sealed");
        *alarmed = Some(now);
    }
}

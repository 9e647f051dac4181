//! A program started for a test: what it prints is kept, and it is stopped when dropped.

use std::io::{BufRead as _, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::Error;

/// How often something is looked for before giving up, and how long lies between two looks.
const LOOKS: u32 = 3000;
const BETWEEN: Duration = Duration::from_millis(100);

pub(crate) struct Process {
    program: &'static str,
    child: Child,
    said: Arc<Mutex<String>>,
}

impl Process {
    pub(crate) fn start(program: &'static str, command: &mut Command) -> Result<Self, Error> {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|source| Error::io(format!("starting {program}"), source))?;
        let said = Arc::new(Mutex::new(String::new()));
        keep(child.stdout.take(), &said);
        keep(child.stderr.take(), &said);
        Ok(Self {
            program,
            child,
            said,
        })
    }

    /// What it has printed so far.
    pub(crate) fn said(&self) -> String {
        self.said
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Looks again and again for what shows that the program is ready, until it is there, the
    /// program has ended, or it has been looked for often enough.
    pub(crate) fn await_ready<T>(
        &mut self,
        mut look: impl FnMut(&str) -> Option<T>,
    ) -> Result<T, Error> {
        for _ in 0..LOOKS {
            if let Some(found) = look(&self.said()) {
                return Ok(found);
            }
            if matches!(self.child.try_wait(), Ok(Some(_))) {
                break;
            }
            thread::sleep(BETWEEN);
        }
        Err(Error::NotReady {
            program: self.program,
            said: self.said(),
        })
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Both fail only when the program has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads what the program prints as it comes, so that it never waits for a full pipe.
fn keep(pipe: Option<impl Read + Send + 'static>, said: &Arc<Mutex<String>>) {
    let Some(pipe) = pipe else { return };
    let said = Arc::clone(said);
    thread::spawn(move || {
        for line in BufReader::new(pipe).lines().map_while(Result::ok) {
            let mut said = said.lock().unwrap_or_else(PoisonError::into_inner);
            said.push_str(&line);
            said.push('\n');
        }
    });
}

//! Many stories at once: each is opened in its turn, and told beside the others.
//!
//! A commit flushes to disk, and one story alone would wait for each of its own. Case numbers are
//! given at the opening, so the order of the openings, not the speed of the telling, decides them.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Mutex, PoisonError};

use super::journey::{self, Story};
use super::staff::Offices;
use super::{NotMade, Span, Teller};
use crate::services::register::Register;

/// As many stories go on at once; their acts share a flush.
const AT_ONCE: usize = 64;

/// Opens `cases` households and carries each as far as its age and luck allow.
pub(super) fn tell(
    register: &Register,
    offices: &Offices,
    time: &Span,
    cases: u32,
) -> Result<(), NotMade> {
    let (begun, waiting) = sync_channel::<Story<'_>>(AT_ONCE);
    let (waiting, failed) = (Mutex::new(waiting), AtomicBool::new(false));
    std::thread::scope(|threads| {
        let carry = || carry_on(&waiting, &failed);
        let carriers: Vec<_> = (0..AT_ONCE).map(|_| threads.spawn(carry)).collect();
        let mut told = (0..cases).try_for_each(|case| {
            if failed.load(Ordering::Relaxed) {
                return Ok(());
            }
            let teller = Teller::new(register, u64::from(case) + 1);
            let story = journey::open(teller, offices, time, (case, cases))?;
            // All who carry have ended only after a panic, which is handed on below.
            let _nobody = begun.send(story);
            Ok(())
        });
        drop(begun);
        for carrier in carriers {
            match carrier.join() {
                Ok(carried) => told = told.and(carried),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        told
    })
}

/// Carries one story after the other to its end. After a failure the rest are let go.
fn carry_on(waiting: &Mutex<Receiver<Story<'_>>>, failed: &AtomicBool) -> Result<(), NotMade> {
    let mut told = Ok(());
    while let Some(mut story) = next(waiting) {
        if told.is_ok() {
            told = story.goes_on();
            failed.fetch_or(told.is_err(), Ordering::Relaxed);
        }
    }
    told
}

fn next<T>(waiting: &Mutex<Receiver<T>>) -> Option<T> {
    let waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
    waiting.recv().ok()
}

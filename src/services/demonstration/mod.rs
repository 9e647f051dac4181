//! Demonstration data: invented people, made through the same write path as real work.

mod hours;
mod household;
mod journey;
mod scan;
mod staff;
mod telling;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};

use super::calendars;
use super::casework::Failure;
use super::directives;
use super::register::Register;
use crate::domain::time::{Clock, Entropy, Moment};
use crate::store;

pub use staff::Account;

use hours::Hours;

/// A clock that the story moves.
#[derive(Debug)]
struct StoryClock(AtomicI64);

impl Clock for StoryClock {
    fn now(&self) -> Moment {
        Moment::from_micros(self.0.load(Ordering::Relaxed))
    }
}

impl StoryClock {
    fn set(&self, moment: Moment) {
        self.0.store(moment.micros(), Ordering::Relaxed);
    }
}

/// Repeatable chance: the same demonstration every time.
#[derive(Debug)]
pub(super) struct Dice(std::sync::Mutex<ChaCha8Rng>);

impl Dice {
    /// One of many independent rows of throws that the same seed gives.
    pub(super) fn new(seed: u64, row: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(row);
        Self(std::sync::Mutex::new(rng))
    }

    /// A number below `n`.
    pub(super) fn below(&self, n: u64) -> u64 {
        let mut rng = self
            .0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        rng.next_u64() % n.max(1)
    }

    /// One of these.
    pub(super) fn pick<'a, T>(&self, all: &'a [T]) -> Option<&'a T> {
        let index = usize::try_from(self.below(u64::try_from(all.len()).unwrap_or(1))).unwrap_or(0);
        all.get(index)
    }
}

impl Entropy for Dice {
    fn bytes32(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        self.0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .fill_bytes(&mut bytes);
        bytes
    }
}

/// What went wrong while the demonstration was made.
#[derive(Debug, thiserror::Error)]
pub enum NotMade {
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error("case {case}, {what}: {why}")]
    Step {
        case: u32,
        what: &'static str,
        why: String,
    },
    #[error("the table of places lacks {0}")]
    Place(&'static str),
}

impl NotMade {
    fn step(case: u32, what: &'static str, why: &Failure) -> Self {
        Self::Step {
            case,
            what,
            why: why.to_string(),
        }
    }
}

/// Whether the register has no account yet.
///
/// # Errors
/// The database does not answer.
pub fn is_empty(register: &Register) -> Result<bool, store::Error> {
    register.store.read(|c| Ok(store::accounts::count(c)? == 0))
}

/// Fills an empty register with offices, accounts and `cases` households over the last two years.
///
/// # Errors
/// See [`NotMade`]: a step that the directive refuses is a fault of the story, not hidden.
pub fn fill(register: &Register, cases: u32) -> Result<Vec<Account>, NotMade> {
    directives::found(register)?;
    calendars::found(register)?;
    let now = register.clock.now();
    let hours = Hours::of(Arc::new(register.calendars.shipped_calendar()));
    let teller = Teller::new(register, 0);
    teller
        .clock
        .set(hours.on(now.plus_seconds(-760 * 86_400), 0));
    let office = staff::open(&teller.register)?;
    let time = Span {
        end: hours.until(now),
        hours,
    };
    telling::tell(register, &office, &time, cases)?;
    Ok(office.accounts)
}

/// The time over which the stories are told.
#[derive(Debug, Clone)]
struct Span {
    hours: Hours,
    /// No act is later.
    end: Moment,
}

/// Who tells one story: with a clock and chance of its own, so that a story is the same whatever
/// is told beside it.
#[derive(Debug)]
struct Teller {
    register: Arc<Register>,
    clock: Arc<StoryClock>,
    dice: Arc<Dice>,
}

impl Teller {
    /// The teller of story `no`; 0 founds the offices.
    fn new(register: &Register, no: u64) -> Self {
        let clock = Arc::new(StoryClock(AtomicI64::new(register.clock.now().micros())));
        let dice = Arc::new(Dice::new(1405, no));
        let told_by: Arc<dyn Clock> = clock.clone();
        // What commitments are made from does not turn the story.
        let thrown: Arc<dyn Entropy> = Arc::new(Dice::new(1404, no));
        let register = Arc::new(Register {
            clock: told_by,
            entropy: thrown,
            ..register.clone()
        });
        Self {
            register,
            clock,
            dice,
        }
    }
}

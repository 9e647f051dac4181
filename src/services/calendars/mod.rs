//! The calendars of the register: which versions there are, by which one the due dates of a unit are
//! counted, and what becomes of a proposal. Everything is told by the events of the calendar's own
//! stream.

mod known;
mod recounting;
mod touched;
mod turning;

pub use known::Calendars;
pub use recounting::{JOB, recount_part};
pub use touched::touched;
pub use turning::{NotDone, carry_out, found, propose, provinces};

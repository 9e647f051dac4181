//! The directives of the register: which versions there are, which holds on which day, and what
//! becomes of them. Everything is told by the events of the directive's own stream.

mod known;
mod turning;

pub use known::{Directives, SHIPPED};
pub use turning::{NotDone, carry_out, found, keeper};

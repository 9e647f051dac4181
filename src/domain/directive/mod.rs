//! The ministerial directive: versioned, dated, article-cited data that says how a case moves.

pub mod almanac;
pub mod calendar;
pub mod check;
pub mod clock;
pub mod codes;
pub mod condition;
pub mod diagram;
pub mod diff;
pub mod life;
mod lookup;
pub mod model;
pub mod moving;
pub mod parse;
pub mod schema;
pub mod simulate;

pub use almanac::UnitCalendars;
pub use calendar::Calendar;
pub use clock::Due;
pub use codes::*;
pub use condition::{Compare, Condition, DeclaredFact, Facts, Subject, Test};
pub use model::*;

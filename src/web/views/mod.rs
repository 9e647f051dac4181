//! Pages as the handlers fill them: every text already in the reader's language. The markup is in
//! `templates/pages/`.

pub mod account;
pub mod calendars;
pub mod case;
pub mod decision;
pub mod directive;
pub mod erasure;
pub mod exports;
pub mod history;
pub mod inbox;
pub mod moves;
pub mod oversight;
pub mod paper;
pub mod printed;
pub mod problem;
pub mod search;
pub mod sheet;
pub mod versions;
pub mod work;

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

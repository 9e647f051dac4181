//! Pages as the handlers fill them: every text already in the reader's language. The markup is in
//! `templates/pages/`.

pub mod account;
pub mod case;
pub mod inbox;
pub mod problem;

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

//! Who may do what, where.

pub mod grant;

pub use grant::{Actor, Grant, Role, UnitPath, UserId};

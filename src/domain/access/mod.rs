//! Who may do what, where.

pub mod glass;
pub mod grant;
pub mod policy;
pub mod purpose;
pub mod scope;

pub use grant::{Actor, Grant, Role, UnitPath, UserId};
pub use scope::Scope;

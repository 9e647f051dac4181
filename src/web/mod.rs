//! The screen: routes, forms, pages. Handlers are synchronous and only translate.

pub mod account;
pub mod acts;
pub mod assets;
pub mod cases;
pub mod directive;
pub mod form;
pub mod gate;
pub mod health;
pub mod history;
pub mod inbox;
pub mod intake;
pub mod page;
pub mod papers;
pub mod routes;
pub mod search;
pub mod sentences;
pub mod server;
pub mod show;
pub mod stash;
pub mod users;
pub mod visit;

//! The screen: routes, forms, pages. Handlers are synchronous and only translate.

pub mod account;
pub mod assets;
pub mod body;
pub mod cookies;
pub mod form;
pub mod gate;
pub mod health;
pub mod page;
pub mod parts;
pub mod problem;
pub mod reply;
pub mod respond;
pub mod routes;
pub mod server;
pub mod stash;
pub mod style;
pub mod upload;
pub mod views;
pub mod visit;

//! The screen: routes, forms, pages. Handlers are synchronous and only translate.

pub mod form;
pub mod page;
pub mod parts;
pub mod style;
pub mod views;

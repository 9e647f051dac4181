//! Bad input for each form: every form that the product shows on the demonstration's cases, in its
//! drafts and on its other pages, is sent empty, with garbage, overlong, with choices that nobody
//! offered, and from a page that is out of date. The product explains and keeps what was typed.
#![cfg(test)]

#[path = "support/app.rs"]
mod app;
#[path = "support/browser.rs"]
mod browser;
#[path = "support/database.rs"]
mod database;
#[path = "support/office.rs"]
mod office;
#[path = "stories/sheet.rs"]
mod sheet;

#[path = "bad_input/forms.rs"]
mod forms;
#[path = "bad_input/spoiled.rs"]
mod spoiled;

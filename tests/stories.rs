//! Whole cases through the pages: what is read is asked for by address or link, what is done is
//! sent by the form that stood on the page, as a browser without scripts sends it.
#![cfg(test)]

#[path = "support/app.rs"]
mod app;
#[path = "support/browser.rs"]
mod browser;
#[path = "support/database.rs"]
mod database;

#[path = "stories/approved.rs"]
mod approved;
#[path = "stories/borne.rs"]
mod borne;
#[path = "stories/bundle.rs"]
mod bundle;
#[path = "stories/clerk.rs"]
mod clerk;
#[path = "stories/counter.rs"]
mod counter;
#[path = "stories/guided.rs"]
mod guided;
#[path = "stories/intake.rs"]
mod intake;
#[path = "stories/office.rs"]
mod office;
#[path = "stories/rejected.rs"]
mod rejected;
#[path = "stories/returned.rs"]
mod returned;
#[path = "stories/sheet.rs"]
mod sheet;
#[path = "stories/together.rs"]
mod together;
#[path = "stories/way.rs"]
mod way;

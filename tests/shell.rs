//! Signing in, sessions, forged forms, pages of what goes wrong, and who may open which address.
#![cfg(test)]

#[path = "support/app.rs"]
mod app;
#[path = "support/browser.rs"]
mod browser;
#[path = "support/database.rs"]
mod database;
#[path = "support/kept.rs"]
mod kept;
#[path = "support/office.rs"]
mod office;

#[path = "shell/annexes.rs"]
mod annexes;
#[path = "shell/authorisation.rs"]
mod authorisation;
#[path = "shell/calendars.rs"]
mod calendars;
#[path = "shell/conflicts.rs"]
mod conflicts;
#[path = "shell/corrections.rs"]
mod corrections;
#[path = "shell/erasing.rs"]
mod erasing;
#[path = "shell/every_route.rs"]
mod every_route;
#[path = "shell/exports.rs"]
mod exports;
#[path = "shell/forms.rs"]
mod forms;
#[path = "shell/furnished.rs"]
mod furnished;
#[path = "shell/glass.rs"]
mod glass;
#[path = "shell/inbox.rs"]
mod inbox;
#[path = "shell/moves.rs"]
mod moves;
#[path = "shell/oversight.rs"]
mod oversight;
#[path = "shell/problems.rs"]
mod problems;
#[path = "shell/reading.rs"]
mod reading;
#[path = "shell/sessions.rs"]
mod sessions;
#[path = "shell/signing_in.rs"]
mod signing_in;
#[path = "shell/uploads.rs"]
mod uploads;
#[path = "shell/users.rs"]
mod users;
#[path = "shell/versions.rs"]
mod versions;

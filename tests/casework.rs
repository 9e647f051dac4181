//! The one write path: races, repeated forms, rows against events, and the two people of a decision.
#![cfg(test)]

#[path = "support/database.rs"]
mod database;
#[path = "support/office.rs"]
mod office;

#[path = "casework/alike.rs"]
mod alike;
#[path = "casework/circular.rs"]
mod circular;
#[path = "casework/corrections.rs"]
mod corrections;
#[path = "casework/entitlement.rs"]
mod entitlement;
#[path = "casework/extensions.rs"]
mod extensions;
#[path = "casework/grounds.rs"]
mod grounds;
#[path = "casework/history.rs"]
mod history;
#[path = "casework/keys.rs"]
mod keys;
#[path = "casework/offers.rs"]
mod offers;
#[path = "casework/races.rs"]
mod races;
#[path = "casework/rows.rs"]
mod rows;
#[path = "casework/sittings.rs"]
mod sittings;
#[path = "casework/stories.rs"]
mod stories;

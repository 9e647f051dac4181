//! Sejel, the register: moves the case of a person without a registry record through document
//! review, the steps of the directive in force, and a signed decision, with a history that cannot
//! be altered unseen.
//!
//! Layers, used one way only: `text` ← `domain` ← `store` ← `services` ← `web`, `jobs`, `main`.

pub mod config;
pub mod domain;
pub mod jobs;
pub mod services;
pub mod store;
pub mod telemetry;
pub mod text;
pub mod web;

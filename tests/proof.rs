//! Proof before force: what a jurist breaks is found, and what is called sound strands nobody who
//! goes through it on the real engine.
#![cfg(test)]

#[path = "proof/acts.rs"]
mod acts;
#[path = "proof/chance.rs"]
mod chance;
#[path = "proof/duties.rs"]
mod duties;
#[path = "proof/engine.rs"]
mod engine;
#[path = "proof/invented.rs"]
mod invented;
#[path = "proof/office.rs"]
mod office;
#[path = "proof/sown.rs"]
mod sown;
#[path = "proof/walker.rs"]
mod walker;
#[path = "proof/walks.rs"]
mod walks;
#[path = "proof/written.rs"]
mod written;

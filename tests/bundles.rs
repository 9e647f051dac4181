//! Two verifiers that share nothing but docs/proof.md say the same of every bundle: that a good one is
//! sound, and what is wrong with a damaged one, and where.
#![cfg(test)]

#[path = "bundles/agreement.rs"]
mod agreement;
#[path = "bundles/archives.rs"]
mod archives;
#[path = "bundles/command_lines.rs"]
mod command_lines;
#[path = "bundles/made.rs"]
mod made;
#[path = "bundles/tampering.rs"]
mod tampering;
#[path = "bundles/tampering_chain.rs"]
mod tampering_chain;
#[path = "bundles/tampering_log.rs"]
mod tampering_log;

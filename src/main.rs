//! The command line of Sejel.

mod commands;

use std::process::ExitCode;

/// Cases are read and written as text; most of that work is asking for memory and giving it back.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    commands::run()
}

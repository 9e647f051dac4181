//! The command line of Sejel.

mod commands;

use std::process::ExitCode;

fn main() -> ExitCode {
    commands::run()
}

//! The product in real Chromium. Run by `bin/test`, or by
//! `SEJEL_E2E=1 cargo test -p sejel-e2e` after `cargo build`; skipped otherwise, because it needs
//! Chromium, chromedriver and the built program.

mod exports;
mod oversight;
mod pages;
mod stage;
mod story;
mod table;
mod version;

use std::env;
use std::process::ExitCode;
use std::sync::Arc;

use libtest_mimic::{Arguments, Trial, run};
use stage::Stage;

/// A test: what it is called, and what it does.
type Test = (&'static str, fn(&Stage) -> Result<(), sejel_e2e::Error>);

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let asked_for = env::var_os("SEJEL_E2E").is_some();
    if !asked_for {
        eprintln!("browser tests are skipped: set SEJEL_E2E=1, or run bin/test");
    }
    let stage = Arc::new(Stage::default());
    let trials = [
        pages::TESTS,
        story::TESTS,
        exports::TESTS,
        oversight::TESTS,
        version::TESTS,
        table::TESTS,
    ]
    .into_iter()
    .flatten()
    .map(|&(name, test)| {
        let stage = Arc::clone(&stage);
        Trial::test(name, move || {
            test(&stage).map_err(|error| error.to_string().into())
        })
        .with_ignored_flag(!asked_for)
    })
    .collect();
    let conclusion = run(&arguments, trials);
    // Dropped by hand so that the product and the driver are stopped before the program ends.
    drop(stage);
    conclusion.exit_code()
}

/// Requires that what was found is what was wanted.
fn expect<T: PartialEq + std::fmt::Debug>(
    what: &str,
    found: T,
    wanted: T,
) -> Result<(), sejel_e2e::Error> {
    if found == wanted {
        return Ok(());
    }
    Err(sejel_e2e::Error::Expected(format!(
        "{what}: {wanted:?}, and found {found:?}"
    )))
}

//! The demonstration: an embedded database with invented cases, its accounts, served.

use std::path::Path;

use sejel::services::{calendars, demonstration, directives};

use super::{Desk, Ended, say, serving};

/// Makes the demonstration if the folder has none, says how to sign in, and serves.
pub fn run(desk: Desk, folder: &Path, cases: u32) -> Result<u8, Ended> {
    desk.register.store.migrate()?;
    directives::found(&desk.register)?;
    calendars::found(&desk.register)?;
    let listed = folder.join("demo-accounts.json");
    if demonstration::is_empty(&desk.register)? {
        say(format!(
            "making {cases} demonstration cases in {} …",
            folder.display()
        ));
        let accounts = demonstration::fill(&desk.register, cases)?;
        let text = serde_json::to_string_pretty(&accounts)?;
        std::fs::write(&listed, text + "\n")?;
    } else if !listed.exists() {
        return Err(Ended(
            1,
            format!(
                "{} has no demonstration: choose another folder",
                folder.display()
            ),
        ));
    }
    let accounts: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&listed)?)?;
    say("accounts (username  password  role  unit):");
    for account in accounts.as_array().into_iter().flatten() {
        let text = |name: &str| {
            account
                .get(name)
                .and_then(|v| v.as_str())
                .unwrap_or_default()
                .to_owned()
        };
        say(format!(
            "  {:<24} {:<36} {:<22} {}",
            text("username"),
            text("password"),
            text("role"),
            text("unit")
        ));
    }
    serving::serve(desk, true)
}

//! Accounts, offices, directive files.

use std::path::PathBuf;

use clap::Subcommand;
use sejel::domain::access::{Actor, Grant, Role, UnitPath};
use sejel::services::accounts::{self, NewAccount};
use sejel::store::units::{self, UnitKind};

use super::{Desk, Ended, say};

#[derive(Subcommand)]
pub enum User {
    /// Adds an account; the password must be changed at the first sign-in.
    Add {
        username: String,
        #[arg(long)]
        name: String,
        #[arg(long, value_name = "NAME")]
        name_en: String,
        /// Personnel number: one person, one account.
        #[arg(long)]
        person: String,
        #[arg(long)]
        role: String,
        /// Path of the unit, such as ir/11/03.
        #[arg(long)]
        unit: String,
    },
    /// Closes an account and ends its sessions.
    Disable { username: String },
    /// Sets a one-time password and says it.
    Password { username: String },
}

#[derive(Subcommand)]
pub enum Unit {
    /// Every unit.
    List,
    /// Takes in units from a CSV file: path,kind,name_fa,name_en,place_code.
    Import { file: PathBuf },
}

/// Whoever acts, by `--as`. Only the first account of a register needs nobody.
pub fn acting(desk: &Desk) -> Result<Actor, Ended> {
    let name = desk
        .by
        .as_deref()
        .ok_or_else(|| Ended(3, "say who acts: --as USER".to_owned()))?;
    accounts::actor_named(&desk.register, name)?
        .ok_or_else(|| Ended(1, format!("no open account \"{name}\"")))
}

fn administrator(desk: &Desk) -> Result<Actor, Ended> {
    let actor = acting(desk)?;
    if actor.has(Role::Administrator) {
        return Ok(actor);
    }
    Err(Ended(
        1,
        "only an administrator looks after accounts and offices".to_owned(),
    ))
}

/// A password for one use: four groups that can be read out over the telephone.
fn one_time(desk: &Desk) -> String {
    let bytes = desk.register.entropy.bytes32();
    let text = hex::encode(bytes.get(..10).unwrap_or_default());
    let groups: Vec<String> = text
        .as_bytes()
        .chunks(5)
        .map(|c| String::from_utf8_lossy(c).into_owned())
        .collect();
    groups.join("-")
}

/// Accounts.
pub fn user(desk: &Desk, command: User) -> Result<u8, Ended> {
    match command {
        User::Add {
            username,
            name,
            name_en,
            person,
            role,
            unit,
        } => {
            let first = desk.register.store.read(sejel::store::accounts::count)? == 0;
            let by = if first {
                None
            } else {
                Some(administrator(desk)?)
            };
            let role =
                Role::from_code(&role).ok_or_else(|| Ended(3, format!("no role \"{role}\"")))?;
            let unit = UnitPath::parse(&unit)
                .ok_or_else(|| Ended(3, format!("not a unit: \"{unit}\"")))?;
            if first && role != Role::Administrator {
                return Err(Ended(
                    1,
                    "the first account of a register is an administrator".to_owned(),
                ));
            }
            let password = one_time(desk);
            let grant = Grant {
                role,
                unit,
                from: desk.register.today(),
                to: None,
            };
            let new = NewAccount {
                username: username.clone(),
                name_fa: name,
                name_en,
                person_ref: person,
                password: password.clone(),
                must_change: true,
                grants: vec![grant],
            };
            accounts::add(&desk.register, new, by.as_ref())?;
            say(format!("{username}: one-time password {password}"));
        }
        User::Disable { username } => {
            let by = administrator(desk)?;
            let user = named(desk, &username)?;
            accounts::set_disabled(&desk.register, user, true, Some(&by))?;
            say(format!("{username} is closed"));
        }
        User::Password { username } => {
            let by = administrator(desk)?;
            let user = named(desk, &username)?;
            let password = one_time(desk);
            accounts::set_one_time_password(&desk.register, user, &password, Some(&by))?;
            say(format!("{username}: one-time password {password}"));
        }
    }
    Ok(0)
}

fn named(desk: &Desk, username: &str) -> Result<sejel::domain::access::UserId, Ended> {
    let found = desk
        .register
        .store
        .read(|c| sejel::store::accounts::user_by_name(c, &username.to_lowercase()))?;
    found
        .map(|u| u.id)
        .ok_or_else(|| Ended(1, format!("no account \"{username}\"")))
}

/// Offices.
pub fn unit(desk: &Desk, command: Unit) -> Result<u8, Ended> {
    match command {
        Unit::List => {
            for unit in desk.register.store.read(units::units)? {
                say(format!(
                    "{:<12} {:<9} {} · {}",
                    unit.path.to_string(),
                    unit.kind.code(),
                    unit.name_fa,
                    unit.name_en
                ));
            }
        }
        Unit::Import { file } => {
            if desk.register.store.read(sejel::store::accounts::count)? > 0 {
                administrator(desk)?;
            }
            let read = read_units(&file)?;
            let count = read.len();
            desk.register
                .store
                .write(move |c| -> Result<(), sejel::store::Error> {
                    read.iter().try_for_each(|unit| units::put(c, unit))
                })?;
            say(format!("{count} units"));
        }
    }
    Ok(0)
}

/// Reads every line before anything is written; tells all that is wrong at once.
fn read_units(file: &std::path::Path) -> Result<Vec<units::Unit>, Ended> {
    let mut reader = csv::Reader::from_path(file)?;
    let (mut read, mut wrong) = (Vec::new(), Vec::new());
    for (line, record) in (2..).zip(reader.records()) {
        let record = record?;
        let cell = |i: usize| record.get(i).unwrap_or_default().trim().to_owned();
        let kind = match cell(1).as_str() {
            "country" => Some(UnitKind::Country),
            "province" => Some(UnitKind::Province),
            "county" => Some(UnitKind::County),
            _ => None,
        };
        match (UnitPath::parse(&cell(0)), kind) {
            (Some(path), Some(kind)) if !cell(2).is_empty() && !cell(3).is_empty() => {
                read.push(units::Unit {
                    path,
                    kind,
                    name_fa: cell(2),
                    name_en: cell(3),
                    place_code: cell(4),
                    active: true,
                })
            }
            _ => wrong.push(format!("line {line}: path,kind,name_fa,name_en,place_code")),
        }
    }
    if wrong.is_empty() {
        Ok(read)
    } else {
        Err(Ended(1, wrong.join("\n")))
    }
}

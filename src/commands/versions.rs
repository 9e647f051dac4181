//! Versions of the directive on the command line: the same two people as in the browser.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use jiff::civil::Date;
use sejel::domain::directive::life::{Family, Order, Version};
use sejel::domain::directive::parse::parse;
use sejel::services::directives::{NotDone, carry_out};
use sejel::text::{Locale, Words, jalali, without_isolates};

use super::office::acting;
use super::{Desk, Ended, directive, say};

#[derive(Subcommand)]
pub enum Versions {
    /// Every version with its state.
    List {
        /// The language in which it is told: fa or en.
        #[arg(long, default_value = "en", value_parser = directive::language)]
        language: Locale,
    },
    /// Hands in a file as a draft. The same file twice is one version.
    Draft { file: PathBuf },
    /// Puts a draft forward to be approved.
    Propose {
        #[command(flatten)]
        version: Which,
        /// Earliest day in force, Jalali: 1405-10-01.
        #[arg(long)]
        from: String,
        #[arg(long)]
        reason: String,
    },
    /// Approves what somebody else proposed.
    Approve {
        #[command(flatten)]
        version: Which,
    },
    /// Gives a proposal back.
    Return {
        #[command(flatten)]
        version: Which,
        #[arg(long)]
        reason: String,
    },
    /// Sets the day on which an approved version begins.
    Schedule {
        #[command(flatten)]
        version: Which,
        /// Jalali: 1405-10-01.
        #[arg(long)]
        on: String,
    },
    /// Takes a version back that is not in force yet.
    Withdraw {
        #[command(flatten)]
        version: Which,
        #[arg(long)]
        reason: String,
    },
}

/// A version by its name or the beginning of its digest.
#[derive(Args)]
pub struct Which {
    version: String,
}

/// Does what was asked: 0 done, 1 refused, 3 where it could not be understood.
pub fn run(desk: &Desk, command: Versions) -> Result<u8, Ended> {
    if let Versions::List { language } = command {
        return list(desk, Words::of(language));
    }
    let actor = acting(desk)?;
    let family = family(desk)?;
    let digest = |which: &Which| Ok::<_, Ended>(named(&family, &which.version)?.digest.clone());
    let order = match &command {
        Versions::List { .. } => return Ok(0),
        Versions::Draft { file } => draft(file)?,
        Versions::Propose {
            version,
            from,
            reason,
        } => Order::Propose {
            digest: digest(version)?,
            from: day(from)?,
            reason: reason.clone(),
        },
        Versions::Approve { version } => {
            let version = named(&family, &version.version)?;
            Order::Approve {
                digest: version.digest.clone(),
                proposal: version.proposal.as_ref().map_or(0, |p| p.seq),
            }
        }
        Versions::Return { version, reason } => Order::Return {
            digest: digest(version)?,
            reason: reason.clone(),
        },
        Versions::Schedule { version, on } => Order::Schedule {
            digest: digest(version)?,
            on: day(on)?,
        },
        Versions::Withdraw { version, reason } => Order::Withdraw {
            digest: digest(version)?,
            reason: reason.clone(),
        },
    };
    match carry_out(&desk.register, &actor, &order) {
        Ok(true) => say("done"),
        Ok(false) => say("nothing to do: the register has this version"),
        Err(NotDone::Refused(refused)) => {
            let words = Words::of(Locale::En);
            let why = without_isolates(&words.say(refused.words(words)));
            return Err(Ended(1, why));
        }
        Err(other) => return Err(other.into()),
    }
    Ok(0)
}

fn family(desk: &Desk) -> Result<std::sync::Arc<Family>, Ended> {
    let directives = &desk.register.directives;
    Ok(desk.register.store.read(|c| directives.family(c))?)
}

fn named<'f>(family: &'f Family, version: &str) -> Result<&'f Version, Ended> {
    let found = family.labelled(version).or_else(|| family.version(version));
    found.ok_or_else(|| Ended(1, format!("no version \"{version}\"")))
}

fn day(text: &str) -> Result<Date, Ended> {
    let day = jalali::parse_numeric(text);
    day.ok_or_else(|| Ended(3, format!("not a Jalali day: \"{text}\"")))
}

fn draft(file: &std::path::Path) -> Result<Order, Ended> {
    let text = directive::read(file)?;
    let directive = parse(&text).map_err(|mistakes| {
        let words = Words::of(Locale::En);
        mistakes
            .iter()
            .for_each(|it| directive::say_mistake(file, it, words));
        Ended(1, format!("{} mistakes", mistakes.len()))
    })?;
    Ok(Order::Draft {
        directive: Box::new(directive),
        text,
    })
}

fn list(desk: &Desk, words: Words) -> Result<u8, Ended> {
    let family = family(desk)?;
    let today = desk.register.today();
    for version in &family.versions {
        let state = words.say(family.state(version, today).words());
        let short = version.digest.get(..12).unwrap_or_default();
        let line = format!("{:<10} {short}  {state}", version.label);
        say(without_isolates(&line));
    }
    Ok(0)
}

//! Versions of the calendar on the command line: the same two people as in the browser.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, Subcommand};
use sejel::domain::directive::almanac::lines;
use sejel::domain::directive::almanac::{Almanac, Content, Order, Version, differences};
use sejel::services::calendars::{NotDone, carry_out, propose, provinces};
use sejel::text::{Locale, Words, without_isolates};

use super::office::acting;
use super::{Desk, Ended, directive, say};

#[derive(Subcommand)]
pub enum Calendar {
    /// Every version with its state.
    List {
        /// The language in which it is told: fa or en.
        #[arg(long, default_value = "en", value_parser = directive::language)]
        language: Locale,
    },
    /// Puts holidays of a CSV file forward (date,title_fa,title_en,computed,unit,remove), and tells what
    /// they change.
    Import(Import),
    /// Approves what somebody else proposed; it is in force from this moment.
    Approve { version: String },
    /// Gives a proposal back, or takes it back.
    Return {
        version: String,
        #[arg(long)]
        reason: String,
    },
}

#[derive(Args)]
pub struct Import {
    file: PathBuf,
    #[arg(long)]
    reason: String,
    /// Last Jalali year for which the holidays are entered with this file.
    #[arg(long, value_name = "YEAR")]
    known_to: Option<i32>,
    /// Only tells what it would change.
    #[arg(long)]
    dry_run: bool,
    /// The language in which it is told: fa or en.
    #[arg(long, default_value = "en", value_parser = directive::language)]
    language: Locale,
}

/// Does what was asked: 0 done, 1 refused, 3 where it could not be understood.
pub fn run(desk: &Desk, command: &Calendar) -> Result<u8, Ended> {
    let almanac = almanac(desk)?;
    let order = match command {
        Calendar::List { language } => return Ok(list(&almanac, Words::of(*language))),
        Calendar::Import(it) => return import(desk, &almanac, it),
        Calendar::Approve { version } => {
            let version = named(&almanac, version)?;
            Order::Approve {
                digest: version.digest.clone(),
                proposal: version.proposal.as_ref().map_or(0, |p| p.seq),
            }
        }
        Calendar::Return { version, reason } => Order::Return {
            digest: named(&almanac, version)?.digest.clone(),
            reason: reason.clone(),
        },
    };
    let actor = acting(desk)?;
    done(carry_out(&desk.register, &actor, &order))
}

fn done(done: Result<bool, NotDone>) -> Result<u8, Ended> {
    match done {
        Ok(true) => say("done"),
        Ok(false) => say("nothing to do: this very calendar waits for approval already"),
        Err(NotDone::Refused(refused)) => {
            let words = Words::of(Locale::En);
            let why = without_isolates(&words.say(refused.words(words)));
            return Err(Ended(1, why));
        }
        Err(other) => return Err(other.into()),
    }
    Ok(0)
}

fn almanac(desk: &Desk) -> Result<Arc<Almanac>, Ended> {
    let calendars = &desk.register.calendars;
    Ok(desk.register.store.read(|c| calendars.almanac(c))?)
}

fn named<'a>(almanac: &'a Almanac, version: &str) -> Result<&'a Version, Ended> {
    let found = almanac.named(version).or_else(|| almanac.version(version));
    found.ok_or_else(|| Ended(1, format!("no calendar \"{version}\"")))
}

fn list(almanac: &Almanac, words: Words) -> u8 {
    for version in &almanac.versions {
        let state = words.t(almanac.state(version).title());
        let short = version.digest.get(..12).unwrap_or_default();
        say(format!("{:<10} {short}  {state}", version.name));
    }
    0
}

fn import(desk: &Desk, almanac: &Almanac, asked: &Import) -> Result<u8, Ended> {
    let actor = acting(desk)?;
    let words = Words::of(asked.language);
    let base = almanac.in_force();
    let base = base.ok_or_else(|| Ended(1, "no calendar is in force".to_owned()))?;
    let mut content = read(desk, &asked.file, (&base.content, words))?;
    if let Some(year) = asked.known_to {
        if year < content.known.1 {
            let known = content.known.1;
            return Err(Ended(3, format!("holidays are entered to {known} already")));
        }
        content.known.1 = year;
    }
    for difference in differences(&base.content, &content) {
        let row = difference.row(words);
        let unit = row.unit.map_or_else(String::new, |unit| unit.to_string());
        let (kind, day, was, is) = (words.t(row.kind), row.day, row.was, row.is);
        say(without_isolates(&format!(
            "{kind}  {day}  {unit}  {was} > {is}"
        )));
    }
    if asked.dry_run {
        return Ok(0);
    }
    let put = (base.digest.as_str(), content);
    done(propose(&desk.register, &actor, put, &asked.reason))
}

fn read(desk: &Desk, file: &Path, (base, words): (&Content, Words)) -> Result<Content, Ended> {
    let text = directive::read(file)?;
    let provinces = desk.register.store.read(provinces)?;
    lines::read(&text, &provinces, base).map_err(|mistakes| {
        for mistake in &mistakes {
            say(without_isolates(&mistake.say(words)));
        }
        Ended(
            1,
            format!("{} mistakes; nothing was taken in", mistakes.len()),
        )
    })
}

//! Cases are handed out: one, or all that are as chosen.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use jiff::civil::Date;
use sejel::domain::access::policy::Action;
use sejel::domain::access::purpose;
use sejel::domain::access::{Actor, UnitPath};
use sejel::domain::case::PersonNo;
use sejel::domain::case::withholding::{Sort, Withholding};
use sejel::services::casework;
use sejel::services::export::sets::{self, Chosen, Standing, Wish};
use sejel::services::export::{Asked, Recipient, file_name};
use sejel::services::reading::Reader;
use sejel::services::register::Register;
use sejel::text::jalali;
use sejel::web::sentences;

use super::office::acting;
use super::{Desk, Ended, say};

/// Something that is not to be in a copy.
#[derive(Debug, Clone, Copy)]
pub enum Withheld {
    Sort(Sort),
    Person(PersonNo),
}

/// Reads what is to be withheld.
pub fn withheld(text: &str) -> Result<Withheld, String> {
    if let Some(no) = text.strip_prefix("person:") {
        let no = no.parse().ok().filter(|no| *no > 0);
        return no
            .map(Withheld::Person)
            .ok_or_else(|| "person:1, person:2, …".to_owned());
    }
    let sorts: Vec<_> = Sort::ALL.iter().map(|sort| sort.code()).collect();
    let known = Sort::from_code(text).map(Withheld::Sort);
    known.ok_or_else(|| format!("{}, or person:N", sorts.join(", ")))
}

/// Which case is handed out, or which ones, to whom and why.
#[derive(Debug, Args)]
pub struct Exporting {
    /// Number of the case. Without it: every case that is as chosen, in one ZIP.
    #[arg(required_unless_present = "unit", conflicts_with_all = ["unit", "from", "to_day", "state", "outcome"])]
    case: Option<String>,
    /// Cases of this unit and all below it, as ir/11/03.
    #[arg(long, value_parser = unit)]
    unit: Option<UnitPath>,
    /// Opened on this day or later, as 1405/09/05.
    #[arg(long, value_name = "DAY", value_parser = day, requires = "unit")]
    from: Option<Date>,
    /// Opened on this day or earlier.
    #[arg(long, value_name = "DAY", value_parser = day, requires = "unit")]
    to_day: Option<Date>,
    #[arg(long, value_parser = ["open", "closed"], requires = "unit")]
    state: Option<String>,
    /// Of those decided about: whether anybody was refused.
    #[arg(long, value_parser = ["granted", "refused"], requires = "unit")]
    outcome: Option<String>,
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    #[arg(long, value_parser = purpose)]
    purpose: String,
    /// What is not in the copy: names, numbers, addresses, telephones, reasons, documents, or
    /// person:N for whatever concerns a person (of one case). May be given several times.
    #[arg(long, value_name = "WHAT", value_delimiter = ',', value_parser = withheld)]
    withhold: Vec<Withheld>,
    /// Encrypts the copy to this age key (age1…): only its holder opens it.
    #[arg(long, value_name = "KEY")]
    to: Option<Recipient>,
}

fn purpose(text: &str) -> Result<String, String> {
    match purpose::is_told(text) {
        true => Ok(text.to_owned()),
        false => Err(format!("a purpose has at least {} letters", purpose::LEAST)),
    }
}

fn unit(text: &str) -> Result<UnitPath, String> {
    UnitPath::parse(text).ok_or_else(|| "a unit, as ir/11/03".to_owned())
}

fn day(text: &str) -> Result<Date, String> {
    jalali::parse_numeric(text).ok_or_else(|| "a day, as 1405/09/05".to_owned())
}

impl Exporting {
    fn asked(&self) -> Asked<'_> {
        let mut withholding = Withholding::default();
        for one in &self.withhold {
            match one {
                Withheld::Sort(sort) => withholding.sorts.insert(*sort),
                Withheld::Person(no) => withholding.people.insert(*no),
            };
        }
        Asked {
            purpose: &self.purpose,
            withholding,
            to: self.to.clone(),
        }
    }

    fn wish(&self, desk: &Desk, unit: &UnitPath) -> Result<Wish, Ended> {
        let mut sorts = Vec::new();
        for one in &self.withhold {
            match one {
                Withheld::Sort(sort) => sorts.push(sort.code().to_owned()),
                Withheld::Person(_) => {
                    let why = "person:N: people are numbered within one case";
                    return Err(Ended(2, why.to_owned()));
                }
            }
        }
        Ok(Wish {
            username: desk.by.clone().unwrap_or_default(),
            chosen: Chosen {
                unit: unit.clone(),
                from: self.from,
                until: self.to_day,
                open: self.state.as_deref().map(|state| state == "open"),
                refused: self.outcome.as_deref().map(|it| it == "refused"),
            },
            purpose: self.purpose.clone(),
            sorts,
            to: self.to.as_ref().map(|to| to.written().to_owned()),
        })
    }
}

/// Writes one ZIP, encrypted where a key is named.
pub fn export(desk: &Desk, exporting: &Exporting) -> Result<u8, Ended> {
    let actor = acting(desk)?;
    std::fs::create_dir_all(&exporting.out)?;
    match (&exporting.case, &exporting.unit) {
        (Some(case), _) => one(desk, exporting, (&actor, case)),
        (None, Some(unit)) => many(desk, exporting, (&actor, unit)),
        (None, None) => Err(Ended(2, "a case, or --unit".to_owned())),
    }
}

fn one(desk: &Desk, exporting: &Exporting, (actor, case): (&Actor, &str)) -> Result<u8, Ended> {
    let asked = exporting.asked();
    let register = Arc::new(desk.register.clone());
    let opened = casework::load(&register, actor, Action::ExportCase, case)?;
    let bundle = sentences::export(&register, at_terminal(actor), &opened, &asked)?;
    let name = file_name(&opened.file.reference, asked.to.as_ref());
    let path = exporting.out.join(name);
    std::fs::write(&path, bundle)?;
    say(path.display().to_string());
    Ok(0)
}

const fn at_terminal(actor: &Actor) -> Reader<'_> {
    Reader {
        actor,
        session: None,
    }
}

/// Makes the set here and now, and fetches it. 1 where a case is missing from it.
fn many(
    desk: &Desk,
    exporting: &Exporting,
    (actor, unit): (&Actor, &UnitPath),
) -> Result<u8, Ended> {
    let register = &desk.register;
    let wish = exporting.wish(desk, unit)?;
    let id = sets::ask(register, at_terminal(actor), &wish).map_err(ended)?;
    let set = made(register, actor, id)?;
    let fetched = sets::fetch(register, at_terminal(actor), id).map_err(ended)?;
    let path = exporting.out.join(&fetched.name);
    moved(&fetched.path, &path)?;
    sets::discard(register, &set)?;
    for part in &set.troubles {
        let why = part.trouble.as_deref().unwrap_or_default();
        say(format!("not in it: {}, {why}", part.reference));
    }
    say(path.display().to_string());
    Ok(u8::from(!set.troubles.is_empty()))
}

fn ended(why: impl std::fmt::Display) -> Ended {
    Ended(1, why.to_string())
}

/// The work of the queue, done here: whoever serves may do a part of it.
fn made(register: &Register, actor: &Actor, id: i64) -> Result<sets::OneSet, Ended> {
    loop {
        let set = sets::one(register, actor, id)?;
        match set.set.state {
            Standing::Waiting | Standing::Interrupted => {
                sets::work(register, &id.to_string(), false)?;
            }
            Standing::Done => return Ok(set),
            Standing::Failed | Standing::Expired | Standing::Withdrawn => {
                return Err(ended("the export was given up"));
            }
        }
    }
}

/// Also where the temporary folder is on another disk.
fn moved(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::copy(from, to)?;
    std::fs::remove_file(from)
}

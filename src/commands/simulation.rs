//! What a draft would do to open cases.

use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use sejel::domain::access::Actor;
use sejel::domain::access::policy::{self, Action};
use sejel::domain::directive::Directive;
use sejel::domain::directive::life::Order;
use sejel::domain::directive::parse::parse;
use sejel::domain::directive::simulate::Class;
use sejel::services::directives::{self, carry_out};
use sejel::services::reading::Reader;
use sejel::services::simulation::{self, Asked, Counts, NotDone, Report};
use sejel::text::{Locale, Words, digits, jalali, k, without_isolates};
use sejel::web::sentences;

use super::office::acting;
use super::{Desk, Ended, directive, say};

#[derive(Args)]
pub struct Simulate {
    /// The draft.
    file: PathBuf,
    /// Writes the list of cases there, for whoever may read cases.
    #[arg(long, value_name = "OUT")]
    csv: Option<PathBuf>,
    /// Keeps what was found with the draft in the register, for whoever approves it.
    #[arg(long)]
    attach: bool,
    /// What it is needed for; recorded.
    #[arg(long)]
    purpose: String,
    /// The language in which it is told: fa or en.
    #[arg(long, default_value = "en", value_parser = directive::language)]
    language: Locale,
}

/// 0 done, 1 where the person may not, 3 where the file cannot be read.
pub fn simulate(desk: &Desk, asked: &Simulate) -> Result<u8, Ended> {
    let words = Words::of(asked.language);
    let draft = Arc::new(read(&asked.file, words)?);
    let actor = acting(desk)?;
    let reader = Reader {
        actor: &actor,
        session: None,
    };
    let lists = simulation::may_list(&actor);
    let mut shown = 0;
    let mut progress = |done: u64, total: u64| {
        let percent = (done * 100).checked_div(total).unwrap_or(100);
        if percent >= shown + 10 {
            shown = percent;
            super::complain(&format!("{done}/{total}"));
        }
    };
    let asks = Asked {
        reader,
        draft: &draft,
        purpose: &asked.purpose,
        progress: &mut progress,
    };
    let told = match &asked.csv {
        Some(out) if lists => list(desk, asks, words, out),
        _ if asked.attach => simulation::with_kept_lists(&desk.register, asks, words),
        _ => simulation::counts(&desk.register, asks),
    };
    let report = told.map_err(|wrong| refused(wrong, words))?;
    if asked.attach {
        attach(desk, &actor, &report, words)?;
    }
    tell(desk, words, &draft, &report)?;
    match (&asked.csv, &report.list) {
        (Some(out), Some(digest)) if lists => {
            tell_line(&words.say(k::simulation_list(
                digest.as_str(),
                out.display().to_string(),
            )));
        }
        (Some(_), _) if !lists => tell_line(words.t(k::SIMULATION_COUNTS_ONLY)),
        _ => {}
    }
    Ok(0)
}

fn read(file: &Path, words: Words) -> Result<Directive, Ended> {
    parse(&directive::read(file)?).map_err(|mistakes| {
        mistakes
            .iter()
            .for_each(|it| directive::say_mistake(file, it, words));
        Ended(3, words.t(k::DIFFERS_UNREADABLE).to_owned())
    })
}

/// Keeps the report in the stream of the directive, where the draft stands.
fn attach(desk: &Desk, actor: &Actor, report: &Report, words: Words) -> Result<(), Ended> {
    let order = Order::Simulated(report.attached()?);
    match carry_out(&desk.register, actor, &order) {
        Ok(_) => Ok(()),
        Err(directives::NotDone::Refused(refused)) => {
            Err(Ended(1, without_isolates(&words.say(refused.words(words)))))
        }
        Err(other) => Err(other.into()),
    }
}

fn tell_line(line: &str) {
    say(without_isolates(line));
}

fn refused(wrong: NotDone, words: Words) -> Ended {
    let why = match wrong {
        NotDone::Forbidden => {
            let roles = policy::roles(Action::SimulateDirective);
            words.say(k::simulation_nobody(sentences::posts(words, roles)))
        }
        NotDone::CountsOnly => words.t(k::SIMULATION_COUNTS_ONLY).to_owned(),
        other => other.to_string(),
    };
    Ended(1, without_isolates(&why))
}

/// The list comes to its place only once that it is read was recorded.
fn list(desk: &Desk, asks: Asked<'_>, words: Words, out: &Path) -> Result<Report, NotDone> {
    let folder = out.parent().filter(|p| !p.as_os_str().is_empty());
    let file = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
    let mut to = BufWriter::new(file);
    let report = simulation::with_list(&desk.register, asks, words, &mut to)?;
    to.flush()?;
    let file = to
        .into_inner()
        .map_err(std::io::IntoInnerError::into_error)?;
    file.as_file().sync_all()?;
    file.persist(out).map_err(|e| e.error)?;
    Ok(report)
}

fn tell(desk: &Desk, w: Words, draft: &Directive, report: &Report) -> Result<(), Ended> {
    let (hour, minute) = report.as_of.tehran_time();
    let at = digits::localized(w.locale(), &format!("{hour:02}:{minute:02}"));
    let day = jalali::long(w.locale(), report.day());
    let name = draft.title.in_language(w.locale());
    let version = digits::localized(w.locale(), &report.version);
    tell_line(&w.say(k::simulation_of(
        format!("{version} · {name}"),
        report.counts.cases,
        day,
        at,
    )));
    tell_line(&w.say(k::simulation_draft(report.digest.as_str(), version)));
    for pinned in &report.pinned {
        let version = digits::localized(w.locale(), &pinned.version);
        let digest = pinned.digest.as_str();
        tell_line(&w.say(k::simulation_pinned(pinned.cases, digest, version)));
        for id in &pinned.astray {
            tell_line(&w.say(k::simulation_astray(id.as_str())));
        }
    }
    tell_line(w.t(k::SIMULATION_SEVERAL));
    for province in &report.provinces {
        let name = desk.register.unit_name(w.locale(), &province.unit)?;
        tell_line(&w.say(k::simulation_province(province.counts.cases, name)));
        classes(w, &province.counts);
    }
    if report.provinces.len() > 1 {
        let name = w.t(k::SIMULATION_COUNTRY);
        tell_line(&w.say(k::simulation_province(report.counts.cases, name)));
        classes(w, &report.counts);
    }
    Ok(())
}

fn classes(w: Words, counts: &Counts) {
    for class in Class::ALL {
        let line = w.say(k::simulation_line(counts.of(*class), w.t(class.title())));
        say(format!("  {}", without_isolates(&line)));
    }
}

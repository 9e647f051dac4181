//! Directive files: read, and proven before they apply to anybody.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use sejel::domain::directive::check::{self, Finding, Report};
use sejel::domain::directive::parse::{Mistake, Places, parse_placed};
use sejel::domain::directive::{Citation, Directive};
use sejel::text::{Locale, Words, k, without_isolates};

use super::{Ended, say};

#[derive(Subcommand)]
pub enum DirectiveFile {
    /// Tells every mistake in a directive, and what it would do to a case, each with its place.
    Check(Check),
}

#[derive(Args)]
pub struct Check {
    file: PathBuf,
    /// How many people the smallest office has, its head among them.
    #[arg(long, default_value_t = check::OFFICE)]
    office: usize,
    /// The language of the findings: fa or en.
    #[arg(long, default_value = "en", value_parser = language)]
    language: Locale,
}

fn language(code: &str) -> Result<Locale, String> {
    Locale::from_code(code).ok_or_else(|| "fa or en".to_owned())
}

/// Does what was asked with a directive file: 0 sound, 1 unsound.
pub fn run(command: &DirectiveFile) -> Result<u8, Ended> {
    let DirectiveFile::Check(check) = command;
    let text = std::fs::read_to_string(&check.file)
        .map_err(|error| Ended(3, format!("{}: {error}", check.file.display())))?;
    let words = Words::of(check.language);
    match parse_placed(&text) {
        Err(mistakes) => {
            mistakes
                .iter()
                .for_each(|it| say_mistake(&check.file, it, words));
            Ok(1)
        }
        Ok((directive, places)) => {
            let report = check::check(&directive, check.office);
            let told = Told {
                file: &check.file,
                directive: &directive,
                places: &places,
                words,
            };
            report.findings.iter().for_each(|it| told.finding(it));
            told.whole(&report);
            Ok(u8::from(!report.is_sound()))
        }
    }
}

fn say_mistake(file: &Path, mistake: &Mistake, words: Words) {
    let place = (mistake.line, mistake.column);
    print(
        file,
        Some(place),
        mistake.problem.code(),
        &mistake.say(words),
    );
}

fn print(file: &Path, place: Option<(usize, usize)>, code: &str, words: &str) {
    let (line, column) = place.unwrap_or((1, 1));
    let words = without_isolates(words);
    say(format!(
        "{}:{line}:{column}: {code}: {words}",
        file.display()
    ));
}

/// What is needed to tell a finding.
struct Told<'a> {
    file: &'a Path,
    directive: &'a Directive,
    places: &'a Places,
    words: Words,
}

impl Told<'_> {
    fn finding(&self, finding: &Finding) {
        let named = finding.fault.part().name();
        let place = named.and_then(|(thing, id)| self.places.of(thing, &id));
        let mut said = finding.say(self.directive, self.words);
        if let Some(article) = finding.article(self.directive) {
            said.push_str(&format!(" ({})", self.citation(article)));
        }
        print(self.file, place, finding.fault.code(), &said);
        self.indented(&finding.say_when(self.words));
        let path = finding.say_path(self.directive, self.words);
        if !path.is_empty() {
            self.indented(self.words.t(k::CHECK_FOR_EXAMPLE));
            path.iter().for_each(|it| self.indented(&format!("  {it}")));
        }
    }

    fn indented(&self, words: &str) {
        say(format!("    {}", without_isolates(words)));
    }

    fn citation(&self, citation: &Citation) -> String {
        let locale = self.words.locale();
        let document = self.directive.document(&citation.document);
        let document = document.map_or(citation.document.as_str(), |it| {
            it.title.in_language(locale)
        });
        let article = citation.article.in_language(locale);
        self.words.say(k::check_article(article, document))
    }

    fn whole(&self, report: &Report) {
        let name = self.directive.name();
        let (circumstances, states) = (report.circumstances, report.states);
        let said = match report.findings.len() {
            0 => k::check_sound(circumstances, name, states),
            findings => k::check_unsound(circumstances, name, findings, states),
        };
        say(without_isolates(&self.words.say(said)));
    }
}

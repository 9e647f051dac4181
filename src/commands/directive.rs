//! Directive files: read, and proven before they apply to anybody.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use sejel::domain::directive::check::{self, Finding, Report};
use sejel::domain::directive::diff::{self, words::Telling};
use sejel::domain::directive::parse::{Mistake, Places, parse, parse_placed};
use sejel::domain::directive::schema::schema;
use sejel::domain::directive::{Citation, Directive};
use sejel::text::{Key, Locale, Words, k, without_isolates};

use super::moving::{self, Move};
use super::simulation::{self, Simulate};
use super::versions::{self, Versions};
use super::{Desk, Ended, say};

#[derive(Subcommand)]
pub enum DirectiveFile {
    /// Tells every mistake in a directive, and what it would do to a case, each with its place.
    Check(Check),
    /// Tells what came, went, moved and changed from one version to another.
    Diff(Diff),
    /// Tells what a draft would do to the cases that are open now. Nothing is moved.
    Simulate(Simulate),
    /// Moves open cases to another version: one proposes, another approves.
    Move(Move),
    /// Prints the JSON Schema by which an editor completes a directive file.
    Schema,
    #[command(flatten)]
    Versions(Versions),
}

#[derive(Args)]
pub struct Diff {
    before: PathBuf,
    after: PathBuf,
    /// The language in which it is told: fa or en.
    #[arg(long, default_value = "en", value_parser = language)]
    language: Locale,
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

pub(super) fn language(code: &str) -> Result<Locale, String> {
    Locale::from_code(code).ok_or_else(|| "fa or en".to_owned())
}

/// Does what was asked with a directive file alone: 0 sound or the same as law, 1 unsound or
/// different, 3 where a file cannot be read. Nothing where it needs the register.
pub fn run(command: &DirectiveFile) -> Option<Result<u8, Ended>> {
    match command {
        DirectiveFile::Check(it) => Some(check(it)),
        DirectiveFile::Diff(it) => Some(diff(it)),
        DirectiveFile::Simulate(_) | DirectiveFile::Move(_) | DirectiveFile::Versions(_) => None,
        DirectiveFile::Schema => Some(Ok(print_schema())),
    }
}

/// Does what was asked of the register's versions.
pub fn run_on(desk: &Desk, command: DirectiveFile) -> Result<u8, Ended> {
    match command {
        DirectiveFile::Check(it) => check(&it),
        DirectiveFile::Diff(it) => diff(&it),
        DirectiveFile::Simulate(it) => simulation::simulate(desk, &it),
        DirectiveFile::Move(it) => moving::run(desk, &it),
        DirectiveFile::Schema => Ok(print_schema()),
        DirectiveFile::Versions(it) => versions::run(desk, it),
    }
}

pub(super) fn read(file: &Path) -> Result<String, Ended> {
    let read = std::fs::read_to_string(file);
    read.map_err(|error| Ended(3, format!("{}: {error}", file.display())))
}

fn print_schema() -> u8 {
    say(schema().trim_end());
    0
}

fn check(asked: &Check) -> Result<u8, Ended> {
    let text = read(&asked.file)?;
    let words = Words::of(asked.language);
    match parse_placed(&text) {
        Err(mistakes) => {
            mistakes
                .iter()
                .for_each(|it| say_mistake(&asked.file, it, words));
            Ok(1)
        }
        Ok((directive, places)) => {
            let report = check::check(&directive, asked.office);
            let told = Told {
                file: &asked.file,
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

fn diff(asked: &Diff) -> Result<u8, Ended> {
    let words = Words::of(asked.language);
    let version = |file: &Path| match parse(&read(file)?) {
        Ok(directive) => Ok(Some(directive)),
        Err(mistakes) => {
            mistakes.iter().for_each(|it| say_mistake(file, it, words));
            Ok::<_, Ended>(None)
        }
    };
    let (Some(before), Some(after)) = (version(&asked.before)?, version(&asked.after)?) else {
        return Err(Ended(3, words.t(k::DIFFERS_UNREADABLE).to_owned()));
    };
    let all = diff::diff(&before, &after);
    let telling = Telling {
        before: &before,
        after: &after,
        words,
    };
    for change in &all {
        let told = telling.tell(change);
        say(without_isolates(&told.sentence(words)));
        if !told.articles.is_empty() {
            say(format!(
                "    {}",
                without_isolates(&words.list(&told.articles))
            ));
        }
    }
    let whole = match all.len() {
        0 => k::DIFFERS_SAME.into(),
        many => k::differs_count(after.version.as_str(), before.version.as_str(), many),
    };
    say(without_isolates(&words.say(whole)));
    Ok(u8::from(!all.is_empty()))
}

pub(super) fn say_mistake(file: &Path, mistake: &Mistake, words: Words) {
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
        self.indented(&finding.say_when(self.directive, self.words));
        self.listed(
            k::CHECK_BECAUSE,
            &finding.say_because(self.directive, self.words),
        );
        let path = finding.say_path(self.directive, self.words);
        self.listed(k::CHECK_FOR_EXAMPLE, &path);
        let remedy = finding.say_remedy(self.directive, self.words);
        self.indented(&self.words.say(k::check_what_to_do(remedy)));
    }

    fn listed(&self, heading: Key, lines: &[String]) {
        if !lines.is_empty() {
            self.indented(self.words.t(heading));
            lines
                .iter()
                .for_each(|it| self.indented(&format!("  {it}")));
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
        let (circumstances, of, states) = (report.circumstances, report.of, report.states);
        let said = match report.findings.len() {
            0 => k::check_sound(circumstances, name, states),
            many if circumstances < of => k::check_incomplete(name, many, check::LIMIT, of),
            many => k::check_unsound(circumstances, name, many, states),
        };
        say(without_isolates(&self.words.say(said)));
    }
}

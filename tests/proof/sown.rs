//! Faults sown into the shipped directive, each of which the proof has to find where it stands.

use sejel::domain::directive::Directive;
use sejel::domain::directive::check::{Finding, OFFICE, check};
use sejel::domain::directive::parse::{Mistake, Places, parse, parse_placed};
use sejel::text::{Locale, Words, without_isolates};
use serde::Deserialize;

use crate::walker::walk;
use crate::walks::calendar;

const ART45: &str = include_str!("../../directives/art45-1381.toml");
const SOWN: &str = include_str!("sown.toml");

#[derive(Deserialize)]
struct Table {
    sown: Vec<Sown>,
}

/// A fault and what is expected of the proof. Places are words that lead there, each looked for after
/// the one before; `step:id` stands for the head of that step, and so for the other entries.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sown {
    what: String,
    code: String,
    /// The finding points to the line of the last of these words.
    at: Vec<String>,
    /// Whether a way has to lead there.
    #[serde(default)]
    path: bool,
    /// Words of the circumstances in which it shows.
    when: Option<String>,
    /// Codes of what the same change breaks besides.
    #[serde(default)]
    also: Vec<String>,
    people: Option<usize>,
    /// Somebody is left who can never come to an end, though the code does not say so.
    #[serde(default)]
    strands: bool,
    edits: Vec<Edit>,
}

/// After these words, the first `from` becomes `to`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Edit {
    after: Vec<String>,
    from: String,
    to: String,
}

impl Sown {
    fn text(&self) -> String {
        self.edits.iter().fold(ART45.to_owned(), |text, edit| {
            let at = place(&text, &edit.after);
            let (before, after) = text.split_at(at);
            assert!(after.contains(&edit.from), "{}: {}", self.what, edit.from);
            format!("{before}{}", after.replacen(&edit.from, &edit.to, 1))
        })
    }
}

/// Where the last of these words begins.
fn place(text: &str, words: &[String]) -> usize {
    let mut at = 0;
    for word in words {
        let (kind, id) = word.split_once(':').unwrap_or(("", word));
        let wanted = match kind {
            "outcome" => format!("[[step.outcome]]\nid = \"{id}\""),
            "step" | "requirement" | "paper" | "act" | "document" | "fact" => {
                format!("[[{kind}]]\nid = \"{id}\"")
            }
            _ => word.clone(),
        };
        let found = text[at..].find(&wanted);
        at += found.unwrap_or_else(|| panic!("{word:?} of {words:?}"));
        at += wanted.find("\nid = ").map_or(0, |it| it + 1);
    }
    at
}

fn line(text: &str, words: &[String]) -> usize {
    1 + text[..place(text, words)].matches('\n').count()
}

fn table() -> Vec<Sown> {
    toml::from_str::<Table>(SOWN).unwrap().sown
}

/// What the reading or the proof says of a text: code, line, whether a way leads there, circumstances.
struct Told {
    code: &'static str,
    line: usize,
    has_path: bool,
    when: String,
}

fn told(text: &str, people: usize) -> Vec<Told> {
    match parse_placed(text) {
        Err(mistakes) => mistakes.iter().map(of_mistake).collect(),
        Ok((directive, places)) => {
            let findings = check(&directive, people).findings;
            let told = findings
                .iter()
                .map(|it| of_finding(it, &directive, &places));
            told.collect()
        }
    }
}

fn of_mistake(mistake: &Mistake) -> Told {
    Told {
        code: mistake.problem.code(),
        line: mistake.line,
        has_path: false,
        when: String::new(),
    }
}

fn of_finding(finding: &Finding, directive: &Directive, places: &Places) -> Told {
    let named = finding.fault.part().name();
    let place = named.and_then(|(thing, id)| places.of(thing, &id));
    let words = Words::of(Locale::En);
    Told {
        code: finding.fault.code(),
        line: place.map_or(1, |it| it.0),
        has_path: !finding.path.is_empty(),
        when: without_isolates(&finding.say_when(directive, words)),
    }
}

#[test]
fn every_fault_that_is_sown_is_found_where_it_stands_and_nothing_else_is() {
    let mut wrong = Vec::new();
    for sown in table() {
        let text = sown.text();
        let told = told(&text, sown.people.unwrap_or(OFFICE));
        let at = line(&text, &sown.at);
        let fits = |it: &&Told| {
            let when = sown.when.as_ref();
            it.code == sown.code
                && it.line == at
                && (it.has_path || !sown.path)
                && when.is_none_or(|when| it.when.contains(when))
        };
        let found = told.iter().any(|it| fits(&it));
        let allowed =
            |it: &&Told| it.code == sown.code || sown.also.iter().any(|code| code == it.code);
        let missed = sown
            .also
            .iter()
            .find(|code| !told.iter().any(|it| it.code == **code));
        if !found || !told.iter().all(|it| allowed(&it)) || missed.is_some() {
            let told = told.iter().map(|it| {
                format!(
                    "{}:{}{} {}",
                    it.line,
                    it.code,
                    if it.has_path { " path" } else { "" },
                    it.when
                )
            });
            wrong.push(format!(
                "{} ({}:{at}): {:#?}",
                sown.what,
                sown.code,
                told.collect::<Vec<_>>()
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        table().len(),
        wrong.join("\n")
    );
}

/// Faults that leave somebody without a way to an end, whom a walk can meet.
const STRANDING: [&str; 3] = ["no-end", "loop-without-exit", "no-way-without-answer"];

#[test]
fn where_the_proof_says_that_somebody_strands_somebody_does() {
    let calendar = calendar();
    let mut tried = 0;
    for sown in table() {
        let strands = sown.strands || STRANDING.contains(&sown.code.as_str());
        let Some(directive) = parse(&sown.text()).ok().filter(|_| strands) else {
            continue;
        };
        tried += 1;
        let mut walks = 0..2_000;
        let met = walks.any(|seed| walk(&directive, &calendar, seed).is_err());
        assert!(met, "{}", sown.what);
    }
    assert!(tried > 10, "{tried}");
}

/// Every finding in both languages, to be read: `cargo test --test proof told -- --nocapture`.
#[test]
fn every_finding_is_told_in_words_of_both_languages() {
    for sown in table() {
        let text = sown.text();
        let Ok(directive) = parse(&text) else {
            continue;
        };
        for finding in check(&directive, sown.people.unwrap_or(OFFICE)).findings {
            for locale in [Locale::Fa, Locale::En] {
                let words = Words::of(locale);
                let mut told = vec![
                    finding.say(&directive, words),
                    finding.say_when(&directive, words),
                ];
                told.extend(finding.say_because(&directive, words));
                told.extend(finding.say_path(&directive, words));
                told.push(finding.say_remedy(&directive, words));
                assert!(told.iter().all(|it| !it.trim().is_empty()));
                eprintln!("{}", without_isolates(&told.join("\n    ")));
            }
        }
    }
}

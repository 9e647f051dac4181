//! Every message of the catalogue is said somewhere, and every message that is looked for by a
//! stored code is there. (That both languages have the same messages is seen to by `build.rs`.)
#![cfg(test)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use sejel::text::{Locale, k};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, ending: &str, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, ending, into);
        } else if path.to_string_lossy().ends_with(ending) {
            into.push(path);
        }
    }
}

fn read(folder: &str, ending: &str) -> String {
    let mut found = Vec::new();
    files(&root().join(folder), ending, &mut found);
    let spoken = found.iter().filter(|p| {
        let path = p.to_string_lossy();
        !path.contains("/views/samples/") && !path.ends_with("tests.rs")
    });
    spoken.map(|p| fs::read_to_string(p).unwrap()).collect()
}

/// The program and its pages, without spaces and without what only tests read; and the test of the
/// directive's language, whose codes all have titles whether or not a page shows them yet.
fn source() -> String {
    let text = read("src", ".rs") + &read("templates", ".html") + &read("tests", "directive.rs");
    text.split_whitespace().collect()
}

/// The ids of one language, as its files have them.
fn ids(locale: Locale) -> BTreeSet<String> {
    let text = read(&format!("locales/{}", locale.code()), ".ftl");
    let heads = text
        .lines()
        .filter(|l| l.starts_with(|c: char| c.is_ascii_lowercase()));
    heads
        .filter_map(|l| l.split_once(" ="))
        .map(|(id, _)| id.to_owned())
        .collect()
}

/// Whether `name` stands in `text` as a word of its own after `k::`, or as the title of a code in
/// the list of a closed set (`Day = "day" => DATE_PRECISION_DAY`).
fn named(text: &str, name: &str) -> bool {
    word(text, &format!("k::{name}")) || word(text, &format!("\"=>{name}"))
}

fn word(text: &str, sought: &str) -> bool {
    text.match_indices(sought).any(|(at, _)| {
        let next = text[at + sought.len()..].chars().next();
        next.is_none_or(|c| !c.is_ascii_alphanumeric() && c != '_')
    })
}

/// Families of titles that are looked for by a stored code: `code(w, "relation", …)`,
/// `titled("event-name", …)`.
fn is_family(source: &str, family: &str) -> bool {
    [
        format!(",\"{family}\","),
        format!("titled(\"{family}\","),
        format!("self.code(\"{family}\","),
        format!("finding(\"{family}\","),
        format!("=>(\"{family}\","),
    ]
    .iter()
    .any(|call| source.contains(call))
}

/// Whether a message is the title of a code that the program or a directive knows.
fn is_title(source: &str, directives: &str, id: &str) -> bool {
    id.match_indices('-').any(|(at, _)| {
        let (family, code) = (&id[..at], id[at + 1..].replace('-', "_"));
        let known = code.chars().all(|c| c.is_ascii_digit())
            || source.contains(&format!("\"{code}\""))
            || directives.contains(&format!("\"{code}\""))
            || source.contains(&format!("\"{}\"", &id[at + 1..]))
            || source.contains(&format!("done={}", &id[at + 1..]))
            || source.contains(&format!("done={code}"));
        known && is_family(source, family)
    })
}

/// Whether a message is said within another one.
fn is_quoted(catalogue: &str, id: &str) -> bool {
    catalogue.contains(&format!("{{ {id} }}"))
}

#[test]
fn every_message_is_said_somewhere() {
    let (source, directives) = (source(), read("directives", ".toml"));
    let catalogue = read("locales", ".ftl");
    let unsaid: Vec<String> = ids(Locale::Fa)
        .into_iter()
        .filter(|id| {
            let constant = id.to_uppercase().replace('-', "_");
            let function = id.replace('-', "_");
            !named(&source, &constant)
                && !named(&source, &function)
                && !named(&source, &format!("r#{function}"))
                && !is_title(&source, &directives, id)
                && !is_quoted(&catalogue, id)
        })
        .collect();
    assert!(unsaid.is_empty(), "nobody says:\n{}", unsaid.join("\n"));
}

#[test]
fn both_languages_and_the_program_have_the_same_messages() {
    let known = k::KEYS.iter().map(|key| key.id());
    let known = known.chain(k::PHRASES.iter().map(|(key, _)| key.id()));
    let known: BTreeSet<String> = known.map(str::to_owned).collect();
    let by_language: BTreeMap<&str, BTreeSet<String>> =
        Locale::ALL.map(|l| (l.code(), ids(l))).into();
    for (language, ids) in by_language {
        let lacks: Vec<_> = known.difference(&ids).collect();
        let beyond: Vec<_> = ids.difference(&known).collect();
        assert!(lacks.is_empty(), "{language} lacks {lacks:?}");
        assert!(beyond.is_empty(), "{language} alone has {beyond:?}");
    }
}

#[test]
fn a_message_that_nobody_says_is_noticed() {
    let source = "w.t(k::NAME),w.say(k::days(5)),show::code(w,\"relation\",c),[\"child\"]";
    assert!(named(source, "NAME") && named(source, "days"));
    assert!(!named(source, "NAM") && !named(source, "day"));
    assert!(is_title(source, "", "relation-child"));
    assert!(!is_title(source, "", "relation-aunt"));
    assert!(!is_title(source, "", "kinship-child"));
}

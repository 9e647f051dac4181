//! The reference page for jurists has every key and every word of the language, and no other, and its
//! examples are one directive that is read without a mistake.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::super::schema::schema;
use super::*;

const PAGE: &str = include_str!("../../../../docs/directive.md");

/// The sections of the page and the part of the schema that each describes.
const SECTIONS: [(&str, &str); 18] = [
    ("[directive]", "Head"),
    ("[directive.claim]", "ClaimRule"),
    ("[[document]]", "CitedDocument"),
    ("[[fact]]", "DeclaredFact"),
    ("[[paper]]", "PaperKind"),
    ("certified_by", "Certification"),
    ("[[requirement]]", "Requirement"),
    ("[[step]]", "Step"),
    ("[step.clock]", "ClockRule"),
    ("escalations", "Escalation"),
    ("[step.quorum]", "Quorum"),
    ("[[step.outcome]]", "Outcome"),
    ("[[act]]", "SideAct"),
    ("[[act.reopens]]", "Reopens"),
    ("[[transition]]", "Transition"),
    ("came_by", "CameBy"),
    ("basis", "Citation"),
    ("title", "Title"),
];

/// The first two cells of each row of tables under a heading: the code, and the next cell.
fn rows(heading: &str) -> BTreeMap<String, String> {
    let after = PAGE.split_once(&format!("\n{heading}\n")).unwrap().1;
    let level = heading.split(' ').next().unwrap();
    let lines = after.lines();
    let own = lines.take_while(|it| !it.starts_with(&format!("{level} ")));
    own.filter_map(|it| {
        let (code, rest) = it.strip_prefix("| `")?.split_once("` |")?;
        Some((code.to_owned(), rest.split('|').next()?.trim().to_owned()))
    })
    .collect()
}

fn definitions() -> Value {
    let root: Value = serde_json::from_str(&schema()).unwrap();
    root.get("definitions").unwrap().clone()
}

#[test]
fn every_key_is_described_and_no_other() {
    let definitions = definitions();
    let mut described = BTreeSet::new();
    for (section, name) in SECTIONS {
        described.insert(name.to_owned());
        let known = definitions.get(name).unwrap();
        let keys = known.get("properties").unwrap().as_object().unwrap();
        let needed: BTreeSet<&str> = known["required"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(Value::as_str)
            .collect();
        let rows = rows(&format!("## `{section}`"));
        let keys: BTreeSet<_> = keys.keys().cloned().collect();
        assert_eq!(
            rows.keys().cloned().collect::<BTreeSet<_>>(),
            keys,
            "{section}"
        );
        for (key, need) in &rows {
            assert_eq!(
                need == "لازم",
                needed.contains(key.as_str()),
                "{section} {key}"
            );
        }
    }
    let tables = definitions.as_object().unwrap().iter();
    let tables = tables.filter(|(_, it)| it.get("properties").is_some());
    let tables: BTreeSet<_> = tables.map(|(name, _)| name.clone()).collect();
    assert_eq!(described, tables);
}

#[test]
fn every_word_of_a_closed_set_is_described_and_no_other() {
    for (name, set) in definitions().as_object().unwrap() {
        let mut codes = BTreeSet::new();
        let members = set.get("oneOf").and_then(Value::as_array);
        for member in members.into_iter().flatten().chain([set]) {
            let listed = member.get("enum").and_then(Value::as_array);
            let listed = listed.into_iter().flatten().chain(member.get("const"));
            codes.extend(listed.filter_map(Value::as_str).map(str::to_owned));
        }
        if !codes.is_empty() {
            let rows = rows(&format!("### `{name}`"));
            assert_eq!(rows.into_keys().collect::<BTreeSet<_>>(), codes, "{name}");
        }
    }
}

#[test]
fn the_examples_are_one_directive_that_is_read_without_a_mistake() {
    let mut blocks = PAGE.split("```toml\n").skip(1);
    let example: String = blocks
        .by_ref()
        .map(|it| it.split("```").next().unwrap())
        .collect();
    let directive = parse(&example).unwrap();
    let conditions = directive.steps.iter().flat_map(|it| &it.outcomes);
    assert!(conditions.flat_map(|it| &it.when).count() > 0);
}

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "whatever else TOML has is of no matter here"
)]

use std::collections::{BTreeMap, BTreeSet};

use toml::Value as Toml;

use super::super::model::Transition;
use super::super::parse::parse;
use super::*;
use crate::text::{Key, Locale, Words, without_isolates};

const SHIPPED: &str = include_str!("../../../../directives/art45-1381.toml");

fn shipped() -> Directive {
    parse(SHIPPED).unwrap()
}

fn step(directive: &Directive, id: &str) -> usize {
    let found = directive.steps.iter().position(|s| s.id.0 == id);
    found.unwrap()
}

fn only(before: &Directive, after: &Directive) -> Change {
    let all = diff(before, after);
    assert_eq!(all.len(), 1, "{all:?}");
    all.into_iter().next().unwrap()
}

#[test]
fn a_version_does_not_differ_from_itself_nor_from_its_other_layout() {
    let one = shipped();
    assert_eq!(diff(&one, &one), []);
    let again = toml::to_string(&SHIPPED.parse::<toml::Table>().unwrap()).unwrap();
    assert_ne!(SHIPPED, again);
    assert_eq!(diff(&one, &parse(&again).unwrap()), []);
}

#[test]
fn a_limit_of_thirty_days_becomes_forty_five() {
    let before = shipped();
    let mut after = shipped();
    let at = step(&after, "document_review");
    let clock = after.steps[at].clock.as_mut().unwrap();
    let (was, unit) = (clock.length, clock.unit);
    clock.length = was + 15;
    let found = only(&before, &after);
    assert_eq!(found.part, Part::Step("document_review".into()));
    assert_eq!(found.basis, after.steps[at].basis);
    let field = Field::ClockLength;
    let (before, after) = (Value::Length(was, unit), Value::Length(was + 15, unit));
    let wanted = Difference::Changed {
        field,
        before,
        after,
    };
    assert_eq!(found.difference, wanted);
}

#[test]
fn what_comes_and_what_goes_is_told_as_a_whole() {
    let before = shipped();
    let mut after = shipped();
    let gone = after.steps.remove(4);
    let found = only(&before, &after);
    assert_eq!(found.part, Part::Step(gone.id.clone()));
    assert_eq!(found.difference, Difference::Removed);
    assert_eq!(only(&after, &before).difference, Difference::Added);
}

#[test]
fn the_step_that_was_carried_elsewhere_has_moved_and_no_other() {
    let before = shipped();
    let mut after = shipped();
    let moved = after.steps.remove(2);
    let id = moved.id.clone();
    after.steps.insert(6, moved);
    let found = only(&before, &after);
    assert_eq!(found.part, Part::Step(id));
    assert_eq!(found.difference, Difference::Moved { from: 3, to: 7 });
}

fn told(before: &Directive, after: &Directive, locale: Locale) -> Vec<String> {
    let words = Words::of(locale);
    let telling = words::Telling {
        before,
        after,
        words,
    };
    let all = diff(before, after);
    all.iter()
        .map(|change| without_isolates(&telling.tell(change).sentence(words)))
        .collect()
}

#[test]
fn a_jurist_reads_what_changed_in_both_languages() {
    let before = shipped();
    let mut after = shipped();
    let at = step(&after, "document_review");
    let review = &mut after.steps[at];
    let clock = review.clock.as_mut().unwrap();
    (clock.length, clock.unit) = (45, ClockUnit::WorkingDays);
    clock.on_expiry = Some(review.outcomes[0].id.clone());
    review.actors = vec![Role::OfficeHead];
    let gone = review.outcomes.pop().unwrap();
    after.claim.hours = 9;
    insta::assert_snapshot!(told(&before, &after, Locale::Fa).join("\n"));
    insta::assert_snapshot!(told(&before, &after, Locale::En).join("\n"));
    assert_eq!(
        gone.id.as_str(),
        before.steps[at].outcomes.last().unwrap().id.as_str()
    );
}

#[test]
fn every_field_has_a_name_in_the_catalogue() {
    let lacks = Field::ALL.iter().map(|f| f.code());
    let lacks = lacks.filter(|code| Key::titled("differs-field", code).is_none());
    assert_eq!(lacks.collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn a_transitional_provision_is_told_with_the_steps_of_both_versions() {
    let before = shipped();
    let mut after = shipped();
    let at = step(&after, "document_review");
    let gone = after.steps.remove(at);
    let provision = |to: &str, anew| Transition {
        from: "1381".to_owned(),
        step: gone.id.clone(),
        came_by: Some(("completion".into(), "completed".into())),
        to: to.into(),
        anew,
        basis: gone.basis.clone(),
        assumed: false,
        note: None,
    };
    after.transitions = vec![provision("registry_search", false)];
    let part = Part::Transition("1381:document_review:completion.completed".to_owned());
    let found = diff(&before, &after);
    let added = found.iter().find(|c| c.part == part).unwrap();
    assert_eq!(
        (&added.difference, &added.basis),
        (&Difference::Added, &gone.basis)
    );
    let said = told(&before, &after, Locale::Fa);
    let sentence = "حکم انتقالی پرونده‌های نسخهٔ ۱۳۸۱ در گام «بررسی مدارک»: افزوده شد.";
    assert!(said.last().unwrap().ends_with(sentence), "{said:?}");
    let mut later = before.clone();
    later.transitions = vec![provision("lineage_evidence", true)];
    let mut earlier = before.clone();
    earlier.transitions = vec![provision("registry_search", false)];
    insta::assert_snapshot!(told(&earlier, &later, Locale::En).join("\n"));
    let said = words::described(&later, Words::of(Locale::En), &part, &[]);
    let said: Vec<_> = said
        .iter()
        .map(|(what, is)| format!("{what}: {is}"))
        .collect();
    insta::assert_snapshot!(without_isolates(&said.join("\n")));
}

/// Every leaf of the file, by its path.
fn leaves(value: &Toml, path: &mut Vec<String>, all: &mut Vec<(Vec<String>, Toml)>) {
    let mut inside = |key: String, value: &Toml| {
        path.push(key);
        leaves(value, path, all);
        path.pop();
    };
    match value {
        Toml::Table(table) => table.iter().for_each(|(k, v)| inside(k.clone(), v)),
        Toml::Array(array) => array
            .iter()
            .enumerate()
            .for_each(|(i, v)| inside(i.to_string(), v)),
        leaf => all.push((path.clone(), leaf.clone())),
    }
}

fn set(value: &mut Toml, path: &[String], to: Toml) {
    match path {
        [] => *value = to,
        [key, rest @ ..] => match value {
            Toml::Array(array) => set(&mut array[key.parse::<usize>().unwrap()], rest, to),
            table => set(&mut table[key.as_str()], rest, to),
        },
    }
}

/// The name of the value that a leaf belongs to: the last key that is no number.
fn key(path: &[String]) -> &str {
    let named = path.iter().rev().find(|k| k.parse::<usize>().is_err());
    named.unwrap()
}

/// Other values that might stand there: what stands under the same key elsewhere, or more of the same.
fn others(path: &[String], leaf: &Toml, all: &[(Vec<String>, Toml)]) -> Vec<Toml> {
    match leaf {
        Toml::Boolean(b) => vec![Toml::Boolean(!b)],
        Toml::Integer(n) => vec![Toml::Integer(n + 1), Toml::Integer(n - 1)],
        Toml::String(text) => {
            let facts = ["when", "unless", "warn_when", "exempt_when"];
            let same = all.iter().filter(|(p, _)| {
                key(p) == key(path) || facts.contains(&key(p)) && facts.contains(&key(path))
            });
            let mut found: Vec<Toml> = same.map(|(_, v)| v.clone()).filter(|v| v != leaf).collect();
            found.dedup();
            found.truncate(6);
            found.push(Toml::String(format!("{text}؛ دیگر")));
            let elsewhere = ["1390-01-15", "submission", "institution", "dna_report"];
            found.extend(elsewhere.map(|it| Toml::String(it.to_owned())));
            found
        }
        _ => Vec::new(),
    }
}

#[test]
fn no_value_of_the_file_changes_unseen() {
    let before = shipped();
    let file = Toml::Table(SHIPPED.parse().unwrap());
    let mut all = Vec::new();
    leaves(&file, &mut Vec::new(), &mut all);
    // A label, and not law.
    all.retain(|(path, _)| path != &["directive", "version"] && path != &["directive", "id"]);
    let (mut seen, mut tried) = (BTreeSet::new(), BTreeMap::new());
    for (path, leaf) in &all {
        let names = path.iter().filter(|k| k.parse::<usize>().is_err());
        let tries = tried.entry(names.collect::<Vec<_>>()).or_insert(0_u32);
        if *tries > 5 {
            continue;
        }
        *tries += 1;
        let read = others(path, leaf, &all).into_iter().find_map(|other| {
            let mut changed = file.clone();
            set(&mut changed, path, other);
            parse(&toml::to_string(&changed).unwrap()).ok()
        });
        if let Some(after) = read {
            assert!(!diff(&before, &after).is_empty(), "{path:?} = {leaf}");
            seen.insert(key(path).to_owned());
            *tries += 1;
        }
    }
    let keys: BTreeSet<_> = all.iter().map(|(p, _)| key(p).to_owned()).collect();
    let unseen: Vec<_> = keys.difference(&seen).collect();
    assert_eq!(unseen, [""; 0], "no other value of these could be read");
}

//! The schema that an editor completes a directive by says what the reader of the file reads.

use std::collections::BTreeSet;

use serde_json::Value;

use super::super::schema::schema;
use super::tests::{SHIPPED, SMALL};
use super::*;

const KEPT: &str = include_str!("../../../../directives/directive.schema.json");
const CIRCULAR: &str = include_str!("../../../../directives/circular-1402.toml");

fn root() -> Value {
    serde_json::from_str(&schema()).unwrap()
}

#[test]
fn the_schema_beside_the_directives_is_that_of_the_model() {
    assert!(
        KEPT == schema(),
        "stale: sejel directive schema > directives/directive.schema.json"
    );
    for text in [SHIPPED, CIRCULAR] {
        assert!(text.starts_with("#:schema ./directive.schema.json\n"));
    }
}

fn keys_of(schema: &Value, into: &mut BTreeSet<String>) {
    match schema {
        Value::Object(map) => {
            if let Some(Value::Object(properties)) = map.get("properties") {
                into.extend(properties.keys().cloned());
            }
            map.values().for_each(|it| keys_of(it, into));
        }
        Value::Array(all) => all.iter().for_each(|it| keys_of(it, into)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn the_schema_has_every_key_that_is_read_and_no_other() {
    let mut reader = Reader::new(CIRCULAR);
    let with_all = format!(
        "{SMALL}\n[[act]]\nid = \"a\"\n[[transition]]\nfrom = \"1\"\ncame_by = {{ step = \"intake\", outcome = \"done\" }}"
    );
    for text in [SHIPPED, CIRCULAR, &with_all] {
        let document = DeTable::parse(text).unwrap();
        read(&mut reader, Table::new(document.get_ref(), 0), text);
    }
    let asked: BTreeSet<String> = reader.keys.iter().map(|it| (*it).to_owned()).collect();
    let mut keys = BTreeSet::new();
    keys_of(&root(), &mut keys);
    assert_eq!(keys, asked);
}

/// What of a value does not fit its schema, with the path to it.
fn misfits(root: &Value, schema: &Value, value: &toml::Value, path: &str, into: &mut Vec<String>) {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        let target = root.pointer(reference.trim_start_matches('#')).unwrap();
        return misfits(root, target, value, path, into);
    }
    if let Some(Value::Array(all)) = schema.get("allOf") {
        return all
            .iter()
            .for_each(|it| misfits(root, it, value, path, into));
    }
    if let Some(Value::Array(any)) = schema.get("anyOf").or_else(|| schema.get("oneOf")) {
        let fits = any.iter().any(|it| {
            let mut found = Vec::new();
            misfits(root, it, value, path, &mut found);
            found.is_empty()
        });
        if !fits {
            into.push(format!("{path}: {value} fits none"));
        }
        return;
    }
    let types = schema.get("type").map(Value::to_string).unwrap_or_default();
    let shape = match value {
        toml::Value::Table(_) => "object",
        toml::Value::Array(_) => "array",
        toml::Value::Integer(_) => "integer",
        toml::Value::Boolean(_) => "boolean",
        toml::Value::String(_) | toml::Value::Float(_) | toml::Value::Datetime(_) => "string",
    };
    if !types.is_empty() && !types.contains(shape) {
        into.push(format!("{path}: {shape} instead of {types}"));
    }
    let text = value.as_str().unwrap_or_default();
    let other = |key: &str, text: &str| schema.get(key).is_some_and(|it| it != text);
    let listed = schema.get("enum").and_then(Value::as_array);
    if other("const", text) || listed.is_some_and(|all| !all.iter().any(|it| it == text)) {
        into.push(format!("{path}: {text} is not allowed"));
    }
    match value {
        toml::Value::Table(table) => {
            let properties = schema.get("properties");
            for (key, value) in table {
                match properties.and_then(|it| it.get(key)) {
                    Some(its) => misfits(root, its, value, &format!("{path}.{key}"), into),
                    None => into.push(format!("{path}.{key}: unknown")),
                }
            }
            let needed = schema.get("required").and_then(Value::as_array);
            let needed = needed.into_iter().flatten().filter_map(Value::as_str);
            let lacking = needed.filter(|key| !table.contains_key(*key));
            into.extend(lacking.map(|key| format!("{path}.{key}: missing")));
        }
        toml::Value::Array(all) => {
            let items = schema.get("items").into_iter();
            for items in items {
                all.iter()
                    .for_each(|it| misfits(root, items, it, path, into));
            }
        }
        toml::Value::String(_)
        | toml::Value::Integer(_)
        | toml::Value::Float(_)
        | toml::Value::Boolean(_)
        | toml::Value::Datetime(_) => {}
    }
}

fn faults(text: &str) -> Vec<String> {
    let (root, file) = (root(), toml::Value::Table(text.parse().unwrap()));
    let mut found = Vec::new();
    misfits(&root, &root, &file, "", &mut found);
    found
}

#[test]
fn the_shipped_directives_fit_the_schema_and_what_does_not_is_noticed() {
    for text in [SHIPPED, CIRCULAR, SMALL] {
        assert_eq!(faults(text), [""; 0]);
    }
    for (good, bad) in [
        ("kind = \"intake\"", "kind = \"intak\""),
        ("holder = \"office\"", "holdr = \"office\""),
        ("length = 10", "length = \"ten\""),
        ("reason = \"none\"\n", ""),
    ] {
        assert!(!faults(&SMALL.replacen(good, bad, 1)).is_empty(), "{bad}");
    }
}

//! Reads the catalogue files of both languages.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern};
use fluent_syntax::ast::{PatternElement, Resource};

/// The folders of `locales/`.
pub const LANGUAGES: [&str; 2] = ["fa", "en"];

/// One message of one language.
#[derive(Debug, Clone)]
pub struct Message {
    pub file: String,
    /// Names of its arguments, those of messages it refers to included.
    pub arguments: BTreeSet<String>,
    references: BTreeSet<String>,
    /// Its text on one line, for the documentation of its name.
    pub sample: String,
}

/// All messages of one language, by id. Terms have their dash.
pub type Catalogue = BTreeMap<String, Message>;

/// Both languages, and every fault in their files.
pub fn read_all() -> (BTreeMap<&'static str, Catalogue>, Vec<String>) {
    let mut faults = Vec::new();
    let mut all = BTreeMap::new();
    for language in LANGUAGES {
        let mut catalogue = Catalogue::new();
        for name in file_names(language) {
            let path = format!("locales/{language}/{name}");
            match fs::read_to_string(&path) {
                Ok(source) => read_file(&path, &name, &source, &mut catalogue, &mut faults),
                Err(error) => faults.push(format!("{path}: {error}")),
            }
        }
        faults.extend(resolve_references(language, &mut catalogue));
        all.insert(language, catalogue);
    }
    (all, faults)
}

/// Names of the catalogue files of a language.
pub fn file_names(language: &str) -> BTreeSet<String> {
    let Ok(entries) = fs::read_dir(Path::new("locales").join(language)) else {
        return BTreeSet::new();
    };
    entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(".ftl"))
        .collect()
}

fn read_file(path: &str, name: &str, source: &str, into: &mut Catalogue, faults: &mut Vec<String>) {
    let resource: Resource<&str> = match fluent_syntax::parser::parse(source) {
        Ok(resource) => resource,
        Err((_, errors)) => {
            for error in errors {
                let line = source
                    .get(..error.pos.start)
                    .unwrap_or("")
                    .lines()
                    .count()
                    .max(1);
                faults.push(format!("{path}:{line}: {error}"));
            }
            return;
        }
    };
    for entry in &resource.body {
        let (id, pattern, attributes) = match entry {
            Entry::Message(m) => (m.id.name.to_owned(), m.value.as_ref(), &m.attributes),
            Entry::Term(t) => (format!("-{}", t.id.name), Some(&t.value), &t.attributes),
            _ => continue,
        };
        if !is_kebab(id.trim_start_matches('-')) {
            faults.push(format!(
                "{path}: `{id}` is not lower-case words joined by hyphens"
            ));
        }
        if !attributes.is_empty() {
            faults.push(format!(
                "{path}: `{id}` has attributes; give each its own message"
            ));
        }
        let Some(pattern) = pattern else {
            faults.push(format!("{path}: `{id}` has no text"));
            continue;
        };
        let message = read_message(path, name, &id, pattern, faults);
        if let Some(earlier) = into.insert(id.clone(), message) {
            faults.push(format!("{path}: `{id}` is already in {}", earlier.file));
        }
    }
}

fn is_kebab(id: &str) -> bool {
    id.split('-').all(|word| {
        !word.is_empty()
            && word
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    }) && id.starts_with(|c: char| c.is_ascii_lowercase())
}

fn read_message(
    path: &str,
    name: &str,
    id: &str,
    pattern: &Pattern<&str>,
    faults: &mut Vec<String>,
) -> Message {
    let mut found = Found::default();
    found.pattern(pattern);
    for fault in found.faults {
        faults.push(format!("{path}: `{id}` {fault}"));
    }
    for argument in found.arguments.iter().filter(|a| !is_kebab(a)) {
        faults.push(format!(
            "{path}: `{id}` has the argument `${argument}`, not in kebab-case"
        ));
    }
    Message {
        file: name.to_owned(),
        arguments: found.arguments,
        references: found.references,
        sample: found
            .sample
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
    }
}

/// What a pattern uses.
#[derive(Debug, Default)]
struct Found {
    arguments: BTreeSet<String>,
    references: BTreeSet<String>,
    faults: Vec<String>,
    sample: String,
}

impl Found {
    fn pattern(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.sample.push_str(value),
                PatternElement::Placeable { expression } => self.expression(expression),
            }
        }
    }

    fn expression(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector, variants } => {
                let before = self.sample.len();
                self.inline(selector);
                self.sample.truncate(before);
                for variant in variants {
                    let before = self.sample.len();
                    self.pattern(&variant.value);
                    if !variant.default {
                        self.sample.truncate(before);
                    }
                }
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::StringLiteral { value }
            | InlineExpression::NumberLiteral { value } => self.sample.push_str(value),
            InlineExpression::VariableReference { id } => {
                let _ = write!(self.sample, "‹{}›", id.name);
                self.arguments.insert(id.name.to_owned());
            }
            InlineExpression::FunctionReference { id, arguments } => {
                if id.name != "NUMBER" {
                    self.faults
                        .push(format!("calls {}; only NUMBER is known", id.name));
                }
                self.call(arguments);
            }
            InlineExpression::MessageReference { id, .. } => {
                self.references.insert(id.name.to_owned());
            }
            InlineExpression::TermReference { id, arguments, .. } => {
                self.references.insert(format!("-{}", id.name));
                if arguments.is_some() {
                    self.faults.push("gives arguments to a term".to_owned());
                }
            }
            InlineExpression::Placeable { expression } => self.expression(expression),
        }
    }

    fn call(&mut self, arguments: &CallArguments<&str>) {
        for positional in &arguments.positional {
            self.inline(positional);
        }
    }
}

/// Gives every message the arguments of the messages it refers to; names references to nothing.
fn resolve_references(language: &str, catalogue: &mut Catalogue) -> Vec<String> {
    let mut faults = Vec::new();
    let snapshot = catalogue.clone();
    for (id, message) in catalogue.iter_mut() {
        let mut waiting: Vec<String> = message.references.iter().cloned().collect();
        let mut seen = BTreeSet::new();
        while let Some(next) = waiting.pop() {
            let at = format!("locales/{language}/{}: `{id}`", message.file);
            if next == *id {
                faults.push(format!("{at} refers to itself"));
            } else if !seen.insert(next.clone()) {
                continue;
            } else if let Some(other) = snapshot.get(&next) {
                message.arguments.extend(other.arguments.iter().cloned());
                waiting.extend(other.references.iter().cloned());
            } else {
                faults.push(format!("{at} refers to `{next}`, which does not exist"));
            }
        }
    }
    faults
}

//! Checks the message catalogue and makes its Rust names.
//!
//! Both languages must say the same things: a file, a message or an argument that one of them
//! lacks fails the build here, so a page can never show a missing word. What is written to
//! `OUT_DIR/messages.rs` is included by `src/text/catalogue.rs`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern};
use fluent_syntax::ast::{PatternElement, Resource};

const LANGUAGES: [&str; 2] = ["fa", "en"];

/// Words that cannot be a Rust function or argument name as they are.
const RESERVED: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Most arguments a function may have before clippy wants a reason (`clippy.toml`).
const MANY_ARGUMENTS: usize = 6;

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=locales");
    println!("cargo::rerun-if-changed=migrations");
    println!("cargo::rerun-if-changed=static");
    println!("cargo::rerun-if-changed=build.rs");
    let (catalogues, mut faults) = read_all();
    faults.extend(differences(&catalogues));
    if faults.is_empty() {
        match write_names(&catalogues) {
            Ok(()) => return ExitCode::SUCCESS,
            Err(fault) => faults.push(fault),
        }
    }
    for fault in faults {
        println!("cargo::error={fault}");
    }
    ExitCode::FAILURE
}

/// One message of one language.
#[derive(Debug, Clone)]
struct Message {
    file: String,
    arguments: BTreeSet<String>,
    references: BTreeSet<String>,
    sample: String,
}

/// All messages of one language, by id. Terms have their dash.
type Catalogue = BTreeMap<String, Message>;

fn read_all() -> (BTreeMap<&'static str, Catalogue>, Vec<String>) {
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

fn file_names(language: &str) -> BTreeSet<String> {
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

/// Every way in which the two languages do not say the same.
fn differences(all: &BTreeMap<&'static str, Catalogue>) -> Vec<String> {
    let mut faults = Vec::new();
    for (here, there) in [("fa", "en"), ("en", "fa")] {
        let (Some(ours), Some(theirs)) = (all.get(here), all.get(there)) else {
            continue;
        };
        for (id, message) in ours.iter().filter(|(id, _)| !id.starts_with('-')) {
            let file = &message.file;
            match theirs.get(id) {
                None => faults.push(format!(
                    "locales/{there}/{file}: `{id}` is missing; it is in locales/{here}/{file}"
                )),
                Some(other) if other.file != *file => faults.push(format!(
                    "locales/{there}/{}: `{id}` stands in {file} in locales/{here}",
                    other.file
                )),
                Some(other) => {
                    for argument in message.arguments.difference(&other.arguments) {
                        faults.push(format!("locales/{there}/{file}: `{id}` does not use `${argument}`, which locales/{here}/{file} uses"));
                    }
                }
            }
        }
    }
    faults
}

fn write_names(all: &BTreeMap<&'static str, Catalogue>) -> Result<(), String> {
    let out = env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?;
    let Some(fa) = all.get("fa") else {
        return Err("locales/fa is missing".to_owned());
    };
    let mut code = String::new();
    let mut keys = String::new();
    let mut phrases = String::new();
    for (index, (id, message)) in fa.iter().filter(|(id, _)| !id.starts_with('-')).enumerate() {
        let english = all
            .get("en")
            .and_then(|en| en.get(id))
            .map_or("", |m| m.sample.as_str());
        let doc = format!("`{}` · `{}`", plain(&message.sample), plain(english));
        let _ = writeln!(code, "#[doc = {doc:?}]");
        if message.arguments.is_empty() {
            let name = id.to_uppercase().replace('-', "_");
            let _ = writeln!(code, "pub const {name}: Key = Key::at({id:?}, {index});");
            let _ = writeln!(keys, "    {name},");
        } else {
            code.push_str(&phrase_function(id, index, &message.arguments));
            let _ = writeln!(
                phrases,
                "    (Key::at({id:?}, {index}), &{:?}),",
                Vec::from_iter(&message.arguments)
            );
        }
    }
    let _ = write!(
        code,
        "/// Every message without arguments.\npub const KEYS: &[Key] = &[\n{keys}];\n\
         /// Every message with arguments, with their names.\n\
         pub const PHRASES: &[(Key, &[&str])] = &[\n{phrases}];\n"
    );
    for language in LANGUAGES {
        let _ = writeln!(
            code,
            "pub(super) const {}: &[&str] = &[",
            language.to_uppercase()
        );
        for name in file_names(language) {
            let _ = writeln!(
                code,
                "    include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/locales/{language}/{name}\")),"
            );
        }
        code.push_str("];\n");
    }
    fs::write(Path::new(&out).join("messages.rs"), code).map_err(|e| format!("messages.rs: {e}"))
}

fn plain(sample: &str) -> String {
    sample.replace('`', "'")
}

fn phrase_function(id: &str, index: usize, arguments: &BTreeSet<String>) -> String {
    let mut code = String::new();
    if arguments.len() > MANY_ARGUMENTS {
        code.push_str("#[expect(clippy::too_many_arguments, reason = \"one for each name in the message\")]\n");
    }
    let typed: Vec<_> = arguments
        .iter()
        .map(|a| format!("{}: impl Into<Arg>", rust_name(a)))
        .collect();
    let pairs: Vec<_> = arguments
        .iter()
        .map(|a| format!("({a:?}, {}.into())", rust_name(a)))
        .collect();
    let _ = write!(
        code,
        "#[must_use]\npub fn {}({}) -> Phrase {{\n    Phrase::with(Key::at({id:?}, {index}), vec![{}])\n}}\n",
        rust_name(id),
        typed.join(", "),
        pairs.join(", ")
    );
    code
}

fn rust_name(id: &str) -> String {
    let name = id.replace('-', "_");
    if RESERVED.contains(&name.as_str()) {
        format!("r#{name}")
    } else {
        name
    }
}

//! Reads the message catalogue, refuses to build when the two languages differ in ids or
//! arguments, and writes one constant or function per message.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, process};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

type Messages = BTreeMap<String, BTreeSet<String>>;

fn main() {
    println!("cargo:rerun-if-changed=locales");
    println!("cargo:rerun-if-changed=migrations");
    println!("cargo:rerun-if-changed=static");
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut problems = Vec::new();
    let (fa, fa_files) = read(&root.join("locales/fa"), &mut problems);
    let (en, en_files) = read(&root.join("locales/en"), &mut problems);
    compare("en", &fa, &en, &mut problems);
    compare("fa", &en, &fa, &mut problems);
    if !problems.is_empty() {
        for problem in problems {
            eprintln!("locales: {problem}");
        }
        process::exit(1);
    }
    let out = PathBuf::from(env::var("OUT_DIR").unwrap_or_default()).join("messages.rs");
    if let Err(error) = fs::write(&out, generate(&fa, &fa_files, &en_files)) {
        eprintln!("{}: {error}", out.display());
        process::exit(1);
    }
}

fn read(folder: &Path, problems: &mut Vec<String>) -> (Messages, Vec<PathBuf>) {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .map(|entries| entries.flatten().map(|e| e.path()).collect())
        .unwrap_or_default();
    files.retain(|f| f.extension().is_some_and(|e| e == "ftl"));
    files.sort();
    let mut messages = Messages::new();
    for file in &files {
        println!("cargo:rerun-if-changed={}", file.display());
        let source = fs::read_to_string(file).unwrap_or_default();
        match fluent_syntax::parser::parse(source.as_str()) {
            Err((_, errors)) => {
                for e in errors {
                    let line = source
                        .get(..e.pos.start)
                        .unwrap_or_default()
                        .matches('\n')
                        .count()
                        + 1;
                    problems.push(format!("{}:{line}: {}", file.display(), e.kind));
                }
            }
            Ok(resource) => {
                for entry in resource.body {
                    let Entry::Message(message) = entry else {
                        continue;
                    };
                    let mut args = BTreeSet::new();
                    if let Some(pattern) = &message.value {
                        collect(pattern, &mut args);
                    }
                    let id = message.id.name.to_owned();
                    if messages.insert(id.clone(), args).is_some() {
                        problems.push(format!("{}: \"{id}\" is defined twice", file.display()));
                    }
                }
            }
        }
    }
    (messages, files)
}

fn collect(pattern: &Pattern<&str>, args: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            match expression {
                Expression::Inline(inline) => collect_inline(inline, args),
                Expression::Select { selector, variants } => {
                    collect_inline(selector, args);
                    for variant in variants {
                        collect(&variant.value, args);
                    }
                }
            }
        }
    }
}

fn collect_inline(inline: &InlineExpression<&str>, args: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            args.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => {
            if let Expression::Inline(inner) = expression.as_ref() {
                collect_inline(inner, args);
            }
        }
        _ => {}
    }
}

fn compare(language: &str, these: &Messages, those: &Messages, problems: &mut Vec<String>) {
    for (id, args) in these {
        match those.get(id) {
            None => problems.push(format!("\"{id}\" is missing in {language}")),
            Some(other) if other != args && language == "en" => {
                problems.push(format!(
                    "\"{id}\": arguments differ: {args:?} in fa, {other:?} in en"
                ));
            }
            Some(_) => {}
        }
    }
}

fn generate(messages: &Messages, fa: &[PathBuf], en: &[PathBuf]) -> String {
    let mut out = String::new();
    for (name, files) in [("FA_SOURCES", fa), ("EN_SOURCES", en)] {
        let _ = writeln!(out, "const {name}: &[&str] = &[");
        for file in files {
            let _ = writeln!(out, "    include_str!({:?}),", file.display().to_string());
        }
        out.push_str("];\n");
    }
    let ids: Vec<_> = messages.keys().collect();
    let _ = writeln!(out, "const IDS: &[&str] = &{ids:?};");
    let with: Vec<_> = messages
        .iter()
        .filter(|(_, a)| !a.is_empty())
        .map(|(id, _)| id)
        .collect();
    let _ = writeln!(
        out,
        "#[cfg(test)]\nconst NEEDS_ARGUMENTS: &[&str] = &{with:?};"
    );
    out.push_str("/// One constant or function per message of the catalogue.\npub mod k {\n    use super::{Arg, Key, Phrase};\n");
    for (index, (id, args)) in messages.iter().enumerate() {
        let name = id.replace('-', "_");
        if args.is_empty() {
            let upper = name.to_uppercase();
            let _ = writeln!(
                out,
                "    /// `{id}`\n    pub const {upper}: Key = Key({index});"
            );
        } else {
            let params: Vec<_> = args
                .iter()
                .map(|a| format!("{}: impl Into<Arg>", a.replace('-', "_")))
                .collect();
            let values: Vec<_> = args
                .iter()
                .map(|a| format!("({a:?}, {}.into())", a.replace('-', "_")))
                .collect();
            let _ = writeln!(
                out,
                "    /// `{id}`\n    #[must_use]\n    pub fn {name}({}) -> Phrase {{\n        Phrase {{ key: Key({index}), args: vec![{}] }}\n    }}",
                params.join(", "),
                values.join(", "),
            );
        }
    }
    out.push_str("}\n");
    out
}

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

#[path = "build/messages.rs"]
mod messages;

use messages::{Catalogue, LANGUAGES, file_names, read_all};

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

/// What is built into the program from outside `src`; new files in `migrations` are seen only so.
const WATCHED: &[&str] = &["build.rs", "build", "locales", "migrations", "static"];

fn main() -> ExitCode {
    // a path that does not exist would run this at every build
    for path in WATCHED.iter().filter(|path| Path::new(path).exists()) {
        println!("cargo::rerun-if-changed={path}");
    }
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
            "pub(in crate::text) const {}: &[&str] = &[",
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
    let path = Path::new(&out).join("messages.rs");
    if fs::read_to_string(&path).is_ok_and(|before| before == code) {
        return Ok(()); // an untouched file spares compiling the crate again
    }
    fs::write(path, code).map_err(|error| format!("messages.rs: {error}"))
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

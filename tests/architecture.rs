//! The house rules that a reader can rely on without reading everything: layers point one way,
//! and databases, the web, the clock, chance and the environment are met in one place each.
//!
//! The source is read as text, comments left out. Every rule is tried on a bad line as well, so
//! that a rule that can no longer fail is noticed.
#![cfg(test)]

use std::fs;
use std::path::{Path, PathBuf};

/// From the bottom up. A module may name what stands below it, never what stands beside or above;
/// `main` is the top. The parts of one line stand side by side.
const LAYERS: [&[&str]; 7] = [
    &["text"],
    &["domain"],
    &["store"],
    &["services"],
    &["config", "telemetry"],
    &["web", "jobs"],
    &["main"],
];

/// Words that may stand in certain files only.
struct Kept {
    words: &'static [&'static str],
    /// How the path of a file begins that may have them, or where it contains `tests`.
    at_home_in: &'static [&'static str],
    because: &'static str,
}

const KEPT: [Kept; 7] = [
    Kept {
        words: &["diesel::", "diesel_migrations::", "use diesel", "diesel("],
        at_home_in: &["src/store/"],
        because: "only the store knows diesel",
    },
    Kept {
        words: &[
            "actix_web::",
            "actix_multipart::",
            "actix_rt::",
            "use actix",
        ],
        at_home_in: &["src/web/"],
        because: "only the web knows actix",
    },
    Kept {
        words: &["askama::", "use askama", "askama("],
        at_home_in: &["src/web/"],
        because: "only the web knows askama",
    },
    Kept {
        words: &[
            "Timestamp::now(",
            "Zoned::now(",
            "SystemTime::",
            "Instant::now(",
        ],
        at_home_in: &["src/services/clock.rs"],
        because: "time is handed in: domain::time::Clock",
    },
    Kept {
        words: &["rand::", "use rand;"],
        at_home_in: &["src/services/clock.rs"],
        because: "chance is handed in: domain::time::Entropy",
    },
    Kept {
        words: &["rand_chacha"],
        at_home_in: &["src/services/clock.rs", "src/services/demonstration"],
        because: "seeded chance is for demonstration data",
    },
    Kept {
        words: &["std::env", "env::var", "env::args"],
        at_home_in: &["src/config.rs", "src/config/", "src/main.rs", "tests"],
        because: "the environment is read in one place",
    },
];

#[test]
fn layers_point_one_way() {
    let faults = check_sources(&["src"], backward_arrows);
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn databases_web_clock_chance_and_environment_are_met_in_one_place_each() {
    let faults = check_sources(&["src"], away_from_home);
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn no_test_waits_by_sleeping() {
    let faults = check_sources(&["tests", "e2e/tests", "src"], sleeps);
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn nothing_names_a_machine_or_a_package_host() {
    let mut faults = Vec::new();
    for path in files_under(&root(), &["target", ".git", "data", "vendor", "Cargo.lock"]) {
        if let Ok(text) = fs::read_to_string(&path) {
            faults.extend(foreign_names(&relative(&path), &text));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn a_backward_arrow_is_found_however_it_is_written() {
    for (path, line) in [
        ("src/domain/case/file.rs", "use crate::store::Store;"),
        (
            "src/domain/case/file.rs",
            "let x = crate::services::clock::now();",
        ),
        ("src/domain/case/mod.rs", "use super::super::store::Store;"),
        (
            "src/domain/time.rs",
            "use crate::{text::Locale,\n    web::{form, page}};",
        ),
        ("src/text/digits.rs", "use crate::domain;"),
        ("src/web/page.rs", "use crate::jobs::sealing;"),
        ("src/jobs/sealing.rs", "use crate::web;"),
        ("src/store/conn.rs", "use sejel::services::accounts;"),
        ("src/services/accounts.rs", "use crate::config::Config;"),
    ] {
        assert_eq!(backward_arrows(path, line).len(), 1, "{path}: {line}");
    }
}

#[test]
fn forward_arrows_and_comments_are_left_alone() {
    for (path, line) in [
        (
            "src/web/page.rs",
            "use crate::{services::accounts, text::Words};",
        ),
        (
            "src/store/conn.rs",
            "/// As crate::services says. // use crate::web;",
        ),
        ("src/main.rs", "use sejel::web::serve;"),
        (
            "src/domain/case/file.rs",
            "use super::event::Event; use crate::domain::store_key;",
        ),
        ("src/lib.rs", "pub mod web;"),
    ] {
        assert_eq!(
            backward_arrows(path, line),
            Vec::<String>::new(),
            "{path}: {line}"
        );
    }
}

#[test]
fn a_word_away_from_its_home_is_found() {
    for (path, line) in [
        ("src/services/accounts.rs", "use diesel::prelude::*;"),
        (
            "src/domain/time.rs",
            "#[derive(x)] #[diesel(table_name = t)]",
        ),
        (
            "src/services/accounts.rs",
            "fn f(r: actix_web::HttpRequest) {}",
        ),
        ("src/store/conn.rs", "#[askama(path = \"x\")]"),
        ("src/store/conn.rs", "let now = jiff::Timestamp::now();"),
        ("src/web/page.rs", "let now = std::time::Instant::now();"),
        ("src/web/page.rs", "let x: u8 = rand::random();"),
        ("src/services/accounts.rs", "use rand_chacha::ChaCha8Rng;"),
        ("src/web/page.rs", "std::env::var(\"X\")"),
    ] {
        assert_eq!(away_from_home(path, line).len(), 1, "{path}: {line}");
    }
    let at_home = away_from_home(
        "src/services/demonstration/people.rs",
        "use rand_chacha::X;",
    );
    assert_eq!(at_home, Vec::<String>::new());
    assert_eq!(
        away_from_home("src/web/page.rs", "let operand::X = y;"),
        Vec::<String>::new()
    );
}

#[test]
fn a_sleep_and_a_foreign_name_are_found() {
    let sleep = concat!("std::thread::sl", "eep(pause);");
    assert_eq!(sleeps("tests/stories/approved.rs", sleep).len(), 1);
    assert_eq!(sleeps("src/store/writer_tests.rs", sleep).len(), 1);
    assert_eq!(sleeps("src/store/writer.rs", sleep).len(), 0);
    assert_eq!(
        foreign_names("README.md", concat!("see /wo", "rk/x")).len(),
        1
    );
    assert_eq!(
        foreign_names("README.md", concat!("see sha", "red/design.md")).len(),
        1
    );
}

/// A way to look at one file: its path from the root and its text in, what is wrong with it out.
type Rule = fn(&str, &str) -> Vec<String>;

fn check_sources(folders: &[&str], rule: Rule) -> Vec<String> {
    let mut faults = Vec::new();
    for folder in folders {
        for path in files_under(&root().join(folder), &["snapshots"]) {
            if path.extension().is_some_and(|extension| extension == "rs") {
                faults.extend(rule(&relative(&path), &fs::read_to_string(&path).unwrap()));
            }
        }
    }
    faults
}

fn backward_arrows(path: &str, source: &str) -> Vec<String> {
    let module = module_path(path);
    let own = module.first().map_or("main", String::as_str);
    let Some(own_layer) = layer(own) else {
        return Vec::new();
    };
    let mut faults = Vec::new();
    for (number, statement) in statements(source) {
        for named in top_modules_named(&statement, module.len()) {
            let backward = layer(&named).is_some_and(|other| other >= own_layer);
            if named != own && backward {
                faults.push(format!("{path}:{number}: {own} names {named}"));
            }
        }
    }
    faults
}

fn away_from_home(path: &str, source: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for (number, statement) in statements(source) {
        for kept in &KEPT {
            let is_home = |home: &&str| match *home {
                "tests" => is_test(path),
                folder => path.starts_with(folder),
            };
            let at_home = kept.at_home_in.iter().any(is_home);
            if !at_home && kept.words.iter().any(|word| has_word(&statement, word)) {
                faults.push(format!(
                    "{path}:{number}: {} ({})",
                    statement.trim(),
                    kept.because
                ));
            }
        }
    }
    faults
}

fn sleeps(path: &str, source: &str) -> Vec<String> {
    let word = concat!("sl", "eep(");
    statements(source)
        .into_iter()
        .filter(|(_, statement)| is_test(path) && has_word(statement, word))
        .map(|(number, _)| format!("{path}:{number}: a test waits for what it expects instead"))
        .collect()
}

fn is_test(path: &str) -> bool {
    !path.starts_with("src/") || path.contains("tests")
}

fn foreign_names(path: &str, text: &str) -> Vec<String> {
    const NAMES: [&str; 7] = [
        concat!("/wo", "rk/"),
        concat!("/ro", "ot/"),
        concat!("sha", "red/"),
        concat!("index.crates", ".io"),
        concat!("registry.npmjs", ".org"),
        concat!("deb.debian", ".org"),
        concat!("pypi", ".org"),
    ];
    let found = |line: &str| NAMES.iter().find(|name| has_word(line, name)).copied();
    text.lines()
        .enumerate()
        .filter_map(|(at, line)| Some(format!("{path}:{}: names {}", at + 1, found(line)?)))
        .collect()
}

/// Whether the word stands in the line without being the end of a longer one.
fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|before| before.is_alphanumeric() || before == '_')
    })
}

/// Lines without their comments; a `use` that runs over several lines comes as one.
fn statements(source: &str) -> Vec<(usize, String)> {
    let mut statements: Vec<(usize, String)> = Vec::new();
    let mut open = false;
    for (at, line) in source.lines().enumerate() {
        let code = line.split("//").next().unwrap_or_default();
        match statements.last_mut() {
            Some((_, last)) if open => last.push_str(code),
            _ => statements.push((at + 1, code.to_owned())),
        }
        let (_, last) = statements.last().unwrap();
        let start = last.trim_start();
        open = (start.starts_with("use ") || start.starts_with("pub use ")) && !last.contains(';');
    }
    statements
}

/// The modules at the top of the crate that a statement names by a full path, in a `use` group, or
/// by climbing up to the top from a module this deep.
fn top_modules_named(statement: &str, depth: usize) -> Vec<String> {
    let climb = "super::".repeat(depth.max(1));
    let mut named = Vec::new();
    for start in ["crate::", "sejel::", climb.as_str()] {
        for (at, _) in statement.match_indices(start) {
            let rest = &statement[at + start.len()..];
            match rest.strip_prefix('{') {
                Some(group) => named.extend(group_heads(group)),
                None => named.push(first_name(rest)),
            }
        }
    }
    named
}

/// `text::Locale, web::{form, page}}` names `text` and `web`.
fn group_heads(group: &str) -> Vec<String> {
    let mut heads = vec![first_name(group)];
    let mut depth = 1;
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => heads.push(first_name(&group[at + 1..])),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    heads
}

fn first_name(text: &str) -> String {
    text.trim_start()
        .chars()
        .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
        .collect()
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|beside| beside.contains(&module))
}

/// `src/domain/case/file.rs` is `domain`, `case`, `file`; `src/domain/mod.rs` is `domain`.
fn module_path(path: &str) -> Vec<String> {
    let inner = path.trim_start_matches("src/").trim_end_matches(".rs");
    inner
        .split('/')
        .filter(|part| !matches!(*part, "mod" | "lib" | "main"))
        .map(str::to_owned)
        .collect()
}

fn files_under(folder: &Path, left_out: &[&str]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else {
        return files;
    };
    for entry in entries {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if left_out.contains(&name.as_str()) {
            continue;
        }
        if path.is_dir() {
            files.extend(files_under(&path, left_out))
        } else {
            files.push(path)
        }
    }
    files.sort();
    files
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn relative(path: &Path) -> String {
    path.strip_prefix(root())
        .unwrap()
        .to_string_lossy()
        .into_owned()
}

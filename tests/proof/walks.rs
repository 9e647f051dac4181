//! Walks through directives on the real engine: what is called sound strands nobody.

use std::collections::{BTreeMap, BTreeSet};

use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use sejel::domain::directive::Calendar;
use sejel::domain::directive::check::{OFFICE, check};
use sejel::domain::directive::parse::parse;

use crate::invented::{plan, steps_of};
use crate::walker::walk;

pub const ART45: &str = include_str!("../../directives/art45-1381.toml");
const CIRCULAR: &str = include_str!("../../directives/circular-1402.toml");

/// How many walks are taken through invented directives.
const WALKS: u64 = 10_000;
/// How many directives are invented at the most, and how many walks each sound one takes.
const INVENTED: usize = 4_000;
const EACH: u64 = 25;
/// How many walks are taken at the most, and at the least, through each of the directives that come
/// with the program.
const SHIPPED: u64 = 8_000;
const FEWEST: u64 = 300;

pub fn calendar() -> Calendar {
    Calendar::parse(include_str!("../../directives/calendars/iran.toml")).unwrap()
}

#[test]
fn nobody_strands_in_the_directives_that_come_with_the_program_and_every_way_is_taken() {
    for text in [ART45, CIRCULAR] {
        let directive = parse(text).unwrap();
        let calendar = calendar();
        let outcomes = directive.steps.iter().skip(1);
        let outcomes = outcomes.flat_map(|s| s.outcomes.iter().map(move |o| (s, o)));
        let mut never: BTreeSet<String> = outcomes
            .map(|(s, o)| format!("{}.{}", s.id, o.id))
            .collect();
        let back = directive.act("reopening").unwrap().reopens.iter();
        let back = back.flat_map(|it| &it.to);
        never.extend(back.map(|to| format!("reopening.{to}")));
        for seed in 0..SHIPPED {
            if seed > FEWEST && never.is_empty() {
                break;
            }
            let taken = walk(&directive, &calendar, seed).unwrap();
            for way in taken.iter().filter_map(|it| it.split_once(' ')) {
                never.remove(way.1);
            }
        }
        assert!(never.is_empty(), "{}: {never:?}", directive.name());
    }
}

/// A runner whose chance is the same in every run.
fn runner() -> TestRunner {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[45; 32]);
    TestRunner::new_with_rng(Config::default(), rng)
}

#[test]
fn whoever_walks_through_an_invented_directive_that_is_called_sound_comes_to_an_end() {
    let mut runner = runner();
    let calendar = calendar();
    let mut walks = 0;
    let (mut sound, mut invented) = (0, 0);
    let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
    while walks < WALKS && invented < INVENTED {
        let text = plan().new_tree(&mut runner).unwrap().current().text();
        invented += 1;
        let Ok(directive) = parse(&text) else {
            *codes.entry("unread").or_default() += 1;
            continue;
        };
        let report = check(&directive, OFFICE);
        for it in &report.findings {
            *codes.entry(it.fault.code()).or_default() += 1;
        }
        if !report.is_sound() {
            continue;
        }
        sound += 1;
        for seed in walks..walks + EACH {
            if let Err(stranded) = walk(&directive, &calendar, seed) {
                panic!("walk {seed}: {stranded:#?}\n{}", steps_of(&text));
            }
        }
        walks += EACH;
    }
    eprintln!("{invented} invented, {sound} sound, {walks} walks; {codes:?}");
    assert!(walks >= WALKS, "{sound} of {invented} are sound; {codes:?}");
}

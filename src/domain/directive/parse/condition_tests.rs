//! What a jurist who writes a condition is told.

use super::tests::{SMALL, one};
use super::*;
use crate::domain::directive::codes::{AgeDay, Choice};
use crate::domain::directive::condition::{Compare, Subject, Test};

const WAY: &str = "reason = \"none\"";

fn condition(text: &str) -> String {
    format!("{WAY}\nwhen = [\"{text}\"]")
}

/// The one mistake that this condition is, with its column in the line.
fn mistaken(text: &str) -> (Problem, usize) {
    let mistake = one(WAY, &condition(text));
    // From the first letter after the quotation mark.
    (mistake.problem, mistake.column - "when = [\"".len())
}

#[test]
fn conditions_are_read_as_they_are_written() {
    for (text, subject, negated, test) in [
        (
            "settlement = city",
            Subject::Settlement,
            false,
            Test::Is(Choice::City),
        ),
        (
            "not settlement = village",
            Subject::Settlement,
            true,
            Test::Is(Choice::Village),
        ),
        (
            "age < 15",
            Subject::Age(AgeDay::Submission),
            false,
            Test::Years(Compare::Under, 15),
        ),
        (
            "age >= 18",
            Subject::Age(AgeDay::Submission),
            false,
            Test::Years(Compare::AtLeast, 18),
        ),
        ("clauses has 3", Subject::Clauses, false, Test::Has(3)),
        (
            "not has_form",
            Subject::Paper("form".to_owned()),
            true,
            Test::Holds,
        ),
    ] {
        let directive = parse(&SMALL.replacen(WAY, &condition(text), 1)).unwrap();
        let read = directive.steps[0].outcomes[0].when[0].clone();
        assert_eq!(
            (&read.subject, read.negated, read.test),
            (&subject, negated, test)
        );
        assert_eq!(read.to_string(), text);
    }
    let spaced = parse(&SMALL.replacen(WAY, &condition("age<15"), 1)).unwrap();
    assert_eq!(spaced.steps[0].outcomes[0].when[0].to_string(), "age < 15");
}

#[test]
fn what_is_no_condition_is_told_where_it_stops_making_sense() {
    for (text, at) in [
        ("age under 15", 5),
        ("age < fifteen", 5),
        ("", 1),
        ("age < 15 or so", 10),
    ] {
        let (problem, column) = mistaken(text);
        let text = text.to_owned();
        assert_eq!(problem, Problem::NotACondition { text: text.clone() });
        assert_eq!(column, at, "{text}");
    }
}

#[test]
fn a_question_that_does_not_fit_the_fact_is_answered_with_one_that_does() {
    for (text, example) in [
        ("age = city", "age < 15"),
        ("age", "age < 15"),
        ("settlement", "settlement = city"),
        ("clauses < 3", "clauses has 3"),
        ("has_form = yes", "has_form"),
    ] {
        let (problem, _) = mistaken(text);
        let Problem::WrongTest { example: shown, .. } = problem else {
            panic!("{text}: {problem:?}");
        };
        assert_eq!(shown, example);
    }
}

#[test]
fn unknown_facts_and_values_are_answered_with_those_that_are_there() {
    let (problem, column) = mistaken("not setlement = city");
    assert_eq!(
        problem,
        Problem::Dangling {
            thing: Thing::Fact,
            id: "setlement".to_owned(),
            near: Some("settlement".to_owned())
        }
    );
    assert_eq!(column, 5);
    for (text, allowed) in [
        ("settlement = town", "city, village"),
        ("settlement = granted", "city, village"),
        ("clauses has 8", "1, 2, 3, 4, 5, 6, 7"),
    ] {
        let (problem, _) = mistaken(text);
        let Problem::UnknownCode { allowed: shown, .. } = problem else {
            panic!("{text}: {problem:?}");
        };
        assert_eq!(shown, allowed);
    }
}

#[test]
fn an_age_says_on_which_day_it_is_counted_and_a_paper_which_one() {
    let missing = |key: &str| Problem::MissingKey {
        key: key.to_owned(),
    };
    assert_eq!(one("at = \"submission\"\n", "").problem, missing("at"));
    assert_eq!(one("paper = \"form\"\n", "").problem, missing("paper"));
    let needless = one(
        "source = \"settlement\"",
        "source = \"settlement\"\nat = \"today\"",
    );
    assert!(matches!(needless.problem, Problem::UnknownKey { .. }));
}

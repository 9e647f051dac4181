use super::*;
use crate::text::{Locale, Words, without_isolates};

pub(super) const SHIPPED: &str = include_str!("../../../../directives/art45-1381.toml");

pub(super) const SMALL: &str = r#"
[directive]
id = "trial"
version = "1"
title = { fa = "آزمون", en = "Trial" }
help = { fa = "برای آزمون.", en = "For tests." }
in_force_from = "1400-01-01"

[directive.claim]
hours = 4

[[document]]
id = "act"
title = { fa = "قانون", en = "Act" }

[[paper]]
id = "form"
title = { fa = "فرم", en = "Form" }
suppliers = ["applicant"]

[[requirement]]
id = "request"
title = { fa = "درخواست", en = "Request" }
any_of = ["form"]

[[step]]
id = "intake"
kind = "intake"
scope = "case"
main = true
title = { fa = "تشکیل", en = "Opening" }
help = { fa = "بگیرید.", en = "Take it." }
basis = [{ document = "act", article = { fa = "ماده ۱", en = "Art. 1" } }]
actors = ["registrar_officer"]
holder = "office"
requires = ["request"]

[step.clock]
length = 10
unit = "working_days"
extendable_to = 20

[[step.outcome]]
id = "done"
title = { fa = "شد", en = "Done" }
to = "end"
by = ["registrar_officer"]
reason = "none"

[[step]]
id = "end"
kind = "closed"
scope = "case"
main = true
title = { fa = "پایان", en = "End" }
help = { fa = "پایان.", en = "The end." }
holder = "nobody"
end = "issued"

[[fact]]
id = "settlement"
source = "settlement"
title = { fa = "محل سکونت", en = "residence" }

[[fact]]
id = "age"
source = "age"
at = "submission"
title = { fa = "سن", en = "age" }

[[fact]]
id = "clauses"
source = "clauses"
title = { fa = "بندها", en = "clauses" }

[[fact]]
id = "has_form"
source = "paper"
paper = "form"
title = { fa = "فرم هست", en = "the form is there" }
"#;

fn mistakes(text: &str) -> Vec<Mistake> {
    parse(text).err().unwrap_or_default()
}

/// What is found wrong when `good` is replaced by `bad`, which must be exactly one thing.
pub(super) fn one(good: &str, bad: &str) -> Mistake {
    assert!(SMALL.contains(good), "{good}");
    let mut found = mistakes(&SMALL.replacen(good, bad, 1));
    assert_eq!(found.len(), 1, "{bad}: {found:#?}");
    found.remove(0)
}

#[test]
fn the_shipped_directive_is_read_without_a_mistake() {
    let said: Vec<_> = mistakes(SHIPPED)
        .iter()
        .map(|m| format!("{}:{} {}", m.line, m.column, m.message))
        .collect();
    assert!(said.is_empty(), "{}", said.join("\n"));
}

#[test]
fn a_small_directive_is_read_and_known_by_its_digest() {
    let directive = parse(SMALL).unwrap();
    assert_eq!(directive.name(), "trial/1");
    assert_eq!(directive.digest.len(), 64);
    assert_eq!(directive.entry().unwrap().id.as_str(), "intake");
    assert_ne!(
        parse(&format!("{SMALL}\n")).unwrap().digest,
        directive.digest
    );
}

#[test]
fn a_misspelt_key_is_found_where_it_stands_and_the_right_one_named() {
    let mistake = one(
        "holder = \"office\"",
        "holdr = \"office\"\nholder = \"office\"",
    );
    assert_eq!((mistake.line, mistake.column), (35, 1));
    assert_eq!(
        mistake.problem,
        Problem::UnknownKey {
            key: "holdr".to_owned(),
            near: Some("holder".to_owned())
        }
    );
}

#[test]
fn an_unknown_word_is_answered_with_the_words_allowed() {
    let mistake = one(
        "kind = \"closed\"",
        "kind = \"council\"\nactors = [\"auditor\"]\nend = \"x\"",
    )
    .problem;
    assert!(
        matches!(mistake, Problem::Syntax(_)),
        "a key given twice: {mistake:?}"
    );
    let mistake = one(
        "by = [\"registrar_officer\"]",
        "by = [\"registrar_officer\", \"clerk\"]",
    );
    let Problem::UnknownCode { key, code, allowed } = mistake.problem else {
        panic!()
    };
    assert_eq!((key.as_str(), code.as_str()), ("by", "clerk"));
    assert!(allowed.starts_with("registrar_officer, archive_officer"));
}

#[test]
fn a_target_that_does_not_exist_is_found_with_the_nearest_one() {
    let mistake = one("to = \"end\"", "to = \"ende\"");
    let near = Some("end".to_owned());
    let expected = Problem::Dangling {
        thing: Thing::Step,
        id: "ende".to_owned(),
        near,
    };
    assert_eq!(mistake.problem, expected);
    assert_eq!(mistake.column, 6);
}

#[test]
fn papers_requirements_and_documents_must_be_listed() {
    let thing = |good, bad| {
        let problem = one(good, bad).problem;
        let Problem::Dangling { thing, .. } = problem else {
            panic!("{problem:?}");
        };
        thing
    };
    assert_eq!(
        thing("any_of = [\"form\"]", "any_of = [\"letter\"]"),
        Thing::Paper
    );
    assert_eq!(
        thing("requires = [\"request\"]", "requires = [\"x\"]"),
        Thing::Requirement
    );
    assert_eq!(
        thing("document = \"act\"", "document = \"code\""),
        Thing::Document
    );
}

#[test]
fn an_id_given_twice_is_found() {
    let twice = SMALL
        .replace("id = \"end\"", "id = \"intake\"")
        .replace("to = \"end\"", "to = \"intake\"");
    let problems: Vec<_> = mistakes(&twice).into_iter().map(|m| m.problem).collect();
    assert_eq!(
        problems,
        [Problem::Duplicate {
            thing: Thing::Step,
            id: "intake".to_owned()
        }]
    );
}

#[test]
fn both_languages_are_needed() {
    let empty = |key: &str| Problem::EmptyWords {
        key: key.to_owned(),
    };
    assert_eq!(
        one(
            "{ fa = \"تشکیل\", en = \"Opening\" }",
            "{ en = \"Opening\" }"
        )
        .problem,
        empty("title.fa")
    );
    assert_eq!(
        one("en = \"Take it.\"", "en = \" \"").problem,
        empty("help.en")
    );
    let missing = Problem::MissingKey {
        key: "help".to_owned(),
    };
    assert_eq!(
        one("help = { fa = \"پایان.\", en = \"The end.\" }", "").problem,
        missing
    );
}

#[test]
fn a_step_without_a_way_out_and_an_end_without_a_class_are_found() {
    let outcome = &SMALL[SMALL.find("[[step.outcome]]").unwrap()..SMALL.rfind("[[step]]").unwrap()];
    assert_eq!(
        one(outcome, "").problem,
        Problem::NoOutcome {
            step: "intake".to_owned()
        }
    );
    assert_eq!(
        one("end = \"issued\"", "").problem,
        Problem::EndWithoutClass {
            step: "end".to_owned()
        }
    );
    assert_eq!(
        one("requires = [\"request\"]", "end = \"issued\"").problem,
        Problem::ClassWithoutEnd {
            step: "intake".to_owned()
        }
    );
    let out = format!(
        "end = \"issued\"\n{}",
        outcome.replace("to = \"end\"", "to = \"intake\"")
    );
    assert_eq!(
        one("end = \"issued\"", &out).problem,
        Problem::OutcomeAfterEnd {
            step: "end".to_owned()
        }
    );
}

#[test]
fn somebody_must_be_able_to_act() {
    let nobody = |id: &str| Problem::Nobody { id: id.to_owned() };
    assert_eq!(
        one("by = [\"registrar_officer\"]", "by = []").problem,
        nobody("intake.done")
    );
    assert_eq!(
        one("actors = [\"registrar_officer\"]", "").problem,
        nobody("intake")
    );
    assert_eq!(
        one("suppliers = [\"applicant\"]", "").problem,
        Problem::NoSupplier {
            paper: "form".to_owned()
        }
    );
}

#[test]
fn clocks_must_have_a_length_that_an_extension_exceeds() {
    assert_eq!(
        one("length = 10", "length = 0").problem,
        Problem::ZeroLength
    );
    assert_eq!(
        one("extendable_to = 20", "extendable_to = 5").problem,
        Problem::ExtensionTooShort {
            length: 10,
            longest: 5
        }
    );
    assert_eq!(
        one("length = 10", "length = \"ten\"").problem,
        Problem::WrongShape {
            key: "length".to_owned(),
            shape: Shape::Number
        }
    );
}

#[test]
fn the_main_line_begins_at_the_opening_and_has_no_gap() {
    let place = |mistake: &Mistake, id: &str| {
        let found = SMALL.find(id).map(|at| line_column(SMALL, at));
        // The place is that of the id's value.
        assert_eq!(Some((mistake.line, mistake.column - 5)), found);
    };
    let late = one(
        "kind = \"intake\"\nscope = \"case\"\nmain = true\n",
        "kind = \"intake\"\nscope = \"case\"\n\n",
    );
    let step = "end".to_owned();
    assert_eq!(late.problem, Problem::MainLineStart { step });
    place(&late, "id = \"end\"");
    let broken = SMALL.replacen("to = \"end\"", "to = \"intake\"", 1);
    let found = mistakes(&broken);
    let gap = Problem::MainLineBroken {
        from: "intake".to_owned(),
        step: "end".to_owned(),
    };
    assert_eq!(
        found.iter().map(|m| m.problem.clone()).collect::<Vec<_>>(),
        [gap]
    );
    let none = mistakes(&SMALL.replace("main = true\n", "\n"));
    assert_eq!(none.len(), 1, "{none:#?}");
    assert_eq!(none[0].problem, Problem::NoMainLine);
    place(&none[0], "id = \"intake\"");
    assert_eq!(
        one("main = true", "main = \"yes\"").problem,
        Problem::WrongShape {
            key: "main".to_owned(),
            shape: Shape::Flag
        }
    );
}

#[test]
fn a_clock_that_runs_out_neither_closes_nor_decides() {
    let closes = one("length = 10", "on_expiry = \"done\"\nlength = 10");
    let outcome = "intake.done".to_owned();
    assert_eq!(closes.problem, Problem::ExpiryDecides { outcome });
    let lost = one("length = 10", "on_expiry = \"gone\"\nlength = 10");
    assert!(matches!(
        lost.problem,
        Problem::Dangling {
            thing: Thing::Outcome,
            ..
        }
    ));
    let shipped = SHIPPED.replacen(
        "reminders = [7]",
        "on_expiry = \"complete\"\nreminders = [7]",
        1,
    );
    assert!(parse(&shipped).is_ok());
}

#[test]
fn every_directive_says_how_long_a_file_is_kept_in_hand() {
    let missing = one("[directive.claim]\nhours = 4\n", "\n\n");
    let key = "claim".to_owned();
    assert_eq!(missing.problem, Problem::MissingKey { key });
    assert_eq!(one("hours = 4", "hours = 0").problem, Problem::ZeroLength);
}

#[test]
fn other_senseless_entries_are_found() {
    let warns = one(
        "reason = \"none\"",
        "reason = \"none\"\nwarn_when = [\"settlement = city\"]",
    )
    .problem;
    assert_eq!(
        warns,
        Problem::WarningWithoutWords {
            outcome: "intake.done".to_owned()
        }
    );
    let paper = one("any_of = [\"form\"]", "any_of = []").problem;
    assert_eq!(
        paper,
        Problem::NoPaper {
            requirement: "request".to_owned()
        }
    );
    let date = one("1400-01-01", "1400-13-01").problem;
    assert_eq!(
        date,
        Problem::NotADate {
            text: "1400-13-01".to_owned()
        }
    );
    let intake = one("kind = \"intake\"", "kind = \"review\"").problem;
    assert_eq!(intake, Problem::Intakes { count: 0 });
    let person = one("scope = \"case\"", "scope = \"person\"").problem;
    assert_eq!(
        person,
        Problem::IntakePerPerson {
            step: "intake".to_owned()
        }
    );
    let alone = "\n[step.quorum]\nmembers = 3\n\n[step.clock]";
    let quorum = one("\n[step.clock]", alone).problem;
    assert_eq!(
        quorum,
        Problem::QuorumWithoutBody {
            step: "intake".to_owned()
        }
    );
}

#[test]
fn text_that_is_no_toml_is_placed_by_line_and_column() {
    let mistake = &mistakes("[directive]\nid = \"a\nversion = 1\n")[0];
    assert_eq!(mistake.line, 2);
    assert!(matches!(mistake.problem, Problem::Syntax(_)));
    assert!(!mistakes("").is_empty());
}

#[test]
fn every_mistake_is_told_at_once_in_the_order_of_the_file() {
    let broken = SMALL
        .replace("kind = \"intake\"", "kind = \"intaek\"")
        .replace("to = \"end\"", "to = \"nowhere\"")
        .replace(
            "unit = \"working_days\"",
            "unit = \"weeks\"\nexpires = true",
        )
        .replace("document = \"act\"", "document = \"acts\"");
    let found = mistakes(&broken);
    assert_eq!(found.len(), 6, "{found:#?}");
    assert!(found.is_sorted_by_key(|m| (m.line, m.column)));
}

#[test]
fn a_mistake_is_told_in_either_language() {
    let mistake = one("to = \"end\"", "to = \"ende\"");
    assert_eq!(
        mistake.message,
        "There is no [[step]] with the id “ende”; is “end” meant?"
    );
    let persian = without_isolates(&mistake.say(Words::of(Locale::Fa)));
    assert_eq!(
        persian,
        "هیچ [[step]] با شناسهٔ «ende» نیست؛ آیا «end» منظور است؟"
    );
}

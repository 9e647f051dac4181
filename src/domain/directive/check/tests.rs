//! The shipped directive is sound, and each kind of fault sown into it is found with its code.

use super::super::parse::parse;
use super::{Fault, OFFICE, Part, Report, check, check_within};

const ART45: &str = include_str!("../../../../directives/art45-1381.toml");

fn checked(text: &str) -> Report {
    check(&parse(text).unwrap(), OFFICE)
}

fn codes(report: &Report) -> Vec<&'static str> {
    report.findings.iter().map(|it| it.fault.code()).collect()
}

/// The shipped text with the first `from` after `anchor` replaced.
fn sown(anchor: &str, from: &str, to: &str) -> String {
    sown_in(ART45, anchor, from, to)
}

fn sown_in(text: &str, anchor: &str, from: &str, to: &str) -> String {
    let at = text.find(anchor).unwrap();
    let (before, after) = text.split_at(at);
    assert!(after.contains(from), "{from} after {anchor}");
    format!("{before}{}", after.replacen(from, to, 1))
}

#[test]
fn the_shipped_directive_is_sound() {
    let report = checked(ART45);
    assert_eq!(report.findings, []);
    assert!(report.circumstances > 1 && report.states > report.circumstances);
}

#[test]
fn an_extension_that_asks_for_two_people_of_whom_there_is_one_is_found() {
    let one = "extendable_by = [\"office_head\"]\n";
    let two = |second: &str| {
        let with = format!("{one}extension_approved_by = [\"{second}\"]\n");
        checked(&sown("id = \"document_review\"", one, &with))
    };
    assert_eq!(codes(&two("office_head")), ["separation-impossible"]);
    assert_eq!(codes(&two("auditor")), ["separation-impossible"]);
    assert_eq!(codes(&two("provincial_director")), [""; 0]);
}

#[test]
fn a_step_that_nothing_leads_to_is_found() {
    let text = sown(
        "id = \"possible_match\"",
        "to = \"fraud_hold\"",
        "to = \"lineage_evidence\"",
    );
    assert_eq!(codes(&checked(&text)), ["unreachable-step"]);
}

#[test]
fn a_circle_without_a_way_out_is_found_with_the_way_into_it() {
    let (back, round) = ("to = \"document_review\"", "to = \"completion\"");
    let text = sown("id = \"completed\"", back, round);
    let asked_for = text.find("id = \"completed\"").unwrap();
    let unanswered = &text[asked_for..];
    let anchor = &unanswered[unanswered.find("id = \"unanswered\"").unwrap()..][..400];
    let text = sown_in(&text, anchor, back, round);
    let report = checked(&text);
    let circle = report
        .findings
        .iter()
        .find(|it| it.fault.code() == "loop-without-exit");
    assert_eq!(circle.unwrap().path.len(), 2);
}

#[test]
fn an_outcome_only_for_those_who_watch_is_found() {
    let text = sown(
        "id = \"taken\"",
        "by = [\"registrar_officer\"]",
        "by = [\"auditor\"]",
    );
    assert_eq!(codes(&checked(&text)), ["nobody-can-act"]);
}

#[test]
fn a_decision_that_its_own_preparers_sign_is_impossible_for_two() {
    let by = "by = [\"office_head\"]";
    let text = sown(
        "id = \"office_decision\"",
        by,
        "by = [\"registrar_officer\"]",
    );
    let directive = parse(&text).unwrap();
    assert_eq!(codes(&check(&directive, 2)), ["separation-impossible"]);
    assert_eq!(codes(&check(&directive, 3)), Vec::<&str>::new());
}

#[test]
fn a_limit_shorter_than_every_way_is_found() {
    let text = sown("[directive.clock]", "length = 6", "length = 1");
    assert!(codes(&checked(&text)).contains(&"clocks-exceed-overall"));
}

#[test]
fn a_clock_that_stands_still_with_its_own_holder_never_starts() {
    let text = sown(
        "id = \"lineage_evidence\"\nkind",
        "pauses_with = [\"applicant\", \"laboratory\"]",
        "pauses_with = [\"office\"]",
    );
    assert_eq!(codes(&checked(&text)), ["clock-never-starts"]);
}

#[test]
fn a_refusal_that_closes_without_objection_is_found_with_its_way() {
    let text = sown(
        "id = \"served_refused\"",
        "to = \"objection_window\"",
        "to = \"closed_refused\"",
    );
    let report = checked(&text);
    let found = report
        .findings
        .iter()
        .find(|it| it.fault.code() == "refusal-without-remedy");
    assert!(!found.unwrap().path.is_empty());
}

#[test]
fn a_condition_that_can_never_hold_is_found() {
    let text = sown(
        "id = \"clause_5_residence\"",
        "unless = [\"age < 18\"]",
        "unless = [\"clauses has 5\"]",
    );
    assert!(codes(&checked(&text)).contains(&"always-false"));
}

#[test]
fn circumstances_that_are_too_many_to_follow_are_a_finding_and_never_left_out() {
    let directive = parse(ART45).unwrap();
    let all = check(&directive, OFFICE);
    assert!(all.is_sound() && all.circumstances == all.of);
    let beyond = check_within(&directive, OFFICE, all.of - 1);
    assert_eq!((beyond.circumstances, beyond.of), (0, all.of));
    let faults: Vec<_> = beyond.findings.into_iter().map(|it| it.fault).collect();
    assert!(faults.contains(&Fault::TooManyCircumstances(Part::Whole, all.of)));
}

#[test]
fn what_needs_no_following_is_told_beside_what_could_not_be_followed() {
    let text = sown("id = \"office_committee\"", "members = 2", "members = 9");
    let codes = codes(&check_within(&parse(&text).unwrap(), OFFICE, 1));
    assert!(codes.contains(&"quorum") && codes.contains(&"too-many-circumstances"));
}

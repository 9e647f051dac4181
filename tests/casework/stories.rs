//! Whole households, told act by act.

use sejel::domain::case::event::{Happening, Ruling};
use sejel::services::{casework, verification};

use crate::database::on_each;
use crate::office::{Household, Office};

fn holds(office: &Office) {
    let outcome = verification::verify(&office.register).unwrap();
    assert_eq!(outcome.exit_code(), 0, "{outcome:?}");
}

fn times(case: &Household<'_>, name: &str) -> usize {
    let history = casework::history(&case.office.register, case.opened().id).unwrap();
    let named = history.iter().filter(|e| e.happening.name() == name);
    named.count()
}

#[test]
fn a_man_with_a_known_father_comes_to_his_certificate() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        case.reaches_the_council();
        case.is_voted_on("approved");
        case.is_proposed(Ruling::Granted);
        case.does(&office.head, case.signature());
        case.is_served_by(&office.officer);
        case.is_issued_a_certificate();
        assert_eq!(case.stands_at(), ["closed_issued"]);
        holds(&office);
    });
}

#[test]
fn a_refusal_goes_to_the_board_and_to_court_and_the_court_orders_the_certificate() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        case.reaches_the_council();
        case.is_voted_on("rejected");
        case.is_proposed(Ruling::Refused);
        case.does(&office.head, case.signature());
        case.is_served_by(&office.officer);
        assert_eq!(case.stands_at(), ["objection_window"]);
        case.objects("board", "objection_window", "objected");
        case.is_refused_by_the_board();
        assert_eq!(case.stands_at(), ["court_window"]);
        case.objects("court", "court_window", "sued");
        case.is_judged("issuance_ordered", "ordered");
        case.is_issued_a_certificate();
        assert_eq!(case.stands_at(), ["closed_issued"]);
        assert_eq!(times(&case, "objection_filed"), 2);
        holds(&office);
    });
}

#[test]
fn a_file_returned_twice_keeps_both_lists_of_what_was_missing() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        let reviewer = &office.reviewer;
        for missing in [&["photos", "residence"][..], &["photos"]] {
            case.takes(reviewer, 0, "document_review", "returned", missing);
            assert_eq!(case.stands_at(), ["completion"]);
            office.waits(12);
            case.brings("photos");
            case.takes(reviewer, 0, "completion", "completed", &[]);
            assert_eq!(case.stands_at(), ["document_review"]);
        }
        case.brings_the_papers();
        case.takes(reviewer, 0, "document_review", "complete", &[]);
        assert_eq!(case.stands_at(), ["registry_search"]);
        let history = casework::history(&office.register, case.opened().id).unwrap();
        let asked: Vec<usize> = history
            .iter()
            .filter_map(|e| match &e.happening {
                Happening::StepTaken(t) if t.outcome.as_str() == "returned" => {
                    Some(t.missing.len())
                }
                _ => None,
            })
            .collect();
        assert_eq!(asked, [2, 1]);
        holds(&office);
    });
}

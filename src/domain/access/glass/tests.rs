use super::*;
use crate::domain::access::{Grant, Role};

fn person(user: i64, role: Role) -> Actor {
    Actor {
        user: UserId(user),
        name: "نمونه".to_owned(),
        grants: vec![Grant {
            role,
            unit: UnitPath::parse("ir/11/01").unwrap(),
            from: jiff::civil::date(2020, 3, 20),
            to: None,
        }],
    }
}

fn at(seconds: i64) -> Moment {
    Moment::from_micros(1_795_395_723_000_000).plus_seconds(seconds)
}

const REASON: &str = "بیمار در بیمارستان است و مدرک می‌خواهد";

fn asked(held: &[Glass], case: i64, now: Moment, reason: &str) -> Result<Turn, Refused> {
    ask(&Asking {
        case: (
            case,
            "12-01-1405-00001",
            &UnitPath::parse("ir/12/01").unwrap(),
        ),
        actor: &person(5, Role::RegistrarOfficer),
        within_reach: false,
        reason,
        held,
        now,
    })
}

fn told(seq: u64, by: i64, when: Moment, turn: Turn) -> Told {
    Told {
        seq,
        at: when,
        by: Some(UserId(by)),
        role: None,
        turn,
    }
}

fn broken(case: i64, when: Moment) -> Glass {
    let turn = asked(&[], case, when, REASON).unwrap();
    Glass::begin(1, &told(1, 5, when, turn)).unwrap()
}

#[test]
fn it_opens_one_case_for_an_hour_and_no_second_longer() {
    let glass = broken(9, at(0));
    assert!(glass.is_open(at(0)) && glass.is_open(at(3599)));
    assert!(!glass.is_open(at(3600)) && !glass.is_open(at(-1)));
    assert_eq!(
        asked(std::slice::from_ref(&glass), 9, at(60), REASON),
        Err(Refused::AlreadyOpen)
    );
    assert!(
        asked(std::slice::from_ref(&glass), 8, at(60), REASON).is_ok(),
        "another case"
    );
    assert!(
        asked(&[glass], 9, at(3600), REASON).is_ok(),
        "asked for anew"
    );
}

#[test]
fn a_reason_has_twenty_letters_that_are_no_spaces_at_its_ends() {
    let short = "ا".repeat(LEAST_REASON - 1);
    assert_eq!(
        asked(&[], 9, at(0), &format!("  {short}   ")),
        Err(Refused::ReasonTooShort)
    );
    assert!(asked(&[], 9, at(0), &format!("{short}ب")).is_ok());
}

#[test]
fn whoever_was_not_reviewed_in_time_asks_no_more_until_she_is() {
    let mut glass = broken(9, at(0));
    let late = at(REVIEWED_WITHIN + 1);
    assert!(asked(std::slice::from_ref(&glass), 8, at(REVIEWED_WITHIN), REASON).is_ok());
    assert_eq!(
        asked(std::slice::from_ref(&glass), 8, late, REASON),
        Err(Refused::Suspended)
    );
    let auditor = person(7, Role::Auditor);
    let turn = review(&glass, &auditor, (Verdict::Justified, "درست بود")).unwrap();
    glass.apply(&told(2, 7, late, turn));
    assert!(asked(&[glass], 8, late, REASON).is_ok());
}

#[test]
fn whoever_opened_a_case_without_need_asks_no_more_for_half_a_year() {
    let mut glass = broken(9, at(0));
    let auditor = person(7, Role::Auditor);
    let said = (Verdict::Unjustified, "پرونده ربطی به کار او نداشت");
    let turn = review(&glass, &auditor, said).unwrap();
    glass.apply(&told(2, 7, at(7200), turn));
    let held = std::slice::from_ref(&glass);
    let asks = |when: i64| asked(held, 8, at(when), REASON);
    assert_eq!(asks(7200), Err(Refused::Barred));
    assert_eq!(asks(7200 + BARRED - 1), Err(Refused::Barred));
    assert!(asks(7200 + BARRED).is_ok());
}

#[test]
fn nobody_reviews_twice_nor_the_own_nor_without_a_word() {
    let mut glass = broken(9, at(0));
    let auditor = person(7, Role::Auditor);
    let own = person(5, Role::Auditor);
    let said = (Verdict::Unjustified, "پرونده ربطی به کار او نداشت");
    assert_eq!(review(&glass, &own, said), Err(Refused::Own));
    let silent = (Verdict::Justified, "  ");
    assert_eq!(review(&glass, &auditor, silent), Err(Refused::NoteMissing));
    let turn = review(&glass, &auditor, said).unwrap();
    glass.apply(&told(2, 7, at(60), turn));
    assert_eq!(
        review(&glass, &auditor, said),
        Err(Refused::AlreadyReviewed)
    );
    assert!(glass.is_open(at(60)), "a verdict does not change the terms");
}

#[test]
fn what_is_within_reach_needs_no_emergency() {
    let refused = ask(&Asking {
        case: (9, "11-01-1405-00001", &UnitPath::parse("ir/11/01").unwrap()),
        actor: &person(5, Role::RegistrarOfficer),
        within_reach: true,
        reason: REASON,
        held: &[],
        now: at(0),
    });
    assert_eq!(refused, Err(Refused::WithinReach));
}

//! What the clocks of cases bring about, and when they do not.

use std::sync::Barrier;

use sejel::domain::access::Role;
use sejel::domain::case::Personal;
use sejel::domain::case::command::{Command, LetterAnswer};
use sejel::domain::case::decide::{self, Setting};
use sejel::domain::case::event::{Envelope, Happening};
use sejel::domain::case::refusal::Why;
use sejel::domain::directive::Holder;
use sejel::domain::directive::parse::parse;
use sejel::jobs::{KINDS, Turn, turn, unrecorded};
use sejel::services::casework::{self, Failure};
use sejel::services::verification;
use sejel::services::worklist::{self, List, Narrowed};

use crate::database::on_each;
use crate::office::{Household, Office};

const SHIPPED: &str = include_str!("../../directives/art45-1381.toml");

fn takes_a_turn(office: &Office) -> Turn {
    turn(&office.register, KINDS, &|| true).unwrap()
}

/// The names of the events that no person made about a step, oldest first.
fn rung(case: &Household<'_>) -> Vec<&'static str> {
    let opened = case.opened();
    let history = casework::history(&case.office.register, opened.id).unwrap();
    // What is said of the case as a whole changes its limit and stands in a test of its own.
    let of_process =
        |e: &&Envelope| e.actor.process.as_deref() == Some("clock") && e.whole.is_none();
    let rung = history.iter().filter(of_process);
    rung.map(|e| {
        assert_eq!((e.actor.user, e.actor.role), (None, None));
        e.happening.name()
    })
    .collect()
}

fn is_sound(office: &Office) {
    let outcome = verification::verify(&office.register).unwrap();
    assert_eq!(outcome.exit_code(), 0, "{outcome:?}");
}

#[test]
fn two_runners_at_once_record_each_time_limit_once() {
    on_each(|store| {
        let office = Office::over(store);
        let cases: Vec<_> = (0..12).map(|_| office.opens_a_case()).collect();
        office.waits(60);
        let together = Barrier::new(2);
        let turns = std::thread::scope(|scope| {
            let runners = [0, 1].map(|_| {
                scope.spawn(|| {
                    together.wait();
                    takes_a_turn(&office)
                })
            });
            runners.map(|r| r.join().unwrap())
        });
        let [one, other] = turns;
        // Each case, and the sweeping of the day.
        assert_eq!(one.done + other.done, 13, "{turns:?}");
        assert_eq!(one.failed + other.failed, 0, "{turns:?}");
        for case in &cases {
            assert_eq!(rung(case), ["clock_expired"]);
        }
        assert_eq!(takes_a_turn(&office), Turn::default());
        is_sound(&office);
    });
}

#[test]
fn a_reminder_comes_before_the_end_of_the_limit_and_only_once() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        takes_a_turn(&office);
        assert_eq!(rung(&case), [""; 0]);
        office.waits(8);
        takes_a_turn(&office);
        assert_eq!(rung(&case), ["clock_reminded"]);
        office.waits(1);
        takes_a_turn(&office);
        assert_eq!(rung(&case), ["clock_reminded"]);
        office.waits(30);
        takes_a_turn(&office);
        assert_eq!(rung(&case), ["clock_reminded", "clock_expired"]);
        is_sound(&office);
    });
}

#[test]
fn a_delay_of_the_police_is_told_to_the_posts_that_the_directive_names() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        reaches_the_police(&case);
        let told = |list| {
            let page = worklist::page(
                &office.register,
                &office.head,
                list,
                &Narrowed::default(),
                None,
                9,
            );
            page.unwrap().len()
        };
        assert_eq!(told(List::Told), 0);
        office.waits(35);
        takes_a_turn(&office);
        assert_eq!(rung(&case), ["clock_expired"]);
        assert_eq!((told(List::Told), told(List::Overdue)), (1, 1));
        office.waits(60);
        takes_a_turn(&office);
        let rung = rung(&case);
        assert!(rung.contains(&"clock_escalated"), "{rung:?}");
        let file = case.opened().file;
        let course = &file.positions[0].course;
        assert!(course.told.contains(&Role::OfficeHead), "{course:?}");
        assert!(
            course.told.len() > 1 && course.ahead.is_empty(),
            "{course:?}"
        );
        // Who holds it is not let off: the delay stays on the police's account.
        assert_eq!(file.positions[0].holder, Holder::Police);
        is_sound(&office);
    });
}

fn reaches_the_evidence(case: &Household<'_>) {
    let office = case.office;
    case.brings_the_papers();
    case.takes(&office.reviewer, 0, "document_review", "complete", &[]);
    case.is_searched_for();
}

fn reaches_the_police(case: &Household<'_>) {
    let office = case.office;
    reaches_the_evidence(case);
    case.shows_lineage();
    let posts = ["office_head", "archive_officer", "expert"];
    case.is_heard_by(&office.head, 0, "office_committee", &posts, "approved");
    case.takes(&office.head, 0, "office_committee", "refer_identity", &[]);
    case.is_asked_about(Holder::Police);
}

fn answer() -> Command {
    Command::AnswerLetter(Box::new(LetterAnswer {
        letter: 1,
        number: Personal::new("آ/۱"),
        answers: Vec::new(),
        text: Personal::new("نتیجهٔ آزمایش پیوست است."),
        paper: None,
    }))
}

#[test]
fn a_clock_stands_still_while_the_laboratory_has_the_case() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        reaches_the_evidence(&case);
        let due = |case: &Household<'_>| {
            let file = case.opened().file;
            file.positions[0].due.clone().unwrap()
        };
        let before = due(&case);
        office.waits(10);
        let letter = Command::SendLetter {
            person: 0,
            addressee: Holder::Laboratory,
            number: Personal::new("1405/77"),
            question: Personal::new("آزمایش نسب."),
        };
        case.does(&office.reviewer, letter);
        office.waits(100);
        takes_a_turn(&office);
        assert_eq!(rung(&case), [""; 0], "the laboratory's time is not counted");
        case.does(&office.head, answer());
        let after = due(&case);
        assert_eq!((after.paused, after.start), (100, before.start));
        let file = case.opened().file;
        assert_eq!(file.positions[0].holder, Holder::Office);
        office.waits(60);
        takes_a_turn(&office);
        assert_eq!(rung(&case), ["clock_expired"]);
        is_sound(&office);
    });
}

#[test]
fn no_clock_runs_out_while_the_case_is_suspended() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        let turned = |act: &str| {
            let command = Command::SideAct {
                act: act.to_owned(),
                person: 0,
                reason: Personal::new("به درخواست دادگاه."),
                paper: None,
            };
            case.does(&office.head, command);
        };
        turned("suspension");
        office.waits(90);
        takes_a_turn(&office);
        assert_eq!(rung(&case), [""; 0]);
        turned("resumption");
        takes_a_turn(&office);
        assert_eq!(rung(&case), [""; 0]);
        let due = case.opened().file.positions[0].due.clone().unwrap();
        assert_eq!(due.paused, 90);
        office.waits(40);
        takes_a_turn(&office);
        assert_eq!(rung(&case), ["clock_expired"]);
    });
}

#[test]
fn an_extension_takes_the_report_back_and_the_limit_can_run_out_again() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        office.waits(40);
        takes_a_turn(&office);
        let course = |case: &Household<'_>| case.opened().file.positions[0].course.clone();
        assert_eq!(course(&case).told, [Role::OfficeHead]);
        let extension = Command::ExtendClock {
            person: 0,
            step: "document_review".into(),
            days: 60,
            reason: Personal::new("مدارک در راه است."),
        };
        case.does(&office.head, extension);
        assert!(course(&case).told.is_empty());
        takes_a_turn(&office);
        assert_eq!(rung(&case), ["clock_expired"]);
        office.waits(90);
        takes_a_turn(&office);
        assert_eq!(rung(&case), ["clock_expired", "clock_expired"]);
    });
}

/// What the decision says under the shipped directive with something changed in it.
fn decided(case: &Household<'_>, changed: &str, command: &Command) -> Vec<Happening> {
    refused_or(case, changed, command).unwrap()
}

fn refused_or(
    case: &Household<'_>,
    changed: &str,
    command: &Command,
) -> Result<Vec<Happening>, Why> {
    let directive = parse(changed).unwrap();
    let (office, opened) = (case.office, case.opened());
    let now = sejel::domain::time::Clock::now(office.clock.as_ref());
    let setting = Setting {
        directive: &directive,
        calendar: &opened.calendars.now,
        actor: &office.head,
        now,
        on: now.tehran_date(),
    };
    let drafted = decide::decide(&opened.file, &setting, command);
    let happenings = |all: Vec<decide::Drafted>| all.into_iter().map(|d| d.happening).collect();
    drafted.map(happenings).map_err(|refusal| refusal.why)
}

#[test]
fn where_the_directive_says_so_expiry_leads_to_where_a_person_decides() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        let leads = SHIPPED.replacen(
            "length = 10\nunit = \"working_days\"",
            "on_expiry = \"complete\"\nlength = 10\nunit = \"working_days\"",
            1,
        );
        let ring = Command::ExpireClock {
            person: 0,
            step: "document_review".into(),
        };
        office.waits(60);
        let plain = decided(&case, SHIPPED, &ring);
        assert!(
            matches!(plain[..], [Happening::ClockExpired { .. }]),
            "{plain:?}"
        );
        let led = decided(&case, &leads, &ring);
        let [Happening::ClockExpired { .. }, Happening::StepTaken(taken)] = &led[..] else {
            panic!("{led:?}");
        };
        assert_eq!(taken.to[0].as_str(), "registry_search");
    });
}

#[test]
fn an_extension_ends_where_the_directive_says() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        let limited = SHIPPED.replacen(
            "length = 10\nunit = \"working_days\"",
            "extendable_to = 20\nlength = 10\nunit = \"working_days\"",
            1,
        );
        let extend = |days| Command::ExtendClock {
            person: 0,
            step: "document_review".into(),
            days,
            reason: Personal::new("مدارک در راه است."),
        };
        assert!(refused_or(&case, &limited, &extend(5)).is_ok());
        let refused = refused_or(&case, &limited, &extend(60));
        assert!(
            matches!(refused, Err(Why::ExtendedTooFar(_))),
            "{refused:?}"
        );
        assert!(refused_or(&case, SHIPPED, &extend(60)).is_ok());
    });
}

#[test]
fn nobody_rings_a_clock_by_hand_before_its_time() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        let ring = Command::ExpireClock {
            person: 0,
            step: "document_review".into(),
        };
        let refused = case.asks(&office.head, ring);
        assert!(matches!(refused, Err(Failure::Refused(_))), "{refused:?}");
    });
}

#[test]
fn what_no_process_recorded_is_named() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        let scope = sejel::domain::access::Scope::of_process();
        let named = || {
            let stuck = unrecorded(&office.register, &scope).unwrap();
            stuck.into_iter().map(|w| w.reference).collect::<Vec<_>>()
        };
        assert_eq!(named(), [""; 0]);
        office.waits(40);
        assert_eq!(named(), std::slice::from_ref(&case.reference));
        takes_a_turn(&office);
        assert_eq!(named(), [""; 0]);
    });
}

#[test]
fn the_limit_for_the_whole_stands_still_with_the_applicant_and_is_told_to_the_province() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        let whole = |case: &Household<'_>| case.opened().file.whole.clone().unwrap();
        assert!(!whole(&case).is_still());
        case.brings_the_papers();
        case.takes(
            &office.reviewer,
            0,
            "document_review",
            "returned",
            &["other"],
        );
        assert!(whole(&case).is_still());
        office.waits(300);
        takes_a_turn(&office);
        assert!(whole(&case).course.told.is_empty());
        case.brings("school_letter");
        case.takes(&office.reviewer, 0, "completion", "completed", &[]);
        let limit = whole(&case);
        assert_eq!(limit.due.as_ref().map(|d| d.paused), Some(300));
        office.waits(200);
        takes_a_turn(&office);
        assert_eq!(whole(&case).course.told, [Role::ProvincialDirector]);
        is_sound(&office);
    });
}

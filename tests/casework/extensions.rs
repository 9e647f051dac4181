//! Extensions that two people have to agree on: proposed by one, answered by another.

use sejel::domain::access::{Actor, Role};
use sejel::domain::case::Personal;
use sejel::domain::case::command::Command;
use sejel::domain::case::decide::{Setting, may};
use sejel::domain::case::refusal::Why;
use sejel::domain::directive::Due;
use sejel::domain::time::Clock as _;
use sejel::services::casework::{self, Failure};
use sejel::services::directives::SHIPPED;
use sejel::services::verification;
use sejel::services::worklist::{self, List, Narrowed};

use crate::database::on_each;
use crate::office::{Household, Office};

const STEP: &str = "document_review";

/// The instruction, in which an extension of the review is approved by these, up to so many days in all.
fn two_people(roles: &str, most: u32) -> String {
    let named = SHIPPED[0].1.replacen("\"1381\"", "\"1405\"", 1);
    let at = named.find("id = \"document_review\"").unwrap();
    let (before, after) = named.split_at(at);
    let one = "extendable_by = [\"office_head\"]\n";
    let two = format!("{one}extension_approved_by = [{roles}]\nextendable_to = {most}\n");
    format!("{before}{}", after.replacen(one, &two, 1))
}

/// An office in which the head proposes and the other head of the office may approve.
fn office(store: &sejel::store::Store) -> Office {
    let office = Office::over(store);
    office.puts_in_force(&two_people("\"office_head\", \"provincial_director\"", 25));
    office
}

fn due(case: &Household<'_>) -> Due {
    let file = case.opened().file;
    file.positions.first().unwrap().due.clone().unwrap()
}

fn extend(days: u32) -> Command {
    Command::ExtendClock {
        person: 0,
        step: STEP.into(),
        days,
        reason: Personal::new("راه روستا بسته است."),
    }
}

fn proposal(case: &Household<'_>) -> u64 {
    let file = case.opened().file;
    file.extension(0, &STEP.into()).map_or(0, |x| x.seq)
}

fn approve(case: &Household<'_>) -> Command {
    Command::ApproveExtension {
        person: 0,
        step: STEP.into(),
        proposal: proposal(case),
    }
}

/// How many cases stand in the list of those who approve.
fn to_approve(office: &Office) -> usize {
    let everything = Narrowed::default();
    let list = List::Extensions;
    assert!(List::of(&office.deputy).contains(&list));
    let page = worklist::page(&office.register, &office.deputy, list, &everything, None, 9);
    page.unwrap().len()
}

fn decline(case: &Household<'_>) -> Command {
    Command::DeclineExtension {
        person: 0,
        step: STEP.into(),
        proposal: proposal(case),
        reason: Personal::new("راه باز شده است."),
    }
}

fn why(case: &Household<'_>, who: &Actor, command: Command) -> Why {
    match case.asks(who, command) {
        Err(Failure::Refused(refusal)) => refusal.why,
        other => panic!("{other:?}"),
    }
}

fn kinds(case: &Household<'_>) -> Vec<&'static str> {
    let id = case.opened().id;
    let history = casework::history(&case.office.register, id).unwrap();
    let names = history.iter().map(|e| e.happening.name());
    names.filter(|name| name.contains("exten")).collect()
}

#[test]
fn an_extension_counts_only_once_somebody_else_approved_it() {
    on_each(|store| {
        let office = office(store);
        let case = office.opens_a_case();
        let before = due(&case);
        assert_eq!(to_approve(&office), 0);
        case.does(&office.head, extend(5));
        assert_eq!(due(&case), before, "only proposed");
        assert_eq!(to_approve(&office), 1);
        assert_eq!(why(&case, &office.head, extend(3)), Why::ExtensionPending);
        assert_eq!(why(&case, &office.head, approve(&case)), Why::SecondPerson);
        assert_eq!(why(&case, &office.head, decline(&case)), Why::SecondPerson);
        assert_eq!(
            why(&case, &office.officer, approve(&case)),
            Why::NotYourRole
        );
        case.does(&office.deputy, approve(&case));
        assert_eq!((due(&case).extended, proposal(&case)), (5, 0));
        assert_eq!(to_approve(&office), 0);
        assert!(due(&case).date > before.date);
        assert_eq!(kinds(&case), ["extension_proposed", "clock_extended"]);
        assert_eq!(
            why(&case, &office.deputy, approve(&case)),
            Why::NotAtThisStep
        );
        let sound = verification::verify(&office.register).unwrap();
        assert_eq!(sound.exit_code(), 0, "{sound:?}");
    });
}

#[test]
fn what_is_declined_changes_nothing_and_can_be_proposed_again() {
    on_each(|store| {
        let office = office(store);
        let case = office.opens_a_case();
        let before = due(&case);
        case.does(&office.head, extend(5));
        let old = approve(&case);
        case.does(&office.deputy, decline(&case));
        assert_eq!((due(&case), proposal(&case)), (before, 0));
        case.does(&office.head, extend(2));
        // The page of the former proposal approves nothing.
        assert_eq!(why(&case, &office.deputy, old), Why::AlreadyRecorded);
        case.does(&office.deputy, approve(&case));
        assert_eq!(due(&case).extended, 2);
        let told = [
            "extension_proposed",
            "extension_declined",
            "extension_proposed",
            "clock_extended",
        ];
        assert_eq!(kinds(&case), told);
    });
}

#[test]
fn all_extensions_together_end_where_the_directive_says() {
    on_each(|store| {
        let office = office(store);
        let case = office.opens_a_case();
        for days in [7, 7] {
            case.does(&office.head, extend(days));
            case.does(&office.deputy, approve(&case));
        }
        let refused = why(&case, &office.head, extend(7));
        assert!(matches!(refused, Why::ExtendedTooFar(_)), "{refused:?}");
        assert_eq!(due(&case).extended, 14);
    });
}

#[test]
fn an_extension_of_a_step_that_is_left_is_nobodys_to_approve() {
    on_each(|store| {
        let office = office(store);
        let case = office.opens_a_case();
        case.does(&office.head, extend(5));
        let late = approve(&case);
        case.brings_the_papers();
        case.takes(&office.reviewer, 0, STEP, "complete", &[]);
        assert!(case.opened().file.extensions.is_empty());
        let refused = case.asks(&office.deputy, late);
        assert!(matches!(refused, Err(Failure::Refused(_))), "{refused:?}");
    });
}

#[test]
fn two_who_answer_at_once_are_answered_by_one_answer() {
    on_each(|store| {
        let office = office(store);
        let third = office.hires("third", Role::OfficeHead, crate::office::UNIT);
        let case = office.opens_a_case();
        case.does(&office.head, extend(5));
        let (yes, no) = (approve(&case), decline(&case));
        let together = std::sync::Barrier::new(2);
        let done = std::thread::scope(|scope| {
            let asks = [(&office.deputy, yes), (&third, no)].map(|(who, command)| {
                let (case, together) = (&case, &together);
                scope.spawn(move || {
                    together.wait();
                    case.asks(who, command).is_ok()
                })
            });
            asks.map(|it| it.join().unwrap())
        });
        assert_eq!(done.iter().filter(|it| **it).count(), 1, "{done:?}");
        assert_eq!(kinds(&case).len(), 2);
    });
}

#[test]
fn the_second_person_is_offered_the_answer_and_the_first_is_told_why_not() {
    on_each(|store| {
        let office = office(store);
        let case = office.opens_a_case();
        case.does(&office.head, extend(5));
        let opened = case.opened();
        let now = office.clock.now();
        let offered = |actor: &Actor| {
            let setting = Setting {
                directive: &opened.directive,
                calendar: &opened.calendars.now,
                actor,
                now,
                on: now.tehran_date(),
            };
            let act = sejel::domain::case::decide::Act::AnswerExtension {
                person: 0,
                step: STEP.into(),
            };
            may(&opened.file, &setting, &act).map_err(|no| no.why)
        };
        assert_eq!(offered(&office.deputy), Ok(()));
        assert_eq!(offered(&office.head), Err(Why::SecondPerson));
    });
}

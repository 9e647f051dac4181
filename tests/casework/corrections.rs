//! Every value of an application can be corrected, and nothing else.

use sejel::domain::access::Actor;
use sejel::domain::case::command::Command;
use sejel::domain::case::correction::{Nature, Value};
use sejel::domain::case::people::Representative;
use sejel::domain::case::{CaseFile, PersonNo, Personal, WHOLE_CASE, Why};
use sejel::services::casework::{self, Beginning, Failure};

use crate::database::on_each;
use crate::office::{Household, Office, opening, paper};

/// Something else than is on record.
fn another(value: Value) -> &'static str {
    match value.nature() {
        Nature::Words => "چیزی دیگر",
        Nature::Name => "نورمحمد",
        Nature::NationalNumber => "0000000019",
        Nature::Telephone | Nature::Number => "05400000000",
        Nature::Year => "1351",
        Nature::BirthDate => "1362..1364",
        Nature::Place => "1102",
        Nature::OneOf(_, codes) | Nature::SomeOf(_, codes) => codes.last().unwrap(),
    }
}

fn correction(person: PersonNo, field: &str, after: Option<&str>) -> Command {
    Command::Correct {
        person,
        field: field.to_owned(),
        after: after.map(Personal::new),
        reason: Personal::new("در برگهٔ تازه چنین است."),
        paper: None,
    }
}

fn refused(case: &Household<'_>, who: &Actor, command: Command) -> Why {
    match case.asks(who, command) {
        Err(Failure::Refused(refusal)) => refusal.why,
        other => panic!("{other:?}"),
    }
}

fn recorded(file: &CaseFile, person: PersonNo, value: Value) -> Option<Option<Personal>> {
    value.recorded(&file.application, person)
}

/// A case in which every value is there to be corrected.
fn opened(office: &Office) -> Household<'_> {
    let mut opening = opening();
    let second = opening.application.people.first().cloned().unwrap();
    opening
        .application
        .people
        .push(sejel::domain::case::people::Person {
            no: 2,
            relation: "spouse".to_owned(),
            sex: Personal::new("female"),
            ..second
        });
    opening.application.representative = Some(Representative {
        capacity: "lawyer".to_owned(),
        name: Personal::new("وکیل نمونه"),
        national_number: None,
        telephone: None,
    });
    let done = casework::open(&office.register, &office.officer, Beginning::today(opening));
    Household {
        office,
        reference: done.unwrap().reference,
    }
}

#[test]
fn every_value_of_the_application_is_corrected_by_an_event_and_nothing_else_changes() {
    on_each(|store| {
        let office = Office::over(store);
        let case = opened(&office);
        let of_people = Value::of_a_person().map(|value| (2, value));
        let of_case = Value::of_the_case().chain(Value::of_a_witness(2));
        for (person, value) in of_people.chain(of_case.map(|value| (WHOLE_CASE, value))) {
            let before = case.opened().file;
            let after = another(value);
            case.does(
                &office.officer,
                correction(person, &value.code(), Some(after)),
            );
            let file = case.opened().file;
            let now = recorded(&file, person, value).unwrap();
            assert_eq!(now, Some(Personal::new(after)), "{}", value.code());
            let mut expected = before.application.clone();
            value.record(&mut expected, person, Some(Personal::new(after)));
            assert_eq!(file.application, expected, "{}", value.code());
            assert_eq!(file.seq, before.seq + 1);
            let last = casework::history_after(&office.register, case.opened().id, before.seq);
            let last = format!("{:?}", last.unwrap().last().unwrap().happening);
            let was = recorded(&before, person, value).unwrap();
            assert!(last.contains(&format!("before: {was:?}")), "{last}");
        }
    });
}

#[test]
fn what_may_be_empty_is_emptied_and_what_may_not_is_refused() {
    on_each(|store| {
        let office = Office::over(store);
        let case = opened(&office);
        for value in Value::of_the_case() {
            let command = correction(WHOLE_CASE, &value.code(), None);
            let before = case.opened().file;
            let Some(was) = recorded(&before, WHOLE_CASE, value) else {
                assert_eq!(refused(&case, &office.officer, command), Why::NoSuchValue);
                continue;
            };
            match (value.may_be_empty(), was) {
                (false, _) => {
                    assert_eq!(refused(&case, &office.officer, command), Why::NoSuchValue);
                }
                (true, None) => {
                    assert_eq!(
                        refused(&case, &office.officer, command),
                        Why::NothingToCorrect
                    );
                }
                (true, Some(_)) => {
                    case.does(&office.officer, command);
                    let file = case.opened().file;
                    assert_eq!(recorded(&file, WHOLE_CASE, value), Some(None));
                }
            }
        }
        assert!(case.opened().file.application.representative.is_none());
    });
}

#[test]
fn a_witness_who_came_later_is_added_after_the_others() {
    on_each(|store| {
        let office = Office::over(store);
        let case = opened(&office);
        let known = case.opened().file.application.witnesses.len();
        let name = |no: usize| format!("witness_{no}_name");
        let far = correction(WHOLE_CASE, &name(known + 2), Some("گواه دور"));
        assert_eq!(refused(&case, &office.officer, far), Why::NoSuchValue);
        let next = correction(WHOLE_CASE, &name(known + 1), Some("گواه تازه"));
        case.does(&office.officer, next);
        let file = case.opened().file;
        assert_eq!(file.application.witnesses.len(), known + 1);
        let last = file.application.witnesses.last().unwrap();
        assert_eq!(last.name.known(), Some("گواه تازه"));
    });
}

#[test]
fn what_is_no_value_of_this_person_or_cannot_be_is_refused() {
    on_each(|store| {
        let office = Office::over(store);
        let case = opened(&office);
        for (person, field, after) in [
            (1, "relation", "child"),
            (1, "telephone", "05400000000"),
            (WHOLE_CASE, "given", "نورمحمد"),
            (1, "no_such", "چیزی"),
            (1, "sex", "unknown"),
            (1, "clauses", "2,8"),
            (1, "birth_place", "9999"),
            (1, "father_number", "1234567890"),
            (WHOLE_CASE, "witness_7_name", "گواه"),
        ] {
            let why = refused(
                &case,
                &office.officer,
                correction(person, field, Some(after)),
            );
            assert_eq!(why, Why::NoSuchValue, "{person} {field} {after}");
        }
        let stranger = correction(9, "given", Some("نورمحمد"));
        assert_eq!(
            refused(&case, &office.officer, stranger),
            Why::NoSuchPerson(9)
        );
        let mut on_nothing = correction(1, "given", Some("نورمحمد"));
        if let Command::Correct { paper, .. } = &mut on_nothing {
            *paper = Some(77);
        }
        assert_eq!(
            refused(&case, &office.officer, on_nothing),
            Why::NoSuchPaper(77)
        );
    });
}

#[test]
fn a_paper_that_nobody_could_find_again_is_not_taken_in() {
    on_each(|store| {
        let office = Office::over(store);
        let case = opened(&office);
        let nowhere = sejel::domain::case::event::PaperReceived {
            folder: None,
            ..paper("photos", &[1])
        };
        let received = Command::ReceivePaper(Box::new(nowhere.clone()));
        assert_eq!(refused(&case, &office.officer, received), Why::PaperNowhere);
        let mut opening = opening();
        opening.papers.push(nowhere);
        let opened = casework::open(&office.register, &office.officer, Beginning::today(opening));
        let Err(Failure::Refused(refusal)) = opened else {
            panic!("{opened:?}");
        };
        assert_eq!(refusal.why, Why::PaperNowhere);
    });
}

//! A form that is sent twice.

use sejel::domain::case::Personal;
use sejel::domain::case::command::Command;
use sejel::services::casework::{self, Beginning, Failure, Request};

use crate::database::on_each;
use crate::office::{Office, opening};

/// The form that adds a note, with its key if it has one.
pub fn note(reference: &str, text: &str, key: Option<&str>) -> Request {
    Request {
        reference: reference.to_owned(),
        command: Command::AddNote {
            text: Personal::new(text),
        },
        on: None,
        seen: None,
        key: key.map(str::to_owned),
    }
}

#[test]
fn a_form_sent_twice_is_done_once_and_answered_alike() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        let send = |text: &str, key: &str| {
            casework::perform(
                &office.register,
                &office.officer,
                note(&case.reference, text, Some(key)),
            )
        };
        let first = send("تماس گرفته شد.", "key-1").unwrap();
        let again = send("تماس گرفته شد.", "key-1").unwrap();
        assert_eq!(first, again);
        assert_eq!(case.opened().file.seq, first.seq);
        let other = send("چیز دیگری", "key-1");
        assert!(matches!(other, Err(Failure::KeyReused)), "{other:?}");
        assert_eq!(case.opened().file.seq, first.seq);
        let next = send("تماس گرفته شد.", "key-2").unwrap();
        assert_eq!(next.seq, first.seq + 1);
    });
}

#[test]
fn the_key_of_one_person_says_nothing_about_another() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        let send = |who, text: &str| {
            let request = note(&case.reference, text, Some("key-1"));
            casework::perform(&office.register, who, request)
        };
        let first = send(&office.officer, "یک").unwrap();
        let second = send(&office.reviewer, "دو").unwrap();
        assert_eq!(second.seq, first.seq + 1);
    });
}

#[test]
fn an_opening_sent_twice_opens_one_case() {
    on_each(|store| {
        let office = Office::over(store);
        let send = |telephone: Option<&str>| {
            let mut opening = opening();
            opening.application.telephone = telephone.map(Personal::new);
            let key = Some("key-1".to_owned());
            let beginning = Beginning {
                key,
                ..Beginning::today(opening)
            };
            casework::open(&office.register, &office.officer, beginning)
        };
        let first = send(None).unwrap();
        assert_eq!(send(None).unwrap(), first);
        let other = send(Some("09000000000"));
        assert!(matches!(other, Err(Failure::KeyReused)), "{other:?}");
    });
}

#[test]
fn a_form_sent_again_later_is_the_same_form() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        let send = || {
            let claim = Request {
                command: Command::Claim,
                ..note(&case.reference, "", Some("key-9"))
            };
            casework::perform(&office.register, &office.officer, claim)
        };
        let first = send().unwrap();
        office.waits_minutes(5);
        assert_eq!(send().unwrap(), first, "when it came is not what it says");
    });
}

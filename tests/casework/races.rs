//! Several people write at once.

use std::collections::BTreeSet;
use std::sync::Barrier;

use sejel::domain::case::Personal;
use sejel::domain::case::command::Command;
use sejel::domain::case::event::{Happening, Ruling};
use sejel::services::casework::{Done, Failure, Request};
use sejel::services::{casework, verification};
use sejel::store::case_parts;

use crate::database::on_each;
use crate::office::Office;

const WRITERS: usize = 16;

#[test]
fn of_sixteen_who_write_at_once_each_gets_a_number_of_its_own() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        let before = case.opened().file.seq;
        let together = Barrier::new(WRITERS);
        let notes: Vec<_> = (0..WRITERS).map(|n| format!("یادداشت {n}")).collect();
        let numbers: Vec<u64> = std::thread::scope(|scope| {
            let (case, office, together) = (&case, &office, &together);
            let writers: Vec<_> = notes
                .iter()
                .map(|note| {
                    scope.spawn(move || {
                        together.wait();
                        let text = Personal::new(note);
                        let done = case.asks(&office.officer, Command::AddNote { text });
                        done.unwrap().seq
                    })
                })
                .collect();
            writers.into_iter().map(|w| w.join().unwrap()).collect()
        });
        let opened = case.opened();
        let history = casework::history(&office.register, opened.id).unwrap();
        let dense: Vec<u64> = (1..).take(history.len()).collect();
        assert_eq!(history.iter().map(|e| e.seq).collect::<Vec<_>>(), dense);
        let after: BTreeSet<u64> = (before + 1..).take(WRITERS).collect();
        assert_eq!(numbers.into_iter().collect::<BTreeSet<_>>(), after);
        let told: BTreeSet<&str> = history.iter().filter_map(|e| text(&e.happening)).collect();
        assert_eq!(told, notes.iter().map(String::as_str).collect());
        let outcome = verification::verify(&office.register).unwrap();
        assert_eq!(outcome.exit_code(), 0, "{outcome:?}");
    });
}

fn text(happening: &Happening) -> Option<&str> {
    match happening {
        Happening::NoteAdded { text } => text.known(),
        _ => None,
    }
}

#[test]
fn of_sixteen_who_answer_the_same_page_one_is_heard_and_the_others_are_told_of_it() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        let before = case.opened().file.seq;
        let together = Barrier::new(WRITERS);
        // A name has letters only.
        let names: Vec<_> = ('ا'..).take(WRITERS).map(|c| format!("مراد {c}")).collect();
        let answers: Vec<(&str, Result<Done, Failure>)> = std::thread::scope(|scope| {
            let (case, office, together) = (&case, &office, &together);
            let writers = names
                .iter()
                .zip([&office.officer, &office.reviewer].into_iter().cycle());
            let writers: Vec<_> = writers
                .map(|(name, who)| {
                    scope.spawn(move || {
                        let request = correction(&case.reference, name, before);
                        together.wait();
                        let answer = casework::perform(&office.register, who, request);
                        (name.as_str(), answer)
                    })
                })
                .collect();
            writers.into_iter().map(|w| w.join().unwrap()).collect()
        });
        let file = case.opened().file;
        assert_eq!(file.seq, before + 1, "one event and no more");
        let won: Vec<&str> = answers
            .iter()
            .filter(|a| a.1.is_ok())
            .map(|a| a.0)
            .collect();
        assert_eq!(won.len(), 1, "{answers:?}");
        assert_eq!(file.person(1).unwrap().given.known(), Some(won[0]));
        for (_, answer) in answers.iter().filter(|a| a.1.is_err()) {
            let Err(Failure::Stale(changes)) = answer else {
                panic!("not told of the change: {answer:?}");
            };
            let told: Vec<_> = changes
                .iter()
                .map(|e| (e.seq, given(&e.happening)))
                .collect();
            assert_eq!(told, [(before + 1, Some(won[0]))]);
        }
        let outcome = verification::verify(&office.register).unwrap();
        assert_eq!(outcome.exit_code(), 0, "{outcome:?}");
    });
}

/// The given name of the household's head, corrected from a page that was made at `seen`.
fn correction(reference: &str, name: &str, seen: u64) -> Request {
    Request {
        reference: reference.to_owned(),
        command: Command::Correct {
            person: 1,
            field: "given".to_owned(),
            after: Some(Personal::new(name)),
            reason: Personal::new("بر پایهٔ شناسنامهٔ پدر."),
            paper: None,
        },
        on: None,
        seen: Some(seen),
        key: None,
    }
}

fn given(happening: &Happening) -> Option<&str> {
    match happening {
        Happening::RecordCorrected(to) => to.after.as_ref()?.known(),
        _ => None,
    }
}

#[test]
fn of_two_heads_who_sign_at_once_one_decides() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        case.reaches_the_council();
        case.is_voted_on("approved");
        case.is_proposed(Ruling::Granted);
        let signature = case.signature();
        let together = Barrier::new(2);
        let answers: Vec<_> = std::thread::scope(|scope| {
            let heads = [&office.head, &office.deputy].map(|head| {
                let signature = signature.clone();
                scope.spawn(|| {
                    together.wait();
                    case.asks(head, signature)
                })
            });
            heads.map(|h| h.join().unwrap()).into_iter().collect()
        });
        let taken = answers.iter().filter(|a| a.is_ok()).count();
        assert_eq!(taken, 1, "{answers:?}");
        let opened = case.opened();
        let history = casework::history(&office.register, opened.id).unwrap();
        let signed = history
            .iter()
            .filter(|e| matches!(e.happening, Happening::DecisionSigned(_)));
        assert_eq!(signed.count(), 1);
        let (_, decisions, _) = store.read(|c| case_parts::load(c, opened.id)).unwrap();
        assert_eq!(decisions.len(), 1, "{decisions:?}");
        let outcome = verification::verify(&office.register).unwrap();
        assert_eq!(outcome.exit_code(), 0, "{outcome:?}");
    });
}

#[test]
fn a_form_that_is_sent_twice_at_once_is_done_once_and_answered_alike() {
    on_each(|store| {
        let office = Office::over(store);
        for round in 0..4 {
            let case = office.opens_a_case();
            let before = case.opened().file.seq;
            let together = Barrier::new(WRITERS);
            let key = format!("key-{round}");
            let answers: Vec<Result<Done, Failure>> = std::thread::scope(|scope| {
                let (case, office, together, key) = (&case, &office, &together, &key);
                let send = || {
                    let request = Request {
                        key: Some(key.clone()),
                        ..correction(&case.reference, "مراد", before)
                    };
                    together.wait();
                    casework::perform(&office.register, &office.officer, request)
                };
                let writers: Vec<_> = (0..WRITERS).map(|_| scope.spawn(send)).collect();
                writers.into_iter().map(|w| w.join().unwrap()).collect()
            });
            assert_eq!(case.opened().file.seq, before + 1);
            for answer in answers {
                assert_eq!(answer.unwrap().seq, before + 1);
            }
        }
    });
}

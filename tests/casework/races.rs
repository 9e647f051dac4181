//! Several people write at once.

use std::collections::BTreeSet;
use std::sync::{Arc, Barrier};

use diesel::{RunQueryDsl, sql_query};
use sejel::domain::case::command::Command;
use sejel::domain::case::event::{Happening, Ruling};
use sejel::domain::case::{CaseFile, Personal, Why};
use sejel::domain::history::Hash;
use sejel::services::casework::{Done, Failure, Request};
use sejel::services::register::Register;
use sejel::services::{casework, verification};
use sejel::store::case_parts;
use sejel::store::streams::{self, Head};

use crate::database::on_each;
use crate::keys::note;
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

#[test]
fn a_case_that_another_process_wrote_meanwhile_is_read_anew() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        let beside = Arc::new(office.register_elsewhere());
        let notes = |register: &Arc<Register>, text: &str| {
            let request = note(&case.reference, text, None);
            casework::perform(register, &office.officer, request)
        };
        let turns = [&office.register, &beside, &beside, &office.register];
        for (turn, register) in turns.into_iter().enumerate() {
            notes(register, &format!("یادداشت {turn}")).unwrap();
        }
        let told = case.opened().file;
        let notes: Vec<_> = told.notes.iter().filter_map(|n| n.what.known()).collect();
        assert_eq!(notes.len(), 4, "{notes:?}");
        let outcome = verification::verify(&office.register).unwrap();
        assert_eq!(outcome.exit_code(), 0, "{outcome:?}");
    });
}

#[test]
fn what_was_judged_on_an_older_state_is_judged_again_in_its_turn() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        let (officer, reference) = (office.officer.clone(), case.reference.clone());
        let other = Arc::clone(&office.register);
        let first = move || {
            casework::perform(&other, &officer, note(&reference, "نخست", None)).unwrap();
        };
        let seq = case.opened().file.seq;
        let desk = Arc::new(office.interrupted(first));
        let done = casework::perform(&desk, &office.officer, note(&case.reference, "دوم", None));
        assert_eq!(done.unwrap().seq, seq + 2);
        let told = case.opened().file;
        let notes: Vec<_> = told.notes.iter().filter_map(|n| n.what.known()).collect();
        assert_eq!(notes, ["نخست", "دوم"]);
        let outcome = verification::verify(&office.register).unwrap();
        assert_eq!(outcome.exit_code(), 0, "{outcome:?}");
    });
}

#[test]
fn a_step_that_somebody_else_took_meanwhile_is_refused_in_its_turn() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        case.brings_the_papers();
        let way = case.way(0, "document_review", "complete");
        let request = || Request {
            command: Command::TakeStep(way.clone()),
            ..note(&case.reference, "", None)
        };
        let (head, theirs) = (office.head.clone(), request());
        let other = Arc::clone(&office.register);
        let first = move || {
            casework::perform(&other, &head, theirs).unwrap();
        };
        let desk = Arc::new(office.interrupted(first));
        // Nothing but that speaks against it: it was allowed when it was judged first.
        match casework::perform(&desk, &office.reviewer, request()) {
            Err(Failure::Refused(refusal)) => {
                assert!(!matches!(refusal.why, Why::Separated(_)), "{refusal:?}");
            }
            other => panic!("{other:?}"),
        }
        let taken = case.opened().file.steps_taken;
        assert_eq!(taken.len(), 1, "{taken:?}");
    });
}

#[test]
fn a_form_that_was_answered_meanwhile_is_answered_once() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        let (officer, reference) = (office.officer.clone(), case.reference.clone());
        let other = Arc::clone(&office.register);
        let (told, hears) = std::sync::mpsc::channel();
        let first = move || {
            let request = note(&reference, "یادداشت", Some("form-1"));
            let done = casework::perform(&other, &officer, request);
            told.send(done.unwrap()).unwrap();
        };
        let desk = Arc::new(office.interrupted(first));
        let request = note(&case.reference, "یادداشت", Some("form-1"));
        let done = casework::perform(&desk, &office.officer, request).unwrap();
        assert_eq!(done, hears.recv().unwrap());
        assert_eq!(case.opened().file.notes.len(), 1);
    });
}

#[test]
fn a_writing_that_was_given_up_leaves_nothing_to_go_on_from() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        // The note is written, and then the answer to its form cannot be kept.
        let lost = |c: &mut _| {
            let sql = "ALTER TABLE commands ADD COLUMN never INTEGER CHECK (never IS NOT NULL)";
            Ok::<_, sejel::store::Error>(sql_query(sql).execute(c)?)
        };
        let found = |c: &mut _| {
            let sql = "ALTER TABLE commands DROP COLUMN never";
            Ok::<_, sejel::store::Error>(sql_query(sql).execute(c)?)
        };
        let seq = case.opened().file.seq;
        let asks = |key: Option<&str>, text: &str| {
            let request = note(&case.reference, text, key);
            casework::perform(&office.register, &office.officer, request)
        };
        asks(None, "پیش از آن").unwrap();
        store.write(lost).unwrap();
        assert!(asks(Some("form-1"), "نانوشته").is_err());
        store.write(found).unwrap();
        asks(None, "پس از آن").unwrap();
        let told = case.opened().file;
        let notes: Vec<_> = told.notes.iter().filter_map(|n| n.what.known()).collect();
        assert_eq!(notes, ["پیش از آن", "پس از آن"]);
        assert_eq!(told.seq, seq + 2);
        let outcome = verification::verify(&office.register).unwrap();
        assert_eq!(outcome.exit_code(), 0, "{outcome:?}");
    });
}

#[test]
fn a_case_written_lately_is_found_by_the_hash_of_its_last_event_and_by_one_alone() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        let id = case.opened().id;
        let stream = CaseFile::stream_of(id);
        let head = || store.read(|c| streams::head(c, &stream)).unwrap();
        let recent = &office.register.recent;
        // Of as many events, but not these: another was recorded instead of one that was given up.
        let other = Head {
            hash: Hash::default(),
            ..head()
        };
        assert!(recent.take(id, &other).is_none());
        case.does(
            &office.officer,
            Command::AddNote {
                text: Personal::new("یادداشت"),
            },
        );
        let told = recent.take(id, &head()).unwrap();
        assert_eq!(told.file, case.opened().file);
        assert!(recent.take(id, &head()).is_none());
    });
}

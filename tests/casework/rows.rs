//! The rows of a case are what its events tell, and nothing else.

use diesel::{RunQueryDsl, sql_query};
use sejel::domain::case::event::Ruling;
use sejel::services::verification;
use sejel::store::{Error, Store};

use crate::database::on_each;
use crate::office::Office;

fn behind_our_back(store: &Store, statement: &str) -> Result<usize, Error> {
    let statement = statement.to_owned();
    store.write(move |c| Ok(sql_query(statement).execute(c)?))
}

fn decided(store: &Store) -> Office {
    let office = Office::over(store);
    let case = office.opens_a_case();
    case.reaches_the_council();
    case.is_voted_on("approved");
    case.is_proposed(Ruling::Granted);
    case.does(&office.head, case.signature());
    office.opens_a_case();
    office
}

#[test]
fn rows_that_somebody_changed_are_found_and_made_anew() {
    on_each(|store| {
        let office = decided(store);
        let exit = || {
            let outcome = verification::verify(&office.register).unwrap();
            (outcome.exit_code(), outcome.findings)
        };
        assert_eq!(exit(), (0, Vec::new()));
        for statement in [
            "UPDATE case_rows SET step = 'closed_issued'",
            "UPDATE cases SET tracking = 'AAA-AAAA' WHERE id = 1",
            "UPDATE people SET person = 9",
            "DELETE FROM positions",
            "UPDATE decisions SET outcome = 'refused'",
            "DELETE FROM papers",
        ] {
            let touched = behind_our_back(store, statement).unwrap();
            assert!(touched > 0, "{statement}");
            let (code, findings) = exit();
            assert_eq!(code, 1, "{statement}");
            assert!(findings.iter().all(|f| f.contains("table")), "{findings:?}");
            assert_eq!(verification::rebuild(&office.register).unwrap(), 2);
            assert_eq!(exit(), (0, Vec::new()), "{statement}");
        }
    });
}

#[test]
fn rebuilding_a_sound_register_changes_nothing() {
    on_each(|store| {
        let office = decided(store);
        let rows = || {
            let cases = store
                .read(|c| {
                    let scope = sejel::domain::access::Scope::of_process();
                    sejel::store::cases::ids(c, &scope, 0, 100)
                })
                .unwrap();
            let parts: Vec<_> = cases
                .into_iter()
                .map(|(id, _)| {
                    store
                        .read(|c| {
                            let scope = sejel::domain::access::Scope::of_process();
                            let case = sejel::store::cases::case(c, &scope, id)?;
                            let line = sejel::store::lists::line(c, &scope, id)?;
                            let people = sejel::store::people::of_case(c, id)?;
                            let parts = sejel::store::case_parts::load(c, id)?;
                            Ok::<_, Error>(format!("{case:?}{line:?}{people:?}{parts:?}"))
                        })
                        .unwrap()
                })
                .collect();
            assert_eq!(parts.len(), 2);
            parts
        };
        let before = rows();
        verification::rebuild(&office.register).unwrap();
        assert_eq!(rows(), before);
    });
}

#[test]
fn the_database_itself_refuses_a_signer_who_prepared() {
    on_each(|store| {
        let office = decided(store);
        let wrong = "UPDATE decisions SET signed_by = prepared_by";
        let refused = behind_our_back(store, wrong);
        let why = format!("{:?}", refused.unwrap_err());
        assert!(why.contains("decisions_two_people"), "{why}");
        let outcome = verification::verify(&office.register).unwrap();
        assert_eq!(outcome.exit_code(), 0, "{outcome:?}");
    });
}

#[test]
fn a_database_that_does_not_answer_is_no_unit_without_a_name() {
    on_each(|store| {
        let office = Office::over(store);
        let unit = sejel::domain::access::UnitPath::parse(crate::office::UNIT).unwrap();
        let named = || office.register.unit_name(sejel::text::Locale::En, &unit);
        assert_eq!(named().unwrap(), "Sample office");
        assert!(!office.register.officers_of(&unit).unwrap().is_empty());
        behind_our_back(store, "ALTER TABLE units RENAME TO lost_units").unwrap();
        behind_our_back(store, "ALTER TABLE grants RENAME TO lost_grants").unwrap();
        assert!(named().is_err());
        assert!(office.register.officers_of(&unit).is_err());
    });
}

#[test]
fn rows_of_an_older_projector_are_told_anew_when_the_case_is_next_written_to() {
    on_each(|store| {
        let office = decided(store);
        let verify = || verification::verify(&office.register).unwrap().exit_code();
        for statement in [
            "UPDATE cases SET projector = 1, fold = '{}' WHERE id = 1",
            "DELETE FROM positions WHERE case_id = 1",
        ] {
            assert!(
                behind_our_back(store, statement).unwrap() > 0,
                "{statement}"
            );
        }
        assert_eq!(verify(), 2, "nobody can say");
        let reference = store.read(|c| {
            let scope = sejel::domain::access::Scope::of_process();
            sejel::store::cases::case(c, &scope, 1)
        });
        let case = crate::office::Household {
            office: &office,
            reference: reference.unwrap().unwrap().reference,
        };
        assert_eq!(case.stands_at(), ["notification"], "read from its events");
        let text = sejel::domain::case::Personal::new("تلفن کرد.");
        case.does(
            &office.officer,
            sejel::domain::case::command::Command::AddNote { text },
        );
        assert_eq!(verify(), 0);
    });
}

#[test]
fn a_scan_that_was_changed_or_is_gone_is_found() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        let id = case.opened().id;
        let kept = office
            .register
            .files
            .keep_bytes(id, b"%PDF-1.7 a scan")
            .unwrap();
        let mut received = crate::office::paper("photos", &[1]);
        received.file = Some(sejel::domain::case::event::StoredFile {
            digest: sejel::domain::case::Personal::new(&kept.digest),
            name: sejel::domain::case::Personal::new("scan.pdf"),
            media: "application/pdf".to_owned(),
            size: kept.size,
        });
        let received = sejel::domain::case::command::Command::ReceivePaper(Box::new(received));
        case.does(&office.officer, received);
        let verified = || verification::verify(&office.register).unwrap();
        assert_eq!(verified().exit_code(), 0);
        office.register.files.remove(id, &kept.digest).unwrap();
        let outcome = verified();
        assert_eq!(outcome.exit_code(), 1);
        assert!(
            outcome.findings[0].contains("paper 3, version 1"),
            "{outcome:?}"
        );
    });
}

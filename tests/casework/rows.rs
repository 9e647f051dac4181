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

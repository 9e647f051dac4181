//! Whoever owns the database changes something behind our back, in every way that we could think of:
//! verify finds each. And it never cries wolf.
#![cfg(test)]

#[path = "support/database.rs"]
mod database;
#[path = "support/office.rs"]
mod office;

#[path = "tampering/forger.rs"]
mod forger;
#[path = "tampering/kinds.rs"]
mod kinds;

use std::sync::Arc;

use database::{Database, on_each};
use forger::Forger;
use office::{Office, UNIT};
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use sejel::domain::access::Role;
use sejel::domain::case::event::Ruling;
use sejel::domain::history::note::Note;
use sejel::services::clock::SystemEntropy;
use sejel::services::reading::{self, Reader};
use sejel::services::register::Register;
use sejel::services::sealing::check::Outside;
use sejel::services::sealing::signer::Folder;
use sejel::services::{sealing, verification};
use sejel::store::Store;
use tempfile::TempDir;

/// A register with cases at several steps, sealed; a checkpoint of it was kept elsewhere.
struct Original {
    database: Database,
    register: Register,
    paper: Note,
    /// The first size that was signed.
    early: u64,
    _signer: TempDir,
    _office: Office,
}

fn original(database: Database) -> Original {
    let store = database.migrated();
    let office = Office::over(&store);
    let folder = tempfile::tempdir().unwrap();
    let signer = Arc::new(Folder::open(folder.path(), &SystemEntropy).unwrap());
    let register = Register::clone(&office.register).signed_by(signer);
    let decided = office.opens_the_case_of_a_couple();
    decided.reaches_the_council();
    let early = sealing::seal(&register).unwrap().unwrap().size;
    decided.is_voted_on("approved");
    decided.is_proposed(Ruling::Granted);
    decided.does(&office.head, decided.signature());
    office.opens_a_case().reaches_the_police();
    office.opens_a_case();
    sealing::seal(&register).unwrap();
    let auditor = office.hires("auditor", Role::Auditor, UNIT);
    let looks = |actor| Reader {
        actor,
        session: None,
    };
    reading::case_read(&register, looks(&office.head), &decided.opened(), "file").unwrap();
    reading::log_read(&register, looks(&auditor), "everything", 1, vec![2]).unwrap();
    let newest = sealing::seal(&register).unwrap().unwrap();
    // The last events wait to be sealed.
    office.opens_a_case();
    Original {
        database,
        register,
        paper: newest.note.parse().unwrap(),
        early,
        _signer: folder,
        _office: office,
    }
}

impl Original {
    fn register_over(&self, store: &Store) -> Register {
        Register {
            store: store.clone(),
            ..self.register.clone()
        }
    }

    fn exit(&self, store: &Store) -> (u8, Vec<String>) {
        let outside = Outside {
            anchors: vec![("the printed page".to_owned(), self.paper.clone())],
            ..Outside::default()
        };
        let register = self.register_over(store);
        let outcome = verification::verify_with(&register, &outside).unwrap();
        let said = [outcome.findings.clone(), outcome.unknown.clone()].concat();
        (outcome.exit_code(), said)
    }
}

impl Original {
    /// What an incremental run since the first signed size says.
    fn exit_of_what_is_new(&self, store: &Store) -> (u8, Vec<String>) {
        let outside = Outside {
            since: Some(self.early),
            ..Outside::default()
        };
        let register = self.register_over(store);
        let outcome = verification::verify_with(&register, &outside).unwrap();
        let said = [outcome.findings.clone(), outcome.unknown.clone()].concat();
        (outcome.exit_code(), said)
    }
}

fn all_new_are_found(database: Database) {
    let original = original(database);
    let untouched = original.database.copy();
    let said = original.exit_of_what_is_new(&untouched.open());
    assert_eq!(said, (0, Vec::new()));
    for (number, (name, tamper)) in (0..).zip(kinds::NEW) {
        let copy = original.database.copy();
        let store = copy.open();
        let forger = Forger::new(&store, copy.is_sqlite(), number);
        tamper(&forger);
        let (code, said) = original.exit_of_what_is_new(&store);
        assert_eq!(code, 1, "{name}: {said:?}");
    }
    old_and_alone_is_not_looked_at(&original);
    nothing_to_continue(&original);
}

/// What was tampered with before, in a stream where nothing is new, is for the whole run.
fn old_and_alone_is_not_looked_at(original: &Original) {
    let copy = original.database.copy();
    let store = copy.open();
    let forger = Forger::new(&store, copy.is_sqlite(), 1);
    let old = forger.one_of("stream = 'account:1'").id;
    forger.changes(1, &format!("UPDATE events SET kind = 'x' WHERE id = {old}"));
    assert_eq!(original.exit_of_what_is_new(&store).0, 0);
    assert_eq!(original.exit(&store).0, 1);
}

fn nothing_to_continue(original: &Original) {
    let copy = original.database.copy();
    let store = copy.open();
    let forger = Forger::new(&store, copy.is_sqlite(), 1);
    let early = original.early;
    forger.changes(
        1,
        &format!("DELETE FROM log_checkpoints WHERE size = {early}"),
    );
    assert_eq!(original.exit_of_what_is_new(&store).0, 2);
}

#[test]
fn an_incremental_run_finds_what_was_done_since_in_the_embedded_database() {
    all_new_are_found(Database::sqlite());
}

#[test]
fn an_incremental_run_finds_what_was_done_since_on_the_server() {
    if let Some(database) = Database::postgres() {
        all_new_are_found(database);
    }
}

/// Every kind on a copy of its own, at a place that the seed chooses.
fn all_are_found(database: Database, seeds: &[u64]) {
    let original = original(database);
    let untouched = original.database.copy();
    assert_eq!(original.exit(&untouched.open()), (0, Vec::new()));
    for seed in seeds {
        for (number, (name, tamper)) in (0..).zip(kinds::ALL) {
            let copy = original.database.copy();
            let store = copy.open();
            let mut places = ChaCha8Rng::seed_from_u64(seed * 1000 + number);
            let forger = Forger::new(&store, copy.is_sqlite(), places.random());
            tamper(&forger);
            let (code, said) = original.exit(&store);
            assert_eq!(code, 1, "{name}, seed {seed}: {said:?}");
            assert!(!said.is_empty());
        }
    }
}

/// A register that is older than the trail: its rows were made by the migration.
fn a_trail_filled_in_is_believed(database: Database) {
    let original = original(database);
    let copy = original.database.copy();
    let store = copy.open();
    let forger = Forger::new(&store, copy.is_sqlite(), 1);
    let migration = match copy.is_sqlite() {
        true => include_str!("../migrations/sqlite/0010_trail/up.sql"),
        false => include_str!("../migrations/postgres/0010_trail/up.sql"),
    };
    let (_, filling) = migration.split_once("-- What is there already.").unwrap();
    let (_, filling) = filling.split_once('\n').unwrap();
    let rows = forger.does("DELETE FROM trail");
    forger.changes(rows, filling);
    assert_eq!(original.exit(&store), (0, Vec::new()));
}

#[test]
fn a_trail_that_a_migration_filled_in_is_believed() {
    a_trail_filled_in_is_believed(Database::sqlite());
    if let Some(database) = Database::postgres() {
        a_trail_filled_in_is_believed(database);
    }
}

#[test]
fn there_are_forty_kinds_and_more() {
    assert!(kinds::ALL.len() >= 40, "{}", kinds::ALL.len());
}

#[test]
fn every_kind_of_tampering_is_found_in_the_embedded_database() {
    all_are_found(Database::sqlite(), &[1, 2, 3]);
}

#[test]
fn every_kind_of_tampering_is_found_on_the_server() {
    if let Some(database) = Database::postgres() {
        all_are_found(database, &[4]);
    }
}

#[test]
fn a_register_in_use_is_never_called_tampered_with() {
    on_each(|store| {
        let office = Office::over(store);
        let folder = tempfile::tempdir().unwrap();
        let signer = Arc::new(Folder::open(folder.path(), &SystemEntropy).unwrap());
        let register = Register::clone(&office.register).signed_by(signer);
        let mut chance = ChaCha8Rng::seed_from_u64(7);
        for round in 0..100 {
            match chance.random_range(0..6) {
                0 if round < 40 => drop(office.opens_a_case()),
                1 if round < 12 => office.opens_a_case().reaches_the_police(),
                2 => drop(office.hires(&format!("new-{round}"), Role::Auditor, UNIT)),
                3 => {
                    assert!(!sealing::sequence(&register).unwrap());
                }
                _ => {
                    sealing::seal(&register).unwrap();
                }
            }
            let outcome = verification::verify(&register).unwrap();
            assert_eq!(outcome.exit_code(), 0, "round {round}: {outcome:?}");
            let since = sealing::health(&register).unwrap().latest.map(|it| it.size);
            let outside = Outside {
                since,
                ..Outside::default()
            };
            let outcome = verification::verify_with(&register, &outside).unwrap();
            assert_eq!(outcome.exit_code(), 0, "round {round}: {outcome:?}");
        }
    });
}

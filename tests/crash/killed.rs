//! `kill -9` under load, twenty times.

use std::collections::BTreeMap;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};
use sejel::domain::time::Clock as _;
use sejel::services::clock::SystemClock;

use crate::database::Database;
use crate::ledger::{Ledger, Notes, notes};
use crate::office::Office;
use crate::server::{Server, Settings};
use crate::writer::Writer;

const KILLS: usize = 20;
const SEED: u64 = 1381;
/// Colleagues who may write to the cases of the office. With four cases, some share one.
const WRITERS: [&str; 6] = [
    "officer", "reviewer", "archive", "head", "deputy", "council",
];
const CASES: usize = 4;

#[test]
fn nothing_acknowledged_is_lost_however_often_the_program_is_killed() {
    for database in Database::each() {
        survives(&database);
    }
}

fn survives(database: &Database) {
    let folder = tempfile::tempdir().unwrap();
    let settings = Settings::new(&database.url, &folder.path().join("files"));
    let ledger = Ledger::new(folder.path());
    let mut writers = an_office_at_work(database);
    let mut dice = ChaCha8Rng::seed_from_u64(SEED);
    let mut ready = Vec::new();
    eprintln!("{}, seed {SEED}", kind(database));
    for kill in 1..=KILLS {
        let server = Server::start(&settings);
        ready.push(server.ready_after);
        if kill == 1 {
            writers.iter_mut().for_each(|w| w.signs_in(&server.address));
        }
        all_there(database, &ledger);
        let begun = 10 + dice.next_u64() % 60;
        let more = Duration::from_micros(dice.next_u64() % 20_000);
        eprintln!("kill {kill}: {more:?} after note {begun} was begun");
        killed_while_writing(server, &mut writers, &ledger, (begun, more));
    }
    let server = Server::start(&settings);
    ready.push(server.ready_after);
    for writer in &mut writers {
        writer.finishes(&server.address, &ledger);
    }
    drop(server);
    once_each(&all_there(database, &ledger), &ledger);
    let verified = settings.sejel("verify").status().unwrap();
    assert_eq!(verified.code(), Some(0));
    every_event_is_sealed(&settings);
    told(&ready, &ledger);
}

/// Whatever the sealing was doing when the program was killed, each event is in the log once.
fn every_event_is_sealed(settings: &Settings) {
    assert!(settings.sejel("seal").status().unwrap().success());
    let said = settings.sejel("verify").arg("--json").output().unwrap();
    assert_eq!(said.status.code(), Some(0));
    let told: serde_json::Value = serde_json::from_slice(&said.stdout).unwrap();
    assert_eq!(told["leaves"], told["events"], "{told}");
    assert!(told["checkpoints"].as_u64() > Some(1), "{told}");
}

/// Cases of an office, and the colleagues who will write to them.
fn an_office_at_work(database: &Database) -> Vec<Writer> {
    let store = database.migrated();
    let office = Office::at(&store, SystemClock.now());
    let cases: Vec<_> = (0..CASES)
        .map(|_| office.opens_a_case().reference)
        .collect();
    let pairs = WRITERS.iter().zip(cases.iter().cycle());
    pairs.map(|(name, case)| Writer::new(name, case)).collect()
}

/// Lets everybody write, and kills the program some time after so many notes were begun.
fn killed_while_writing(
    server: Server,
    writers: &mut [Writer],
    ledger: &Ledger,
    (begun, more): (u64, Duration),
) {
    let (tell, heard) = channel();
    std::thread::scope(|threads| {
        for writer in writers {
            let (address, tell) = (server.address.clone(), tell.clone());
            threads.spawn(move || writer.writes(&address, ledger, &tell));
        }
        for _ in 0..begun {
            heard.recv().unwrap();
        }
        let (_nobody, nothing) = channel::<()>();
        assert_eq!(nothing.recv_timeout(more), Err(RecvTimeoutError::Timeout));
        server.kill();
    });
}

/// No acknowledged note is missing.
fn all_there(database: &Database, ledger: &Ledger) -> Notes {
    let notes = notes(&database.open());
    let mut lost = ledger.lines();
    lost.retain(|note| !notes.contains_key(note));
    assert!(lost.is_empty(), "acknowledged, and lost: {lost:?}");
    notes
}

/// In the end everything was acknowledged, and stands there once.
fn once_each(notes: &Notes, ledger: &Ledger) {
    let acknowledged = ledger.lines().into_iter().map(|note| (note, 1));
    assert_eq!(*notes, acknowledged.collect::<BTreeMap<_, _>>());
}

fn kind(database: &Database) -> &'static str {
    match database.url.file() {
        Some(_) => "SQLite",
        None => "PostgreSQL",
    }
}

fn told(ready: &[Duration], ledger: &Ledger) {
    let mut sorted = ready.to_vec();
    sorted.sort();
    eprintln!(
        "{} notes acknowledged; ready after {:?} (median of {}), {:?} at most",
        ledger.lines().len(),
        sorted[sorted.len() / 2],
        sorted.len(),
        sorted[sorted.len() - 1],
    );
}

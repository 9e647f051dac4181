//! Every committed event is sealed into one log that is signed, and what does not continue what was
//! signed is neither signed nor called sound.
#![cfg(test)]

#[path = "support/database.rs"]
mod database;
#[path = "support/kept.rs"]
mod kept;
#[path = "support/office.rs"]
mod office;

use std::os::unix::net::UnixListener;
use std::process::Command;
use std::sync::{Arc, Barrier};

use database::on_each;
use diesel::{RunQueryDsl, sql_query};
use office::Office;
use sejel::domain::access::{Role, UnitPath};
use sejel::domain::history::log_event::{NoEpoch, Turn};
use sejel::domain::history::merkle::includes;
use sejel::domain::history::merkle::{consistent, entry, leaf_hash};
use sejel::domain::history::note::{Checkpoint, Note};
use sejel::domain::history::sealing::Refusal;
use sejel::domain::history::witness::Request;
use sejel::domain::history::{Hash, Openings, canonical};
use sejel::domain::time::Moment;
use sejel::services::clock::SystemEntropy;
use sejel::services::register::Register;
use sejel::services::sealing::check::Outside;
use sejel::services::sealing::recovery::{self, NotRecovered};
use sejel::services::sealing::signer::{Folder, NotSigned, Signer};
use sejel::services::sealing::socket::{Remote, answer};
use sejel::services::sealing::{self, NotSealed, witness};
use sejel::services::verification::{self, Outcome};
use sejel::store::streams::{Head, NewEvent};
use sejel::store::trail::About;
use sejel::store::{Error, Store, log, streams};
use serde_json::json;
use tempfile::TempDir;

/// The register with a signer of its own.
fn signed(office: &Office) -> (Register, Arc<Folder>, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let signer = Arc::new(Folder::open(folder.path(), &SystemEntropy).unwrap());
    let register = Register::clone(&office.register).signed_by(Arc::<Folder>::clone(&signer));
    (register, signer, folder)
}

fn events(store: &Store) -> u64 {
    let report = store.read(|c| sejel::store::verify::all(c, &mut |_| ()));
    report.unwrap().events
}

fn verified(register: &Register) -> Outcome {
    verification::verify(register).unwrap()
}

fn sound(register: &Register) {
    let outcome = verified(register);
    assert_eq!(outcome.exit_code(), 0, "{outcome:?}");
}

#[test]
fn every_event_becomes_one_leaf_and_the_state_is_signed() {
    on_each(|store| {
        let office = Office::over(store);
        let (register, signer, _folder) = signed(&office);
        office.opens_a_case();
        let first = sealing::seal(&register).unwrap().unwrap();
        assert_eq!(first.size, events(store));
        office.opens_a_case().reaches_the_council();
        let second = sealing::seal(&register).unwrap().unwrap();
        assert_eq!(second.size, events(store));
        assert!(first.size < second.size);
        let note: Note = second.note.parse().unwrap();
        assert_eq!(note.verified(&signer.key().unwrap()), Some(None));
        let point = Checkpoint::read(&note.text).unwrap();
        assert_eq!((point.size, point.root), (second.size, second.root));
        // Nothing new: nothing is signed anew.
        assert_eq!(sealing::seal(&register).unwrap().unwrap(), second);
        let outcome = verified(&register);
        assert_eq!(outcome.exit_code(), 0, "{outcome:?}");
        assert_eq!((outcome.leaves, outcome.checkpoints), (second.size, 2));
        let health = sealing::health(&register).unwrap();
        assert_eq!((health.size, health.waits), (second.size, None));
    });
}

#[test]
fn the_events_of_a_case_are_shown_to_be_in_the_log() {
    on_each(|store| {
        let office = Office::over(store);
        let (register, signer, _folder) = signed(&office);
        let case = office.opens_a_case();
        sealing::seal(&register).unwrap();
        case.reaches_the_council();
        let stream = "case:1";
        let proofs = sealing::sealed(&register, stream).unwrap().unwrap();
        let all = store.read(|c| streams::events(c, stream, 0, 1000)).unwrap();
        assert_eq!(proofs.events.len(), all.len());
        let (size, root) = (proofs.checkpoint.size, proofs.checkpoint.root);
        for (event, it) in all.iter().zip(&proofs.events) {
            let leaf = leaf_hash(&entry(stream, event.seq, &event.hash));
            assert!(includes(leaf, it.index, size, &it.path, &root));
        }
        let (before, path) = proofs.previous.unwrap();
        assert!(consistent((before.size, before.root), (size, root), &path));
        assert_eq!(proofs.keys.len(), 1);
        assert_eq!(proofs.keys[0].key, signer.key().unwrap());
        assert!(sealing::sealed(&register, "case:99").unwrap().is_none());
    });
}

#[test]
fn many_leaves_are_numbered_in_parts_and_signed_once() {
    on_each(|store| {
        let office = Office::over(store);
        let (register, ..) = signed(&office);
        let (signer, _folder) = {
            let folder = tempfile::tempdir().unwrap();
            (Folder::open(folder.path(), &SystemEntropy).unwrap(), folder)
        };
        let register = register.signed_by(Arc::new(signer));
        store
            .write(|c| {
                for n in 0..4500_u32 {
                    let stream = format!("session:{n}");
                    let at: Moment = "2026-11-26T06:00:00.000000Z".parse().unwrap();
                    let body = json!({
                        "v": 1, "type": "looked", "stream": stream, "seq": 1, "at": at,
                        "actor": { "user": null, "role": null, "unit": "ir", "process": "test" },
                        "data": {},
                    });
                    let event = NewEvent {
                        kind: "looked".to_owned(),
                        v: 1,
                        at,
                        actor: "process:test".to_owned(),
                        body: canonical(&body).unwrap(),
                        openings: Openings::new(),
                        about: About::nothing_in(UnitPath::country()),
                    };
                    streams::append(c, &stream, &Head::default(), vec![event])?;
                }
                Ok::<_, Error>(())
            })
            .unwrap();
        let before = events(store);
        let point = sealing::seal(&register).unwrap().unwrap();
        assert_eq!(point.size, before + 1, "the opening of the log");
        let all = store.read(|c| log::checkpoints(c, (0, 0), 10)).unwrap();
        assert_eq!(all.len(), 1);
        sound(&register);
    });
}

#[test]
fn processes_that_seal_at_once_number_each_event_once() {
    on_each(|store| {
        let office = Office::over(store);
        let (register, ..) = signed(&office);
        let folder = tempfile::tempdir().unwrap();
        let together = Barrier::new(4);
        std::thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| {
                    let own = Folder::open(folder.path(), &SystemEntropy).unwrap();
                    let register = register.clone().signed_by(Arc::new(own));
                    together.wait();
                    for _ in 0..8 {
                        // Another process holds the numbering or the signer for a moment: the next round.
                        match sealing::seal(&register) {
                            Ok(_) | Err(NotSealed::Store(Error::Raced | Error::Duplicate(_))) => {}
                            Err(other) => panic!("{other}"),
                        }
                    }
                });
            }
            together.wait();
            for _ in 0..6 {
                office.opens_a_case();
            }
        });
        let own = Folder::open(folder.path(), &SystemEntropy).unwrap();
        let register = register.signed_by(Arc::new(own));
        let point = sealing::seal(&register).unwrap().unwrap();
        assert_eq!(point.size, events(store));
        sound(&register);
    });
}

#[test]
fn what_a_process_that_died_had_numbered_is_signed_by_the_next() {
    on_each(|store| {
        let office = Office::over(store);
        let (register, signer, _folder) = signed(&office);
        office.opens_a_case();
        // Died after a part was numbered.
        assert!(!sealing::sequence(&register).unwrap());
        let health = sealing::health(&register).unwrap();
        assert!(health.waits.is_some() && health.latest.is_none());
        let point = sealing::seal(&register).unwrap().unwrap();
        sound(&register);
        // Died after the signer had signed, before the checkpoint was kept.
        office.opens_a_case();
        while sealing::sequence(&register).unwrap() {}
        let standing = signer.standing().unwrap();
        assert_eq!(standing.size, point.size);
        let next = sealing::seal(&register).unwrap().unwrap();
        forget_checkpoint(store, next.size);
        assert_eq!(sealing::seal(&register).unwrap().unwrap().root, next.root);
        sound(&register);
    });
}

/// What whoever owns the database does.
fn behind_our_back(store: &Store, statements: &[String]) {
    let triggers = [
        ("events", "no_delete"),
        ("events", "no_change"),
        ("streams", "no_delete"),
        ("log_leaves", "no_change"),
        ("log_leaves", "no_delete"),
        ("log_leaves", "append_only"),
        ("log_checkpoints", "no_change"),
        ("log_checkpoints", "no_delete"),
        ("log_checkpoints", "append_only"),
        ("log_nodes", "no_change"),
        ("log_nodes", "no_delete"),
        ("log_nodes", "append_only"),
    ];
    let statements = statements.to_vec();
    store
        .write(move |c| {
            for (table, name) in triggers {
                for text in [
                    format!("DROP TRIGGER IF EXISTS {table}_{name}"),
                    format!("DROP TRIGGER IF EXISTS {table}_{name} ON {table}"),
                ] {
                    // One of the two is the dialect of this database.
                    let _other = sejel::store::savepoint(c, |c| {
                        Ok::<_, Error>(sql_query(&text).execute(c)?)
                    });
                }
            }
            for statement in statements {
                sql_query(statement).execute(c)?;
            }
            Ok::<_, Error>(())
        })
        .unwrap();
}

fn forget_checkpoint(store: &Store, size: u64) {
    behind_our_back(
        store,
        &[format!("DELETE FROM log_checkpoints WHERE size = {size}")],
    );
}

/// Brings the log and the events back to `size` leaves, as an older copy of the database would.
fn roll_back(store: &Store, size: u64) {
    behind_our_back(
        store,
        &[
            format!("DELETE FROM events WHERE id IN (SELECT event_id FROM log_leaves WHERE idx >= {size})"),
            format!("DELETE FROM log_leaves WHERE idx >= {size}"),
            "DELETE FROM trail WHERE event_id NOT IN (SELECT id FROM events)".to_owned(),
            "DELETE FROM trail_listed WHERE event_id NOT IN (SELECT id FROM events)".to_owned(),
            format!("DELETE FROM log_nodes WHERE (idx + 1) * (1 << level) > {size}"),
            format!("DELETE FROM log_checkpoints WHERE size > {size}"),
            "DELETE FROM streams WHERE NOT EXISTS (SELECT 1 FROM events WHERE events.stream = streams.stream)".to_owned(),
            "DELETE FROM grants WHERE NOT EXISTS (SELECT 1 FROM streams WHERE stream = 'account:' || user_id)".to_owned(),
            "DELETE FROM credentials WHERE NOT EXISTS (SELECT 1 FROM streams WHERE stream = 'account:' || user_id)".to_owned(),
            "DELETE FROM users WHERE NOT EXISTS (SELECT 1 FROM streams WHERE stream = 'account:' || id)".to_owned(),
        ],
    );
}

#[test]
fn an_older_copy_that_is_brought_back_is_not_signed_and_not_called_sound() {
    on_each(|store| {
        let office = Office::over(store);
        let (register, ..) = signed(&office);
        let folder = tempfile::tempdir().unwrap();
        let signer = Arc::new(Folder::open(folder.path(), &SystemEntropy).unwrap());
        let register = register.signed_by(signer);
        let early = sealing::seal(&register).unwrap().unwrap();
        let kept_elsewhere = {
            office.names_unit("ir/12", "استان دیگر");
            office.hires("another", Role::Auditor, "ir/12");
            sealing::seal(&register).unwrap().unwrap()
        };
        assert!(early.size < kept_elsewhere.size);
        roll_back(store, early.size);
        let refused = sealing::seal(&register).unwrap_err();
        let NotSealed::Signer(NotSigned::Refused(Refusal::Shrunk { asked, .. })) = refused else {
            panic!("{refused}");
        };
        assert_eq!(asked, early.size);
        let findings = verified(&register).findings;
        assert!(
            findings.iter().any(|f| f.contains("an older copy")),
            "{findings:?}"
        );
        // Without its signer, what was kept elsewhere tells it.
        let alone = Register {
            signer: None,
            ..register.clone()
        };
        let anchors = vec![(
            "paper.note".to_owned(),
            kept_elsewhere.note.parse().unwrap(),
        )];
        let outside = Outside {
            anchors,
            ..Outside::default()
        };
        let findings = verification::verify_with(&alone, &outside)
            .unwrap()
            .findings;
        assert!(
            findings.iter().any(|f| f.contains("paper.note")),
            "{findings:?}"
        );
        // And when it grows on, it is not the same past.
        for n in 0..20 {
            office.hires(&format!("new-{n}"), Role::Auditor, "ir/11");
        }
        let refused = sealing::seal(&register).unwrap_err().to_string();
        assert!(refused.contains("does not continue"), "{refused}");
    });
}

#[test]
fn an_event_that_waits_too_long_is_told() {
    on_each(|store| {
        let office = Office::over(store);
        let (register, ..) = signed(&office);
        let folder = tempfile::tempdir().unwrap();
        let register = register.signed_by(Arc::new(
            Folder::open(folder.path(), &SystemEntropy).unwrap(),
        ));
        sealing::seal(&register).unwrap();
        office.opens_a_case();
        assert!(!sealing::health(&register).unwrap().is_late());
        office.waits(1);
        assert!(sealing::health(&register).unwrap().is_late());
        let outcome = verified(&register);
        assert_eq!(outcome.exit_code(), 2, "{outcome:?}");
        sealing::seal(&register).unwrap();
        assert!(!sealing::health(&register).unwrap().is_late());
        sound(&register);
    });
}

#[test]
fn another_process_signs_behind_a_socket_and_business_goes_on_without_it() {
    on_each(|store| {
        let office = Office::over(store);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("signer.sock");
        let remote = Arc::new(Remote::at(&path));
        let register = Register::clone(&office.register).signed_by(remote);
        assert!(matches!(
            sealing::seal(&register),
            Err(NotSealed::Signer(_))
        ));
        office.opens_a_case();
        let listener = UnixListener::bind(&path).unwrap();
        let signer = Folder::open(folder.path(), &SystemEntropy).unwrap();
        let key = signer.key().unwrap();
        std::thread::spawn(move || answer(&listener, &signer));
        let point = sealing::seal(&register).unwrap().unwrap();
        let note: Note = point.note.parse().unwrap();
        assert_eq!(note.verified(&key), Some(None));
        assert_eq!(point.size, events(store));
        sound(&register);
        let note = register
            .signer
            .as_ref()
            .unwrap()
            .sign_bundle(&Hash::new([1; 32]));
        assert_eq!(note.unwrap().verified(&key), Some(None));
    });
}

#[test]
fn a_witness_signs_what_continues_what_it_saw() {
    on_each(|store| {
        let office = Office::over(store);
        let (register, signer, _folder) = signed(&office);
        let place = tempfile::tempdir().unwrap();
        let own = witness::Witness::open(place.path(), "audit.example", &SystemEntropy).unwrap();
        let (log, now) = (signer.key().unwrap(), register.clock.now());
        let mut seen = 0;
        for _ in 0..3 {
            office.opens_a_case();
            let carried = witness::request(&register, seen).unwrap().to_string();
            let request: Request = carried.parse().unwrap();
            let line = own.cosign(&request, &log, now).unwrap();
            let mut brought = request.note;
            brought.lines.push(line);
            seen = witness::record(&register, &brought, &own.key().unwrap()).unwrap();
            // Carried twice, it is kept once.
            witness::record(&register, &brought, &own.key().unwrap()).unwrap();
        }
        let (size, who, _) = sealing::health(&register).unwrap().witnessed.unwrap();
        assert_eq!((size, who.as_str()), (seen, "audit.example"));
        let proofs = sealing::sealed(&register, "case:1").unwrap().unwrap();
        let note: Note = proofs.note.parse().unwrap();
        assert!(note.verified(&own.key().unwrap()).is_some());
        let stale = witness::request(&register, 0).unwrap();
        assert!(own.cosign(&stale, &log, now).is_err());
        sound(&register);
    });
}

#[test]
fn what_is_lost_is_declared_by_one_and_agreed_to_by_another_and_the_log_goes_on() {
    on_each(|store| {
        let office = Office::over(store);
        let (register, signer, _folder) = signed(&office);
        let early = sealing::seal(&register).unwrap().unwrap();
        let nothing = recovery::declare(&register, &office.administrator, "why").unwrap_err();
        assert!(
            matches!(nothing, NotRecovered::No(NoEpoch::NothingLost)),
            "{nothing}"
        );
        office.names_unit("ir/12", "استان دیگر");
        office.hires("another", Role::Auditor, "ir/12");
        let printed = sealing::seal(&register).unwrap().unwrap();
        roll_back(store, early.size);
        let forbidden = recovery::declare(&register, &office.head, "why").unwrap_err();
        assert!(matches!(forbidden, NotRecovered::Forbidden), "{forbidden}");
        let early_agreed = recovery::agree(&register, &office.second).unwrap_err();
        assert!(matches!(
            early_agreed,
            NotRecovered::No(NoEpoch::NotDeclared)
        ));
        let silent = recovery::declare(&register, &office.administrator, " ").unwrap_err();
        assert!(matches!(silent, NotRecovered::No(NoEpoch::ReasonMissing)));
        recovery::declare(&register, &office.administrator, "the disk burnt").unwrap();
        let alone = recovery::agree(&register, &office.administrator).unwrap_err();
        assert!(matches!(alone, NotRecovered::No(NoEpoch::SamePerson)));
        let opened = recovery::agree(&register, &office.second).unwrap();
        assert_eq!((opened.epoch, opened.lost), (2, printed.size - early.size));
        // The process died before the signer was told: agreed to again, nothing is done twice.
        assert_eq!(signer.standing().unwrap().epoch, 2);
        office.opens_a_case();
        let next = sealing::seal(&register).unwrap().unwrap();
        assert_eq!(next.epoch, 2);
        assert!(next.note.contains("/epoch/2\n"), "{}", next.note);
        let anchors = vec![("paper".to_owned(), printed.note.parse().unwrap())];
        let outside = Outside {
            anchors,
            ..Outside::default()
        };
        let outcome = verification::verify_with(&register, &outside).unwrap();
        assert_eq!(outcome.exit_code(), 0, "{outcome:?}");
        assert_eq!(outcome.lost.len(), 1, "{:?}", outcome.lost);
        // What was kept before the loss still has to be what it was.
        let anchors = vec![("older paper".to_owned(), early.note.parse().unwrap())];
        let outside = Outside {
            anchors,
            ..Outside::default()
        };
        let outcome = verification::verify_with(&register, &outside).unwrap();
        assert_eq!((outcome.exit_code(), outcome.lost.len()), (0, 0));
    });
}

#[test]
fn another_key_signs_from_the_moment_on_at_which_both_have_said_so() {
    on_each(|store| {
        let office = Office::over(store);
        let (register, signer, _folder) = signed(&office);
        office.opens_a_case();
        sealing::seal(&register).unwrap();
        let old = signer.key().unwrap();
        let forbidden = recovery::change_key(&register, &office.head).unwrap_err();
        assert!(matches!(forbidden, NotRecovered::Forbidden), "{forbidden}");
        let new = recovery::change_key(&register, &office.administrator).unwrap();
        assert_eq!(signer.key().unwrap(), new);
        office.opens_a_case();
        let point = sealing::seal(&register).unwrap().unwrap();
        let note: Note = point.note.parse().unwrap();
        assert_eq!(
            (note.verified(&new), note.verified(&old)),
            (Some(None), None)
        );
        let proofs = sealing::sealed(&register, "case:1").unwrap().unwrap();
        let keys: Vec<_> = proofs.keys.into_iter().map(|valid| valid.key).collect();
        assert_eq!(keys, [old, new]);
        sound(&register);
    });
}

macro_rules! golden {
    ($($variant:ident $name:literal),* $(,)?) => {
        const GOLDEN: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("golden_log/", $name, ".json")))),*];

        /// A new kind of event does not compile here until its body is kept.
        const fn kept_as(turn: &Turn) -> &'static str {
            match turn { $(Turn::$variant(_) => $name),* }
        }
    };
}

golden! {
    LogOpened "log_opened",
    LossDeclared "loss_declared",
    EpochOpened "epoch_opened",
    KeyChanged "key_changed",
}

#[test]
fn every_kind_of_event_of_the_log_that_was_ever_written_is_read() {
    for event in GOLDEN {
        kept::is_read(event, kept_as);
    }
}

#[test]
fn a_command_that_changes_something_leaves_nothing_waiting() {
    let folder = tempfile::tempdir().unwrap();
    let run = |words: &[&str]| {
        let mut sejel = Command::new(env!("CARGO_BIN_EXE_sejel"));
        sejel.args(words).arg("--data").arg(folder.path());
        sejel.env("SEJEL_LOG", "error").output().unwrap()
    };
    assert!(run(&["migrate"]).status.success());
    let said = run(&["verify", "--json"]);
    assert_eq!(said.status.code(), Some(0));
    let told: serde_json::Value = serde_json::from_slice(&said.stdout).unwrap();
    assert!(told["events"].as_u64() > Some(0), "{told}");
    assert_eq!(told["leaves"], told["events"], "{told}");
}

//! A case is handed out so that it proves itself, whole or with values withheld.

use std::collections::BTreeSet;
use std::io::Cursor;

use sejel::domain::case::Personal;
use sejel::domain::case::command::Command;
use sejel::domain::case::withholding::Sort;
use sejel::domain::history::bundle::{self, Files, Keys, Outcome, Trust};
use sejel::domain::time::Clock as _;
use sejel::services::archive;
use serde_json::Value;

use crate::app::{PASSWORD, TestApp};
use crate::office::{Household, Office};

const PURPOSE: (&str, &str) = ("purpose", "for the yearly inspection");

/// What the head of the office gets who asks for the case with these ticks.
fn exported(app: &TestApp, case: &Household<'_>, ticks: &[(&str, &str)]) -> Files {
    let mut head = app.browser();
    head.sign_in("head", PASSWORD);
    let form = format!("/cases/{}/export", case.reference);
    head.get(&form);
    let mut fields = vec![PURPOSE];
    fields.extend(ticks);
    head.post(&form, &fields);
    assert_eq!(head.page.status, 200);
    archive::unpack(Cursor::new(&head.page.bytes)).unwrap()
}

/// The keys as the office that supervises would have them, not from the bundle.
fn trust(app: &TestApp) -> Trust {
    let key = app.register.signer.as_ref().unwrap().key().unwrap();
    let origin = key.name.clone();
    let valid = sejel::domain::history::sealing::Valid { key, after: 0 };
    Trust {
        keys: Keys::of_log(&origin, &[valid]).ok(),
        witnesses: None,
    }
}

fn text(files: &Files, name: &str) -> String {
    String::from_utf8(files[name].clone()).unwrap()
}

fn noted(office: &Office) -> Household<'_> {
    let case = office.opens_a_case();
    let text = Personal::new("a note nobody else should read");
    case.does(&office.officer, Command::AddNote { text });
    case
}

#[test]
fn a_whole_copy_is_sound_and_a_later_one_begins_with_the_same_events() {
    TestApp::each(|app| {
        let office = Office::at(&app.register.store, app.clock.now());
        let case = noted(&office);
        let first = exported(app, &case, &[]);
        let verdict = bundle::verify(&first, &trust(app));
        assert_eq!(verdict.findings, BTreeSet::new());
        assert_eq!(verdict.outcome(), Outcome::Sound);
        assert!(verdict.compared);
        let about = verdict.about.unwrap();
        assert_eq!((about.withheld, about.epoch), (Vec::new(), Some(1)));
        for language in ["fa", "en"] {
            assert!(text(&first, "history.html").contains(&format!("lang=\"{language}\"")));
        }
        assert!(text(&first, "VERIFY.txt").contains("verify_bundle.py"));
        let later = exported(app, &case, &[]);
        assert!(bundle::verify(&later, &trust(app)).findings.is_empty());
        assert!(text(&later, "events.ndjson").starts_with(&text(&first, "events.ndjson")));
        let (one, other) = (text(&first, "manifest.json"), text(&later, "manifest.json"));
        let export =
            |manifest: &str| serde_json::from_str::<Value>(manifest).unwrap()["export"].clone();
        assert_ne!(
            export(&one),
            export(&other),
            "each copy names its own export"
        );
    });
}

#[test]
fn what_is_withheld_is_nowhere_in_the_copy_and_the_copy_says_so() {
    TestApp::each(|app| {
        let office = Office::at(&app.register.store, app.clock.now());
        let case = noted(&office);
        let whole = exported(app, &case, &[]);
        let known: Vec<Value> = text(&whole, "openings.ndjson")
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        let ticks: Vec<_> = Sort::ALL
            .iter()
            .map(|sort| ("sorts", sort.code()))
            .collect();
        let redacted = exported(app, &case, &ticks);
        let verdict = bundle::verify(&redacted, &trust(app));
        assert_eq!(verdict.findings, BTreeSet::new());
        let about = verdict.about.unwrap();
        assert!(about.erased.is_empty());
        assert!(!about.withheld.is_empty());
        let mut shown: Vec<_> = redacted
            .values()
            .map(|f| String::from_utf8_lossy(f).into_owned())
            .collect();
        shown.push(within(&redacted["history.xlsx"]));
        for (seq, path) in &about.withheld {
            let line = known.iter().find(|line| line["seq"] == *seq).unwrap();
            let value = line["openings"][path]["v"].as_str().unwrap();
            // A short number may stand anywhere; a name or a sentence may not.
            if value.chars().count() > 5 {
                assert!(
                    shown.iter().all(|file| !file.contains(value)),
                    "{path}: {value}"
                );
            }
        }
        let told = text(&redacted, "history.html");
        assert!(told.contains("withheld in this copy") && told.contains("در این نسخه پوشیده"));
        assert!(
            !told.contains("Erased by law"),
            "what is withheld is not erased"
        );
        assert!(text(&redacted, "VERIFY.txt").contains("not complete"));
    });
}

#[test]
fn of_one_person_only_the_particulars_of_that_person_are_withheld() {
    TestApp::each(|app| {
        let office = Office::at(&app.register.store, app.clock.now());
        let case = office.opens_the_case_of_a_couple();
        let redacted = exported(app, &case, &[("people", "2")]);
        let verdict = bundle::verify(&redacted, &trust(app));
        assert_eq!(verdict.findings, BTreeSet::new());
        let withheld = verdict.about.unwrap().withheld;
        let within = |no: &str| {
            withheld
                .iter()
                .any(|(_, path)| path.contains(&format!("people/{no}/given")))
        };
        assert!(within("1") && !within("0"), "{withheld:?}");
    });
}

/// What stands in a workbook, whichever of its parts it is in.
fn within(workbook: &[u8]) -> String {
    let parts = archive::unpack(Cursor::new(workbook)).unwrap();
    let text = |part: &Vec<u8>| String::from_utf8_lossy(part).into_owned();
    parts.values().map(text).collect()
}

#[test]
fn a_copy_for_one_holder_of_a_key_is_read_by_nobody_else_and_the_event_names_the_key() {
    TestApp::each(|app| {
        let office = Office::at(&app.register.store, app.clock.now());
        let case = noted(&office);
        let key = age::x25519::Identity::generate();
        let to = key.to_public().to_string();
        let mut head = app.browser();
        head.sign_in("head", PASSWORD);
        let form = format!("/cases/{}/export", case.reference);
        head.get(&form);
        head.post(&form, &[PURPOSE, ("to", "age1wrong")]);
        assert_eq!(head.page.status, 422);
        assert_eq!(head.count("[name=to][aria-invalid=true]"), 1);
        head.post(&form, &[PURPOSE, ("to", &to)]);
        assert_eq!(head.page.status, 200);
        let answer = head.page.clone();
        let named = answer.header("content-disposition").unwrap();
        assert!(
            named.contains(&format!("{}.zip.age", case.reference)),
            "{named}"
        );
        assert!(archive::unpack(Cursor::new(&answer.bytes)).is_err());
        let other = age::x25519::Identity::generate();
        assert!(age::decrypt(&other, &answer.bytes).is_err());
        let files = age::decrypt(&key, &answer.bytes).unwrap();
        let files = archive::unpack(Cursor::new(&files)).unwrap();
        assert!(bundle::verify(&files, &trust(app)).findings.is_empty());
        assert!(within(&files["history.xlsx"]).contains("a note nobody else should read"));
        let manifest: Value = serde_json::from_str(&text(&files, "manifest.json")).unwrap();
        let (stream, seq) = (&manifest["export"]["stream"], &manifest["export"]["seq"]);
        let event = app.register.store.read(|c| {
            sejel::store::streams::event(c, stream.as_str().unwrap(), seq.as_u64().unwrap())
        });
        let event: Value = serde_json::from_slice(&event.unwrap().unwrap().body).unwrap();
        assert_eq!(event["data"]["encrypted_to"], to);
    });
}

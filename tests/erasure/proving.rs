//! What remains after an erasure proves itself, and tells nobody what was erased.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::sync::Arc;

use sejel::domain::access::policy::Action;
use sejel::domain::case::CaseFile;
use sejel::domain::history::Opening;
use sejel::domain::history::bundle::{self, Files, Keys, Outcome, Trust};
use sejel::domain::history::sealing::Valid;
use sejel::services::clock::SystemEntropy;
use sejel::services::export::Asked;
use sejel::services::reading::Reader;
use sejel::services::register::Register;
use sejel::services::sealing::signer::{Folder, Signer as _};
use sejel::services::{archive, casework, sealing, verification};
use sejel::store::streams;
use sejel::text::{Locale, Words};
use sejel::web::sentences;
use serde_json::Value;

use crate::database::on_each;
use crate::office::{Household, Office};
use crate::{BASIS, NUMBER, erases, number, numbered};

fn exported(register: &Arc<Register>, case: &Household<'_>) -> Files {
    let head = &case.office.head;
    let opened = casework::load(register, head, Action::ExportCase, &case.reference).unwrap();
    let reader = Reader {
        actor: head,
        session: None,
    };
    let asked = Asked {
        purpose: "for the yearly inspection",
        withholding: Default::default(),
        to: None,
    };
    sealing::seal(register).unwrap();
    let zip = sentences::export(register, reader, &opened, &asked).unwrap();
    archive::unpack(Cursor::new(&zip)).unwrap()
}

#[test]
fn a_copy_made_before_and_a_copy_made_after_both_prove_themselves() {
    on_each(|store| {
        let office = Office::over(store);
        let folder = tempfile::tempdir().unwrap();
        let signer = Arc::new(Folder::open(folder.path(), &SystemEntropy).unwrap());
        let key = signer.key().unwrap();
        let trust = Trust {
            keys: Keys::of_log(&key.name.clone(), &[Valid { key, after: 0 }]).ok(),
            witnesses: None,
        };
        let register = Arc::new(Register::clone(&office.register).signed_by(signer));
        let case = numbered(&office);
        let before = exported(&register, &case);
        erases(&case, &number());
        let after = exported(&register, &case);
        for (files, erased) in [(&before, 0), (&after, 4)] {
            let verdict = bundle::verify(files, &trust);
            assert_eq!(verdict.findings, BTreeSet::new());
            assert_eq!(verdict.outcome(), Outcome::Sound);
            assert_eq!(verdict.about.unwrap().erased.len(), erased);
        }
        let says = |files: &Files| {
            let mut all = files.values().map(|file| String::from_utf8_lossy(file));
            all.any(|file| file.contains(NUMBER))
        };
        assert!(says(&before) && !says(&after));
        assert_eq!(verification::verify(&register).unwrap().exit_code(), 0);
    });
}

/// Whoever guesses the number has nothing to try the guess against: the commitment is made with a key of
/// 256 bits, and the key went with the value.
#[test]
fn a_guess_cannot_be_tried_against_what_remains() {
    on_each(|store| {
        let office = Office::over(store);
        let case = numbered(&office);
        let stream = CaseFile::stream_of(case.opened().id);
        let read = || {
            store
                .read(|c| streams::event(c, &stream, 1))
                .unwrap()
                .unwrap()
        };
        let was = read();
        erases(&case, &number());
        let is = read();
        let path = "/data/application/people/0/father/national_number";
        assert_eq!(
            (&was.body, was.hash),
            (&is.body, is.hash),
            "the event stands"
        );
        assert!(!is.openings.contains_key(path));
        let body: Value = serde_json::from_slice(&is.body).unwrap();
        let kept = body.pointer(path).unwrap()["$commitment"].as_str().unwrap();
        assert!(
            kept == hex::encode(was.openings[path].commitment(path)),
            "with the key it is known"
        );
        let other_keys = is.openings.values().map(|opening| opening.key);
        for key in other_keys.chain([[0; 32]]) {
            let guess = Opening {
                key,
                value: NUMBER.to_owned(),
            };
            assert!(
                kept != hex::encode(guess.commitment(path)),
                "the right guess is as wrong as any other"
            );
        }
    });
}

#[test]
fn the_history_tells_who_erased_what_by_law_in_both_languages() {
    on_each(|store| {
        let office = Office::over(store);
        let case = numbered(&office);
        erases(&case, &number());
        let opened = case.opened();
        let history = casework::history(&office.register, opened.id).unwrap();
        for (locale, word) in [
            (Locale::Fa, "به حکم قانون پاک شد"),
            (Locale::En, "erased by law"),
        ] {
            let lines = sentences::lines(Words::of(locale), &opened, &history);
            let last = lines.last().unwrap();
            assert!(last.text.contains(word), "{}", last.text);
            assert!(last.text.contains("director"), "{}", last.text);
            assert_eq!(last.why.as_deref(), Some(BASIS));
        }
    });
}

//! What is proven of a set by whoever holds it, and what is found when somebody changed it.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::process::Command;

use sejel::domain::history::bundle::set::SetVerdict;
use sejel::domain::history::bundle::{Cannot, Keys, Kind, Outcome, Trust};
use sejel::services::archive::{self, Outer, Packing};
use sejel::services::export::sets;

use super::office::UNIT;
use super::{on_desk, wish};

/// Checked as `sejel verify-bundle` does.
pub fn verified(bytes: &[u8], keys: Option<Keys>) -> SetVerdict {
    let trust = Trust {
        keys,
        witnesses: None,
    };
    let mut zip = Outer::open(Cursor::new(bytes)).unwrap();
    sets::verify(&mut zip, &trust).unwrap().unwrap()
}

type Named = BTreeMap<String, Vec<u8>>;

fn unpacked(bytes: &[u8]) -> Named {
    archive::unpack(Cursor::new(bytes)).unwrap()
}

fn packed(files: &Named) -> Vec<u8> {
    let mut zip = Packing::into(Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.add(name, content.as_slice()).unwrap();
    }
    zip.end().unwrap().into_inner()
}

/// The kinds of what is found, with the file. The other verifier finds the same.
fn found(files: &Named, keys: Option<Keys>) -> Vec<(Kind, String)> {
    let bytes = packed(files);
    let told = other_verifier(&bytes, keys.as_ref());
    let verdict = verified(&bytes, keys);
    let found = verdict.findings.iter();
    let same: Vec<(String, String)> = found
        .map(|it| (it.kind.code().to_owned(), it.file.clone()))
        .collect();
    assert_eq!(told, (verdict.outcome().exit_code(), same));
    let found = verdict.findings.into_iter();
    found.map(|it| (it.kind, it.file)).collect()
}

/// What `tools/verify_set.py` says: its code, and kind and file of each finding.
fn other_verifier(bytes: &[u8], keys: Option<&Keys>) -> (u8, Vec<(String, String)>) {
    let folder = tempfile::tempdir().unwrap();
    let set = folder.path().join("set.zip");
    std::fs::write(&set, bytes).unwrap();
    let tool = concat!(env!("CARGO_MANIFEST_DIR"), "/tools/verify_set.py");
    let mut python = Command::new("python3");
    python.arg("-B").arg(tool).arg("--json");
    if let Some(keys) = keys {
        let file = folder.path().join("keys.json");
        std::fs::write(&file, keys.write().unwrap()).unwrap();
        python.arg("--keys").arg(file);
    }
    let said = python.arg(&set).output().unwrap();
    let told: serde_json::Value = serde_json::from_slice(&said.stdout).unwrap();
    let text = |found: &serde_json::Value, name: &str| found[name].as_str().unwrap().to_owned();
    let findings = told["findings"].as_array().unwrap().iter();
    let findings = findings.map(|found| (text(found, "kind"), text(found, "file")));
    let code = u8::try_from(said.status.code().unwrap()).unwrap();
    (code, findings.collect())
}

#[test]
fn what_was_dropped_added_or_changed_is_found_and_each_bundle_stands_alone() {
    on_desk(|desk| {
        for _ in 0..2 {
            desk.office.opens_a_case();
        }
        let id = desk.asks(&desk.auditor, &wish("auditor", UNIT)).unwrap();
        desk.takes_a_turn();
        let bytes = desk.fetched(id).unwrap();
        let files = unpacked(&bytes);
        assert_eq!(packed(&files), bytes, "the same files give the same bytes");
        let keys = || Some(Keys::read(&files["keys.json"]).unwrap());
        assert_eq!(verified(&bytes, keys()).outcome(), Outcome::Sound);
        assert_eq!(found(&files, keys()), []);
        let bundles: Vec<String> = files
            .keys()
            .filter(|n| n.ends_with(".zip"))
            .cloned()
            .collect();
        assert_eq!(bundles.len(), 2);
        let (first, second) = (bundles[0].clone(), bundles[1].clone());

        let mut dropped = files.clone();
        dropped.remove(&first);
        assert_eq!(
            found(&dropped, keys()),
            [(Kind::MissingFile, first.clone())]
        );

        let mut added = files.clone();
        added.insert("other.zip".to_owned(), files[&first].clone());
        assert_eq!(
            found(&added, keys()),
            [(Kind::StrayFile, "other.zip".to_owned())]
        );

        let mut exchanged = files.clone();
        exchanged.insert(first.clone(), files[&second].clone());
        let expected = [Kind::FileDigest, Kind::Head].map(|kind| (kind, first.clone()));
        assert_eq!(found(&exchanged, keys()), expected);

        // The list without the case, too: then the signature does not fit.
        let mut relisted = dropped.clone();
        let mut list: serde_json::Value = serde_json::from_slice(&files["set.json"]).unwrap();
        list["cases"].as_array_mut().unwrap().remove(0);
        list["cases"][0]["no"] = serde_json::json!(1);
        list["count"] = serde_json::json!(1);
        let list = sejel::domain::history::canonical(&list).unwrap();
        relisted.insert("set.json".to_owned(), list);
        let told = found(&relisted, keys());
        assert_eq!(told, [(Kind::ManifestSignature, "set.note".to_owned())]);

        let mut unsigned = files.clone();
        unsigned.remove("set.note");
        assert_eq!(
            found(&unsigned, keys()),
            [(Kind::MissingFile, "set.note".to_owned())]
        );

        let mut inside = files.clone();
        let mut bundle = unpacked(&files[&first]);
        bundle.insert("case.json".to_owned(), b"{}".to_vec());
        inside.insert(first.clone(), packed(&bundle));
        let told = found(&inside, keys());
        assert!(
            told.contains(&(Kind::FileDigest, first.clone())),
            "{told:?}"
        );
        assert!(
            told.contains(&(Kind::FileDigest, format!("{first}/case.json"))),
            "{told:?}"
        );
    });
}

#[test]
fn a_list_that_skips_a_number_is_malformed_and_another_log_is_not_told() {
    on_desk(|desk| {
        desk.office.opens_a_case();
        let id = desk.asks(&desk.auditor, &wish("auditor", UNIT)).unwrap();
        desk.takes_a_turn();
        let files = unpacked(&desk.fetched(id).unwrap());
        let list: serde_json::Value = serde_json::from_slice(&files["set.json"]).unwrap();
        let with = |field: &str, value: serde_json::Value| {
            let mut list = list.clone();
            list[field] = value;
            let mut files = files.clone();
            let list = sejel::domain::history::canonical(&list).unwrap();
            files.insert("set.json".to_owned(), list);
            verified(&packed(&files), None)
        };
        let skips = with("count", serde_json::json!(2));
        let kinds: Vec<_> = skips.findings.iter().map(|it| it.kind).collect();
        assert_eq!(kinds, [Kind::Manifest]);
        assert_eq!(
            with("set", serde_json::json!(2)).cannot,
            Some(Cannot::Version)
        );
        let mut other = Keys::read(&files["keys.json"]).unwrap();
        other.origin = "another".to_owned();
        let verdict = verified(&packed(&files), Some(other));
        assert_eq!(verdict.cannot, Some(Cannot::NoTrustedKey));
    });
}

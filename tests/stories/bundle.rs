//! The exported case, looked at from outside.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

use sejel::domain::history::bundle::{self, Trust};
use sejel::store::streams;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use zip::ZipArchive;

use crate::office::Office;

/// The head asks for the whole case, says why, and gets a bundle whose digests hold.
pub fn is_exported(office: &mut Office<'_>, case: &str, events: usize) {
    let head = &mut office.head;
    head.turns_to(case);
    head.follows("/export");
    head.sends(&[("purpose", "بازرسی")]);
    assert!(
        head.is_refused().contains("برای چه"),
        "a word is no purpose"
    );
    head.sends(&[("purpose", "ارائه به بازرسی نمونه به شمارهٔ ۱۲")]);
    head.browser.page.header("content-disposition").unwrap();
    assert_eq!(head.browser.page.status, 200);
    let files = unpacked(&head.browser.page.bytes);
    let manifest: Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    let listed = manifest["files"].as_array().unwrap();
    assert_eq!(
        listed.len(),
        files.len() - 2,
        "all but the manifest and its note"
    );
    for line in listed {
        let bytes = &files[line["name"].as_str().unwrap()];
        assert_eq!(line["sha256"], hex::encode(Sha256::digest(bytes)), "{line}");
        assert_eq!(line["size"], bytes.len());
    }
    let documents = files.keys().filter(|name| name.starts_with("documents/"));
    assert_eq!(documents.count(), 2, "two papers were scanned");
    is_a_chain(&files["events.ndjson"], events, &manifest["head"]);
    let verdict = bundle::verify(&files, &Trust::default());
    assert_eq!(verdict.findings, BTreeSet::new());
    let told = String::from_utf8(files["history.html"].clone()).unwrap();
    assert!(told.contains("یارمحمد") && told.contains("lang=\"en\""));
    bears_its_event(&files, &manifest["export"]);
    is_recorded(office, case);
}

/// The event of the export stands on whatever is printed.
fn bears_its_event(files: &BTreeMap<String, Vec<u8>>, export: &Value) {
    let mark = format!("{} #{}", export["stream"].as_str().unwrap(), export["seq"]);
    for name in ["history.html", "history.csv"] {
        let told = String::from_utf8(files[name].clone()).unwrap();
        assert!(told.contains(&mark), "{name}: {mark}");
    }
    assert!(files["history.pdf"].starts_with(b"%PDF-"));
    let workbook = unpacked(&files["history.xlsx"]);
    for sheet in ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"] {
        let told = String::from_utf8(workbook[sheet].clone()).unwrap();
        assert!(told.contains(&mark), "{sheet}: {mark}");
    }
}

fn unpacked(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut files = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        files.insert(file.name().unwrap().into_owned(), content);
    }
    files
}

/// Dense, each bound to the one before it, the last of them the head that the manifest names.
fn is_a_chain(lines: &[u8], events: usize, head: &Value) {
    let lines = std::str::from_utf8(lines).unwrap().lines();
    let lines: Vec<Value> = lines.map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(lines.len(), events);
    for (before, line) in lines.iter().zip(lines.iter().skip(1)) {
        assert_eq!(line["prev"], before["hash"]);
    }
    assert_eq!(&lines.last().unwrap()["hash"], head);
}

/// The export stands in the log of the session in which it was made.
fn is_recorded(office: &Office<'_>, case: &str) {
    let number = case.rsplit('/').next().unwrap();
    let made = office.app.register.store.read(|c| {
        let mut made = Vec::new();
        for stream in streams::names(c, "session:", "", 1000)? {
            made.extend(streams::events(c, &stream, 0, 10_000)?);
        }
        made.retain(|e| e.kind == "case_exported");
        Ok::<_, sejel::store::Error>(made)
    });
    let made = made.unwrap();
    assert_eq!(made.len(), 1, "the refused one is none");
    let body = String::from_utf8_lossy(&made[0].body);
    assert!(body.contains(number), "{body}");
}

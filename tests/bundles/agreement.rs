use std::collections::BTreeSet;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use sejel::domain::history::bundle::{self, Finding, Kind, Trust, Verdict};
use sejel::services::archive;
use serde_json::Value;

use crate::made::{Dice, bare, good, keys, policy, trust};
use crate::tampering::{self, TAMPERINGS, Tampering};
use crate::{archives, tampering_chain, tampering_log};

/// So many good bundles.
const GOOD: usize = 500;
/// So many of each kind of tampering.
const EACH: usize = 5;

/// A folder with bundles, and what the program says of each.
struct Shelf {
    folder: tempfile::TempDir,
    says: Vec<(PathBuf, String, Verdict)>,
}

impl Shelf {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("keys.json"), keys().write().unwrap()).unwrap();
        fs::write(folder.path().join("witnesses.json"), policy()).unwrap();
        let says = Vec::new();
        Self { folder, says }
    }

    fn put(&mut self, what: &str, bytes: &[u8], trust: &Trust) -> &Verdict {
        let name = format!("{:04}.zip", self.says.len());
        let path = self.folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        let verdict = match archive::unpack(Cursor::new(bytes)) {
            Ok(files) => bundle::verify(&files, trust),
            Err(_) => Verdict::damaged(Finding::of(Kind::Archive, ""), trust.keys.is_some()),
        };
        self.says.push((path, what.to_owned(), verdict));
        &self.says.last().unwrap().2
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The other verifier over all of them at once; it must say the same.
    fn is_agreed(&self, trusted: bool) {
        let mut python = python();
        if trusted {
            python.arg("--keys").arg(self.file("keys.json"));
            python
                .arg("--witness-policy")
                .arg(self.file("witnesses.json"));
        }
        python.arg("--json");
        python.args(self.says.iter().map(|(path, _, _)| path));
        let output = python.output().unwrap();
        let told = String::from_utf8(output.stdout).unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(told.lines().count(), self.says.len(), "{errors}");
        for ((path, what, verdict), line) in self.says.iter().zip(told.lines()) {
            let told: Value = serde_json::from_str(line).unwrap();
            assert_eq!(told["bundle"], path.display().to_string());
            same(what, verdict, &told);
        }
    }
}

fn python() -> Command {
    let mut python = Command::new("python3");
    python.arg("-B");
    python.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tools/verify_bundle.py"));
    python
}

type Said = BTreeSet<(String, String, Option<u64>, Option<String>)>;

fn said(findings: &Value) -> Said {
    let text = |f: &Value, name: &str| f[name].as_str().map(str::to_owned);
    let findings = findings.as_array().unwrap().iter();
    findings
        .map(|f| {
            let place = (f["seq"].as_u64(), text(f, "path"));
            (
                text(f, "kind").unwrap(),
                text(f, "file").unwrap(),
                place.0,
                place.1,
            )
        })
        .collect()
}

fn same(what: &str, mine: &Verdict, theirs: &Value) {
    let found = mine.findings.iter();
    let found: Said = found
        .map(|f| {
            (
                f.kind.code().to_owned(),
                f.file.clone(),
                f.seq,
                f.path.clone(),
            )
        })
        .collect();
    assert_eq!(found, said(&theirs["findings"]), "{what}");
    assert_eq!(mine.outcome().code(), theirs["outcome"], "{what}");
    assert_eq!(mine.outcome().exit_code(), theirs["exit"], "{what}");
    assert_eq!(mine.compared, theirs["compared"], "{what}");
    let Some(about) = &mine.about else {
        assert_eq!(theirs["case"], Value::Null, "{what}");
        return;
    };
    let values = |name: &str| -> Vec<(u64, String)> {
        let values = theirs[name].as_array().unwrap().iter();
        let value = |v: &Value| {
            (
                v["seq"].as_u64().unwrap(),
                v["path"].as_str().unwrap().to_owned(),
            )
        };
        values.map(value).collect()
    };
    assert_eq!(about.withheld, values("withheld"), "{what}");
    assert_eq!(about.erased, values("erased"), "{what}");
    assert_eq!(about.size, theirs["size"].as_u64(), "{what}");
    assert_eq!(
        about.epoch.map(u64::from),
        theirs["epoch"].as_u64(),
        "{what}"
    );
    assert_eq!(about.witnesses, theirs["witnesses"], "{what}");
    assert_eq!(
        (about.case.as_str(), about.seq),
        (
            theirs["case"].as_str().unwrap(),
            theirs["seq"].as_u64().unwrap()
        ),
        "{what}"
    );
}

#[test]
fn both_verifiers_call_every_good_bundle_sound() {
    let dice = Dice::new(1405);
    let (mut trusted, mut alone) = (Shelf::new(), Shelf::new());
    for n in 0..GOOD {
        let made = if n % 25 == 0 {
            bare(&dice)
        } else {
            good(&dice)
        };
        let bytes = archive::pack(&made.files()).unwrap();
        let verdict = trusted.put("good", &bytes, &trust());
        assert_eq!(verdict.findings, BTreeSet::new(), "{n}");
        assert!(verdict.compared);
        if n % 25 == 1 {
            let verdict = alone.put("good, alone", &bytes, &Trust::default());
            assert!(!verdict.compared && verdict.findings.is_empty());
        }
    }
    trusted.is_agreed(true);
    alone.is_agreed(false);
}

#[test]
fn both_verifiers_find_every_tampering_and_name_the_same_places() {
    let dice = Dice::new(976);
    let mut shelf = Shelf::new();
    let all = [
        TAMPERINGS,
        tampering_chain::TAMPERINGS,
        tampering_log::TAMPERINGS,
    ]
    .concat();
    assert!(all.len() + archives::TAMPERINGS.len() >= 40);
    for Tampering { what, kind, tamper } in all {
        for _ in 0..EACH {
            let files = tamper(&dice);
            let bytes = archive::pack(&files).unwrap();
            is_found(&mut shelf, what, kind, &bytes);
        }
    }
    for (what, tamper) in archives::TAMPERINGS {
        for _ in 0..EACH {
            let bytes = tamper(&archive::pack(&good(&dice).files()).unwrap(), &dice);
            is_found(&mut shelf, what, "archive", &bytes);
        }
    }
    assert!(shelf.says.len() >= 500, "{}", shelf.says.len());
    shelf.is_agreed(true);
}

/// Of the kind that is named, where one is.
fn is_found(shelf: &mut Shelf, what: &str, kind: &str, bytes: &[u8]) {
    let verdict = shelf.put(what, bytes, &trust());
    let kinds: Vec<_> = verdict.findings.iter().map(|f| f.kind.code()).collect();
    assert_eq!(verdict.outcome().exit_code(), 1, "{what}: {kinds:?}");
    assert!(
        kind.is_empty() || kinds.contains(&kind),
        "{what}: {kinds:?}"
    );
}

#[test]
fn both_verifiers_say_when_they_cannot_tell() {
    let dice = Dice::new(4);
    let mut shelf = Shelf::new();
    for tamper in [tampering::of_a_later_version, tampering::of_another_log] {
        let bytes = archive::pack(&tamper(&dice)).unwrap();
        let verdict = shelf.put("cannot", &bytes, &trust());
        assert_eq!(verdict.outcome().exit_code(), 2);
    }
    shelf.is_agreed(true);
}

fn sejel(arguments: &[&Path]) -> Output {
    let mut sejel = Command::new(env!("CARGO_BIN_EXE_sejel"));
    sejel.arg("verify-bundle").args(arguments).output().unwrap()
}

#[test]
fn the_command_lines_end_with_the_same_codes_and_say_what_was_not_compared() {
    let dice = Dice::new(5);
    let mut shelf = Shelf::new();
    let made = good(&dice);
    let good = archive::pack(&made.files()).unwrap();
    shelf.put("good", &good, &trust());
    shelf.put("cut", &good[..good.len() / 2], &trust());
    let later = archive::pack(&tampering::of_a_later_version(&dice)).unwrap();
    shelf.put("later", &later, &trust());
    let (option, keys) = (Path::new("--keys"), shelf.file("keys.json"));
    for (n, (path, _, _)) in shelf.says.iter().enumerate() {
        let mine = sejel(&[path, option, &keys]);
        let theirs = python()
            .arg(path)
            .arg("--keys")
            .arg(&keys)
            .output()
            .unwrap();
        assert_eq!(mine.status.code(), i32::try_from(n).ok());
        assert_eq!(theirs.status.code(), i32::try_from(n).ok());
    }
    let alone = sejel(&[&shelf.says[0].0]);
    let said = String::from_utf8_lossy(&alone.stdout).into_owned();
    assert!(said.starts_with("NOT COMPARED"), "{said}");
    assert_eq!(said.lines().last(), Some("sound"));
    let nowhere = shelf.file("nowhere.zip");
    for wrong in [
        vec![nowhere.as_path()],
        vec![keys.as_path(), option, &nowhere],
    ] {
        assert_eq!(sejel(&wrong).status.code(), Some(3));
        assert_eq!(
            python().args(wrong).output().unwrap().status.code(),
            Some(3)
        );
    }
}

/// A bundle that was written once is read for ever.
#[test]
fn the_bundle_that_is_kept_is_sound_for_both() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden_bundle");
    let (bundle, keys) = (kept.join("v1.zip"), kept.join("keys.json"));
    let mine = sejel(&[&bundle, Path::new("--keys"), &keys]);
    let theirs = python()
        .arg(&bundle)
        .arg("--keys")
        .arg(&keys)
        .output()
        .unwrap();
    for said in [mine, theirs] {
        assert_eq!(said.status.code(), Some(0));
        let said = String::from_utf8(said.stdout).unwrap();
        for line in ["withheld: event", "lawfully erased: event", "sound"] {
            assert!(said.contains(line), "{said}");
        }
    }
}

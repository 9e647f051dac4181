//! `sejel directive`: what a jurist who breaks a file on purpose is told, and the exit codes.
#![cfg(test)]

use std::path::PathBuf;
use std::process::Command;

const ART45: &str = include_str!("../directives/art45-1381.toml");

/// Exit code and what was said, on both channels.
fn sejel(arguments: &[&str]) -> (i32, String) {
    let mut sejel = Command::new(env!("CARGO_BIN_EXE_sejel"));
    let output = sejel.arg("directive").args(arguments).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    // Marks of direction are not seen.
    let said = String::from_utf8(said).unwrap();
    let said = said.replace(['\u{200e}', '\u{200f}'], "");
    (output.status.code().unwrap(), said)
}

fn file(folder: &tempfile::TempDir, name: &str, text: &str) -> String {
    let path: PathBuf = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

/// The first `from` after `anchor` becomes `to`.
fn changed(anchor: &str, from: &str, to: &str) -> String {
    let (before, after) = ART45.split_at(ART45.find(anchor).unwrap());
    assert!(after.contains(from));
    format!("{before}{}", after.replacen(from, to, 1))
}

#[test]
fn a_sound_file_a_fault_a_mistake_and_no_file_have_their_own_exit_codes() {
    let folder = tempfile::tempdir().unwrap();
    let sound = file(&folder, "sound.toml", ART45);
    assert_eq!(sejel(&["check", &sound]).0, 0);

    let text = changed(
        "id = \"possible_match\"",
        "to = \"fraud_hold\"",
        "to = \"lineage_evidence\"",
    );
    let fault = file(&folder, "fault.toml", &text);
    let (code, said) = sejel(&["check", &fault, "--language", "fa"]);
    let line = 1 + text[..text.find("id = \"fraud_hold\"").unwrap()]
        .lines()
        .count();
    assert_eq!(code, 1, "{said}");
    assert!(
        said.contains("fault.toml:") && said.contains("unreachable-step"),
        "{said}"
    );
    assert!(said.contains(&format!(":{line}:")), "{said}");
    assert!(said.contains("هیچ راهی به گام"), "{said}");

    let mistake = file(
        &folder,
        "mistake.toml",
        &changed("[directive.clock]", "length = 6", "length = \"six\""),
    );
    let (code, said) = sejel(&["check", &mistake]);
    assert_eq!(code, 1);
    assert!(
        said.contains("wrong-shape") && said.contains("must be a whole number"),
        "{said}"
    );

    assert_eq!(sejel(&["check", "no-such-file.toml"]).0, 3);
    assert_eq!(sejel(&["check"]).0, 3);
}

#[test]
fn a_finding_is_told_with_its_place_its_article_why_a_way_and_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let text = changed(
        "id = \"record_drafting\"",
        "needs = [\"register_entry\"]",
        "needs = [\"register_entry\"]\nwhen = [\"not clauses has 3\"]",
    );
    let fault = file(&folder, "fault.toml", &text);
    let line = 1 + text[..text.find("id = \"record_drafting\"").unwrap()]
        .matches('\n')
        .count();
    let (code, said) = sejel(&["check", &fault]);
    assert_eq!(code, 1);
    let place = format!(
        "{fault}:{line}:6: no-end: A case that comes to “Drawing up the record” can never leave it. (Arts 13, 14, Civil Registration Act)\n"
    );
    assert!(said.starts_with(&place), "{said}");
    for told in [
        "\n    In these circumstances: “clauses of Art. 976 that are claimed: clause 3 is among them”.\n",
        "\n    Because:\n      “Record drawn up” is only open where this holds: “not: ",
        "\n    For example:\n      Opening of the file: “Application registered, receipt given”\n      Document review: ",
        "\n      Fingerprints: “Taken, or not needed”\n    What to do: give the step an outcome",
        "\nart45/1381: one finding. ",
    ] {
        assert!(said.contains(told), "{told}: {said}");
    }
    let (code, said) = sejel(&["check", &fault, "--language", "fa"]);
    assert_eq!(code, 1);
    for told in ["زیرا:", "برای نمونه:", "چه باید کرد:", "۱ یافته"] {
        assert!(said.contains(told), "{told}: {said}");
    }
}

#[test]
fn both_directives_that_come_with_the_program_are_sound_for_offices_of_three_and_more() {
    for name in ["art45-1381.toml", "circular-1402.toml"] {
        let path = format!("{}/directives/{name}", env!("CARGO_MANIFEST_DIR"));
        let (code, said) = sejel(&["check", &path]);
        assert_eq!(code, 0, "{said}");
        assert!(said.contains("none was left out"), "{said}");
        assert_eq!(sejel(&["check", &path, "--office", "12"]).0, 0);
        // The head alone has nobody whose work she could sign.
        let (code, said) = sejel(&["check", &path, "--office", "1"]);
        assert_eq!(code, 1);
        assert!(said.contains("separation-impossible"), "{said}");
    }
}

#[test]
fn a_longer_limit_is_told_with_its_article() {
    let folder = tempfile::tempdir().unwrap();
    let one = file(&folder, "one.toml", ART45);
    let longer = changed("id = \"document_review\"", "length = 10", "length = 45");
    let other = file(&folder, "other.toml", &longer);
    let (code, said) = sejel(&["diff", &one, &other]);
    assert_eq!(code, 1);
    assert!(
        said.contains("from “10 working days” to “45 working days”"),
        "{said}"
    );
    assert!(said.contains("One difference"), "{said}");
    let (code, said) = sejel(&["diff", &one, &one, "--language", "fa"]);
    assert_eq!((code, said.trim()), (0, "این دو نسخه در حکم یکسان‌اند."));
    let broken = file(&folder, "broken.toml", "[directive]");
    assert_eq!(sejel(&["diff", &one, &broken]).0, 3);
}

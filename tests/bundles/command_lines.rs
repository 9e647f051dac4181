//! What both verifiers do with files and keys that they cannot check anything by.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sejel::services::archive;
use sha2::{Digest as _, Sha256};

use crate::made::{Dice, good};

/// The name that the log of the made bundles has.
const NAME: &str = "sejel.example/log";

/// What each says: the program, and the one in Python.
fn both(arguments: &[&Path]) -> [Output; 2] {
    let tools = Path::new(env!("CARGO_MANIFEST_DIR")).join("tools/verify_bundle.py");
    let mut sejel = Command::new(env!("CARGO_BIN_EXE_sejel"));
    sejel.arg("verify-bundle").args(arguments);
    let mut python = Command::new("python3");
    python.arg("-B").arg(tools).args(arguments);
    [sejel.output().unwrap(), python.output().unwrap()]
}

#[test]
fn of_an_encrypted_copy_both_say_that_it_is_to_be_decrypted_first() {
    let folder = tempfile::tempdir().unwrap();
    let bundle = archive::pack(&good(&Dice::new(7)).files()).unwrap();
    let key = age::x25519::Identity::generate();
    let encrypted = age::encrypt(&key.to_public(), &bundle).unwrap();
    let path = folder.path().join("CASE.zip.age");
    fs::write(&path, &encrypted).unwrap();
    for said in both(&[&path]) {
        assert_eq!(said.status.code(), Some(3));
        let said = String::from_utf8(said.stderr).unwrap();
        assert!(said.contains("age --decrypt"), "{said}");
    }
    let path = folder.path().join("CASE.zip");
    fs::write(&path, age::decrypt(&key, &encrypted).unwrap()).unwrap();
    for said in both(&[&path]) {
        assert_eq!(said.status.code(), Some(0));
    }
}

/// A file of trusted keys with the one key that these bytes are, rightly named by its id.
fn trusted(folder: &Path, bytes: [u8; 32]) -> PathBuf {
    let typed = [&[1], &bytes[..]].concat();
    let id = Sha256::digest([NAME.as_bytes(), b"\n", &typed].concat());
    let vkey = format!(
        "{NAME}+{}+{}",
        hex::encode(&id[..4]),
        STANDARD.encode(&typed)
    );
    let keys = format!(r#"{{"keys":[{{"from":0,"vkey":"{vkey}"}}],"origin":"{NAME}"}}"#);
    let path = folder.join("keys.json");
    fs::write(&path, keys).unwrap();
    path
}

/// A number below 2²⁵⁵, little-endian: `low` or, where it is beyond the field, `low` more than its prime.
fn coordinate(low: u8, beyond: bool) -> [u8; 32] {
    let mut bytes = [if beyond { 0xff } else { 0 }; 32];
    bytes[0] = if beyond { 0xed + low } else { low };
    bytes[31] = if beyond { 0x7f } else { 0 };
    bytes
}

#[test]
fn a_key_in_another_spelling_than_its_one_is_no_key_for_either() {
    let folder = tempfile::tempdir().unwrap();
    let bundle = archive::pack(&good(&Dice::new(8)).files()).unwrap();
    let path = folder.path().join("bundle.zip");
    fs::write(&path, bundle).unwrap();
    let codes = |bytes: [u8; 32]| {
        let keys = trusted(folder.path(), bytes);
        both(&[&path, Path::new("--keys"), &keys]).map(|said| said.status.code())
    };
    // With these the curve has points that are not of small order.
    for low in [3, 4, 5, 6, 9, 10, 14, 15, 16, 18] {
        assert_eq!(
            codes(coordinate(low, false)),
            [Some(1); 2],
            "{low}: a key, of others"
        );
        assert_eq!(
            codes(coordinate(low, true)),
            [Some(3); 2],
            "{low} beyond the field"
        );
    }
    // The neutral point has no sign.
    let mut signed = coordinate(1, false);
    signed[31] = 0x80;
    assert_eq!(codes(signed), [Some(3); 2]);
}

//! What a holder of a copy can do to it, and what an insider with the key of exports can do to values,
//! documents and the state of the case.

use sejel::domain::history::bundle::{
    CASE, EVENTS, Files, MANIFEST, MANIFEST_NOTE, OPENINGS, manifest_digest,
};
use sejel::domain::history::note::SecretKey;
use sejel::domain::history::sealing::sign_bundle;
use sejel::domain::history::{Openings, canonical};
use serde_json::{Value, json};

use crate::made::{Dice, Made, REFERENCE, good, key, listed, signed};

/// One way to damage a bundle, and the finding that it must bring, where a single one is sure.
#[derive(Clone, Copy)]
pub struct Tampering {
    pub what: &'static str,
    pub kind: &'static str,
    pub tamper: fn(&Dice) -> Files,
}

pub const fn by(what: &'static str, kind: &'static str, tamper: fn(&Dice) -> Files) -> Tampering {
    Tampering { what, kind, tamper }
}

pub const TAMPERINGS: &[Tampering] = &[
    by("a bit of a file", "file-digest", |dice| {
        let mut files = good(dice).files();
        let name = any_listed(&files, dice);
        flip(files.get_mut(&name).unwrap(), dice);
        files
    }),
    by("a bit of the manifest", "", |dice| {
        let mut files = good(dice).files();
        flip(files.get_mut(MANIFEST).unwrap(), dice);
        // The number of the version is one character: another is no damage, but a later version.
        let text = String::from_utf8_lossy(&files[MANIFEST]).into_owned();
        if text.contains(r#""v":1,"#) || text.contains(r#""v":1}"#) {
            files
        } else {
            without(files, CASE)
        }
    }),
    by("a bit of the manifest's note", "", |dice| {
        let mut files = good(dice).files();
        flip(files.get_mut(MANIFEST_NOTE).unwrap(), dice);
        files
    }),
    by("a file is left out", "missing-file", |dice| {
        let files = good(dice).files();
        let name = any_listed(&files, dice);
        without(files, &name)
    }),
    by("a file is added", "stray-file", |dice| {
        let name = format!("documents/{:06}-x", dice.below(9));
        with(good(dice).files(), &name, "x")
    }),
    by("two files change places", "file-digest", |dice| {
        let mut files = good(dice).files();
        let (one, other) = (files[CASE].clone(), files[EVENTS].clone());
        files.insert(CASE.to_owned(), other);
        files.insert(EVENTS.to_owned(), one);
        files
    }),
    by("a file is cut", "file-digest", |dice| {
        let mut files = good(dice).files();
        let name = any_listed(&files, dice);
        let content = files.get_mut(&name).unwrap();
        content.truncate(dice.below(content.len()));
        files
    }),
    by("the manifest is left out", "missing-file", |dice| {
        without(good(dice).files(), MANIFEST)
    }),
    by("the note is left out", "missing-file", |dice| {
        without(good(dice).files(), MANIFEST_NOTE)
    }),
    by("the manifest is spelt otherwise", "manifest", |dice| {
        changed_manifest(dice, |manifest| {
            serde_json::to_vec_pretty(&manifest).unwrap()
        })
    }),
    by("a field of the manifest is left out", "manifest", |dice| {
        changed_manifest(dice, |mut manifest| {
            let fields = manifest.as_object_mut().unwrap();
            let names: Vec<_> = fields.keys().cloned().collect();
            fields.remove(dice.of(&names));
            canonical(&manifest).unwrap()
        })
    }),
    by(
        "a field of the manifest is of another kind",
        "manifest",
        |dice| {
            changed_manifest(dice, |mut manifest| {
                let fields = manifest.as_object_mut().unwrap();
                let names: Vec<_> = fields.keys().cloned().collect();
                fields.insert(dice.of(&names).clone(), json!({ "other": [true] }));
                canonical(&manifest).unwrap()
            })
        },
    ),
    by("the manifest has a field more", "manifest", |dice| {
        changed_manifest(dice, |mut manifest| {
            manifest["purpose"] = json!("x");
            canonical(&manifest).unwrap()
        })
    }),
    by(
        "the history is changed and listed anew",
        "manifest-signature",
        |dice| {
            listed(
                with(good(dice).files(), "history.html", "<p>another</p>"),
                |_| {},
            )
        },
    ),
    by("another reference", "manifest-signature", |dice| {
        listed(good(dice).files(), |m| m.case = "11-1405-8".to_owned())
    }),
    by("another export", "manifest-signature", |dice| {
        listed(good(dice).files(), |m| m.export.seq += 1)
    }),
    by("withholding is denied", "manifest-signature", |dice| {
        let mut made = Made::of(dice);
        let (event, path) = made.shown(dice);
        made.withhold(event, &path);
        listed(made.files(), |m| m.withheld.clear())
    }),
    by(
        "another key signs the manifest",
        "manifest-signature",
        |dice| noted(dice, &key(9)),
    ),
    by(
        "a key that is over signs the manifest",
        "manifest-signature",
        |dice| {
            let mut made = Made::of(dice);
            while made.events.len() < 45 {
                made.push("note_added", json!({}), dice);
            }
            noted_as(made.files(), &key(1))
        },
    ),
    by("the note of another bundle", "manifest-signature", |dice| {
        let other = good(dice).files().remove(MANIFEST_NOTE).unwrap();
        let mut files = good(dice).files();
        files.insert(MANIFEST_NOTE.to_owned(), other);
        files
    }),
    by("a note that is none", "unreadable", |dice| {
        with(good(dice).files(), MANIFEST_NOTE, "sejel/bundle/1\n")
    }),
    by("a value is altered", "opening", |dice| {
        altered_openings(dice, |openings, path| {
            openings.get_mut(path).unwrap().value.push('ا');
        })
    }),
    by("the key of a value is altered", "opening", |dice| {
        altered_openings(dice, |openings, path| {
            openings.get_mut(path).unwrap().key[5] ^= 4
        })
    }),
    by(
        "a value is moved to another place",
        "stray-opening",
        |dice| {
            altered_openings(dice, |openings, path| {
                let opening = openings.remove(path).unwrap();
                openings.insert(format!("{path}/x"), opening);
            })
        },
    ),
    by(
        "a value is added to which nothing commits",
        "stray-opening",
        |dice| {
            altered_openings(dice, |openings, path| {
                let opening = openings[path].clone();
                openings.insert("/data/added".to_owned(), opening);
            })
        },
    ),
    by("a value is left out", "missing-opening", |dice| {
        let mut made = Made::of(dice);
        let (event, path) = made.shown(dice);
        made.close(event, &path);
        made.files()
    }),
    by(
        "a value of another case stands for this one",
        "opening",
        |dice| {
            let mut made = Made::of(dice);
            let other = Made::of(dice);
            made.openings[0] = other.openings[0].clone();
            made.files()
        },
    ),
    by(
        "the erasure comes before what it erases",
        "missing-opening",
        |dice| {
            let mut made = Made::of(dice);
            let later = made.events.len() + 1;
            made.erase(&[], dice);
            made.push("note_added", json!({ "text": { "$personal": "x" } }), dice);
            let body = json!({ "seq": later + 1, "path": "/data/text" });
            set_body(&mut made, later - 1, "/data/erased", json!([body]));
            made.close(later, "/data/text");
            made.files()
        },
    ),
    by(
        "an event of another type erases",
        "missing-opening",
        |dice| {
            let mut made = Made::of(dice);
            let (event, path) = made.shown(dice);
            made.erase(&[(event, path)], dice);
            let last = made.events.len() - 1;
            set_body(&mut made, last, "/type", json!("note_added"));
            made.files()
        },
    ),
    by(
        "a value is listed as withheld and is there",
        "withheld",
        |dice| {
            let mut made = Made::of(dice);
            let (event, path) = made.shown(dice);
            let opening = made.openings[event].openings[&path].clone();
            let documents = made.documents.clone();
            made.withhold(event, &path);
            made.openings[event].openings.insert(path, opening);
            made.documents = documents;
            made.files()
        },
    ),
    by(
        "a value that never was is listed as withheld",
        "withheld",
        |dice| {
            let mut made = Made::of(dice);
            made.withhold(dice.below(made.events.len()), "/data/never");
            made.files()
        },
    ),
    by("an opening is spelt otherwise", "unreadable", |dice| {
        let files = good(dice).files();
        let text = String::from_utf8(files[OPENINGS].clone()).unwrap();
        signed(with(
            files,
            OPENINGS,
            &text.replacen("\"seq\":1", "\"seq\": 1", 1),
        ))
    }),
    by("a line of the openings is left out", "sequence", |dice| {
        lines_of(dice, OPENINGS, |lines, dice| {
            lines.remove(dice.below(lines.len()));
        })
    }),
    by(
        "two lines of the openings change places",
        "sequence",
        |dice| {
            lines_of(dice, OPENINGS, |lines, dice| {
                let at = dice.below(lines.len() - 1);
                lines.swap(at, at + 1);
            })
        },
    ),
    by("a document is exchanged", "document", |dice| {
        let mut made = Made::of(dice);
        flip(made.documents.values_mut().next().unwrap(), dice);
        made.files()
    }),
    by("a document is left out", "missing-document", |dice| {
        let mut made = Made::of(dice);
        made.documents.pop_first();
        made.files()
    }),
    by("a document is added", "document", |dice| {
        let mut made = Made::of(dice);
        made.documents
            .insert("documents/000001-x".to_owned(), vec![1]);
        made.files()
    }),
    by("two documents change places", "document", |dice| {
        let mut made = Made::of(dice);
        let mut two = made.documents.values_mut();
        std::mem::swap(two.next().unwrap(), two.next().unwrap());
        made.files()
    }),
    by("a document that is withheld is there", "document", |dice| {
        let mut made = Made::of(dice);
        let documents = made.documents.clone();
        made.withhold(1, "/data/file/digest");
        made.documents = documents;
        made.files()
    }),
    by("the state is of another head", "head", |dice| {
        changed_case(dice, |case, dice| case["seq"] = json!(dice.below(3)))
    }),
    by("the state is of another hash", "head", |dice| {
        changed_case(dice, |case, _| case["hash"] = json!("ab".repeat(32)))
    }),
    by("the state is of another case", "head", |dice| {
        changed_case(dice, |case, _| {
            case["reference"] = json!(format!("{REFERENCE}0"))
        })
    }),
    by("the state cannot be read", "unreadable", |dice| {
        signed(with(good(dice).files(), CASE, "{\"seq\": 1}"))
    }),
];

pub fn of_a_later_version(dice: &Dice) -> Files {
    changed_manifest(dice, |mut manifest| {
        manifest["v"] = json!(2 + dice.below(7));
        canonical(&manifest).unwrap()
    })
}

pub fn of_another_log(dice: &Dice) -> Files {
    listed(good(dice).files(), |m| {
        m.origin = "another.example/log".to_owned()
    })
}

pub fn flip(bytes: &mut [u8], dice: &Dice) {
    let at = dice.below(bytes.len());
    bytes[at] ^= 1 << dice.below(8);
}

pub fn without(mut files: Files, name: &str) -> Files {
    files.remove(name).unwrap();
    files
}

pub fn with(mut files: Files, name: &str, content: &str) -> Files {
    files.insert(name.to_owned(), content.as_bytes().to_vec());
    files
}

fn any_listed(files: &Files, dice: &Dice) -> String {
    let names = files.iter().filter(|(_, content)| !content.is_empty());
    let names = names.map(|(name, _)| name.clone());
    let names: Vec<_> = names
        .filter(|name| name != MANIFEST && name != MANIFEST_NOTE)
        .collect();
    dice.of(&names).clone()
}

fn changed_manifest(dice: &Dice, change: impl FnOnce(Value) -> Vec<u8>) -> Files {
    let mut files = good(dice).files();
    let manifest = serde_json::from_slice(&files[MANIFEST]).unwrap();
    files.insert(MANIFEST.to_owned(), change(manifest));
    files
}

fn noted(dice: &Dice, signer: &SecretKey) -> Files {
    noted_as(good(dice).files(), signer)
}

fn noted_as(files: Files, signer: &SecretKey) -> Files {
    let note = sign_bundle(signer, &manifest_digest(&files[MANIFEST])).to_string();
    with(files, MANIFEST_NOTE, &note)
}

fn altered_openings(dice: &Dice, alter: impl FnOnce(&mut Openings, &str)) -> Files {
    let mut made = Made::of(dice);
    let (event, path) = made.shown(dice);
    alter(&mut made.openings[event].openings, &path);
    made.files()
}

/// Another value in the body of an event; the chain and the log are those of the new body.
pub fn set_body(made: &mut Made, event: usize, path: &str, value: Value) {
    let mut body: Value = serde_json::from_slice(&made.events[event].body).unwrap();
    *body.pointer_mut(path).unwrap() = value;
    made.events[event].body = canonical(&body).unwrap();
    made.relink();
}

pub fn lines_of(dice: &Dice, name: &str, change: impl FnOnce(&mut Vec<String>, &Dice)) -> Files {
    let files = good(dice).files();
    let text = String::from_utf8(files[name].clone()).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    change(&mut lines, dice);
    let text: String = lines.into_iter().map(|line| line + "\n").collect();
    signed(with(files, name, &text))
}

fn changed_case(dice: &Dice, change: impl FnOnce(&mut Value, &Dice)) -> Files {
    let files = good(dice).files();
    let mut case = serde_json::from_slice(&files[CASE]).unwrap();
    change(&mut case, dice);
    let case = String::from_utf8(canonical(&case).unwrap()).unwrap();
    signed(with(files, CASE, &case))
}

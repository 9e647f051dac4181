use serde_json::{Value, json};

use super::*;
use crate::domain::history::merkle::{Edge, Place, entry, inclusion, leaf_hash};
use crate::domain::history::note::{Checkpoint, KeyKind, Note, SecretKey};
use crate::domain::history::{Hash, Openings, canonical, link, seal};
use crate::domain::time::Entropy;

struct Fixed;

impl Entropy for Fixed {
    fn bytes32(&self) -> [u8; 32] {
        [5; 32]
    }
}

struct Tree(BTreeMap<Place, Hash>);

impl crate::domain::history::merkle::Nodes for Tree {
    type Error = std::convert::Infallible;

    fn node(&mut self, at: Place) -> Result<Hash, Self::Error> {
        Ok(*self.0.get(&at).unwrap())
    }
}

const ORIGIN: &str = "sejel.example/log";

fn key() -> SecretKey {
    SecretKey::new(ORIGIN, &[7; 32]).unwrap()
}

fn keys() -> Keys {
    let key = key().public(KeyKind::Note);
    Keys::new(ORIGIN, vec![ValidFrom { from: 0, key }]).unwrap()
}

fn trust() -> Trust {
    Trust {
        keys: Some(keys()),
        witnesses: None,
    }
}

/// Three events: a case, a document, a note.
fn material() -> Material {
    let datas = [
        ("case_opened", json!({"name": {"$personal": "نمونه"}})),
        (
            "paper_received",
            json!({"file": {"digest": {"$personal": sha256(b"scan")}, "media": "image/png"}}),
        ),
        ("note_added", json!({"text": {"$personal": "a note"}})),
    ];
    let (mut events, mut openings) = (Vec::new(), Vec::new());
    let mut prev = Hash::ZERO;
    for (seq, (kind, data)) in (1_u64..).zip(datas) {
        let body = json!({
            "type": kind, "v": 1, "stream": "case:7", "seq": seq, "data": data,
            "at": format!("2026-11-2{seq}T01:02:03.000000Z"),
        });
        let (body, opened) = seal(body, &Fixed);
        let body = canonical(&body).unwrap();
        let stream = "case:7".to_owned();
        let hash = link(&stream, seq, &prev, &body);
        events.push(EventLine {
            stream,
            seq,
            body,
            prev,
            hash,
        });
        openings.push(OpeningLine {
            seq,
            openings: opened,
        });
        prev = hash;
    }
    let case = json!({"reference": "11-1405-7", "seq": 3, "hash": prev});
    Material {
        case: "11-1405-7".to_owned(),
        directive: Directive {
            id: "art45".to_owned(),
            version: "1381".to_owned(),
            digest: "ef".repeat(32),
        },
        export: Export {
            stream: "session:1".to_owned(),
            seq: 2,
        },
        sealed: sealed(&events),
        events,
        openings,
        withheld: Vec::new(),
        beside: Files::from([
            (CASE.to_owned(), canonical(&case).unwrap()),
            ("documents/000002-001-1.png".to_owned(), b"scan".to_vec()),
        ]),
    }
}

fn sealed(events: &[EventLine]) -> Sealed {
    let mut tree = Tree(BTreeMap::new());
    let mut edge = Edge::default();
    for event in events {
        let leaf = leaf_hash(&entry(&event.stream, event.seq, &event.hash));
        edge.push(leaf, |at, hash| {
            tree.0.insert(at, hash);
        });
    }
    let size = edge.size();
    let checkpoint = Checkpoint {
        origin: ORIGIN.to_owned(),
        size,
        root: edge.root(),
    };
    let leaf = |index| Leaf {
        index,
        path: inclusion(index, size, &mut tree).unwrap(),
    };
    Sealed {
        keys: keys(),
        checkpoint: Note::signed(checkpoint.text(), &key()),
        previous: None,
        leaves: (0..size).map(leaf).collect(),
    }
}

fn bundle(material: Material) -> Files {
    vouched(material, &key())
}

fn vouched(material: Material, signer: &SecretKey) -> Files {
    let made = compose(material).unwrap();
    let note = sealing::sign_bundle(signer, made.manifest());
    made.with(&note)
}

fn kinds(files: &Files) -> Vec<String> {
    let verdict = verify(files, &trust());
    verdict.findings.iter().map(ToString::to_string).collect()
}

#[test]
fn a_bundle_is_sound_and_says_what_it_is_of() {
    let verdict = verify(&bundle(material()), &trust());
    assert_eq!(verdict.findings, BTreeSet::new());
    assert_eq!(verdict.outcome(), Outcome::Sound);
    let about = verdict.about.unwrap();
    assert_eq!((about.seq, about.size), (3, Some(3)));
    assert_eq!((about.withheld, about.erased), (vec![], vec![]));
}

#[test]
fn a_finding_names_its_place() {
    let mut changed = material();
    let openings = &mut changed.openings[0].openings;
    openings.get_mut("/data/name").unwrap().value = "دیگری".to_owned();
    let found = kinds(&bundle(changed));
    assert_eq!(
        found,
        ["opening at openings.ndjson, event 1, value /data/name: \
          this value is not the one that was committed to"]
    );
}

#[test]
fn a_value_may_be_missing_where_the_list_says_so_and_nowhere_else() {
    let mut less = material();
    less.openings[2].openings = Openings::new();
    let code = |files: &Files| verify(files, &trust()).outcome().exit_code();
    assert_eq!(code(&bundle(less.clone())), 1);
    less.withheld.push(Withheld {
        seq: 3,
        paths: vec!["/data/text".to_owned()],
    });
    let files = bundle(less.clone());
    assert_eq!(code(&files), 0, "{:?}", kinds(&files));
    let about = verify(&files, &trust()).about.unwrap();
    assert_eq!(about.withheld, [(3, "/data/text".to_owned())]);
    less.withheld[0].seq = 2;
    assert_eq!(code(&bundle(less)), 1);
}

#[test]
fn what_cannot_be_told_is_neither_sound_nor_damaged() {
    let mut files = bundle(material());
    let mut manifest: Value = serde_json::from_slice(&files[MANIFEST]).unwrap();
    manifest["v"] = json!(2);
    files.insert(MANIFEST.to_owned(), canonical(&manifest).unwrap());
    assert_eq!(verify(&files, &trust()).cannot, Some(Cannot::Version));
    let other = SecretKey::new("another.example", &[7; 32]).unwrap();
    let key = other.public(KeyKind::Note);
    let other = Trust {
        keys: Keys::new("another.example", vec![ValidFrom { from: 0, key }]).ok(),
        witnesses: None,
    };
    let verdict = verify(&bundle(material()), &other);
    assert_eq!(verdict.cannot, Some(Cannot::NoTrustedKey));
    assert_eq!(verdict.outcome().exit_code(), 2);
}

#[test]
fn a_forger_with_a_key_of_his_own_agrees_only_with_himself() {
    let forger = SecretKey::new(ORIGIN, &[9; 32]).unwrap();
    let mut forged = material();
    let key = forger.public(KeyKind::Note);
    forged.sealed.keys = Keys::new(ORIGIN, vec![ValidFrom { from: 0, key }]).unwrap();
    forged.sealed.checkpoint = Note::signed(forged.sealed.checkpoint.text, &forger);
    let files = vouched(forged, &forger);
    let alone = verify(&files, &Trust::default());
    assert_eq!((alone.outcome(), alone.compared), (Outcome::Sound, false));
    assert_eq!(verify(&files, &trust()).outcome(), Outcome::Damaged);
}

#[test]
fn a_bundle_is_signed_by_the_key_of_its_checkpoint_or_a_later_one() {
    let next = SecretKey::new(ORIGIN, &[8; 32]).unwrap();
    let keys = |from| {
        let (old, new) = (key().public(KeyKind::Note), next.public(KeyKind::Note));
        let old = ValidFrom { from: 0, key: old };
        Keys::new(ORIGIN, vec![old, ValidFrom { from, key: new }]).unwrap()
    };
    let files = vouched(material(), &next);
    let sound = |from| {
        let keys = Some(keys(from));
        let witnesses = None;
        verify(&files, &Trust { keys, witnesses })
            .findings
            .is_empty()
    };
    assert!(sound(4));
    assert!(
        !sound(3),
        "the checkpoint was to be signed by the later key"
    );
}

#[test]
fn a_proof_is_read_back_and_holds_no_more_than_63_hashes() {
    let mut proof = Proof {
        index: 5,
        path: vec![Hash::new([1; 32]); 63],
        checkpoint: "log\n1\n\n— a b\n".to_owned(),
    };
    assert_eq!(Proof::read(&proof.write()), Some(proof.clone()));
    proof.path.push(Hash::ZERO);
    assert_eq!(Proof::read(&proof.write()), None);
    for text in ["", "c2sp.org/tlog-proof@v1\nindex 05\n\n", "x\nindex 5\n\n"] {
        assert_eq!(Proof::read(text), None, "{text:?}");
    }
}

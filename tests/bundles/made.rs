//! Bundles of invented histories, sealed in a real tree with real keys.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::Mutex;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};
use sejel::domain::history::bundle::{
    self, CASE, Directive, EventLine, Export, Files, Keys, Leaf, Listed, MANIFEST, MANIFEST_NOTE,
    Manifest, Material, OpeningLine, Policy, Sealed, Trust, ValidFrom, Withheld, compose,
    manifest_digest,
};
use sejel::domain::history::merkle::{
    Edge, Nodes, Place, consistency, entry, inclusion, leaf_hash,
};
use sejel::domain::history::note::{Checkpoint, KeyKind, Note, SecretKey};
use sejel::domain::history::sealing::{origin_of, sign_bundle};
use sejel::domain::history::{Hash, Openings, canonical, link, seal};
use sejel::domain::time::Entropy;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

pub const ORIGIN: &str = "sejel.example/log";
pub const REFERENCE: &str = "11-1405-7";
pub const STREAM: &str = "case:7";

/// Chance from a fixed seed.
pub struct Dice(Mutex<ChaCha8Rng>);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(ChaCha8Rng::seed_from_u64(seed)))
    }

    /// A number below `end`.
    pub fn below(&self, end: usize) -> usize {
        let drawn = self.0.lock().unwrap().next_u64();
        usize::try_from(drawn % u64::try_from(end.max(1)).unwrap()).unwrap()
    }

    pub fn heads(&self) -> bool {
        self.below(2) == 0
    }

    pub fn of<'a, T>(&self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}

impl Entropy for Dice {
    fn bytes32(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        self.0.lock().unwrap().fill_bytes(&mut bytes);
        bytes
    }
}

#[derive(Default)]
struct Tree(BTreeMap<Place, Hash>, Vec<Hash>);

impl Nodes for Tree {
    type Error = Infallible;

    fn node(&mut self, at: Place) -> Result<Hash, Infallible> {
        Ok(*self.0.get(&at).unwrap())
    }
}

pub fn key(seed: u8) -> SecretKey {
    SecretKey::new(ORIGIN, &[seed; 32]).unwrap()
}

pub fn witness(no: u8) -> SecretKey {
    SecretKey::new(&format!("witness{no}.example"), &[100 + no; 32]).unwrap()
}

/// Whom the checks of these tests trust: the true keys, and two of three witnesses.
pub fn policy() -> Vec<u8> {
    let keys = [1, 2, 3].map(|n| witness(n).public(KeyKind::Cosignature).to_string());
    canonical(&json!({ "needed": 2, "witnesses": keys })).unwrap()
}

/// From this size on the second key is the valid one.
pub const TURN: u64 = 40;

pub fn keys() -> Keys {
    let of = |from, seed| ValidFrom {
        from,
        key: key(seed).public(KeyKind::Note),
    };
    Keys::new(ORIGIN, vec![of(0, 1), of(TURN, 2)]).unwrap()
}

pub fn trust() -> Trust {
    Trust {
        keys: Some(keys()),
        witnesses: Some(Policy::read(&policy()).unwrap()),
    }
}

/// The true key of a log of this size.
pub fn key_at(size: u64) -> SecretKey {
    key(if size < TURN { 1 } else { 2 })
}

/// A history, and where it stands in its log.
#[derive(Clone)]
pub struct Made {
    pub events: Vec<EventLine>,
    pub openings: Vec<OpeningLine>,
    pub withheld: Vec<Withheld>,
    pub documents: Files,
    /// How many leaves of others stand before each event.
    gaps: Vec<usize>,
    /// Where the older checkpoint lies: after this part of the leaves.
    older: Option<usize>,
    pub witnesses: Vec<u8>,
    epoch: u32,
}

fn data(dice: &Dice, seq: u64, documents: &mut Files) -> (&'static str, Value) {
    let said = |text: &str| json!({ "$personal": text });
    match dice.below(4) {
        _ if seq == 1 => (
            "case_opened",
            json!({
                "people": [
                    { "no": 1, "given": said("یارمحمد"), "family": said("نمونه") },
                    { "no": 2, "given": said("Gul/~Bibi"), "odd~/name": said("\u{1F600}\n\"\\") },
                ],
                "telephone": said("09120000000"), "note": Value::Null,
            }),
        ),
        0 => (
            "step_taken",
            json!({ "person": 1, "to": ["police", "council"], "reason": said("چون") }),
        ),
        1 => (
            "note_added",
            json!({ "text": said(&"یادداشت ".repeat(dice.below(9))), "\u{E000}": -3, "\u{1F600}": true }),
        ),
        _ => {
            let scan = dice.bytes32().repeat(1 + dice.below(20));
            let name = format!("{}001-1.png", bundle::document_prefix(seq));
            let digest = hex::encode(Sha256::digest(&scan));
            documents.insert(name, scan);
            let file = json!({ "digest": said(&digest), "name": said("scan.png"), "size": 7 });
            ("paper_received", json!({ "file": file, "paper": 1 }))
        }
    }
}

impl Made {
    /// A history of 4 to 16 events; the second and third receive documents.
    pub fn of(dice: &Dice) -> Self {
        let mut made = Self {
            events: Vec::new(),
            openings: Vec::new(),
            withheld: Vec::new(),
            documents: Files::new(),
            gaps: Vec::new(),
            older: dice.heads().then(|| dice.below(1000)),
            witnesses: vec![1, 2, 3],
            epoch: if dice.below(5) == 0 { 2 } else { 1 },
        };
        let count = 4 + dice.below(13);
        while made.events.len() < count {
            let seq = u64::try_from(made.events.len()).unwrap() + 1;
            let (kind, data) = loop {
                let drawn = data(dice, seq, &mut made.documents);
                if !(2..=3).contains(&seq) || drawn.0 == "paper_received" {
                    break drawn;
                }
            };
            made.push(kind, data, dice);
            let gap = dice.below(6);
            made.gaps.push(gap);
        }
        made
    }

    /// Records one more event.
    pub fn push(&mut self, kind: &str, data: Value, dice: &Dice) {
        let seq = u64::try_from(self.events.len()).unwrap() + 1;
        let body = json!({
            "type": kind, "v": 1, "stream": STREAM, "seq": seq, "data": data,
            "at": format!("2026-11-26T01:{seq:02}:03.000000Z"), "actor": { "user": 12 },
        });
        let (body, openings) = seal(body, dice);
        self.openings.push(OpeningLine { seq, openings });
        self.events.push(EventLine {
            stream: STREAM.to_owned(),
            seq,
            body: canonical(&body).unwrap(),
            prev: Hash::ZERO,
            hash: Hash::ZERO,
        });
        self.relink();
    }

    /// Makes the chain anew, as somebody would who has rewritten it.
    pub fn relink(&mut self) {
        let mut prev = Hash::ZERO;
        for event in &mut self.events {
            event.prev = prev;
            event.hash = link(&event.stream, event.seq, &prev, &event.body);
            prev = event.hash;
        }
    }

    pub fn head(&self) -> (u64, Hash) {
        let last = self.events.last().unwrap();
        (last.seq, last.hash)
    }

    /// Removes what opens a value, and the document that is no longer named.
    pub fn close(&mut self, event: usize, path: &str) {
        self.openings[event].openings.remove(path);
        if path == "/data/file/digest" {
            let prefix = bundle::document_prefix(self.events[event].seq);
            self.documents.retain(|name, _| !name.starts_with(&prefix));
        }
    }

    /// Any value that is shown, by the place of its event.
    pub fn shown(&self, dice: &Dice) -> (usize, String) {
        let all: Vec<_> = (self.openings.iter().enumerate())
            .flat_map(|(n, line)| line.openings.keys().map(move |path| (n, path.clone())))
            .collect();
        dice.of(&all).clone()
    }

    pub fn withhold(&mut self, event: usize, path: &str) {
        self.close(event, path);
        let seq = self.events[event].seq;
        match self.withheld.iter_mut().find(|w| w.seq == seq) {
            Some(of_event) => of_event.paths.push(path.to_owned()),
            None => self.withheld.push(Withheld {
                seq,
                paths: vec![path.to_owned()],
            }),
        }
        self.withheld.sort_by_key(|w| w.seq);
        for of_event in &mut self.withheld {
            of_event.paths.sort();
        }
    }

    /// Destroys values and records it.
    pub fn erase(&mut self, values: &[(usize, String)], dice: &Dice) {
        let named = values.iter();
        let named = named.map(|(n, path)| json!({ "seq": self.events[*n].seq, "path": path }));
        let data = json!({ "erased": named.collect::<Value>() });
        for (event, path) in values {
            self.close(*event, path);
        }
        self.push("erased", data, dice);
    }

    fn tree(&self) -> (Tree, Vec<u64>) {
        let (mut tree, mut edge) = (Tree::default(), Edge::default());
        let mut at = Vec::new();
        tree.1.push(edge.root());
        let mut push = |leaf: Hash, tree: &mut Tree| {
            let index = edge.size();
            edge.push(leaf, |place, hash| {
                tree.0.insert(place, hash);
            });
            tree.1.push(edge.root());
            index
        };
        let gaps = self.gaps.iter().copied().chain(std::iter::repeat(1));
        for (event, gap) in self.events.iter().zip(gaps) {
            for other in 0..gap {
                let other = format!("another {} {other}", event.seq);
                push(leaf_hash(other.as_bytes()), &mut tree);
            }
            let entry = entry(&event.stream, event.seq, &event.hash);
            at.push(push(leaf_hash(&entry), &mut tree));
        }
        (tree, at)
    }

    /// What the log says, signed by `signer` where it is not the true key.
    pub fn sealed(&self, signer: Option<&SecretKey>) -> Sealed {
        let (mut tree, at) = self.tree();
        let size = u64::try_from(tree.1.len()).unwrap() - 1;
        let note = |size: u64, roots: &[Hash]| {
            let checkpoint = Checkpoint {
                origin: origin_of(ORIGIN, self.epoch),
                size,
                root: roots[usize::try_from(size).unwrap()],
            };
            let true_key = key_at(size);
            let mut note = Note::signed(checkpoint.text(), signer.unwrap_or(&true_key));
            for no in &self.witnesses {
                let line = witness(*no).cosign(&note.text, 1_764_500_000 + u64::from(*no));
                note.lines.push(line);
            }
            note
        };
        let older = self.older.map(|part| {
            let older = 1 + u64::try_from(part).unwrap() % size;
            let path = consistency(older, size, &mut tree).unwrap();
            (note(older, &tree.1), path)
        });
        let checkpoint = note(size, &tree.1);
        let leaf = |index: u64| Leaf {
            index,
            path: inclusion(index, size, &mut tree).unwrap(),
        };
        Sealed {
            keys: keys(),
            checkpoint,
            previous: older,
            leaves: at.into_iter().map(leaf).collect(),
        }
    }

    /// With an older checkpoint that is neither empty nor the newest.
    pub fn with_older(mut self, dice: &Dice) -> Self {
        let (tree, _) = self.tree();
        self.older = Some(dice.below(tree.1.len() - 3) + 1);
        self
    }

    pub fn material(&self, sealed: Sealed) -> Material {
        let (seq, hash) = self.head();
        let case = json!({ "reference": REFERENCE, "seq": seq, "hash": hash, "papers": [] });
        let mut beside = self.documents.clone();
        beside.insert(CASE.to_owned(), canonical(&case).unwrap());
        beside.insert("history.html".to_owned(), b"<p>history</p>".to_vec());
        Material {
            case: REFERENCE.to_owned(),
            directive: Directive {
                id: "art45".to_owned(),
                version: "1381".to_owned(),
                digest: "ef".repeat(32),
            },
            export: Export {
                stream: "session:1".to_owned(),
                seq: 2,
            },
            events: self.events.clone(),
            openings: self.openings.clone(),
            withheld: self.withheld.clone(),
            sealed,
            beside,
        }
    }

    /// The bundle, all of it signed with the true key.
    pub fn files(&self) -> Files {
        self.sealed_as(self.sealed(None))
    }

    pub fn sealed_as(&self, sealed: Sealed) -> Files {
        let text = &sealed.checkpoint.text;
        let key = key_at(Checkpoint::read(text).unwrap().size);
        let made = compose(self.material(sealed)).unwrap();
        let note = sign_bundle(&key, made.manifest());
        made.with(&note)
    }
}

/// The list of contents made anew for changed files; the note stays.
pub fn listed(mut files: Files, change: impl FnOnce(&mut Manifest)) -> Files {
    let mut manifest: Manifest = serde_json::from_slice(&files[MANIFEST]).unwrap();
    let others = files.iter();
    let others = others.filter(|(name, _)| *name != MANIFEST && *name != MANIFEST_NOTE);
    manifest.files = others
        .map(|(name, bytes)| Listed::of(name, bytes))
        .collect();
    change(&mut manifest);
    files.insert(MANIFEST.to_owned(), manifest.write().unwrap());
    files
}

/// The list of contents made anew and signed with the true key, as only an insider could.
pub fn signed(files: Files) -> Files {
    let mut files = listed(files, |_| {});
    let note = sign_bundle(&key(2), &manifest_digest(&files[MANIFEST]));
    files.insert(MANIFEST_NOTE.to_owned(), note.to_string().into_bytes());
    files
}

/// A good bundle: whole, redacted, with erased values, or both.
pub fn good(dice: &Dice) -> Made {
    let mut made = Made::of(dice);
    if dice.heads() {
        let mut values: Vec<_> = (0..1 + dice.below(3)).map(|_| made.shown(dice)).collect();
        values.sort();
        values.dedup();
        made.erase(&values, dice);
    }
    for _ in 0..dice.below(4) {
        let (event, path) = made.shown(dice);
        made.withhold(event, &path);
    }
    made
}

/// No openings at all: the barest copy.
pub fn bare(dice: &Dice) -> Made {
    let mut made = Made::of(dice);
    for event in 0..made.events.len() {
        let paths: Vec<_> = made.openings[event].openings.keys().cloned().collect();
        for path in paths {
            made.withhold(event, &path);
        }
        assert_eq!(made.openings[event].openings, Openings::new());
    }
    made
}

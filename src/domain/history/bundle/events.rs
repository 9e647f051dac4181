//! The events of a bundle: their chain, their values, their place in the log, their documents.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::log::Log;
use super::{
    DOCUMENTS, EVENTS, Examined, Kind, MANIFEST, OPENINGS, PROOFS, Proof, document_prefix,
    proof_name, sha256, strict,
};
use crate::domain::history::chain::{Hash, link};
use crate::domain::history::check::erasures;
use crate::domain::history::merkle;
use crate::domain::history::personal::{Openings, commitments, commits};

/// Where in an event the digest of a document stands that came with it.
const DIGEST: &str = "/data/file/digest";

/// A line of `events.ndjson`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventLine {
    pub stream: String,
    pub seq: u64,
    /// The bytes that were hashed.
    #[serde(with = "strict::base64_bytes")]
    pub body: Vec<u8>,
    pub prev: Hash,
    pub hash: Hash,
}

/// A line of `openings.ndjson`: the values of one event, as many as are shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpeningLine {
    pub seq: u64,
    pub openings: Openings,
}

/// What was gathered on the way through the events.
#[derive(Default)]
struct Way {
    /// The number that is due and the hash to follow; unknown after a line that cannot be read.
    due: Option<u64>,
    before: Option<Hash>,
    at: Option<String>,
    last: Option<(u64, Hash)>,
    /// Committed to, and not opened.
    unopened: BTreeSet<(u64, String)>,
    erased: BTreeSet<(u64, String)>,
    /// Digests of documents by the event that brought them.
    documents: BTreeMap<u64, String>,
    proofs: BTreeSet<String>,
}

/// Goes through all events; gives the values that were lawfully erased.
pub(super) fn examine(x: &mut Examined<'_>, log: &Log<'_>) -> Vec<(u64, String)> {
    let lines = lines(x, EVENTS);
    let openings = openings(x, lines.len());
    let mut way = Way {
        due: Some(1),
        before: Some(Hash::ZERO),
        ..Way::default()
    };
    for (no, line) in (1..).zip(lines) {
        let Some(event) = strict::read::<EventLine>(line) else {
            x.find_at(Kind::Unreadable, EVENTS, no);
            (way.due, way.before) = (None, None);
            continue;
        };
        chain(x, &mut way, &event);
        body(x, &mut way, &event, openings.get(&event.seq));
        inclusion(x, log, &event);
        way.proofs.insert(proof_name(event.seq));
        (way.due, way.before) = (event.seq.checked_add(1), Some(event.hash));
        way.last = Some((event.seq, event.hash));
    }
    if way.last != Some((x.manifest.seq, x.manifest.head)) {
        x.find(Kind::Head, MANIFEST);
    }
    let stray = |name: &&String| name.starts_with(PROOFS) && !way.proofs.contains(*name);
    for name in x.files.keys().filter(stray) {
        x.find(Kind::StrayFile, name);
    }
    documents(x, &way.documents);
    not_shown(x, &way)
}

fn lines<'a>(x: &mut Examined<'a>, name: &str) -> Vec<&'a [u8]> {
    let Some(bytes) = x.files.get(name) else {
        return Vec::new();
    };
    strict::lines(bytes).unwrap_or_else(|| {
        x.find(Kind::Unreadable, name);
        Vec::new()
    })
}

/// One line for each event, in their order.
fn openings(x: &mut Examined<'_>, events: usize) -> BTreeMap<u64, Openings> {
    let mut read = BTreeMap::new();
    let lines = lines(x, OPENINGS);
    if lines.len() != events {
        x.find(Kind::Sequence, OPENINGS);
    }
    for (no, line) in (1..).zip(lines) {
        let Some(line) = strict::read::<OpeningLine>(line) else {
            x.find_at(Kind::Unreadable, OPENINGS, no);
            continue;
        };
        if line.seq != no {
            x.find_at(Kind::Sequence, OPENINGS, no);
        }
        read.entry(line.seq).or_insert(line.openings);
    }
    read
}

fn chain(x: &mut Examined<'_>, way: &mut Way, event: &EventLine) {
    let seq = event.seq;
    if way.due.is_some_and(|due| due != seq) {
        x.find_at(Kind::Sequence, EVENTS, seq);
    }
    if way.before.is_some_and(|before| before != event.prev) {
        x.find_at(Kind::Previous, EVENTS, seq);
    }
    if event.hash != link(&event.stream, seq, &event.prev, &event.body) {
        x.find_at(Kind::EventHash, EVENTS, seq);
    }
    if event.stream != x.manifest.stream {
        x.find_at(Kind::Place, EVENTS, seq);
    }
}

fn body(x: &mut Examined<'_>, way: &mut Way, event: &EventLine, openings: Option<&Openings>) {
    let seq = event.seq;
    let Some(body) = strict::value(&event.body) else {
        return x.find_at(Kind::Body, EVENTS, seq);
    };
    let text = |key: &str| body.get(key).and_then(Value::as_str);
    if text("stream") != Some(&event.stream) || body.get("seq").and_then(Value::as_u64) != Some(seq)
    {
        x.find_at(Kind::Place, EVENTS, seq);
    }
    let at = text("at").map(str::to_owned);
    if at < way.at {
        x.find_at(Kind::Time, EVENTS, seq);
    }
    way.at = at;
    let none = Openings::new();
    let openings = openings.unwrap_or(&none);
    let committed = commitments(&body);
    for (path, hex) in &committed {
        match openings.get(path) {
            Some(opening) if commits(hex, path, opening) => {
                if path == DIGEST {
                    way.documents.insert(seq, opening.value.clone());
                }
            }
            Some(_) => x.find_value(Kind::Opening, OPENINGS, (seq, path)),
            None => {
                way.unopened.insert((seq, path.clone()));
            }
        }
    }
    for path in openings.keys().filter(|p| !committed.contains_key(*p)) {
        x.find_value(Kind::StrayOpening, OPENINGS, (seq, path));
    }
    let named = erasures(text("type").unwrap_or_default(), &body);
    way.erased.extend(named.into_iter().filter(|e| e.0 < seq));
}

fn inclusion(x: &mut Examined<'_>, log: &Log<'_>, event: &EventLine) {
    let name = proof_name(event.seq);
    if !x.files.contains_key(&name) {
        return x.find(Kind::MissingFile, &name);
    }
    let Some(text) = x.text(&name) else { return };
    let Some(proof) = Proof::read(text) else {
        return x.find(Kind::Unreadable, &name);
    };
    let Some((note, checkpoint)) = &log.checkpoint else {
        return;
    };
    if proof.checkpoint != *note {
        x.find(Kind::Checkpoint, &name);
    }
    let entry = merkle::entry(&event.stream, event.seq, &event.hash);
    let (leaf, size) = (merkle::leaf_hash(&entry), checkpoint.size);
    if !merkle::includes(leaf, proof.index, size, &proof.path, &checkpoint.root) {
        x.find(Kind::Inclusion, &name);
    }
}

/// Each document is the one that its event received; none is missing and none is beside.
fn documents(x: &mut Examined<'_>, received: &BTreeMap<u64, String>) {
    let files = x.files;
    for seq in received.keys() {
        let prefix = document_prefix(*seq);
        if !files.keys().any(|name| name.starts_with(&prefix)) {
            x.find_value(Kind::MissingDocument, DOCUMENTS, (*seq, DIGEST));
        }
    }
    for (name, bytes) in files.iter().filter(|(name, _)| name.starts_with(DOCUMENTS)) {
        let of_it = |(seq, digest): (&u64, &String)| {
            name.starts_with(&document_prefix(*seq)) && *digest == sha256(bytes)
        };
        if !received.iter().any(of_it) {
            x.find(Kind::Document, name);
        }
    }
}

/// Whatever is committed to and not shown is withheld or erased, and says so.
fn not_shown(x: &mut Examined<'_>, way: &Way) -> Vec<(u64, String)> {
    let withheld = x.manifest.withheld_paths();
    for of_event in &withheld {
        if !way.unopened.contains(of_event) {
            x.find_value(Kind::Withheld, MANIFEST, (of_event.0, &of_event.1));
        }
    }
    let withheld: BTreeSet<_> = withheld.into_iter().collect();
    let mut erased = Vec::new();
    for value in way.unopened.difference(&withheld) {
        if way.erased.contains(value) {
            erased.push(value.clone());
        } else {
            x.find_value(Kind::MissingOpening, OPENINGS, (value.0, &value.1));
        }
    }
    erased
}

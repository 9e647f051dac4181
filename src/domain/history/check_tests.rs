use super::*;
use crate::domain::history::canonical::canonical;
use crate::domain::history::personal::{Opening, seal};
use crate::domain::time::Entropy;
use serde_json::json;

struct Fixed;

impl Entropy for Fixed {
    fn bytes32(&self) -> [u8; 32] {
        [7; 32]
    }
}

#[derive(Clone)]
struct Kept {
    seq: u64,
    kind: String,
    at: Moment,
    body: Vec<u8>,
    openings: Openings,
    prev: Hash,
    hash: Hash,
}

impl Kept {
    fn record(&self) -> Record<'_> {
        Record {
            stream: "case:1",
            seq: self.seq,
            kind: &self.kind,
            v: 1,
            at: self.at,
            actor: "u5",
            body: &self.body,
            openings: &self.openings,
            prev: self.prev,
            hash: self.hash,
        }
    }
}

fn history() -> Vec<Kept> {
    let mut prev = Hash::ZERO;
    let mut events = Vec::new();
    for (seq, kind) in (1..).zip(["opened", "noted", "erased"]) {
        let at = Moment::from_micros(i64::try_from(seq).unwrap());
        let body = json!({
            "type": kind, "v": 1, "stream": "case:1", "seq": seq, "at": at,
            "actor": {"user": 5, "role": "registrar_officer", "unit": "ir/11/03"},
            "data": {"note": {"$personal": "text"}, "erased": [{"seq": 2, "path": "/data/note"}]},
        });
        let (body, openings) = seal(body, &Fixed);
        let body = canonical(&body).unwrap();
        let hash = link("case:1", seq, &prev, &body);
        events.push(Kept {
            seq,
            kind: kind.to_owned(),
            at,
            body,
            openings,
            prev,
            hash,
        });
        prev = hash;
    }
    events
}

fn found(events: &[Kept]) -> Vec<(u64, FindingKind)> {
    let mut check = StreamCheck::new("case:1");
    for event in events {
        check.take(&event.record());
    }
    let head = history().last().map(|e| (e.seq, e.hash));
    check
        .finish(head)
        .into_iter()
        .map(|f| (f.seq, f.kind))
        .collect()
}

#[test]
fn an_untouched_history_has_no_findings() {
    assert_eq!(found(&history()), []);
}

#[test]
fn a_value_that_a_later_event_says_was_erased_may_be_missing_and_no_other() {
    let mut events = history();
    events[1].openings.clear();
    assert_eq!(found(&events), []);
    events[0].openings.clear();
    let path = "/data/note".to_owned();
    assert_eq!(found(&events), [(1, FindingKind::MissingOpening { path })]);
}

#[test]
fn a_changed_opening_and_a_stray_one_are_found() {
    let mut events = history();
    let key = [7; 32];
    events[0].openings.insert(
        "/data/note".into(),
        Opening {
            key,
            value: "other".into(),
        },
    );
    events[1].openings.insert(
        "/x".into(),
        Opening {
            key,
            value: "x".into(),
        },
    );
    let mismatch = FindingKind::Mismatch {
        path: "/data/note".into(),
    };
    let stray = FindingKind::StrayOpening { path: "/x".into() };
    assert_eq!(found(&events), [(1, mismatch), (2, stray)]);
}

#[test]
fn a_missing_event_is_found_in_the_middle_and_at_the_end() {
    let mut events = history();
    events.remove(1);
    assert_eq!(
        found(&events),
        [
            (3, FindingKind::Gap { due: 2 }),
            (3, FindingKind::WrongPrevious)
        ]
    );
    let mut cut = history();
    cut.pop();
    assert_eq!(found(&cut), [(2, FindingKind::WrongHead)]);
}

#[test]
fn a_changed_body_is_found_by_its_hash_and_a_rehashed_one_by_its_successor() {
    let mut events = history();
    let altered = String::from_utf8(events[1].body.clone())
        .unwrap()
        .replace("ir/11/03", "ir/11/04");
    events[1].body = altered.into_bytes();
    assert_eq!(found(&events), [(2, FindingKind::WrongHash)]);
    events[1].hash = link("case:1", 2, &events[1].prev, &events[1].body);
    assert_eq!(found(&events), [(3, FindingKind::WrongPrevious)]);
}

#[test]
fn a_changed_column_is_found_by_its_name() {
    let mut events = history();
    events[1].kind = "decided".to_owned();
    events[2].at = Moment::from_micros(1);
    let kinds = found(&events);
    assert!(kinds.contains(&(2, FindingKind::Column("type"))));
    assert!(kinds.contains(&(3, FindingKind::Column("at"))));
    assert!(kinds.contains(&(3, FindingKind::TimeWentBack)));
}

#[test]
fn bytes_that_are_not_canonical_are_found_even_when_their_hash_is_right() {
    let mut events = history();
    events.truncate(1);
    events[0].body.push(b' ');
    events[0].hash = link("case:1", 1, &Hash::ZERO, &events[0].body);
    assert_eq!(found(&events)[0], (1, FindingKind::NotCanonical));
}

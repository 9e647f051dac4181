//! Events as the services make them: canonical, sealed, with the envelope's keys.

use std::sync::atomic::{AtomicU64, Ordering};

use sejel::domain::access::UnitPath;
use sejel::domain::history::{canonical, seal};
use sejel::domain::time::{Entropy, Moment};
use sejel::store::streams::{Head, NewEvent};
use sejel::store::trail::About;
use serde_json::json;

pub struct Counting(AtomicU64);

impl Counting {
    pub const fn new() -> Self {
        Self(AtomicU64::new(1))
    }
}

impl Entropy for Counting {
    fn bytes32(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&self.0.fetch_add(1, Ordering::Relaxed).to_be_bytes());
        bytes
    }
}

pub static ENTROPY: Counting = Counting::new();

/// The next event after `head`, with one personal value at `/data/note`.
pub fn next(stream: &str, head: &Head, kind: &str, note: &str) -> NewEvent {
    with_data(stream, head, kind, json!({"note": {"$personal": note}}))
}

pub fn with_data(stream: &str, head: &Head, kind: &str, data: serde_json::Value) -> NewEvent {
    let seq = head.seq + 1;
    let at = Moment::from_micros(1_795_395_723_000_000 + i64::try_from(seq).unwrap());
    let body = json!({
        "type": kind, "v": 1, "stream": stream, "seq": seq, "at": at,
        "actor": {"user": 12, "role": "registrar_officer", "unit": "ir/11/03"},
        "data": data,
    });
    let (body, openings) = seal(body, &ENTROPY);
    NewEvent {
        kind: kind.to_owned(),
        v: 1,
        at,
        actor: "u12".to_owned(),
        body: canonical(&body).unwrap(),
        openings,
        about: About::nothing_in(UnitPath::parse("ir/11/03").unwrap()),
    }
}

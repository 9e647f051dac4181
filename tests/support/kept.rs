//! Bodies of events that are kept for ever: what was written once is read for ever.

use sejel::domain::history::{Hash, Openings, canonical, link, open};
use sejel::services::recording;
use sejel::store::streams::StoredEvent;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Reads a kept event with its values and after they were erased; its bytes are still under its hash,
/// and all that it says is still said. Answers the code under which each kind is kept.
pub fn is_read<T: Serialize + DeserializeOwned>(
    (name, text): &(&str, &str),
    kept_as: impl Fn(&T) -> &'static str,
) {
    let kept: Value = serde_json::from_str(text).unwrap();
    let body = &kept["body"];
    let bytes = canonical(body).unwrap();
    let (stream, seq) = (
        body["stream"].as_str().unwrap(),
        body["seq"].as_u64().unwrap(),
    );
    let hash = link(stream, seq, &Hash::default(), &bytes);
    assert_eq!(hash.to_string(), kept["hash"], "{name}");
    let openings: Openings = serde_json::from_value(kept["openings"].clone()).unwrap();
    for openings in [openings, Openings::new()] {
        let event = StoredEvent {
            id: 1,
            stream: stream.to_owned(),
            seq,
            kind: (*name).to_owned(),
            v: 1,
            at: body["at"].as_str().unwrap().parse().unwrap(),
            actor: String::new(),
            body: bytes.clone(),
            openings: openings.clone(),
            prev: Hash::default(),
            hash,
        };
        let told = recording::told::<T>(&event).unwrap();
        assert_eq!(kept_as(&told.turn), *name);
        let mut again = serde_json::to_value(&told.turn).unwrap();
        let mut old = open(body.clone(), &openings).unwrap();
        assert_eq!(again["data"].take(), old["data"].take(), "{name}");
    }
}

//! The exact bytes of an event body, and the sealing of personal values in it.
//!
//! A body is JSON by RFC 8785, restricted to what every reader understands alike: strings,
//! integers up to 2⁵³−1, booleans, null, arrays and objects. The bytes are kept as hashed and never
//! made again.
//!
//! A personal value never stands in a body. Where one belongs stands a commitment under a random
//! key of its own, so that erasing one value neither breaks the chain nor touches its neighbours,
//! and what remains cannot be guessed by trying all national numbers or all birth dates.

use std::collections::BTreeMap;

use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};
use sha2::Sha256;
use subtle::ConstantTimeEq;

use crate::domain::time::Entropy;

/// The largest integer that every JSON reader keeps exactly.
pub const LARGEST: u64 = (1 << 53) - 1;

const PERSONAL: &str = "$personal";
const COMMITMENT: &str = "$commitment";

/// The value has no canonical form: it holds a fraction or a number beyond 2⁵³−1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no canonical form at {at:?}: {why}")]
pub struct NotCanonical {
    /// JSON pointer to the offending value.
    pub at: String,
    pub why: &'static str,
}

/// The canonical bytes of `value` (RFC 8785, restricted as said above).
pub fn canonical(value: &Value) -> Result<Vec<u8>, NotCanonical> {
    restricted(value, &mut String::new())?;
    serde_json_canonicalizer::to_vec(value).map_err(|_unreachable| NotCanonical {
        at: String::new(),
        why: "not representable as JSON",
    })
}

fn restricted(value: &Value, at: &mut String) -> Result<(), NotCanonical> {
    let refuse = |at: &str, why| {
        Err(NotCanonical {
            at: at.to_owned(),
            why,
        })
    };
    match value {
        Value::Number(n) => match (n.as_u64(), n.as_i64()) {
            (Some(u), _) if u <= LARGEST => Ok(()),
            (None, Some(i)) if i.unsigned_abs() <= LARGEST => Ok(()),
            (None, None) => refuse(at, "a fraction"),
            _ => refuse(at, "beyond 2^53-1"),
        },
        Value::Array(items) => items
            .iter()
            .enumerate()
            .try_for_each(|(n, item)| within(at, &n.to_string(), |at| restricted(item, at))),
        Value::Object(map) => map
            .iter()
            .try_for_each(|(k, item)| within(at, k, |at| restricted(item, at))),
        Value::Null | Value::Bool(_) | Value::String(_) => Ok(()),
    }
}

/// The key and the value behind one commitment; erasing it is lawful, changing it shows.
#[derive(Clone, PartialEq, Eq)]
pub struct Opening {
    /// Random, for this value alone.
    pub key: [u8; 32],
    /// What was said, as it was typed.
    pub value: String,
}

/// Openings of one event, by JSON pointer into its body.
pub type Openings = BTreeMap<String, Opening>;

/// Never prints the value: openings hold names, numbers and reasons.
impl std::fmt::Debug for Opening {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Opening(..)")
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    k: String,
    v: String,
}

/// As stored and exported: `{"k":"<hex>","v":"…"}`.
impl Serialize for Opening {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        Written {
            k: hex::encode(self.key),
            v: self.value.clone(),
        }
        .serialize(s)
    }
}

impl<'de> Deserialize<'de> for Opening {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let written = Written::deserialize(d)?;
        let mut key = [0; 32];
        hex::decode_to_slice(&written.k, &mut key).map_err(serde::de::Error::custom)?;
        Ok(Self {
            key,
            value: written.v,
        })
    }
}

impl Opening {
    /// The commitment to this value at `path`.
    #[must_use]
    pub fn commitment(&self, path: &str) -> [u8; 32] {
        let Ok(mac) = Hmac::<Sha256>::new_from_slice(&self.key) else {
            unreachable!("HMAC takes a key of any length")
        };
        mac.chain_update(path.as_bytes())
            .chain_update([0])
            .chain_update(self.value.as_bytes())
            .finalize()
            .into_bytes()
            .into()
    }
}

/// Replaces every `{"$personal": "text"}` by `{"$commitment": "<hex>"}` and gives the openings.
#[must_use]
pub fn seal(body: Value, entropy: &dyn Entropy) -> (Value, Openings) {
    let mut openings = BTreeMap::new();
    let mut make = |path: &str, only: Only| match only {
        Only::Personal(value) => {
            let opening = Opening {
                key: entropy.bytes32(),
                value,
            };
            let commitment = hex::encode(opening.commitment(path));
            openings.insert(path.to_owned(), opening);
            Ok(single(COMMITMENT, Value::String(commitment)))
        }
        Only::Commitment(hex) => Ok(single(COMMITMENT, Value::String(hex))),
    };
    let sealed = map_marks(body, &mut String::new(), &mut make).unwrap_or(Value::Null);
    (sealed, openings)
}

/// An opening does not belong to the commitment in the body: one of the two was altered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the value at {path:?} is not the one committed to")]
pub struct CommitmentMismatch {
    pub path: String,
}

/// The reverse of [`seal`]: `{"$personal": "text"}`, or `{"$personal": null}` where erased.
pub fn open(body: Value, openings: &Openings) -> Result<Value, CommitmentMismatch> {
    let mut make = |path: &str, only: Only| match (only, openings.get(path)) {
        (Only::Commitment(hex), Some(opening)) if !commits(&hex, path, opening) => {
            Err(CommitmentMismatch {
                path: path.to_owned(),
            })
        }
        (Only::Commitment(_), Some(o)) => Ok(single(PERSONAL, Value::String(o.value.clone()))),
        (Only::Commitment(_), None) => Ok(single(PERSONAL, Value::Null)),
        (Only::Personal(text), _) => Ok(single(PERSONAL, Value::String(text))),
    };
    map_marks(body, &mut String::new(), &mut make)
}

/// Every commitment in a body, by JSON pointer.
#[must_use]
pub fn commitments(body: &Value) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut note = |path: &str, only: Only| {
        if let Only::Commitment(hex) = only {
            found.insert(path.to_owned(), hex);
        }
        Ok(Value::Null)
    };
    let _walked = map_marks(body.clone(), &mut String::new(), &mut note);
    found
}

/// Whether `hex` is the commitment to `opening` at `path`.
#[must_use]
pub fn commits(hex: &str, path: &str, opening: &Opening) -> bool {
    let mut wanted = [0_u8; 32];
    hex::decode_to_slice(hex, &mut wanted).is_ok()
        && bool::from(wanted.ct_eq(&opening.commitment(path)))
}

/// A one-key object that stands for a personal value.
enum Only {
    Personal(String),
    Commitment(String),
}

type Make<'a> = dyn FnMut(&str, Only) -> Result<Value, CommitmentMismatch> + 'a;

fn map_marks(
    value: Value,
    at: &mut String,
    make: &mut Make<'_>,
) -> Result<Value, CommitmentMismatch> {
    match value {
        Value::Object(map) => match marked(map) {
            Ok(only) => make(at, only),
            Err(map) => map
                .into_iter()
                .map(|(k, v)| Ok((k.clone(), within(at, &k, |at| map_marks(v, at, make))?)))
                .collect::<Result<Map<_, _>, _>>()
                .map(Value::Object),
        },
        Value::Array(items) => items
            .into_iter()
            .enumerate()
            .map(|(n, v)| within(at, &n.to_string(), |at| map_marks(v, at, make)))
            .collect::<Result<Vec<_>, _>>()
            .map(Value::Array),
        plain @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) => Ok(plain),
    }
}

fn marked(map: Map<String, Value>) -> Result<Only, Map<String, Value>> {
    if map.len() != 1 {
        return Err(map);
    }
    match (map.get(PERSONAL), map.get(COMMITMENT)) {
        (Some(Value::String(text)), None) => Ok(Only::Personal(text.clone())),
        (None, Some(Value::String(hex))) => Ok(Only::Commitment(hex.clone())),
        _ => Err(map),
    }
}

/// Runs `f` with one JSON pointer token appended (RFC 6901), and takes it off again.
fn within<T>(at: &mut String, token: &str, f: impl FnOnce(&mut String) -> T) -> T {
    let length = at.len();
    at.push('/');
    if token.contains(['~', '/']) {
        at.push_str(&token.replace('~', "~0").replace('/', "~1"));
    } else {
        at.push_str(token);
    }
    let out = f(at);
    at.truncate(length);
    out
}

fn single(key: &str, value: Value) -> Value {
    Value::Object(Map::from_iter([(key.to_owned(), value)]))
}

#[cfg(test)]
#[path = "canonical_tests.rs"]
mod tests;

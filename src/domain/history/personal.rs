//! A personal value never stands in a body. Where one belongs stands a commitment under a random
//! key of its own, so that erasing one value neither breaks the chain nor touches its neighbours,
//! and what remains cannot be guessed by trying all national numbers or all birth dates.

use std::collections::{BTreeMap, BTreeSet};

use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};
use sha2::Sha256;
use subtle::ConstantTimeEq;

use super::canonical::within;
use crate::domain::time::Entropy;

const PERSONAL: &str = "$personal";
const COMMITMENT: &str = "$commitment";

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
    let mut sealed = body;
    let _never_refused = each_mark(&mut sealed, &mut String::new(), &mut make);
    (sealed, openings)
}

/// An opening does not belong to the commitment in the body: one of the two was altered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the value at {path:?} is not the one committed to")]
pub struct CommitmentMismatch {
    pub path: String,
}

/// The reverse of [`seal`]: `{"$personal": "text"}`, or `{"$personal": null}` where erased.
pub fn open(mut body: Value, openings: &Openings) -> Result<Value, CommitmentMismatch> {
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
    each_mark(&mut body, &mut String::new(), &mut make)?;
    Ok(body)
}

/// A body opened as far as its openings go, and where the two do not fit each other, by JSON pointer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Opened {
    /// As [`open`] gives it; a value that does not fit is left as its commitment.
    pub body: Value,
    /// Commitments without an opening.
    pub closed: Vec<String>,
    /// Openings that are not what was committed to.
    pub unfit: Vec<String>,
    /// Openings to which nothing in the body commits.
    pub stray: Vec<String>,
}

/// Opens a body and tells all that does not fit, not the first of it alone.
#[must_use]
pub fn open_all(body: Value, openings: &Openings) -> Opened {
    let mut all = Opened {
        body,
        ..Opened::default()
    };
    let mut body = std::mem::take(&mut all.body);
    let mut met = BTreeSet::new();
    let mut make = |path: &str, only: Only| {
        let Only::Commitment(hex) = only else {
            return Ok(only.marked());
        };
        Ok(match openings.get_key_value(path) {
            None => {
                all.closed.push(path.to_owned());
                single(PERSONAL, Value::Null)
            }
            Some((known, opening)) => {
                met.insert(known.as_str());
                if commits(&hex, path, opening) {
                    single(PERSONAL, Value::String(opening.value.clone()))
                } else {
                    all.unfit.push(path.to_owned());
                    single(COMMITMENT, Value::String(hex))
                }
            }
        })
    };
    let _never_refused = each_mark(&mut body, &mut String::new(), &mut make);
    let strays = openings.keys().filter(|path| !met.contains(path.as_str()));
    all.stray = strays.cloned().collect();
    all.body = body;
    all
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
    let _never_refused = each_mark(&mut body.clone(), &mut String::new(), &mut note);
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

impl Only {
    /// The object that it was.
    fn marked(self) -> Value {
        match self {
            Self::Personal(text) => single(PERSONAL, Value::String(text)),
            Self::Commitment(hex) => single(COMMITMENT, Value::String(hex)),
        }
    }
}

type Make<'a> = dyn FnMut(&str, Only) -> Result<Value, CommitmentMismatch> + 'a;

/// Puts what `make` gives in the place of each object that stands for a personal value.
fn each_mark(
    value: &mut Value,
    at: &mut String,
    make: &mut Make<'_>,
) -> Result<(), CommitmentMismatch> {
    let only = match value {
        Value::Object(map) => marked(map),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            None
        }
    };
    if let Some(only) = only {
        *value = make(at, only)?;
        return Ok(());
    }
    match value {
        Value::Object(map) => map
            .iter_mut()
            .try_for_each(|(k, v)| within(at, k, |at| each_mark(v, at, make))),
        Value::Array(items) => items
            .iter_mut()
            .enumerate()
            .try_for_each(|(n, v)| within(at, &n.to_string(), |at| each_mark(v, at, make))),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Ok(()),
    }
}

fn marked(map: &mut Map<String, Value>) -> Option<Only> {
    if map.len() != 1 {
        return None;
    }
    let (name, value) = map.iter_mut().next()?;
    match (name.as_str(), value) {
        (PERSONAL, Value::String(text)) => Some(Only::Personal(std::mem::take(text))),
        (COMMITMENT, Value::String(hex)) => Some(Only::Commitment(std::mem::take(hex))),
        _ => None,
    }
}

fn single(key: &str, value: Value) -> Value {
    Value::Object(Map::from_iter([(key.to_owned(), value)]))
}

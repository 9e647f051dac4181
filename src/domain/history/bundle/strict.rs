//! Reading that admits one spelling only: what was read, written again, gives the same bytes.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::domain::history::{Hash, NotCanonical, canonical};

/// Canonical JSON.
pub(super) fn value(bytes: &[u8]) -> Option<Value> {
    let value: Value = serde_json::from_slice(bytes).ok()?;
    let again = canonical(&value).ok()?;
    (again == bytes).then_some(value)
}

/// Canonical JSON that is exactly a `T`: no field too many, and no other spelling of a value.
pub(super) fn read<T: Serialize + DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    let read: T = serde_json::from_value(value(bytes)?).ok()?;
    (write(&read).ok()? == bytes).then_some(read)
}

/// The canonical bytes of it.
pub(super) fn write<T: Serialize>(value: &T) -> Result<Vec<u8>, NotCanonical> {
    let value = serde_json::to_value(value).map_err(|_unreachable| NotCanonical {
        at: String::new(),
        why: "not representable as JSON",
    })?;
    canonical(&value)
}

/// The lines of a file that ends with a line feed, or nothing where it does not.
pub(super) fn lines(bytes: &[u8]) -> Option<Vec<&[u8]>> {
    match bytes.strip_suffix(b"\n") {
        Some(lines) => Some(lines.split(|b| *b == b'\n').collect()),
        None => bytes.is_empty().then(Vec::new),
    }
}

/// A hash in Base64.
pub(super) fn hash(line: &str) -> Option<Hash> {
    Hash::from_bytes(&STANDARD.decode(line).ok()?)
}

/// Hashes in Base64, a line each.
pub(super) fn hashes(path: &[Hash]) -> String {
    let line = |hash: &Hash| STANDARD.encode(hash.as_bytes()) + "\n";
    path.iter().map(line).collect()
}

/// Bytes as Base64 in JSON.
pub(super) mod base64_bytes {
    use super::STANDARD;
    use base64::Engine as _;
    use serde::de::Error as _;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(in super::super) fn serialize<S: Serializer>(
        bytes: &[u8],
        s: S,
    ) -> Result<S::Ok, S::Error> {
        s.serialize_str(&STANDARD.encode(bytes))
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(
        d: D,
    ) -> Result<Vec<u8>, D::Error> {
        let text = String::deserialize(d)?;
        STANDARD.decode(text).map_err(D::Error::custom)
    }
}

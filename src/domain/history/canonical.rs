//! The exact bytes of an event body.
//!
//! A body is JSON by RFC 8785, restricted to what every reader understands alike: strings,
//! integers up to 2⁵³−1, booleans, null, arrays and objects. The bytes are kept as hashed and never
//! made again.

use std::io::{Error, ErrorKind, Write};

use serde_json::Value;

/// The largest integer that every JSON reader keeps exactly.
pub const LARGEST: u64 = (1 << 53) - 1;

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
    let written = match is_plain(value) {
        true => serde_json::to_vec(value).map_err(drop),
        false => serde_json_canonicalizer::to_vec(value).map_err(drop),
    };
    written.map_err(|()| NotCanonical {
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

/// Whether `bytes`, which were read as `value`, are its canonical bytes.
#[must_use]
pub fn is_canonical(bytes: &[u8], value: &Value) -> bool {
    is_plain(value) && is_written(bytes, value)
        || canonical(value).is_ok_and(|written| written == bytes)
}

/// The names of every object are ASCII and rise, so that writing it as it is gives its canonical bytes: in
/// the order of code units, as RFC 8785 wants them, ASCII stands as it does in that of bytes.
fn is_plain(value: &Value) -> bool {
    match value {
        Value::Object(map) => {
            let rising = map.keys().zip(map.keys().skip(1)).all(|(a, b)| a < b);
            rising
                && map
                    .iter()
                    .all(|(name, item)| name.is_ascii() && is_plain(item))
        }
        Value::Array(items) => items.iter().all(is_plain),
        Value::Number(n) => {
            let unsigned = n.as_u64().or(n.as_i64().map(i64::unsigned_abs));
            unsigned.is_some_and(|n| n <= LARGEST)
        }
        Value::Null | Value::Bool(_) | Value::String(_) => true,
    }
}

/// Takes only the bytes that it expects.
struct Expected<'a>(&'a [u8]);

impl Write for Expected<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let rest = self.0.strip_prefix(bytes);
        self.0 = rest.ok_or_else(|| Error::from(ErrorKind::InvalidData))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn is_written(bytes: &[u8], value: &Value) -> bool {
    let mut expected = Expected(bytes);
    serde_json::to_writer(&mut expected, value).is_ok() && expected.0.is_empty()
}

/// Runs `f` with one JSON pointer token appended (RFC 6901), and takes it off again.
pub(super) fn within<T>(at: &mut String, token: &str, f: impl FnOnce(&mut String) -> T) -> T {
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

#[cfg(test)]
#[path = "canonical_tests.rs"]
mod tests;

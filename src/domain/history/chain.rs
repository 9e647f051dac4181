//! The chain of one stream: each event names the hash of the one before it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

/// SHA-256 of an event; 32 zero bytes stand before the first event of a stream.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Hash([u8; 32]);

impl Hash {
    /// What the first event of a stream names as its predecessor.
    pub const ZERO: Self = Self([0; 32]);

    /// From 32 bytes as they are.
    #[must_use]
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// From stored bytes; nothing when they are not exactly 32.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// The 32 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({self})")
    }
}

impl FromStr for Hash {
    type Err = hex::FromHexError;

    fn from_str(s: &str) -> Result<Self, hex::FromHexError> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(s, &mut bytes)?;
        Ok(Self(bytes))
    }
}

impl Serialize for Hash {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Hash {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

/// The hash of an event: SHA-256 over `"sejel/event/1"`, a zero byte, the length of the stream's
/// name (4 bytes), the name, the sequence number (8 bytes), the previous hash, and SHA-256 of the
/// body. Numbers are big-endian.
#[must_use]
pub fn link(stream: &str, seq: u64, prev: &Hash, body: &[u8]) -> Hash {
    let length = u32::try_from(stream.len()).unwrap_or(u32::MAX);
    let digest = Sha256::new()
        .chain_update(b"sejel/event/1\0")
        .chain_update(length.to_be_bytes())
        .chain_update(stream.as_bytes())
        .chain_update(seq.to_be_bytes())
        .chain_update(prev.0)
        .chain_update(Sha256::digest(body))
        .finalize();
    Hash(digest.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made by another implementation (Python hashlib), not by this code.
    #[test]
    fn the_chain_gives_the_golden_hashes() {
        let first = link("case:1", 1, &Hash::ZERO, b"{}");
        assert_eq!(
            first.to_string(),
            "b7212c61ee84a83aa0b226d669ce06a40dbd164697018bea617791db4981f458"
        );
        let second = link("case:1", 2, &first, "{\"a\":\"سجل\"}".as_bytes());
        assert_eq!(
            second.to_string(),
            "15e1dfb13e37b8065cff84f9d8dcf73357477a76fd13d1034ced7602d3e5cbbe"
        );
        assert_eq!(
            link("", 9_007_199_254_740_991, &second, b"").to_string(),
            "0dbb373443191f25715bf1e240b304afbbcae86f0082e239ea2d16f99bbcc14e"
        );
    }

    #[test]
    fn every_part_of_an_event_moves_its_hash() {
        let base = link("case:1", 1, &Hash::ZERO, b"{}");
        assert_ne!(base, link("case:2", 1, &Hash::ZERO, b"{}"));
        assert_ne!(base, link("case:1", 2, &Hash::ZERO, b"{}"));
        assert_ne!(base, link("case:1", 1, &base, b"{}"));
        assert_ne!(base, link("case:1", 1, &Hash::ZERO, b"{ }"));
    }

    #[test]
    fn a_hash_is_read_back_from_its_text() {
        let hash = link("case:1", 1, &Hash::ZERO, b"{}");
        assert_eq!(hash.to_string().parse::<Hash>(), Ok(hash));
        assert!("00".parse::<Hash>().is_err());
    }
}

//! A copy that only one holder of a key can open: encrypted to an age key before it leaves the register.

use std::io::{Read, Write};
use std::str::FromStr;

use super::{Failure, broken};

/// How a file that age encrypted begins.
const HEAD: &[u8] = b"age-encryption.org/v1\n";

/// Whose key it is encrypted to.
#[derive(Clone)]
pub struct Recipient {
    key: age::x25519::Recipient,
    written: String,
}

impl std::fmt::Debug for Recipient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Recipient({})", self.written)
    }
}

/// No public key of age.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a public key of age: {0} (one begins with age1 and has 62 characters)")]
pub struct NotRecipient(String);

impl FromStr for Recipient {
    type Err = NotRecipient;

    fn from_str(text: &str) -> Result<Self, NotRecipient> {
        let text = text.trim();
        let key: age::x25519::Recipient = text
            .parse()
            .map_err(|why: &str| NotRecipient(why.to_owned()))?;
        let written = key.to_string();
        Ok(Self { key, written })
    }
}

impl Recipient {
    /// The key as it is written: `age1…`.
    #[must_use]
    pub fn written(&self) -> &str {
        &self.written
    }

    /// These bytes, for the holder of the key alone.
    pub(super) fn encrypted(&self, bytes: &[u8]) -> Result<Vec<u8>, Failure> {
        age::encrypt(&self.key, bytes).map_err(broken)
    }

    /// The same for what is too large to be held.
    pub(super) fn encrypts(&self, mut from: impl Read, to: impl Write) -> Result<(), Failure> {
        let key: &dyn age::Recipient = &self.key;
        let encryptor = age::Encryptor::with_recipients(std::iter::once(key)).map_err(broken)?;
        let mut to = encryptor.wrap_output(to).map_err(broken)?;
        std::io::copy(&mut from, &mut to).map_err(broken)?;
        to.finish().and_then(|mut to| to.flush()).map_err(broken)
    }
}

/// Whether a file is one that age encrypted, not a bundle that can be checked.
#[must_use]
pub fn is_encrypted(beginning: &[u8]) -> bool {
    beginning.starts_with(HEAD)
}

/// What a copy of this case is called.
#[must_use]
pub fn file_name(reference: &str, to: Option<&Recipient>) -> String {
    let ending = if to.is_some() { "zip.age" } else { "zip" };
    format!("{reference}.{ending}")
}

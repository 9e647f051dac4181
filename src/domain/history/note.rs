//! Signed notes and checkpoints, as C2SP writes them (`signed-note`, `tlog-checkpoint`,
//! `tlog-cosignature`): a text, and under it lines that each carry a name and a signature.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

use super::Hash;

/// Why a text is no note, no checkpoint, no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotANote {
    #[error("not a signed note")]
    Form,
    #[error("a signature line is malformed")]
    Line,
    #[error("not a checkpoint: origin, size and root are expected")]
    Checkpoint,
    #[error("not a public key of a note: name+id+key is expected")]
    Key,
    #[error("a name may hold neither space nor plus sign, and is not empty")]
    Name,
}

/// What a key signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum KeyKind {
    /// The text of a note (signature type 0x01).
    Note,
    /// That a witness saw a checkpoint, and when (signature type 0x04).
    Cosignature,
}

impl KeyKind {
    const fn byte(self) -> u8 {
        match self {
            Self::Note => 1,
            Self::Cosignature => 4,
        }
    }
}

fn key_id(name: &str, kind: KeyKind, key: &VerifyingKey) -> [u8; 4] {
    let digest = Sha256::new()
        .chain_update(name.as_bytes())
        .chain_update([b'\n', kind.byte()])
        .chain_update(key.as_bytes())
        .finalize();
    let mut id = [0; 4];
    id.copy_from_slice(digest.get(..4).unwrap_or(&[0; 4]));
    id
}

fn named(name: &str) -> Result<String, NotANote> {
    let bad = |c: char| c.is_whitespace() || c.is_control() || c == '+';
    if name.is_empty() || name.contains(bad) {
        return Err(NotANote::Name);
    }
    Ok(name.to_owned())
}

/// With whose key a note is checked. Written `name+id+key` (C2SP `signed-note`, verifier keys).
#[derive(Clone, PartialEq, Eq)]
pub struct PublicKey {
    pub name: String,
    pub kind: KeyKind,
    key: VerifyingKey,
}

impl PublicKey {
    /// The four bytes by which a signature line names it.
    #[must_use]
    pub fn id(&self) -> [u8; 4] {
        key_id(&self.name, self.kind, &self.key)
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = vec![self.kind.byte()];
        bytes.extend_from_slice(self.key.as_bytes());
        let (id, key) = (hex::encode(self.id()), STANDARD.encode(bytes));
        write!(f, "{}+{id}+{key}", self.name)
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({self})")
    }
}

impl FromStr for PublicKey {
    type Err = NotANote;

    fn from_str(text: &str) -> Result<Self, NotANote> {
        // The key's Base64 may hold plus signs itself.
        let mut parts = text.trim().splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(NotANote::Key);
        };
        let bytes = STANDARD.decode(key).map_err(|_wrong| NotANote::Key)?;
        let (kind, key) = bytes.split_first().ok_or(NotANote::Key)?;
        let kind = match kind {
            1 => KeyKind::Note,
            4 => KeyKind::Cosignature,
            _ => return Err(NotANote::Key),
        };
        let key: &[u8; 32] = key.try_into().map_err(|_wrong| NotANote::Key)?;
        let key = VerifyingKey::from_bytes(key).map_err(|_wrong| NotANote::Key)?;
        // A point has one spelling; a coordinate beyond the field, or a sign where there is none, is another.
        if key.to_edwards().compress().as_bytes() != key.as_bytes() {
            return Err(NotANote::Key);
        }
        let name = named(name)?;
        let found = Self { name, kind, key };
        if hex::encode(found.id()) != id {
            return Err(NotANote::Key);
        }
        Ok(found)
    }
}

/// With what notes are signed. Its debug form shows nothing.
#[derive(Clone)]
pub struct SecretKey {
    name: String,
    key: SigningKey,
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretKey({}, ..)", self.name)
    }
}

impl SecretKey {
    /// The key that a seed of 32 random bytes gives (RFC 8032).
    ///
    /// # Errors
    /// The name may not stand in a note.
    pub fn new(name: &str, seed: &[u8; 32]) -> Result<Self, NotANote> {
        Ok(Self {
            name: named(name)?,
            key: SigningKey::from_bytes(seed),
        })
    }

    /// Its seed, to be kept.
    #[must_use]
    pub fn seed(&self) -> [u8; 32] {
        self.key.to_bytes()
    }

    /// The name that stands before its signatures.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What others check its signatures with.
    #[must_use]
    pub fn public(&self, kind: KeyKind) -> PublicKey {
        PublicKey {
            name: self.name.clone(),
            kind,
            key: self.key.verifying_key(),
        }
    }

    /// Signs the text of a note.
    #[must_use]
    pub fn sign(&self, text: &str) -> Line {
        let signature = self.key.sign(text.as_bytes());
        self.line(KeyKind::Note, signature.to_bytes().to_vec())
    }

    /// Signs that a checkpoint was seen, in seconds since 1970 (C2SP `tlog-cosignature`).
    #[must_use]
    pub fn cosign(&self, text: &str, seconds: u64) -> Line {
        let signature = self.key.sign(cosigned(text, seconds).as_bytes());
        let mut bytes = seconds.to_be_bytes().to_vec();
        bytes.extend_from_slice(&signature.to_bytes());
        self.line(KeyKind::Cosignature, bytes)
    }

    fn line(&self, kind: KeyKind, signature: Vec<u8>) -> Line {
        let key = self.public(kind);
        Line {
            name: key.name.clone(),
            id: key.id(),
            signature,
        }
    }
}

fn cosigned(text: &str, seconds: u64) -> String {
    format!("cosignature/v1\ntime {seconds}\n{text}")
}

/// A signature under a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub name: String,
    pub id: [u8; 4],
    /// Without the key's id: 64 bytes, after 8 of time where it is a cosignature.
    pub signature: Vec<u8>,
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = self.id.to_vec();
        bytes.extend_from_slice(&self.signature);
        write!(f, "— {} {}", self.name, STANDARD.encode(bytes))
    }
}

impl FromStr for Line {
    type Err = NotANote;

    fn from_str(text: &str) -> Result<Self, NotANote> {
        let rest = text.strip_prefix("— ").ok_or(NotANote::Line)?;
        let (name, bytes) = rest.split_once(' ').ok_or(NotANote::Line)?;
        let bytes = STANDARD.decode(bytes).map_err(|_wrong| NotANote::Line)?;
        let (id, signature) = bytes.split_first_chunk().ok_or(NotANote::Line)?;
        Ok(Self {
            name: named(name)?,
            id: *id,
            signature: signature.to_vec(),
        })
    }
}

/// A text with signatures under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Ends with a line feed.
    pub text: String,
    pub lines: Vec<Line>,
}

/// As many signatures a note may have; more are not read.
const MOST_LINES: usize = 100;
/// As many bytes.
const LONGEST: usize = 1_000_000;

impl Note {
    /// A text with one signature.
    #[must_use]
    pub fn signed(text: String, by: &SecretKey) -> Self {
        let lines = vec![by.sign(&text)];
        Self { text, lines }
    }

    /// What a key says of it: nothing where it has not signed, or its signature does not hold; the
    /// seconds since 1970 where it is a cosignature.
    #[must_use]
    pub fn verified(&self, key: &PublicKey) -> Option<Option<u64>> {
        let id = key.id();
        let of_key = |line: &&Line| line.name == key.name && line.id == id;
        let lines = self.lines.iter().filter(of_key);
        lines
            .into_iter()
            .find_map(|line| holds(&self.text, line, key))
    }
}

fn holds(text: &str, line: &Line, key: &PublicKey) -> Option<Option<u64>> {
    let (seconds, signature, message) = match key.kind {
        KeyKind::Note => (None, line.signature.as_slice(), text.to_owned()),
        KeyKind::Cosignature => {
            let (seconds, rest) = line.signature.split_first_chunk()?;
            let seconds = u64::from_be_bytes(*seconds);
            (Some(seconds), rest, cosigned(text, seconds))
        }
    };
    let signature = Signature::from_slice(signature).ok()?;
    let checked = key.key.verify_strict(message.as_bytes(), &signature);
    checked.ok().map(|()| seconds)
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.lines.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

impl FromStr for Note {
    type Err = NotANote;

    fn from_str(all: &str) -> Result<Self, NotANote> {
        if all.len() > LONGEST || all.contains(|c: char| c.is_control() && c != '\n') {
            return Err(NotANote::Form);
        }
        let (text, lines) = all.rsplit_once("\n\n").ok_or(NotANote::Form)?;
        let lines = lines.strip_suffix('\n').ok_or(NotANote::Form)?;
        let lines: Vec<Line> = lines
            .split('\n')
            .map(str::parse)
            .collect::<Result<_, _>>()?;
        if lines.len() > MOST_LINES {
            return Err(NotANote::Form);
        }
        let text = format!("{text}\n");
        Ok(Self { text, lines })
    }
}

/// The state of a log: whose it is, how many leaves it has, and its root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    pub origin: String,
    pub size: u64,
    pub root: Hash,
}

impl Checkpoint {
    /// The text that is signed (C2SP `tlog-checkpoint`).
    #[must_use]
    pub fn text(&self) -> String {
        let root = STANDARD.encode(self.root.as_bytes());
        format!("{}\n{}\n{root}\n", self.origin, self.size)
    }

    /// Reads it from the text of a note. Further lines are extensions, and are let be.
    ///
    /// # Errors
    /// The text does not begin as a checkpoint does.
    pub fn read(text: &str) -> Result<Self, NotANote> {
        let wrong = NotANote::Checkpoint;
        let mut lines = text.split('\n');
        let origin = lines.next().filter(|line| !line.is_empty()).ok_or(wrong)?;
        let size = lines.next().ok_or(wrong)?;
        let plain =
            size == "0" || (!size.starts_with('0') && size.bytes().all(|b| b.is_ascii_digit()));
        let size = size.parse().ok().filter(|_| plain).ok_or(wrong)?;
        let root = lines.next().and_then(|line| STANDARD.decode(line).ok());
        let root = root
            .and_then(|bytes| Hash::from_bytes(&bytes))
            .ok_or(wrong)?;
        Ok(Self {
            origin: origin.to_owned(),
            size,
            root,
        })
    }
}

#[cfg(test)]
#[path = "note_tests.rs"]
mod tests;

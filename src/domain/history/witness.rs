//! What a witness is handed and what it answers (C2SP `tlog-witness`): a checkpoint, and the proof that
//! it continues the one that the witness saw last. It keeps its own memory and believes nobody.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::Hash;
use super::merkle::{consistent, empty_root};
use super::note::{Checkpoint, Line, Note, PublicKey, SecretKey};

/// A checkpoint handed to a witness.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The size that the witness saw last, 0 at first.
    pub old: u64,
    /// From there to the checkpoint (RFC 6962, 2.1.2).
    pub proof: Vec<Hash>,
    pub note: Note,
}

/// Why a witness does not sign.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotWitnessed {
    #[error("not a request for a witness")]
    Form,
    #[error("the checkpoint is not signed by the key of the log")]
    NotTheLog,
    #[error("the proof begins at {asked} leaves; {seen} were seen last")]
    Elsewhere { seen: u64, asked: u64 },
    #[error("the log has {now} leaves and {seen} were seen: an older copy was brought back")]
    Shrunk { seen: u64, now: u64 },
    #[error("the log does not continue what was seen at {seen} leaves: it was rewritten")]
    Rewritten { seen: u64 },
}

/// What a witness saw last of a log: leaves and root.
pub type Seen = (u64, Hash);

/// What a witness has seen of a log that it does not know yet.
#[must_use]
pub fn nothing_seen() -> Seen {
    (0, empty_root())
}

/// Signs the checkpoint, `seconds` after 1970, where it continues what was seen; with what is seen then.
///
/// # Errors
/// See [`NotWitnessed`].
pub fn cosign(
    seen: Seen,
    request: &Request,
    (log, own): (&PublicKey, &SecretKey),
    seconds: u64,
) -> Result<(Line, Seen), NotWitnessed> {
    let point = Checkpoint::read(&request.note.text).map_err(|_wrong| NotWitnessed::Form)?;
    if request.note.verified(log).is_none() {
        return Err(NotWitnessed::NotTheLog);
    }
    let (last, now) = (seen.0, (point.size, point.root));
    if point.size < last {
        let now = point.size;
        return Err(NotWitnessed::Shrunk { seen: last, now });
    }
    if request.old != last {
        let asked = request.old;
        return Err(NotWitnessed::Elsewhere { seen: last, asked });
    }
    if !consistent(seen, now, &request.proof) {
        return Err(NotWitnessed::Rewritten { seen: last });
    }
    Ok((own.cosign(&request.note.text, seconds), now))
}

impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "old {}", self.old)?;
        for hash in &self.proof {
            writeln!(f, "{}", STANDARD.encode(hash.as_bytes()))?;
        }
        write!(f, "\n{}", self.note)
    }
}

/// A proof of a tree of 2^63 leaves has no more hashes.
const MOST_HASHES: usize = 63;

impl FromStr for Request {
    type Err = NotWitnessed;

    fn from_str(text: &str) -> Result<Self, NotWitnessed> {
        let wrong = NotWitnessed::Form;
        let (head, note) = text.split_once("\n\n").ok_or(wrong.clone())?;
        let mut lines = head.split('\n');
        let old = lines.next().and_then(|line| line.strip_prefix("old "));
        let old = old
            .and_then(|size| size.parse().ok())
            .ok_or(wrong.clone())?;
        let hash = |line: &str| Hash::from_bytes(&STANDARD.decode(line).ok()?);
        let proof: Option<Vec<Hash>> = lines.map(hash).collect();
        let proof = proof.filter(|all| all.len() <= MOST_HASHES);
        Ok(Self {
            old,
            proof: proof.ok_or(wrong.clone())?,
            note: note.parse().map_err(|_not_a_note| wrong)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::merkle::leaf_hash;
    use super::super::note::KeyKind;
    use super::*;

    fn key(name: &str) -> SecretKey {
        SecretKey::new(name, &[5; 32]).unwrap()
    }

    fn request(old: u64, size: u64, root: Hash, proof: Vec<Hash>) -> Request {
        let origin = "log".to_owned();
        let text = Checkpoint { origin, size, root }.text();
        let note = Note::signed(text, &key("log"));
        Request { old, proof, note }
    }

    #[test]
    fn a_request_is_written_and_read_back() {
        for proof in [vec![], vec![Hash::new([1; 32]), Hash::new([2; 32])]] {
            let request = request(1, 2, Hash::new([3; 32]), proof);
            assert_eq!(request.to_string().parse(), Ok(request));
        }
        for text in [
            "",
            "old\n\n",
            "old x\n\nt\n\n— log QUJDRA==\n",
            "old 1\nQQ==\n\nt\n\n— log QUJDRA==\n",
        ] {
            assert_eq!(text.parse::<Request>(), Err(NotWitnessed::Form), "{text:?}");
        }
    }

    #[test]
    fn what_continues_is_signed_and_nothing_else() {
        let (log, own) = (key("log").public(KeyKind::Note), key("witness"));
        let (a, b) = (leaf_hash(b"a"), leaf_hash(b"b"));
        let both = super::super::merkle::node_hash(&a, &b);
        let sign = |seen, request: &Request| cosign(seen, request, (&log, &own), 77);
        let (line, seen) = sign(nothing_seen(), &request(0, 1, a, vec![])).unwrap();
        assert_eq!((seen, line.name.as_str()), ((1, a), "witness"));
        let next = request(1, 2, both, vec![b]);
        let (_, seen) = sign(seen, &next).unwrap();
        assert_eq!(seen, (2, both));
        let say = |seen, request| sign(seen, &request).unwrap_err();
        assert_eq!(
            say(seen, request(1, 1, a, vec![])),
            NotWitnessed::Shrunk { seen: 2, now: 1 }
        );
        assert_eq!(
            say(seen, request(1, 2, both, vec![b])),
            NotWitnessed::Elsewhere { seen: 2, asked: 1 }
        );
        assert_eq!(
            say((1, a), request(1, 2, b, vec![b])),
            NotWitnessed::Rewritten { seen: 1 }
        );
        let mut forged = next;
        forged.note.lines.clear();
        assert_eq!(say((1, a), forged), NotWitnessed::NotTheLog);
    }
}

//! The office's mark on what it prints: who has the key can tell a true paper from a made-up one.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

/// The mark of a receipt.
#[must_use]
pub fn receipt(secret: &[u8], reference: &str, tracking: &str) -> String {
    mark(secret, &["sejel/receipt/1", reference, tracking])
}

/// The mark of a letter about a case as it stood at event `seq`.
#[must_use]
pub fn letter(secret: &[u8], reference: &str, letter: &str, seq: u64) -> String {
    mark(
        secret,
        &["sejel/letter/1", reference, letter, &seq.to_string()],
    )
}

fn mark(secret: &[u8], parts: &[&str]) -> String {
    let Ok(mac) = Hmac::<Sha256>::new_from_slice(secret) else {
        return String::new();
    };
    let bytes = mac.chain_update(parts.join("\0")).finalize().into_bytes();
    hex::encode(bytes.get(..5).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_key_case_letter_or_state_gives_another_mark() {
        let mark = letter(b"key", "11-05-1405-00001", "notice-1", 7);
        assert_eq!(mark.len(), 10);
        for other in [
            letter(b"other", "11-05-1405-00001", "notice-1", 7),
            letter(b"key", "11-05-1405-00002", "notice-1", 7),
            letter(b"key", "11-05-1405-00001", "notice-2", 7),
            letter(b"key", "11-05-1405-00001", "notice-1", 8),
            receipt(b"key", "11-05-1405-00001", "notice-1"),
        ] {
            assert_ne!(mark, other);
        }
    }
}

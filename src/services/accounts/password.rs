//! Passwords: which are taken, and how their proof is kept.

use std::sync::OnceLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};

use super::busy::{Crowded, in_turn};
use crate::domain::time::Entropy;
use crate::store;

/// Least length of a password, in characters (NIST SP 800-63B rev 4, single factor).
pub const LEAST_PASSWORD: usize = 15;
/// Longest password that is read at all, in characters.
pub const MOST_PASSWORD: usize = 200;

/// Why a password is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    TooShort,
    TooLong,
    Common,
    HoldsUsername,
    SameAsBefore,
    /// Holds a control character.
    Unreadable,
}

/// Whether a password may be used by `username`. Length counts, and what guessers try first; which
/// kinds of characters stand in it does not.
pub fn fit(password: &str, username: &str) -> Result<(), Unfit> {
    let length = password.chars().count();
    if length < LEAST_PASSWORD {
        return Err(Unfit::TooShort);
    }
    if length > MOST_PASSWORD {
        return Err(Unfit::TooLong);
    }
    if password.chars().any(char::is_control) {
        return Err(Unfit::Unreadable);
    }
    let lower = password.to_lowercase();
    if !username.is_empty() && lower.contains(&username.to_lowercase()) {
        return Err(Unfit::HoldsUsername);
    }
    if is_common(&lower) {
        return Err(Unfit::Common);
    }
    Ok(())
}

/// A password to be handed over on paper and changed at once: twenty letters and digits that are
/// not taken for one another, in fours.
#[must_use]
pub fn one_time_password(entropy: &dyn Entropy) -> String {
    const SIGNS: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789x";
    let bytes = entropy.bytes32();
    let sign = |byte: &u8| {
        let place = usize::from(byte % 32);
        char::from(SIGNS.get(place).copied().unwrap_or(b'x'))
    };
    let signs: Vec<char> = bytes.iter().take(20).map(sign).collect();
    let fours: Vec<String> = signs.chunks(4).map(|four| four.iter().collect()).collect();
    fours.join("-")
}

/// What remains of a long password that is easily guessed when its digits and signs are taken off.
const WORDS: &[&str] = &[
    "password",
    "passwort",
    "passw",
    "admin",
    "administrator",
    "letmein",
    "welcome",
    "qwerty",
    "qwertyuiop",
    "qwertyuiopasdfgh",
    "qwertyuiopasdfghjkl",
    "asdfghjkl",
    "zxcvbnm",
    "iloveyou",
    "monkey",
    "dragon",
    "football",
    "sunshine",
    "princess",
    "master",
    "shadow",
    "superman",
    "trustno",
    "changeme",
    "secret",
    "login",
    "default",
    "iran",
    "tehran",
    "persepolis",
    "esteghlal",
    "salam",
    "khoda",
    "allah",
    "mohammad",
    "hossein",
    "sejel",
    "sabt",
    "sabteahval",
    "civil",
    "registry",
    "register",
    "correcthorsebatterystaple",
    "rooznameh",
    "ramz",
    "ramzobour",
    "گذرواژه",
    "رمزعبور",
    "سجل",
    "ثبتاحوال",
    "ایران",
    "تهران",
    "سلام",
];

fn is_common(lower: &str) -> bool {
    let letters: String = lower.chars().filter(|c| c.is_alphabetic()).collect();
    let words = WORDS
        .iter()
        .any(|word| !letters.is_empty() && letters.replace(word, "").is_empty());
    let signs: Vec<char> = lower.chars().collect();
    words || repeats(&signs) || runs(&signs)
}

/// The same few characters again and again.
fn repeats(signs: &[char]) -> bool {
    (1..=5).any(|period| {
        signs
            .iter()
            .zip(signs.iter().skip(period))
            .all(|(a, b)| a == b)
    })
}

/// Up or down the alphabet, or the digits in a ring.
fn runs(signs: &[char]) -> bool {
    let step = |a: char, b: char| match (a.to_digit(10), b.to_digit(10)) {
        (Some(a), Some(b)) => (b + 10 - a) % 10,
        _ => u32::from(b).wrapping_sub(u32::from(a)),
    };
    let steps: Vec<u32> = signs
        .iter()
        .zip(signs.iter().skip(1))
        .map(|(a, b)| step(*a, *b))
        .collect();
    let even = |d: u32| steps.iter().all(|s| *s == d);
    even(1) || even(u32::MAX) || even(9)
}

fn argon2() -> Argon2<'static> {
    // 19 MiB, two passes, one lane: the least that OWASP names for argon2id, bearable for an office
    // server where everybody signs in at eight.
    let params = Params::new(19 * 1024, 2, 1, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// The PHC string of a password.
pub fn hash_password(password: &str, entropy: &dyn Entropy) -> Result<String, store::Error> {
    let salt = entropy.bytes32();
    let salt = salt.get(..16).unwrap_or_default();
    let crowded = |Crowded| store::Error::Unavailable("too many passwords at once".to_owned());
    in_turn(|| argon2().hash_password_with_salt(password.as_bytes(), salt))
        .map_err(crowded)?
        .map(|hash| hash.to_string())
        .map_err(|e| store::Error::Unfit(e.to_string()))
}

/// Whether the password is that of this proof. Without a proof, the same work for nothing.
pub(super) fn verified(password: &str, phc: Option<&str>) -> Result<bool, Crowded> {
    let right = |phc: &str| {
        PasswordHash::new(phc)
            .is_ok_and(|hash| argon2().verify_password(password.as_bytes(), &hash).is_ok())
    };
    in_turn(|| match phc {
        Some(phc) => right(phc),
        None => {
            let _lucky = right(nobodys());
            false
        }
    })
}

/// The proof of a password that nobody has.
fn nobodys() -> &'static str {
    static PROOF: OnceLock<String> = OnceLock::new();
    PROOF.get_or_init(|| {
        argon2()
            .hash_password_with_salt(b"nobody has this name", b"salt of no account")
            .map(|hash| hash.to_string())
            .unwrap_or_default()
    })
}

/// Works the proof of nobody out beforehand, so that the first unknown name is answered as fast as
/// the second.
pub fn prepare() {
    let _known = nobodys();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fifteen_characters_of_any_script_are_taken() {
        assert_eq!(fit("چتر آبی روی بام خانه", "zahra.n"), Ok(()));
        assert_eq!(fit("umbrella tin river chalk", "zahra.n"), Ok(()));
        assert_eq!(fit(&"é🙂x".repeat(60), "zahra.n"), Err(Unfit::Common));
        assert_eq!(fit("twelve chars", "zahra.n"), Err(Unfit::TooShort));
        assert_eq!(fit("fourteen chars", "zahra.n"), Err(Unfit::TooShort));
        assert_eq!(fit(&"abcdefg hij klm".repeat(14), "x"), Err(Unfit::TooLong));
    }

    #[test]
    fn what_guessers_try_first_is_refused() {
        for common in [
            "passwordpassword",
            "Password12345678",
            "123456789012345",
            "987654321098765",
            "aaaaaaaaaaaaaaa",
            "abcabcabcabcabc",
            "abcdefghijklmnop",
            "qwertyuiopasdfgh",
            "Iran-Iran-Iran-1",
            "...............",
        ] {
            assert_eq!(fit(common, "zahra.n"), Err(Unfit::Common), "{common}");
        }
        assert_eq!(
            fit("my zahra.n umbrella", "Zahra.N"),
            Err(Unfit::HoldsUsername)
        );
        assert_eq!(fit("umbrella\u{0}tin river", "x"), Err(Unfit::Unreadable));
    }
}

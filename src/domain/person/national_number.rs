//! The national number. Applicants have none; their parents, witnesses and relatives may.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::text::{Key, digits, k};

/// Ten digits of which the last checks the others.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct NationalNumber(String);

impl NationalNumber {
    /// Reads a number as typed: any digits, with spaces or hyphens between. Of 8 or 9 digits the
    /// leading zeros are taken to have been left off.
    pub fn parse(typed: &str) -> Result<Self, NotANationalNumber> {
        let latin: String = digits::to_latin(typed)
            .chars()
            .filter(|letter| !letter.is_whitespace() && !matches!(letter, '-' | '\u{200c}'))
            .collect();
        if !latin.bytes().all(|b| b.is_ascii_digit()) {
            return Err(NotANationalNumber::Digits);
        }
        if !(8..=10).contains(&latin.len()) {
            return Err(NotANationalNumber::Length);
        }
        let number = format!("{latin:0>10}");
        if is_checked(&number) {
            Ok(Self(number))
        } else {
            Err(NotANationalNumber::Check)
        }
    }

    /// The ten digits, in Latin.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether all digits are the same: right by arithmetic, but usually made up. A warning, not a
    /// refusal.
    #[must_use]
    pub fn is_repeated(&self) -> bool {
        let mut digits = self.0.bytes();
        let first = digits.next();
        digits.all(|digit| Some(digit) == first)
    }

    /// What to warn the officer of, if anything.
    #[must_use]
    pub fn warning(&self) -> Option<Key> {
        self.is_repeated()
            .then_some(k::NATIONAL_NUMBER_WARNING_REPEATED)
    }

    /// The first three digits, which stand for the place of issue.
    #[must_use]
    pub fn place_of_issue(&self) -> &str {
        self.0.get(..3).unwrap_or_default()
    }
}

/// Whether the text, as typed, is a national number.
#[must_use]
pub fn is_valid(typed: &str) -> bool {
    NationalNumber::parse(typed).is_ok()
}

/// The number as it is kept: its ten digits, or what was typed where it is none.
#[must_use]
pub fn written(typed: &str) -> String {
    NationalNumber::parse(typed).map_or_else(|_| digits::to_latin(typed), |number| number.0)
}

/// The number with this nine-digit body, its check digit added.
#[must_use]
pub fn with_check_digit(body: u32) -> String {
    let body = format!("{:09}", body % 1_000_000_000);
    let check = check_digit(&body);
    format!("{body}{check}")
}

fn is_checked(ten_digits: &str) -> bool {
    let (body, check) = ten_digits.split_at_checked(9).unwrap_or_default();
    check == check_digit(body).to_string()
}

/// The sum of digit × (10 … 2) modulo 11 is the check digit when below 2, else 11 less it.
fn check_digit(body: &str) -> u32 {
    let digits = body.chars().filter_map(|c| c.to_digit(10));
    let sum: u32 = digits
        .zip((2..=10).rev())
        .map(|(digit, weight)| digit * weight)
        .sum();
    let rest = sum % 11;
    if rest < 2 { rest } else { 11 - rest }
}

/// Why typed text is no national number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotANationalNumber {
    #[error("something other than digits")]
    Digits,
    #[error("not ten digits")]
    Length,
    #[error("the check digit is wrong")]
    Check,
}

impl NotANationalNumber {
    /// What to tell the person who typed it.
    #[must_use]
    pub const fn words(self) -> Key {
        match self {
            Self::Digits => k::NATIONAL_NUMBER_ERROR_DIGITS,
            Self::Length => k::NATIONAL_NUMBER_ERROR_LENGTH,
            Self::Check => k::NATIONAL_NUMBER_ERROR_CHECK,
        }
    }
}

impl fmt::Display for NationalNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for NationalNumber {
    type Err = NotANationalNumber;

    fn from_str(typed: &str) -> Result<Self, NotANationalNumber> {
        Self::parse(typed)
    }
}

impl TryFrom<String> for NationalNumber {
    type Error = NotANationalNumber;

    fn try_from(typed: String) -> Result<Self, NotANationalNumber> {
        Self::parse(&typed)
    }
}

impl From<NationalNumber> for String {
    fn from(number: NationalNumber) -> Self {
        number.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn known_numbers_pass_and_a_changed_digit_fails() {
        for number in ["0084575948", "0499370899", "7731689956"] {
            assert_eq!(NationalNumber::parse(number).unwrap().as_str(), number);
        }
        assert_eq!(
            NationalNumber::parse("7731689951"),
            Err(NotANationalNumber::Check)
        );
    }

    #[test]
    fn zeros_left_off_are_put_back_and_any_digits_are_read() {
        assert_eq!(
            NationalNumber::parse("84575948").unwrap().as_str(),
            "0084575948"
        );
        assert_eq!(
            NationalNumber::parse("۴۹۹۳۷۰۸۹۹").unwrap().as_str(),
            "0499370899"
        );
        assert_eq!(
            NationalNumber::parse(" ٠٠٨-۴۵۷۵۹۴-۸ ").unwrap().as_str(),
            "0084575948"
        );
        assert_eq!(
            NationalNumber::parse("8457594"),
            Err(NotANationalNumber::Length)
        );
        assert_eq!(NationalNumber::parse(""), Err(NotANationalNumber::Length));
        assert_eq!(
            NationalNumber::parse("00845759x8"),
            Err(NotANationalNumber::Digits)
        );
    }

    #[test]
    fn repeated_digits_are_a_warning_not_a_refusal() {
        let number = NationalNumber::parse("1111111111").unwrap();
        assert_eq!(number.warning(), Some(k::NATIONAL_NUMBER_WARNING_REPEATED));
        assert_eq!(NationalNumber::parse("0084575948").unwrap().warning(), None);
    }

    proptest! {
        #[test]
        fn every_body_has_exactly_one_check_digit_and_comes_back(body in 0u32..1_000_000_000) {
            let number = with_check_digit(body);
            let others = (0..10).map(|check| format!("{}{check}", &number[..9]));
            prop_assert_eq!(others.filter(|other| is_valid(other)).count(), 1);
            let parsed = NationalNumber::parse(&digits::to_persian(&number)).unwrap();
            prop_assert_eq!(parsed.as_str(), &number);
            let json = serde_json::to_string(&parsed).unwrap();
            prop_assert_eq!(serde_json::from_str::<NationalNumber>(&json).unwrap(), parsed);
        }
    }
}

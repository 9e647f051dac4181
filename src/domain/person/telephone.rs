//! Telephone numbers, as far as a form can judge them.

use crate::text::digits;

/// Fewest and most digits: a number within an office, and the longest of ITU-T E.164.
const DIGITS: std::ops::RangeInclusive<usize> = 4..=15;

/// Whether the text, in any digits, can be dialled: digits, and what people write between them.
#[must_use]
pub fn is_valid(typed: &str) -> bool {
    let latin = digits::to_latin(typed);
    let count = latin.chars().filter(char::is_ascii_digit).count();
    let sign = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '+' | '(' | ')' | '/');
    latin.chars().all(sign) && DIGITS.contains(&count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_dialled_is_a_number_and_what_cannot_is_none() {
        for number in [
            "۰۵۴۳۳۲۲۱۱۰۰",
            "0915 123 4567",
            "+98 (54) 3322-1100",
            "110/4",
        ] {
            assert!(is_valid(number), "{number}");
        }
        for other in ["abc", "12", "", "0915 123 4567 89012345", "<b>1234</b>"] {
            assert!(!is_valid(other), "{other}");
        }
    }
}

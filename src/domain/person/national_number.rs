//! The ten-digit national number (شماره ملی) and its check digit.

use crate::text::digits::to_latin;

/// Ten Latin digits from whatever was typed: any digits, eight or nine padded with zeros on the
/// left, spaces and hyphens dropped.
#[must_use]
pub fn normal(text: &str) -> Option<String> {
    let digits: String = to_latin(text)
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .collect();
    let plain = (8..=10).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| format!("{digits:0>10}"))
}

/// Whether the check digit fits: digits 1–9 weighted 10…2, the sum modulo 11.
#[must_use]
pub fn is_valid(text: &str) -> bool {
    let Some(number) = normal(text) else {
        return false;
    };
    let figures: Vec<u32> = number.chars().filter_map(|c| c.to_digit(10)).collect();
    let Some((check, body)) = figures.split_last() else {
        return false;
    };
    let sum: u32 = body
        .iter()
        .zip((2..=10).rev())
        .map(|(d, weight)| d * weight)
        .sum();
    let rest = sum % 11;
    *check == if rest < 2 { rest } else { 11 - rest }
}

/// The number with this nine-digit body, its check digit added.
#[must_use]
pub fn with_check_digit(body: u32) -> String {
    let text = format!("{:09}", body % 1_000_000_000);
    let sum: u32 = text
        .chars()
        .filter_map(|c| c.to_digit(10))
        .zip((2..=10).rev())
        .map(|(d, w)| d * w)
        .sum();
    let rest = sum % 11;
    format!("{text}{}", if rest < 2 { rest } else { 11 - rest })
}

/// Ten equal digits pass the arithmetic and are usually a mistake.
#[must_use]
pub fn is_repeated(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|first| chars.all(|c| c == first))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_numbers_pass_and_a_changed_digit_fails() {
        for good in [
            "0084575948",
            "0499370899",
            "7731689956",
            "۰۰۸۴۵۷۵۹۴۸",
            "84575948",
        ] {
            assert!(is_valid(good), "{good}");
        }
        assert!(!is_valid("7731689951"));
        assert!(is_repeated("1111111111"));
    }

    proptest! {
        #[test]
        fn a_computed_check_digit_is_valid_and_any_other_is_not(body in 0u32..1_000_000_000, add in 1u32..10) {
            let good = with_check_digit(body);
            prop_assert!(is_valid(&good));
            let last = good.chars().last().unwrap().to_digit(10).unwrap();
            let bad = format!("{}{}", &good[..9], (last + add) % 10);
            prop_assert!(!is_valid(&bad));
        }
    }
}

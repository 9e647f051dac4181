//! Digits as people type and read them: Persian, Arabic-Indic and Latin.

use super::Locale;

const PERSIAN_ZERO: u32 = 0x06F0;
const ARABIC_ZERO: u32 = 0x0660;

/// Every Persian or Arabic-Indic digit as a Latin one; all else unchanged.
#[must_use]
pub fn to_latin(text: &str) -> String {
    text.chars()
        .map(|c| {
            let code = u32::from(c);
            [PERSIAN_ZERO, ARABIC_ZERO]
                .iter()
                .find(|zero| (**zero..**zero + 10).contains(&code))
                .and_then(|zero| char::from_digit(code - zero, 10))
                .unwrap_or(c)
        })
        .collect()
}

/// Every Latin digit as a Persian one; all else unchanged.
#[must_use]
pub fn to_persian(text: &str) -> String {
    text.chars()
        .map(|c| {
            c.to_digit(10)
                .and_then(|d| char::from_u32(PERSIAN_ZERO + d))
                .unwrap_or(c)
        })
        .collect()
}

/// Digits as readers of `locale` write them.
#[must_use]
pub fn localized(locale: Locale, text: &str) -> String {
    match locale {
        Locale::Fa => to_persian(text),
        Locale::En => to_latin(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn three_kinds_of_digits_are_one_number() {
        assert_eq!(to_latin("۱۴۰۵ ١٤٠٥ 1405"), "1405 1405 1405");
    }

    proptest! {
        #[test]
        fn latin_digits_come_back_from_persian(n in any::<u64>()) {
            let text = n.to_string();
            prop_assert_eq!(to_latin(&to_persian(&text)), text);
        }
    }
}

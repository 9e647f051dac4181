//! Digits: ۰–۹ on Persian pages, 0–9 in English and inside the machine, and any of them typed.

use super::Locale;

const PERSIAN: [char; 10] = ['۰', '۱', '۲', '۳', '۴', '۵', '۶', '۷', '۸', '۹'];

/// The Latin digit for a Persian (۰), Arabic (٠) or full-width (０) one; others as they are.
#[must_use]
pub fn latin_digit(letter: char) -> char {
    let zero = match letter {
        '۰'..='۹' => '۰',
        '٠'..='٩' => '٠',
        '０'..='９' => '０',
        _ => return letter,
    };
    let value = u32::from(letter).saturating_sub(u32::from(zero));
    char::from_digit(value, 10).unwrap_or(letter)
}

/// The text with every digit as 0–9.
#[must_use]
pub fn to_latin(text: &str) -> String {
    text.chars().map(latin_digit).collect()
}

/// The text with every Latin digit as ۰–۹.
#[must_use]
pub fn to_persian(text: &str) -> String {
    text.chars().map(persian_digit).collect()
}

fn persian_digit(letter: char) -> char {
    let place = letter.to_digit(10).and_then(|d| usize::try_from(d).ok());
    place
        .and_then(|at| PERSIAN.get(at).copied())
        .unwrap_or(letter)
}

/// The text in the digits of `locale`; nothing else changes.
#[must_use]
pub fn localized(locale: Locale, text: &str) -> String {
    match locale {
        Locale::Fa => to_persian(text),
        Locale::En => to_latin(text),
    }
}

/// A number in the digits of `locale`, thousands parted: «۱٬۲۳۴» / "1,234".
#[must_use]
pub fn grouped(locale: Locale, number: i64) -> String {
    group(locale, &number.to_string())
}

/// The same for a number already written in Latin digits.
pub(super) fn group(locale: Locale, latin: &str) -> String {
    let (separator, minus, point) = match locale {
        Locale::Fa => ('٬', "\u{200e}−", '٫'),
        Locale::En => (',', "-", '.'),
    };
    let unsigned = latin.strip_prefix('-');
    let (whole, fraction) = match unsigned.unwrap_or(latin).split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (unsigned.unwrap_or(latin), None),
    };
    let mut text = String::with_capacity(latin.len().saturating_mul(3));
    if unsigned.is_some() {
        text.push_str(minus);
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && whole.len().saturating_sub(at) % 3 == 0 {
            text.push(separator);
        }
        text.push(digit);
    }
    if let Some(fraction) = fraction {
        text.push(point);
        text.push_str(fraction);
    }
    localized(locale, &text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_parted_in_both_languages() {
        assert_eq!(grouped(Locale::Fa, 1_234_567), "۱٬۲۳۴٬۵۶۷");
        assert_eq!(grouped(Locale::En, 1_234_567), "1,234,567");
        assert_eq!(grouped(Locale::Fa, 123), "۱۲۳");
        assert_eq!(grouped(Locale::Fa, -1000), "\u{200e}−۱٬۰۰۰");
        assert_eq!(grouped(Locale::En, -999), "-999");
    }

    #[test]
    fn every_kind_of_digit_is_read() {
        assert_eq!(to_latin("۱۲٣٤5６/۰"), "123456/0");
        assert_eq!(to_persian("1386/07/12 الف"), "۱۳۸۶/۰۷/۱۲ الف");
    }

    #[test]
    fn latin_and_persian_are_inverse_for_latin_text() {
        let text = "0123456789-abc";
        assert_eq!(to_latin(&to_persian(text)), text);
    }
}

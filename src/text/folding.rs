//! Search keys: one spelling for all the ways in which a Persian name is typed.
//!
//! Names are stored as typed; only what is compared is folded. Arabic and Urdu letters become
//! their Persian ones (ي ى ئ ے → ی, ك → ک, ة ۀ ھ → ه, ؤ → و, آ أ إ → ا), marks and tatweel go,
//! the half-space is a space, digits are Latin.

use icu_normalizer::DecomposingNormalizerBorrowed;

use super::digits::latin_digit;

/// The search key of a text. Folding twice changes nothing.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    let mut gap = false;
    for letter in letters(text) {
        if letter.is_whitespace() {
            gap = !key.is_empty();
            continue;
        }
        if gap {
            key.push(' ');
            gap = false;
        }
        key.push(letter);
    }
    key
}

/// The search key without its spaces, for «علی‌رضا», «علی رضا» and «علیرضا» to meet.
#[must_use]
pub fn fold_joined(text: &str) -> String {
    let mut key = fold(text);
    key.retain(|letter| letter != ' ');
    key
}

/// The letters to compare. Compatibility decomposition parts letters from their hamza, madda and
/// vowel marks, and turns presentation forms (ﻋ, ﷲ) into letters.
fn letters(text: &str) -> impl Iterator<Item = char> {
    const NFKD: DecomposingNormalizerBorrowed<'static> = DecomposingNormalizerBorrowed::new_nfkd();
    let spaced = text
        .chars()
        .map(|letter| if is_joint(letter) { ' ' } else { letter });
    let lower: Vec<char> = NFKD
        .normalize_iter(spaced)
        .flat_map(char::to_lowercase)
        .collect();
    NFKD.normalize_iter(lower.into_iter())
        .filter(|l| !is_silent(*l))
        .map(persian_letter)
}

/// Joiners and breaks that people type between the parts of a word.
const fn is_joint(letter: char) -> bool {
    matches!(letter, '\u{200b}' | '\u{200c}' | '\u{2060}' | '\u{feff}')
}

/// Marks that change no name: vowels and other diacritics, hamza, tatweel, direction marks.
fn is_silent(letter: char) -> bool {
    matches!(letter,
        '\u{0300}'..='\u{036f}' // Latin diacritics
        | '\u{0610}'..='\u{061a}' | '\u{064b}'..='\u{065f}' | '\u{0670}' // Arabic marks
        | '\u{06d6}'..='\u{06dc}' | '\u{06df}'..='\u{06e8}' | '\u{06ea}'..='\u{06ed}'
        | '\u{08d3}'..='\u{08ff}'
        | '\u{0621}' | '\u{0674}' // hamza alone, high hamza
        | '\u{0640}' // tatweel
        | '\u{00ad}' | '\u{061c}' | '\u{200d}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}')
        || (letter.is_control() && !letter.is_ascii_whitespace())
}

fn persian_letter(letter: char) -> char {
    match letter {
        'ي' | 'ى' | 'ے' | 'ۍ' | 'ې' | 'ێ' | 'ؽ' | 'ؾ' | 'ؿ' | 'ۑ' => 'ی',
        'ك' | 'ڪ' | 'ڮ' => 'ک',
        'ګ' => 'گ',
        'ة' | 'ہ' | 'ھ' | 'ە' | 'ۃ' => 'ه',
        'ۆ' | 'ۇ' | 'ۈ' | 'ۋ' | 'ۏ' | 'ۊ' => 'و',
        'ٱ' => 'ا',
        'ں' => 'ن',
        'ٹ' | 'ټ' => 'ت',
        'ڈ' | 'ډ' => 'د',
        'ڑ' | 'ړ' | 'ڕ' => 'ر',
        'ڵ' => 'ل',
        _ => latin_digit(letter),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_ways_to_type_a_name_meet() {
        for (typed, also) in [
            ("علي كريمي", "علی کریمی"),
            ("فاطمة", "فاطمه"),
            ("خانۀ", "خانهٔ"),
            ("خانه", "خانهٔ"),
            ("مؤمن", "مومن"),
            ("رئیسی", "رییسی"),
            ("آسیه", "اسیه"),
            ("إسماعیل", "اسماعیل"),
            ("علی\u{200c}رضا", "علی   رضا"),
            ("مُحَمَّد", "محمد"),
            ("محـــمد", "محمد"),
            ("ثناء", "ثنا"),
            ("ﻋﻠﻲ", "علی"),
            ("شماره ۱۲٣", "شماره 123"),
            ("  Zahedan\tCITY ", "zahedan city"),
            ("\u{202b}زاهدان\u{202c}", "زاهدان"),
        ] {
            assert_eq!(fold(typed), fold(also), "{typed} / {also}");
        }
        assert_eq!(fold("علي\u{200c}كريمي"), "علی کریمی");
        assert_eq!(fold_joined("علی\u{200c}رضا"), fold_joined("علیرضا"));
        assert_ne!(fold("گل"), fold("کل"));
        assert_ne!(fold("چاه"), fold("جاه"));
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn folding_persian_twice_changes_nothing(text in "[\u{600}-\u{6ff}\u{fb50}-\u{fdff}\u{fe70}-\u{fefc}\u{200a}-\u{200f} a-zA-Z0-9]{0,24}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn a_key_has_no_edge_or_double_space_and_no_persian_digit(text in "[ \u{200c}\tا-ی۰-۹]{0,24}") {
            let key = fold(&text);
            prop_assert_eq!(key.trim(), &key);
            prop_assert!(!key.contains("  "));
            prop_assert!(!key.contains(|c: char| ('۰'..='۹').contains(&c)));
        }
    }
}

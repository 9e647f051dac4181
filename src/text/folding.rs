//! The search key of a Persian text: spellings that a clerk would take for the same fold together.

/// Folds letters, marks, spaces and digits; what is typed is kept elsewhere.
///
/// ي/ی, ك/ک, ۀ/هٔ/ة/ه, hamza on its carriers, diacritics, tatweel, ZWNJ as a space, all digits as
/// Latin, runs of space as one, Latin letters in lower case.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in super::digits::to_latin(text).chars() {
        match c {
            'ي' | 'ى' | 'ئ' => out.push('ی'),
            'ك' => out.push('ک'),
            'ة' | 'ۀ' | 'ە' => out.push('ه'),
            'أ' | 'إ' | 'آ' | 'ٱ' => out.push('ا'),
            'ؤ' => out.push('و'),
            'ء' | 'ـ' => {}
            '\u{064B}'..='\u{065F}'
            | '\u{0670}'
            | '\u{200E}'
            | '\u{200F}'
            | '\u{2066}'..='\u{2069}' => {}
            '\u{200C}' | '\u{200D}' | '\u{00A0}' | '-' => push_space(&mut out),
            c if c.is_whitespace() => push_space(&mut out),
            c => out.extend(c.to_lowercase()),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn push_space(out: &mut String) {
    if !out.is_empty() && !out.ends_with(' ') {
        out.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_one_name_fold_together() {
        assert_eq!(fold("نمونه\u{200C}زهي"), fold("نمونه زهی"));
        assert_eq!(fold("  مُلّا  كریم "), "ملا کریم");
        assert_eq!(fold("خانۀ"), fold("خانه"));
        assert_eq!(fold("آزمون ۱۲"), "ازمون 12");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}

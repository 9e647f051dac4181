//! Order: Persian alphabetical order, in which پ چ ژ گ ک stand where a reader looks for them.
//! Code-point order puts them last.

use std::sync::OnceLock;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::locale;

use super::folding;

/// Bytes whose order is the Persian order of the texts.
///
/// Keys of one release compare only with each other: stored ones are rebuilt when ICU changes.
#[must_use]
pub fn sort_key(text: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(text.len());
    match collator() {
        Some(collator) => {
            let Ok(()) = collator.write_sort_key_to(text, &mut key);
        }
        None => key.extend_from_slice(folding::fold(text).as_bytes()),
    }
    key
}

/// The compiled-in data always holds Persian; `None` would only mean a broken build of ICU.
fn collator() -> Option<&'static CollatorBorrowed<'static>> {
    static COLLATOR: OnceLock<Option<CollatorBorrowed<'static>>> = OnceLock::new();
    COLLATOR
        .get_or_init(|| Collator::try_new(locale!("fa").into(), CollatorOptions::default()).ok())
        .as_ref()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(mut words: Vec<&str>) -> Vec<&str> {
        words.sort_by_key(|word| sort_key(word));
        words
    }

    #[test]
    fn the_letters_stand_in_the_order_of_the_alphabet() {
        let alphabet: Vec<&str> =
            "آ ا ب پ ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن و ه ی"
                .split(' ')
                .collect();
        let mut backwards = alphabet.clone();
        backwards.reverse();
        assert_eq!(sorted(backwards), alphabet);
    }

    #[test]
    fn names_with_persian_letters_are_found_where_a_reader_looks() {
        let names = vec![
            "یوسف",
            "گلبهار",
            "ژاله",
            "پری",
            "چمن",
            "کریم",
            "احمد",
            "لاله",
            "جواد",
        ];
        let order = vec![
            "احمد",
            "پری",
            "جواد",
            "چمن",
            "ژاله",
            "کریم",
            "گلبهار",
            "لاله",
            "یوسف",
        ];
        assert_eq!(sorted(names), order);
    }

    #[test]
    fn arabic_kaf_and_yeh_sort_with_the_persian_ones() {
        assert_eq!(sorted(vec!["گل", "كتاب", "قلم"]), ["قلم", "كتاب", "گل"]);
        assert_eq!(sorted(vec!["يوسف", "هما", "یار"]), ["هما", "یار", "يوسف"]);
    }
}

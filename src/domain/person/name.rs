//! Names of people, kept as typed. What is compared is `text::folding::fold` of them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::text::{Phrase, folding, k};

/// Most characters a name may have.
pub const LONGEST: usize = 80;

const ZWNJ: char = '\u{200c}';

/// A given or family name in Persian or Latin letters, without edge spaces or control characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PersonName(String);

impl PersonName {
    /// Reads a name as typed. Runs of space become one; invisible direction marks, which come in
    /// by copying, are dropped; spelling stays.
    pub fn parse(typed: &str) -> Result<Self, NotAName> {
        let visible: String = typed
            .chars()
            .filter(|letter| !is_direction_mark(*letter))
            .collect();
        let words = visible
            .split_whitespace()
            .map(|word| word.trim_matches(ZWNJ));
        let name = words
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        if let Some(letter) = name.chars().find(|letter| !belongs_in_a_name(*letter)) {
            return Err(NotAName::Letter(letter));
        }
        if !name.chars().any(char::is_alphabetic) {
            return Err(NotAName::Empty);
        }
        if name.chars().count() > LONGEST {
            return Err(NotAName::TooLong);
        }
        Ok(Self(name))
    }

    /// The name as typed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The key under which the name is searched.
    #[must_use]
    pub fn search_key(&self) -> String {
        folding::fold(&self.0)
    }
}

fn belongs_in_a_name(letter: char) -> bool {
    matches!(letter, ' ' | ZWNJ | '-' | '\'' | '’' | '.') || is_persian(letter) || is_latin(letter)
}

/// Letters of the Arabic script with their marks: Persian, and Balochi, Urdu or Pashto names.
const fn is_persian(letter: char) -> bool {
    matches!(letter,
        '\u{0620}'..='\u{063f}' | '\u{0641}'..='\u{065f}' // without tatweel, U+0640
        | '\u{066e}'..='\u{06d3}' | '\u{06d5}' | '\u{06ee}' | '\u{06ef}'
        | '\u{06fa}'..='\u{06ff}' | '\u{0750}'..='\u{077f}')
}

fn is_latin(letter: char) -> bool {
    matches!(letter, '\u{0300}'..='\u{036f}')
        || (letter.is_alphabetic()
            && matches!(letter, '\u{0041}'..='\u{024f}' | '\u{1e00}'..='\u{1eff}'))
}

const fn is_direction_mark(letter: char) -> bool {
    matches!(letter,
        '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{feff}' | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}')
}

/// Why typed text is no name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAName {
    #[error("no letters")]
    Empty,
    #[error("longer than {LONGEST} characters")]
    TooLong,
    /// Something that stands in no name: a digit, a sign, a control character.
    #[error("{0:?} does not belong in a name")]
    Letter(char),
}

impl NotAName {
    /// What to tell the person who typed it.
    #[must_use]
    pub fn words(self) -> Phrase {
        match self {
            Self::Empty => k::NAME_ERROR_EMPTY.into(),
            Self::TooLong => k::name_error_too_long(LONGEST),
            Self::Letter(letter) if letter.is_control() => {
                k::name_error_letter(letter.escape_unicode().to_string())
            }
            Self::Letter(letter) => k::name_error_letter(letter.to_string()),
        }
    }
}

impl fmt::Display for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for PersonName {
    type Err = NotAName;

    fn from_str(typed: &str) -> Result<Self, NotAName> {
        Self::parse(typed)
    }
}

impl TryFrom<String> for PersonName {
    type Error = NotAName;

    fn try_from(typed: String) -> Result<Self, NotAName> {
        Self::parse(&typed)
    }
}

impl From<PersonName> for String {
    fn from(name: PersonName) -> Self {
        name.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_keeps_its_spelling_and_loses_its_edges() {
        let name = PersonName::parse("  نمونه\u{200c}زهي \t انگاره‌پور ").unwrap();
        assert_eq!(name.as_str(), "نمونه\u{200c}زهي انگاره\u{200c}پور");
        assert_eq!(name.search_key(), "نمونه زهی انگاره پور");
        for sound in [
            "آیة‌الله",
            "Olgupur",
            "Jean-Pierre O’Nama",
            "مُلّا",
            "ڈاکٹر",
            "É",
        ] {
            assert_eq!(PersonName::parse(sound).unwrap().as_str(), sound);
        }
    }

    #[test]
    fn direction_marks_that_came_by_copying_are_dropped() {
        let name = PersonName::parse("\u{202b}انگاره\u{202c}\u{200f}").unwrap();
        assert_eq!(name.as_str(), "انگاره");
    }

    #[test]
    fn what_is_no_name_is_refused_with_the_reason() {
        assert_eq!(PersonName::parse(" \u{200c} "), Err(NotAName::Empty));
        assert_eq!(PersonName::parse("- ."), Err(NotAName::Empty));
        assert_eq!(PersonName::parse("علی۲"), Err(NotAName::Letter('۲')));
        assert_eq!(PersonName::parse("a\0b"), Err(NotAName::Letter('\0')));
        assert_eq!(PersonName::parse("<b>"), Err(NotAName::Letter('<')));
        assert_eq!(PersonName::parse("محـمد"), Err(NotAName::Letter('ـ')));
        assert!(PersonName::parse(&"ن".repeat(LONGEST)).is_ok());
        assert_eq!(
            PersonName::parse(&"ن".repeat(LONGEST + 1)),
            Err(NotAName::TooLong)
        );
    }

    proptest! {
        #[test]
        fn a_name_comes_back_as_it_was_kept(typed in "[ا-ی\u{200c}A-Za-z \u{200f}-]{0,90}") {
            if let Ok(name) = PersonName::parse(&typed) {
                prop_assert_eq!(PersonName::parse(name.as_str()), Ok(name.clone()));
                let json = serde_json::to_string(&name).unwrap();
                prop_assert_eq!(serde_json::from_str::<PersonName>(&json).unwrap(), name);
            }
        }

        #[test]
        fn no_control_character_ever_stands_in_a_name(typed in any::<String>()) {
            if let Ok(name) = PersonName::parse(&typed) {
                prop_assert!(!name.as_str().chars().any(char::is_control));
            }
        }
    }
}

//! The message catalogue: two languages, each complete, checked when the program is built.
//!
//! A [`Key`] names a message without arguments, a [`Phrase`] one with its arguments. Both are
//! made in any layer without knowing who will read them; [`Words`] turns them into text for one
//! reader.

use std::fmt;

use fluent_bundle::{FluentArgs, FluentValue};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::speech::speech;
use super::{digits, jalali};

/// Names of all messages, made from `locales/` by `build.rs`.
pub mod k {
    use super::{Arg, Key, Phrase};

    include!(concat!(env!("OUT_DIR"), "/messages.rs"));
}

/// A language of the interface.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    /// Persian, the language of the office.
    #[default]
    Fa,
    /// English.
    En,
}

impl Locale {
    /// Both languages, Persian first.
    pub const ALL: [Self; 2] = [Self::Fa, Self::En];

    /// The code as in `lang="…"`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fa => "fa",
            Self::En => "en",
        }
    }

    /// The language with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|l| l.code() == code)
    }

    /// Writing direction as in `dir="…"`.
    #[must_use]
    pub const fn dir(self) -> &'static str {
        match self {
            Self::Fa => "rtl",
            Self::En => "ltr",
        }
    }

    /// The other language, for the link that changes it.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Fa => Self::En,
            Self::En => Self::Fa,
        }
    }
}

/// A message without arguments. Only the catalogue makes these, so each exists in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    pub(super) id: &'static str,
    pub(super) index: usize,
}

impl Key {
    const fn at(id: &'static str, index: usize) -> Self {
        Self { id, index }
    }

    /// The message's name in `locales/`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        self.id
    }

    /// The message with this name and no arguments, for names that are data.
    #[must_use]
    pub fn find(id: &str) -> Option<Self> {
        let at = k::KEYS.binary_search_by(|key| key.id.cmp(id)).ok()?;
        k::KEYS.get(at).copied()
    }

    /// The title of a stored code: `titled("birth-basis", "testimony_form")` is the message
    /// `birth-basis-testimony-form`.
    #[must_use]
    pub fn titled(family: &str, code: &str) -> Option<Self> {
        Self::find(&format!("{family}-{}", code.replace('_', "-")))
    }
}

/// A message with its arguments, in no language yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    key: Key,
    args: Vec<(&'static str, Arg)>,
}

impl Phrase {
    fn with(key: Key, args: Vec<(&'static str, Arg)>) -> Self {
        Self { key, args }
    }

    /// The message's name in `locales/`.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        self.key.id
    }
}

impl From<Key> for Phrase {
    fn from(key: Key) -> Self {
        Self::with(key, Vec::new())
    }
}

impl From<&Phrase> for Phrase {
    fn from(phrase: &Phrase) -> Self {
        phrase.clone()
    }
}

/// What stands in for `{ $name }` in a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    /// Text as it is, kept apart from the direction of the words around it.
    Text(String),
    /// A number, printed in the reader's digits.
    Number(i64),
    /// A day, printed in full in the reader's language («۱۲ مهر ۱۴۰۵»).
    Day(Date),
    /// Another message, said in the reader's language.
    Phrase(Box<Phrase>),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&String> for Arg {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Date> for Arg {
    fn from(day: Date) -> Self {
        Self::Day(day)
    }
}

impl From<Key> for Arg {
    fn from(key: Key) -> Self {
        Self::Phrase(Box::new(key.into()))
    }
}

impl From<Phrase> for Arg {
    fn from(phrase: Phrase) -> Self {
        Self::Phrase(Box::new(phrase))
    }
}

macro_rules! arg_from_small {
    ($($number:ty),*) => {
        $(impl From<$number> for Arg {
            fn from(number: $number) -> Self {
                Self::Number(i64::from(number))
            }
        })*
    };
}

arg_from_small!(i8, i16, i32, i64, u8, u16, u32);

macro_rules! arg_from_large {
    ($($number:ty),*) => {
        $(impl From<$number> for Arg {
            /// Counts beyond the range of the screen are shown as its largest number.
            fn from(number: $number) -> Self {
                Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
            }
        })*
    };
}

arg_from_large!(u64, usize);

/// The catalogue in one language. Costs nothing to copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    locale: Locale,
}

impl Words {
    /// The words of `locale`.
    #[must_use]
    pub const fn of(locale: Locale) -> Self {
        Self { locale }
    }

    /// Whose words these are.
    #[must_use]
    pub const fn locale(self) -> Locale {
        self.locale
    }

    /// The text of a message without arguments.
    #[must_use]
    pub fn t(self, key: Key) -> &'static str {
        speech(self.locale)
            .fixed
            .get(key.index)
            .map_or(key.id, String::as_str)
    }

    /// The text of a message with its arguments.
    #[must_use]
    pub fn say(self, phrase: impl Into<Phrase>) -> String {
        let Phrase { key, args } = phrase.into();
        if args.is_empty() {
            return self.t(key).to_owned();
        }
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            values.set(name, self.value(arg));
        }
        let (text, faults) = speech(self.locale).format(key.id, Some(&values));
        debug_assert!(faults.is_empty(), "{}: {faults:?}", key.id);
        text
    }

    /// The items as one phrase: «الف، ب و پ» / "a, b and c".
    #[must_use]
    pub fn list<T: AsRef<str>>(self, items: &[T]) -> String {
        let and = match self.locale {
            Locale::Fa => " و ",
            Locale::En => " and ",
        };
        self.joined(items, and)
    }

    /// Any one of several things: «الف، ب یا ج» / "a, b or c".
    #[must_use]
    pub fn any_of<T: AsRef<str>>(self, items: &[T]) -> String {
        let or = match self.locale {
            Locale::Fa => " یا ",
            Locale::En => " or ",
        };
        self.joined(items, or)
    }

    fn joined<T: AsRef<str>>(self, items: &[T], last_of_all: &str) -> String {
        let Some((last, before)) = items.split_last() else {
            return String::new();
        };
        let before: Vec<&str> = before.iter().map(AsRef::as_ref).collect();
        if before.is_empty() {
            return last.as_ref().to_owned();
        }
        let comma = match self.locale {
            Locale::Fa => "، ",
            Locale::En => ", ",
        };
        format!("{}{last_of_all}{}", before.join(comma), last.as_ref())
    }

    /// A count in the reader's digits, thousands parted: «۱٬۲۳۴» / "1,234".
    #[must_use]
    pub fn count(self, count: i64) -> String {
        digits::grouped(self.locale, count)
    }

    /// A number that names, such as a year or a case number, in the reader's digits.
    #[must_use]
    pub fn number(self, number: impl fmt::Display) -> String {
        digits::localized(self.locale, &number.to_string())
    }

    fn value(self, arg: Arg) -> FluentValue<'static> {
        match arg {
            Arg::Text(text) => FluentValue::from(self.directed(text)),
            Arg::Number(number) => FluentValue::from(number),
            Arg::Day(day) => FluentValue::from(jalali::long(self.locale, day)),
            Arg::Phrase(phrase) => FluentValue::from(self.directed(self.say(*phrase))),
        }
    }

    /// A text made of isolated parts has no direction of its own: what joins the parts would run
    /// the wrong way. A mark at its start gives it that of the language.
    fn directed(self, text: String) -> String {
        if !text.contains('\u{2068}') {
            return text;
        }
        let mark = match self.locale {
            Locale::Fa => '\u{200F}',
            Locale::En => '\u{200E}',
        };
        format!("{mark}{text}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::without_isolates;

    const FA: Words = Words::of(Locale::Fa);
    const EN: Words = Words::of(Locale::En);

    #[test]
    fn every_fixed_message_resolves_in_both_languages() {
        for locale in Locale::ALL {
            for key in k::KEYS {
                let (text, faults) = speech(locale).format(key.id, None);
                assert!(faults.is_empty(), "{locale:?} {}: {faults:?}", key.id);
                assert!(!text.trim().is_empty(), "{locale:?} {} is empty", key.id);
                assert_eq!(Words::of(locale).t(*key), text);
                assert_eq!(Key::find(key.id), Some(*key));
            }
        }
    }

    #[test]
    fn every_message_with_arguments_resolves_for_few_and_many() {
        for locale in Locale::ALL {
            for (key, names) in k::PHRASES {
                for number in [0, 1, 2, 11, 1234] {
                    let args = names.iter().map(|n| (*n, Arg::Number(number))).collect();
                    let text = Words::of(locale).say(Phrase::with(*key, args));
                    assert!(!text.trim().is_empty(), "{locale:?} {} is empty", key.id);
                    assert!(!text.contains('{'), "{locale:?} {}: {text}", key.id);
                }
            }
        }
    }

    #[test]
    fn persian_text_has_persian_letters_and_no_latin_digits() {
        for key in k::KEYS {
            let text = FA.t(*key);
            assert!(
                !text.contains(|c: char| c.is_ascii_digit()),
                "{}: {text}",
                key.id
            );
            assert!(!text.contains(['ي', 'ك', '!']), "{}: {text}", key.id);
        }
        for (key, names) in k::PHRASES {
            let args = names.iter().map(|n| (*n, Arg::Number(12_345))).collect();
            let text = FA.say(Phrase::with(*key, args));
            assert!(
                !text.contains(|c: char| c.is_ascii_digit()),
                "{}: {text}",
                key.id
            );
        }
    }

    #[test]
    fn numbers_are_printed_in_the_digits_of_the_reader() {
        assert_eq!(FA.say(k::days(5)), "۵ روز");
        assert_eq!(EN.say(k::days(5)), "5 days");
        assert_eq!(FA.say(k::cases_count(12_345_usize)), "۱۲٬۳۴۵ پرونده");
        assert_eq!(EN.say(k::cases_count(12_345_usize)), "12,345 cases");
    }

    #[test]
    fn singular_and_plural_follow_the_number() {
        assert_eq!(EN.say(k::days(1)), "1 day");
        assert_eq!(EN.say(k::days_left(0)), "due today");
        assert_eq!(FA.say(k::days_left(0)), "امروز سر می‌رسد");
        assert_eq!(FA.say(k::days_left(3)), "۳ روز مانده");
    }

    #[test]
    fn text_keeps_its_direction_to_itself_and_other_arguments_speak_the_language() {
        let text = EN.say(k::unit_office("زاهدان"));
        assert_eq!(text, "Civil Registration Office of \u{2068}زاهدان\u{2069}");
        assert_eq!(
            without_isolates(&text),
            "Civil Registration Office of زاهدان"
        );
        let nested = k::error_required_named(k::BIRTH_DATE);
        assert_eq!(
            without_isolates(&FA.say(&nested)),
            "«تاریخ ولادت» را پر کنید."
        );
        assert_eq!(without_isolates(&EN.say(nested)), "Fill in “Birth date”.");
        let day: Date = "2026-10-04".parse().unwrap();
        let dated = k::error_required_named(day);
        assert_eq!(
            without_isolates(&FA.say(dated)),
            "«۱۲ مهر ۱۴۰۵» را پر کنید."
        );
    }

    #[test]
    fn a_list_is_joined_as_it_is_spoken() {
        assert_eq!(FA.list(&["الف", "ب", "پ"]), "الف، ب و پ");
        assert_eq!(EN.list(&["a", "b"]), "a and b");
        assert_eq!(EN.list::<&str>(&[]), "");
    }

    #[test]
    fn stored_codes_find_their_titles_and_years_are_not_parted() {
        assert_eq!(
            Key::titled("role", "office_head"),
            Some(k::ROLE_OFFICE_HEAD)
        );
        assert_eq!(Key::titled("role", "nobody"), None);
        assert_eq!(FA.number(1405), "۱۴۰۵");
        assert_eq!(FA.count(1405), "۱٬۴۰۵");
        assert_eq!(EN.say(k::date_of_year(1358)), "1358");
    }
}

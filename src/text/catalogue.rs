//! The message catalogue: Fluent files for both languages, with ids and arguments checked when
//! the program is built (`build.rs`), so that a missing or misspelt message does not compile.

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::{LanguageIdentifier, langid};

use super::digits;

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

/// A language of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Locale {
    #[default]
    Fa,
    En,
}

impl Locale {
    /// Both, Persian first.
    pub const ALL: [Self; 2] = [Self::Fa, Self::En];

    /// BCP 47 code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fa => "fa",
            Self::En => "en",
        }
    }

    /// Writing direction.
    #[must_use]
    pub const fn dir(self) -> &'static str {
        match self {
            Self::Fa => "rtl",
            Self::En => "ltr",
        }
    }

    /// The other language.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Fa => Self::En,
            Self::En => Self::Fa,
        }
    }

    /// The language with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|l| l.code() == code)
    }

    fn langid(self) -> LanguageIdentifier {
        match self {
            Self::Fa => langid!("fa"),
            Self::En => langid!("en"),
        }
    }
}

/// A message without arguments: an index into the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key(pub(crate) usize);

/// An argument of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    Text(String),
    Number(i64),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Arg {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

macro_rules! numbers {
    ($($t:ty),*) => {$(
        impl From<$t> for Arg {
            fn from(n: $t) -> Self {
                Self::Number(i64::try_from(n).unwrap_or(i64::MAX))
            }
        }
    )*};
}
numbers!(u64, usize);

macro_rules! small_numbers {
    ($($t:ty),*) => {$(
        impl From<$t> for Arg {
            fn from(n: $t) -> Self {
                Self::Number(i64::from(n))
            }
        }
    )*};
}
small_numbers!(i64, i32, u32, u16, u8, i8);

/// A message with its arguments, in no language yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    pub(crate) key: Key,
    pub(crate) args: Vec<(&'static str, Arg)>,
}

impl From<Key> for Phrase {
    fn from(key: Key) -> Self {
        Self {
            key,
            args: Vec::new(),
        }
    }
}

struct Language {
    bundle: FluentBundle<FluentResource>,
    plain: Vec<String>,
}

/// The words of one language.
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

    /// The language.
    #[must_use]
    pub const fn locale(self) -> Locale {
        self.locale
    }

    /// The text of a message without arguments.
    #[must_use]
    pub fn t(self, key: Key) -> &'static str {
        language(self.locale)
            .plain
            .get(key.0)
            .map_or("", String::as_str)
    }

    /// The text of a message with its arguments. Numbers take the language's digits; texts are
    /// isolated, so that a name never turns the sentence around it.
    #[must_use]
    pub fn say(self, phrase: impl Into<Phrase>) -> String {
        let phrase = phrase.into();
        if phrase.args.is_empty() {
            return self.t(phrase.key).to_owned();
        }
        let mut args = FluentArgs::new();
        for (name, arg) in phrase.args {
            match arg {
                Arg::Text(text) => args.set(name, text),
                Arg::Number(n) => args.set(name, n),
            }
        }
        format(&language(self.locale).bundle, phrase.key, Some(&args))
    }

    /// A number in the language's digits.
    #[must_use]
    pub fn number(self, n: impl std::fmt::Display) -> String {
        digits::localized(self.locale, &n.to_string())
    }
}

fn language(locale: Locale) -> &'static Language {
    static FA: OnceLock<Language> = OnceLock::new();
    static EN: OnceLock<Language> = OnceLock::new();
    match locale {
        Locale::Fa => FA.get_or_init(|| load(Locale::Fa, FA_SOURCES)),
        Locale::En => EN.get_or_init(|| load(Locale::En, EN_SOURCES)),
    }
}

fn load(locale: Locale, sources: &[&str]) -> Language {
    let mut bundle = FluentBundle::new_concurrent(vec![locale.langid()]);
    bundle.set_formatter(Some(match locale {
        Locale::Fa => persian_numbers,
        Locale::En => latin_numbers,
    }));
    for source in sources {
        // The build has parsed every file; a resource with errors still holds its sound messages.
        let resource = match FluentResource::try_new((*source).to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
    }
    let plain = (0..IDS.len())
        .map(|index| format(&bundle, Key(index), None))
        .collect();
    Language { bundle, plain }
}

fn format(
    bundle: &FluentBundle<FluentResource>,
    key: Key,
    args: Option<&FluentArgs<'_>>,
) -> String {
    let id = IDS.get(key.0).copied().unwrap_or_default();
    let Some(pattern) = bundle.get_message(id).and_then(|m| m.value()) else {
        return String::new();
    };
    let mut errors = Vec::new();
    bundle
        .format_pattern(pattern, args, &mut errors)
        .into_owned()
}

fn persian_numbers<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    number(value).map(|n| digits::to_persian(&grouped(&n, '٬')))
}

fn latin_numbers<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    number(value).map(|n| grouped(&n, ','))
}

fn number(value: &FluentValue<'_>) -> Option<String> {
    if let FluentValue::Number(n) = value {
        Some(format!("{:.0}", n.value))
    } else {
        None
    }
}

/// Thousands apart.
fn grouped(digits: &str, separator: char) -> String {
    let (sign, figures) = digits
        .strip_prefix('-')
        .map_or(("", digits), |rest| ("-", rest));
    let mut out = sign.to_owned();
    for (i, c) in figures.chars().enumerate() {
        if i > 0 && (figures.len() - i).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_without_arguments_has_text_in_both_languages() {
        for locale in Locale::ALL {
            for (index, id) in IDS.iter().enumerate() {
                if !NEEDS_ARGUMENTS.contains(id) {
                    let text = Words::of(locale).t(Key(index));
                    assert!(!text.is_empty() && !text.contains('{'), "{id}: {text}");
                }
            }
        }
    }

    #[test]
    fn numbers_take_the_digits_of_the_language() {
        let phrase = k::days(1200);
        assert!(Words::of(Locale::Fa).say(phrase.clone()).contains("۱٬۲۰۰"));
        assert!(Words::of(Locale::En).say(phrase).contains("1,200"));
    }
}

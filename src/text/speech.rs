//! The catalogue as Fluent speaks it: both languages parsed once, numbers and text printed for
//! their reader.

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::langid;

use super::catalogue::{Locale, k};
use super::digits;

/// The text without the marks that keep an argument's direction apart, for places that are not
/// laid out as text: file names, headers of exports.
#[must_use]
pub fn without_isolates(text: &str) -> String {
    text.replace([ISOLATE, POP], "")
}

const ISOLATE: char = '\u{2068}';
const POP: char = '\u{2069}';

/// One language, parsed once, with its fixed texts laid out by index.
pub(super) struct Speech {
    bundle: FluentBundle<FluentResource>,
    pub(super) fixed: Vec<String>,
}

/// The one copy of a language.
pub(super) fn speech(locale: Locale) -> &'static Speech {
    static FA: OnceLock<Speech> = OnceLock::new();
    static EN: OnceLock<Speech> = OnceLock::new();
    match locale {
        Locale::Fa => FA.get_or_init(|| Speech::read(locale)),
        Locale::En => EN.get_or_init(|| Speech::read(locale)),
    }
}

impl Speech {
    fn read(locale: Locale) -> Self {
        let (language, sources) = match locale {
            Locale::Fa => (langid!("fa"), k::FA),
            Locale::En => (langid!("en"), k::EN),
        };
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        bundle.set_use_isolating(false); // `print_fa` and `print_en` do it, for text only
        bundle.set_formatter(Some(match locale {
            Locale::Fa => print_fa,
            Locale::En => print_en,
        }));
        let builtins = bundle.add_builtins();
        debug_assert!(builtins.is_ok(), "NUMBER is added once");
        for source in sources {
            // `build.rs` has refused what does not parse and what is there twice
            let resource = match FluentResource::try_new((*source).to_owned()) {
                Ok(whole) | Err((whole, _)) => whole,
            };
            bundle.add_resource_overriding(resource);
        }
        let mut speech = Self {
            bundle,
            fixed: Vec::new(),
        };
        speech.fixed = speech.lay_out();
        speech
    }

    fn lay_out(&self) -> Vec<String> {
        let mut fixed = vec![String::new(); k::KEYS.len() + k::PHRASES.len()];
        for key in k::KEYS {
            if let Some(place) = fixed.get_mut(key.index) {
                *place = self.format(key.id, None).0;
            }
        }
        fixed
    }

    /// The text, and whatever was wrong with the arguments.
    pub(super) fn format(&self, id: &str, args: Option<&FluentArgs>) -> (String, Vec<String>) {
        let Some(pattern) = self.bundle.get_message(id).and_then(|m| m.value()) else {
            return (id.to_owned(), vec!["no such message".to_owned()]);
        };
        let mut faults = Vec::new();
        let mut text = String::new();
        // not `format_pattern`: it would pass the whole text through the printer as well
        if self
            .bundle
            .write_pattern(&mut text, pattern, args, &mut faults)
            .is_err()
        {
            debug_assert!(false, "a String takes all that is written");
        }
        (text, faults.iter().map(ToString::to_string).collect())
    }
}

fn print_fa<M>(value: &FluentValue, _: &M) -> Option<String> {
    print(Locale::Fa, value)
}

fn print_en<M>(value: &FluentValue, _: &M) -> Option<String> {
    print(Locale::En, value)
}

/// Numbers in the reader's digits; text between marks that keep its direction to itself.
fn print(locale: Locale, value: &FluentValue) -> Option<String> {
    match value {
        FluentValue::String(text) => Some(format!("{ISOLATE}{text}{POP}")),
        FluentValue::Number(number) => Some(print_number(locale, number)),
        FluentValue::Custom(_) | FluentValue::None | FluentValue::Error => None,
    }
}

fn print_number(locale: Locale, number: &FluentNumber) -> String {
    let latin = number.as_string();
    if number.options.use_grouping {
        digits::group(locale, &latin)
    } else {
        digits::localized(locale, &latin)
    }
}

//! Conditions in words that a jurist reads.

use super::{Compare, Condition, Test};
use crate::domain::directive::model::Directive;
use crate::text::{Key, Phrase, Words, k};

impl Condition {
    /// The condition in words, with the fact as the directive calls it.
    #[must_use]
    pub fn say(&self, directive: &Directive, words: Words) -> String {
        let said = words.say(self.phrase(directive, words));
        if self.negated {
            words.say(k::condition_not(said))
        } else {
            said
        }
    }

    fn phrase(&self, directive: &Directive, words: Words) -> Phrase {
        let declared = directive.fact(&self.fact);
        let fact = declared.map_or(self.fact.as_str(), |it| {
            it.title.in_language(words.locale())
        });
        match self.test {
            Test::Holds => k::condition_holds(fact),
            Test::Is(value) => {
                let code = value.code();
                let title = Key::titled("choice", code);
                k::condition_is(fact, title.map_or(code, |key| words.t(key)))
            }
            Test::Has(clause) => k::condition_has(u32::from(clause), fact),
            Test::Years(Compare::Under, years) => k::condition_under(fact, years),
            Test::Years(Compare::UpTo, years) => k::condition_up_to(fact, years),
            Test::Years(Compare::Over, years) => k::condition_over(fact, years),
            Test::Years(Compare::AtLeast, years) => k::condition_at_least(fact, years),
        }
    }
}

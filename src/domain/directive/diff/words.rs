//! Differences in words that a jurist reads.

use super::super::codes::{ClockUnit, ReasonRule};
use super::super::model::{Certification, Citation, Directive, Escalation, StepId, Title};
use super::{Change, Difference, Field, Part, Value};
use crate::text::{Key, Phrase, Words, digits, jalali, k};

/// The two versions that are compared, and the language in which it is told.
#[derive(Debug, Clone, Copy)]
pub struct Telling<'d> {
    pub before: &'d Directive,
    pub after: &'d Directive,
    pub words: Words,
}

/// One difference, as pages and the command line show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// «گام «بررسی مدارک»».
    pub part: String,
    /// What happened to it: «مهلت», or «افزوده شد».
    pub what: String,
    /// What it said, where a value changed; empty where there was none.
    pub was: String,
    /// What it says.
    pub is: String,
    /// The articles on which it rests.
    pub articles: Vec<String>,
}

impl Told {
    /// All in one sentence.
    #[must_use]
    pub fn sentence(&self, words: Words) -> String {
        let Self {
            part,
            what,
            was,
            is,
            ..
        } = self;
        match (was.is_empty(), is.is_empty()) {
            (true, true) => words.say(k::differs(part.as_str(), what.as_str())),
            (true, false) => words.say(k::differs_came(is.as_str(), part.as_str(), what.as_str())),
            (false, true) => words.say(k::differs_went(part.as_str(), was.as_str(), what.as_str())),
            (false, false) => words.say(k::differs_from(
                is.as_str(),
                part.as_str(),
                was.as_str(),
                what.as_str(),
            )),
        }
    }
}

/// What a part of a directive says, each value under its title: without those of `left_out`, what
/// says nothing, and what is not so.
#[must_use]
pub fn described(
    directive: &Directive,
    words: Words,
    part: &Part,
    left_out: &[Field],
) -> Vec<(String, String)> {
    let telling = Telling {
        before: directive,
        after: directive,
        words,
    };
    super::says(directive, part)
        .into_iter()
        .filter(|(field, _)| !left_out.contains(field))
        .filter(|(_, value)| !says_nothing(value))
        .map(|(field, value)| (telling.field(field), telling.value(directive, part, &value)))
        .collect()
}

const fn says_nothing(value: &Value) -> bool {
    matches!(
        value,
        Value::None | Value::Flag(false) | Value::Reason(ReasonRule::None)
    )
}

impl Telling<'_> {
    /// A difference in words.
    #[must_use]
    pub fn tell(&self, change: &Change) -> Told {
        let w = self.words;
        let gone = change.difference == Difference::Removed;
        let of = if gone { self.before } else { self.after };
        let (what, was, is) = match &change.difference {
            Difference::Added => (
                w.t(k::DIFFERS_ADDED).to_owned(),
                String::new(),
                String::new(),
            ),
            Difference::Removed => (
                w.t(k::DIFFERS_REMOVED).to_owned(),
                String::new(),
                String::new(),
            ),
            Difference::Moved { from, to } => (
                w.t(k::DIFFERS_PLACE).to_owned(),
                w.number(from),
                w.number(to),
            ),
            Difference::Changed {
                field,
                before,
                after,
            } => (
                self.field(*field),
                self.value(self.before, &change.part, before),
                self.value(self.after, &change.part, after),
            ),
        };
        Told {
            part: self.part(&change.part),
            what,
            was,
            is,
            articles: change.basis.iter().map(|c| self.article(of, c)).collect(),
        }
    }

    fn field(&self, field: Field) -> String {
        let key = Key::titled("differs-field", field.code());
        key.map_or_else(
            || field.code().to_owned(),
            |key| self.words.t(key).to_owned(),
        )
    }

    fn title(&self, title: &Title) -> String {
        title.in_language(self.words.locale()).to_owned()
    }

    /// A part by its title: in the later version, or in the earlier where it is gone.
    fn part(&self, part: &Part) -> String {
        let versions = [self.after, self.before];
        let found = |title: &dyn Fn(&Directive) -> Option<String>, id: &str| {
            let mut titles = versions.iter().filter_map(|d| title(d));
            titles.next().unwrap_or_else(|| id.to_owned())
        };
        let step = |id| {
            let title = |d: &Directive| d.step(id).map(|s| self.title(&s.title));
            found(&title, id.as_str())
        };
        let phrase: Phrase = match part {
            Part::Whole => k::DIFFERS_PART_WHOLE.into(),
            Part::Document(id) => k::differs_part_document(found(
                &|d| d.document(id).map(|it| self.title(&it.title)),
                id,
            )),
            Part::Fact(id) => {
                k::differs_part_fact(found(&|d| d.fact(id).map(|it| self.title(&it.title)), id))
            }
            Part::Step(id) => k::differs_part_step(step(id)),
            Part::Outcome(at, id) => {
                let way = |d: &Directive| d.step(at)?.outcome(id).map(|o| self.title(&o.title));
                k::differs_part_outcome(found(&way, id.as_str()), step(at))
            }
            Part::Requirement(id) => k::differs_part_requirement(found(
                &|d| d.requirement(id).map(|it| self.title(&it.title)),
                id.as_str(),
            )),
            Part::Paper(id) => {
                k::differs_part_paper(found(&|d| d.paper(id).map(|it| self.title(&it.title)), id))
            }
            Part::Act(id) => {
                k::differs_part_act(found(&|d| d.act(id).map(|it| self.title(&it.title)), id))
            }
            Part::Transition(id) => {
                let provision = versions.iter().find_map(|d| d.transition(id));
                let step = provision.map_or_else(|| id.clone(), |it| self.any_step(&it.step));
                let from = provision.map_or("", |it| it.from.as_str());
                k::differs_part_transition(digits::localized(self.words.locale(), from), step)
            }
        };
        self.words.say(phrase)
    }

    /// A step of either version by its title: a transitional provision names steps of both.
    fn any_step(&self, id: &StepId) -> String {
        let mut versions = [self.before, self.after].into_iter();
        let found = versions.find_map(|d| d.step(id));
        found.map_or_else(|| id.to_string(), |s| self.title(&s.title))
    }

    fn article(&self, of: &Directive, cited: &Citation) -> String {
        let article = self.title(&cited.article);
        match of.document(&cited.document) {
            Some(document) => self
                .words
                .say(k::cited(article, self.title(&document.title))),
            None => article,
        }
    }

    /// What a value says in the version that it is from.
    fn value(&self, of: &Directive, part: &Part, value: &Value) -> String {
        let w = self.words;
        match value {
            Value::None => String::new(),
            Value::Title(title) => self.title(title),
            Value::Plain(text) => digits::localized(w.locale(), text),
            Value::Day(day) => jalali::long(w.locale(), *day),
            Value::Flag(yes) => w.t(if *yes { k::YES } else { k::NO }).to_owned(),
            Value::Number(number) => w.number(number),
            Value::Hours(hours) => w.say(k::hours(*hours)),
            Value::Length(length, unit) => w.say(match unit {
                ClockUnit::WorkingDays => k::working_days(*length),
                ClockUnit::CalendarDays => k::days(*length),
                ClockUnit::JalaliMonths => k::months(*length),
            }),
            Value::Days(days) => self.all(days, |day| w.say(k::differs_day(*day))),
            Value::Later(all) => self.all(all, |Escalation { after, to }| {
                w.say(k::differs_later(*after, self.code("role", to.code())))
            }),
            Value::Citations(all) => self.all(all, |cited| self.article(of, cited)),
            Value::Roles(all) => self.all(all, |role| self.code("role", role.code())),
            Value::Steps(all) => self.all(all, |id| {
                of.step(id)
                    .map_or_else(|| self.any_step(id), |s| self.title(&s.title))
            }),
            Value::Reopens(all) => self.all(all, |it| {
                let steps = self.all(&it.to, |id| self.any_step(id));
                let ground = self.code("reopening-ground", it.ground.code());
                w.say(k::differs_reopens(ground, steps))
            }),
            Value::Way(step, id) => {
                let mut versions = [self.before, self.after].into_iter();
                let way = versions.find_map(|d| d.step(step)?.outcome(id));
                let way = way.map_or_else(|| id.to_string(), |o| self.title(&o.title));
                w.say(k::differs_part_outcome(way, self.any_step(step)))
            }
            Value::Outcome(id) => {
                let (Part::Step(at) | Part::Outcome(at, _)) = part else {
                    return id.to_string();
                };
                let found = of.step(at).and_then(|s| s.outcome(id));
                found.map_or_else(|| id.to_string(), |o| self.title(&o.title))
            }
            Value::Requirements(all) => self.all(all, |id| {
                of.requirement(id)
                    .map_or_else(|| id.to_string(), |r| self.title(&r.title))
            }),
            Value::Papers(all) => self.all(all, |id| self.paper(of, id)),
            Value::Conditions(all) => self.all(all, |it| it.say(of, w)),
            Value::Source(it) => self.code("fact-source", it.code()),
            Value::AgeDay(it) => self.code("age-day", it.code()),
            Value::Holders(all) => self.all(all, |it| self.code("holder", it.code())),
            Value::Seats(all) => self.all(all, |it| self.code("post", it.code())),
            Value::Suppliers(all) => self.all(all, |it| self.code("supplier", it.code())),
            Value::Certifications(all) => self.all(all, |it| self.certification(of, it)),
            Value::Letters(all) => self.all(all, |it| self.code("letter-kind", it.code())),
            Value::MaterialFacts(all) => self.all(all, |it| self.code("fact", it.code())),
            Value::Proofs(all) => self.all(all, |it| self.code("proof", it.code())),
            Value::Separations(all) => self.all(all, |it| self.code("separation", it.code())),
            Value::Kind(it) => self.code("step-kind", it.code()),
            Value::Scope(it) => self.code("step-scope", it.code()),
            Value::Reason(it) => self.code("reason-rule", it.code()),
            Value::Start(it) => self.code("clock-start", it.code()),
            Value::End(it) => self.code("end", it.code()),
        }
    }

    fn all<T>(&self, items: &[T], say: impl Fn(&T) -> String) -> String {
        let said: Vec<String> = items.iter().map(say).collect();
        self.words.list(&said)
    }

    fn code(&self, family: &str, code: &str) -> String {
        Key::titled(family, code)
            .map_or_else(|| code.to_owned(), |key| self.words.t(key).to_owned())
    }

    fn paper(&self, of: &Directive, id: &str) -> String {
        of.paper(id)
            .map_or_else(|| id.to_owned(), |p| self.title(&p.title))
    }

    fn certification(&self, of: &Directive, it: &Certification) -> String {
        let by = self.code("supplier", it.by.code());
        if it.when.is_empty() {
            return by;
        }
        let facts = self.all(&it.when, |it| it.say(of, self.words));
        self.words.say(k::differs_certified_when(by, facts))
    }
}

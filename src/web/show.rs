//! How recorded values are shown: titles for codes, days, badges.

use jiff::civil::Date;

use crate::domain::case::file::{CaseFile, Paper};
use crate::domain::case::people::{Person, PersonNo, WHOLE_CASE};
use crate::domain::case::{Personal, Position};
use crate::domain::directive::clock::days_between;
use crate::domain::directive::{Citation, ClockUnit, Directive, Due, Holder, StepId, Title};
use crate::domain::person::ImpreciseDate;
use crate::domain::person::places::Places;
use crate::text::{Key, Locale, Words, jalali, k};

/// The words of a title in the language of the page.
#[must_use]
pub fn title(words: Words, title: &Title) -> String {
    match words.locale() {
        Locale::Fa => title.fa.clone(),
        Locale::En => title.en.clone(),
    }
}

/// The title of a stored code, or the code itself where the catalogue has none.
#[must_use]
pub fn code(words: Words, family: &str, code: &str) -> String {
    Key::titled(family, code).map_or_else(|| code.to_owned(), |key| words.t(key).to_owned())
}

/// The text of a personal value; says so where it was erased.
#[must_use]
pub fn personal(words: Words, value: &Personal) -> String {
    value
        .known()
        .map_or_else(|| words.t(k::ERASED).to_owned(), str::to_owned)
}

/// The text of a value that may be absent; empty when it is.
#[must_use]
pub fn maybe(words: Words, value: Option<&Personal>) -> String {
    value.map_or_else(String::new, |v| personal(words, v))
}

/// The title of a step in this directive.
#[must_use]
pub fn step(words: Words, directive: &Directive, id: &StepId) -> String {
    directive
        .step(id)
        .map_or_else(|| id.0.clone(), |s| title(words, &s.title))
}

/// An article with its document: «مادهٔ ۴۵ قانون ثبت احوال».
#[must_use]
pub fn citation(words: Words, directive: &Directive, cited: &Citation) -> String {
    let article = title(words, &cited.article);
    let document = directive
        .document(&cited.document)
        .map(|d| title(words, &d.title));
    match document {
        Some(document) => words.say(k::cited(article, document)),
        None => article,
    }
}

/// Several articles in one line.
#[must_use]
pub fn citations(words: Words, directive: &Directive, cited: &[Citation]) -> String {
    let all: Vec<_> = cited
        .iter()
        .map(|c| citation(words, directive, c))
        .collect();
    words.list(&all)
}

/// A person by name, or the whole household.
#[must_use]
pub fn person(words: Words, file: &CaseFile, no: PersonNo) -> String {
    if no == WHOLE_CASE {
        return words.t(k::WHOLE_HOUSEHOLD).to_owned();
    }
    file.person(no)
        .map_or_else(|| words.number(no), Person::full_name)
}

/// A birth date as far as it is known.
#[must_use]
pub fn birth(words: Words, value: &Personal) -> String {
    match value.known() {
        None => words.t(k::ERASED).to_owned(),
        Some(text) => match text.parse::<ImpreciseDate>() {
            Ok(date) => words.say(date.words()),
            Err(_) => words.number(text),
        },
    }
}

/// A place by its code.
#[must_use]
pub fn place(words: Words, value: &Personal) -> String {
    let Some(code) = value.known() else {
        return words.t(k::ERASED).to_owned();
    };
    let lineage = Places::shipped().lineage(code);
    let names: Vec<&str> = lineage
        .iter()
        .rev()
        .map(|p| p.name(words.locale()))
        .collect();
    if names.is_empty() {
        code.to_owned()
    } else {
        names.join(words.t(k::COMMA))
    }
}

/// Claimed clauses in one line.
#[must_use]
pub fn clauses(words: Words, person: &Person) -> String {
    let all: Vec<_> = person
        .clauses
        .iter()
        .map(|c| code(words, "clause-short", &c.to_string()))
        .collect();
    words.list(&all)
}

/// Who has the case in hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HolderBadge {
    pub icon: &'static str,
    pub title: String,
    pub me: bool,
}

/// The badge of a holder.
#[must_use]
pub fn holder(words: Words, holder: &str, me: bool) -> HolderBadge {
    let icon = match holder {
        _ if me => "me",
        "applicant" => "applicant",
        "police" => "police",
        "council" => "council",
        "board" | "court" => "scales",
        "laboratory" => "flask",
        _ => "house",
    };
    let title = if me {
        words.t(k::HOLDER_ME).to_owned()
    } else {
        code(words, "holder", holder)
    };
    HolderBadge { icon, title, me }
}

/// How near a due date is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueBadge {
    /// `late`, `soon`, or nothing.
    pub class: &'static str,
    pub days: String,
    pub date: String,
}

/// The badge of a due date.
#[must_use]
pub fn due(words: Words, date: Option<Date>, today: Date) -> Option<DueBadge> {
    let date = date?;
    let days = days_between(today, date);
    let (class, text) = match days {
        ..0 => ("late", words.say(k::days_late(-days))),
        0 => ("soon", words.t(k::TODAY).to_owned()),
        1..=3 => ("soon", words.say(k::days_left(days))),
        _ => ("", words.say(k::days_left(days))),
    };
    Some(DueBadge {
        class,
        days: text,
        date: jalali::near(words.locale(), date, today),
    })
}

/// How a due date was counted, in a sentence.
#[must_use]
pub fn arithmetic(words: Words, due: &Due) -> String {
    let locale = words.locale();
    let length = match due.unit {
        ClockUnit::WorkingDays => words.say(k::working_days(due.length)),
        ClockUnit::CalendarDays => words.say(k::days(due.length)),
        ClockUnit::JalaliMonths => words.say(k::months(due.length)),
    };
    let mut text = words.say(k::counted_from(length, jalali::short(locale, due.start)));
    if due.skipped > 0 {
        text = format!("{text} {}", words.say(k::counted_skipped(due.skipped)));
    }
    if let Some(from) = due.rolled_from {
        text = format!(
            "{text} {}",
            words.say(k::counted_rolled(jalali::short(locale, from)))
        );
    }
    if due.extended > 0 {
        text = format!("{text} {}", words.say(k::counted_extended(due.extended)));
    }
    text
}

/// Days since a civil day.
#[must_use]
pub fn ago(words: Words, since: Date, today: Date) -> String {
    words.say(k::days_ago(days_between(since, today)))
}

/// The title of a paper: its kind, and what was written on it.
#[must_use]
pub fn paper_title(words: Words, paper: &Paper) -> String {
    let Some(latest) = paper.latest() else {
        return words.number(paper.no);
    };
    let kind = code(words, "paper-kind", &latest.what.kind);
    match latest.what.title.as_ref().and_then(Personal::known) {
        Some(title) if latest.what.kind == "other" => title.to_owned(),
        _ => kind,
    }
}

/// The chip of a paper's verdict: class and words.
#[must_use]
pub fn verdict(words: Words, paper: &Paper) -> (&'static str, String) {
    use crate::domain::case::event::Verdict;
    match paper.judgment().map(|j| j.what.verdict) {
        None => ("todo", words.t(k::NOT_REVIEWED).to_owned()),
        Some(v) => {
            let class = match v {
                Verdict::Accepted => "ok",
                Verdict::OriginalNeeded | Verdict::Incomplete | Verdict::Illegible => "warn",
                Verdict::Doubted | Verdict::NotOfCase => "bad",
            };
            (class, code(words, "verdict", v.code()))
        }
    }
}

/// Whether the case waits for this person: with the office and theirs, or theirs to sign.
#[must_use]
pub fn is_mine(position: &Position, assignee: bool) -> bool {
    position.holder == Holder::Office && assignee
}

/// Whether a text, however a template holds it, is this one.
#[must_use]
pub fn same(text: impl AsRef<str>, other: &str) -> bool {
    text.as_ref() == other
}

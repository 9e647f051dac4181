//! How recorded values are shown: titles for codes, days, badges.

use jiff::civil::Date;

use crate::domain::case::codes::COUNTED_IN_PIECES;
use crate::domain::case::event::{PaperReceived, Ruling, Verdict};
use crate::domain::case::facts;
use crate::domain::case::file::{CaseFile, Paper};
use crate::domain::case::people::{Person, PersonNo, WHOLE_CASE};
use crate::domain::case::position::WHOLE_LIMIT;
use crate::domain::case::tracks::{Says, Track};
use crate::domain::case::{Personal, Position};
use crate::domain::directive::clock::days_between;
use crate::domain::directive::{
    Citation, ClockUnit, Directive, Due, Holder, RequirementId, StepId, Title,
};
use crate::domain::person::ImpreciseDate;
use crate::domain::person::places::Places;
use crate::text::{Key, Locale, Words, jalali, k};
use crate::web::parts::{self, Cell, Chip};

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
    if id.as_str() == WHOLE_LIMIT {
        return words.t(k::WHOLE_LIMIT).to_owned();
    }
    directive
        .step(id)
        .map_or_else(|| id.0.clone(), |s| title(words, &s.title))
}

/// A step, and whose it is where people stand apart.
#[must_use]
pub fn place_of(
    words: Words,
    file: &CaseFile,
    directive: &Directive,
    (no, id): (PersonNo, &StepId),
) -> String {
    let title = step(words, directive, id);
    if no == WHOLE_CASE {
        return title;
    }
    words.say(k::step_of_person(person(words, file, no), title))
}

/// Something that a file lacks: a requirement's title and whose it is, or «چیز دیگر».
#[must_use]
pub fn missing(
    words: Words,
    file: &CaseFile,
    directive: &Directive,
    requirement: &RequirementId,
    whose: PersonNo,
) -> String {
    let Some(known) = directive.requirement(requirement) else {
        return words.t(k::MISSING_OTHER).to_owned();
    };
    let name = title(words, &known.title);
    if whose == WHOLE_CASE {
        name
    } else {
        words.say(k::paper_of_person(name, person(words, file, whose)))
    }
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

/// The badge of whoever has the case in hand, by code.
#[must_use]
pub fn holder(words: Words, holder: &str, me: bool) -> parts::Holder {
    match Holder::from_code(holder) {
        _ if me => parts::Holder::me(words),
        Some(body) => parts::Holder::of(words, body),
        None => parts::Holder::named(Holder::Office, code(words, "holder", holder)),
    }
}

/// The badge of a due date; without one, that there is no limit.
#[must_use]
pub fn due(words: Words, date: Option<Date>, today: Date) -> parts::Due {
    date.map_or_else(
        || parts::Due::unlimited(words),
        |date| parts::Due::on(words, date, today),
    )
}

/// A ruling as a verdict.
#[must_use]
pub fn ruling(words: Words, ruling: Ruling) -> Chip {
    let text = code(words, "ruling", ruling.code());
    match ruling {
        Ruling::Granted => Chip::ok(text),
        Ruling::Refused => Chip::bad(text),
    }
}

/// What a body said of a person: the dispute board rules on an objection, the others give opinions.
#[must_use]
pub fn opinion(words: Words, body: &str, said: &str) -> String {
    match body {
        "board" => code(words, "board-ruling", said),
        _ => code(words, "opinion", said),
    }
}

/// How one of the two questions, identity and nationality, stands.
#[must_use]
pub fn track(words: Words, track: Track<'_>) -> Cell {
    let (family, code, says) = match track {
        Track::NotYet => return Cell::muted(words.t(k::NOT_YET)),
        Track::UnderWay => return Chip::waiting(words.t(k::TRACK_UNDER_WAY)).into(),
        Track::Answer(code, says) => ("answer", code, says),
        Track::Identity(code, says) => ("identity-opinion", code, says),
        Track::Nationality(code, says) => ("opinion", code, says),
    };
    let text = self::code(words, family, code);
    Cell::Chip(match says {
        Says::For => Chip::ok(text),
        Says::Against => Chip::bad(text),
        Says::Open => Chip::warn(text),
    })
}

/// Relation to the head of the household and age, as far as the birth date tells it.
#[must_use]
pub fn who(words: Words, person: &Person, today: Date) -> String {
    let relation = code(words, "relation", &person.relation);
    match facts::least_age(person.birth_date.or_empty(), today) {
        Some(age) if age >= 0 => words.say(k::relation_and_age(age, relation)),
        _ => relation,
    }
}

/// The headings of a table.
#[must_use]
pub fn columns<const N: usize>(words: Words, keys: [Key; N]) -> [&'static str; N] {
    keys.map(|key| words.t(key))
}

/// How long a time limit is: «۳۰ روز».
#[must_use]
pub fn length(words: Words, unit: ClockUnit, length: u32) -> String {
    words.say(match unit {
        ClockUnit::WorkingDays => k::working_days(length),
        ClockUnit::CalendarDays => k::days(length),
        ClockUnit::JalaliMonths => k::months(length),
    })
}

/// How a due date was counted, in a sentence.
#[must_use]
pub fn arithmetic(words: Words, due: &Due) -> String {
    let locale = words.locale();
    let length = length(words, due.unit, due.length);
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

/// How a paper was handed in: its form and sheets, where it is kept, whether it was scanned.
#[must_use]
pub fn handed_in(w: Words, paper: &PaperReceived) -> String {
    let folder = paper.folder.as_ref();
    let parts = [
        Some(counted_in(w, paper)),
        folder.map(|folder| w.say(k::paper_in_folder(personal(w, folder)))),
        paper
            .file
            .as_ref()
            .map(|_| w.t(k::PAPER_SCANNED).to_owned()),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(w.t(k::LIST_COMMA))
}

/// In what form a paper was handed in, and how much of it: «اصل، ۲ صفحه».
#[must_use]
pub fn counted_in(w: Words, paper: &PaperReceived) -> String {
    let form = code(w, "paper-form", &paper.form);
    let count = match COUNTED_IN_PIECES.contains(&paper.kind.as_str()) {
        true => k::pieces_count(paper.pages),
        false => k::pages_count(paper.pages),
    };
    w.say(k::paper_form(form, w.say(count)))
}

/// The title of a paper: its kind, and what was written on it.
#[must_use]
pub fn paper_title(words: Words, directive: &Directive, paper: &Paper) -> String {
    let Some(latest) = paper.latest() else {
        return words.number(paper.no);
    };
    let kind = paper_kind(words, directive, &latest.what.kind);
    match latest.what.title.as_ref().and_then(Personal::known) {
        Some(title) if latest.what.kind == "other" => title.to_owned(),
        _ => kind,
    }
}

/// What the directive calls papers of this kind; the id where it knows none.
#[must_use]
pub fn paper_kind(words: Words, directive: &Directive, id: &str) -> String {
    let kind = directive.paper(id);
    kind.map_or_else(|| id.to_owned(), |kind| title(words, &kind.title))
}

/// The verdict on a paper.
#[must_use]
pub fn verdict(words: Words, paper: &Paper) -> Chip {
    let Some(verdict) = paper.judgment().map(|j| j.what.verdict) else {
        return Chip::todo(words.t(k::NOT_REVIEWED));
    };
    let text = code(words, "verdict", verdict.code());
    match verdict {
        Verdict::Accepted => Chip::ok(text),
        Verdict::OriginalNeeded | Verdict::Incomplete | Verdict::Illegible => Chip::warn(text),
        Verdict::Doubted | Verdict::NotOfCase => Chip::bad(text),
    }
}

/// Whether the case waits for this person: with the office and theirs, or theirs to sign.
#[must_use]
pub fn is_mine(position: &Position, assignee: bool) -> bool {
    position.holder == Holder::Office && assignee
}

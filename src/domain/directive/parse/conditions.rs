//! Conditions as they are written, `age < 15`, read into typed questions about declared facts.

use std::ops::Range;

use winnow::ascii::{digit1, space0, space1};
use winnow::combinator::{alt, delimited, opt, preceded};
use winnow::prelude::*;
use winnow::stream::LocatingSlice;
use winnow::token::take_while;

use super::super::codes::{AgeDay, Choice, Coded as _, FactSource};
use super::super::condition::{Compare, Condition, DeclaredFact, Test};
use super::problem::{Problem, Thing};
use super::reader::{Reader, nearest};
use super::table::Table;

/// Heads of the Civil Code’s Art. 976.
const CLAUSES: std::ops::RangeInclusive<u8> = 1..=7;

pub(super) fn fact(reader: &mut Reader<'_>, mut table: Table<'_, '_>) -> DeclaredFact {
    let id = table.needed(reader, "id");
    reader.define(Thing::Fact, &id);
    let at = table.at;
    let source = table.needed_code(reader, "source", FactSource::Institution);
    let day: Option<AgeDay> = table.code(reader, "at");
    let paper = table.text(reader, "paper");
    if let Some(paper) = &paper {
        reader.refer(Thing::Paper, paper);
    }
    let title = table.needed_title(reader, "title");
    let mut asked = |key: &'static str, wanted: bool, there: bool| {
        let key = key.to_owned();
        match (wanted, there) {
            (true, false) => reader.fault(at, Problem::MissingKey { key }),
            (false, true) => reader.fault(at, Problem::UnknownKey { key, near: None }),
            _ => {}
        }
    };
    asked("at", source == FactSource::Age, day.is_some());
    asked("paper", source == FactSource::Paper, paper.is_some());
    table.close(reader);
    DeclaredFact {
        id: id.0,
        title,
        source,
        at: day,
        paper: paper.map(|(id, _)| id),
    }
}

/// The conditions under this key; none when absent.
pub(super) fn conditions(
    reader: &mut Reader<'_>,
    table: &mut Table<'_, '_>,
    key: &'static str,
) -> Vec<Condition> {
    let texts = table.texts(reader, key);
    let texts = texts.iter();
    texts
        .filter_map(|(text, at)| condition(reader, text, at.start + 1))
        .collect()
}

/// A condition whose text begins at the offset `start` of the file.
fn condition(reader: &mut Reader<'_>, text: &str, start: usize) -> Option<Condition> {
    let written = match written.parse(LocatingSlice::new(text)) {
        Ok(written) => written,
        Err(stuck) => {
            let text = text.to_owned();
            reader.fault(start + stuck.offset(), Problem::NotACondition { text });
            return None;
        }
    };
    let (id, at) = &written.fact;
    let declared = reader.facts.iter().find(|it| it.id == *id).cloned();
    let Some(declared) = declared else {
        let known = reader.facts.iter().map(|it| it.id.as_str());
        let dangling = Problem::Dangling {
            thing: Thing::Fact,
            id: (*id).to_owned(),
            near: nearest(id, known),
        };
        reader.fault(start + at.start, dangling);
        return None;
    };
    match test(&declared, written.test) {
        Ok(test) => Some(Condition {
            subject: declared.subject(),
            fact: declared.id,
            negated: written.negated,
            test,
        }),
        Err((problem, at)) => {
            reader.fault(start + at, problem);
            None
        }
    }
}

/// A condition word by word, with the places of its words.
struct Written<'t> {
    negated: bool,
    fact: (&'t str, Range<usize>),
    test: Option<Asked<'t>>,
}

enum Asked<'t> {
    Is(&'t str, Range<usize>),
    Years(Compare, &'t str, Range<usize>),
    Has(&'t str, Range<usize>),
}

type Input<'t> = LocatingSlice<&'t str>;

fn written<'t>(input: &mut Input<'t>) -> ModalResult<Written<'t>> {
    let asked = opt(preceded(space0, asked));
    let negated = opt(("not", space1)).map(|it| it.is_some());
    let parts = (negated, word.with_span(), asked);
    delimited(space0, parts, space0)
        .map(|(negated, fact, test)| Written {
            negated,
            fact,
            test,
        })
        .parse_next(input)
}

fn word<'t>(input: &mut Input<'t>) -> ModalResult<&'t str> {
    let letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    take_while(1.., letter).parse_next(input)
}

fn asked<'t>(input: &mut Input<'t>) -> ModalResult<Asked<'t>> {
    let compare = alt((
        "<=".value(Compare::UpTo),
        ">=".value(Compare::AtLeast),
        "<".value(Compare::Under),
        ">".value(Compare::Over),
    ));
    alt((
        preceded(("=", space0), word.with_span()).map(|(value, at)| Asked::Is(value, at)),
        (compare, preceded(space0, digit1.with_span()))
            .map(|(compare, (years, at))| Asked::Years(compare, years, at)),
        preceded(("has", space1), digit1.with_span()).map(|(no, at)| Asked::Has(no, at)),
    ))
    .parse_next(input)
}

/// What is asked, where the type of the fact allows it; otherwise what is wrong, and where.
fn test(declared: &DeclaredFact, asked: Option<Asked<'_>>) -> Result<Test, (Problem, usize)> {
    let source = declared.source;
    match (source, asked) {
        (FactSource::Institution | FactSource::Paper | FactSource::CourtOrder, None) => {
            Ok(Test::Holds)
        }
        (FactSource::Settlement | FactSource::Ruling, Some(Asked::Is(value, at))) => {
            let found = Choice::read(value).filter(|it| source.choices().contains(it));
            let allowed = source.choices().iter().map(|it| it.code().to_owned());
            found
                .map(Test::Is)
                .ok_or_else(|| (outside(declared, value, allowed), at.start))
        }
        (FactSource::Age, Some(Asked::Years(compare, years, at))) => {
            let years = years.parse().ok();
            years
                .map(|years| Test::Years(compare, years))
                .ok_or_else(|| (wrong(declared), at.start))
        }
        (FactSource::Clauses, Some(Asked::Has(no, at))) => {
            let clause = no.parse().ok().filter(|no| CLAUSES.contains(no));
            clause.map(Test::Has).ok_or_else(|| {
                (
                    outside(declared, no, CLAUSES.map(|it| it.to_string())),
                    at.start,
                )
            })
        }
        _ => Err((wrong(declared), 0)),
    }
}

fn outside(declared: &DeclaredFact, value: &str, allowed: impl Iterator<Item = String>) -> Problem {
    Problem::UnknownCode {
        key: declared.id.clone(),
        code: value.to_owned(),
        allowed: allowed.collect::<Vec<_>>().join(", "),
    }
}

/// The question does not fit the type of the fact; shown is one that does.
fn wrong(declared: &DeclaredFact) -> Problem {
    let fact = &declared.id;
    let example = match declared.source {
        FactSource::Settlement => format!("{fact} = city"),
        FactSource::Ruling => format!("{fact} = granted"),
        FactSource::Age => format!("{fact} < 15"),
        FactSource::Clauses => format!("{fact} has 3"),
        FactSource::Institution | FactSource::Paper | FactSource::CourtOrder => fact.clone(),
    };
    Problem::WrongTest {
        fact: fact.clone(),
        example,
    }
}

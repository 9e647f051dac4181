//! Reads a directive from TOML and reports every mistake at once, each with its place.

#[cfg(test)]
mod condition_tests;
mod conditions;
mod course;
mod problem;
mod reader;
#[cfg(test)]
mod reference_tests;
mod rules;
#[cfg(test)]
mod schema_tests;
mod steps;
mod table;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod transition_tests;
mod transitions;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use sha2::{Digest, Sha256};
use toml::de::DeTable;

use super::codes::StepKind;
use super::model::{ClaimRule, ClockRule, Directive, Title};
use crate::text::jalali;

pub use problem::{Mistake, Problem, Shape, Thing};
use reader::{Name, Reader, line_column, nearest};
use table::Table;

/// Reads a directive.
///
/// # Errors
/// All mistakes found, in the order of the file.
pub fn parse(text: &str) -> Result<Directive, Vec<Mistake>> {
    parse_placed(text).map(|(directive, _)| directive)
}

/// The digest by which a text is known: SHA-256, lower-case hex.
#[must_use]
pub fn digest_of(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes()))
}

/// Where in a file each entry stands: line and column of its id, both from 1.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places(BTreeMap<(Thing, String), (usize, usize)>);

impl Places {
    /// The place of this entry; an outcome is named after its step, as `notification.served`.
    #[must_use]
    pub fn of(&self, thing: Thing, id: &str) -> Option<(usize, usize)> {
        self.0.get(&(thing, id.to_owned())).copied()
    }
}

/// Reads a directive, and tells where each of its entries stands.
///
/// # Errors
/// All mistakes found, in the order of the file.
pub fn parse_placed(text: &str) -> Result<(Directive, Places), Vec<Mistake>> {
    let mut reader = Reader::new(text);
    let (document, faults) = DeTable::parse_recoverable(text);
    for fault in faults {
        let at = fault.span().map_or(0, |span| span.start);
        reader.fault(at, Problem::Syntax(fault.message().to_owned()));
    }
    if !reader.mistakes.is_empty() {
        // What cannot be read as TOML would only be misunderstood further on.
        return Err(in_order(reader.mistakes));
    }
    let directive = read(&mut reader, Table::new(document.get_ref(), 0), text);
    let places = places(&reader, text);
    check_names(&mut reader);
    if let Some(directive) = directive.as_ref().filter(|_| reader.mistakes.is_empty()) {
        // What is misspelt would only be found to lead nowhere as well.
        course::check(&mut reader, &directive.steps);
    }
    match directive {
        Some(directive) if reader.mistakes.is_empty() => Ok((directive, places)),
        _ => Err(in_order(reader.mistakes)),
    }
}

fn places(reader: &Reader<'_>, text: &str) -> Places {
    let defined = reader.defined.iter();
    let placed = defined.map(|name| {
        let place = line_column(text, name.at.start);
        ((name.thing, name.id.clone()), place)
    });
    Places(placed.collect())
}

fn in_order(mut mistakes: Vec<Mistake>) -> Vec<Mistake> {
    mistakes.sort_by_key(|it| (it.line, it.column));
    mistakes
}

fn read(reader: &mut Reader<'_>, mut file: Table<'_, '_>, text: &str) -> Option<Directive> {
    let documents = file.tables(reader, "document");
    let facts = file.tables(reader, "fact");
    let papers = file.tables(reader, "paper");
    let requirements = file.tables(reader, "requirement");
    let steps = file.tables(reader, "step");
    let acts = file.tables(reader, "act");
    let transitions = file.tables(reader, "transition");
    let head = file.table(reader, "directive");
    let at = file.at;
    file.close(reader);
    if head.is_none() {
        reader.fault(
            at,
            Problem::MissingKey {
                key: "directive".to_owned(),
            },
        );
    }
    let head = head.map(|table| read_head(reader, table));
    let documents = documents
        .into_iter()
        .map(|it| rules::document(reader, it))
        .collect();
    // What conditions speak of is read before them.
    for it in facts {
        let fact = conditions::fact(reader, it);
        reader.facts.push(fact);
    }
    let papers = papers
        .into_iter()
        .map(|it| rules::paper(reader, it))
        .collect();
    let requirements = requirements
        .into_iter()
        .map(|it| rules::requirement(reader, it))
        .collect();
    let steps: Vec<_> = steps
        .into_iter()
        .map(|it| steps::step(reader, it))
        .collect();
    let acts = acts.into_iter().map(|it| steps::act(reader, it)).collect();
    let version = head.as_ref().map(|it| it.version.clone());
    let transitions = transitions
        .into_iter()
        .map(|it| transitions::transition(reader, version.as_deref(), it))
        .collect();
    let count = steps
        .iter()
        .filter(|step| step.kind == StepKind::Intake)
        .count();
    if count != 1 {
        reader.fault(at, Problem::Intakes { count });
    }
    let head = head?;
    Some(Directive {
        id: head.id,
        version: head.version,
        title: head.title,
        help: head.help,
        in_force_from: head.in_force_from?,
        assumed: head.assumed,
        note: head.note,
        full_age: head.full_age,
        digest: digest_of(text),
        documents,
        facts: std::mem::take(&mut reader.facts),
        overall: head.clock,
        claim: head.claim?,
        papers,
        requirements,
        steps,
        acts,
        transitions,
    })
}

struct Head {
    id: String,
    version: String,
    title: Title,
    help: Title,
    in_force_from: Option<Date>,
    assumed: bool,
    note: Option<Title>,
    full_age: Option<u32>,
    clock: Option<ClockRule>,
    claim: Option<ClaimRule>,
}

fn read_head(reader: &mut Reader<'_>, mut table: Table<'_, '_>) -> Head {
    let (day, at) = table.needed(reader, "in_force_from");
    let in_force_from = jalali::parse_numeric(&day);
    if in_force_from.is_none() && !day.is_empty() {
        reader.fault(at.start, Problem::NotADate { text: day });
    }
    let head = Head {
        id: table.needed(reader, "id").0,
        version: table.needed(reader, "version").0,
        title: table.needed_title(reader, "title"),
        help: table.needed_title(reader, "help"),
        in_force_from,
        assumed: table.flag(reader, "assumed"),
        note: table.title(reader, "note"),
        full_age: table.number(reader, "full_age").map(|(years, _)| years),
        clock: rules::clock(reader, &mut table, None),
        claim: rules::claim(reader, &mut table),
    };
    table.close(reader);
    head
}

/// Every id is defined once, and every id that is referred to is defined.
fn check_names(reader: &mut Reader<'_>) {
    let mut known: BTreeMap<Thing, BTreeSet<String>> = BTreeMap::new();
    for Name { thing, id, at } in std::mem::take(&mut reader.defined) {
        if !known.entry(thing).or_default().insert(id.clone()) {
            reader.fault(at.start, Problem::Duplicate { thing, id });
        }
    }
    for Name { thing, id, at } in std::mem::take(&mut reader.referred) {
        let ids = known.entry(thing).or_default();
        if !ids.contains(&id) {
            let near = nearest(&id, ids.iter().map(String::as_str));
            reader.fault(at.start, Problem::Dangling { thing, id, near });
        }
    }
}

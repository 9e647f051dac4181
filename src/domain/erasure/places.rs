//! At which places of a history a value stands, and whom it concerns.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::event::What;
use crate::domain::case::people::PersonNo;
use crate::domain::history::Openings;
use crate::text::folding::fold;

/// One event of the case, as far as this needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    pub seq: u64,
    pub kind: String,
    pub body: Value,
    pub openings: Openings,
}

/// A value that stands open in the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub seq: u64,
    pub path: String,
    /// What stands there.
    pub value: String,
    /// Kind of the event.
    pub kind: String,
    /// Paper and version, where the event received one.
    pub paper: Option<(u32, u32)>,
    /// Whom it concerns; nobody in particular where it is the case's.
    pub who: BTreeSet<PersonNo>,
}

impl Place {
    /// The digest of a scan, where this is one.
    #[must_use]
    pub fn scan(&self) -> Option<&str> {
        (self.path == DIGEST).then_some(self.value.as_str())
    }
}

const DIGEST: &str = "/data/file/digest";
const FILE: &str = "/data/file/";
/// By this the applicant finds the case again; it says nothing of anybody.
const TRACKING: &str = "/data/tracking";
/// Digits from which on a number belongs to one person alone, whoever's record it stands in.
const OWN_NUMBER: usize = 8;
/// Letters that a value has at least so that longer texts are searched for it.
const LEAST_SEARCHED: usize = 4;

/// What is looked for in what officials typed outside of the case: in searches, filters and reasons.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Sought {
    numbers: BTreeSet<String>,
    texts: BTreeSet<String>,
}

impl std::fmt::Debug for Sought {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sought(..)")
    }
}

impl Sought {
    /// Numbers among the erased values that belong to one person alone; and the named value itself, where
    /// longer texts in which it stands are erased too. A name alone belongs to many.
    #[must_use]
    pub fn of(erased: &[Place], what: &What) -> Self {
        let numbers = erased.iter().filter_map(|place| own_number(&place.value));
        let named = match what {
            What::Value {
                seq,
                path,
                texts: true,
            } => erased.iter().find(|p| p.seq == *seq && p.path == *path),
            What::Value { .. } | What::Person { .. } | What::Scan { .. } => None,
        };
        let texts = named.map(|place| fold(&place.value));
        Self {
            numbers: numbers.collect(),
            texts: texts
                .filter(|text| is_long_enough(text))
                .into_iter()
                .collect(),
        }
    }

    /// Whether there is anything to look for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty() && self.texts.is_empty()
    }

    /// Whether any of it stands in a text: a number in whichever digits and however it is parted, but not as
    /// a part of a longer one; a text as whole words.
    #[must_use]
    pub fn stands_in(&self, text: &str) -> bool {
        let folded = fold(text);
        let runs = runs(&folded);
        self.texts
            .iter()
            .any(|words| stands_as_words(&folded, words))
            || self.numbers.iter().any(|number| is_parted(&runs, number))
    }
}

/// What parts a number that somebody writes down.
fn parts(letter: char) -> bool {
    const MARKS: &str = "-/._()+,:;،؛‐‑‒–—٫٬";
    letter.is_whitespace() || MARKS.contains(letter)
}

/// The digits of a value that is nothing but a number of one person. Days and spans of years are none.
fn own_number(value: &str) -> Option<String> {
    let folded = fold(value);
    if !folded.chars().all(|c| c.is_ascii_digit() || parts(c)) {
        return None;
    }
    let runs: Vec<&str> = folded.split(parts).filter(|run| !run.is_empty()).collect();
    let digits = runs.concat();
    (digits.len() >= OWN_NUMBER && !is_of_the_calendar(&runs)).then_some(digits)
}

/// `1386-07-12`, `1362..1364`: a year first, and then nothing but months, days and years.
fn is_of_the_calendar(runs: &[&str]) -> bool {
    let is_year = |run: &str| {
        let centuries = ["12", "13", "14", "18", "19", "20"];
        run.len() == 4 && centuries.iter().any(|century| run.starts_with(century))
    };
    let Some((first, rest)) = runs.split_first() else {
        return false;
    };
    is_year(first) && !rest.is_empty() && rest.iter().all(|run| run.len() <= 2 || is_year(run))
}

/// Digits that stand together, in order; those between which there is more than what parts a number are in
/// rows of their own.
fn runs(folded: &str) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = vec![Vec::new()];
    let mut digits = String::new();
    for letter in folded.chars() {
        if letter.is_ascii_digit() {
            digits.push(letter);
            continue;
        }
        let row = rows.last_mut();
        if let Some(row) = row.filter(|_| !digits.is_empty()) {
            row.push(std::mem::take(&mut digits));
        }
        if !parts(letter) {
            rows.push(Vec::new());
        }
    }
    let row = rows.last_mut();
    if let Some(row) = row.filter(|_| !digits.is_empty()) {
        row.push(digits);
    }
    rows
}

/// Whether neighbouring runs make up just this number.
fn is_parted(rows: &[Vec<String>], number: &str) -> bool {
    let begins = |row: &[String]| {
        let mut rest = number;
        row.iter().any(|run| match rest.strip_prefix(run.as_str()) {
            Some(left) => {
                rest = left;
                rest.is_empty()
            }
            // Of no number any more.
            None => {
                rest = "#";
                false
            }
        })
    };
    rows.iter()
        .any(|row| (0..row.len()).any(|from| row.get(from..).is_some_and(begins)))
}

/// Whether the words stand in the text, not inside of longer ones.
fn stands_as_words(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, found)| {
        let before = text.get(..at).and_then(|t| t.chars().next_back());
        let after = text.get(at + found.len()..).and_then(|t| t.chars().next());
        [before, after]
            .into_iter()
            .flatten()
            .all(|c| !c.is_alphanumeric())
    })
}

fn is_long_enough(folded: &str) -> bool {
    folded.chars().count() >= LEAST_SEARCHED
}

/// Every value of a case that may be erased, in order.
#[must_use]
pub fn all(events: &[Recorded]) -> Vec<Place> {
    let beside = Beside::of(events);
    let mut all = Vec::new();
    for event in events.iter().filter(|event| event.kind != "erased") {
        for (path, opening) in &event.openings {
            if path.starts_with("/data/") && path != TRACKING {
                all.push(Place {
                    seq: event.seq,
                    path: path.clone(),
                    value: opening.value.clone(),
                    kind: event.kind.clone(),
                    paper: paper(event),
                    who: beside.who(event, path),
                });
            }
        }
    }
    all
}

/// What of it is erased.
#[must_use]
pub fn of(all: &[Place], what: &What) -> Vec<Place> {
    match what {
        What::Value { seq, path, texts } => {
            let named = all.iter().find(|p| p.seq == *seq && p.path == *path);
            named.map_or_else(Vec::new, |named| same(all, named, *texts))
        }
        What::Person { person } => {
            let alone = BTreeSet::from([*person]);
            all.iter().filter(|p| p.who == alone).cloned().collect()
        }
        What::Scan { paper, version } => scan(all, *paper, *version),
    }
}

/// How many values concern this person and others too: they stay.
#[must_use]
pub fn shared(all: &[Place], person: PersonNo) -> usize {
    let both = |p: &&Place| p.who.len() > 1 && p.who.contains(&person);
    all.iter().filter(both).count()
}

fn same(all: &[Place], named: &Place, texts: bool) -> Vec<Place> {
    let sought = fold(&named.value);
    let number = own_number(&named.value);
    let within = texts && is_long_enough(&sought);
    let stands = |p: &&Place| {
        let its = p.who.is_empty() || named.who.is_empty() || !p.who.is_disjoint(&named.who);
        let value = fold(&p.value);
        let as_number = number.as_ref().is_some_and(|number| {
            own_number(&value).as_ref() == Some(number)
                || within && is_parted(&runs(&value), number)
        });
        let as_text = within && number.is_none() && value.contains(&sought);
        as_number || its && (value == sought || as_text)
    };
    let mut found: Vec<Place> = all.iter().filter(stands).cloned().collect();
    if !found.contains(named) {
        found.push(named.clone());
    }
    found
}

fn scan(all: &[Place], paper: u32, version: u32) -> Vec<Place> {
    let is = |p: &&Place| p.paper == Some((paper, version));
    let digests: BTreeSet<&str> = all.iter().filter(is).filter_map(Place::scan).collect();
    let events: BTreeSet<u64> = all
        .iter()
        .filter(|p| p.scan().is_some_and(|digest| digests.contains(digest)))
        .map(|p| p.seq)
        .collect();
    let of_file = |p: &&Place| events.contains(&p.seq) && p.path.starts_with(FILE);
    all.iter().filter(of_file).cloned().collect()
}

fn paper(event: &Recorded) -> Option<(u32, u32)> {
    let number = |name: &str| {
        let found = event.body.pointer(name).and_then(Value::as_u64)?;
        u32::try_from(found).ok()
    };
    let received = event.kind == "paper_received";
    received.then(|| Some((number("/data/paper")?, number("/data/version")?)))?
}

/// What papers and letters concern, for events that only name the paper or the letter.
struct Beside {
    papers: BTreeMap<u64, BTreeSet<PersonNo>>,
    letters: BTreeMap<u64, BTreeSet<PersonNo>>,
}

impl Beside {
    fn of(events: &[Recorded]) -> Self {
        let people = |kind: &str, name: &str| {
            let of_kind = events.iter().filter(|event| event.kind == kind);
            of_kind
                .filter_map(|event| {
                    let data = event.body.get("data")?;
                    Some((data.get(name)?.as_u64()?, said(data)?))
                })
                .collect()
        };
        Self {
            papers: people("paper_received", "paper"),
            letters: people("letter_sent", "letter"),
        }
    }

    /// Whom the value at `path` concerns: the innermost part of the event that names somebody says so.
    fn who(&self, event: &Recorded, path: &str) -> BTreeSet<PersonNo> {
        let mut found = self.by_number(event);
        let mut at = Some(&event.body);
        for name in path.split('/').skip(1) {
            let Some(here) = at else { break };
            if let Some(people) = said(here) {
                found = people;
            }
            at = match here.as_array() {
                Some(all) => name.parse().ok().and_then(|index: usize| all.get(index)),
                None => here.get(name),
            };
        }
        found
    }

    fn by_number(&self, event: &Recorded) -> BTreeSet<PersonNo> {
        let number = |name: &str| event.body.pointer(name).and_then(Value::as_u64);
        let found = match event.kind.as_str() {
            "paper_judged" => number("/data/paper").and_then(|no| self.papers.get(&no)),
            "letter_answered" | "reminder_sent" => {
                number("/data/letter").and_then(|no| self.letters.get(&no))
            }
            _ => None,
        };
        found.cloned().unwrap_or_default()
    }
}

/// Whom a part of an event names; the whole household is nobody in particular.
fn said(part: &Value) -> Option<BTreeSet<PersonNo>> {
    let number = |value: &Value| value.as_u64().and_then(|no| PersonNo::try_from(no).ok());
    if let Some(person) = part.get("person") {
        let no = number(person).or_else(|| person.get("no").and_then(number))?;
        return Some(
            BTreeSet::from([no])
                .into_iter()
                .filter(|no| *no > 0)
                .collect(),
        );
    }
    if part.get("relation").is_some() {
        return part
            .get("no")
            .and_then(number)
            .map(|no| BTreeSet::from([no]));
    }
    let people = part.get("people").and_then(Value::as_array)?;
    people.iter().map(number).collect()
}

//! Keeps what the reading of a directive finds: mistakes with their place, and ids.

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::condition::DeclaredFact;
use super::problem::{Mistake, Problem, Thing};

/// An id with its place, as defined or as referred to.
#[derive(Debug, Clone)]
pub(super) struct Name {
    pub(super) thing: Thing,
    pub(super) id: String,
    pub(super) at: Range<usize>,
}

/// What the reading has found so far.
#[derive(Debug)]
pub(super) struct Reader<'t> {
    text: &'t str,
    pub(super) mistakes: Vec<Mistake>,
    pub(super) defined: Vec<Name>,
    pub(super) referred: Vec<Name>,
    /// Step, outcome and place of each clock that takes an outcome when it runs out.
    pub(super) expiries: Vec<(String, String, Range<usize>)>,
    /// Steps of the main line with the places of their ids, in the order of the file.
    pub(super) main: Vec<(String, Range<usize>)>,
    /// Every key that was asked for: the keys of the language.
    pub(super) keys: BTreeSet<&'static str>,
    /// The facts declared, of which conditions may speak.
    pub(super) facts: Vec<DeclaredFact>,
    /// Where the step stands at which cases are opened.
    pub(super) intake_at: usize,
}

impl<'t> Reader<'t> {
    pub(super) const fn new(text: &'t str) -> Self {
        Self {
            text,
            mistakes: Vec::new(),
            defined: Vec::new(),
            referred: Vec::new(),
            expiries: Vec::new(),
            main: Vec::new(),
            keys: BTreeSet::new(),
            facts: Vec::new(),
            intake_at: 0,
        }
    }

    /// Notes a mistake that begins at this offset.
    pub(super) fn fault(&mut self, at: usize, problem: Problem) {
        self.mistakes
            .push(Mistake::new(line_column(self.text, at), problem));
    }

    /// Notes that the file defines this id.
    pub(super) fn define(&mut self, thing: Thing, (id, at): &(String, Range<usize>)) {
        self.defined.push(Name {
            thing,
            id: id.clone(),
            at: at.clone(),
        });
    }

    /// Notes that the file refers to this id.
    pub(super) fn refer(&mut self, thing: Thing, (id, at): &(String, Range<usize>)) {
        self.referred.push(Name {
            thing,
            id: id.clone(),
            at: at.clone(),
        });
    }
}

/// Line and column, both from 1, of an offset in bytes.
pub(super) fn line_column(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .chars()
        .count()
        + 1;
    (line, column)
}

/// The word that the writer probably meant: at most two letters away, nearest first.
pub(super) fn nearest<'w>(word: &str, known: impl Iterator<Item = &'w str>) -> Option<String> {
    known
        .map(|it| (distance(word, it), it))
        .filter(|(steps, it)| *steps <= 2 && *steps < it.chars().count())
        .min()
        .map(|(_, it)| it.to_owned())
}

/// Letters to insert, drop or change to come from one word to the other.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (at, letter) in from.chars().enumerate() {
        let mut diagonal = at;
        let mut left = at + 1;
        let mut next = vec![left];
        for (above, other) in row.iter().skip(1).zip(&to) {
            let change = diagonal + usize::from(letter != *other);
            left = change.min(left + 1).min(above + 1);
            next.push(left);
            diagonal = *above;
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

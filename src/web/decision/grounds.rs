//! What the proposal for one person rests on: each material fact with what proves it.

use super::super::show;
use crate::domain::case::event::FactFound;
use crate::domain::case::file::{Paper, Recorded};
use crate::domain::case::{CaseFile, PersonNo, WHOLE_CASE, matters};
use crate::domain::directive::{Directive, MaterialFact};
use crate::text::{Words, k};
use crate::web::parts::{Cell, Chip, Layout, Link, Point, Row, Table};
use crate::web::views::decision::Grounds;

/// Papers, and which of them the reader has opened.
pub struct Papers<'a> {
    pub words: Words,
    pub file: &'a CaseFile,
    pub directive: &'a Directive,
    /// Numbers of those that a signer has not opened in their newest version; nothing is said of
    /// it to others.
    pub unread: Vec<u32>,
}

impl Papers<'_> {
    fn point(&self, paper: &Paper) -> Point {
        let unread = self.unread.contains(&paper.no);
        Point {
            text: show::paper_title(self.words, self.directive, paper),
            href: Some(format!(
                "/cases/{}/papers/{}",
                self.file.reference, paper.no
            )),
            aside: unread.then(|| self.words.t(k::DECISION_NOT_OPENED).to_owned()),
        }
    }

    fn judged(&self, paper: &Paper) -> Point {
        let mut point = self.point(paper);
        let verdict = show::verdict(self.words, paper).text;
        let also = point.aside.take();
        let said: Vec<String> = [Some(verdict), also].into_iter().flatten().collect();
        point.aside = Some(said.join(self.words.t(k::LIST_COMMA)));
        point
    }
}

/// The grounds for one person; `links` lead to where they are written.
#[must_use]
pub fn of(papers: &Papers<'_>, no: PersonNo, links: Vec<Link>) -> Grounds {
    let (w, file) = (papers.words, papers.file);
    Grounds {
        name: show::person(w, file, no),
        links,
        facts: facts(papers, no),
        heard: file
            .hearings
            .iter()
            .rev()
            .find(|h| h.what.person == no)
            .map(|h| show::personal(w, &h.what.answer)),
        clauses: clauses(w, file, no),
    }
}

/// Findings that a fact holds.
const HOLDS: [&str; 2] = ["proven", "reasonably_shown"];

fn finding(family: &str, w: Words, code: &str) -> Chip {
    let text = show::code(w, family, code);
    match code {
        "proven" | "reasonably_shown" | "met" => Chip::ok(text),
        "not_shown" | "not_claimed" => Chip::warn(text),
        _ => Chip::bad(text),
    }
}

/// What was told that speaks for (`for`) or against (`against`) a fact of a person.
fn told(w: Words, file: &CaseFile, no: PersonNo, fact: &str, direction: &str) -> Vec<Point> {
    file.evidence
        .iter()
        .filter(|e| {
            e.what.fact == fact
                && e.what.direction == direction
                && (e.what.person == no || e.what.person == WHOLE_CASE)
        })
        .map(|e| Point::said(show::personal(w, &e.what.account)))
        .collect()
}

fn points(w: Words, points: Vec<Point>) -> Cell {
    if points.is_empty() {
        Cell::muted(w.t(k::DECISION_NOTHING))
    } else {
        Cell::Points(points)
    }
}

fn facts(papers: &Papers<'_>, no: PersonNo) -> Table {
    let (w, file) = (papers.words, papers.file);
    let columns = show::columns(
        w,
        [k::FACT_WORD, k::FOR_WORD, k::AGAINST_WORD, k::FINDING_WORD],
    );
    let mut rows: Vec<Row> = MaterialFact::ALL
        .iter()
        .map(|fact| fact_row(papers, no, *fact))
        .collect();
    let others: Vec<Point> = matters::others(file, papers.directive, no)
        .map(|p| papers.judged(p))
        .collect();
    if !others.is_empty() {
        let cells = vec![Cell::Points(others), Cell::text(""), Cell::text("")];
        rows.push(Row::new(w.t(k::DECISION_OTHER_PAPERS), cells));
    }
    Table::new(w.t(k::DECISION_FACTS), &columns)
        .layout(Layout::Facts)
        .rows(rows)
}

fn fact_row(papers: &Papers<'_>, no: PersonNo, material: MaterialFact) -> Row {
    let (w, file) = (papers.words, papers.file);
    let fact = material.code();
    let found = file
        .findings
        .iter()
        .find(|f| f.what.person == no && f.what.fact == fact);
    let chip = found.map_or_else(
        || Chip::todo(w.t(k::NO_FINDING)),
        |f| finding("finding", w, &f.what.finding),
    );
    let reason = show::maybe(w, found.and_then(|f| f.what.reason.as_ref()));
    let mut speaks_for = told(w, file, no, fact, "for");
    let proving = matters::proving(file, papers.directive, no, material);
    speaks_for.extend(proving.map(|p| papers.point(p)));
    let held = |f: &Recorded<FactFound>| HOLDS.contains(&f.what.finding.as_str());
    let (chip, reason) = if found.is_some_and(held) && speaks_for.is_empty() {
        let unsupported = w.t(k::FINDING_UNSUPPORTED);
        let said = [unsupported, &reason].join(" ");
        (Chip::warn(chip.text), said.trim_end().to_owned())
    } else {
        (chip, reason)
    };
    Row::new(
        show::code(w, "fact", fact),
        vec![
            points(w, speaks_for),
            points(w, told(w, file, no, fact, "against")),
            Cell::Judged(chip, reason),
        ],
    )
}

fn clauses(w: Words, file: &CaseFile, no: PersonNo) -> Table {
    let columns = show::columns(w, [k::CLAIMED_CLAUSES, k::FINDING_WORD]);
    let claimed = file.person(no).map_or(&[][..], |p| &p.clauses);
    let row = |clause: &u8| {
        let test = file
            .clauses
            .iter()
            .find(|c| c.what.person == no && c.what.clause == *clause);
        let chip = test.map_or_else(
            || Chip::todo(w.t(k::NOT_TESTED)),
            |t| finding("clause-finding", w, &t.what.finding),
        );
        let reason = test.and_then(|t| t.what.reason.as_ref());
        Row::new(
            show::code(w, "clause", &clause.to_string()),
            vec![Cell::Judged(chip, show::maybe(w, reason))],
        )
    };
    Table::new(w.t(k::DECISION_CLAUSES), &columns).rows(claimed.iter().map(row).collect())
}

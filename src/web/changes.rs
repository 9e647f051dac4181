//! What an event changed: each value before it and after it.

use super::{recorded, show};
use crate::domain::case::correction::Value;
use crate::domain::case::event::{
    ClauseTested, DirectiveRef, Envelope, FactFound, Happening, RecordCorrected,
};
use crate::domain::case::file::Recorded;
use crate::domain::case::{CaseFile, Personal, Position};
use crate::domain::directive::Directive;
use crate::services::casework::Opened;
use crate::text::{Key, Words, digits, jalali, k};
use crate::web::parts::Change;

/// What `e` changed in the case as it stood `before`; nothing where it only added to the file.
#[must_use]
pub fn of(w: Words, before: &CaseFile, opened: &Opened, e: &Envelope) -> Vec<Change> {
    let mut changes: Vec<Change> = value(w, before, &e.happening).into_iter().collect();
    let was = (opened.governing(&before.directive), &*before.positions);
    let is = (opened.governing(&e.directive), &*e.positions);
    changes.extend(places(w, was, is));
    changes
}

fn change(w: Words, what: Key, before: impl Into<String>, after: impl Into<String>) -> Change {
    Change {
        what: w.t(what).to_owned(),
        before: before.into(),
        after: after.into(),
    }
}

/// The value that an event replaces.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "every other event adds to the file and replaces nothing"
)]
fn value(w: Words, file: &CaseFile, happening: &Happening) -> Option<Change> {
    let people = file.application.people.len();
    match happening {
        Happening::RecordCorrected(c) => Some(corrected(w, c)),
        Happening::PersonAdded { .. } => {
            let count = |n: usize| w.say(k::people_count(n));
            Some(change(
                w,
                k::CASE_HOUSEHOLD,
                count(people),
                count(people + 1),
            ))
        }
        Happening::PaperJudged(j) => {
            let judged = file.paper(j.paper)?.judgment()?;
            let title = |code| show::code(w, "verdict", code);
            let (was, is) = (judged.what.verdict.code(), j.verdict.code());
            Some(change(w, k::VERDICT_WORD, title(was), title(is)))
        }
        Happening::PaperReceived(p) if p.version > 1 => {
            let version = |no: u32| w.say(k::version_no(no));
            let (was, is) = (version(p.version - 1), version(p.version));
            Some(change(w, k::PAPER_VERSION, was, is))
        }
        Happening::FactFound(f) => {
            let same =
                |x: &&Recorded<FactFound>| x.what.person == f.person && x.what.fact == f.fact;
            let was = file.findings.iter().find(same)?;
            let title = |code: &str| show::code(w, "finding", code);
            let after = title(&f.finding);
            Some(change(w, k::FINDING_WORD, title(&was.what.finding), after))
        }
        Happening::ClauseTested(c) => {
            let same = |x: &&Recorded<ClauseTested>| {
                x.what.person == c.person && x.what.clause == c.clause
            };
            let was = file.clauses.iter().find(same)?;
            let title = |code: &str| show::code(w, "clause-finding", code);
            let after = title(&c.finding);
            Some(change(w, k::FINDING_WORD, title(&was.what.finding), after))
        }
        Happening::CaseAssigned { to_name, .. } => {
            let was = file.assignee.as_ref().map(|(_, name)| name);
            let was = was.map_or_else(
                || w.t(k::CHANGE_OFFICE_POOL).to_owned(),
                |name| show::personal(w, name),
            );
            let is = show::personal(w, to_name);
            Some(change(w, k::CHANGE_FILE_WITH, was, is))
        }
        Happening::DirectiveChanged(d) => {
            let version = |of: &DirectiveRef| digits::localized(w.locale(), &of.version);
            let (was, is) = (version(&d.from), version(&d.to));
            Some(change(w, k::CHANGE_DIRECTIVE, was, is))
        }
        Happening::CaseSuspended(_) => Some(change(
            w,
            k::CHANGE_PROCEEDINGS,
            w.t(k::PROCEEDINGS_RUN),
            w.t(k::PROCEEDINGS_STAND),
        )),
        Happening::CaseResumed(_) => Some(change(
            w,
            k::CHANGE_PROCEEDINGS,
            w.t(k::PROCEEDINGS_STAND),
            w.t(k::PROCEEDINGS_RUN),
        )),
        _ => None,
    }
}

fn corrected(w: Words, c: &RecordCorrected) -> Change {
    let shown = |v: &Option<Personal>| match (v, Value::parse(&c.field)) {
        (None, _) => w.t(k::CHANGE_NOTHING).to_owned(),
        (Some(v), Some(value)) => recorded::shown(w, value, v),
        (Some(v), None) => show::personal(w, v),
    };
    Change {
        what: recorded::title_of(w, &c.field),
        before: shown(&c.before),
        after: shown(&c.after),
    }
}

/// Step, holder and due date, where they are others than before.
fn places(
    w: Words,
    (old, before): (&Directive, &[Position]),
    (new, after): (&Directive, &[Position]),
) -> Vec<Change> {
    let left = without(before, after);
    let reached = without(after, before);
    if left.is_empty() || reached.is_empty() {
        return Vec::new();
    }
    let steps = |directive, all: &[&Position]| once(w, all, |p| show::step(w, directive, &p.step));
    let holders = |all: &[&Position]| once(w, all, |p| show::code(w, "holder", p.holder.code()));
    let dues = |all: &[&Position]| {
        once(w, all, |p| match &p.due {
            Some(due) => jalali::long(w.locale(), due.date),
            None => w.t(k::DUE_UNLIMITED).to_owned(),
        })
    };
    [
        (k::COLUMN_STEP, steps(old, &left), steps(new, &reached)),
        (k::COLUMN_HOLDER, holders(&left), holders(&reached)),
        (k::COLUMN_DUE, dues(&left), dues(&reached)),
    ]
    .into_iter()
    .filter(|(_, before, after)| before != after)
    .map(|(what, before, after)| change(w, what, before, after))
    .collect()
}

/// The positions that are not among the others just as they are.
fn without<'a>(these: &'a [Position], those: &[Position]) -> Vec<&'a Position> {
    let same = |a: &Position, b: &Position| {
        (a.person, &a.step, a.holder, &a.due) == (b.person, &b.step, b.holder, &b.due)
    };
    these
        .iter()
        .filter(|p| !those.iter().any(|q| same(p, q)))
        .collect()
}

/// What is said of the positions, each thing once.
fn once(w: Words, all: &[&Position], said: impl Fn(&Position) -> String) -> String {
    let mut words: Vec<String> = Vec::new();
    for position in all {
        let next = said(position);
        if !words.contains(&next) {
            words.push(next);
        }
    }
    w.list(&words)
}

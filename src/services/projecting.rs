//! The rows that a case's fold gives. Pure: the same fold gives the same rows.

mod witnesses;

use std::collections::BTreeSet;

use crate::domain::access::{Role, UserId};
use crate::domain::case::file::{CaseFile, Decision, Recorded};
use crate::domain::case::people::Person;
use crate::domain::case::{Personal, Position, WHOLE_CASE};
use crate::domain::directive::{Holder, StepKind};
use crate::store::projections::{
    Case, CaseState, DecisionRow, Line, NumberRow, PaperRow, PersonKeys, PositionRow, Projection,
};
use crate::text::digits::to_latin;
use crate::text::folding::fold;

/// Version of this projector: rows of an older one are stale.
pub const PROJECTOR: u32 = 7;

/// The rows of a case.
///
/// # Errors
/// The fold cannot be written as JSON.
pub fn projection(id: i64, file: &CaseFile) -> Result<Projection, serde_json::Error> {
    Ok(kept_projection(id, file, serde_json::to_string(file)?))
}

/// The rows of a case whose fold is written already: writing it costs more than all other rows.
#[must_use]
pub fn kept_projection(id: i64, file: &CaseFile, fold: String) -> Projection {
    Projection {
        case: Case {
            id,
            reference: file.reference.clone(),
            tracking: file.tracking.or_empty().to_owned(),
            unit: file.unit.clone(),
            opened_on: file.opened_on,
            state: if file.is_closed() {
                CaseState::Closed
            } else {
                CaseState::Open
            },
            seq: file.seq,
            projector: PROJECTOR,
            fold,
        },
        line: line(file),
        people: file.application.people.iter().map(keys).collect(),
        positions: position_rows(file),
        decisions: decision_rows(file),
        papers: paper_rows(file),
        numbers: number_rows(file),
        witnesses: witnesses::rows(file),
    }
}

/// The position that a list shows: the most urgent open one.
#[must_use]
pub fn foremost(file: &CaseFile) -> Option<&Position> {
    let due = |p: &&Position| running(p).unwrap_or(jiff::civil::Date::MAX);
    let open = file
        .positions
        .iter()
        .filter(|p| !p.is_closed())
        .min_by_key(due);
    open.or_else(|| file.positions.last())
}

/// When a position is due while its clock runs.
fn running(position: &Position) -> Option<jiff::civil::Date> {
    let runs = !position.is_closed() && !position.is_still();
    position.due.as_ref().filter(|_| runs).map(|d| d.date)
}

/// The roles that were told of a delay which is not over.
#[must_use]
pub fn told(file: &CaseFile) -> BTreeSet<Role> {
    let open = file.clocks().filter(|p| !p.is_closed());
    open.flat_map(|p| p.course.told.iter().copied()).collect()
}

/// The flag of a case in which an extension of a time limit waits for a second person.
pub const EXTENSION: &str = "extension";

/// The flag of a case in which this role was told of a delay.
#[must_use]
pub fn told_flag(role: Role) -> String {
    format!("told:{}", role.code())
}

fn line(file: &CaseFile) -> Line {
    let place = foremost(file);
    let assignee = file.assignee.as_ref().map(|(user, _)| *user);
    let holder = place.map_or(Holder::Nobody, |p| holder(file, p));
    let with_office = holder == Holder::Office;
    Line {
        principal: file.principal().map_or_else(String::new, Person::full_name),
        people: u32::try_from(file.application.people.len()).unwrap_or(u32::MAX),
        step: place.map_or_else(String::new, |p| p.step.0.clone()),
        step_kind: place.map_or_else(String::new, |p| p.kind.code().to_owned()),
        holder: holder.code().to_owned(),
        holder_user: holder_user(file, with_office),
        since: place.map_or(file.opened_on, |p| p.since),
        due: place.and_then(running),
        assignee,
        claimed_until: file.claim.as_ref().map(|c| c.until),
        returned: file.returned,
        flags: flags(file),
        updated_at: file.last_at,
    }
}

/// With whom a place of the case is: what is proposed waits for the head's signature.
#[must_use]
pub fn holder(file: &CaseFile, place: &Position) -> Holder {
    match place.kind {
        StepKind::Decision if file.proposal.is_some() => Holder::Head,
        _ => place.holder,
    }
}

fn holder_user(file: &CaseFile, with_office: bool) -> Option<UserId> {
    let claimed = file.claim.as_ref().map(|c| c.user);
    claimed
        .or_else(|| file.assignee.as_ref().map(|(u, _)| *u))
        .filter(|_| with_office)
}

fn flags(file: &CaseFile) -> String {
    let mut flags: BTreeSet<String> = told(file).into_iter().map(told_flag).collect();
    if file.suspended.is_some() {
        flags.insert("suspended".to_owned());
    }
    if file.cards.iter().any(|c| c.revoked.is_none()) {
        flags.insert("temporary_card".to_owned());
    }
    if file.proposal.is_some() {
        flags.insert("to_sign".to_owned());
    }
    if !file.extensions.is_empty() {
        flags.insert(EXTENSION.to_owned());
    }
    if !file.application.vulnerabilities.is_empty() {
        flags.insert("vulnerable".to_owned());
    }
    if flags.is_empty() {
        return String::new();
    }
    format!(" {} ", flags.into_iter().collect::<Vec<_>>().join(" "))
}

fn folded(value: Option<&Personal>) -> String {
    value.map_or_else(String::new, |v| fold(v.or_empty()))
}

fn keys(person: &Person) -> PersonKeys {
    let (birth_from, birth_to) = years(person.birth_date.or_empty());
    let county = person.birth_place.or_empty().chars().take(4).collect();
    PersonKeys {
        person: person.no,
        given: folded(Some(&person.given)),
        family: folded(Some(&person.family)),
        father: folded(person.father.as_ref().map(|r| &r.name)),
        grandfather: folded(person.paternal_grandfather.as_ref().map(|r| &r.name)),
        birth_from,
        birth_to,
        birth_county: county,
        national_number: person
            .father
            .as_ref()
            .and_then(|r| r.national_number.as_ref())
            .and_then(|n| n.known())
            .map(to_latin),
    }
}

/// First and last possible year of a recorded birth date.
#[must_use]
pub fn years(birth: &str) -> (Option<i32>, Option<i32>) {
    let year = |text: &str| text.split('-').next().and_then(|y| y.parse().ok());
    match birth.split_once("..") {
        Some((from, to)) => (year(from), year(to)),
        None => (year(birth), year(birth)),
    }
}

fn position_rows(file: &CaseFile) -> Vec<PositionRow> {
    let row = |p: &Position| PositionRow {
        person: p.person,
        step: p.step.0.clone(),
        kind: if p.is_whole_limit() {
            p.step.0.clone()
        } else {
            p.kind.code().to_owned()
        },
        holder: p.holder.code().to_owned(),
        since: p.since,
        due: p.due.as_ref().map(|d| d.date),
        wakes_on: p.wakes_on().filter(|_| file.suspended.is_none()),
    };
    file.clocks().map(row).collect()
}

fn decision_rows(file: &CaseFile) -> Vec<DecisionRow> {
    let signed = |d: &Recorded<Decision>| {
        Some(DecisionRow {
            person: d.what.proposal.person,
            round: d.what.round,
            prepared_by: d.what.prepared_by?,
            signed_by: d.by,
            outcome: d.what.proposal.ruling.code().to_owned(),
            signed_at: Some(d.at),
        })
    };
    let mut rows: Vec<DecisionRow> = file.decisions.iter().filter_map(signed).collect();
    if let Some(open) = &file.proposal
        && let Some(preparer) = open.by
    {
        rows.extend(open.what.proposals.iter().map(|p| DecisionRow {
            person: p.person,
            round: open.what.round,
            prepared_by: preparer,
            signed_by: None,
            outcome: p.ruling.code().to_owned(),
            signed_at: None,
        }));
    }
    rows.retain(|r| r.person != WHOLE_CASE);
    rows
}

/// A number as it is told from others: its digits and letters, however they were typed.
fn as_counted(number: &str) -> String {
    let folded = fold(&to_latin(number));
    folded.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// National numbers, certificates and temporary cards: what the register gives once. Numbers of the
/// office's own, such as those of decisions, are the office's to keep apart.
fn number_rows(file: &CaseFile) -> Vec<NumberRow> {
    let national = file.records.iter().map(|r| NumberRow {
        kind: "national".to_owned(),
        number: r.what.national_number.or_empty().to_owned(),
        person: r.what.person,
    });
    let certificates = file.certificates.iter().map(|c| {
        let (series, serial) = (c.what.series.or_empty(), c.what.serial.or_empty());
        NumberRow {
            kind: "certificate".to_owned(),
            number: [series, serial].map(as_counted).join("/"),
            person: c.what.person,
        }
    });
    let cards = file.cards.iter().flat_map(|card| {
        let issued = &card.issued.what;
        let of = |kind: &str, number: &Personal| NumberRow {
            kind: kind.to_owned(),
            number: as_counted(number.or_empty()),
            person: issued.person,
        };
        [
            of("card", &issued.identifier),
            of("card_serial", &issued.serial),
        ]
    });
    let mut rows: Vec<NumberRow> = national.chain(certificates).chain(cards).collect();
    // What was erased by law is no number that anybody else could meet.
    rows.retain(|row| row.number.chars().any(char::is_alphanumeric));
    rows.sort();
    rows.dedup();
    rows
}

fn paper_rows(file: &CaseFile) -> Vec<PaperRow> {
    let mut rows: Vec<PaperRow> = file
        .papers
        .iter()
        .flat_map(|p| &p.versions)
        .map(|v| PaperRow {
            paper: v.what.paper,
            version: v.what.version,
            digest: v
                .what
                .file
                .as_ref()
                .and_then(|f| f.digest.known())
                .map(str::to_owned),
            size: v.what.file.as_ref().map_or(0, |f| f.size),
            media: v
                .what
                .file
                .as_ref()
                .map_or_else(String::new, |f| f.media.clone()),
        })
        .collect();
    rows.sort_by_key(|r| (r.paper, r.version));
    rows
}

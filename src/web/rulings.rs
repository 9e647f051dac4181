//! What was decided on each person: by the office, and on objection by the dispute board and the courts.

use jiff::civil::Date;

use super::show;
use crate::domain::case::Personal;
use crate::domain::case::file::{CaseFile, Decision, Recorded};
use crate::text::{Words, digits, jalali, k};
use crate::web::parts::{Cell, Chip, Layout, Row, Table};

/// Every ruling in its order, the newest last.
#[must_use]
pub fn decisions(w: Words, file: &CaseFile, today: Date) -> Table {
    let columns = show::columns(
        w,
        [
            k::NAME,
            k::RULING_WORD,
            k::NUMBER,
            k::SIGNED_BY,
            k::SERVED_ON,
        ],
    );
    let row = |d: &Recorded<Decision>| {
        let person = d.what.proposal.person;
        let served = file
            .services
            .iter()
            .find(|s| s.what.person == person && s.seq > d.seq);
        let by = show::maybe(w, d.by_name.as_ref());
        Row::new(
            show::person(w, file, person),
            vec![
                show::ruling(w, d.what.proposal.ruling).into(),
                Cell::Code(digits::localized(w.locale(), d.what.number.or_empty())),
                w.say(k::signed_by_on(by, jalali::near(w.locale(), d.on, today)))
                    .into(),
                served.map_or_else(
                    || Cell::muted(w.t(k::NOT_YET)),
                    |s| jalali::near(w.locale(), s.on, today).into(),
                ),
            ],
        )
    };
    let decided = file.decisions.iter().map(|d| (d.seq, row(d)));
    let mut rows: Vec<(u64, Row)> = decided.chain(rulings(w, file, today)).collect();
    rows.sort_by_key(|(seq, _)| *seq);
    Table::new(w.t(k::CASE_DECISION), &columns)
        .layout(Layout::Tight)
        .rows(rows.into_iter().map(|(_, row)| row).collect())
}

/// What the dispute board and the courts ruled on the objections, in the columns of the decisions.
fn rulings(w: Words, file: &CaseFile, today: Date) -> Vec<(u64, Row)> {
    let near = |day| jalali::near(w.locale(), day, today);
    let row = |person, ruled: Chip, number: &Personal, by: String, on, served: Cell| {
        let number = digits::localized(w.locale(), number.or_empty());
        let signed = w.say(k::signed_by_on(by, near(on)));
        let cells = vec![ruled.into(), Cell::Code(number), signed.into(), served];
        Row::new(show::person(w, file, person), cells)
    };
    let mut all = Vec::new();
    for held in file.sittings.iter().filter(|s| s.what.body == "board") {
        let opinions = &held.what.opinions;
        for of in opinions.iter().filter(|o| o.nationality != "postponed") {
            let said = show::opinion(w, "board", &of.nationality);
            let (ruled, is_served) = match of.nationality.as_str() {
                "approved" => (Chip::ok(said), false),
                "rejected" => (Chip::bad(said), true),
                _ => (Chip::warn(said), false),
            };
            let mut services = file.services.iter();
            let served = services.find(|s| s.what.person == of.person && s.seq > held.seq);
            let served = match served {
                Some(s) if is_served => near(s.on).into(),
                None if is_served => Cell::muted(w.t(k::NOT_YET)),
                _ => Cell::muted("—"),
            };
            let by = show::code(w, "body", "board");
            let number = &held.what.number;
            all.push((held.seq, row(of.person, ruled, number, by, held.on, served)));
        }
    }
    for j in &file.judgments {
        let said = show::code(w, "court-effect", &j.what.effect);
        let ruled = match j.what.effect.as_str() {
            "issuance_ordered" => Chip::ok(said),
            "dismissed" => Chip::bad(said),
            _ => Chip::warn(said),
        };
        let by = show::personal(w, &j.what.branch);
        let number = &j.what.judgment;
        let none = Cell::muted("—");
        all.push((j.seq, row(j.what.person, ruled, number, by, j.on, none)));
    }
    all
}

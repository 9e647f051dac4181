//! What outside bodies and sittings said, for whoever signs on it.

use jiff::civil::Date;

use super::super::show;
use crate::domain::case::CaseFile;
use crate::domain::case::event::SittingHeld;
use crate::text::{Words, digits, jalali, k};
use crate::web::parts::{Cell, Row, Table};

/// Answers and minutes in their order; nothing where there are none.
#[must_use]
pub fn table(w: Words, file: &CaseFile, today: Date) -> Option<Table> {
    let mut said: Vec<(u64, Row)> = Vec::new();
    for letter in &file.letters {
        let Some(answer) = &letter.answer else {
            continue;
        };
        let body = show::code(w, "holder", letter.sent.what.addressee.code());
        let what = show::personal(w, &answer.what.text);
        let number = answer.what.number.or_empty();
        said.push((answer.seq, row(w, body, number, (answer.on, today), what)));
    }
    for held in &file.sittings {
        let body = show::code(w, "body", &held.what.body);
        let reasons = show::personal(w, &held.what.public_reasons);
        let what = [votes(w, &held.what), reasons].join(" ");
        let number = held.what.number.or_empty();
        said.push((held.seq, row(w, body, number, (held.on, today), what)));
    }
    said.sort_by_key(|(seq, _)| *seq);
    let columns = [k::PROCEEDINGS_BODY, k::NUMBER, k::DATE, k::BODY_SAID];
    let table = Table::new(w.t(k::DECISION_BODIES), &show::columns(w, columns));
    let rows: Vec<Row> = said.into_iter().map(|(_, row)| row).collect();
    (!rows.is_empty()).then(|| table.rows(rows))
}

fn row(w: Words, body: String, number: &str, (on, today): (Date, Date), what: String) -> Row {
    let cells = vec![
        Cell::Code(digits::localized(w.locale(), number)),
        jalali::near(w.locale(), on, today).into(),
        what.into(),
    ];
    Row::new(body, cells)
}

/// How many were for it and how many against.
fn votes(w: Words, held: &SittingHeld) -> String {
    let count = |vote| held.members.iter().filter(|m| m.vote == vote).count();
    w.say(k::votes_counted(count("reject"), count("approve")))
}

//! The decision on one person, to be served: what was decided, on what findings, and the way and the
//! time to object.

use super::super::show;
use super::{Desk, Written};
use crate::domain::case::event::Ruling;
use crate::domain::case::people::PersonNo;
use crate::domain::directive::{ClockUnit, Directive, Holder, Step, StepKind};
use crate::text::k;
use crate::web::parts::{Row, Table};

/// The notice of the decision that stands for a person.
pub(super) fn notice(desk: &Desk<'_>, no: PersonNo) -> Option<Written> {
    let (w, file) = (desk.words, desk.file);
    let decision = file.decision(no)?;
    let proposal = &decision.what.proposal;
    let name = show::person(w, file, no);
    let ruled = match (proposal.ruling, proposal.clause) {
        (Ruling::Granted, Some(clause)) => {
            let clause = show::code(w, "clause", &clause.to_string());
            w.say(k::letter_notice_granted(clause, name.as_str()))
        }
        (Ruling::Granted, None) => w.say(k::letter_notice_granted_plain(name.as_str())),
        (Ruling::Refused, _) => w.say(k::letter_notice_refused(name.as_str())),
    };
    let why = w.say(k::letter_notice_reasons(show::personal(
        w,
        &proposal.reasons,
    )));
    let mut to = vec![w.say(k::letter_to_person(name))];
    to.extend(desk.addressed().into_iter().skip(1));
    let signed = |s: &&Step| s.kind == StepKind::Decision;
    let steps = &desk.directive.steps;
    let mut basis = steps.iter().find(signed)?.basis.clone();
    let remedy = remedy(desk, proposal.ruling);
    if let Some(window) = window(desk.directive).filter(|_| proposal.ruling == Ruling::Refused) {
        basis.extend(window.basis.clone());
    }
    let signer = show::maybe(w, decision.by_name.as_ref());
    Some(Written {
        subject: w.t(k::LETTER_NOTICE).to_owned(),
        number: Some(decision.what.number.or_empty().to_owned()),
        dated: Some(decision.on),
        to,
        body: vec![ruled, why],
        tables: findings(desk, no).into_iter().collect(),
        after: remedy,
        basis,
        signs: vec![
            (signer, desk.head()),
            (String::new(), w.t(k::LETTER_NOTICE_RECEIVED).to_owned()),
        ],
        ..Written::default()
    })
}

/// The findings and the tests of the clauses.
fn findings(desk: &Desk<'_>, no: PersonNo) -> Option<(String, Table)> {
    let (w, file) = (desk.words, desk.file);
    let columns = show::columns(w, [k::FACT_WORD, k::FINDING_WORD, k::REASON]);
    let found = file.findings.iter().filter(|f| f.what.person == no);
    let mut rows: Vec<Row> = found
        .map(|f| {
            Row::new(
                show::code(w, "fact", &f.what.fact),
                vec![
                    show::code(w, "finding", &f.what.finding).into(),
                    show::maybe(w, f.what.reason.as_ref()).into(),
                ],
            )
        })
        .collect();
    rows.extend(
        file.clauses
            .iter()
            .filter(|c| c.what.person == no)
            .map(|c| {
                Row::new(
                    show::code(w, "clause", &c.what.clause.to_string()),
                    vec![
                        show::code(w, "clause-finding", &c.what.finding).into(),
                        show::maybe(w, c.what.reason.as_ref()).into(),
                    ],
                )
            }),
    );
    let title = w.t(k::LETTER_NOTICE_FINDINGS);
    (!rows.is_empty()).then(|| (title.to_owned(), Table::new(title, &columns).rows(rows)))
}

/// The step in which the applicant may object to the office's decision.
fn window(directive: &Directive) -> Option<&Step> {
    let open = |s: &&Step| s.kind == StepKind::Objection && s.holder == Holder::Applicant;
    directive.steps.iter().find(open)
}

/// What the person may do now, and until when.
fn remedy(desk: &Desk<'_>, ruling: Ruling) -> Vec<String> {
    let w = desk.words;
    if ruling == Ruling::Granted {
        return vec![w.t(k::LETTER_NOTICE_NEXT).to_owned()];
    }
    let Some(window) = window(desk.directive) else {
        return Vec::new();
    };
    let mut said = Vec::new();
    if let Some(clock) = &window.clock {
        let length = w.say(match clock.unit {
            ClockUnit::WorkingDays => k::working_days(clock.length),
            ClockUnit::CalendarDays => k::days(clock.length),
            ClockUnit::JalaliMonths => k::months(clock.length),
        });
        said.push(w.say(k::letter_notice_time(length)));
    }
    said.push(show::title(w, &window.help));
    said.push(w.t(k::LETTER_NOTICE_FREE).to_owned());
    said
}

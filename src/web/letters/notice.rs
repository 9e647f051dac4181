//! What is served on one person: the decision of the office, the ruling of the dispute board; on what
//! grounds, and the way and the time to object.

use super::super::show;
use super::{Desk, Written};
use crate::domain::case::event::{Member, Ruling};
use crate::domain::case::people::PersonNo;
use crate::domain::directive::{Step, StepKind};
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
    let signed = |s: &&Step| s.kind == StepKind::Decision;
    let steps = &desk.directive.steps;
    let mut basis = steps.iter().find(signed)?.basis.clone();
    let refused = proposal.ruling == Ruling::Refused;
    let window = desk.directive.remedy(&steps.iter().find(signed)?.id);
    let window = window.filter(|_| refused);
    basis.extend(window.iter().flat_map(|window| window.basis.clone()));
    let mut body = vec![ruled, why];
    if let Some(reason) = &decision.what.hats_reason {
        body.push(w.say(k::letter_notice_hats(show::personal(w, reason))));
    }
    let signer = show::maybe(w, decision.by_name.as_ref());
    Some(Written {
        subject: w.t(k::LETTER_NOTICE).to_owned(),
        number: Some(decision.what.number.or_empty().to_owned()),
        dated: Some(decision.on),
        to: desk.addressed_on(no),
        body,
        tables: findings(desk, no).into_iter().collect(),
        after: remedy(desk, refused, window),
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

/// The newest ruling of the dispute board on a person’s objection.
pub(super) fn ruling(desk: &Desk<'_>, no: PersonNo) -> Option<Written> {
    let (w, file) = (desk.words, desk.file);
    let (sitting, opinion) = file.board_ruling(no)?;
    let held = &sitting.what;
    if opinion.nationality == "postponed" {
        return None;
    }
    let name = show::person(w, file, no);
    let said = show::opinion(w, &held.body, &opinion.nationality);
    let number = show::personal(w, &held.number);
    let ruled = w.say(k::letter_ruling_says(
        desk.day(sitting.on),
        name,
        desk.number(&number),
        said,
    ));
    let why = w.say(k::letter_notice_reasons(show::personal(
        w,
        &held.public_reasons,
    )));
    let sat = |m: &&Member| matches!(m.attendance.as_str(), "present" | "represented");
    let members = held.members.iter().filter(sat).map(|m| {
        let post = show::code(w, "post", &m.post);
        (show::personal(w, &m.name), post)
    });
    let mut signs: Vec<(String, String)> = members.collect();
    signs.push((String::new(), w.t(k::LETTER_NOTICE_RECEIVED).to_owned()));
    let step = desk.directive.step(&held.step)?;
    let upheld = opinion.nationality == "rejected";
    let window = desk.directive.remedy(&step.id).filter(|_| upheld);
    let mut basis = step.basis.clone();
    basis.extend(window.iter().flat_map(|window| window.basis.clone()));
    Some(Written {
        subject: w.t(k::LETTER_RULING).to_owned(),
        number: Some(number),
        dated: Some(sitting.on),
        to: desk.addressed_on(no),
        body: vec![ruled, why],
        after: match opinion.nationality.as_str() {
            "returned" => vec![w.t(k::LETTER_RULING_RETURNED).to_owned()],
            _ => remedy(desk, upheld, window),
        },
        basis,
        signs,
        ..Written::default()
    })
}

/// What the person may do now, and until when: object to a refusal, or come for the certificate.
fn remedy(desk: &Desk<'_>, refused: bool, window: Option<&Step>) -> Vec<String> {
    let w = desk.words;
    if !refused {
        return vec![w.t(k::LETTER_NOTICE_NEXT).to_owned()];
    }
    let Some(window) = window else {
        return Vec::new();
    };
    let mut said = Vec::new();
    if let Some(clock) = &window.clock {
        let length = show::length(w, clock.unit, clock.length);
        said.push(w.say(k::letter_notice_time(length)));
    }
    said.push(show::title(w, &window.help));
    said.push(w.t(k::LETTER_NOTICE_FREE).to_owned());
    said
}

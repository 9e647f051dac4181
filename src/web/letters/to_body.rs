//! To the body that is asked: the police on the identity, the council on the nationality.

use super::super::show;
use super::{Desk, Written};
use crate::domain::case::people::{Person, Relative};
use crate::domain::directive::Holder;
use crate::text::{Words, k};
use crate::web::parts::{Row, Table};

/// The letter with this number in the case.
pub(super) fn referral(desk: &Desk<'_>, no: u32) -> Option<Written> {
    let (w, file) = (desk.words, desk.file);
    let letter = file.letters.iter().find(|l| l.no == no)?;
    let sent = &letter.sent.what;
    let subject = match sent.addressee {
        Holder::Police => k::LETTER_REFERRAL_IDENTITY,
        Holder::Council => k::LETTER_REFERRAL_NATIONALITY,
        _ => k::LETTER_REFERRAL,
    };
    let asked_of = |p: &&Person| sent.people.is_empty() || sent.people.contains(&p.no);
    let people = file.application.people.iter().filter(asked_of);
    let title = w.t(k::LETTER_REFERRAL_PEOPLE);
    let rows = people.map(|p| row(w, p)).collect();
    let columns = show::columns(
        w,
        [
            k::NAME,
            k::FATHER_NAME,
            k::GRANDFATHER_NAME,
            k::BIRTH_DATE,
            k::BIRTH_PLACE,
            k::CLAIMED_CLAUSES,
        ],
    );
    let answer = sent.due.as_ref().map_or_else(
        || w.t(k::LETTER_REFERRAL_ANSWER).to_owned(),
        |due| w.say(k::letter_referral_answer_until(desk.day(due.date))),
    );
    let by = show::maybe(w, letter.sent.by_name.as_ref());
    Some(Written {
        subject: w.t(subject).to_owned(),
        number: Some(sent.number.or_empty().to_owned()),
        dated: Some(letter.sent.on),
        to: vec![w.say(k::letter_to_person(show::code(
            w,
            "holder",
            sent.addressee.code(),
        )))],
        body: vec![
            w.say(k::letter_referral_says(
                super::super::cases::household(file),
                desk.number(&file.reference),
            )),
            show::personal(w, &sent.question),
        ],
        tables: vec![(title.to_owned(), Table::new(title, &columns).rows(rows))],
        after: vec![answer],
        basis: desk.directive.step(&sent.step)?.basis.clone(),
        signs: vec![(by, desk.head())],
        ..Written::default()
    })
}

fn row(w: Words, p: &Person) -> Row {
    let relative = |r: &Option<Relative>| {
        let name = r.as_ref().map(|r| show::personal(w, &r.name));
        name.unwrap_or_else(|| w.t(k::UNKNOWN).to_owned())
    };
    Row::new(
        p.full_name(),
        vec![
            relative(&p.father).into(),
            relative(&p.paternal_grandfather).into(),
            show::birth(w, &p.birth_date).into(),
            show::place(w, &p.birth_place).into(),
            show::clauses(w, p).into(),
        ],
    )
}

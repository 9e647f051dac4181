//! To the body that is asked: the police on the identity, the council on the nationality.

use super::super::show;
use super::{Desk, Written};
use crate::domain::case::people::{Person, Relative};
use crate::domain::directive::Holder;
use crate::text::{Words, k};
use crate::web::parts::{Cell, Row, Table};

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
    // On which clauses somebody claims is no matter of who they are.
    let claims = sent.addressee != Holder::Police;
    let rows = people.map(|p| row(w, p, claims)).collect();
    let mut columns = show::columns(
        w,
        [
            k::NAME,
            k::RELATION,
            k::FATHER_NAME,
            k::GRANDFATHER_NAME,
            k::MOTHER_NAME,
            k::LETTER_BORN,
            k::CLAIMED_CLAUSES,
        ],
    )
    .to_vec();
    if !claims {
        columns.pop();
    }
    let answer = sent.due.as_ref().map_or_else(
        || w.t(k::LETTER_REFERRAL_ANSWER).to_owned(),
        |due| w.say(k::letter_referral_answer_until(desk.day(due.date))),
    );
    // On a letter the body has its full name.
    let body = match sent.addressee {
        Holder::Police => w.t(k::LETTER_BODY_POLICE).to_owned(),
        other => show::code(w, "holder", other.code()),
    };
    let by = show::maybe(w, letter.sent.by_name.as_ref());
    Some(Written {
        subject: w.t(subject).to_owned(),
        number: Some(sent.number.or_empty().to_owned()),
        dated: Some(letter.sent.on),
        to: vec![w.say(k::letter_to_person(body))],
        body: vec![
            w.say(k::letter_referral_says(
                super::super::cases::household(file),
                desk.number(&file.reference),
            )),
            show::personal(w, &sent.question),
        ],
        tables: vec![(title.to_owned(), Table::new(title, &columns).rows(rows))],
        after: vec![lives(desk), answer],
        basis: desk.directive.step(&sent.step)?.basis.clone(),
        signs: vec![(by, desk.head())],
        ..Written::default()
    })
}

/// Where they live, and how they are reached.
fn lives(desk: &Desk<'_>) -> String {
    let (w, a) = (desk.words, &desk.file.application);
    let settlement = show::code(w, "settlement", &a.settlement);
    let telephone = a.telephone.as_ref().map(|t| {
        let number = desk.number(&show::personal(w, t));
        w.say(k::letter_telephone(number))
    });
    let address = a.residence_address.as_ref();
    let parts = [
        Some(show::place(w, &a.residence)),
        Some(settlement),
        address.map(|text| show::personal(w, text)),
        telephone,
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    w.say(k::letter_referral_lives(parts.join(w.t(k::LIST_COMMA))))
}

fn row(w: Words, p: &Person, claims: bool) -> Row {
    let relative = |r: &Option<Relative>| {
        let name = r.as_ref().map(|r| show::personal(w, &r.name));
        name.unwrap_or_else(|| w.t(k::UNKNOWN).to_owned())
    };
    let born = [
        show::birth(w, &p.birth_date),
        show::place(w, &p.birth_place),
    ];
    let mut cells: Vec<Cell> = vec![
        show::code(w, "relation", &p.relation).into(),
        relative(&p.father).into(),
        relative(&p.paternal_grandfather).into(),
        relative(&p.mother).into(),
        born.join(w.t(k::LIST_COMMA)).into(),
    ];
    if claims {
        cells.push(show::clauses(w, p).into());
    }
    Row::new(p.full_name(), cells)
}

//! The temporary card: for who has nothing else to show while the case is pending.

use super::super::show;
use super::{Desk, Written};
use crate::domain::case::people::PersonNo;
use crate::text::k;

/// The card of a person that holds; nothing where there is none, or it was revoked.
pub(super) fn card(desk: &Desk<'_>, no: PersonNo) -> Option<Written> {
    let (w, file) = (desk.words, desk.file);
    let holds =
        |c: &&crate::domain::case::file::Card| c.issued.what.person == no && c.revoked.is_none();
    let card = file.cards.iter().rev().find(holds)?;
    let person = file.person(no)?;
    let father = person.father.as_ref();
    let lines = [
        (k::NAME, person.full_name()),
        (
            k::FATHER_NAME,
            father.map_or_else(
                || w.t(k::UNKNOWN).to_owned(),
                |f| show::personal(w, &f.name),
            ),
        ),
        (k::BIRTH_DATE, show::birth(w, &person.birth_date)),
        (k::BIRTH_PLACE, show::place(w, &person.birth_place)),
        (
            k::CARD_IDENTIFIER,
            desk.number(card.issued.what.identifier.or_empty()),
        ),
        (
            k::CARD_SERIAL,
            desk.number(card.issued.what.serial.or_empty()),
        ),
        (k::CARD_VALID_UNTIL, desk.day(card.issued.what.expires)),
    ];
    let act = desk
        .directive
        .acts
        .iter()
        .find(|a| a.id == "temporary_card");
    let by = show::maybe(w, card.issued.by_name.as_ref());
    Some(Written {
        subject: w.t(k::LETTER_CARD).to_owned(),
        number: Some(card.issued.what.serial.or_empty().to_owned()),
        dated: Some(card.issued.on),
        to: vec![w.say(k::letter_to_person(person.full_name()))],
        body: vec![w.say(k::letter_card_says(
            person.full_name(),
            desk.number(&file.reference),
        ))],
        card: Some(
            lines
                .map(|(key, value)| (w.t(key).to_owned(), value))
                .into(),
        ),
        after: vec![w.t(k::LETTER_CARD_NO_PROOF).to_owned()],
        basis: act.map_or_else(Vec::new, |a| a.basis.clone()),
        signs: vec![(by, desk.head())],
        ..Written::default()
    })
}

//! Birth dates of which less than the day is known, when the record and the certificate are made.

use super::super::form::{Choice, Field, Reader};
use super::super::show;
use super::Context;
use crate::domain::case::people::PersonNo;
use crate::domain::person::{ImpreciseDate, Precision};
use crate::text::k;

/// Those of these people of whose birth less than the day is known. Who fixes the day for somebody
/// without a record was not found in the sources (ASSUMED: the office writes what is known): whoever
/// draws up the entry or the certificate says that she has seen it.
fn of_unknown_day(c: &Context<'_>, people: &[PersonNo]) -> Vec<PersonNo> {
    let lacks_day = |no: &&PersonNo| {
        let born = c.file.person(**no).map(|p| p.birth_date.or_empty().parse());
        matches!(born, Some(Ok::<ImpreciseDate, _>(born)) if born.precision() != Precision::Day)
    };
    let asks = matches!(c.act, "register-entry" | "certificate");
    let people = people.iter().filter(|_| asks).filter(lacks_day);
    people.copied().collect()
}

/// Asks to acknowledge those dates, each in words.
pub(super) fn asked(c: &Context<'_>, people: &[PersonNo]) -> Option<Field> {
    let w = c.words;
    let choice = |no: PersonNo| {
        let person = c.file.person(no)?;
        let born = show::birth(w, &person.birth_date);
        let said = w.say(k::birth_in_part_of(born, person.full_name()));
        Some(Choice::new(no.to_string(), said))
    };
    let people = of_unknown_day(c, people).into_iter();
    let choices: Vec<Choice> = people.filter_map(choice).collect();
    let asked = || Field {
        required: true,
        ..Field::checks("imprecise", w.t(k::BIRTH_IN_PART), choices.clone())
    };
    (!choices.is_empty()).then(|| asked().hint(w.t(k::BIRTH_IN_PART_HINT)))
}

/// Each of them for whom something is written was acknowledged.
pub(super) fn acknowledged(c: &Context<'_>, r: &mut Reader<'_>, written: &[PersonNo]) {
    let ticked = r.values.all("imprecise");
    let seen = |no: &PersonNo| ticked.contains(&no.to_string().as_str());
    if !of_unknown_day(c, written).iter().all(seen) {
        r.wrong("imprecise", k::ERROR_BIRTH_IN_PART);
    }
}

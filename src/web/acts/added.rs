//! Somebody who is added to the household later: not against what is on record of the others.

use super::super::form::Reader;
use super::Context;
use crate::domain::case::contradiction::{self, Contradiction};
use crate::domain::case::people::Person;

/// What the person as written cannot be beside the people of the case.
pub(super) fn against_the_file(c: &Context<'_>, r: &mut Reader<'_>, person: &Person) {
    let mut application = c.file.application.clone();
    let no = application.people.iter().map(|p| p.no).max().unwrap_or(0) + 1;
    application.people.push(Person {
        no,
        ..person.clone()
    });
    for found in contradiction::contradictions(&application) {
        let field = match found {
            Contradiction::NotYounger { child, elder } if no == child || no == elder => "birth",
            Contradiction::SpouseOfOneSex { spouse } if no == spouse => "sex",
            Contradiction::Twice { again, .. } if no == again => "given",
            _ => continue,
        };
        r.wrong(field, found.words(&application));
    }
}

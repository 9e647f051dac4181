//! Searches for the family name of whoever searches.

use super::Found;
use crate::domain::access::Scope;
use crate::domain::time::Moment;
use crate::services::casework::Failure;
use crate::services::oversight::noted::{Noted, People};
use crate::services::oversight::thresholds::LETTERS_OF_A_NAME;
use crate::store::trail::{self, Narrow};
use crate::store::{Conn, streams};
use crate::text::Locale;
use crate::text::folding::fold;

/// Searches that are read at a time.
const AT_ONCE: u32 = 500;

/// The searches of people for their own family name.
pub(super) fn own(c: &mut Conn, scope: &Scope, since: Moment) -> Result<Vec<Found>, Failure> {
    let narrow = Narrow {
        kinds: vec!["searched".to_owned()],
        from: Some(since),
        ..Narrow::default()
    };
    let (mut found, mut before) = (Vec::new(), None);
    let mut people = People::default();
    loop {
        let places = trail::page(c, scope, &narrow, before, AT_ONCE)?;
        let Some(last) = places.last() else {
            return Ok(found);
        };
        before = Some(*last);
        let ids: Vec<i64> = places.iter().map(|place| place.event).collect();
        for event in streams::by_ids(c, &ids)? {
            let noted = Noted::of(event);
            let Some((user, terms)) = noted.by.zip(noted.text("terms")) else {
                continue;
            };
            people.meet(c, user)?;
            let names = [Locale::Fa, Locale::En].map(|locale| people.name(user, locale));
            if names
                .into_iter()
                .flatten()
                .any(|name| looks_for(terms, name))
            {
                found.push(Found {
                    who: Some(user),
                    at: noted.at(),
                    measure: None,
                    cases: Vec::new(),
                    said: Some(terms.to_owned()),
                });
            }
        }
    }
}

/// Whether the terms hold the family name: what follows the first word of a name.
fn looks_for(terms: &str, name: &str) -> bool {
    let terms = fold(terms);
    let sought: Vec<&str> = terms.split_whitespace().collect();
    let family = fold(name);
    let mut family = family.split_whitespace().skip(1);
    family.any(|word| word.chars().count() >= LETTERS_OF_A_NAME && sought.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::looks_for;

    #[test]
    fn a_family_name_is_found_however_it_is_typed_and_a_given_name_is_not() {
        assert!(looks_for("علي نمونه‌زهی", "مهرناز نمونه‌زهي"));
        assert!(looks_for("olgupur", "Mehrnaz Olgupur"));
        assert!(!looks_for("مهرناز", "مهرناز الگوپور"));
        assert!(!looks_for("الگو", "مهرناز الگوپور"));
        assert!(!looks_for("هر کس", "نامی"));
    }
}

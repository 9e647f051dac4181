//! Finding cases and people by what somebody types.

use super::casework::{self, Failure};
use super::register::Register;
use crate::domain::access::Scope;
use crate::domain::case::PersonNo;
use crate::domain::case::people::Person;
use crate::store::people::{self, Name, PersonQuery};
use crate::store::projections::CaseLine;
use crate::store::{self, Conn, cases, lists};
use crate::text::digits::to_latin;
use crate::text::folding::fold;

/// Lines at most.
const MOST: u32 = 50;

/// Words that are looked at.
const WORDS: usize = 6;

/// What a search gave.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// Line, name, father's name, as they were typed.
    pub lines: Vec<(CaseLine, String, String)>,
    /// People like this in offices that the asker may not see.
    pub elsewhere: u32,
}

/// Looks by case number, tracking code, or names in the order given, father.
///
/// # Errors
/// The database does not answer, or a case that was found cannot be read.
pub fn cases(register: &Register, scope: &Scope, asked: &str) -> Result<Found, Failure> {
    let latin = to_latin(asked.trim()).to_uppercase();
    let kept = register
        .store
        .read(|c| match cases::by_reference(c, scope, &latin)? {
            Some(case) => Ok::<_, store::Error>(Some(case)),
            None => cases::by_tracking(c, scope, &tracking(&latin)),
        })?;
    if let Some(case) = kept {
        let line = register.store.read(|c| lists::line(c, scope, case.id))?;
        let hits: Vec<Hit> = line.into_iter().map(|case| (case, 1)).collect();
        return Ok(Found {
            lines: as_typed(register, scope, hits)?,
            elsewhere: 0,
        });
    }
    by_name(register, scope, asked)
}

/// A tracking code as people say it over the telephone: without its hyphen, or with spaces.
pub(super) fn tracking(typed: &str) -> String {
    let signs: String = typed.chars().filter(char::is_ascii_alphanumeric).collect();
    match signs.split_at_checked(4) {
        Some((left, right)) if !right.is_empty() => format!("{left}-{right}"),
        _ => signs,
    }
}

/// Names of several parts: the given name may end, and the family name begin, after any of the words;
/// all of them may be the one or the other.
fn splits(folded: &str) -> Vec<PersonQuery> {
    let words: Vec<&str> = folded.split(' ').take(WORDS).collect();
    let begins = |words: &[&str]| (!words.is_empty()).then(|| Name::Begins(words.join(" ")));
    let query = |at: usize| {
        let (given, family) = words.split_at(at);
        PersonQuery {
            given: begins(given),
            family: begins(family),
            ..PersonQuery::default()
        }
    };
    (0..=words.len()).rev().map(query).collect()
}

/// A person of a case.
type Hit = (CaseLine, PersonNo);

/// The lines of those found, with their names as they were typed: what is searched is folded.
fn as_typed(
    register: &Register,
    scope: &Scope,
    hits: Vec<Hit>,
) -> Result<Vec<(CaseLine, String, String)>, Failure> {
    let mut lines = Vec::new();
    for (case, no) in hits {
        let person = register
            .store
            .read(|c| person(c, register, scope, (case.case_id, no)))?;
        let Some(person) = person else { continue };
        let father = person.father.as_ref();
        let father = father.map_or("", |r| r.name.or_empty()).to_owned();
        lines.push((case, person.full_name(), father));
    }
    Ok(lines)
}

/// The person of a case, as recorded.
///
/// # Errors
/// The case cannot be read.
pub(super) fn person(
    c: &mut Conn,
    register: &Register,
    scope: &Scope,
    (case, no): (i64, PersonNo),
) -> Result<Option<Person>, Failure> {
    let Some(kept) = cases::case(c, scope, case)? else {
        return Ok(None);
    };
    let opened = casework::opened(c, register, &kept)?;
    Ok(opened.file.person(no).cloned())
}

fn by_name(register: &Register, scope: &Scope, asked: &str) -> Result<Found, Failure> {
    let folded = fold(asked);
    if folded.chars().count() < 2 {
        return Ok(Found::default());
    }
    let queries = splits(&folded);
    let mut elsewhere = 0;
    let mut hits: Vec<Hit> = Vec::new();
    for query in &queries {
        let (mine, known) = register.store.read(|c| {
            let mine = people::search(c, scope, query, MOST)?;
            Ok::<_, store::Error>((mine, people::known(c, query, MOST)?))
        })?;
        let seen = u32::try_from(mine.len()).unwrap_or(MOST);
        elsewhere += known.saturating_sub(seen);
        for hit in mine {
            let same =
                |(case, no): &Hit| case.case_id == hit.case.case_id && *no == hit.person.person;
            if !hits.iter().any(same) {
                hits.push((hit.case, hit.person.person));
            }
        }
    }
    hits.truncate(usize::try_from(MOST).unwrap_or_default());
    Ok(Found {
        lines: as_typed(register, scope, hits)?,
        elsewhere,
    })
}

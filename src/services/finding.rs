//! Finding cases and people by what somebody types.

use super::register::Register;
use crate::domain::access::Scope;
use crate::store::people::{self, Name, PersonQuery};
use crate::store::projections::CaseLine;
use crate::store::{self, cases, lists};
use crate::text::digits::to_latin;
use crate::text::folding::fold;

/// Lines at most.
const MOST: u32 = 50;

/// Words that are looked at.
const WORDS: usize = 6;

/// What a search gave.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// Line, folded name, folded father's name.
    pub lines: Vec<(CaseLine, String, String)>,
    /// People like this in offices that the asker may not see.
    pub elsewhere: u32,
}

/// Looks by case number, tracking code, or names in the order given, father.
///
/// # Errors
/// The database does not answer.
pub fn cases(register: &Register, scope: &Scope, asked: &str) -> Result<Found, store::Error> {
    let latin = to_latin(asked.trim()).to_uppercase();
    let kept = register
        .store
        .read(|c| match cases::by_reference(c, scope, &latin)? {
            Some(case) => Ok::<_, store::Error>(Some(case)),
            None => cases::by_tracking(c, scope, &tracking(&latin)),
        })?;
    if let Some(case) = kept {
        let line = register.store.read(|c| lists::line(c, scope, case.id))?;
        let lines = line.into_iter().map(|l| {
            let name = l.line.principal.clone();
            (l, name, String::new())
        });
        return Ok(Found {
            lines: lines.collect(),
            elsewhere: 0,
        });
    }
    by_name(register, scope, asked)
}

/// A tracking code as people say it over the telephone: without its hyphen, or with spaces.
fn tracking(typed: &str) -> String {
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

fn by_name(register: &Register, scope: &Scope, asked: &str) -> Result<Found, store::Error> {
    let folded = fold(asked);
    if folded.chars().count() < 2 {
        return Ok(Found::default());
    }
    let queries = splits(&folded);
    let mut found = Found::default();
    for query in &queries {
        let (mine, known) = register.store.read(|c| {
            let mine = people::search(c, scope, query, MOST)?;
            Ok::<_, store::Error>((mine, people::known(c, query, MOST)?))
        })?;
        let seen = u32::try_from(mine.len()).unwrap_or(MOST);
        found.elsewhere += known.saturating_sub(seen);
        for hit in mine {
            let name = format!("{} {}", hit.person.given, hit.person.family);
            if !found
                .lines
                .iter()
                .any(|(l, n, _)| l.case_id == hit.case.case_id && *n == name)
            {
                found.lines.push((hit.case, name, hit.person.father));
            }
        }
    }
    Ok(found)
}

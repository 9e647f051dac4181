//! People already in the register who may be the same person: shown with reasons, never merged.

use super::register::Register;
use crate::domain::access::policy::{self, Action};
use crate::domain::access::{Actor, Scope, UnitPath};
use crate::store;
use crate::store::people::{self, Name, PersonQuery};
use crate::text::folding::fold;
use crate::text::{Key, k};

/// Whom somebody is about to enter.
#[derive(Debug, Clone, Default)]
pub struct Sought {
    pub given: String,
    pub family: String,
    pub father: Option<String>,
    pub grandfather: Option<String>,
    /// First and last possible Jalali year of birth.
    pub birth: (Option<i32>, Option<i32>),
    /// Four-digit code of the county of birth.
    pub county: String,
}

/// Somebody like that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Similar {
    /// Absent when the case lies in an office that the asker may not see.
    pub reference: Option<String>,
    pub name: String,
    pub unit: UnitPath,
    pub reasons: Vec<Key>,
}

/// Looks over the whole register; what the asker may not see is masked.
///
/// # Errors
/// The database does not answer.
pub fn people(
    register: &Register,
    actor: &Actor,
    sought: &Sought,
) -> Result<Vec<Similar>, store::Error> {
    if sought.given.is_empty() {
        return Ok(Vec::new());
    }
    let mine = policy::scope(actor, Action::ReadCase);
    let given = Name::Is(fold(&sought.given));
    let by_family = PersonQuery {
        given: Some(given.clone()),
        family: Some(Name::Is(fold(&sought.family))),
        ..PersonQuery::default()
    };
    let mut queries = vec![by_family];
    if let Some(father) = &sought.father {
        queries.push(PersonQuery {
            given: Some(given),
            father: Some(Name::Is(fold(father))),
            ..PersonQuery::default()
        });
    }
    let mut all: Vec<Similar> = Vec::new();
    for query in queries {
        let found = register
            .store
            .read(|c| people::search(c, &Scope::of_process(), &query, 20))?;
        for hit in found {
            let reasons = reasons(sought, &hit.person);
            let similar = Similar {
                reference: mine
                    .covers(&hit.case.unit)
                    .then(|| hit.case.reference.clone()),
                name: hit.case.line.principal.clone(),
                unit: hit.case.unit.clone(),
                reasons,
            };
            if similar.reasons.len() >= 2 && !all.contains(&similar) {
                all.push(similar);
            }
        }
    }
    all.sort_by_key(|s| std::cmp::Reverse(s.reasons.len()));
    all.truncate(10);
    Ok(all)
}

fn reasons(sought: &Sought, known: &store::projections::PersonKeys) -> Vec<Key> {
    let same =
        |a: &Option<String>, b: &str| a.as_ref().is_some_and(|a| !b.is_empty() && fold(a) == b);
    let mut reasons = Vec::new();
    if fold(&sought.given) == known.given {
        reasons.push(k::SIMILAR_GIVEN);
    }
    if fold(&sought.family) == known.family {
        reasons.push(k::SIMILAR_FAMILY);
    }
    if same(&sought.father, &known.father) {
        reasons.push(k::SIMILAR_FATHER);
    }
    if same(&sought.grandfather, &known.grandfather) {
        reasons.push(k::SIMILAR_GRANDFATHER);
    }
    if let (Some(a1), Some(a2), Some(b1), Some(b2)) = (
        sought.birth.0,
        sought.birth.1,
        known.birth_from,
        known.birth_to,
    ) && a1 <= b2
        && b1 <= a2
    {
        reasons.push(k::SIMILAR_YEAR);
    }
    if !sought.county.is_empty() && sought.county == known.birth_county {
        reasons.push(k::SIMILAR_COUNTY);
    }
    reasons
}

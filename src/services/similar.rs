//! People already in the register who may be the same person: shown with reasons, never merged.

use super::casework::Failure;
use super::finding;
use super::register::Register;
use crate::domain::access::policy::{self, Action};
use crate::domain::access::{Actor, Scope, UnitPath};
use crate::domain::case::PersonNo;
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
    /// As it was typed; empty when the case may not be seen.
    pub name: String,
    pub unit: UnitPath,
    pub reasons: Vec<Key>,
}

/// Looks over the whole register; what the asker may not see is masked.
///
/// # Errors
/// The database does not answer, or a case that was found cannot be read.
pub fn people(
    register: &Register,
    actor: &Actor,
    sought: &Sought,
) -> Result<Vec<Similar>, Failure> {
    if sought.given.is_empty() {
        return Ok(Vec::new());
    }
    let mine = policy::scope(actor, Action::ReadCase);
    let mut all: Vec<(Similar, (i64, PersonNo))> = Vec::new();
    for query in queries(sought) {
        let found = register
            .store
            .read(|c| people::search(c, &Scope::of_process(), &query, EACH))?;
        for hit in found {
            let reasons = reasons(sought, &hit.person);
            let similar = Similar {
                reference: mine
                    .covers(&hit.case.unit)
                    .then(|| hit.case.reference.clone()),
                name: String::new(),
                unit: hit.case.unit.clone(),
                reasons,
            };
            let who = (hit.case.case_id, hit.person.person);
            if similar.reasons.len() >= 2 && !all.iter().any(|(_, known)| *known == who) {
                all.push((similar, who));
            }
        }
    }
    all.sort_by_key(|(s, _)| std::cmp::Reverse(s.reasons.len()));
    all.truncate(10);
    let named = |(mut similar, who): (Similar, _)| {
        let store = &register.store;
        let person = store.read(|c| finding::person(c, register, &mine, who))?;
        similar.name = person.map(|p| p.full_name()).unwrap_or_default();
        Ok(similar)
    };
    all.into_iter().map(named).collect()
}

/// Hits that are looked at of each question.
const EACH: u32 = 20;

/// From the most alike down: where a name is so common that a wide question has more hits than are
/// looked at, the narrow ones have found the nearest already.
fn queries(sought: &Sought) -> Vec<PersonQuery> {
    let is = |text: &str| Some(Name::Is(fold(text)));
    let given = is(&sought.given);
    let family = is(&sought.family);
    let father = sought.father.as_deref().and_then(is);
    let grandfather = sought.grandfather.as_deref().and_then(is);
    let born = match sought.birth {
        (Some(from), Some(to)) => Some((from, to)),
        _ => None,
    };
    let birth_county = Some(sought.county.clone()).filter(|code| !code.is_empty());
    let by_family = PersonQuery {
        given: given.clone(),
        family,
        ..PersonQuery::default()
    };
    let by_father = father.is_some().then(|| PersonQuery {
        given,
        father: father.clone(),
        ..PersonQuery::default()
    });
    let mut all = Vec::new();
    for wide in [Some(by_family), by_father].into_iter().flatten() {
        let of_kin = PersonQuery {
            father: father.clone(),
            grandfather: grandfather.clone(),
            ..wide.clone()
        };
        let of_a_place = PersonQuery {
            born,
            birth_county: birth_county.clone(),
            ..wide.clone()
        };
        for narrow in [of_kin, of_a_place, wide] {
            if !all.contains(&narrow) {
                all.push(narrow);
            }
        }
    }
    all
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

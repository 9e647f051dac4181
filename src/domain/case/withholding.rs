//! What is blacked out in a copy of a case: whose values, and which kinds of values.
//!
//! Nothing is searched in free text. A kind of value that is not known here counts as free text, so that
//! what a later event type brings is withheld rather than shown.

use std::collections::BTreeSet;

use serde_json::Value;

use super::people::PersonNo;

/// A kind of values, as somebody chooses it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    Names,
    /// Numbers of people and papers, and dates of birth.
    Numbers,
    Addresses,
    Telephones,
    /// Reasons, notes, answers: whatever somebody wrote in words.
    Reasons,
    /// Scans, with their names.
    Documents,
}

impl Sort {
    /// Every kind, in the order of the form.
    pub const ALL: &'static [Self] = &[
        Self::Names,
        Self::Numbers,
        Self::Addresses,
        Self::Telephones,
        Self::Reasons,
        Self::Documents,
    ];

    /// The code name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Names => "names",
            Self::Numbers => "numbers",
            Self::Addresses => "addresses",
            Self::Telephones => "telephones",
            Self::Reasons => "reasons",
            Self::Documents => "documents",
        }
    }

    /// The kind of this code name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|sort| sort.code() == code)
    }
}

/// What of a case is withheld in a copy.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Withholding {
    pub sorts: BTreeSet<Sort>,
    /// Of these people, whatever concerns them.
    pub people: BTreeSet<PersonNo>,
    /// The closed annexes of sittings: not chosen, but left out for whoever does not read them.
    pub annexes: bool,
}

/// Where the closed annex stands in the event of a sitting.
const ANNEX: &str = "/data/sealed_annex";

const FILE: &str = "/data/file/";

impl Withholding {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.is_chosen() && !self.annexes
    }

    /// Whether somebody chose that anything is withheld.
    #[must_use]
    pub fn is_chosen(&self) -> bool {
        !self.sorts.is_empty() || !self.people.is_empty()
    }

    /// Whether the value at `path` of an event with this body is withheld.
    #[must_use]
    pub fn covers(&self, body: &Value, path: &str) -> bool {
        (self.annexes && path == ANNEX)
            || sort_of(body, path).is_some_and(|sort| self.sorts.contains(&sort))
            || self.people.iter().any(|no| concerns(body, path, *no))
    }
}

/// Of which kind the value at `path` is; nothing where it is of none that can be chosen.
fn sort_of(body: &Value, path: &str) -> Option<Sort> {
    if path.starts_with(FILE) {
        return Some(Sort::Documents);
    }
    let last = path.rsplit('/').next().unwrap_or_default();
    let corrected = body.pointer("/data/field").and_then(Value::as_str);
    match (last, corrected) {
        ("before" | "after", Some(field)) => by_name(field),
        _ => by_name(last),
    }
}

fn by_name(name: &str) -> Option<Sort> {
    let has = |part: &str| name.contains(part);
    let is = |names: &[&str]| names.contains(&name);
    if is(&["sex", "dated", "branch"]) {
        return None;
    }
    let sort = if name.contains("telephone") {
        Sort::Telephones
    } else if ["address", "residence", "locality", "place"]
        .into_iter()
        .any(has)
    {
        Sort::Addresses
    } else if name.contains("number")
        || name.starts_with("birth_")
        || is(&[
            "serial",
            "series",
            "sheet",
            "identifier",
            "tracking",
            "docket",
        ])
        || name == "fingerprint_class"
        || name.ends_with("_year")
    {
        Sort::Numbers
    } else if name.ends_with("name")
        || name.ends_with("names")
        || is(&[
            "given",
            "family",
            "father",
            "mother",
            "paternal_grandfather",
        ])
        || is(&[
            "recipient",
            "delivered_to",
            "taken_by",
            "interpreter",
            "representative",
        ])
    {
        Sort::Names
    } else {
        Sort::Reasons
    };
    Some(sort)
}

/// Whether the value is of a person: one of those an application lists, or of an event about this one.
fn concerns(body: &Value, path: &str, no: PersonNo) -> bool {
    let is = |value: Option<&Value>| value.and_then(Value::as_u64) == Some(u64::from(no));
    if !path.starts_with("/data/") {
        return false;
    }
    if let Some(rest) = path.strip_prefix("/data/application/people/") {
        let index = rest.split('/').next().unwrap_or_default();
        return is(body.pointer(&format!("/data/application/people/{index}/no")));
    }
    let people = body.pointer("/data/people").and_then(Value::as_array);
    is(body.pointer("/data/person"))
        || is(body.pointer("/data/person/no"))
        || people.is_some_and(|people| people.iter().any(|one| is(Some(one))))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn of(sorts: &[Sort], people: &[PersonNo]) -> Withholding {
        Withholding {
            annexes: false,
            sorts: sorts.iter().copied().collect(),
            people: people.iter().copied().collect(),
        }
    }

    #[test]
    fn every_kind_has_a_code_that_leads_back() {
        for sort in Sort::ALL {
            assert_eq!(Sort::from_code(sort.code()), Some(*sort));
        }
        assert_eq!(Sort::from_code("all"), None);
    }

    #[test]
    fn a_value_is_of_the_kind_that_its_name_says() {
        for (path, sort) in [
            ("/actor/name", Sort::Names),
            ("/data/application/people/0/father/name", Sort::Names),
            (
                "/data/application/people/0/father/national_number",
                Sort::Numbers,
            ),
            ("/data/application/people/0/birth_date", Sort::Numbers),
            ("/data/application/people/0/birth_place", Sort::Addresses),
            ("/data/application/witnesses/0/address", Sort::Addresses),
            ("/data/application/telephone", Sort::Telephones),
            ("/data/reason", Sort::Reasons),
            ("/data/what_nobody_knows_yet", Sort::Reasons),
            ("/data/file/name", Sort::Documents),
            ("/data/file/digest", Sort::Documents),
        ] {
            assert_eq!(sort_of(&json!({}), path), Some(sort), "{path}");
            assert!(of(&[sort], &[]).covers(&json!({}), path));
        }
        assert_eq!(sort_of(&json!({}), "/data/person/sex"), None);
    }

    #[test]
    fn a_correction_is_of_the_kind_of_what_it_corrects() {
        let body = |field: &str| json!({ "data": { "field": field } });
        for (field, sort) in [
            ("given", Sort::Names),
            ("father_number", Sort::Numbers),
            ("residence_address", Sort::Addresses),
            ("telephone", Sort::Telephones),
            ("foreign_papers_note", Sort::Reasons),
        ] {
            assert_eq!(sort_of(&body(field), "/data/after"), Some(sort), "{field}");
        }
        assert_eq!(sort_of(&body("given"), "/data/reason"), Some(Sort::Reasons));
    }

    #[test]
    fn of_a_person_everything_is_withheld_and_of_the_others_nothing() {
        let opened = json!({ "data": { "application": { "people": [{ "no": 1 }, { "no": 2 }] } } });
        let second = of(&[], &[2]);
        assert!(second.covers(&opened, "/data/application/people/1/given"));
        assert!(!second.covers(&opened, "/data/application/people/0/given"));
        assert!(!second.covers(&opened, "/data/application/telephone"));
        for data in [
            json!({ "person": 2 }),
            json!({ "person": { "no": 2 } }),
            json!({ "people": [1, 2] }),
        ] {
            let body = json!({ "data": data });
            assert!(second.covers(&body, "/data/reason"), "{body}");
            assert!(!second.covers(&body, "/actor/name"));
            assert!(!of(&[], &[3]).covers(&body, "/data/reason"));
        }
    }
}

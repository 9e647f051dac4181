//! The household as the case knows it: who claims, through whom, on which clause.

use serde::{Deserialize, Serialize};

use super::personal::Personal;

/// Place of a person in the household, from 1; 0 stands for the case as a whole.
pub type PersonNo = u32;

/// The case as a whole, where a person's number could stand.
pub const WHOLE_CASE: PersonNo = 0;

/// A person who claims, as stated and as corrected since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub no: PersonNo,
    /// Relation to the principal: `principal`, `spouse`, `child`, …
    pub relation: String,
    pub given: Personal,
    pub family: Personal,
    /// Other names, tribe (طایفه).
    pub other_names: Option<Personal>,
    pub sex: Personal,
    /// A Jalali date with precision: `1386-07-12`, `1386-07`, `1358`, `1362..1364`, `unknown`.
    pub birth_date: Personal,
    /// What the date rests on: a paper kind or `testimony`.
    pub birth_basis: String,
    /// Codes of province, county and district joined by `/`.
    pub birth_place: Personal,
    pub birth_locality: Option<Personal>,
    /// Claimed clauses of Article 976, 1 to 7.
    pub clauses: Vec<u8>,
    pub father: Option<Relative>,
    pub mother: Option<Relative>,
    pub paternal_grandfather: Option<Relative>,
    /// `no`, `yes`, `unknown`: whether a foreign identity paper is held.
    pub foreign_papers: String,
    pub foreign_papers_note: Option<Personal>,
}

impl Person {
    /// Given and family name, as one would address the person.
    #[must_use]
    pub fn full_name(&self) -> String {
        format!("{} {}", self.given.or_empty(), self.family.or_empty())
            .trim()
            .to_owned()
    }
}

/// A parent or grandfather through whom the claim runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relative {
    pub name: Personal,
    pub national_number: Option<Personal>,
    /// Number of an identity paper other than the national number.
    pub paper_number: Option<Personal>,
    /// `alive`, `dead`, `unknown`.
    pub life: String,
}

impl Relative {
    /// Somebody of whom the name alone is known.
    #[must_use]
    pub fn named(name: Personal) -> Self {
        Self {
            name,
            national_number: None,
            paper_number: None,
            life: "unknown".to_owned(),
        }
    }
}

/// Who acts for the applicant: guardian (Art. 16) or representative.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Representative {
    /// `father`, `grandfather`, `mother`, `appointed_guardian`, `lawyer`, `institution`, `keeper`.
    pub capacity: String,
    pub name: Personal,
    pub national_number: Option<Personal>,
    pub telephone: Option<Personal>,
}

impl Representative {
    /// Somebody of whom the name alone is known; the capacity is still to be stated.
    #[must_use]
    pub const fn named(name: Personal) -> Self {
        Self {
            capacity: String::new(),
            name,
            national_number: None,
            telephone: None,
        }
    }
}

/// Someone who testifies that the applicant has no record and is Iranian (instruction, item 1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Witness {
    pub name: Personal,
    pub national_number: Option<Personal>,
    pub birth_year: Option<Personal>,
    pub address: Option<Personal>,
    /// Relation to the applicant, `none` when not kin.
    pub kinship: String,
    /// `notary`, `police`, `islamic_council` (instruction, item 1-1), or `none` yet.
    pub certification: String,
    pub certification_number: Option<Personal>,
}

impl Witness {
    /// Somebody of whom the name alone is known.
    #[must_use]
    pub fn named(name: Personal) -> Self {
        Self {
            name,
            national_number: None,
            birth_year: None,
            address: None,
            kinship: "none".to_owned(),
            certification: "none".to_owned(),
            certification_number: None,
        }
    }
}

/// What the applicant was told, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    pub given: bool,
    pub consent: bool,
    pub language: String,
    pub read_aloud: bool,
}

/// The application as it was taken at the counter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Application {
    /// `counter`, `field_visit`, `portal_import`, `court_order`.
    pub channel: String,
    pub people: Vec<Person>,
    pub representative: Option<Representative>,
    pub language: String,
    pub interpreter: Option<Personal>,
    pub telephone: Option<Personal>,
    pub residence: Personal,
    pub residence_address: Option<Personal>,
    /// `city` or `village`: decides who certifies the witnesses (item 1-1).
    pub settlement: String,
    pub witnesses: Vec<Witness>,
    /// Public-benefit institution whose certificate stands in for testimony (item 1-2).
    pub institution: Option<Personal>,
    pub vulnerabilities: Vec<String>,
    pub notice: Notice,
}

//! What is found out: searches, evidence, sittings, letters, findings.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{LetterNo, PaperNo};
use crate::domain::case::people::PersonNo;
use crate::domain::case::personal::Personal;
use crate::domain::directive::{Due, Holder, StepId};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchCheck {
    /// `name_match`, `parents_children`, `earlier_cases`, `fingerprints`.
    pub check: String,
    /// `clean`, `possible`, `found`, `not_done`.
    pub result: String,
    pub note: Option<Personal>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegistrySearched {
    pub step: StepId,
    pub checks: Vec<SearchCheck>,
    pub summary: Option<Personal>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceRecorded {
    pub evidence: u32,
    pub person: PersonNo,
    /// `lineage`, `dna`, `age`, `residence`, `birth`, `other`.
    pub kind: String,
    /// Material fact it speaks to.
    pub fact: String,
    /// Clause of Art. 976 it is offered for.
    pub clause: Option<u8>,
    /// `for` or `against` the claim.
    pub direction: String,
    pub paper: Option<PaperNo>,
    pub account: Personal,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InterviewHeld {
    pub people: Vec<PersonNo>,
    pub language: String,
    pub interpreter: Option<Personal>,
    pub summary: Personal,
    pub read_back: bool,
}

/// Someone at a sitting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    pub name: Personal,
    /// Post that seats the member: `county_governor`, `office_head`, …
    pub post: String,
    /// `present`, `absent`, `recused`, `represented`.
    pub attendance: String,
    /// `approve`, `reject`, `abstain`, or `none` when not voting.
    pub vote: String,
    pub dissent: Option<Personal>,
}

/// What a sitting said of one person: identity and nationality are two answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinion {
    pub person: PersonNo,
    /// `approved`, `rejected`, `returned`, `postponed`.
    pub nationality: String,
    /// `evident`, `not_evident`, or `not_examined`.
    pub identity: String,
    pub clause: Option<u8>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SittingHeld {
    pub step: StepId,
    /// `committee`, `council`, `board`.
    pub body: String,
    pub number: Personal,
    pub members: Vec<Member>,
    pub opinions: Vec<Opinion>,
    pub public_reasons: Personal,
    pub sealed_annex: Option<Personal>,
    pub paper: Option<PaperNo>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SittingScheduled {
    pub step: StepId,
    pub body: String,
    pub number: Personal,
    pub on: Date,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterSent {
    pub letter: LetterNo,
    pub step: StepId,
    pub addressee: Holder,
    pub number: Personal,
    pub question: Personal,
    pub people: Vec<PersonNo>,
    pub due: Option<Due>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReminderSent {
    pub letter: LetterNo,
    /// From 1.
    pub ordinal: u32,
    pub number: Personal,
}

/// What the body answered of one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub person: PersonNo,
    /// `confirmed`, `not_confirmed`, `inconclusive`, `foreign_national`.
    pub result: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterAnswered {
    pub letter: LetterNo,
    pub number: Personal,
    pub answers: Vec<Answer>,
    pub text: Personal,
    pub paper: Option<PaperNo>,
}

/// A finding on one material fact of one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactFound {
    pub person: PersonNo,
    pub fact: String,
    /// `proven`, `reasonably_shown`, `not_shown`, `contradicted`.
    pub finding: String,
    pub reason: Option<Personal>,
}

/// A test of one clause of Art. 976.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClauseTested {
    pub person: PersonNo,
    pub clause: u8,
    /// `met`, `not_met`, `not_claimed`.
    pub finding: String,
    pub reason: Option<Personal>,
}

/// The person was told what speaks against the claim and could answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeardOut {
    pub person: PersonNo,
    /// `heard`, or `did_not_appear` after two proven notices.
    pub manner: String,
    pub told: Personal,
    pub answer: Personal,
}

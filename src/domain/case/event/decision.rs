//! What is proposed, signed and served, what follows from it, and what is said against it.

use serde::{Deserialize, Serialize};

use super::{PaperNo, Round, Seen};
use crate::domain::case::people::PersonNo;
use crate::domain::case::personal::Personal;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ruling {
    Granted,
    Refused,
}

impl Ruling {
    /// The code name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::Refused => "refused",
        }
    }
}

/// What is proposed for one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    pub person: PersonNo,
    pub ruling: Ruling,
    /// Clause of Art. 976 on which it is granted.
    pub clause: Option<u8>,
    pub reasons: Personal,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionProposed {
    pub round: Round,
    pub proposals: Vec<Proposal>,
    pub seen: Seen,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalReturned {
    pub round: Round,
    pub deficiencies: Vec<String>,
    pub note: Personal,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalVoided {
    pub round: Round,
    /// Type of the event that changed the file.
    pub because: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionSigned {
    pub round: Round,
    pub number: Personal,
    pub people: Vec<PersonNo>,
    pub seen: Seen,
    /// Why the signer goes on although she voted at a sitting on this case.
    pub hats_reason: Option<Personal>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionServed {
    pub person: PersonNo,
    /// `in_person`, `agent`, `post`, `notice_board`.
    pub method: String,
    pub recipient: Personal,
    pub proof: Option<Personal>,
    /// `signed`, `fingerprint`, `refused`.
    pub receipt: String,
    pub language: String,
    pub read_aloud: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BiometricsTaken {
    pub person: PersonNo,
    /// Fingerprint class; absent under 15 (by-law of 1362).
    pub fingerprint_class: Option<Personal>,
    pub taken_by: Option<Personal>,
    pub under_fifteen: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordDrafted {
    pub person: PersonNo,
    pub sheet: Personal,
    pub series: Personal,
    pub national_number: Personal,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateIssued {
    pub person: PersonNo,
    pub series: Personal,
    pub serial: Personal,
    pub delivered_to: Personal,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectionFiled {
    pub person: PersonNo,
    /// `board` or `court`.
    pub before: String,
    pub number: Personal,
    pub grounds: Personal,
    pub late: bool,
    pub late_reason: Option<Personal>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourtRuled {
    pub person: PersonNo,
    pub branch: Personal,
    pub docket: Personal,
    pub judgment: Personal,
    /// `issuance_ordered`, `dismissed`, `other`.
    pub effect: String,
    pub paper: Option<PaperNo>,
}

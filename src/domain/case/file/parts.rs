//! What a case is made of.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::domain::access::UserId;
use crate::domain::case::event::{
    Answer, LetterNo, LetterSent, PaperJudged, PaperNo, PaperReceived, Proposal, Round, Seen,
    TemporaryCardIssued,
};
use crate::domain::case::people::PersonNo;
use crate::domain::case::personal::Personal;
use crate::domain::time::Moment;

/// Something recorded, with when and by whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded<T> {
    pub seq: u64,
    pub at: Moment,
    pub on: Date,
    pub by: Option<UserId>,
    pub by_name: Option<Personal>,
    pub what: T,
}

/// A paper with all its scans and what was found of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    pub no: PaperNo,
    pub versions: Vec<Recorded<PaperReceived>>,
    pub judgments: Vec<Recorded<PaperJudged>>,
}

impl Paper {
    /// The newest scan or entry.
    #[must_use]
    pub fn latest(&self) -> Option<&Recorded<PaperReceived>> {
        self.versions.last()
    }

    /// The judgment on the newest version, if there is one.
    #[must_use]
    pub fn judgment(&self) -> Option<&Recorded<PaperJudged>> {
        let version = self.latest()?.what.version;
        self.judgments
            .iter()
            .rev()
            .find(|j| j.what.version == version)
    }
}

/// A letter to an outside body, its reminders and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    pub no: LetterNo,
    pub sent: Recorded<LetterSent>,
    pub reminders: Vec<Recorded<Personal>>,
    pub answer: Option<Recorded<Answered>>,
}

impl Letter {
    /// Whether it was written about any of these people.
    #[must_use]
    pub fn concerns(&self, people: &[PersonNo]) -> bool {
        let asked = &self.sent.what.people;
        asked.is_empty() || asked.iter().any(|no| people.contains(no))
    }
}

/// The answer to a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    pub number: Personal,
    pub answers: Vec<Answer>,
    pub text: Personal,
    pub paper: Option<PaperNo>,
}

/// A proposal that waits for a signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenProposal {
    pub round: Round,
    pub proposals: Vec<Proposal>,
    pub seen: Seen,
}

/// A signed decision about one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    pub round: Round,
    pub proposal: Proposal,
    pub number: Personal,
    pub prepared_by: Option<UserId>,
    pub prepared_by_name: Option<Personal>,
    pub prepared_on: Date,
    pub seen: Seen,
    /// Why the signer went on although she voted at a sitting on the case.
    #[serde(default)]
    pub hats_reason: Option<Personal>,
}

/// A temporary card and whether it still holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    pub issued: Recorded<TemporaryCardIssued>,
    pub revoked: Option<Recorded<Personal>>,
}

/// Someone took the file out of the office pool for a while.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    pub user: UserId,
    pub name: Option<Personal>,
    pub until: Moment,
}

/// A correction of a recorded value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    pub person: PersonNo,
    pub field: String,
}

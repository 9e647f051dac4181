//! A "no" that explains itself: what stands in the way, on which article, and who can act.

use jiff::civil::Date;

use super::event::PaperNo;
use super::people::PersonNo;
use crate::domain::access::Role;
use crate::domain::directive::simulate::Unmapped;
use crate::domain::directive::{
    Citation, Condition, Holder, Post, Proof, RequirementId, Separation, StepId, Supplier,
};

/// Why a command cannot be carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// None of the actor's grants in this unit allows it.
    NotYourRole,
    /// The case does not stand where this is done.
    NotAtThisStep,
    CaseClosed,
    CaseSuspended,
    NotSuspended,
    /// Somebody else has the file in hand.
    ClaimedBy(String),
    Separated(Separation),
    /// Something must be on record first.
    NotOnRecord(Vec<Proof>),
    /// Nothing that speaks for or against the claim of these people.
    NoEvidenceOn(Vec<PersonNo>),
    /// Papers that are required and not accepted: (requirement, person).
    ChecklistOpen(Vec<(RequirementId, PersonNo)>),
    /// So many members were there, and so many are needed.
    NoQuorum(usize, u32),
    /// A member who was not there is said to have voted.
    AbsentVoted(String),
    /// Nationality is confirmed of somebody whose identity is said not to be evident.
    NationalityOfNobody,
    /// The opinion on everybody is the contrary of what most voted for.
    VotesContradict,
    ReasonMissing,
    ItemsMissing,
    /// A warning of the directive was not acknowledged.
    WarningNotAcknowledged,
    /// What of the outcome’s condition does not hold.
    ConditionNotMet(Vec<Condition>),
    /// Letters of the step go to these bodies.
    NotToThisBody(Vec<Holder>),
    /// In the body sit these.
    NoSeat(Vec<Post>),
    NoSuchPerson(PersonNo),
    NoSuchPaper(PaperNo),
    NoSuchLetter,
    /// The act rests on a paper of one of these kinds.
    PaperNeeded(Vec<String>),
    /// A new version is of the same kind and of the same people.
    OtherPaper,
    /// The paper is neither scanned nor kept in a folder.
    PaperNowhere,
    NoSuchOutcome,
    /// On this ground a case is reopened at these steps and at no other.
    NotReopenedThere(Vec<StepId>),
    /// The signatures of the witnesses are certified by the wrong body for the place (item 1-1);
    /// these may certify it.
    WrongCertification(Vec<Supplier>),
    /// An extension may carry the time limit to this day and no further.
    ExtendedTooFar(Date),
    /// An extension of this time limit waits for a second person already.
    ExtensionPending,
    FutureDate(Date),
    BeforeOpening(Date),
    /// What the act rests on was recorded for this day.
    TooEarly(Date),
    /// The household's papers were found complete: a newcomer would not be looked into.
    HouseholdReviewed,
    /// The person's part of the case is over.
    AlreadyEnded(PersonNo),
    /// The decision on the person is signed and rests on what was recorded.
    Decided(PersonNo),
    /// No decision, ruling or judgment gives this person a certificate.
    NotEntitled(PersonNo),
    NoCard(PersonNo),
    /// Material facts without a finding.
    FindingsMissing(Vec<(PersonNo, String)>),
    /// Claimed clauses of Art. 976 that were not tested.
    ClausesMissing(Vec<(PersonNo, u8)>),
    /// Nobody may be refused without a chance to answer.
    NotHeard(Vec<PersonNo>),
    /// The clause on which it would be granted was not found to be met.
    ClauseNotMet(PersonNo),
    NothingProposed,
    ProposalPending,
    /// The file changed after the signer had it before her.
    ChangedSinceSeen,
    /// She voted at a sitting on this case and must say why she goes on.
    HatsReasonMissing,
    FingerprintsRequired(PersonNo),
    NationalNumberWrong,
    NumberTaken,
    AlreadyRecorded,
    NothingToCorrect,
    /// Whoever proposed it does not approve it.
    SecondPerson,
    /// The case follows this version, and not the one from which it would be moved.
    OtherVersion(String),
    /// Places that the other version does not have.
    NoPlace(Vec<Unmapped>),
    /// No such value is on record, or it cannot be what was asked.
    NoSuchValue,
}

/// The answer "no".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    pub why: Why,
    pub basis: Vec<Citation>,
    /// Roles that could do it, where another person could.
    pub who: Vec<Role>,
    /// The person whom it concerns, where the same was asked for several.
    pub of: Option<PersonNo>,
}

impl Refusal {
    /// A refusal that rests on no article in particular.
    #[must_use]
    pub const fn plain(why: Why) -> Self {
        Self {
            why,
            basis: Vec::new(),
            who: Vec::new(),
            of: None,
        }
    }

    /// A refusal on these articles.
    #[must_use]
    pub fn on(why: Why, basis: &[Citation]) -> Self {
        Self {
            why,
            basis: basis.to_vec(),
            who: Vec::new(),
            of: None,
        }
    }

    /// The same, on these articles where it names none.
    #[must_use]
    pub fn or_on(mut self, basis: &[Citation]) -> Self {
        if self.basis.is_empty() {
            self.basis = basis.to_vec();
        }
        self
    }

    /// Names the person whom it concerns.
    #[must_use]
    pub const fn of(mut self, person: Option<PersonNo>) -> Self {
        self.of = person;
        self
    }

    /// Names the roles that could do it.
    #[must_use]
    pub fn who(mut self, roles: &[Role]) -> Self {
        self.who = roles.to_vec();
        self
    }
}

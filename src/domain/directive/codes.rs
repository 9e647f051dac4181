//! The closed words of the directive's language: each has its code in the file.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::domain::access::Role;

/// A closed set whose members are written as codes in a directive.
pub trait Coded: Copy {
    /// Every code, in reading order.
    const CODES: &'static [&'static str];

    /// The member with this code.
    fn read(code: &str) -> Option<Self>;
}

impl Coded for Role {
    const CODES: &'static [&'static str] = &[
        "registrar_officer",
        "archive_officer",
        "office_head",
        "council_secretary",
        "commission_secretary",
        "board_secretary",
        "provincial_director",
        "auditor",
        "administrator",
    ];

    fn read(code: &str) -> Option<Self> {
        Self::from_code(code)
    }
}

macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$vdoc])* $variant),* }

        impl Coded for $name {
            const CODES: &'static [&'static str] = &[$($code),*];

            fn read(code: &str) -> Option<Self> {
                Self::from_code(code)
            }
        }

        impl $name {
            /// Every value.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The code name, as in the directive.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            /// The value with this code name.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

codes! {
    /// What kind of work a step is; each kind has its own page and its own rules of evidence.
    StepKind {
        Intake = "intake",
        /// Documents against the checklist.
        Review = "review",
        /// Existing record, duplicate, someone else's certificate.
        RegistrySearch = "registry_search",
        /// Lineage, DNA, age, interview.
        Evidence = "evidence",
        /// Internal sitting.
        Committee = "committee",
        /// Numbered letter to an outside body and its answer.
        Referral = "referral",
        /// External sitting with votes.
        Council = "council",
        /// Propose, then sign.
        Decision = "decision",
        /// Service of the decision; starts clocks.
        Notification = "notification",
        /// Biometrics, record, number, certificate.
        Issuance = "issuance",
        /// Board, court.
        Objection = "objection",
        Closed = "closed",
    }
}

codes! {
    /// Who has the case in hand meanwhile; delay is counted against them.
    Holder {
        Office = "office",
        Head = "head",
        Archive = "archive",
        Applicant = "applicant",
        Police = "police",
        Council = "council",
        Board = "board",
        Court = "court",
        Laboratory = "laboratory",
        Province = "province",
        /// Nobody: the case is closed.
        Nobody = "nobody",
    }
}

codes! {
    /// What every decision rests on; a refusal needs a finding on each.
    MaterialFact {
        Identity = "identity",
        Parentage = "parentage",
        Birthplace = "birthplace",
        Residence = "residence",
        NoForeignNationality = "no_foreign_nationality",
    }
}

codes! {
    /// On what a case that has ended is taken up again.
    ReopeningGround {
        /// رأی دادگاه: a court ordered it.
        CourtOrder = "court_order",
        /// دلیل تازه: evidence that was not there before.
        NewEvidence = "new_evidence",
        /// یافتهٔ بازرسی: an inspection found a fault.
        AuditFinding = "audit_finding",
    }
}

codes! {
    /// A letter that the office prints.
    LetterKind {
        /// That the case is pending.
        Pending = "pending",
        /// What the applicant is asked to bring.
        Missing = "missing",
        /// To an outside body, numbered.
        Referral = "referral",
        /// The decision on one person, to be served.
        Notice = "notice",
        /// The ruling of the dispute board on one person, to be served.
        Ruling = "ruling",
        /// The temporary card of one person.
        Card = "card",
    }
}

codes! {
    /// A seat in a body that sits.
    Post {
        CountyGovernor = "county_governor",
        ProvincialGovernor = "provincial_governor",
        OfficeHead = "office_head",
        ArchiveOfficer = "archive_officer",
        PoliceCommander = "police_commander",
        IntelligenceHead = "intelligence_head",
        Prosecutor = "prosecutor",
        Expert = "expert",
        /// Chosen by the provincial head of the registry (Art. 3).
        AppointedMember = "appointed_member",
        Other = "other",
    }
}

codes! {
    /// Whether a step is taken for the case as a whole or for each person.
    StepScope { Case = "case", Person = "person" }
}

codes! {
    /// Whether words are asked for.
    ReasonRule { None = "none", Optional = "optional", Required = "required" }
}

codes! {
    /// Who may not take an outcome, whatever their role.
    Separation {
        /// Whoever opened the case.
        NotOpener = "not_opener",
        /// Whoever proposed the decision.
        NotPreparer = "not_preparer",
        /// Whoever entered or assessed evidence in this round.
        NotEvidenceMaker = "not_evidence_maker",
        /// Whoever took the step before.
        NotPrevious = "not_previous",
    }
}

codes! {
    /// How a closed position ended.
    EndClass {
        Issued = "issued",
        Refused = "refused",
        Withdrawn = "withdrawn",
        Deceased = "deceased",
        ReferredOut = "referred_out",
    }
}

codes! {
    /// What must be on record, since the case came to the step, before an outcome can be taken.
    Proof {
        Checklist = "checklist",
        /// Something came in since: a paper, a newer scan of one, a corrected value.
        Papers = "papers",
        Verdicts = "verdicts",
        Search = "search",
        /// The newest search found nothing, or found a record.
        SearchClean = "search_clean",
        SearchFound = "search_found",
        Evidence = "evidence",
        Sitting = "sitting",
        SittingDate = "sitting_date",
        Letter = "letter",
        Answer = "answer",
        /// The answer says this of everybody, or of somebody.
        AnswerConfirmed = "answer_confirmed",
        AnswerNotConfirmed = "answer_not_confirmed",
        AnswerInconclusive = "answer_inconclusive",
        AnswerForeignNational = "answer_foreign_national",
        NoAnswer = "no_answer",
        /// The sitting said this of everybody.
        OpinionApproved = "opinion_approved",
        OpinionRejected = "opinion_rejected",
        /// The sitting did not say the same of everybody.
        OpinionDivided = "opinion_divided",
        /// The sitting said this of somebody.
        OpinionReturned = "opinion_returned",
        OpinionPostponed = "opinion_postponed",
        /// The sitting found the identity of everybody evident.
        IdentityEvident = "identity_evident",
        Signature = "signature",
        Service = "service",
        Fingerprints = "fingerprints",
        RegisterEntry = "register_entry",
        Certificate = "certificate",
        Objection = "objection",
        NoObjection = "no_objection",
        Judgment = "judgment",
        JudgmentOrdered = "judgment_ordered",
        JudgmentDismissed = "judgment_dismissed",
        /// A judgment that neither orders the issue nor dismisses the suit.
        JudgmentOther = "judgment_other",
        NoJudgment = "no_judgment",
        /// The time limit of the step has passed.
        TimeOver = "time_over",
    }
}

impl Proof {
    /// What has to be put on record for it: the answer, for what an answer says. Nothing for what
    /// holds by itself.
    #[must_use]
    pub const fn record(self) -> Option<Self> {
        Some(match self {
            Self::SearchClean | Self::SearchFound => Self::Search,
            Self::AnswerConfirmed
            | Self::AnswerNotConfirmed
            | Self::AnswerInconclusive
            | Self::AnswerForeignNational => Self::Answer,
            Self::OpinionApproved
            | Self::OpinionRejected
            | Self::OpinionDivided
            | Self::OpinionReturned
            | Self::OpinionPostponed
            | Self::IdentityEvident => Self::Sitting,
            Self::JudgmentOrdered | Self::JudgmentDismissed | Self::JudgmentOther => Self::Judgment,
            Self::NoAnswer | Self::NoObjection | Self::NoJudgment | Self::TimeOver => return None,
            Self::Checklist
            | Self::Papers
            | Self::Verdicts
            | Self::Search
            | Self::Evidence
            | Self::Sitting
            | Self::SittingDate
            | Self::Letter
            | Self::Answer
            | Self::Signature
            | Self::Service
            | Self::Fingerprints
            | Self::RegisterEntry
            | Self::Certificate
            | Self::Objection
            | Self::Judgment => self,
        })
    }
}

codes! {
    /// How a time limit is measured.
    ClockUnit {
        WorkingDays = "working_days",
        CalendarDays = "calendar_days",
        JalaliMonths = "jalali_months",
    }
}

codes! {
    /// What the record of a case can tell, from which a directive declares its facts.
    FactSource {
        /// Whether the applicant lives in a city or in a village: a choice.
        Settlement = "settlement",
        /// Whether an institution protects the applicant: yes or no.
        Institution = "institution",
        /// Whether a paper of a kind is in the file and not rejected: yes or no.
        Paper = "paper",
        /// The clauses of Art. 976 that are claimed: a set.
        Clauses = "clauses",
        /// Full years of age on a legal date.
        Age = "age",
        /// What the signed decision says: a choice.
        Ruling = "ruling",
        /// Whether a court ordered the issue: yes or no.
        CourtOrder = "court_order",
    }
}

codes! {
    /// The legal date on which an age is counted.
    AgeDay {
        /// The day the application was submitted.
        Submission = "submission",
        /// The day of the act.
        Today = "today",
    }
}

codes! {
    /// A value of a fact that is a choice.
    Choice { City = "city", Village = "village", Granted = "granted", Refused = "refused" }
}

impl FactSource {
    /// The values between which it chooses; none where it is no choice.
    #[must_use]
    pub const fn choices(self) -> &'static [Choice] {
        match self {
            Self::Settlement => &[Choice::City, Choice::Village],
            Self::Ruling => &[Choice::Granted, Choice::Refused],
            Self::Institution | Self::Paper | Self::Clauses | Self::Age | Self::CourtOrder => &[],
        }
    }
}

codes! {
    /// The day from which a time limit runs; that day itself is not counted.
    ClockStart {
        /// The day the step was entered.
        Entry = "entry",
        /// The date of the outgoing letter.
        Letter = "letter",
        /// The day the decision was served (ابلاغ).
        Service = "service",
        /// The day the application was submitted.
        Submission = "submission",
    }
}

codes! {
    /// Who can supply or certify a paper.
    Supplier {
        Applicant = "applicant",
        Witness = "witness",
        Notary = "notary",
        Police = "police",
        IslamicCouncil = "islamic_council",
        Institution = "institution",
        Court = "court",
        LegalMedicine = "legal_medicine",
        HealthCentre = "health_centre",
        School = "school",
        RegistryOffice = "registry_office",
        GovernorOffice = "governor_office",
        SecurityCouncil = "security_council",
        DisputeBoard = "dispute_board",
        ForeignMinistry = "foreign_ministry",
        ForeignersOffice = "foreigners_office",
        Prosecutor = "prosecutor",
    }
}

impl StepKind {
    /// Steps at which the office writes to outside bodies.
    pub const WRITING: [Self; 3] = [Self::Referral, Self::Council, Self::Evidence];
    /// Steps at which a body sits.
    pub const SITTING: [Self; 3] = [Self::Council, Self::Committee, Self::Objection];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_can_be_written_in_a_directive() {
        let codes: Vec<_> = Role::ALL.iter().map(|role| role.code()).collect();
        assert_eq!(codes, Role::CODES);
    }
}

//! The directive as data: which steps exist, who acts, what is required, which clocks run and
//! where each outcome leads.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::domain::access::Role;

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident),*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The id as written in the directive.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self(id.to_owned())
            }
        }
    )*};
}

names! {
    /// Id of a step within its directive.
    StepId,
    /// Id of an outcome within its step.
    OutcomeId,
    /// Id of a requirement within its directive.
    RequirementId
}

/// The same words in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Title {
    pub fa: String,
    pub en: String,
}

macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$vdoc])* $variant),* }

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
        Verdicts = "verdicts",
        Search = "search",
        Evidence = "evidence",
        Sitting = "sitting",
        SittingDate = "sitting_date",
        Letter = "letter",
        Answer = "answer",
        Signature = "signature",
        Service = "service",
        Fingerprints = "fingerprints",
        RegisterEntry = "register_entry",
        Certificate = "certificate",
        Objection = "objection",
        Judgment = "judgment",
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
    /// A declared fact of a case or a person, on which conditions may rest.
    Fact {
        Granted = "granted",
        Refused = "refused",
        Village = "village",
        City = "city",
        Institution = "institution",
        CourtLineageJudgment = "court_lineage_judgment",
        UnderFifteen = "under_fifteen",
        FifteenOrOver = "fifteen_or_over",
        UnderEighteen = "under_eighteen",
        Clause1 = "clause_1",
        Clause2 = "clause_2",
        Clause3 = "clause_3",
        Clause4 = "clause_4",
        Clause5 = "clause_5",
        Clause6 = "clause_6",
        Clause7 = "clause_7",
        CourtOrdered = "court_ordered",
    }
}

/// A place in a cited document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Citation {
    pub document: String,
    /// Article or item, as one would say it: `45`, `1-1`.
    pub article: Title,
}

/// A document that articles are cited from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CitedDocument {
    pub id: String,
    pub title: Title,
    pub number: Option<String>,
    pub date: Option<String>,
    /// Not confirmed by a published text.
    #[serde(default)]
    pub assumed: bool,
}

/// A time limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockRule {
    pub length: u32,
    pub unit: ClockUnit,
    /// Role told when it runs out; expiry never decides a claim.
    pub escalate_to: Option<Role>,
    /// Days after the start on which the holder is reminded.
    #[serde(default)]
    pub reminders: Vec<u32>,
    /// Roles that may extend it, with a reason.
    #[serde(default)]
    pub extendable_by: Vec<Role>,
    #[serde(default)]
    pub assumed: bool,
}

/// A paper, or one of several in its place, that a step needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    pub id: RequirementId,
    pub title: Title,
    /// What is accepted, in words for the applicant.
    pub help: Option<Title>,
    pub basis: Vec<Citation>,
    /// Kinds of paper, any one of which fulfils it.
    pub any_of: Vec<String>,
    /// One for each person rather than one for the household.
    #[serde(default)]
    pub per_person: bool,
    /// Asked for when there is one; its lack holds nothing up.
    #[serde(default)]
    pub if_any: bool,
    /// Asked only where all of these facts hold.
    #[serde(default)]
    pub when: Vec<Fact>,
    /// Not asked where any of these facts holds.
    #[serde(default)]
    pub unless: Vec<Fact>,
    #[serde(default)]
    pub assumed: bool,
}

/// A way out of a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    pub id: OutcomeId,
    pub title: Title,
    pub to: StepId,
    pub by: Vec<Role>,
    pub reason: ReasonRule,
    #[serde(default)]
    pub separation: Vec<Separation>,
    /// What must be on record first.
    #[serde(default)]
    pub needs: Vec<Proof>,
    /// Offered only where all of these facts hold.
    #[serde(default)]
    pub when: Vec<Fact>,
    /// At least one missing item must be named.
    #[serde(default)]
    pub itemised: bool,
    /// A warning shown where all of these facts hold, to be acknowledged.
    #[serde(default)]
    pub warn_when: Vec<Fact>,
    pub warning: Option<Title>,
}

/// One step of the directive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub id: StepId,
    pub kind: StepKind,
    pub scope: StepScope,
    pub title: Title,
    pub help: Title,
    pub basis: Vec<Citation>,
    /// Roles that do the work of the step.
    #[serde(default)]
    pub actors: Vec<Role>,
    pub holder: Holder,
    pub clock: Option<ClockRule>,
    #[serde(default)]
    pub requires: Vec<RequirementId>,
    #[serde(default, rename = "outcome")]
    pub outcomes: Vec<Outcome>,
    /// For `closed`: how it ended.
    pub end: Option<EndClass>,
    #[serde(default)]
    pub assumed: bool,
}

impl Step {
    /// The outcome with this id.
    #[must_use]
    pub fn outcome(&self, id: &OutcomeId) -> Option<&Outcome> {
        self.outcomes.iter().find(|o| o.id == *id)
    }
}

/// An act that may be taken beside the main line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SideAct {
    /// `suspension`, `resumption`, `withdrawal`, `death`, `referral_out`, `reopening`,
    /// `temporary_card`, `card_revocation`.
    pub id: String,
    pub title: Title,
    pub basis: Vec<Citation>,
    pub by: Vec<Role>,
    /// The step it leads to, where it moves anyone.
    pub to: Option<StepId>,
    #[serde(default)]
    pub assumed: bool,
}

/// One version of a directive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directive {
    pub id: String,
    pub version: String,
    pub title: Title,
    pub in_force_from: Date,
    /// SHA-256 of the file, lower-case hex.
    pub digest: String,
    pub documents: Vec<CitedDocument>,
    pub overall: Option<ClockRule>,
    pub requirements: Vec<Requirement>,
    pub steps: Vec<Step>,
    pub acts: Vec<SideAct>,
}

impl Directive {
    /// The step with this id.
    #[must_use]
    pub fn step(&self, id: &StepId) -> Option<&Step> {
        self.steps.iter().find(|s| s.id == *id)
    }

    /// The step at which cases are opened.
    #[must_use]
    pub fn entry(&self) -> Option<&Step> {
        self.steps.iter().find(|s| s.kind == StepKind::Intake)
    }

    /// The requirement with this id.
    #[must_use]
    pub fn requirement(&self, id: &RequirementId) -> Option<&Requirement> {
        self.requirements.iter().find(|r| r.id == *id)
    }

    /// The side act with this id.
    #[must_use]
    pub fn act(&self, id: &str) -> Option<&SideAct> {
        self.acts.iter().find(|a| a.id == id)
    }

    /// The cited document with this id.
    #[must_use]
    pub fn document(&self, id: &str) -> Option<&CitedDocument> {
        self.documents.iter().find(|d| d.id == id)
    }

    /// The first closed step that ends so.
    #[must_use]
    pub fn end(&self, class: EndClass) -> Option<&Step> {
        self.steps.iter().find(|s| s.end == Some(class))
    }
}

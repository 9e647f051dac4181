//! The directive as data: which steps exist, who acts, what is required, which clocks run and
//! where each outcome leads.

use std::fmt;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::domain::access::Role;

use super::codes::{
    ClockStart, ClockUnit, EndClass, Holder, LetterKind, MaterialFact, Post, Proof, ReasonRule,
    ReopeningGround, Separation, StepKind, StepScope, Supplier,
};
use super::condition::{Condition, DeclaredFact};

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident),*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Title {
    /// In Persian.
    pub fa: String,
    /// In English.
    pub en: String,
}

/// A place in a cited document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Citation {
    /// The id of a cited document.
    pub document: String,
    /// Article or item, as one would say it: `45`, `1-1`.
    pub article: Title,
}

/// A document that articles are cited from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct CitedDocument {
    /// The name by which other entries refer to it: small letters, digits and underscores.
    pub id: String,
    /// What it is called, in both languages.
    pub title: Title,
    /// Its number.
    pub number: Option<String>,
    /// Its Jalali date: `1381-03-08`, or only the year.
    pub date: Option<String>,
    /// Not confirmed by a published text.
    #[schemars(default)]
    pub assumed: bool,
    /// What exactly was not found.
    pub note: Option<Title>,
}

/// A time limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ClockRule {
    /// How long, in the unit.
    pub length: u32,
    /// In what it is counted.
    pub unit: ClockUnit,
    /// From which day it runs; that day itself is not counted.
    #[schemars(with = "Option<ClockStart>")]
    pub starts: ClockStart,
    /// It stands still while one of these has the case in hand.
    #[schemars(default)]
    pub pauses_with: Vec<Holder>,
    /// Role told when it runs out; expiry never decides a claim.
    pub escalate_to: Option<Role>,
    /// Outcome of the step that is taken when it runs out: it leads to where a person decides.
    pub on_expiry: Option<OutcomeId>,
    /// Days after the start on which the holder is reminded.
    #[schemars(default)]
    pub reminders: Vec<u32>,
    /// Whom else to tell, by days after the start, when it drags on.
    #[schemars(default)]
    pub escalations: Vec<Escalation>,
    /// Roles that may extend it, with a reason.
    #[schemars(default)]
    pub extendable_by: Vec<Role>,
    /// Roles of which somebody else approves an extension; where none is named, it needs no second
    /// person.
    #[schemars(default)]
    pub extension_approved_by: Vec<Role>,
    /// The longest it may become by extension, in the same unit.
    pub extendable_to: Option<u32>,
    /// The articles on which it rests.
    #[schemars(default)]
    pub basis: Vec<Citation>,
    /// No source settles it: a starting value that the organisation has to confirm.
    #[schemars(default)]
    pub assumed: bool,
    /// What exactly is assumed.
    pub note: Option<Title>,
}

/// So many days after the start of a clock, to this role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Escalation {
    /// Days after the start.
    pub after: u32,
    /// Where it leads.
    pub to: Role,
}

/// A kind of paper that can be handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct PaperKind {
    /// The name by which other entries refer to it: small letters, digits and underscores.
    pub id: String,
    /// What it is called, in both languages.
    pub title: Title,
    /// What the reader of the page is told.
    pub help: Option<Title>,
    /// Where the applicant or the office can get it.
    pub suppliers: Vec<Supplier>,
    /// How many pieces: two witnesses, twelve photographs.
    #[schemars(with = "Option<u32>")]
    pub count: u32,
    /// Who must certify it, and where; empty when it needs no certification.
    #[schemars(default)]
    pub certified_by: Vec<Certification>,
    /// The material facts for which it usually speaks, where its reviewer names none.
    #[schemars(default)]
    pub proves: Vec<MaterialFact>,
    /// The articles on which it rests.
    #[schemars(default)]
    pub basis: Vec<Citation>,
}

/// A body that may certify a paper where all of these hold (item 1-1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Certification {
    /// Who.
    pub by: Supplier,
    /// Only where all of these hold.
    #[schemars(default)]
    pub when: Vec<Condition>,
}

/// A paper, or one of several in its place, that a step needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Requirement {
    /// The name by which other entries refer to it: small letters, digits and underscores.
    pub id: RequirementId,
    /// What it is called, in both languages.
    pub title: Title,
    /// What is accepted, in words for the applicant.
    pub help: Option<Title>,
    /// The articles on which it rests.
    #[schemars(default)]
    pub basis: Vec<Citation>,
    /// Kinds of paper, any one of which fulfils it.
    pub any_of: Vec<String>,
    /// One for each person rather than one for the household.
    #[schemars(default)]
    pub per_person: bool,
    /// Asked for when there is one; its lack holds nothing up.
    #[schemars(default)]
    pub if_any: bool,
    /// Asked only where all of these hold.
    #[schemars(default)]
    pub when: Vec<Condition>,
    /// Not asked where any of these holds.
    #[schemars(default)]
    pub unless: Vec<Condition>,
    /// No source settles it: a starting value that the organisation has to confirm.
    #[schemars(default)]
    pub assumed: bool,
    /// What exactly is assumed.
    pub note: Option<Title>,
}

/// A way out of a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Outcome {
    /// The name by which other entries refer to it: small letters, digits and underscores.
    pub id: OutcomeId,
    /// What it is called, in both languages.
    pub title: Title,
    /// Where it leads.
    pub to: StepId,
    /// Who.
    pub by: Vec<Role>,
    /// Whether words are asked for.
    pub reason: ReasonRule,
    /// Who may not take it, whatever their role.
    #[schemars(default)]
    pub separation: Vec<Separation>,
    /// What must be on record first.
    #[schemars(default)]
    pub needs: Vec<Proof>,
    /// Offered only where all of these hold.
    #[schemars(default)]
    pub when: Vec<Condition>,
    /// At least one missing item must be named.
    #[schemars(default)]
    pub itemised: bool,
    /// A warning shown where all of these hold, to be acknowledged.
    #[schemars(default)]
    pub warn_when: Vec<Condition>,
    /// Shown on every occasion when `warn_when` is empty.
    pub warning: Option<Title>,
    /// What the reader of the page is told.
    pub help: Option<Title>,
    /// The articles on which it rests.
    #[schemars(default)]
    pub basis: Vec<Citation>,
    /// No source settles it: a starting value that the organisation has to confirm.
    #[schemars(default)]
    pub assumed: bool,
}

/// One step of the directive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Step {
    /// The name by which other entries refer to it: small letters, digits and underscores.
    pub id: StepId,
    /// What kind of work it is.
    pub kind: StepKind,
    /// For the case as a whole, or for each person.
    pub scope: StepScope,
    /// What it is called, in both languages.
    pub title: Title,
    /// What the reader of the page is told.
    pub help: Title,
    /// The articles on which it rests.
    #[schemars(default)]
    pub basis: Vec<Citation>,
    /// Roles that do the work of the step.
    #[schemars(default)]
    pub actors: Vec<Role>,
    /// Who has the case in hand meanwhile.
    pub holder: Holder,
    /// On the main line: the way of a case in which nothing goes wrong, in the order of the file.
    #[schemars(default)]
    pub main: bool,
    /// Its time limit.
    pub clock: Option<ClockRule>,
    /// Bodies to which the letters of this step go; any outside body where it is not said.
    #[schemars(default)]
    pub letter_to: Vec<Holder>,
    /// Letters that the office prints from here on.
    #[schemars(default)]
    pub letters: Vec<LetterKind>,
    /// For a body that sits: how many of its members must be there.
    pub quorum: Option<Quorum>,
    /// What is asked for here.
    #[schemars(default)]
    pub requires: Vec<RequirementId>,
    /// Where all of these hold, what the step is for need not be done, and its record says so.
    #[schemars(default)]
    pub exempt_when: Vec<Condition>,
    /// The ways out of it.
    #[schemars(default)]
    #[schemars(rename = "outcome")]
    pub outcomes: Vec<Outcome>,
    /// For `closed`: how it ended.
    pub end: Option<EndClass>,
    /// No source settles it: a starting value that the organisation has to confirm.
    #[schemars(default)]
    pub assumed: bool,
    /// What exactly is assumed.
    pub note: Option<Title>,
}

/// How many members of a body must be present, or represented, for it to sit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Quorum {
    /// How many.
    pub members: u32,
    /// Who sits in the body; anybody where it is not said.
    #[schemars(default)]
    pub seats: Vec<Post>,
    /// No source settles it: a starting value that the organisation has to confirm.
    #[schemars(default)]
    pub assumed: bool,
    /// What exactly is assumed.
    pub note: Option<Title>,
}

/// An act that may be taken beside the main line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct SideAct {
    /// `suspension`, `resumption`, `withdrawal`, `death`, `referral_out`, `reopening`,
    /// `temporary_card`, `card_revocation`.
    pub id: String,
    /// What it is called, in both languages.
    pub title: Title,
    /// What the reader of the page is told.
    pub help: Title,
    /// The articles on which it rests.
    #[schemars(default)]
    pub basis: Vec<Citation>,
    /// Who.
    pub by: Vec<Role>,
    /// Whether words are asked for.
    pub reason: ReasonRule,
    /// Kinds of paper on which it can rest, any one of them.
    #[schemars(default)]
    pub papers: Vec<String>,
    /// Letters that the office prints once it is done.
    #[schemars(default)]
    pub letters: Vec<LetterKind>,
    /// The step it leads to, where it moves anyone.
    pub to: Option<StepId>,
    /// For `reopening`: where a case that has ended is taken up again, by its ground.
    #[schemars(default)]
    pub reopens: Vec<Reopens>,
    /// How long what it gives is valid.
    pub clock: Option<ClockRule>,
    /// No source settles it: a starting value that the organisation has to confirm.
    #[schemars(default)]
    pub assumed: bool,
    /// What exactly is assumed.
    pub note: Option<Title>,
}

/// Where a case, or a person in it, may be taken up again on one ground.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Reopens {
    /// On what it rests.
    pub ground: ReopeningGround,
    /// The steps, any one of them.
    pub to: Vec<StepId>,
}

/// Where a case that follows an older version stands once it is moved to this one. A step of which
/// nothing is said stays the step with the same id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Transition {
    /// The version from which the case comes: `1381`.
    pub from: String,
    /// The step of that version at which it stands.
    pub step: StepId,
    /// Only where it came there by this way out of another step of that version.
    #[schemars(with = "Option<super::schema::CameBy>")]
    pub came_by: Option<(StepId, OutcomeId)>,
    /// The step of this version.
    pub to: StepId,
    /// The time limit begins with the move; otherwise the days that have passed count on.
    #[schemars(default)]
    pub anew: bool,
    /// The articles on which it rests.
    pub basis: Vec<Citation>,
    /// No source settles it: a starting value that the organisation has to confirm.
    #[schemars(default)]
    pub assumed: bool,
    /// Why so, or what exactly is assumed.
    pub note: Option<Title>,
}

impl Transition {
    /// What tells it from the others of its directive: `1381:court`, or
    /// `1381:court:court_window.sued`.
    #[must_use]
    pub fn id(&self) -> String {
        match &self.came_by {
            Some((step, outcome)) => format!("{}:{}:{step}.{outcome}", self.from, self.step),
            None => format!("{}:{}", self.from, self.step),
        }
    }
}

/// How long an officer who takes a file in hand keeps it from the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ClaimRule {
    /// How many hours.
    pub hours: u32,
    /// No source settles it: a starting value that the organisation has to confirm.
    #[schemars(default)]
    pub assumed: bool,
    /// What exactly is assumed.
    pub note: Option<Title>,
}

/// One version of a directive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directive {
    pub id: String,
    pub version: String,
    pub title: Title,
    /// What it settles, in one sentence.
    pub help: Title,
    pub in_force_from: Date,
    /// The day from which it is in force is not settled by a source.
    pub assumed: bool,
    /// What exactly is assumed.
    pub note: Option<Title>,
    /// SHA-256 of the file, lower-case hex.
    pub digest: String,
    pub documents: Vec<CitedDocument>,
    /// Full years from which somebody acts for themself; nobody is a minor where it is not said.
    pub full_age: Option<u32>,
    /// What its conditions speak of.
    pub facts: Vec<DeclaredFact>,
    pub overall: Option<ClockRule>,
    pub claim: ClaimRule,
    /// Every kind of paper that can be handed in.
    pub papers: Vec<PaperKind>,
    pub requirements: Vec<Requirement>,
    pub steps: Vec<Step>,
    pub acts: Vec<SideAct>,
    /// Transitional provisions, for open cases that are moved here.
    pub transitions: Vec<Transition>,
}

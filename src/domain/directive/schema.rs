//! The shape of a directive file as a JSON Schema, so that an editor completes it while one writes.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;

use super::condition::DeclaredFact;
use super::model::{
    CitedDocument, ClaimRule, ClockRule, OutcomeId, PaperKind, Requirement, SideAct, Step, StepId,
    Title, Transition,
};

/// A directive file of Sejel: the procedure as the law has it, in the words of both languages.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "only its shape is read")]
struct DirectiveFile {
    directive: Head,
    /// Documents that articles are cited from.
    #[schemars(default)]
    document: Vec<CitedDocument>,
    /// What conditions speak of.
    #[schemars(default)]
    fact: Vec<DeclaredFact>,
    /// Kinds of paper that can be handed in.
    #[schemars(default)]
    paper: Vec<PaperKind>,
    /// What steps ask for.
    #[schemars(default)]
    requirement: Vec<Requirement>,
    /// The places where a case, or a person in it, stands, in the order of the procedure.
    step: Vec<Step>,
    /// Acts beside the main line.
    #[schemars(default)]
    act: Vec<SideAct>,
    /// Where open cases of an earlier version go when they are moved to this one.
    #[schemars(default)]
    transition: Vec<Transition>,
}

/// What the directive is as a whole.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "only its shape is read")]
struct Head {
    /// The family to which all its versions belong.
    id: String,
    /// The name of this version within its family.
    version: String,
    /// What it is called, in both languages.
    title: Title,
    /// What it settles, in one sentence.
    help: Title,
    /// The Jalali day from which it is in force: `1381-03-08`.
    in_force_from: String,
    /// The day from which it is in force is not settled by a source.
    #[schemars(default)]
    assumed: bool,
    /// What exactly is assumed.
    note: Option<Title>,
    /// Full years from which somebody acts for themself; nobody is a minor where it is not said.
    full_age: Option<u32>,
    /// The limit for the whole of a case.
    clock: Option<ClockRule>,
    /// How long an officer who takes a file in hand keeps it from the others.
    claim: ClaimRule,
}

/// The way by which a case came to a step.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "only its shape is read")]
pub(super) struct CameBy {
    /// The step that was left.
    step: StepId,
    /// The way out that was taken.
    outcome: OutcomeId,
}

/// The schema as it is shipped beside the directives, ended by a line break.
#[must_use]
pub fn schema() -> String {
    let generator = SchemaSettings::draft07().into_generator();
    let schema = generator.into_root_schema_for::<DirectiveFile>();
    format!("{:#}\n", schema.as_value())
}

//! Reads a directive from TOML; reports every mistake at once, with its place.

use std::collections::BTreeSet;

use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::model::{
    CitedDocument, ClockRule, Directive, Outcome, Requirement, SideAct, Step, StepKind, StepScope,
    Title,
};
use crate::text::jalali;

/// A mistake in a directive file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// From 1; 0 when the place is not known.
    pub line: usize,
    pub column: usize,
    pub message: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    directive: Head,
    #[serde(default, rename = "document")]
    documents: Vec<CitedDocument>,
    #[serde(default, rename = "requirement")]
    requirements: Vec<Requirement>,
    #[serde(default, rename = "step")]
    steps: Vec<Step>,
    #[serde(default, rename = "act")]
    acts: Vec<SideAct>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    id: String,
    version: String,
    title: Title,
    /// Jalali `1381-03-08`.
    in_force_from: String,
    clock: Option<ClockRule>,
}

/// Reads a directive.
///
/// # Errors
/// All mistakes found, each with line and column where TOML knows them.
pub fn parse(text: &str) -> Result<Directive, Vec<Mistake>> {
    let file: File = toml::from_str(text).map_err(|e| vec![syntax(text, &e)])?;
    let in_force_from = jalali::parse_numeric(&file.directive.in_force_from);
    let mut mistakes = Vec::new();
    if in_force_from.is_none() {
        let message = format!(
            "in_force_from: not a Jalali date: {}",
            file.directive.in_force_from
        );
        mistakes.push(place(text, &file.directive.in_force_from, message));
    }
    check(text, &file, &mut mistakes);
    match in_force_from {
        Some(from) if mistakes.is_empty() => Ok(Directive {
            id: file.directive.id,
            version: file.directive.version,
            title: file.directive.title,
            in_force_from: from,
            digest: hex::encode(Sha256::digest(text.as_bytes())),
            documents: file.documents,
            overall: file.directive.clock,
            requirements: file.requirements,
            steps: file.steps,
            acts: file.acts,
        }),
        _ => Err(mistakes),
    }
}

fn syntax(text: &str, error: &toml::de::Error) -> Mistake {
    let offset = error.span().map_or(0, |s| s.start);
    let (line, column) = line_column(text, offset);
    Mistake {
        line,
        column,
        message: error.message().to_owned(),
    }
}

fn line_column(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .chars()
        .count()
        + 1;
    (line, column)
}

/// The mistake at the first place where `needle` stands in quotes.
fn place(text: &str, needle: &str, message: String) -> Mistake {
    let (line, column) = text
        .find(&format!("\"{needle}\""))
        .map_or((0, 0), |o| line_column(text, o));
    Mistake {
        line,
        column,
        message,
    }
}

fn check(text: &str, file: &File, mistakes: &mut Vec<Mistake>) {
    let mut say = |needle: &str, message: String| mistakes.push(place(text, needle, message));
    let steps: BTreeSet<_> = file.steps.iter().map(|s| s.id.as_str()).collect();
    let documents: BTreeSet<_> = file.documents.iter().map(|d| d.id.as_str()).collect();
    let requirements: BTreeSet<_> = file.requirements.iter().map(|r| r.id.as_str()).collect();
    if steps.len() != file.steps.len() {
        say("", "two steps have the same id".to_owned());
    }
    if file
        .steps
        .iter()
        .filter(|s| s.kind == StepKind::Intake)
        .count()
        != 1
    {
        say(
            "intake",
            "exactly one step of kind \"intake\" is needed".to_owned(),
        );
    }
    for step in &file.steps {
        check_step(step, &steps, &requirements, &mut say);
    }
    for act in &file.acts {
        if let Some(to) = &act.to
            && !steps.contains(to.as_str())
        {
            say(to.as_str(), format!("act \"{}\": no step \"{to}\"", act.id));
        }
    }
    let cited = file
        .steps
        .iter()
        .flat_map(|s| &s.basis)
        .chain(file.requirements.iter().flat_map(|r| &r.basis))
        .chain(file.acts.iter().flat_map(|a| &a.basis));
    for citation in cited {
        if !documents.contains(citation.document.as_str()) {
            say(
                &citation.document,
                format!("no document \"{}\" is listed", citation.document),
            );
        }
    }
}

fn check_step(
    step: &Step,
    steps: &BTreeSet<&str>,
    requirements: &BTreeSet<&str>,
    say: &mut impl FnMut(&str, String),
) {
    let id = step.id.as_str();
    let closed = step.kind == StepKind::Closed;
    if closed != step.end.is_some() {
        say(
            id,
            format!("step \"{id}\": \"end\" belongs to closed steps, and each of them needs it"),
        );
    }
    if closed != step.outcomes.is_empty() {
        say(
            id,
            format!("step \"{id}\": a closed step has no outcome, every other needs one"),
        );
    }
    for required in &step.requires {
        if !requirements.contains(required.as_str()) {
            say(
                required.as_str(),
                format!("step \"{id}\": no requirement \"{required}\""),
            );
        }
    }
    let mut seen = BTreeSet::new();
    for outcome in &step.outcomes {
        check_outcome(step, outcome, steps, say);
        if !seen.insert(outcome.id.as_str()) {
            say(
                outcome.id.as_str(),
                format!("step \"{id}\": two outcomes \"{}\"", outcome.id),
            );
        }
    }
    if step.scope == StepScope::Person && step.kind == StepKind::Intake {
        say(
            id,
            format!("step \"{id}\": intake is for the case as a whole"),
        );
    }
}

fn check_outcome(
    step: &Step,
    outcome: &Outcome,
    steps: &BTreeSet<&str>,
    say: &mut impl FnMut(&str, String),
) {
    let (id, name) = (step.id.as_str(), outcome.id.as_str());
    if !steps.contains(outcome.to.as_str()) {
        say(
            outcome.to.as_str(),
            format!(
                "step \"{id}\", outcome \"{name}\": no step \"{}\"",
                outcome.to
            ),
        );
    }
    if outcome.by.is_empty() {
        say(
            name,
            format!("step \"{id}\", outcome \"{name}\": nobody can take it (\"by\" is empty)"),
        );
    }
    if !outcome.warn_when.is_empty() && outcome.warning.is_none() {
        say(
            name,
            format!("step \"{id}\", outcome \"{name}\": \"warn_when\" without \"warning\""),
        );
    }
}

//! What was typed, to be read back before it is sent: every value that is there, as it will stand on
//! record.

use super::super::super::form::Values;
use super::super::super::visit::{Problem, Visit};
use super::super::super::{recorded, show};
use super::super::reading;
use crate::domain::case::correction::Value;
use crate::domain::case::{PersonNo, WHOLE_CASE};
use crate::text::k;

/// A heading with its lines of label and value.
type ReadBack = (String, Vec<(String, String)>);

/// Headings, each with its lines of label and value.
pub(in crate::web::intake) fn summary(
    visit: &Visit,
    values: &Values,
) -> Result<Vec<ReadBack>, Problem> {
    let w = visit.words;
    let application = reading::application(visit, values);
    let read = |no: PersonNo, of: &mut dyn Iterator<Item = Value>| {
        of.filter_map(|value| recorded::told(w, &application, no, value))
            .collect::<Vec<_>>()
    };
    let mut sections = Vec::new();
    for p in &application.people {
        let values = read(p.no, &mut Value::of_a_person());
        sections.push((p.full_name(), values));
    }
    let case = read(WHOLE_CASE, &mut Value::of_the_case());
    sections.push((w.t(k::PART_APPLICANT).to_owned(), case));
    let mut witnesses = Vec::new();
    for no in (1..).take(application.witnesses.len()) {
        witnesses.extend(read(WHOLE_CASE, &mut Value::of_a_witness(no)));
    }
    if witnesses.is_empty() {
        witnesses.push((w.t(k::WITNESS_NAMES).to_owned(), "—".to_owned()));
    }
    sections.push((w.t(k::PART_WITNESSES).to_owned(), witnesses));
    let directive = super::in_force(visit)?;
    let directive = directive.as_ref();
    let papers: Vec<String> = reading::papers(values)
        .iter()
        .map(|p| directive.map_or_else(|| p.kind.clone(), |d| show::paper_kind(w, d, &p.kind)))
        .collect();
    let taken = match papers.is_empty() {
        true => w.t(k::PAPERS_NONE).to_owned(),
        false => w.list(&papers),
    };
    let taken = vec![(w.t(k::PAPERS_TAKEN).to_owned(), taken)];
    sections.push((w.t(k::PART_PAPERS).to_owned(), taken));
    Ok(sections)
}

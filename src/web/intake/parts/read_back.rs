//! The answers read back before they are sent.

use super::super::super::form::Values;
use super::super::super::show;
use super::super::super::visit::Visit;
use super::super::reading;
use crate::text::k;

/// The answers read back before they are sent.
pub(in crate::web::intake) fn summary(
    visit: &Visit,
    values: &Values,
) -> Vec<(String, Vec<(String, String)>)> {
    let w = visit.words;
    let application = reading::application(visit, values);
    let mut sections = Vec::new();
    for p in &application.people {
        sections.push((
            p.full_name(),
            vec![
                (
                    w.t(k::RELATION).to_owned(),
                    show::code(w, "relation", &p.relation),
                ),
                (w.t(k::BIRTH_DATE).to_owned(), show::birth(w, &p.birth_date)),
                (
                    w.t(k::BIRTH_PLACE).to_owned(),
                    show::place(w, &p.birth_place),
                ),
                (w.t(k::CLAIMED_CLAUSES).to_owned(), show::clauses(w, p)),
            ],
        ));
    }
    let names: Vec<String> = application
        .witnesses
        .iter()
        .map(|x| show::personal(w, &x.name))
        .collect();
    let papers: Vec<String> = reading::papers(values)
        .iter()
        .map(|p| show::code(w, "paper-kind", &p.kind))
        .collect();
    sections.push((
        w.t(k::PART_WITNESSES).to_owned(),
        vec![(
            w.t(k::WITNESS_NAMES).to_owned(),
            if names.is_empty() {
                "—".to_owned()
            } else {
                w.list(&names)
            },
        )],
    ));
    sections.push((
        w.t(k::PART_PAPERS).to_owned(),
        vec![(
            w.t(k::PAPERS_TAKEN).to_owned(),
            if papers.is_empty() {
                w.t(k::PAPERS_NONE).to_owned()
            } else {
                w.list(&papers)
            },
        )],
    ));
    sections
}

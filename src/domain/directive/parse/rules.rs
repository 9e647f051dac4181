//! The parts that steps are made of: documents, citations, papers, requirements and clocks.

use super::super::codes::{ClockStart, ClockUnit};
use super::super::model::{
    Certification, Citation, CitedDocument, ClaimRule, ClockRule, Escalation, OutcomeId, PaperKind,
    Quorum, Requirement, RequirementId,
};
use super::conditions::conditions;
use super::problem::{Problem, Thing};
use super::reader::Reader;
use super::table::Table;
use crate::domain::access::Role;
use crate::domain::directive::codes::Supplier;

pub(super) fn document(reader: &mut Reader<'_>, mut table: Table<'_, '_>) -> CitedDocument {
    let id = table.needed(reader, "id");
    reader.define(Thing::Document, &id);
    let document = CitedDocument {
        id: id.0,
        title: table.needed_title(reader, "title"),
        number: table.text(reader, "number").map(|(text, _)| text),
        date: table.text(reader, "date").map(|(text, _)| text),
        assumed: table.flag(reader, "assumed"),
        note: table.title(reader, "note"),
    };
    table.close(reader);
    document
}

pub(super) fn basis(reader: &mut Reader<'_>, table: &mut Table<'_, '_>) -> Vec<Citation> {
    let tables = table.tables(reader, "basis");
    tables.into_iter().map(|it| citation(reader, it)).collect()
}

fn citation(reader: &mut Reader<'_>, mut table: Table<'_, '_>) -> Citation {
    let document = table.needed(reader, "document");
    reader.refer(Thing::Document, &document);
    let article = table.needed_title(reader, "article");
    table.close(reader);
    Citation {
        document: document.0,
        article,
    }
}

pub(super) fn paper(reader: &mut Reader<'_>, mut table: Table<'_, '_>) -> PaperKind {
    let id = table.needed(reader, "id");
    reader.define(Thing::Paper, &id);
    let certified = table.tables(reader, "certified_by");
    let paper = PaperKind {
        id: id.0,
        title: table.needed_title(reader, "title"),
        help: table.title(reader, "help"),
        suppliers: table.codes(reader, "suppliers"),
        count: table.number(reader, "count").map_or(1, |(count, _)| count),
        certified_by: certified
            .into_iter()
            .map(|it| certification(reader, it))
            .collect(),
        proves: table.codes(reader, "proves"),
        basis: basis(reader, &mut table),
    };
    if paper.suppliers.is_empty() {
        reader.fault(
            table.at,
            Problem::NoSupplier {
                paper: paper.id.clone(),
            },
        );
    }
    table.close(reader);
    paper
}

fn certification(reader: &mut Reader<'_>, mut table: Table<'_, '_>) -> Certification {
    let certification = Certification {
        by: table.needed_code(reader, "by", Supplier::Notary),
        when: conditions(reader, &mut table, "when"),
    };
    table.close(reader);
    certification
}

pub(super) fn requirement(reader: &mut Reader<'_>, mut table: Table<'_, '_>) -> Requirement {
    let id = table.needed(reader, "id");
    reader.define(Thing::Requirement, &id);
    let requirement = Requirement {
        id: RequirementId(id.0),
        title: table.needed_title(reader, "title"),
        help: table.title(reader, "help"),
        basis: basis(reader, &mut table),
        any_of: paper_ids(reader, &mut table, "any_of"),
        per_person: table.flag(reader, "per_person"),
        if_any: table.flag(reader, "if_any"),
        when: conditions(reader, &mut table, "when"),
        unless: conditions(reader, &mut table, "unless"),
        assumed: table.flag(reader, "assumed"),
        note: table.title(reader, "note"),
    };
    if requirement.any_of.is_empty() {
        let requirement = requirement.id.0.clone();
        reader.fault(table.at, Problem::NoPaper { requirement });
    }
    table.close(reader);
    requirement
}

pub(super) fn paper_ids(
    reader: &mut Reader<'_>,
    table: &mut Table<'_, '_>,
    key: &'static str,
) -> Vec<String> {
    let ids = table.texts(reader, key);
    ids.iter().for_each(|id| reader.refer(Thing::Paper, id));
    ids.into_iter().map(|(id, _)| id).collect()
}

/// The clock of `table`; that of a step may lead to one of the step's outcomes when it runs out.
pub(super) fn clock(
    reader: &mut Reader<'_>,
    table: &mut Table<'_, '_>,
    step: Option<&str>,
) -> Option<ClockRule> {
    let mut clock = table.table(reader, "clock")?;
    let length = length(reader, &mut clock);
    let extendable_to = clock.number(reader, "extendable_to");
    if let Some((longest, at)) = &extendable_to
        && *longest <= length
    {
        let problem = Problem::ExtensionTooShort {
            length,
            longest: *longest,
        };
        reader.fault(at.start, problem);
    }
    let escalations = clock.tables(reader, "escalations");
    let on_expiry = step.and_then(|step| {
        let (outcome, at) = clock.text(reader, "on_expiry")?;
        reader.refer(Thing::Outcome, &(format!("{step}.{outcome}"), at.clone()));
        reader.expiries.push((step.to_owned(), outcome.clone(), at));
        Some(OutcomeId(outcome))
    });
    let rule = ClockRule {
        length,
        unit: clock.needed_code(reader, "unit", ClockUnit::CalendarDays),
        starts: clock.code(reader, "starts").unwrap_or(ClockStart::Entry),
        pauses_with: clock.codes(reader, "pauses_with"),
        escalate_to: clock.code(reader, "escalate_to"),
        on_expiry,
        reminders: clock.numbers(reader, "reminders"),
        escalations: escalations
            .into_iter()
            .map(|it| escalation(reader, it))
            .collect(),
        extendable_by: clock.codes(reader, "extendable_by"),
        extension_approved_by: clock.codes(reader, "extension_approved_by"),
        extendable_to: extendable_to.map(|(longest, _)| longest),
        basis: basis(reader, &mut clock),
        assumed: clock.flag(reader, "assumed"),
        note: clock.title(reader, "note"),
    };
    clock.close(reader);
    Some(rule)
}

/// `quorum` of a step.
pub(super) fn quorum(reader: &mut Reader<'_>, table: &mut Table<'_, '_>) -> Option<Quorum> {
    let mut quorum = table.table(reader, "quorum")?;
    let (members, at) = quorum.needed_number(reader, "members");
    if members == 0 {
        reader.fault(at.start, Problem::ZeroQuorum);
    }
    let rule = Quorum {
        members,
        seats: quorum.codes(reader, "seats"),
        assumed: quorum.flag(reader, "assumed"),
        note: quorum.title(reader, "note"),
    };
    quorum.close(reader);
    Some(rule)
}

/// How long a file is kept in hand; every directive says it.
pub(super) fn claim(reader: &mut Reader<'_>, table: &mut Table<'_, '_>) -> Option<ClaimRule> {
    let at = table.at;
    let present = table.has("claim");
    let Some(mut claim) = table.table(reader, "claim") else {
        if !present {
            let key = "claim".to_owned();
            reader.fault(at, Problem::MissingKey { key });
        }
        return None;
    };
    let (hours, at) = claim.needed_number(reader, "hours");
    if hours == 0 {
        reader.fault(at.start, Problem::ZeroLength);
    }
    let rule = ClaimRule {
        hours,
        assumed: claim.flag(reader, "assumed"),
        note: claim.title(reader, "note"),
    };
    claim.close(reader);
    Some(rule)
}

fn length(reader: &mut Reader<'_>, clock: &mut Table<'_, '_>) -> u32 {
    let (length, at) = clock.needed_number(reader, "length");
    if length == 0 {
        reader.fault(at.start, Problem::ZeroLength);
    }
    length
}

fn escalation(reader: &mut Reader<'_>, mut table: Table<'_, '_>) -> Escalation {
    let after = table.needed_number(reader, "after").0;
    let to = table.needed_code(reader, "to", Role::OfficeHead);
    table.close(reader);
    Escalation { after, to }
}

//! What papers prove, and of whom.

use super::decide::MATERIAL_FACTS;
use super::event::Verdict;
use super::file::{CaseFile, Paper};
use super::people::PersonNo;

/// The material facts for which a paper of this kind usually speaks, where its reviewer named none.
#[must_use]
pub fn usual(kind: &str) -> &'static [&'static str] {
    match kind {
        "testimony_form" | "institution_certificate" | "identity_answer" | "age_opinion" => {
            &["identity"]
        }
        "father_shenasnameh"
        | "mother_shenasnameh"
        | "grandfather_papers"
        | "sibling_certificate"
        | "marriage_record"
        | "court_lineage_judgment"
        | "dna_report"
        | "old_papers" => &["parentage"],
        "birth_attestation" | "vaccination_card" | "finding_minute" | "parent_birth_proof" => {
            &["birthplace"]
        }
        "health_file" => &["birthplace", "residence"],
        "residence_proof"
        | "dehyari_certificate"
        | "school_letter"
        | "residence_after_eighteen" => &["residence"],
        "local_testimony" => &["identity", "residence"],
        "no_foreign_record" => &["no_foreign_nationality"],
        // A foreign paper usually speaks against, and is never counted for a fact by its kind.
        _ => &[],
    }
}

/// The material facts that a paper speaks to: those its reviewer named, or what its kind usually does.
#[must_use]
pub fn of(paper: &Paper) -> Vec<&str> {
    let named: Vec<&str> = paper
        .judgment()
        .map_or(&[][..], |j| &j.what.supports)
        .iter()
        .map(String::as_str)
        .filter(|fact| MATERIAL_FACTS.contains(fact))
        .collect();
    if named.is_empty() {
        let kind = paper.latest().map_or("", |v| v.what.kind.as_str());
        return usual(kind).to_vec();
    }
    named
}

/// Whether a paper is this person's or the whole household's.
#[must_use]
pub fn concerns(paper: &Paper, person: PersonNo) -> bool {
    paper
        .latest()
        .is_some_and(|v| v.what.people.is_empty() || v.what.people.contains(&person))
}

/// The accepted papers of a person, or of the whole household, that prove `fact`.
pub fn proving<'a>(
    file: &'a CaseFile,
    person: PersonNo,
    fact: &'a str,
) -> impl Iterator<Item = &'a Paper> {
    file.papers
        .iter()
        .filter(move |p| concerns(p, person) && is_accepted(p) && of(p).contains(&fact))
}

/// The other papers of a person: those that prove no material fact, and those not accepted.
pub fn others(file: &CaseFile, person: PersonNo) -> impl Iterator<Item = &Paper> {
    file.papers
        .iter()
        .filter(move |p| concerns(p, person) && (!is_accepted(p) || of(p).is_empty()))
}

fn is_accepted(paper: &Paper) -> bool {
    paper
        .judgment()
        .is_some_and(|j| j.what.verdict == Verdict::Accepted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_kind_usually_speaks_to_are_material_facts() {
        for kind in [
            "testimony_form",
            "health_file",
            "no_foreign_record",
            "dna_report",
        ] {
            let facts = usual(kind);
            assert!(!facts.is_empty(), "{kind}");
            assert!(facts.iter().all(|f| MATERIAL_FACTS.contains(f)), "{kind}");
        }
        for kind in ["application", "passport", "foreign_papers"] {
            assert!(usual(kind).is_empty(), "{kind}");
        }
    }
}

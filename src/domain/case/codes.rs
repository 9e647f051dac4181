//! The closed lists of codes that the application, the papers and the findings are written in: each
//! once, in the order of the forms. Each code has its title in the catalogue.

/// What a further person of the household is to its principal.
pub const RELATIONS: &[&str] = &[
    "spouse",
    "child",
    "parent",
    "sibling",
    "grandchild",
    "other",
];

/// Sex, as the birth record states it.
pub const SEXES: &[&str] = &["female", "male"];

/// Clauses of Article 976 of the Civil Code.
pub const CLAUSES: &[&str] = &["1", "2", "3", "4", "5", "6", "7"];

/// On what a birth date may rest.
pub const BIRTH_BASES: &[&str] = &[
    "testimony_form",
    "vaccination_card",
    "birth_attestation",
    "health_file",
    "age_opinion",
    "school_letter",
    "other",
];

/// Whether a foreign identity paper is held.
pub const FOREIGN_PAPERS: &[&str] = &["no", "yes", "unknown"];

/// How an application came to the office.
pub const CHANNELS: &[&str] = &["counter", "field_visit", "portal_import", "court_order"];

/// Languages in which people are heard and served.
pub const LANGUAGES: &[&str] = &[
    "persian", "balochi", "sistani", "brahui", "kurdish", "arabic", "turkmen", "pashto", "urdu",
    "other",
];

/// Where the applicant lives, which decides who certifies (item 1-1).
pub const SETTLEMENTS: &[&str] = &["city", "village"];

/// Reasons to take a case first.
pub const VULNERABILITIES: &[&str] = &[
    "child",
    "school_age",
    "unaccompanied",
    "illness",
    "disability",
    "pregnancy",
    "elderly",
    "female_head",
    "disaster",
    "detained",
];

/// In what capacity somebody acts for the applicant (Art. 16).
pub const CAPACITIES: &[&str] = &[
    "father",
    "grandfather",
    "mother",
    "appointed_guardian",
    "executor",
    "trustee",
    "lawyer",
    "institution",
    "keeper",
];

/// Who certified the signatures of witnesses (item 1-1).
pub const CERTIFICATIONS: &[&str] = &["notary", "police", "islamic_council"];

/// What a witness is to the applicant.
pub const KINSHIP: &[&str] = &[
    "none",
    "parent",
    "sibling",
    "uncle_or_aunt",
    "grandparent",
    "cousin",
    "in_law",
    "other",
];

/// Kinds of paper that are usually brought to the counter.
pub const COUNTER_PAPERS: &[&str] = &[
    "application",
    "testimony_form",
    "photos",
    "institution_certificate",
    "court_lineage_judgment",
    "father_shenasnameh",
    "mother_shenasnameh",
    "grandfather_papers",
    "sibling_certificate",
    "marriage_record",
    "dehyari_certificate",
    "health_file",
    "vaccination_card",
    "school_letter",
    "birth_attestation",
    "residence_proof",
    "old_papers",
    "local_testimony",
    "foreign_papers",
];

/// Kinds of paper of which the pieces are counted, not the pages.
pub const COUNTED_IN_PIECES: &[&str] = &["photos"];

/// How a paper was handed in.
pub const PAPER_FORMS: &[&str] = &["original", "copy", "seen"];

/// Facts that papers and evidence speak to: the material ones, and kinship within the file.
pub const FACTS: &[&str] = &[
    "identity",
    "parentage",
    "birthplace",
    "residence",
    "no_foreign_nationality",
    "kinship",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::decide::MATERIAL_FACTS;
    use crate::domain::person::{Clause, Relation, Sex};
    use crate::text::Key;

    #[test]
    fn every_code_has_its_title_in_the_catalogue() {
        for (family, all) in [
            ("relation", RELATIONS),
            ("sex", SEXES),
            ("clause", CLAUSES),
            ("clause-short", CLAUSES),
            ("birth-basis", BIRTH_BASES),
            ("foreign-papers", FOREIGN_PAPERS),
            ("channel", CHANNELS),
            ("language", LANGUAGES),
            ("settlement", SETTLEMENTS),
            ("vulnerability", VULNERABILITIES),
            ("capacity", CAPACITIES),
            ("certification", CERTIFICATIONS),
            ("kinship", KINSHIP),
            ("paper-form", PAPER_FORMS),
            ("fact", FACTS),
        ] {
            for code in all {
                assert!(Key::titled(family, code).is_some(), "{family} {code}");
            }
        }
    }

    #[test]
    fn the_lists_agree_with_what_the_law_and_the_decision_name() {
        let further = Relation::ALL.iter().filter(|r| **r != Relation::Principal);
        assert_eq!(further.map(|r| r.code()).collect::<Vec<_>>(), RELATIONS);
        assert_eq!(Sex::ALL.iter().map(|s| s.code()).collect::<Vec<_>>(), SEXES);
        let clauses = Clause::ALL.map(|c| c.number().to_string());
        assert_eq!(clauses.as_slice(), CLAUSES);
        assert!(MATERIAL_FACTS.iter().all(|f| FACTS.contains(f)));
    }
}

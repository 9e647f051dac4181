//! What is wrong with the answers of a part.

use super::super::super::form::{FieldError, Reader, Values};
use super::super::super::place;
use super::super::super::visit::{Problem, Visit};
use super::super::reading;
use super::{Part, WITNESSES};
use crate::domain::case::codes::{
    BIRTH_BASES, CAPACITIES, CERTIFICATIONS, CHANNELS, CLAUSES, COUNTER_PAPERS, FOREIGN_PAPERS,
    KINSHIP, LANGUAGES, PAPER_FORMS, RELATIONS, SETTLEMENTS, SEXES, VULNERABILITIES,
};
use crate::domain::case::contradiction::{self, Contradiction};
use crate::domain::directive::{Choice, Facts, Supplier};
use crate::text::k;

/// Everything that is wrong with a part.
pub(in crate::web::intake) fn check(
    visit: &Visit,
    values: &Values,
    part: Part,
) -> Result<Vec<FieldError>, Problem> {
    let mut r = Reader::new(values, visit.words);
    match part {
        Part::Applicant => check_applicant(&mut r, visit),
        Part::Household => {
            for no in 2..=reading::count(values) {
                check_person(&mut r, visit, no, false);
            }
        }
        Part::Witnesses => check_witnesses(&mut r, visit),
        Part::Papers => check_papers(&mut r),
        Part::Check => {}
    }
    contradictions(&mut r, visit, part);
    for section in super::sections(visit, values, part)? {
        for field in section.fields {
            r.limit(&field.name);
        }
    }
    Ok(r.errors)
}

/// What the application says against itself, at the field that was filled in last.
fn contradictions(r: &mut Reader<'_>, visit: &Visit, part: Part) {
    let application = reading::application(visit, r.values);
    for found in contradiction::contradictions(&application) {
        let (of, field) = match found {
            Contradiction::NotYounger { child, elder } => {
                (Part::Household, format!("p{}-birth", child.max(elder)))
            }
            Contradiction::SpouseOfOneSex { spouse } => (Part::Household, format!("p{spouse}-sex")),
            Contradiction::Twice { again, .. } => (Part::Household, format!("p{again}-given")),
            Contradiction::WitnessOfOwn { witness, .. }
            | Contradiction::WitnessDeclares { witness }
            | Contradiction::WitnessTwice { again: witness, .. } => {
                let no = reading::witness_no(r.values, witness);
                (Part::Witnesses, format!("w{no}-name"))
            }
        };
        if of == part {
            r.wrong(&field, found.words(&application));
        }
    }
}

fn check_papers(r: &mut Reader<'_>) {
    r.checks("papers", |code| {
        COUNTER_PAPERS.iter().find(|known| **known == code)
    });
    let people: Vec<String> = (1..=reading::count(r.values))
        .map(|no| no.to_string())
        .collect();
    for kind in reading::kinds(r.values) {
        r.choice(&format!("{kind}-form"), PAPER_FORMS);
        r.checks(&format!("{kind}-people"), |no| {
            people.iter().find(|known| *known == no)
        });
        if r.values.text(&format!("{kind}-pages")).is_some() {
            r.number(&format!("{kind}-pages"), 1, 500);
        }
        if !reading::paper(r.values, kind).is_somewhere() {
            r.wrong(&reading::scan_field(kind), k::ERROR_SCAN_OR_FOLDER);
        }
    }
}

fn check_applicant(r: &mut Reader<'_>, visit: &Visit) {
    check_person(r, visit, 1, true);
    place::check(r, "home");
    r.choice("settlement", SETTLEMENTS);
    r.choice("channel", CHANNELS);
    r.choice("language", LANGUAGES);
    for field in ["notice", "consent"] {
        if !r.values.has(field, "yes") {
            r.wrong(
                field,
                if field == "notice" {
                    k::ERROR_NOTICE
                } else {
                    k::ERROR_CONSENT
                },
            );
        }
    }
    r.checks("vulnerabilities", |code| {
        VULNERABILITIES.iter().find(|known| **known == code)
    });
    match (r.text("capacity"), r.text("representative")) {
        (Some(_), None) => r.wrong("representative", k::ERROR_REQUIRED),
        (Some(_), Some(_)) => drop(r.choice("capacity", CAPACITIES)),
        (None, Some(_)) => r.wrong("capacity", k::ERROR_CHOOSE),
        (None, None) => {}
    }
    r.telephone("telephone");
    r.telephone("representative_telephone");
    r.national_number("representative_number");
}

fn check_person(r: &mut Reader<'_>, visit: &Visit, no: u32, principal: bool) {
    let p = |name: &str| format!("p{no}-{name}");
    for name in ["given", "family"] {
        r.name_of_person(&p(name));
    }
    if !principal {
        r.choice(&p("relation"), RELATIONS);
    }
    r.choice(&p("sex"), SEXES);
    r.birth_date(&p("birth"), visit.register.today());
    r.choice(&p("basis"), BIRTH_BASES);
    place::check(r, &p("place"));
    r.national_number(&p("father_number"));
    let clauses = r.checks(&p("clauses"), |code| {
        CLAUSES.iter().find(|known| **known == code)
    });
    if clauses.is_empty() && r.values.all(&p("clauses")).is_empty() {
        r.wrong(&p("clauses"), k::ERROR_CHOOSE);
    }
    r.choice(&p("foreign"), FOREIGN_PAPERS);
}

/// The bodies that may certify the witnesses’ signatures where the applicant lives.
fn certifiers(values: &Values, visit: &Visit) -> Vec<Supplier> {
    let directive = super::in_force(visit).ok().flatten();
    let form = directive.as_ref().and_then(|d| d.paper("testimony_form"));
    let facts = Facts {
        settlement: values
            .text("settlement")
            .and_then(Choice::from_code)
            .or(Some(Choice::City)),
        ..Facts::default()
    };
    form.map_or_else(Vec::new, |it| it.certifiers(&facts).collect())
}

fn check_witnesses(r: &mut Reader<'_>, visit: &Visit) {
    let may = certifiers(r.values, visit);
    for no in 1..=WITNESSES {
        let n = |name: &str| format!("w{no}-{name}");
        if r.values.text(&n("name")).is_none() {
            continue;
        }
        r.national_number(&n("number"));
        r.birth_year_of_witness(&n("birth_year"), visit.register.today());
        for (field, known) in [("kinship", KINSHIP), ("certification", CERTIFICATIONS)] {
            if r.text(&n(field)).is_some() {
                r.choice(&n(field), known);
            }
        }
        let village = r.values.text("settlement") == Some("village");
        let certification = r.values.text(&n("certification")).unwrap_or("none");
        let fits = Supplier::from_code(certification).is_none_or(|it| may.contains(&it));
        if !fits {
            r.wrong(
                &n("certification"),
                if village {
                    k::ERROR_CERTIFICATION_VILLAGE
                } else {
                    k::ERROR_CERTIFICATION_CITY
                },
            );
        }
    }
}

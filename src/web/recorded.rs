//! The recorded values of an application: their titles, how each is shown, where it is corrected.

use super::show;
use super::visit::Visit;
use crate::domain::case::correction::{Nature, Value};
use crate::domain::case::decide::{Act, Setting, may};
use crate::domain::case::people::{Application, Person};
use crate::domain::case::{CaseFile, PersonNo, Personal};
use crate::domain::directive::Directive;
use crate::text::{Key, Words, digits, k};
use crate::web::parts::{Cell, Link, Note, Summary, SummaryLine};
use crate::web::sentences;

/// The title of a value, with the witness that it belongs to: «گواه ۲: نشانی».
#[must_use]
pub fn title(w: Words, value: Value) -> String {
    let label = w.t(label(value));
    value.witness().map_or_else(
        || label.to_owned(),
        |no| w.say(k::witness_value(u32::from(no), label)),
    )
}

/// The title of a value by the name that a correction was recorded under.
#[must_use]
pub fn title_of(w: Words, name: &str) -> String {
    Value::parse(name).map_or_else(|| name.to_owned(), |value| title(w, value))
}

fn label(value: Value) -> Key {
    match value.name() {
        "given" => k::GIVEN_NAME,
        "family" => k::FAMILY_NAME_CLAIMED,
        "other_names" => k::OTHER_NAMES,
        "relation" => k::RELATION,
        "sex" => k::SEX,
        "birth_date" => k::BIRTH_DATE,
        "birth_basis" => k::BIRTH_BASIS,
        "birth_place" => k::BIRTH_PLACE,
        "birth_locality" => k::BIRTH_LOCALITY,
        "father" => k::FATHER_NAME,
        "father_number" => k::FATHER_NUMBER,
        "mother" => k::MOTHER_NAME,
        "mother_number" => k::MOTHER_NUMBER,
        "paternal_grandfather" => k::GRANDFATHER_NAME,
        "grandfather_number" => k::GRANDFATHER_NUMBER,
        "clauses" => k::CLAIMED_CLAUSES,
        "foreign_papers" => k::FOREIGN_PAPERS,
        "foreign_papers_note" => k::FOREIGN_PAPERS_NOTE,
        "residence" => k::RESIDENCE,
        "residence_address" | "address" => k::ADDRESS,
        "settlement" => k::SETTLEMENT,
        "telephone" => k::TELEPHONE,
        "language" => k::LANGUAGE,
        "interpreter" => k::INTERPRETER,
        "vulnerabilities" => k::VULNERABILITIES,
        "representative" => k::REPRESENTATIVE_NAME,
        "representative_capacity" => k::CAPACITY,
        "representative_telephone" => k::REPRESENTATIVE_TELEPHONE,
        "institution" => k::INSTITUTION,
        "name" => k::WITNESS_NAME,
        "birth_year" => k::WITNESS_BIRTH_YEAR,
        "kinship" => k::WITNESS_KINSHIP,
        "certification" => k::WITNESS_CERTIFICATION,
        "certification_number" => k::WITNESS_CERTIFICATION_NUMBER,
        _ => k::NATIONAL_NUMBER,
    }
}

/// What is recorded under a value, in the words of the page.
#[must_use]
pub fn shown(w: Words, value: Value, recorded: &Personal) -> String {
    let Some(text) = recorded.known() else {
        return show::personal(w, recorded);
    };
    match value.nature() {
        Nature::Words | Nature::Name => text.to_owned(),
        Nature::NationalNumber | Nature::Telephone | Nature::Number | Nature::Year => {
            digits::localized(w.locale(), text)
        }
        Nature::BirthDate => show::birth(w, recorded),
        Nature::Place => show::place(w, recorded),
        Nature::OneOf(family, _) => show::code(w, family, text),
        Nature::SomeOf(family, _) => {
            let titles: Vec<_> = text.split(',').map(|c| show::code(w, family, c)).collect();
            w.list(&titles)
        }
    }
}

/// A value with its title, where something is recorded under it.
#[must_use]
pub fn told(
    w: Words,
    application: &Application,
    person: PersonNo,
    value: Value,
) -> Option<(String, String)> {
    let known = value.recorded(application, person)??;
    let shown = shown(w, value, &known);
    (!shown.is_empty()).then(|| (title(w, value), shown))
}

/// By which somebody is found in the registers.
const PARTICULARS: [&str; 6] = [
    "father",
    "paternal_grandfather",
    "mother",
    "birth_date",
    "birth_place",
    "other_names",
];

/// Under the name of each of these people, by what they are found in the registers.
#[must_use]
pub fn particulars(w: Words, file: &CaseFile, of: &[PersonNo]) -> Vec<(String, Summary)> {
    let people = file.application.people.iter();
    let people = people.filter(|p| of.contains(&p.no));
    let told = |p: &Person| {
        let values = PARTICULARS.into_iter().filter_map(Value::parse);
        let told = values.filter_map(|value| told(w, &file.application, p.no, value));
        let lines = told.map(|(title, value)| SummaryLine::new(title, value));
        let lines = lines.collect();
        (p.full_name(), Summary { lines })
    };
    people.map(told).collect()
}

/// Who may correct the recorded values now, or why not.
#[derive(Debug)]
pub struct Corrections<'a> {
    pub words: Words,
    pub file: &'a CaseFile,
    /// In words, where nothing can be corrected.
    why_not: Option<String>,
}

impl<'a> Corrections<'a> {
    /// As the same function says that will judge each correction.
    #[must_use]
    pub fn of(
        visit: &Visit,
        file: &'a CaseFile,
        directive: &Directive,
        setting: &Setting<'_>,
        person: PersonNo,
    ) -> Self {
        let words = visit.words;
        let judged = may(file, setting, &Act::Correct(person));
        let why_not = judged
            .err()
            .map(|no| sentences::refusal(words, file, directive, &no));
        Self {
            words,
            file,
            why_not,
        }
    }

    /// Why nothing can be corrected, where that is so.
    #[must_use]
    pub fn note(&self) -> Option<Note> {
        let why = self.why_not.as_ref()?;
        Some(Note::plain(why).titled(self.words.t(k::CORRECTIONS_NOT_NOW)))
    }

    /// Each of the values that this person (or the case, with 0) has, with the way to correct it.
    pub fn lines(&self, person: PersonNo, values: impl Iterator<Item = Value>) -> Vec<SummaryLine> {
        values.filter_map(|v| self.line(person, v)).collect()
    }

    /// One value, where there is such a one.
    #[must_use]
    pub fn line(&self, person: PersonNo, value: Value) -> Option<SummaryLine> {
        let w = self.words;
        let recorded = value.recorded(&self.file.application, person)?;
        let cell = match (&recorded, value.nature()) {
            (None, _) => Cell::muted("—"),
            (
                Some(text),
                Nature::NationalNumber | Nature::Telephone | Nature::Number | Nature::Year,
            ) => Cell::Code(shown(w, value, text)),
            (Some(text), _) => shown(w, value, text).into(),
        };
        let mut line = SummaryLine::new(w.t(label(value)), cell);
        if self.why_not.is_none() {
            line.change = Some(self.link(person, value));
        }
        Some(line)
    }

    fn link(&self, person: PersonNo, value: Value) -> Link {
        let (reference, field) = (&self.file.reference, value.code());
        let href = format!("/cases/{reference}/acts/correction?person={person}&field={field}");
        Link::new(href, self.words.t(k::CORRECT))
    }
}

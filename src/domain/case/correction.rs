//! The values of an application that can be corrected: their names, and what each may be.

use std::collections::BTreeSet;

use super::codes::{
    BIRTH_BASES, CAPACITIES, CERTIFICATIONS, CLAUSES, FOREIGN_PAPERS, KINSHIP, LANGUAGES,
    RELATIONS, SETTLEMENTS, SEXES, VULNERABILITIES,
};
use super::people::{Application, Person, PersonNo, Relative, Representative, WHOLE_CASE, Witness};
use super::personal::Personal;
use crate::domain::person::imprecise_date::ImpreciseDate;
use crate::domain::person::places::Places;
use crate::domain::person::{PersonName, national_number, telephone};

/// A recorded value, by the name under which its corrections stand in the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Value {
    name: &'static str,
    /// The witness that it belongs to, counted from 1.
    witness: Option<u8>,
}

/// What a value may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    Words,
    /// Words that are somebody's given or family name.
    Name,
    NationalNumber,
    Telephone,
    /// The number of a document, in Latin digits.
    Number,
    /// A Jalali year in four digits.
    Year,
    BirthDate,
    /// The code of a province, county or district.
    Place,
    /// A code of a closed list, with the family of its title in the catalogue.
    OneOf(&'static str, &'static [&'static str]),
    /// Codes of a closed list, joined by commas.
    SomeOf(&'static str, &'static [&'static str]),
}

/// A line of a table: the name, what the value may be, whether it may be empty.
type Row = (&'static str, Nature, bool);

const OF_A_PERSON: &[Row] = &[
    ("given", Nature::Name, false),
    ("family", Nature::Name, false),
    ("other_names", Nature::Words, true),
    ("relation", Nature::OneOf("relation", RELATIONS), false),
    ("sex", Nature::OneOf("sex", SEXES), false),
    ("birth_date", Nature::BirthDate, false),
    (
        "birth_basis",
        Nature::OneOf("birth-basis", BIRTH_BASES),
        false,
    ),
    ("birth_place", Nature::Place, false),
    ("birth_locality", Nature::Words, true),
    ("father", Nature::Words, true),
    ("father_number", Nature::NationalNumber, true),
    ("mother", Nature::Words, true),
    ("mother_number", Nature::NationalNumber, true),
    ("paternal_grandfather", Nature::Words, true),
    ("grandfather_number", Nature::NationalNumber, true),
    ("clauses", Nature::SomeOf("clause-short", CLAUSES), false),
    (
        "foreign_papers",
        Nature::OneOf("foreign-papers", FOREIGN_PAPERS),
        false,
    ),
    ("foreign_papers_note", Nature::Words, true),
];

const OF_THE_CASE: &[Row] = &[
    ("residence", Nature::Place, false),
    ("residence_address", Nature::Words, true),
    (
        "settlement",
        Nature::OneOf("settlement", SETTLEMENTS),
        false,
    ),
    ("telephone", Nature::Telephone, true),
    ("language", Nature::OneOf("language", LANGUAGES), false),
    ("interpreter", Nature::Words, true),
    (
        "vulnerabilities",
        Nature::SomeOf("vulnerability", VULNERABILITIES),
        true,
    ),
    ("representative", Nature::Words, true),
    (
        "representative_capacity",
        Nature::OneOf("capacity", CAPACITIES),
        false,
    ),
    ("representative_number", Nature::NationalNumber, true),
    ("representative_telephone", Nature::Telephone, true),
    ("institution", Nature::Words, true),
];

const OF_A_WITNESS: &[Row] = &[
    ("name", Nature::Words, false),
    ("number", Nature::NationalNumber, true),
    ("birth_year", Nature::Year, true),
    ("address", Nature::Words, true),
    ("kinship", Nature::OneOf("kinship", KINSHIP), false),
    (
        "certification",
        Nature::OneOf("certification", CERTIFICATIONS),
        true,
    ),
    ("certification_number", Nature::Number, true),
];

impl Value {
    /// The value with this name: `birth_place`, `telephone`, `witness_2_address`.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        if let Some((no, of)) = name
            .strip_prefix("witness_")
            .and_then(|n| n.split_once('_'))
        {
            let witness = no.parse().ok().filter(|no| (1..=9).contains(no))?;
            return Some(Self {
                name: known(OF_A_WITNESS, of)?.0,
                witness: Some(witness),
            });
        }
        let row = known(OF_A_PERSON, name).or_else(|| known(OF_THE_CASE, name))?;
        Some(Self {
            name: row.0,
            witness: None,
        })
    }

    /// Everything that is recorded of a person, in the order of the form.
    pub fn of_a_person() -> impl Iterator<Item = Self> {
        all(OF_A_PERSON, None)
    }

    /// Everything that is recorded of the case as a whole, but its witnesses.
    pub fn of_the_case() -> impl Iterator<Item = Self> {
        all(OF_THE_CASE, None)
    }

    /// Everything that is recorded of a witness, counted from 1.
    pub fn of_a_witness(no: u8) -> impl Iterator<Item = Self> {
        all(OF_A_WITNESS, Some(no))
    }

    /// The name as the history has it.
    #[must_use]
    pub fn code(self) -> String {
        match self.witness {
            Some(no) => format!("witness_{no}_{}", self.name),
            None => self.name.to_owned(),
        }
    }

    /// The name without the witness that it belongs to.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// The witness that it belongs to, counted from 1.
    #[must_use]
    pub const fn witness(self) -> Option<u8> {
        self.witness
    }

    /// What the value may be.
    #[must_use]
    pub fn nature(self) -> Nature {
        self.row().map_or(Nature::Words, |row| row.1)
    }

    /// Whether there may be none.
    #[must_use]
    pub fn may_be_empty(self) -> bool {
        self.row().is_some_and(|row| row.2)
    }

    fn row(self) -> Option<&'static Row> {
        if self.witness.is_some() {
            return known(OF_A_WITNESS, self.name);
        }
        known(OF_A_PERSON, self.name).or_else(|| known(OF_THE_CASE, self.name))
    }

    /// Whether it may be this.
    #[must_use]
    pub fn admits(self, value: Option<&Personal>) -> bool {
        let Some(text) = value.and_then(Personal::known) else {
            return value.is_none() && self.may_be_empty();
        };
        match self.nature() {
            Nature::Words | Nature::Number => !text.trim().is_empty(),
            Nature::Name => PersonName::parse(text).is_ok(),
            Nature::NationalNumber => national_number::is_valid(text),
            Nature::Telephone => telephone::is_valid(text),
            Nature::Year => text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()),
            Nature::BirthDate => text.parse::<ImpreciseDate>().is_ok(),
            Nature::Place => Places::shipped().find(text).is_some(),
            Nature::OneOf(_, codes) => codes.contains(&text),
            Nature::SomeOf(_, codes) => {
                let chosen: Vec<&str> = text.split(',').collect();
                let different: BTreeSet<&str> = chosen.iter().copied().collect();
                different.len() == chosen.len() && chosen.iter().all(|code| codes.contains(code))
            }
        }
    }

    /// What is on record now: nothing where the value is empty, and no answer where `person` has no
    /// such value.
    #[must_use]
    pub fn recorded(self, application: &Application, person: PersonNo) -> Option<Option<Personal>> {
        let mut copy = application.clone();
        self.place(&mut copy, person).map(|place| place.read())
    }

    /// Puts it on record.
    pub fn record(self, application: &mut Application, person: PersonNo, after: Option<Personal>) {
        if let Some(place) = self.place(application, person) {
            place.write(after);
        }
    }

    fn place(self, application: &mut Application, person: PersonNo) -> Option<Place<'_>> {
        match (self.witness, person) {
            (Some(no), WHOLE_CASE) => of_a_witness(&mut application.witnesses, no, self.name),
            (None, WHOLE_CASE) => of_the_case(application, self.name),
            (Some(_), _) => None,
            (None, no) => {
                let person = application.people.iter_mut().find(|p| p.no == no)?;
                of_a_person(person, self.name)
            }
        }
    }
}

/// The first value of an application that cannot be what it says.
#[must_use]
pub fn unsound(application: &Application) -> Option<Value> {
    let people = application.people.iter().map(|p| p.no);
    let of_people = people.flat_map(|no| Value::of_a_person().map(move |value| (no, value)));
    let witnesses = (1..=u8::MAX).take(application.witnesses.len());
    let of_case = Value::of_the_case().chain(witnesses.flat_map(Value::of_a_witness));
    let mut all = of_people.chain(of_case.map(|value| (WHOLE_CASE, value)));
    let mut copy = application.clone();
    let mut fits = |(person, value): &(PersonNo, Value)| {
        let recorded = value.place(&mut copy, *person).map(|place| place.read());
        recorded.is_none_or(|recorded| value.admits(recorded.as_ref()))
    };
    all.find(|one| !fits(one)).map(|(_, value)| value)
}

fn known(rows: &'static [Row], name: &str) -> Option<&'static Row> {
    rows.iter().find(|row| row.0 == name)
}

fn all(rows: &'static [Row], witness: Option<u8>) -> impl Iterator<Item = Value> {
    rows.iter().map(move |row| Value {
        name: row.0,
        witness,
    })
}

/// Where a value stands in the application.
enum Place<'a> {
    Known(&'a mut Personal),
    Maybe(&'a mut Option<Personal>),
    Code(&'a mut String),
    /// `none` stands for nothing.
    CodeOrNone(&'a mut String),
    Codes(&'a mut Vec<String>),
    Clauses(&'a mut Vec<u8>),
    /// The name makes the relative, and takes it away.
    Relative(&'a mut Option<Relative>),
    /// The name makes the representative, and takes it away.
    Representative(&'a mut Option<Representative>),
    /// The name of a witness who is not yet on record.
    NewWitness(&'a mut Vec<Witness>),
}

impl Place<'_> {
    fn read(&self) -> Option<Personal> {
        let joined = |all: Vec<String>| (!all.is_empty()).then(|| Personal::new(all.join(",")));
        match self {
            Self::Known(value) => Some((**value).clone()),
            Self::Maybe(value) => (**value).clone(),
            Self::Code(code) => (!code.is_empty()).then(|| Personal::new(code.as_str())),
            Self::CodeOrNone(code) => (*code != "none").then(|| Personal::new(code.as_str())),
            Self::Codes(codes) => joined(codes.to_vec()),
            Self::Clauses(clauses) => joined(clauses.iter().map(u8::to_string).collect()),
            Self::Relative(relative) => relative.as_ref().map(|r| r.name.clone()),
            Self::Representative(who) => who.as_ref().map(|r| r.name.clone()),
            Self::NewWitness(_) => None,
        }
    }

    fn write(self, after: Option<Personal>) {
        let text = after.as_ref().map_or("", Personal::or_empty).to_owned();
        let codes = text.split(',').filter(|code| !code.is_empty());
        match self {
            Self::Known(value) => *value = after.unwrap_or_else(|| Personal::new("")),
            Self::Maybe(value) => *value = after,
            Self::Code(code) => *code = text,
            Self::CodeOrNone(code) => {
                *code = after.map_or_else(|| "none".to_owned(), |_| text);
            }
            Self::Codes(all) => *all = codes.map(str::to_owned).collect(),
            Self::Clauses(all) => *all = codes.filter_map(|code| code.parse().ok()).collect(),
            Self::Relative(relative) => match (relative.as_mut(), after) {
                (Some(known), Some(name)) => known.name = name,
                (_, name) => *relative = name.map(Relative::named),
            },
            Self::Representative(who) => match (who.as_mut(), after) {
                (Some(known), Some(name)) => known.name = name,
                (_, name) => *who = name.map(Representative::named),
            },
            Self::NewWitness(all) => all.extend(after.map(Witness::named)),
        }
    }
}

fn of_a_person<'a>(p: &'a mut Person, name: &str) -> Option<Place<'a>> {
    let number = |r: &'a mut Option<Relative>| {
        let relative = r.as_mut()?;
        Some(Place::Maybe(&mut relative.national_number))
    };
    Some(match name {
        "given" => Place::Known(&mut p.given),
        "family" => Place::Known(&mut p.family),
        "other_names" => Place::Maybe(&mut p.other_names),
        // The principal is the principal.
        "relation" if p.relation != "principal" => Place::Code(&mut p.relation),
        "sex" => Place::Known(&mut p.sex),
        "birth_date" => Place::Known(&mut p.birth_date),
        "birth_basis" => Place::Code(&mut p.birth_basis),
        "birth_place" => Place::Known(&mut p.birth_place),
        "birth_locality" => Place::Maybe(&mut p.birth_locality),
        "father" => Place::Relative(&mut p.father),
        "father_number" => number(&mut p.father)?,
        "mother" => Place::Relative(&mut p.mother),
        "mother_number" => number(&mut p.mother)?,
        "paternal_grandfather" => Place::Relative(&mut p.paternal_grandfather),
        "grandfather_number" => number(&mut p.paternal_grandfather)?,
        "clauses" => Place::Clauses(&mut p.clauses),
        "foreign_papers" => Place::Code(&mut p.foreign_papers),
        "foreign_papers_note" => Place::Maybe(&mut p.foreign_papers_note),
        _ => return None,
    })
}

fn of_the_case<'a>(a: &'a mut Application, name: &str) -> Option<Place<'a>> {
    Some(match name {
        "residence" => Place::Known(&mut a.residence),
        "residence_address" => Place::Maybe(&mut a.residence_address),
        "settlement" => Place::Code(&mut a.settlement),
        "telephone" => Place::Maybe(&mut a.telephone),
        "language" => Place::Code(&mut a.language),
        "interpreter" => Place::Maybe(&mut a.interpreter),
        "vulnerabilities" => Place::Codes(&mut a.vulnerabilities),
        "representative" => Place::Representative(&mut a.representative),
        "institution" => Place::Maybe(&mut a.institution),
        of_who => {
            let who = a.representative.as_mut()?;
            match of_who {
                "representative_capacity" => Place::Code(&mut who.capacity),
                "representative_number" => Place::Maybe(&mut who.national_number),
                "representative_telephone" => Place::Maybe(&mut who.telephone),
                _ => return None,
            }
        }
    })
}

fn of_a_witness<'a>(all: &'a mut Vec<Witness>, no: u8, name: &str) -> Option<Place<'a>> {
    let at = usize::from(no).checked_sub(1)?;
    if at == all.len() && name == "name" {
        return Some(Place::NewWitness(all));
    }
    let witness = all.get_mut(at)?;
    Some(match name {
        "name" => Place::Known(&mut witness.name),
        "number" => Place::Maybe(&mut witness.national_number),
        "birth_year" => Place::Maybe(&mut witness.birth_year),
        "address" => Place::Maybe(&mut witness.address),
        "kinship" => Place::Code(&mut witness.kinship),
        "certification" => Place::CodeOrNone(&mut witness.certification),
        "certification_number" => Place::Maybe(&mut witness.certification_number),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_is_found_by_the_name_that_the_history_has() {
        let all = Value::of_a_person()
            .chain(Value::of_the_case())
            .chain(Value::of_a_witness(3));
        for value in all {
            assert_eq!(Value::parse(&value.code()), Some(value));
        }
        for unknown in ["", "no", "witness_0_name", "witness_x_name", "witness_1_no"] {
            assert_eq!(Value::parse(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn a_value_admits_what_its_nature_allows() {
        let admits = |name: &str, text: &str| {
            let value = Value::parse(name).unwrap();
            value.admits(Some(&Personal::new(text)))
        };
        assert!(admits("clauses", "1,5") && !admits("clauses", "1,9"));
        assert!(admits("sex", "female") && !admits("sex", "other"));
        assert!(admits("birth_date", "1362..1364") && !admits("birth_date", "1362-13"));
        assert!(admits("birth_place", "1103") && !admits("birth_place", "99"));
        assert!(admits("witness_1_birth_year", "1350") && !admits("witness_1_birth_year", "350"));
        assert!(!admits("father_number", "1234567890"));
        assert!(!Value::parse("given").unwrap().admits(None));
        assert!(Value::parse("mother").unwrap().admits(None));
    }
}

//! What an application says against itself: told at the counter, before a case begins with it.
//!
//! Only what cannot be is a contradiction. Where a date is known to a span of years, or two people may
//! share a name, nothing is refused; that somebody may stand there twice is [`look_alikes`].

use crate::domain::person::ImpreciseDate;
use crate::text::folding::fold_joined;
use crate::text::{JalaliDate, Phrase, k};

use super::people::{Application, Person, PersonNo, Relative, Witness};
use super::personal::Personal;

/// What cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Contradiction {
    /// Born no later than a parent or grandparent of the same household.
    NotYounger { child: PersonNo, elder: PersonNo },
    /// Of one sex with the principal whose spouse the person is said to be (Civil Code, book 7).
    SpouseOfOneSex { spouse: PersonNo },
    /// A name, a father and a birth date that stand there already.
    Twice { first: PersonNo, again: PersonNo },
    /// A witness who is one of the people, by number of the witness in the application.
    WitnessOfOwn { witness: usize, person: PersonNo },
    /// A witness who is the guardian or representative: who declares does not testify.
    WitnessDeclares { witness: usize },
    /// The same witness a second time.
    WitnessTwice { first: usize, again: usize },
}

impl Contradiction {
    /// What to tell whoever typed it.
    #[must_use]
    pub fn words(self, application: &Application) -> Phrase {
        let name = |no: PersonNo| {
            let person = application.people.iter().find(|p| p.no == no);
            person.map(Person::full_name).unwrap_or_default()
        };
        match self {
            Self::NotYounger { child, elder } => {
                k::contradiction_not_younger(name(child), name(elder))
            }
            Self::SpouseOfOneSex { .. } => k::contradiction_spouse(name(1)),
            Self::Twice { first, .. } => k::contradiction_twice(name(first)),
            Self::WitnessOfOwn { person, .. } => k::contradiction_witness_of_own(name(person)),
            Self::WitnessDeclares { .. } => k::CONTRADICTION_WITNESS_DECLARES.into(),
            Self::WitnessTwice { .. } => k::CONTRADICTION_WITNESS_TWICE.into(),
        }
    }
}

/// Everything that cannot be.
#[must_use]
pub fn contradictions(application: &Application) -> Vec<Contradiction> {
    let people = &application.people;
    let mut all = Vec::new();
    for (i, person) in people.iter().enumerate() {
        let before = people.iter().take(i);
        let twice = before.clone().find(|p| are_one(p, person) == Some(true));
        all.extend(twice.map(|p| Contradiction::Twice {
            first: p.no,
            again: person.no,
        }));
        let descends = |p: &&Person| descends(person, p, people) && cannot_descend(person, p);
        let elder = people.iter().find(descends);
        all.extend(elder.map(|elder| Contradiction::NotYounger {
            child: person.no,
            elder: elder.no,
        }));
    }
    all.extend(spouses(people));
    all.extend(witnesses(application));
    all
}

/// People who may be one and the same: of one name, with birth dates that can be the same day.
#[must_use]
pub fn look_alikes(application: &Application) -> Vec<(PersonNo, PersonNo)> {
    let people = &application.people;
    let pairs = people.iter().enumerate().flat_map(|(i, p)| {
        let before = people.iter().take(i);
        before.map(move |earlier| (earlier, p))
    });
    let alike = pairs.filter(|(a, b)| are_one(a, b) == Some(false));
    alike.map(|(a, b)| (a.no, b.no)).collect()
}

/// Whether two entries are one person: surely, perhaps, or not.
fn are_one(a: &Person, b: &Person) -> Option<bool> {
    let named = same(&a.given, &b.given) && same(&a.family, &b.family);
    let one_sex = a.sex == b.sex;
    let kin = [(&a.father, &b.father), (&a.mother, &b.mother)];
    let other = |(one, two): &(&Option<Relative>, &Option<Relative>)| match (one, two) {
        (Some(one), Some(two)) => !same(&one.name, &two.name),
        _ => false,
    };
    let (one, two) = (born(a), born(b));
    if !named || !one_sex || kin.iter().any(other) || !one.may_equal(two) {
        return None;
    }
    let father = a.father.is_some() && b.father.is_some();
    Some(father && one == two && one != ImpreciseDate::UNKNOWN)
}

/// Whether `person` is, by what is stated, a child or grandchild of `elder`.
fn descends(person: &Person, elder: &Person, people: &[Person]) -> bool {
    if person.no == elder.no {
        return false;
    }
    match (person.relation.as_str(), elder.relation.as_str()) {
        ("child" | "grandchild", "principal") | ("principal", "parent") => true,
        // A spouse may be a step-parent: only who is named as the parent is one.
        ("child", "spouse") => {
            let parent = match elder.sex.or_empty() {
                "female" => &person.mother,
                _ => &person.father,
            };
            let named = parent.as_ref().map(|r| fold_joined(r.name.or_empty()));
            let known = [elder.given.or_empty(), &elder.full_name()].map(fold_joined);
            let others = people.iter().filter(|p| p.relation == "spouse").count();
            others == 1 && named.is_some_and(|name| known.contains(&name))
        }
        _ => false,
    }
}

/// Even the latest birth of the one is in no later year than the earliest of the other.
fn cannot_descend(person: &Person, elder: &Person) -> bool {
    let year = |day| JalaliDate::from(day).year;
    let latest = born(person).latest().map(year);
    let earliest = born(elder).earliest().map(year);
    matches!((latest, earliest), (Some(child), Some(elder)) if child <= elder)
}

fn born(person: &Person) -> ImpreciseDate {
    let stated = person.birth_date.or_empty().parse();
    stated.unwrap_or(ImpreciseDate::UNKNOWN)
}

fn spouses(people: &[Person]) -> Vec<Contradiction> {
    let Some(principal) = people.iter().find(|p| p.relation == "principal") else {
        return Vec::new();
    };
    let sex = &principal.sex;
    let of_one =
        |p: &&Person| p.relation == "spouse" && !sex.or_empty().is_empty() && p.sex == *sex;
    let all = people.iter().filter(of_one);
    all.map(|p| Contradiction::SpouseOfOneSex { spouse: p.no })
        .collect()
}

fn witnesses(application: &Application) -> Vec<Contradiction> {
    let mut all = Vec::new();
    for (i, witness) in application.witnesses.iter().enumerate() {
        let name = fold_joined(witness.name.or_empty());
        // Who is without papers has no number: a namesake who has one is somebody else.
        let own =
            |p: &&Person| witness.national_number.is_none() && fold_joined(&p.full_name()) == name;
        let own = application.people.iter().find(own);
        let before = application.witnesses.iter().take(i);
        let mut before = before.enumerate();
        let twice = before.find(|(_, w)| is_one(w, witness));
        let declares = application.representative.as_ref();
        let declares = declares.filter(|r| {
            let numbers = (&r.national_number, &witness.national_number);
            same_person(&r.name, &witness.name, numbers)
        });
        if let Some(person) = own {
            let person = person.no;
            all.push(Contradiction::WitnessOfOwn { witness: i, person });
        } else if declares.is_some() {
            all.push(Contradiction::WitnessDeclares { witness: i });
        } else if let Some((first, _)) = twice {
            all.push(Contradiction::WitnessTwice { first, again: i });
        }
    }
    all
}

fn is_one(a: &Witness, b: &Witness) -> bool {
    let years = match (&a.birth_year, &b.birth_year) {
        (Some(one), Some(two)) => one == two,
        _ => true,
    };
    let numbers = (&a.national_number, &b.national_number);
    same_number(numbers) || years && same_person(&a.name, &b.name, numbers)
}

type Numbers<'a> = (&'a Option<Personal>, &'a Option<Personal>);

/// By number where both have one, else by name.
fn same_person(a: &Personal, b: &Personal, numbers: Numbers<'_>) -> bool {
    match numbers {
        (Some(_), Some(_)) => same_number(numbers),
        _ => same(a, b),
    }
}

fn same_number((a, b): Numbers<'_>) -> bool {
    matches!((a, b), (Some(one), Some(two)) if one == two)
}

/// Of one spelling once folded; nothing is the same as what is not known.
fn same(a: &Personal, b: &Personal) -> bool {
    let key = fold_joined(a.or_empty());
    !key.is_empty() && key == fold_joined(b.or_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::people::{Notice, Representative};

    fn person(no: PersonNo, relation: &str, given: &str, sex: &str, born: &str) -> Person {
        Person {
            no,
            relation: relation.to_owned(),
            given: Personal::new(given),
            family: Personal::new("نمونه‌زهی"),
            other_names: None,
            sex: Personal::new(sex),
            birth_date: Personal::new(born),
            birth_basis: "testimony_form".to_owned(),
            birth_place: Personal::new("11/1101"),
            birth_locality: None,
            clauses: vec![2],
            father: Some(Relative::named(Personal::new("نوردین"))),
            mother: None,
            paternal_grandfather: None,
            foreign_papers: "no".to_owned(),
            foreign_papers_note: None,
        }
    }

    fn witness(name: &str, number: Option<&str>) -> Witness {
        Witness {
            national_number: Personal::some(number),
            ..Witness::named(Personal::new(name))
        }
    }

    fn application(people: Vec<Person>) -> Application {
        Application {
            channel: "counter".to_owned(),
            people,
            representative: None,
            language: "fa".to_owned(),
            interpreter: None,
            telephone: None,
            residence: Personal::new("11/1101"),
            residence_address: None,
            settlement: "city".to_owned(),
            witnesses: Vec::new(),
            institution: None,
            vulnerabilities: Vec::new(),
            notice: Notice {
                given: true,
                consent: true,
                language: "fa".to_owned(),
                read_aloud: false,
            },
        }
    }

    fn told(people: Vec<Person>) -> Vec<Contradiction> {
        contradictions(&application(people))
    }

    #[test]
    fn a_child_is_younger_than_its_parents_by_what_can_be() {
        let principal = || person(1, "principal", "درمحمد", "male", "1360-05-01");
        let not = Contradiction::NotYounger { child: 2, elder: 1 };
        for (relation, born, expected) in [
            ("child", "1355", vec![not]),
            ("child", "1360-12-29", vec![not]),
            ("grandchild", "1350..1359", vec![not]),
            ("child", "1359..1385", vec![]),
            ("child", "unknown", vec![]),
            ("child", "1385-01-02", vec![]),
            ("sibling", "1355", vec![]),
        ] {
            let child = person(2, relation, "مهراب", "male", born);
            assert_eq!(
                told(vec![principal(), child]),
                expected,
                "{relation} {born}"
            );
        }
        let not = Contradiction::NotYounger { child: 1, elder: 2 };
        let father = person(2, "parent", "نوردین", "male", "1370");
        assert_eq!(told(vec![principal(), father]), [not]);
    }

    #[test]
    fn a_spouse_is_a_parent_only_of_who_names_her() {
        let of = |mother: &str| {
            let wife = person(2, "spouse", "زرخاتون", "female", "1375");
            let mut child = person(3, "child", "مهراب", "male", "1370");
            child.mother = Some(Relative::named(Personal::new(mother)));
            let principal = person(1, "principal", "درمحمد", "male", "1345");
            told(vec![principal, wife, child])
        };
        assert_eq!(
            of("زر خاتون"),
            [Contradiction::NotYounger { child: 3, elder: 2 }]
        );
        assert_eq!(of("گل‌بی‌بی"), []);
    }

    #[test]
    fn a_spouse_is_of_the_other_sex() {
        let of = |sex| {
            let principal = person(1, "principal", "درمحمد", "male", "1360");
            told(vec![principal, person(2, "spouse", "زرخاتون", sex, "1362")])
        };
        assert_eq!(of("male"), [Contradiction::SpouseOfOneSex { spouse: 2 }]);
        assert_eq!(of("female"), []);
    }

    #[test]
    fn the_same_person_stands_there_once() {
        let all = |born| {
            application(vec![
                person(1, "principal", "درمحمد", "male", "1360"),
                person(2, "child", "علی رضا", "male", "1390-02-03"),
                person(3, "child", "علیرضا", "male", born),
            ])
        };
        let same = all("1390-02-03");
        assert_eq!(
            contradictions(&same),
            [Contradiction::Twice { first: 2, again: 3 }]
        );
        assert_eq!(look_alikes(&same), []);
        let perhaps = all("1390");
        assert_eq!(contradictions(&perhaps), []);
        assert_eq!(look_alikes(&perhaps), [(2, 3)]);
        let other = all("1392");
        assert_eq!(
            (contradictions(&other), look_alikes(&other)),
            (vec![], vec![])
        );
    }

    #[test]
    fn a_witness_is_somebody_else() {
        let of = |all: Vec<Witness>| {
            let mut a = application(vec![person(1, "principal", "درمحمد", "male", "1360")]);
            a.representative = Some(Representative {
                national_number: Personal::some(Some("0012345679")),
                ..Representative::named(Personal::new("بهرام نمونه"))
            });
            a.witnesses = all;
            contradictions(&a)
        };
        let own = Contradiction::WitnessOfOwn {
            witness: 0,
            person: 1,
        };
        assert_eq!(of(vec![witness("دُرمحمد نمونه زهی", None)]), [own]);
        assert_eq!(of(vec![witness("درمحمد نمونه‌زهی", Some("0453296101"))]), []);
        let declares = Contradiction::WitnessDeclares { witness: 0 };
        assert_eq!(of(vec![witness("بهرام نمونه", None)]), [declares]);
        assert_eq!(of(vec![witness("بهرام نمونه", Some("0453296101"))]), []);
        let twice = Contradiction::WitnessTwice { first: 0, again: 1 };
        let one = || witness("شیرین نمونه", Some("0453296101"));
        assert_eq!(
            of(vec![one(), witness("شیرین", Some("0453296101"))]),
            [twice]
        );
        assert_eq!(
            of(vec![one(), witness("شیرین نمونه", Some("0499370899"))]),
            []
        );
    }
}

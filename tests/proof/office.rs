//! The smallest office, the bodies around it, and a household at its counter. All are invented.

use sejel::domain::access::{Actor, Grant, Role, UnitPath, UserId};
use sejel::domain::case::Personal;
use sejel::domain::case::command::Opening;
use sejel::domain::case::event::PaperReceived;
use sejel::domain::case::people::{Application, Notice, Person};

use crate::chance::Chance;

pub const UNIT: &str = "ir/11/01";

pub fn words(text: &str) -> Personal {
    Personal::new(text)
}

/// The head, two officers of every kind, and one person in each post outside the office.
pub fn everybody() -> Vec<Actor> {
    let officer = &[Role::RegistrarOfficer, Role::ArchiveOfficer][..];
    let posts = [
        &[Role::OfficeHead][..],
        officer,
        officer,
        &[Role::CouncilSecretary],
        &[Role::CommissionSecretary],
        &[Role::BoardSecretary],
        &[Role::ProvincialDirector],
    ];
    let people = (1..).zip(posts);
    people.map(|(user, roles)| person(user, roles)).collect()
}

fn person(user: i64, roles: &[Role]) -> Actor {
    let grant = |role: &Role| {
        let province = !role.sits_in(&UnitPath::parse(UNIT).unwrap());
        Grant {
            role: *role,
            unit: UnitPath::parse(if province { "ir/11" } else { UNIT }).unwrap(),
            from: jiff::civil::date(2020, 3, 20),
            to: None,
        }
    };
    Actor {
        user: UserId(user),
        name: format!("نمونه {user}"),
        grants: roles.iter().map(grant).collect(),
    }
}

/// One to three people of any age and with any claim, anywhere.
pub fn household(chance: &mut Chance) -> Opening {
    let many = [1, 1, 2, 3][chance.below(4)];
    let people = (1..=many).map(|no| applicant(no, chance)).collect();
    let institution = chance.once_in(3).then(|| words("مؤسسهٔ نمونه"));
    Opening {
        reference: "1405-01-1".to_owned(),
        tracking: "نمونه".to_owned(),
        unit: UnitPath::parse(UNIT).unwrap(),
        application: Application {
            channel: "counter".to_owned(),
            people,
            representative: None,
            language: "balochi".to_owned(),
            interpreter: None,
            telephone: None,
            residence: words("1101"),
            residence_address: None,
            settlement: (*chance.one(&["city", "village"])).to_owned(),
            witnesses: Vec::new(),
            institution,
            vulnerabilities: Vec::new(),
            notice: Notice {
                given: true,
                consent: true,
                language: "balochi".to_owned(),
                read_aloud: true,
            },
        },
        papers: Vec::new(),
        similar: Vec::new(),
        similar_reason: None,
    }
}

fn applicant(no: u32, chance: &mut Chance) -> Person {
    // Seven months short of fifteen, and of eighteen, are among them: they grow up on the way.
    let births = ["1360", "1391-03-05", "1388-03-05", "1400", "unknown"];
    let mut clauses: Vec<u8> = (1..=7).filter(|_| chance.once_in(4)).collect();
    if clauses.is_empty() {
        clauses.push(2);
    }
    Person {
        no,
        relation: if no == 1 { "principal" } else { "child" }.to_owned(),
        given: words(["یارمحمد", "زرخاتون", "دادمحمد"][usize::try_from(no - 1).unwrap()]),
        family: words("نمونه‌زهی"),
        other_names: None,
        sex: words("male"),
        birth_date: words(births[chance.below(births.len())]),
        birth_basis: "testimony_form".to_owned(),
        birth_place: words("1101"),
        birth_locality: None,
        clauses,
        father: None,
        mother: None,
        paternal_grandfather: None,
        foreign_papers: "no".to_owned(),
        foreign_papers_note: None,
    }
}

/// A paper as it is taken in, without a scan.
pub fn paper(kind: &str, people: &[u32]) -> PaperReceived {
    PaperReceived {
        paper: 0,
        version: 0,
        kind: kind.to_owned(),
        title: None,
        people: people.to_vec(),
        form: "seen".to_owned(),
        folder: None,
        pages: 1,
        issuer: None,
        number: None,
        dated: None,
        file: None,
    }
}

//! Invented households. Nobody has these names.

use super::Dice;
use super::staff::County;
use crate::domain::case::Personal;
use crate::domain::case::people::{Application, Notice, Person, Relative, Representative, Witness};
use crate::domain::person::national_number::with_check_digit;

const MEN: &[&str] = &[
    "دادمحمد",
    "یارمحمد",
    "مراد",
    "شه‌بخش",
    "رحیم‌داد",
    "کریم‌بخش",
    "دوست‌محمد",
    "غوث‌بخش",
    "عبدالواحد",
    "عیسی",
    "یوسف",
    "بنیامین",
    "رضا",
    "نورمحمد",
    "جان‌محمد",
    "الله‌داد",
];
const WOMEN: &[&str] = &[
    "ماه‌گل",
    "گل‌بی‌بی",
    "زربی‌بی",
    "خیرالنساء",
    "نازل",
    "پری‌گل",
    "مهرخاتون",
    "دُربی‌بی",
    "شاه‌بی‌بی",
    "صاحب‌خاتون",
    "هاجر",
    "حوا",
    "مریم‌خاتون",
    "سارا",
];
const FAMILIES: &[&str] = &[
    "نمونه‌زهی",
    "فرضی",
    "مثالی‌پور",
    "پنداری",
    "انگاره‌زهی",
    "الگویی",
    "آزمون",
    "گمانی",
    "تصویری",
    "خیالی",
    "مثالی",
    "آزمونی",
    "فرضی‌نژاد",
    "نمونه‌پور",
    "خیال‌زهی",
    "پندارزهی",
];

fn one(dice: &Dice, all: &[&str]) -> String {
    dice.pick(all).map_or_else(String::new, |s| (*s).to_owned())
}

fn relative(name: &str, number: Option<u64>) -> Relative {
    Relative {
        name: Personal::new(name),
        national_number: number
            .map(|n| Personal::new(with_check_digit(u32::try_from(n).unwrap_or(1)))),
        paper_number: None,
        life: "unknown".to_owned(),
    }
}

/// A household of one to seven people with its witnesses.
pub(super) fn application(dice: &Dice, county: &County, year: i32) -> Application {
    let family = one(dice, FAMILIES);
    let grandfather = one(dice, MEN);
    let father = one(dice, MEN);
    let size = 1 + dice.below(4) + dice.below(4);
    let village = dice.below(5) < 3;
    let mut people = Vec::new();
    let mut head = String::new();
    for no in 1..=u32::try_from(size).unwrap_or(1) {
        let woman = if no == 2 {
            true
        } else {
            dice.below(2) == 0 && no > 1
        };
        let given = one(dice, if woman { WOMEN } else { MEN });
        if no == 1 {
            head.clone_from(&given);
        }
        let relation = match no {
            1 => "principal",
            2 => "spouse",
            _ => "child",
        };
        let years = if no < 3 {
            24 + dice.below(30)
        } else {
            1 + dice.below(20)
        };
        let born = year - i32::try_from(years).unwrap_or(30);
        people.push(Person {
            no,
            relation: relation.to_owned(),
            given: Personal::new(given),
            family: Personal::new(&family),
            other_names: None,
            sex: Personal::new(if woman { "female" } else { "male" }),
            birth_date: Personal::new(birth(dice, born)),
            birth_basis: "testimony_form".to_owned(),
            birth_place: Personal::new(&county.place),
            birth_locality: Some(Personal::new(if village {
                "نمونه‌آباد"
            } else {
                "مثال‌شهر"
            })),
            clauses: vec![if no == 2 { 1 } else { 2 }],
            father: Some(if no < 3 {
                relative(&father, Some(dice.below(999_999_999)))
            } else {
                relative(&head, None)
            }),
            mother: Some(relative(&one(dice, WOMEN), None)),
            paternal_grandfather: Some(relative(if no < 3 { &grandfather } else { &father }, None)),
            foreign_papers: "no".to_owned(),
            foreign_papers_note: None,
        });
    }
    Application {
        channel: if dice.below(4) == 0 {
            "field_visit"
        } else {
            "counter"
        }
        .to_owned(),
        people,
        representative: (dice.below(12) == 0).then(|| Representative {
            capacity: "lawyer".to_owned(),
            name: Personal::new("وکیل نمونه"),
            national_number: None,
            telephone: None,
        }),
        language: if dice.below(5) == 0 {
            "persian"
        } else {
            "balochi"
        }
        .to_owned(),
        interpreter: (dice.below(3) == 0).then(|| Personal::new("مترجم نمونه")),
        telephone: Some(Personal::new(format!("0900{:07}", dice.below(10_000_000)))),
        residence: Personal::new(&county.place),
        residence_address: Some(Personal::new("خیابان مثال، کوچهٔ نمونه")),
        settlement: if village { "village" } else { "city" }.to_owned(),
        witnesses: (0..2).map(|_| witness(dice, village)).collect(),
        institution: None,
        vulnerabilities: if dice.below(4) == 0 {
            vec!["school_age".to_owned()]
        } else {
            Vec::new()
        },
        notice: Notice {
            given: true,
            consent: true,
            language: "balochi".to_owned(),
            read_aloud: dice.below(2) == 0,
        },
    }
}

fn birth(dice: &Dice, year: i32) -> String {
    match dice.below(5) {
        0 => year.to_string(),
        1 => format!("{year}-{:02}", 1 + dice.below(12)),
        2 => format!("{}..{}", year - 2, year),
        _ => format!("{year}-{:02}-{:02}", 1 + dice.below(12), 1 + dice.below(29)),
    }
}

fn witness(dice: &Dice, village: bool) -> Witness {
    Witness {
        name: Personal::new(format!("{} {}", one(dice, MEN), one(dice, FAMILIES))),
        national_number: Some(Personal::new(with_check_digit(
            u32::try_from(dice.below(999_999_999)).unwrap_or(1),
        ))),
        birth_year: Some(Personal::new((1330 + dice.below(40)).to_string())),
        address: None,
        kinship: "none".to_owned(),
        certification: if village { "islamic_council" } else { "notary" }.to_owned(),
        certification_number: Some(Personal::new(format!("{}", 100 + dice.below(900)))),
    }
}

//! Values are erased by law by two people, or not at all; afterwards they are nowhere, and the rest proves
//! itself as before.
#![cfg(test)]

#[path = "support/database.rs"]
mod database;
#[path = "erasure/finding.rs"]
mod finding;
#[path = "support/kept.rs"]
mod kept;
#[path = "support/office.rs"]
mod office;
#[path = "erasure/proving.rs"]
mod proving;

use sejel::domain::access::{Actor, Role};
use sejel::domain::case::Personal;
use sejel::domain::case::command::Command;
use sejel::domain::case::event::{Ruling, StoredFile};
use sejel::domain::case::people::Relative;
use sejel::domain::erasure::event::{Turn, What};
use sejel::domain::erasure::{Erasure, Refused};
use sejel::services::casework::{self, Beginning};
use sejel::services::erasure::{self, Erased, NotDone};
use sejel::services::verification;

use crate::database::on_each;
use crate::office::{Household, Office, opening, paper};

const NUMBER: &str = "0499370899";
const BASIS: &str = "رأی شمارهٔ ۱۲ هیئت نمونه";

fn director(office: &Office) -> Actor {
    office.hires("director", Role::ProvincialDirector, "ir/11")
}

/// A case with the father's number in the application, in a correction, and within a note.
fn numbered(office: &Office) -> Household<'_> {
    let mut opening = opening();
    let father = Relative {
        national_number: Some(Personal::new(NUMBER)),
        ..Relative::named(Personal::new("دادمحمد"))
    };
    opening.application.people[0].father = Some(father);
    let beginning = Beginning {
        key: Some("form-1".to_owned()),
        ..Beginning::today(opening)
    };
    let done = casework::open(&office.register, &office.officer, beginning);
    let case = Household {
        office,
        reference: done.unwrap().reference,
    };
    for text in ["۰۴۹۹۳۷۰۸۹۹ را پدر گفت.", "پدر با 0499370899 آمد."] {
        let text = Personal::new(text);
        case.does(&office.officer, Command::AddNote { text });
    }
    case.does(
        &office.officer,
        Command::Correct {
            person: 1,
            field: "father_number".to_owned(),
            after: Some(Personal::new("0000000019")),
            reason: Personal::new("در برگهٔ تازه چنین است."),
            paper: None,
        },
    );
    case
}

fn number() -> What {
    What::Value {
        seq: 1,
        path: "/data/application/people/0/father/national_number".to_owned(),
        texts: true,
    }
}

fn proposes(
    case: &Household<'_>,
    who: &Actor,
    what: &What,
    basis: &str,
) -> Result<Erasure, NotDone> {
    erasure::propose(&case.office.register, who, &case.reference, (what, basis))
}

fn erases(case: &Household<'_>, what: &What) -> Erased {
    let made = proposes(case, &case.office.head, what, BASIS).unwrap();
    let director = director(case.office);
    erasure::approve(&case.office.register, &director, made.id).unwrap()
}

fn is_sound(office: &Office) {
    let outcome = verification::verify(&office.register).unwrap();
    assert_eq!(outcome.exit_code(), 0, "{outcome:?}");
}

fn refused<T: std::fmt::Debug>(done: Result<T, NotDone>) -> Refused {
    match done {
        Err(NotDone::Refused(why)) => why,
        other => panic!("{other:?}"),
    }
}

fn is_hidden<T: std::fmt::Debug>(done: &Result<T, NotDone>) {
    assert!(matches!(done, Err(NotDone::NotFound)), "{done:?}");
}

#[test]
fn nobody_erases_alone_and_only_those_whose_office_it_is() {
    on_each(|store| {
        let office = Office::over(store);
        let case = numbered(&office);
        let director = director(&office);
        let elsewhere = office.hires("elsewhere", Role::ProvincialDirector, "ir/10");
        for nobody in [&office.administrator, &office.officer, &elsewhere] {
            is_hidden(&proposes(&case, nobody, &number(), BASIS));
        }
        let own = proposes(&case, &director, &number(), BASIS).unwrap();
        let register = &office.register;
        assert_eq!(
            refused(erasure::approve(register, &director, own.id)),
            Refused::Own
        );
        assert_eq!(
            refused(erasure::refuse(register, &director, own.id, "نه")),
            Refused::Own
        );
        assert_eq!(
            refused(proposes(&case, &office.head, &number(), BASIS)),
            Refused::AlreadyWaiting
        );
        for nobody in [&office.head, &office.administrator, &elsewhere] {
            is_hidden(&erasure::approve(register, nobody, own.id));
        }
        let other = office.hires("other", Role::ProvincialDirector, "ir/11");
        let waiting = |who| erasure::to_decide(register, who).unwrap().len();
        assert_eq!(
            [&director, &other, &elsewhere, &office.head].map(waiting),
            [0, 1, 0, 0]
        );
        assert_eq!(
            refused(erasure::refuse(register, &other, own.id, " ")),
            Refused::ReasonMissing
        );
        erasure::refuse(register, &other, own.id, "مستند کافی نیست").unwrap();
        assert_eq!(waiting(&other), 0);
        assert_eq!(
            refused(erasure::approve(register, &other, own.id)),
            Refused::NotWaiting
        );
        is_sound(&office);
    });
}

#[test]
fn a_proposal_has_a_basis_that_does_not_say_the_value_and_names_something() {
    on_each(|store| {
        let office = Office::over(store);
        let case = numbered(&office);
        let head = &office.head;
        let says = format!("قانون نمونه، شمارهٔ {NUMBER}");
        for (what, basis, why) in [
            (number(), "قانون", Refused::BasisTooShort),
            (number(), says.as_str(), Refused::BasisSaysIt),
            (What::Person { person: 9 }, BASIS, Refused::NothingThere),
            (
                What::Scan {
                    paper: 1,
                    version: 1,
                },
                BASIS,
                Refused::NothingThere,
            ),
        ] {
            assert_eq!(refused(proposes(&case, head, &what, basis)), why);
        }
        erases(&case, &number());
        assert_eq!(
            refused(proposes(&case, head, &number(), BASIS)),
            Refused::NothingThere
        );
    });
}

#[test]
fn what_a_decision_or_a_court_rests_on_stays() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        let given = What::Value {
            seq: 1,
            path: "/data/application/people/0/given".to_owned(),
            texts: false,
        };
        case.reaches_the_council();
        case.is_voted_on("rejected");
        case.is_proposed(Ruling::Refused);
        let tries = || refused(proposes(&case, &office.head, &given, BASIS));
        assert_eq!(tries(), Refused::DecisionWaits);
        case.does(&office.head, case.signature());
        case.is_served_by(&office.officer);
        case.objects("board", "objection_window", "objected");
        case.is_refused_by_the_board();
        case.objects("court", "court_window", "sued");
        assert_eq!(tries(), Refused::BeforeCourt);
    });
}

#[test]
fn a_scan_goes_from_the_files_and_a_person_with_all_that_is_hers_alone() {
    on_each(|store| {
        let office = Office::over(store);
        let case = numbered(&office);
        let id = case.opened().id;
        let files = &office.register.files;
        let kept = files.keep_bytes(id, b"%PDF-1.7 a card").unwrap();
        let file = StoredFile {
            digest: Personal::new(&kept.digest),
            name: Personal::new("card-of-the-father.pdf"),
            media: "application/pdf".to_owned(),
            size: kept.size,
        };
        let mut received = paper("birth_record", &[1]);
        received.file = Some(file);
        case.does(&office.officer, Command::ReceivePaper(Box::new(received)));
        let paper = case.opened().file.papers.last().unwrap().no;
        let done = erases(&case, &What::Scan { paper, version: 1 });
        assert_eq!((done.values, done.left), (2, 0));
        assert!(!files.exists(id, &kept.digest).unwrap());
        is_sound(&office);
        let made = proposes(&case, &office.deputy, &What::Person { person: 1 }, BASIS).unwrap();
        let other = office.hires("other", Role::ProvincialDirector, "ir/11");
        erasure::approve(&office.register, &other, made.id).unwrap();
        let file = case.opened().file;
        let person = file.person(1).unwrap();
        assert_eq!(
            (person.full_name().as_str(), &person.birth_date),
            ("", &Personal::Erased)
        );
        assert_eq!(file.erasures.len(), 2);
        assert_eq!(file.erasures[1].what.what, "person");
        assert!(
            file.application.residence.known().is_some(),
            "the household's stays"
        );
        is_sound(&office);
    });
}

macro_rules! golden {
    ($($variant:ident $name:literal),* $(,)?) => {
        const GOLDEN: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("golden_erasure/", $name, ".json")))),*];

        /// A new kind of event does not compile here until its body is kept.
        const fn kept_as(turn: &Turn) -> &'static str {
            match turn { $(Turn::$variant(_) => $name),* }
        }
    };
}

golden! {
    ErasureProposed "erasure_proposed",
    ErasureApproved "erasure_approved",
    ErasureRefused "erasure_refused",
}

/// A body that was written once is read for ever, with its values and after they were erased.
#[test]
fn every_kind_of_event_of_an_erasure_that_was_ever_written_is_read() {
    for event in GOLDEN {
        kept::is_read(event, kept_as);
    }
}

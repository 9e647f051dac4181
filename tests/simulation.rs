//! What a draft of the directive would do to open cases, counted over the whole register.
#![cfg(test)]

#[path = "support/database.rs"]
mod database;
#[path = "support/office.rs"]
mod office;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use sejel::domain::access::{Actor, Role};
use sejel::domain::directive::Directive;
use sejel::domain::directive::life::Order;
use sejel::domain::directive::parse::parse;
use sejel::domain::directive::simulate::Class;
use sejel::services::directives::carry_out;
use sejel::services::reading::Reader;
use sejel::services::simulation::{self, Asked, NotDone, Report};
use sejel::services::verification;
use sejel::store::{DatabaseUrl, Sizes, Store, streams};
use sejel::text::{Locale, Words};
use sha2::{Digest as _, Sha256};

use crate::database::on_each;
use crate::office::Office;

const SHIPPED: &str = include_str!("../directives/art45-1381.toml");

/// The shipped directive, other in one place.
fn draft(from: &str, to: &str) -> (String, Arc<Directive>) {
    assert!(SHIPPED.contains(from), "{from}");
    let text = SHIPPED.replacen(from, to, 1);
    let text = text.replacen("version = \"1381\"", "version = \"1406\"", 1);
    let read = parse(&text).unwrap();
    (text, Arc::new(read))
}

/// The first review of papers takes three working days and not ten.
fn quicker() -> (String, Arc<Directive>) {
    let at = SHIPPED.find("[[step]]\nid = \"document_review\"").unwrap();
    let clock = SHIPPED[at..].find("length = 10").unwrap() + at;
    let from = &SHIPPED[at..clock + "length = 10".len()];
    draft(from, &from.replace("length = 10", "length = 3"))
}

fn counts(office: &Office, actor: &Actor, draft: &Arc<Directive>) -> Result<Report, NotDone> {
    simulation::counts(
        &office.register,
        Asked {
            reader: Reader {
                actor,
                session: None,
            },
            draft,
            purpose: "بررسی پیش‌نویس نمونه",
            progress: &mut |_, _| {},
        },
    )
}

fn list(office: &Office, actor: &Actor, draft: &Arc<Directive>) -> (Report, String) {
    let mut out = Vec::new();
    let asked = Asked {
        reader: Reader {
            actor,
            session: None,
        },
        draft,
        purpose: "بررسی پیش‌نویس نمونه",
        progress: &mut |_, _| {},
    };
    let words = Words::of(Locale::Fa);
    let report = simulation::with_list(&office.register, asked, words, &mut out).unwrap();
    let digest = hex::encode(Sha256::digest(&out));
    assert_eq!(report.list.as_deref(), Some(digest.as_str()));
    (report, String::from_utf8(out).unwrap())
}

/// The numbers of cases that the list has for a class.
fn listed(csv: &str, class: Class) -> BTreeSet<String> {
    let mut reader = csv::Reader::from_reader(csv.trim_start_matches('\u{FEFF}').as_bytes());
    let rows = reader.records().map(Result::unwrap);
    rows.filter(|row| &row[4] == class.code())
        .map(|row| row[0].to_owned())
        .collect()
}

#[test]
fn every_number_has_its_list_and_closed_cases_are_left_alone() {
    on_each(|store| {
        let office = Office::over(store);
        let director = office.hires("director", Role::ProvincialDirector, "ir/11");
        let waiting = [office.opens_a_case(), office.opens_a_case()];
        let searched = office.opens_a_case();
        searched.brings_the_papers();
        searched.takes(&office.reviewer, 0, "document_review", "complete", &[]);
        let closed = office.opens_a_case();
        closed.takes(&office.head, 0, "document_review", "inadmissible", &[]);
        office.waits(6);
        let (_, draft) = quicker();
        let (report, csv) = list(&office, &director, &draft);
        assert_eq!(report.counts.cases, 3);
        assert_eq!(report.counts.of(Class::BecomesOverdue), 2);
        assert_eq!(report.counts.of(Class::Unaffected), 1);
        for class in Class::ALL {
            let cases = u64::try_from(listed(&csv, *class).len()).unwrap();
            assert_eq!(cases, report.counts.of(*class), "{class:?}");
        }
        let overdue = waiting.iter().map(|c| c.reference.clone()).collect();
        assert_eq!(listed(&csv, Class::BecomesOverdue), overdue);
        let [province] = &*report.provinces else {
            panic!("{:?}", report.provinces)
        };
        assert_eq!(
            (province.unit.as_str(), &province.counts),
            ("ir/11", &report.counts)
        );
        let [pinned] = &*report.pinned else {
            panic!("{:?}", report.pinned)
        };
        assert_eq!((pinned.cases, pinned.version.as_str()), (3, "1381"));
        assert_eq!(report.as_of, office.register.clock.now());
        assert!(csv.contains("بررسی مدارک"), "{csv}");
        assert_eq!(
            verification::verify(&office.register).unwrap().exit_code(),
            0
        );
    });
}

#[test]
fn whoever_keeps_directives_sees_counts_and_no_list_and_every_look_is_recorded() {
    on_each(|store| {
        let office = Office::over(store);
        let keeper = office.administrator.clone();
        let stranger = office.hires("stranger", Role::ProvincialDirector, "ir/12");
        office.opens_a_case();
        let (_, draft) = quicker();
        let report = counts(&office, &keeper, &draft).unwrap();
        assert_eq!((report.counts.cases, report.list), (1, None));
        assert_eq!(counts(&office, &stranger, &draft).unwrap().counts.cases, 0);
        let no = counts(&office, &office.officer, &draft).unwrap_err();
        assert!(matches!(no, NotDone::Forbidden), "{no:?}");
        let mut out = Vec::new();
        let asked = Asked {
            reader: Reader {
                actor: &keeper,
                session: None,
            },
            draft: &draft,
            purpose: "…",
            progress: &mut |_, _| {},
        };
        let words = Words::of(Locale::En);
        let no = simulation::with_list(&office.register, asked, words, &mut out).unwrap_err();
        assert!(matches!(no, NotDone::CountsOnly), "{no:?}");
        assert_eq!(out, b"");
        let stream = format!("terminal:{}", keeper.user.0);
        let events = store.read(|c| streams::events(c, &stream, 0, 10)).unwrap();
        let kinds: Vec<_> = events.iter().map(|e| e.kind.as_str()).collect();
        assert_eq!(kinds, ["simulated"]);
        let body = String::from_utf8(events[0].body.clone()).unwrap();
        assert!(
            body.contains(&draft.digest) && body.contains("\"cases\":1"),
            "{body}"
        );
    });
}

#[test]
fn kept_lists_are_read_where_their_cases_are_and_stand_with_the_draft() {
    on_each(|store| {
        let office = Office::over(store);
        let keeper = office.administrator.clone();
        let director = office.hires("director", Role::ProvincialDirector, "ir/11");
        let stranger = office.hires("stranger", Role::ProvincialDirector, "ir/12");
        let case = office.opens_a_case();
        let (text, draft) = quicker();
        let hand_in = Order::Draft {
            directive: Box::new(Directive::clone(&draft)),
            text,
        };
        assert!(carry_out(&office.register, &keeper, &hand_in).unwrap());
        let asked = Asked {
            reader: Reader {
                actor: &keeper,
                session: None,
            },
            draft: &draft,
            purpose: "پیوست پیشنهاد",
            progress: &mut |_, _| {},
        };
        let words = Words::of(Locale::Fa);
        let report = simulation::with_kept_lists(&office.register, asked, words).unwrap();
        let attached = report.attached().unwrap();
        assert_eq!(Report::read(&attached).unwrap(), report);
        assert!(carry_out(&office.register, &keeper, &Order::Simulated(attached)).unwrap());
        let read = |actor| {
            let reader = Reader {
                actor,
                session: None,
            };
            simulation::kept_list(&office.register, reader, (&report, "ir/11"), "بازبینی")
        };
        let csv = String::from_utf8(read(&director).unwrap()).unwrap();
        assert_eq!(
            listed(&csv, Class::DueChanges),
            BTreeSet::from([case.reference.clone()])
        );
        assert!(matches!(read(&keeper), Err(NotDone::CountsOnly)));
        assert!(matches!(read(&stranger), Err(NotDone::Failed(_))));
        // Nothing that is kept lies there unknown.
        for name in office.register.files.names() {
            let name = name.unwrap();
            let keeps = |c: &mut _| simulation::keeps(c, &office.register, &name);
            assert!(store.read(keeps).unwrap(), "{name:?}");
        }
        assert_eq!(
            verification::verify(&office.register).unwrap().exit_code(),
            0
        );
    });
}

#[test]
fn progress_is_told_and_a_list_holds_no_formula() {
    let database = database::Database::sqlite();
    let office = Office::over(&database.migrated());
    let director = office.hires("director", Role::ProvincialDirector, "ir/11");
    office.opens_a_case();
    office.opens_a_case();
    office.names_unit(office::UNIT, "=HYPERLINK(1)");
    let (_, draft) = quicker();
    let mut told = Vec::new();
    let mut out = Vec::new();
    let asked = Asked {
        reader: Reader {
            actor: &director,
            session: None,
        },
        draft: &draft,
        purpose: "بررسی پیش‌نویس نمونه",
        progress: &mut |done, total| told.push((done, total)),
    };
    let words = Words::of(Locale::Fa);
    simulation::with_list(&office.register, asked, words, &mut out).unwrap();
    assert_eq!(told, [(0, 2), (2, 2)]);
    let csv = String::from_utf8(out).unwrap();
    assert!(csv.contains(",'=HYPERLINK(1),"), "{csv}");
}

/// Exit code and what was said, on both channels.
fn sejel(data: &Path, who: &str, arguments: &[&str]) -> (i32, String) {
    let mut sejel = Command::new(env!("CARGO_BIN_EXE_sejel"));
    sejel
        .args(["directive", "--data"])
        .arg(data)
        .args(["--as", who]);
    let output = sejel.args(arguments).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8(said).unwrap();
    (output.status.code().unwrap(), said)
}

#[test]
fn the_command_line_counts_lists_and_says_why_it_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("sejel.db").display());
    let store = Store::open(&DatabaseUrl::parse(&url).unwrap(), Sizes::default()).unwrap();
    store.migrate().unwrap();
    let office = Office::over(&store);
    office.hires("director", Role::ProvincialDirector, "ir/11");
    let case = office.opens_a_case();
    let (text, draft) = quicker();
    let file = folder.path().join("draft.toml");
    std::fs::write(&file, text).unwrap();
    let file = file.to_str().unwrap();
    let out = folder.path().join("list.csv");
    let csv = out.to_str().unwrap();
    let asked = [
        "simulate",
        file,
        "--csv",
        csv,
        "--purpose",
        "testing a draft",
    ];
    let (code, said) = sejel(folder.path(), "administrator", &asked);
    assert!(code == 0 && said.contains("Counts only"), "{said}");
    assert!(
        said.contains(&draft.digest) && !said.contains(&case.reference),
        "{said}"
    );
    assert!(!out.exists());
    let (code, said) = sejel(folder.path(), "director", &asked);
    let list = std::fs::read(&out).unwrap();
    let digest = hex::encode(Sha256::digest(&list));
    assert!(code == 0 && said.contains(&digest), "{said}");
    assert!(String::from_utf8(list).unwrap().contains(&case.reference));
    let (code, said) = sejel(folder.path(), "officer", &asked);
    assert!(code == 1 && said.contains("Provincial director"), "{said}");
    std::fs::write(&out, "no directive").unwrap();
    let broken = ["simulate", csv, "--purpose", "testing a draft"];
    assert_eq!(sejel(folder.path(), "director", &broken).0, 3);
    let early = [
        "move",
        "propose",
        "--to",
        "1406",
        "--reason",
        "testing a move",
    ];
    let (code, said) = sejel(folder.path(), "director", &early);
    assert!(code == 1 && said.contains("1406"), "{said}");
}

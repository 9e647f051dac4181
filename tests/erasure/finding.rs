//! The value is looked for in the bytes of the database, not by its own queries.

use diesel::sql_types::Text;
use diesel::{QueryableByName, RunQueryDsl, sql_query};
use sejel::domain::access::glass::Verdict;
use sejel::domain::access::{Role, UnitPath};
use sejel::domain::case::event::Ruling;
use sejel::domain::case::withholding::Withholding;
use sejel::domain::erasure::State;
use sejel::domain::erasure::event::What;
use sejel::domain::erasure::places::{Place, Sought};
use sejel::services::erasure;
use sejel::services::reading::{self, ListPage, Reader};
use sejel::services::verification;
use sejel::services::{glass, sampling};
use sejel::store::conn::{Use, connect};
use sejel::store::streams;
use sejel::text::folding::fold;

use crate::database::{Database, on_each};
use crate::office::{Household, Office};
use crate::{NUMBER, erases, is_sound, number, numbered};

#[derive(QueryableByName)]
struct Said {
    #[diesel(sql_type = Text)]
    said: String,
}

/// Everything that the database holds, as bytes: of SQLite its file and its log as they lie on disk, of
/// PostgreSQL every row of every table.
fn bytes(database: &Database) -> Vec<u8> {
    if let Some(file) = database.url.file() {
        let mut all = std::fs::read(file).unwrap();
        let log = format!("{}-wal", file.display());
        all.extend(std::fs::read(log).unwrap_or_default());
        return all;
    }
    let mut own = connect(&database.url, Use::Both).unwrap();
    let tables = "SELECT tablename::text AS said FROM pg_tables WHERE schemaname = 'public'";
    let tables: Vec<Said> = sql_query(tables).load(&mut own).unwrap();
    let mut all = Vec::new();
    for Said { said: table } in tables {
        let rows = format!("SELECT row_to_json(t)::text AS said FROM {table} t");
        let rows: Vec<Said> = sql_query(rows).load(&mut own).unwrap();
        all.extend(rows.into_iter().flat_map(|row| row.said.into_bytes()));
    }
    all
}

/// The forms in which a value could stand: as typed in either digits, folded, and in hex.
fn forms(value: &str) -> Vec<Vec<u8>> {
    let persian: String = value
        .chars()
        .map(|c| {
            c.to_digit(10)
                .map_or(c, |d| char::from_u32(0x6f0 + d).unwrap())
        })
        .collect();
    let plain = [value.to_owned(), persian, fold(value)];
    let hex = plain.iter().map(hex::encode).map(String::into_bytes);
    let plain = plain.iter().cloned().map(String::into_bytes);
    plain.chain(hex).collect()
}

fn holds(all: &[u8], value: &str) -> bool {
    let stands = |form: &Vec<u8>| all.windows(form.len()).any(|part| part == form.as_slice());
    forms(value).iter().any(stands)
}

/// The number as somebody reads it from a card.
const PARTED: &str = "۰۴۹۹-۳۷۰۸۹۹";
/// And as it stands in an address.
const IN_AN_ADDRESS: &str = "%DB%B0%DB%B4%DB%B9%DB%B9%DB%B3%DB%B7%DB%B0%DB%B8%DB%B9%DB%B9";

/// Officials search for it, narrow a list by it, and give it as a reason.
fn is_typed_elsewhere(office: &Office, case: &Household<'_>) {
    let register = &office.register;
    let reader = Reader {
        actor: &office.officer,
        session: Some(7),
    };
    for terms in [PARTED, "ماه‌بانو نمونه"] {
        reading::searched(register, reader, terms, 1).unwrap();
    }
    let page = ListPage {
        list: "search",
        narrowed: &format!("q={IN_AN_ADDRESS}&page=2"),
        after: None,
    };
    reading::list_seen(register, reader, page, &[]).unwrap();
    let opened = case.opened();
    let head = (opened.file.seq, opened.file.hash.as_str());
    let purpose = format!("برای دارندهٔ {NUMBER}");
    let nothing = Withholding::default();
    reading::exported(register, reader, (&opened, head), &purpose, &nothing, None).unwrap();
}

fn searched(office: &Office) -> Vec<String> {
    let events = office
        .register
        .store
        .read(|c| streams::events(c, "session:7", 0, 100))
        .unwrap();
    let openings = events.into_iter().flat_map(|event| event.openings);
    openings.map(|(_, opening)| opening.value).collect()
}

#[test]
fn the_value_is_nowhere_in_the_database_afterwards_and_what_is_left_is_sound() {
    for database in Database::each() {
        let store = database.migrated();
        let office = Office::over(&store);
        let case = numbered(&office);
        is_typed_elsewhere(&office, &case);
        office.register.looks.flush().unwrap();
        let said = bytes(&database);
        for form in [NUMBER, PARTED, IN_AN_ADDRESS] {
            assert!(holds(&said, form), "{form}");
        }
        let done = erases(&case, &number());
        assert_eq!(done.values, 4, "application, correction, two notes");
        let State::Approved(_, _, approved) = &done.erasure.state else {
            panic!("{:?}", done.erasure.state);
        };
        assert_eq!(approved.typed, 3, "a search, a filter, a purpose");
        assert_eq!(searched(&office), ["ماه‌بانو نمونه"]);
        assert!(!holds(&bytes(&database), IN_AN_ADDRESS));
        assert!(!holds(&bytes(&database), PARTED));
        let swept = erasure::vacuum(&office.register).unwrap();
        assert!(done.emptied && swept.emptied);
        assert!(!holds(&bytes(&database), NUMBER));
        is_sound(&office);
        let before = case.opened().file;
        verification::rebuild(&office.register).unwrap();
        assert_eq!(case.opened().file, before);
        assert!(!holds(&bytes(&database), NUMBER));
        is_sound(&office);
    }
}

#[test]
fn reasons_and_findings_go_too_and_what_they_belong_to_is_still_read() {
    on_each(|store| {
        let office = Office::over(store);
        let case = numbered(&office);
        let decided = office.opens_a_case();
        decided.reaches_the_council();
        decided.is_voted_on("approved");
        decided.is_proposed(Ruling::Granted);
        decided.does(&office.head, decided.signature());
        let today = office.register.today();
        office.waits(1);
        let auditor = office.hires("auditor", Role::Auditor, "ir/11");
        let far = office.hires("far", Role::RegistrarOfficer, "ir/12/01");
        let wish = sampling::Wish {
            unit: UnitPath::parse("ir/11").unwrap(),
            from: today,
            until: today,
            each: 1,
            seed: Some(7),
        };
        let register = &office.register;
        let sample = sampling::draw(register, &auditor, &wish).unwrap();
        let note = format!("شمارهٔ {NUMBER} در برگه‌ها نبود.");
        let found = (decided.opened().id, "other", Some(note.as_str()));
        sampling::review(register, &auditor, sample, found).unwrap();
        let reader = Reader {
            actor: &far,
            session: None,
        };
        let reason = "دارندهٔ شمارهٔ ۰۴۹۹ ۳۷۰ ۸۹۹ در بیمارستان است";
        let glass = glass::ask(register, reader, &case.reference, reason).unwrap();

        let done = erases(&case, &number());
        let State::Approved(_, _, approved) = &done.erasure.state else {
            panic!("{:?}", done.erasure.state);
        };
        assert_eq!(approved.typed, 2, "a reason, a finding");
        let seen = glass::one(register, &office.head, glass.id).unwrap();
        assert_eq!(seen.broken.reason.known(), None);
        assert_eq!(seen.broken.name.known(), Some(far.name.as_str()));
        let told = sampling::all(register, &auditor).unwrap();
        let (_, _, review) = &told[0].reviews[0];
        assert!(
            review
                .note
                .as_ref()
                .is_some_and(|note| note.known().is_none())
        );
        assert_eq!(review.name.known(), Some(auditor.name.as_str()));
        // They go on as before.
        let said = (Verdict::Justified, "بیمار بود");
        glass::review(register, &auditor, glass.id, said).unwrap();
        is_sound(&office);
        verification::rebuild(register).unwrap();
        is_sound(&office);
    });
}

#[test]
fn a_number_is_found_however_it_is_parted_and_not_inside_of_another() {
    let named = |value: &str, texts: bool| {
        let what = What::Value {
            seq: 1,
            path: "/data/telephone".to_owned(),
            texts,
        };
        let place = Place {
            seq: 1,
            path: "/data/telephone".to_owned(),
            value: value.to_owned(),
            kind: "case_opened".to_owned(),
            paper: None,
            who: std::collections::BTreeSet::new(),
        };
        Sought::of(&[place], &what)
    };
    let number = named("0915 123 4567", false);
    for said in [
        "09151234567",
        "تلفن ۰۹۱۵-۱۲۳-۴۵۶۷ است",
        "(0915) 123.4567",
        "12 0915 1234567 9",
    ] {
        assert!(number.stands_in(said), "{said}");
    }
    for said in [
        "091512345678",
        "0915123456",
        "0915 123 4567890",
        "0915 و 1234567",
        "",
    ] {
        assert!(!number.stands_in(said), "{said}");
    }
    for value in ["1386-07-12", "1405/9/1", "1362..1364", "1362-05..1363-02"] {
        assert!(named(value, false).is_empty(), "{value} is of the calendar");
    }
    assert!(number.stands_in("۰۹۱۵–۱۲۳–۴۵۶۷"));
    let words = named("احمد نمونه", true);
    assert!(words.stands_in("پسر احمد نمونه، زاهدان"));
    assert!(!words.stands_in("محمد احمدی نمونه") && !words.stands_in("احمد"));
    assert!(named("احمد نمونه", false).is_empty() && named("1234567", false).is_empty());
}

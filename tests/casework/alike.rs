//! Somebody who may be the same person is found, however common the name.

use sejel::domain::access::policy::{self, Action};
use sejel::domain::case::people::Relative;
use sejel::domain::case::personal::Personal;
use sejel::services::casework::{self, Beginning};
use sejel::services::finding;
use sejel::services::similar::{self, Sought};

use crate::database::on_each;
use crate::office::{Office, opening};

#[test]
fn somebody_is_found_by_a_name_of_several_words_however_it_is_split() {
    on_each(|store| {
        let office = Office::over(store);
        let case = office.opens_a_case();
        let scope = policy::scope(&office.officer, Action::SearchCases);
        for asked in [
            "نمونه‌زهی",
            "نمونه زهی",
            "یارمحمد",
            "یارمحمد نمونه‌زهی",
            "يارمحمد نمونه",
        ] {
            let found = finding::cases(&office.register, &scope, asked).unwrap();
            let lines = found.lines.iter().map(|(l, _, _)| &l.reference);
            assert_eq!(lines.collect::<Vec<_>>(), [&case.reference], "{asked}");
            let names = found.lines.iter().map(|(_, name, _)| name.as_str());
            assert_eq!(names.collect::<Vec<_>>(), ["یارمحمد نمونه‌زهی"], "as typed");
        }
        let found = finding::cases(&office.register, &scope, &case.reference).unwrap();
        let named = found
            .lines
            .first()
            .map(|(_, n, f)| (n.as_str(), f.as_str()));
        assert_eq!(named, Some(("یارمحمد نمونه‌زهی", "دادمحمد")));
        let none = finding::cases(&office.register, &scope, "یارمحمد دیگری").unwrap();
        assert!(none.lines.is_empty());
    });
}

#[test]
fn the_nearest_is_found_behind_many_of_the_same_name() {
    on_each(|store| {
        let office = Office::over(store);
        let opens = |father: &str, grandfather: &str| {
            let mut opening = opening();
            let person = opening.application.people.first_mut().unwrap();
            person.father = Some(Relative::named(Personal::new(father)));
            person.paternal_grandfather = Some(Relative::named(Personal::new(grandfather)));
            let begun = Beginning::today(opening);
            let opened = casework::open(&office.register, &office.officer, begun);
            opened.unwrap().reference
        };
        for no in 0..25 {
            opens(&format!("پدر {no}"), "دیگری");
        }
        let same = opens("خدابخش", "مرادبخش");
        let person = opening().application.people.remove(0);
        let sought = Sought {
            given: person.given.or_empty().to_owned(),
            family: person.family.or_empty().to_owned(),
            father: Some("خدابخش".to_owned()),
            grandfather: Some("مرادبخش".to_owned()),
            ..Sought::default()
        };
        let found = similar::people(&office.register, &office.officer, &sought).unwrap();
        assert_eq!(found.len(), 10);
        assert_eq!(found[0].reference.as_deref(), Some(same.as_str()));
        assert_eq!(found[0].reasons.len(), 4, "{:?}", found[0]);
        assert_eq!(found[0].name, "یارمحمد نمونه‌زهی", "as typed");
        assert!(found[1..].iter().all(|s| s.reasons.len() == 2));
    });
}

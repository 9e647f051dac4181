//! The application on its page, and the way to correct each of its values.

use sejel::domain::access::Role;
use sejel::domain::case::correction::Value;
use sejel::domain::time::Clock as _;

use crate::app::{PASSWORD, TestApp};
use crate::browser::Browser;
use crate::office::{Household, Office, UNIT};

const REASON: (&str, &str) = ("reason", "در برگهٔ تازه چنین است.");

fn officer(app: &TestApp) -> Browser<'_> {
    let mut browser = app.browser();
    browser.sign_in("officer", PASSWORD);
    browser
}

fn form(case: &Household<'_>) -> String {
    format!("/cases/{}/acts/correction", case.reference)
}

fn page(case: &Household<'_>, person: u32, field: &str) -> String {
    format!("{}?person={person}&field={field}", form(case))
}

#[test]
fn every_recorded_value_stands_on_a_page_with_a_way_to_correct_it_that_opens() {
    TestApp::each(|app| {
        let office = Office::at(&app.register.store, app.clock.now());
        let case = office.opens_a_case();
        let mut officer = officer(app);
        let application = &case.opened().file.application;
        let pages = [
            ("application", 0, Value::of_the_case().collect::<Vec<_>>()),
            ("application", 0, Value::of_a_witness(2).collect()),
            ("people/1", 1, Value::of_a_person().collect()),
        ];
        for (path, person, values) in pages {
            for value in values {
                officer.get(&format!("/cases/{}/{path}", case.reference));
                let href = page(&case, person, &value.code());
                let shown = officer.count(&format!("a[href='{href}']")) == 1;
                let there = value.recorded(application, person).is_some();
                assert_eq!(shown, there, "{}", value.code());
                let asked = officer.get(&page(&case, person, &value.code())).status;
                assert_eq!(asked, if there { 200 } else { 404 }, "{}", value.code());
            }
        }
    });
}

#[test]
fn a_birthplace_is_corrected_with_lists_that_follow_the_province() {
    TestApp::each(|app| {
        let office = Office::at(&app.register.store, app.clock.now());
        let case = office.opens_a_case();
        let mut officer = officer(app);
        officer.get(&page(&case, 1, "birth_place"));
        let holds = |officer: &Browser<'_>, name: &str| {
            let filled = officer.filled(&form(&case));
            let found = filled.into_iter().find(|(known, _)| known == name);
            found.map(|(_, value)| value).unwrap_or_default()
        };
        assert_eq!(holds(&officer, "value-province"), "11");
        assert_eq!(holds(&officer, "value-county"), "1101");
        let typed = [("value-province", "12"), REASON];
        officer.submit(&form(&case), &[&typed[..], &[("then", "refresh")]].concat());
        assert!(officer.page.body.contains("value=\"1201\""));
        assert_eq!(holds(&officer, "reason").trim_end(), REASON.1);
        let before = case.opened().file.seq;
        officer.submit(&form(&case), &[("value-county", "1101")]);
        assert_eq!(officer.page.status, 422, "a county of another province");
        assert_eq!(case.opened().file.seq, before);
        officer.submit(&form(&case), &[("value-county", "1201")]);
        assert_eq!(officer.page.status, 200, "{}", officer.text("main"));
        let file = case.opened().file;
        assert_eq!(file.person(1).unwrap().birth_place.known(), Some("1201"));
    });
}

#[test]
fn several_chosen_clauses_are_recorded_together_and_none_is_refused_at_the_field() {
    TestApp::each(|app| {
        let office = Office::at(&app.register.store, app.clock.now());
        let case = office.opens_a_case();
        let mut officer = officer(app);
        officer.get(&page(&case, 1, "clauses"));
        officer.submit(&form(&case), &[("value", ""), REASON]);
        assert_eq!(officer.page.status, 422);
        assert_eq!(officer.count("fieldset.err"), 1);
        officer.submit(&form(&case), &[("value", "2"), ("value", "5"), REASON]);
        assert_eq!(officer.page.status, 200, "{}", officer.text("main"));
        assert_eq!(case.opened().file.person(1).unwrap().clauses, [2, 5]);
        officer.get(&format!("/cases/{}/history?tab=all", case.reference));
        let told = officer.text("main");
        assert!(told.contains("پدر ایرانی و ولادت در ایران"), "{told}");
    });
}

#[test]
fn who_may_not_correct_sees_the_application_and_why() {
    TestApp::each(|app| {
        let office = Office::at(&app.register.store, app.clock.now());
        let case = office.opens_a_case();
        let mut auditor = app.signed_in(Role::Auditor, UNIT);
        for path in ["application", "people/1"] {
            auditor.get(&format!("/cases/{}/{path}", case.reference));
            assert_eq!(auditor.page.status, 200);
            assert!(!auditor.page.body.contains("acts/correction"));
            assert!(auditor.text(".note").contains("اکنون نمی‌توانید"), "{path}");
        }
    });
}

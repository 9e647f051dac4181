//! Who looked at what is seen by those who oversee, and by the person concerned on paper.

use sejel::domain::access::Role;
use sejel::domain::time::Clock as _;
use sejel::text::without_isolates;

use crate::app::{PASSWORD, TestApp};
use crate::browser::Browser;
use crate::office::Office;

fn signed_in<'a>(app: &'a TestApp, username: &str) -> Browser<'a> {
    let mut browser = app.browser();
    browser.sign_in(username, PASSWORD);
    browser
}

/// What the page says, in one line.
fn said(browser: &Browser<'_>) -> String {
    without_isolates(&browser.text("main"))
}

#[test]
fn who_looked_at_a_file_is_told_with_post_unit_time_and_purpose() {
    TestApp::each(|app| {
        let office = Office::at(&app.register.store, app.clock.now());
        let case = office.opens_a_case();
        let address = format!("/cases/{}", case.reference);
        let mut officer = signed_in(app, "officer");
        officer.get(&address);
        officer.get(&format!("{address}/letters/pending"));
        assert_eq!(
            officer.count(&format!("a[href='{address}/reads']")),
            0,
            "who may not see it is not led to it"
        );
        assert_eq!(officer.get_once(&format!("{address}/reads")).status, 403);
        let mut head = signed_in(app, "head");
        head.get(&format!("{address}/export"));
        let purpose = [("purpose", "برای دادگاه تجدیدنظر خواسته شده است")];
        head.submit(&format!("{address}/export"), &purpose);
        head.get(&address);
        assert_eq!(head.count(&format!("a[href='{address}/reads']")), 1);
        head.get(&format!("{address}/reads"));
        let told = said(&head);
        for part in [
            "برای دادگاه تجدیدنظر خواسته شده است",
            "کارشناس ثبت احوال، ادارهٔ نمونه",
            "رئیس ادارهٔ ثبت احوال، ادارهٔ نمونه",
            "گواهی در جریان بودن پرونده",
            "فهرست بینندگان",
            "۵ آذر ۱۴۰۵، ساعت ۰۹:۳۰",
        ] {
            assert!(told.contains(part), "{part}: {told}");
        }
        // case, letter; form of the export, export, case, this page
        assert_eq!(head.count("main tbody tr"), 6, "{told}");
        head.get(&format!("{address}/reads/report"));
        assert_eq!(head.count("main .slip tbody tr"), 7, "{}", said(&head));
        assert!(said(&head).contains("شمار دیدارها: ۷"), "{}", said(&head));
    });
}

#[test]
fn a_long_list_of_looks_goes_on_on_a_further_page() {
    let app = TestApp::new();
    let office = Office::at(&app.register.store, app.clock.now());
    let case = office.opens_a_case();
    let mut head = signed_in(&app, "head");
    for _ in 0..60 {
        head.get(&format!("/cases/{}/application", case.reference));
    }
    head.get(&format!("/cases/{}/reads", case.reference));
    assert_eq!(head.count("main tbody tr"), 50);
    let next = head.attribute("a[rel=next]", "href").unwrap();
    head.get(&next);
    assert_eq!(head.count("main tbody tr"), 11);
    assert_eq!(head.count("a[rel=next]"), 0);
}

#[test]
fn another_office_learns_nothing_of_who_looked() {
    let app = TestApp::new();
    let office = Office::at(&app.register.store, app.clock.now());
    let case = office.opens_a_case();
    let mut away = app.signed_in(Role::Auditor, "ir/12");
    for page in ["reads", "reads/report"] {
        let path = format!("/cases/{}/{page}", case.reference);
        assert_eq!(away.get_once(&path).status, 404, "{path}");
    }
}

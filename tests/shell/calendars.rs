//! Holidays are taken in by two people: seen before they are proposed, counted by once they are approved.

use sejel::domain::access::Role;
use sejel::domain::time::Clock as _;
use sejel::jobs::{KINDS, turn};
use sejel::text::without_isolates;

use crate::app::{PASSWORD, TestApp};
use crate::browser::Browser;
use crate::office::Office;

const HEAD: &str = "date,title_fa,title_en,computed,unit,remove";
const SMOG: &str = "1405-09-12,تعطیلی آلودگی هوا,Closed for the smog,no,ir/11,no";

fn wish(lines: &str) -> [(&str, &str); 3] {
    [
        ("lines", lines),
        ("known", ""),
        ("reason", "اعلام ستاد مدیریت بحران"),
    ]
}

/// Sends the form of the open page as browsers do, with a file.
fn brings_a_file(browser: &mut Browser<'_>, content: &[u8]) {
    let token = browser.token();
    let part = |head: &str, content: &[u8]| {
        let head = format!("--XX\r\nContent-Disposition: form-data; {head}\r\n\r\n");
        [head.as_bytes(), content, b"\r\n"].concat()
    };
    let mut body = part("name=\"csrf\"", token.as_bytes());
    body.extend(part("name=\"lines\"", b""));
    body.extend(part("name=\"reason\"", "اعلام رسمی".as_bytes()));
    body.extend(part("name=\"file\"; filename=\"days.csv\"", content));
    body.extend_from_slice(b"--XX--\r\n");
    browser.post_body("/calendars", "multipart/form-data; boundary=XX", body);
}

#[test]
fn two_people_bring_a_holiday_in_and_a_running_time_limit_follows_it() {
    TestApp::each(|app| {
        let office = Office::at(&app.register.store, app.clock.now());
        let case = office.opens_a_case();
        app.staff("colleague", Role::Administrator, "ir");
        let mut first = app.signed_in(Role::Administrator, "ir");
        first.get("/directives");
        assert_eq!(first.count("main a[href='/calendars']"), 1);
        first.get("/calendars");
        assert_eq!(first.count("main a[href='/calendars/new']"), 1);
        first.get("/calendars/new");
        let lines = format!("{HEAD}\n{SMOG}\n");
        first.submit("/calendars", &wish(&lines));
        assert_eq!(first.page.status, 200, "{}", first.text("main"));
        let preview = without_isolates(&first.text("#preview"));
        assert!(preview.contains("تعطیلی آلودگی هوا"), "{preview}");
        assert!(preview.contains("۱ مهلت جاری دیرتر"), "{preview}");
        assert_eq!(
            app.events("calendar:iran").len(),
            1,
            "nothing is recorded yet"
        );
        let [lines, known, reason] = wish(&lines);
        first.submit("/calendars", &[lines, known, reason, ("do", "propose")]);
        assert_eq!(first.page.status, 200, "{}", first.text("main"));
        let page = first.at.split('?').next().unwrap().to_owned();
        assert_eq!(page, "/calendars/iran-3");
        assert_eq!(first.count(&format!("form[action='{page}/approve']")), 0);
        assert!(first.text(".cant").contains("راهبر دیگری"));

        let mut second = app.browser();
        second.sign_in("colleague", PASSWORD);
        second.get("/calendars");
        assert_eq!(second.count(&format!("main a[href='{page}']")), 1);
        second.get(&page);
        second.submit(&format!("{page}/approve"), &[]);
        assert_eq!(second.page.status, 200, "{}", second.text("main"));
        turn(&app.register, KINDS, &|| true).unwrap();
        let number = case.opened().file.reference;
        let mut officer = app.browser();
        officer.sign_in("officer", PASSWORD);
        let shown = without_isolates(&officer.get(&format!("/cases/{number}")).body);
        assert!(shown.contains("iran-3") && shown.contains("تعطیلی آلودگی هوا"));
        let history = officer
            .get(&format!("/cases/{number}/history?tab=all"))
            .body
            .clone();
        assert!(without_isolates(&history).contains("با تقویم iran-3 دوباره شمرده شد"));
    });
}

#[test]
fn wrong_lines_are_told_and_nothing_is_taken_in() {
    let app = TestApp::new();
    let mut admin = app.signed_in(Role::Administrator, "ir");
    admin.get("/calendars/new");
    let lines = format!("{HEAD}\n{SMOG}\n1405-13-01,الف,A,no,ir/99,no");
    admin.submit("/calendars", &wish(&lines));
    assert_eq!(admin.page.status, 422);
    let told = without_isolates(&admin.text(".note"));
    assert!(told.contains("سطر ۳، ستون date"), "{told}");
    assert!(told.contains("ستون unit"), "{told}");
    assert!(admin.text("textarea[name=lines]").contains("1405-13-01"));
    assert_eq!(admin.count("textarea[name=lines][aria-invalid=true]"), 1);
    // The same from a file: its text stands where it can be mended.
    admin.get("/calendars/new");
    brings_a_file(&mut admin, lines.as_bytes());
    assert_eq!(admin.page.status, 422);
    assert!(admin.text("textarea[name=lines]").contains("1405-13-01"));
    admin.get("/calendars/new");
    brings_a_file(&mut admin, &[0xff, 0xfe]);
    assert_eq!(admin.page.status, 422);
    assert_eq!(admin.count("[name=file][aria-invalid=true]"), 1);
    // Without a reason, without a difference.
    admin.get("/calendars/new");
    let lines = format!("{HEAD}\n{SMOG}");
    admin.submit("/calendars", &[("lines", &lines), ("reason", " ")]);
    assert_eq!(admin.page.status, 422);
    assert_eq!(admin.count("textarea[name=reason][aria-invalid=true]"), 1);
    assert_eq!(app.events("calendar:iran").len(), 1);
}

#[test]
fn the_rest_of_a_province_is_proposed_and_given_back_with_a_reason() {
    let app = TestApp::new();
    let mut admin = app.signed_in(Role::Administrator, "ir");
    admin.get("/calendars/rest");
    let wish = [
        ("unit", "ir/12"),
        ("days", "thursday"),
        ("reason", "بخشنامهٔ استانداری"),
    ];
    admin.submit("/calendars/rest", &wish);
    assert!(admin.text("#preview").contains("پنجشنبه"));
    let propose = [wish[0], wish[1], wish[2], ("do", "propose")];
    admin.submit("/calendars/rest", &propose);
    let page = admin.at.split('?').next().unwrap().to_owned();
    admin.submit(&format!("{page}/return"), &[("reason", "")]);
    assert_eq!(admin.page.status, 422);
    admin.submit(&format!("{page}/return"), &[("reason", "شماره ندارد")]);
    assert_eq!(admin.page.status, 200, "{}", admin.text("main"));
    assert!(admin.text("main").contains("شماره ندارد"));
    let mut officer = app.signed_in(Role::RegistrarOfficer, "ir/12/01");
    assert_eq!(officer.get("/calendars").status, 200);
    assert_eq!(officer.get(&page).status, 200);
    assert_eq!(officer.count("form[action^='/calendars/']"), 0);
    assert_eq!(officer.get("/calendars/new").status, 403);
    assert_eq!(officer.get("/calendars/iran-9").status, 404);
}

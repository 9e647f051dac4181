//! Emergency access: one case beyond one's reach, for an hour, to read, told at once and reviewed.

use sejel::domain::access::glass::event::Turn;
use sejel::domain::access::policy::{Action, opened_by_glass, roles};
use sejel::domain::access::{Role, UnitPath};
use sejel::domain::time::Clock as _;
use sejel::text::without_isolates;
use sejel::web::routes::{ROUTES, Verb};

use crate::app::TestApp;
use crate::browser::Browser;
use crate::kept;
use crate::office::Office;

const REASON: &str = "متقاضی در بیمارستان این شهر بستری است و گواهی پرونده لازم است";

fn said(browser: &Browser<'_>) -> String {
    without_isolates(&browser.text("main"))
}

fn asks(browser: &mut Browser<'_>, number: &str, reason: &str) -> u16 {
    browser.get("/break-glass/new");
    browser.submit("/break-glass", &[("number", number), ("reason", reason)]);
    browser.page.status
}

#[test]
fn a_case_elsewhere_is_read_for_an_hour_with_a_reason_and_no_longer() {
    TestApp::each(|app| {
        let office = Office::at(&app.register.store, app.clock.now());
        let (case, other) = (office.opens_a_case(), office.opens_a_case());
        let address = format!("/cases/{}", case.reference);
        let mut away = app.signed_in(Role::RegistrarOfficer, "ir/12/01");
        assert_eq!(away.get_once(&address).status, 404);
        away.get(&format!("/search?q={}", case.reference));
        let known = said(&away);
        let way = format!("a[href='/break-glass/new?number={}']", case.reference);
        assert_eq!(away.count(&way), 1, "{known}");
        away.get("/search?q=12-01-1405-99999");
        let unknown = said(&away).replace("12-01-1405-99999", &case.reference);
        assert_eq!(unknown, known, "whether there is such a case is not told");
        assert_eq!(asks(&mut away, "12-01-1405-99999", REASON), 422);
        assert_eq!(asks(&mut away, &case.reference, "لازم است"), 422);
        assert_eq!(away.count("textarea[name=reason][aria-invalid=true]"), 1);
        assert_eq!(away.get_once(&address).status, 404, "not yet");
        assert_eq!(asks(&mut away, &case.reference, REASON), 200);
        let told = said(&away);
        assert!(
            told.contains("۵ آذر ۱۴۰۵، ساعت ۱۰:۳۰؛ هر دیدار ثبت"),
            "{told}"
        );
        let beyond = format!("/cases/{}", other.reference);
        assert_eq!(
            away.get_once(&beyond).status,
            404,
            "another case of that office"
        );
        app.clock.advance(3599);
        // her session was idle for too long meanwhile
        let mut away = app.signed_in(Role::RegistrarOfficer, "ir/12/01");
        assert_eq!(away.get_once(&address).status, 200);
        app.clock.advance(1);
        assert_eq!(away.get_once(&address).status, 404, "its hour is over");
    });
}

#[test]
fn it_opens_reading_and_nothing_else_and_stands_on_no_list() {
    let app = TestApp::new();
    let office = Office::at(&app.register.store, app.clock.now());
    let case = office.opens_a_case();
    for role in roles(Action::BreakGlass) {
        let province = UnitPath::parse("ir/12").unwrap();
        let unit = if role.sits_in(&province) {
            "ir/12"
        } else {
            "ir/12/01"
        };
        let mut away = app.signed_in(*role, unit);
        assert_eq!(asks(&mut away, &case.reference, REASON), 200);
        for route in ROUTES.iter().filter(|r| r.path.contains("{case}")) {
            let path = route
                .path
                .replace("{case}", &case.reference)
                .replace("{person}", "1")
                .replace("{paper}", "1")
                .replace("{act}", "note")
                .replace("{letter}", "pending");
            if path.contains('{') {
                continue;
            }
            away.get_once("/account");
            let status = match route.verb {
                Verb::Get => away.get_once(&path).status,
                Verb::Post => away.post_once(&path, &[]).status,
            };
            let what = format!("{role:?} {:?} {path}: {status}", route.verb);
            if path.ends_with("/acts/note") && route.verb == Verb::Get {
                assert_eq!(status, 403, "the form of an act is refused: {what}");
            } else if opened_by_glass(route.action) {
                assert_eq!(status, 200, "{what}");
            } else {
                assert!(matches!(status, 403 | 404), "{what}");
            }
        }
        for list in [
            "/",
            "/?list=office",
            &format!("/search?q={}", case.reference),
        ] {
            away.get(list);
            let link = format!("main a[href='/cases/{}']", case.reference);
            assert_eq!(away.count(&link), 0, "{role:?} {list}");
        }
    }
}

#[test]
fn those_who_oversee_the_case_are_told_at_once_and_the_auditor_reviews() {
    TestApp::each(|app| {
        let office = Office::at(&app.register.store, app.clock.now());
        let (case, other) = (office.opens_a_case(), office.opens_a_case());
        let mut away = app.signed_in(Role::RegistrarOfficer, "ir/12/01");
        asks(&mut away, &case.reference, REASON);
        away.get(&format!("/cases/{}/application", case.reference));
        let mut head = app.signed_in(Role::OfficeHead, "ir/11/01");
        head.get("/");
        assert!(said(&head).contains("۱ دسترسی اضطراری"), "{}", said(&head));
        head.get("/break-glass");
        assert!(said(&head).contains(REASON), "{}", said(&head));
        head.get("/break-glass/1");
        assert_eq!(head.count("form[action='/break-glass/1/review']"), 0);
        let mut auditor = app.signed_in(Role::Auditor, "ir/11");
        auditor.get("/audit");
        let row = "main tr:has(th a[href='/break-glass']) td";
        assert_eq!(without_isolates(&auditor.text(row)), "۱");
        auditor.get("/break-glass/1");
        assert!(
            said(&auditor).contains("اظهارات و درخواست"),
            "{}",
            said(&auditor)
        );
        let review = "/break-glass/1/review";
        auditor.submit(review, &[("verdict", "unjustified"), ("note", "")]);
        assert_eq!(auditor.page.status, 422);
        // not reviewed in time: its asker asks no more
        app.clock.advance(73 * 3600);
        let mut away = app.signed_in(Role::RegistrarOfficer, "ir/12/01");
        assert_eq!(asks(&mut away, &other.reference, REASON), 422);
        assert!(said(&away).contains("معلق است"), "{}", said(&away));
        let mut auditor = app.signed_in(Role::Auditor, "ir/11");
        auditor.get("/break-glass/1");
        assert!(
            said(&auditor).contains("مهلت بازبینی گذشته"),
            "{}",
            said(&auditor)
        );
        auditor.submit(
            review,
            &[("verdict", "justified"), ("note", "با بیمارستان سنجیده شد")],
        );
        assert_eq!(auditor.page.status, 200);
        assert!(said(&auditor).contains("موجه بود"), "{}", said(&auditor));
        assert_eq!(auditor.count("form[action='/break-glass/1/review']"), 0);
        assert_eq!(asks(&mut away, &other.reference, REASON), 200);
        let mut elsewhere = app.signed_in(Role::Auditor, "ir/12");
        assert_eq!(elsewhere.get_once("/break-glass/1").status, 404);
        elsewhere.get("/break-glass");
        assert!(!said(&elsewhere).contains(REASON));
    });
}

const GOLDEN: &[(&str, &str)] = &[
    (
        "glass_broken",
        include_str!("../golden_glass/glass_broken.json"),
    ),
    (
        "glass_reviewed",
        include_str!("../golden_glass/glass_reviewed.json"),
    ),
    ("erased", include_str!("../golden_glass/erased.json")),
];

/// A new kind of event does not compile here until its body is kept.
const fn kept_as(turn: &Turn) -> &'static str {
    match turn {
        Turn::GlassBroken(_) => "glass_broken",
        Turn::GlassReviewed(_) => "glass_reviewed",
        Turn::Erased(_) => "erased",
    }
}

/// A body that was written once is read for ever, with its values and after they were erased.
#[test]
fn every_kind_of_event_of_an_emergency_access_that_was_ever_written_is_read() {
    for event in GOLDEN {
        kept::is_read(event, kept_as);
    }
}

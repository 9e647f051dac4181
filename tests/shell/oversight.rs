//! Who looked at what is seen by those who oversee, and by the person concerned on paper.

use sejel::domain::access::Role;
use sejel::domain::case::Personal;
use sejel::domain::case::event::Ruling;
use sejel::domain::time::Clock as _;
use sejel::services::casework::{self, Beginning};
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

/// How many rows the log has under this question.
fn rows(browser: &mut Browser<'_>, query: &str) -> usize {
    browser.get(&format!("/audit/log{query}"));
    assert_eq!(browser.page.status, 200);
    browser.count("main tbody tr")
}

#[test]
fn the_auditor_reads_the_log_of_her_area_narrowed_as_she_asks() {
    TestApp::each(|app| {
        let office = Office::at(&app.register.store, app.clock.now());
        let case = office.opens_a_case();
        let mut head = signed_in(app, "head");
        head.get(&format!("/cases/{}", case.reference));
        head.get("/search?q=%D9%86%D9%85%D9%88%D9%86%D9%87");
        let mut auditor = app.signed_in(Role::Auditor, "ir/11");
        let all = rows(&mut auditor, "");
        let told = said(&auditor);
        for part in [
            "نمونه head (رئیس ادارهٔ ثبت احوال) جست‌وجو کرد",
            "عبارت: نمونه",
            "پرونده را دید: صفحهٔ پرونده.",
            "وارد شد.",
        ] {
            assert!(told.contains(part), "{part}: {told}");
        }
        assert!(
            told.contains("تشکیل داد") || told.contains("پرونده"),
            "{told}"
        );
        assert_eq!(rows(&mut auditor, "?kind=searched"), 1);
        assert_eq!(rows(&mut auditor, "?kind=log_read"), 2);
        let of_case = rows(&mut auditor, &format!("?case={}", case.reference));
        assert!(of_case > 3 && of_case < all + 4, "{of_case} of {all}");
        // what she saw of her worklist is written when its second is over
        let hers = ["case_read", "searched", "signed_in"];
        for kind in hers {
            let query = format!("?who=head&kind={kind}");
            assert_eq!(rows(&mut auditor, &query), 1, "{}", said(&auditor));
        }
        assert_eq!(rows(&mut auditor, "?from=1405/09/06"), 0);
        assert_eq!(rows(&mut auditor, "?until=%DB%B1%DB%B4%DB%B0%DB%B5/9/4"), 0);
        assert!(rows(&mut auditor, "?from=1405/9/5&until=1405/9/5") > all);
        assert!(rows(&mut auditor, "?unit=ir/11/01") > 3);
        assert_eq!(rows(&mut auditor, "?unit=ir/12"), 0, "not of her area");
        for (wrong, why) in [
            ("?from=2026", "تاریخ را چنین بنویسید"),
            ("?who=nobody", "کسی با این نام نیست"),
            ("?case=11-0000-00000", "پرونده‌ای با این شماره"),
        ] {
            assert_eq!(rows(&mut auditor, wrong), 0);
            assert!(said(&auditor).contains(why), "{why}");
        }
        head.get(&format!("/cases/{}/reads", case.reference));
        let looks = said(&head);
        assert!(
            looks.contains("رویدادنامه‌ای که رویدادهای این پرونده در آن بود"),
            "{looks}"
        );
    });
}

#[test]
fn the_log_of_another_province_and_of_other_posts_stays_shut() {
    let app = TestApp::new();
    let office = Office::at(&app.register.store, app.clock.now());
    office.opens_a_case();
    let mut away = app.signed_in(Role::Auditor, "ir/12");
    away.get("/audit/log");
    assert!(!said(&away).contains("نمونه officer"), "{}", said(&away));
    let mut head = signed_in(&app, "head");
    assert_eq!(head.get_once("/audit/log").status, 403);
    assert_eq!(head.count("a[href='/audit']"), 0);
}

#[test]
fn a_long_log_goes_on_page_by_page_with_its_filter() {
    let app = TestApp::new();
    let office = Office::at(&app.register.store, app.clock.now());
    let case = office.opens_a_case();
    let mut head = signed_in(&app, "head");
    for _ in 0..70 {
        head.get(&format!("/cases/{}/application", case.reference));
    }
    let mut auditor = app.signed_in(Role::Auditor, "ir");
    assert_eq!(rows(&mut auditor, "?kind=case_read"), 50);
    let next = auditor.attribute("a[rel=next]", "href").unwrap();
    assert!(next.contains("kind=case_read"), "{next}");
    auditor.get(&next);
    assert_eq!(auditor.count("main tbody tr"), 20);
}

/// The number that the auditor's home has for a measure.
fn number(auditor: &mut Browser<'_>, code: &str) -> String {
    auditor.get("/audit");
    assert_eq!(auditor.page.status, 200);
    let row = format!("main tr:has(a[href='/audit/anomalies/{code}']) td");
    without_isolates(&auditor.text(&row))
}

#[test]
fn the_auditors_home_counts_what_is_out_of_the_ordinary_and_lists_it() {
    TestApp::each(|app| {
        let office = Office::at(&app.register.store, app.clock.now());
        let case = office.opens_a_case();
        case.brings_the_papers();
        case.reaches_the_council();
        case.is_voted_on("approved");
        case.is_proposed(Ruling::Granted);
        case.does(&office.head, case.signature());
        let mut head = signed_in(app, "head");
        head.get("/search?q=head");
        let mut auditor = app.signed_in(Role::Auditor, "ir/11");
        for (code, count) in [
            ("hasty", "۱"),
            ("same-day", "۱"),
            ("own-name", "۱"),
            ("bulk", "۰"),
            ("outside-hours", "۰"),
            ("witness", "۰"),
        ] {
            assert_eq!(number(&mut auditor, code), count, "{code}");
        }
        auditor.get("/audit/anomalies/hasty");
        let told = said(&auditor);
        assert!(told.contains("باز نکرده امضا شد"), "{told}");
        let link = format!("main td a[href='/cases/{}']", case.reference);
        assert_eq!(auditor.count(&link), 1);
        auditor.get("/audit/anomalies/own-name");
        assert!(said(&auditor).contains("عبارت: head"), "{}", said(&auditor));
        assert_eq!(auditor.get_once("/audit/anomalies/other").status, 404);
        let mut away = app.signed_in(Role::Auditor, "ir/12");
        for code in ["hasty", "same-day", "own-name"] {
            assert_eq!(number(&mut away, code), "۰", "{code}");
        }
    });
}

#[test]
fn who_looks_at_files_in_the_evening_is_counted() {
    let app = TestApp::new();
    let office = Office::at(&app.register.store, app.clock.now());
    let case = office.opens_a_case();
    // Thursday, nine in the evening
    app.clock.advance(11 * 3600 + 1800);
    let mut head = signed_in(&app, "head");
    for _ in 0..19 {
        head.get(&format!("/cases/{}/application", case.reference));
    }
    let mut auditor = app.signed_in(Role::Auditor, "ir");
    assert_eq!(number(&mut auditor, "outside-hours"), "۰");
    head.get(&format!("/cases/{}/application", case.reference));
    assert_eq!(number(&mut auditor, "outside-hours"), "۱");
    auditor.get("/audit/anomalies/outside-hours");
    assert!(said(&auditor).contains("۲۰ بار"), "{}", said(&auditor));
}

#[test]
fn a_witness_of_many_households_is_found_by_number_and_by_year() {
    let app = TestApp::new();
    let office = Office::at(&app.register.store, app.clock.now());
    let mut auditor = app.signed_in(Role::Auditor, "ir/11");
    for opened in 1..=4 {
        let mut opening = crate::office::opening();
        for witness in &mut opening.application.witnesses {
            witness.birth_year = None;
            witness.national_number = None;
        }
        opening.application.witnesses[1].birth_year = Some(Personal::new("1340"));
        let begun = Beginning::today(opening);
        casework::open(&office.register, &office.officer, begun).unwrap();
        let expected = if opened < 4 { "۰" } else { "۱" };
        assert_eq!(number(&mut auditor, "witness"), expected, "{opened}");
    }
    auditor.get("/audit/anomalies/witness");
    let told = said(&auditor);
    assert!(
        told.contains("شاهد: شاهد دوم") && told.contains("۴ خانوار"),
        "{told}"
    );
    assert_eq!(auditor.count("main td a[href^='/cases/']"), 4);
}

#[test]
fn the_head_who_voted_and_signed_is_told_with_article_and_reason() {
    let app = TestApp::new();
    let office = Office::at(&app.register.store, app.clock.now());
    let case = office.opens_a_case();
    case.reaches_the_council();
    case.is_voted_on("approved");
    case.is_proposed(Ruling::Granted);
    case.does(&office.head, case.signature());
    let mut auditor = app.signed_in(Role::Auditor, "ir/11");
    auditor.get("/audit/duties");
    let told = said(&auditor);
    for part in [
        "نمونه reviewer",
        "نمونه head",
        "عضو prosecutor",
        "رأی داده و تصمیم را امضا کرده است. دلیل: نمایندهٔ دیگری نبود.",
        "مادهٔ ۴۵",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    let mut away = app.signed_in(Role::Auditor, "ir/12");
    away.get("/audit/duties");
    assert!(!said(&away).contains("نمونه head"));
}

#[test]
fn a_sample_is_drawn_by_a_number_reviewed_and_drawn_again() {
    TestApp::each(|app| {
        let office = Office::at(&app.register.store, app.clock.now());
        let mut cases = Vec::new();
        for _ in 0..3 {
            let case = office.opens_a_case();
            case.reaches_the_council();
            case.is_voted_on("approved");
            case.is_proposed(Ruling::Granted);
            case.does(&office.head, case.signature());
            cases.push(case.reference.clone());
        }
        let mut auditor = app.signed_in(Role::Auditor, "ir/11");
        let days = |until: &'static str| {
            [
                ("unit", "ir/11"),
                ("from-d", "1"),
                ("from-m", "9"),
                ("from-y", "1405"),
                ("until-d", until),
                ("until-m", "9"),
                ("until-y", "1405"),
                ("each", "2"),
                ("seed", "1405"),
            ]
        };
        auditor.get("/audit/samples");
        auditor.submit("/audit/samples", &days("5"));
        assert_eq!(auditor.page.status, 422, "the day is not over");
        assert_eq!(auditor.count("#f-until-e"), 1, "said at the field");
        app.clock.advance(86_400);
        let mut auditor = app.signed_in(Role::Auditor, "ir/11");
        auditor.get("/audit/samples");
        auditor.submit("/audit/samples", &days("5"));
        let told = said(&auditor);
        assert!(told.contains("همان قرعه دوباره به دست می‌آید"), "{told}");
        assert_eq!(auditor.count("main td:has(span.chip)"), 0);
        let drawn = cases.iter().filter(|number| {
            let link = format!("main th a[href='/cases/{number}']");
            auditor.count(&link) == 1
        });
        assert_eq!(drawn.count(), 2, "two of three");
        let review = "/audit/samples/1/review";
        let case = auditor.attribute("select[name=case] option:last-child", "value");
        let case = case.unwrap();
        let wrong = [
            ("case", case.as_str()),
            ("finding", "reasons"),
            ("note", ""),
        ];
        auditor.submit(review, &wrong);
        assert_eq!(auditor.page.status, 422, "what is wrong is to be said");
        let found = [
            ("case", case.as_str()),
            ("finding", "reasons"),
            ("note", "به بند ۲ پرداخته نشده است"),
        ];
        auditor.submit(review, &found);
        assert_eq!(auditor.page.status, 200);
        let told = said(&auditor);
        assert!(
            told.contains("۱ از ۲") && told.contains("به بند ۲"),
            "{told}"
        );
        auditor.get("/audit/log?kind=sample_drawn");
        assert_eq!(auditor.count("main tbody tr"), 1);
        let mut away = app.signed_in(Role::Auditor, "ir/12");
        assert_eq!(away.get_once("/audit/samples/1").status, 404);
    });
}

#[test]
fn a_case_is_compared_at_two_moments_and_explained() {
    let app = TestApp::new();
    let office = Office::at(&app.register.store, app.clock.now());
    let case = office.opens_a_case();
    case.reaches_the_council();
    office.waits(3);
    app.clock.advance(3 * 86_400);
    case.is_voted_on("approved");
    let mut head = signed_in(&app, "head");
    let address = format!("/cases/{}", case.reference);
    head.get(&format!("{address}/history"));
    for page in ["compare", "explain"] {
        assert_eq!(head.count(&format!("main a[href='{address}/{page}']")), 1);
    }
    head.get(&format!("{address}/compare"));
    let told = said(&head);
    for part in ["رویداد ۱،", "بررسی مدارک", "شمار: صورتجلسه"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    let all = head.count("main tbody tr");
    head.get(&format!("{address}/compare?from=4&to=%DB%B4"));
    assert!(said(&head).contains("چیزی در پرونده دیگر نشده است"));
    head.get(&format!("{address}/compare?from=1&to=4"));
    assert!(head.count("main tbody tr") < all);
    head.get(&format!("{address}/explain"));
    let told = said(&head);
    assert!(
        told.contains("شورای تأمین") && told.contains("۳ روز"),
        "{told}"
    );
    assert!(head.count("svg rect") > 1);
    let first = head.attribute("main svg g rect", "x").unwrap();
    let last = head.attribute("main svg g:last-of-type rect", "x").unwrap();
    let (first, last): (i64, i64) = (first.parse().unwrap(), last.parse().unwrap());
    assert!(first > last, "from right to left: {first} {last}");
}

/// A body that was written once is read for ever, with its values and after they were erased. A new kind of
/// event does not compile here until its body is kept.
#[test]
fn every_kind_of_event_of_a_sample_that_was_ever_written_is_read() {
    use sejel::domain::sampling::event::Turn;
    for name in ["sample_drawn", "sample_reviewed", "erased"] {
        let path = format!(
            "{}/tests/golden_sample/{name}.json",
            env!("CARGO_MANIFEST_DIR")
        );
        let text = std::fs::read_to_string(path).unwrap();
        crate::kept::is_read(&(name, text.as_str()), |turn: &Turn| match turn {
            Turn::SampleDrawn(_) => "sample_drawn",
            Turn::SampleReviewed(_) => "sample_reviewed",
            Turn::Erased(_) => "erased",
        });
    }
}

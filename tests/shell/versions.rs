//! A deadline is changed for new cases, after seeing whom it would touch, by two people.

use sejel::domain::access::Role;
use sejel::domain::time::Clock as _;
use sejel::services::directives::SHIPPED;
use sejel::text::without_isolates;

use crate::app::TestApp;
use crate::browser::Browser;
use crate::office::Office;

fn part(head: &str, content: &[u8]) -> Vec<u8> {
    let mut bytes = format!("--XX\r\nContent-Disposition: form-data; {head}\r\n\r\n").into_bytes();
    bytes.extend_from_slice(content);
    bytes.extend_from_slice(b"\r\n");
    bytes
}

/// Uploads a text as a draft; the address of its version where it was taken in.
fn uploads(browser: &mut Browser<'_>, text: &str) -> Option<String> {
    browser.get("/directives");
    let token = browser.token();
    let mut body = part("name=\"csrf\"", token.as_bytes());
    let file = "name=\"file\"; filename=\"draft.toml\"";
    body.extend(part(file, text.as_bytes()));
    body.extend_from_slice(b"--XX--\r\n");
    let answer = browser.post_body("/directives", "multipart/form-data; boundary=XX", body);
    (answer.status == 303).then(|| answer.location().split('?').next().unwrap().to_owned())
}

/// The version in force, downloaded, changed.
fn changed(browser: &mut Browser<'_>, changes: &[(&str, &str)]) -> String {
    browser.get("/directives");
    let address = browser.attribute("main table a", "href").unwrap();
    let mut text = browser.get(&format!("{address}/file")).body.clone();
    assert_eq!(text, SHIPPED[0].1);
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    text
}

const NAMED: (&str, &str) = ("version = \"1381\"", "version = \"1405\"");
const LONGER: (&str, &str) = (
    "length = 10\nunit = \"working_days\"",
    "length = 45\nunit = \"working_days\"",
);

#[test]
fn two_people_change_a_deadline_for_new_cases() {
    TestApp::each(|app| {
        let office = Office::at(&app.register.store, app.clock.now());
        let before = office.opens_a_case();
        app.staff("colleague", Role::Administrator, "ir");
        let mut first = app.signed_in(Role::Administrator, "ir");
        let text = changed(&mut first, &[NAMED, LONGER]);
        let version = uploads(&mut first, &text).unwrap();
        first.get(&version);
        assert!(
            without_isolates(&first.text("main")).contains("۴۵ روز کاری"),
            "{}",
            first.text("main")
        );
        let propose = [
            ("day-d", "10"),
            ("day-m", "9"),
            ("day-y", "1405"),
            ("reason", "مهلت کوتاه بود"),
        ];

        // Nobody has seen yet whom it touches: that is said, no form is offered, and none is taken.
        assert!(first.text(".cant").contains("نخست بسنجید"));
        first.post_once(&format!("{version}/propose"), &propose);
        assert_eq!(first.page.status, 422);
        first.submit(&format!("{version}/simulate"), &[]);
        assert_eq!(first.page.status, 200);
        assert!(
            without_isolates(&first.text("#touches")).contains("۱ پروندهٔ جاری"),
            "{}",
            first.text("#touches")
        );
        let no_reason = [propose[0], propose[1], propose[2], ("reason", " ")];
        first.submit(&format!("{version}/propose"), &no_reason);
        assert_eq!(first.page.status, 422);
        assert_eq!(first.count("textarea[name=reason][aria-invalid=true]"), 1);
        let typed = first.attribute("[name=day-y]", "value");
        assert_eq!(typed.as_deref(), Some("1405"), "what was typed is kept");
        first.submit(&format!("{version}/propose"), &propose);
        assert_eq!(first.page.status, 200, "{}", first.text("main"));
        assert_eq!(first.count(&format!("form[action='{version}/approve']")), 0);

        let mut second = app.browser();
        second.sign_in("colleague", crate::app::PASSWORD);
        second.get(&version);
        second.submit(&format!("{version}/approve"), &[]);
        assert_eq!(second.page.status, 200, "{}", second.text("main"));
        let early = [("day-d", "8"), ("day-m", "9"), ("day-y", "1405")];
        second.submit(&format!("{version}/schedule"), &early);
        assert_eq!(second.page.status, 422);
        let day = [("day-d", "10"), ("day-m", "9"), ("day-y", "1405")];
        second.submit(&format!("{version}/schedule"), &day);
        assert_eq!(second.page.status, 200, "{}", second.text("main"));

        let pinned = |case: &crate::office::Household<'_>| case.opened().directive.version.clone();
        assert_eq!(pinned(&before), "1381");
        app.clock.advance(10 * 86_400);
        office.waits(10);
        let after = office.opens_a_case();
        assert_eq!(pinned(&before), "1381");
        assert_eq!(pinned(&after), "1405");
        let kinds = app.events("directive:art45");
        for kind in [
            "founded",
            "drafted",
            "simulated",
            "proposed",
            "approved",
            "scheduled",
        ] {
            assert_eq!(kinds.get(&format!("directive_{kind}")), Some(&1), "{kind}");
        }
    });
}

#[test]
fn a_file_with_mistakes_is_told_with_its_lines_and_kept_out() {
    let app = TestApp::new();
    let mut admin = app.signed_in(Role::Administrator, "ir");
    let broken = changed(
        &mut admin,
        &[NAMED, ("kind = \"review\"", "kind = \"revew\"")],
    );
    let line = 1 + broken[..broken.find("\"revew\"").unwrap()].lines().count() - 1;
    assert_eq!(uploads(&mut admin, &broken), None);
    assert_eq!(admin.page.status, 422);
    let told = sejel::text::digits::localized(sejel::text::Locale::Fa, &line.to_string());
    assert!(
        without_isolates(&admin.text(".note")).contains(&format!("سطر {told}")),
        "{}",
        admin.text(".note")
    );
    assert_eq!(app.events("directive:art45").len(), 1);
    // What is no text at all is told at the field.
    admin.get("/directives");
    let token = admin.token();
    let mut body = part("name=\"csrf\"", token.as_bytes());
    body.extend(part(
        "name=\"file\"; filename=\"a.toml\"",
        &[0xff, 0xfe, 0x00],
    ));
    body.extend_from_slice(b"--XX--\r\n");
    admin.post_body("/directives", "multipart/form-data; boundary=XX", body);
    assert_eq!(admin.page.status, 422);
    assert_eq!(admin.count("[name=file][aria-invalid=true]"), 1);
}

#[test]
fn an_unsound_draft_shows_its_faults_and_is_not_proposed() {
    let app = TestApp::new();
    let mut admin = app.signed_in(Role::Administrator, "ir");
    let text = changed(&mut admin, &[NAMED, ("length = 6\n", "length = 1\n")]);
    let version = uploads(&mut admin, &text).unwrap();
    admin.get(&version);
    assert!(admin.count(".found li") > 0);
    assert!(admin.text(".found").contains("clocks-exceed-overall"));
    admin.submit(&format!("{version}/simulate"), &[]);
    let propose = [
        ("day-d", "10"),
        ("day-m", "9"),
        ("day-y", "1405"),
        ("reason", "مهلت کوتاه بود"),
    ];
    assert!(admin.text(".cant").contains("ایراد"));
    assert_eq!(admin.count(&format!("form[action='{version}/propose']")), 0);
    admin.post_once(&format!("{version}/propose"), &propose);
    assert_eq!(admin.page.status, 422);
    assert!(admin.text("[role=alert], .note").contains("ایراد"));
}

#[test]
fn officers_read_the_versions_and_only_national_administrators_carry_them_on() {
    let app = TestApp::new();
    let mut admin = app.signed_in(Role::Administrator, "ir");
    let text = changed(&mut admin, &[NAMED, LONGER]);
    let version = uploads(&mut admin, &text).unwrap();
    assert_eq!(
        uploads(&mut admin, &text).unwrap(),
        version,
        "the same file is one version"
    );
    for (role, unit) in [
        (Role::RegistrarOfficer, "ir/11/01"),
        (Role::Administrator, "ir/11"),
        (Role::Auditor, "ir"),
    ] {
        let mut other = app.signed_in(role, unit);
        assert_eq!(other.get("/directives").status, 200);
        assert_eq!(other.get(&version).status, 200, "{role:?}");
        assert_eq!(other.get(&format!("{version}/read")).status, 200);
        other.get(&version);
        assert_eq!(
            other.count(&format!("form[action^='{version}/']")),
            0,
            "{role:?}"
        );
        let token = other.token();
        let fields = [("csrf", token.as_str()), ("reason", "نباید بشود")];
        let status = other
            .post_raw(&format!("{version}/withdraw"), &fields)
            .status;
        assert!([403, 404].contains(&status), "{role:?}: {status}");
    }
    assert_eq!(admin.get("/directives/ffffffffffff").status, 404);
}

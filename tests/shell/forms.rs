use sejel::domain::access::Role;
use sejel::domain::time::Clock as _;

use crate::app::{PASSWORD, TestApp};
use crate::browser::Browser;
use crate::office::Office;

const ADD: [(&str, &str); 6] = [
    ("name_fa", "مینا نمونه"),
    ("name_en", "Mina Nemune"),
    ("username", "mina.n"),
    ("person", "778899"),
    ("role", "registrar_officer"),
    ("unit", "ir/11/01"),
];

#[test]
fn a_form_without_its_token_or_with_another_is_refused() {
    let app = TestApp::new();
    let mut here = app.signed_in(Role::Administrator, "ir");
    let mut other = app.signed_in(Role::Administrator, "ir/11");
    other.get("/users");
    let foreign = other.token();
    here.get("/users");
    for token in ["", "x", foreign.as_str()] {
        let mut fields = ADD.to_vec();
        fields.push(("csrf", token));
        assert_eq!(here.post_raw("/users", &fields).status, 403, "{token}");
    }
    here.get("/users");
    assert!(!here.page.body.contains("mina.n"));
}

#[test]
fn a_form_from_elsewhere_is_refused_even_with_its_token() {
    let app = TestApp::new();
    let mut browser = app.signed_in(Role::Administrator, "ir");
    for pretends in [
        ("origin", "null"),
        ("origin", "https://sejel.example.evil.example"),
        ("origin", "http://sejel.example"),
        ("origin", "https://sejel.example:8443"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("sec-fetch-site", "none"),
    ] {
        browser.get("/users");
        browser.pretends = vec![pretends];
        browser.submit("/users", &ADD);
        assert_eq!(browser.page.status, 403, "{pretends:?}");
        browser.pretends.clear();
    }
    browser.get("/users");
    assert!(!browser.page.body.contains("mina.n"));
    browser.pretends = vec![("origin", ""), ("sec-fetch-site", "")];
    browser.submit("/users", &ADD);
    assert_eq!(
        browser.page.status, 200,
        "an old browser says nothing; the token remains"
    );
}

#[test]
fn nobody_is_signed_in_by_another_sites_form() {
    let app = TestApp::new();
    app.staff("mallory", Role::RegistrarOfficer, "ir/11/01");
    let mut attacker = app.browser();
    attacker.get("/sign-in");
    let token = attacker.token();
    let mut victim = app.browser();
    victim.get("/sign-in");
    let fields = [
        ("csrf", token.as_str()),
        ("username", "mallory"),
        ("password", PASSWORD),
    ];
    assert_eq!(victim.post_raw("/sign-in", &fields).status, 403);
    assert!(!victim.jar.contains_key("__Host-sejel"));
}

#[test]
fn a_form_sent_after_the_session_ended_is_there_again_after_signing_in() {
    TestApp::each(|app| {
        let mut browser = app.signed_in(Role::Administrator, "ir");
        browser.get("/users");
        app.clock.advance(16 * 60);
        browser.submit("/users", &ADD);
        assert!(browser.at.starts_with("/sign-in?next="), "{}", browser.at);
        assert_eq!(browser.count(".note"), 1);
        let fields = [("username", "administrator.ir"), ("password", PASSWORD)];
        browser.submit("/sign-in", &fields);
        assert!(browser.at.starts_with("/users?draft="), "{}", browser.at);
        let filled = browser.filled("/users");
        for (name, value) in ADD {
            let pair = (name.to_owned(), value.to_owned());
            assert!(filled.contains(&pair), "{name}");
        }
        browser.submit("/users", &[]);
        assert_eq!(browser.page.status, 200);
        assert!(browser.page.body.contains("mina.n"));
    });
}

const TEXT: &str = "نخستین خط\nخط دوم";

/// A note on a case, typed by the officer and not yet sent: the browser, and where the form is.
fn writes_a_note(app: &TestApp) -> (Browser<'_>, String) {
    let office = Office::at(&app.register.store, app.clock.now());
    let page = format!("/cases/{}/acts/note", office.opens_a_case().reference);
    let mut browser = app.browser();
    browser.sign_in("officer", PASSWORD);
    browser.get(&page);
    (browser, page)
}

/// The note is in its form again, and the page says so.
fn is_back(browser: &Browser<'_>, page: &str) {
    let at = format!("{page}?draft=");
    assert!(browser.at.starts_with(&at), "{}", browser.at);
    assert_eq!(browser.count("[role=status] .note"), 1);
    let kept = ("text".to_owned(), TEXT.to_owned());
    assert!(browser.filled(page).contains(&kept), "to the letter");
}

#[test]
fn a_form_that_is_there_again_says_so_and_holds_every_letter() {
    TestApp::each(|app| {
        let (mut browser, page) = writes_a_note(app);
        app.clock.advance(16 * 60);
        browser.submit(&page, &[("text", TEXT)]);
        let fields = [("username", "officer"), ("password", PASSWORD)];
        browser.submit("/sign-in", &fields);
        is_back(&browser, &page);
    });
}

#[test]
fn a_form_of_one_window_outlives_signing_out_in_another() {
    TestApp::each(|app| {
        let (mut browser, page) = writes_a_note(app);
        let mut other = app.browser();
        other.jar = browser.jar.clone();
        other.get("/account");
        other.submit("/sign-out", &[]);
        browser.jar = other.jar.clone();
        browser.submit(&page, &[("text", TEXT)]);
        assert!(browser.at.starts_with("/sign-in?next="), "{}", browser.at);
        let fields = [("username", "officer"), ("password", PASSWORD)];
        browser.submit("/sign-in", &fields);
        is_back(&browser, &page);
    });
}

#[test]
fn a_form_of_one_window_outlives_signing_in_anew_in_another() {
    let app = TestApp::new();
    let (mut browser, page) = writes_a_note(&app);
    let mut other = app.browser();
    other.sign_in("officer", PASSWORD);
    browser.jar = other.jar.clone();
    browser.submit(&page, &[("text", TEXT)]);
    is_back(&browser, &page);
    browser.submit(&page, &[]);
    assert_eq!(browser.page.status, 200);
    assert!(browser.at.ends_with("?done=recorded"), "{}", browser.at);
}

#[test]
fn a_form_of_somebody_else_is_refused_and_not_kept() {
    let app = TestApp::new();
    let (mut browser, page) = writes_a_note(&app);
    let mut other = app.browser();
    other.sign_in("reviewer", PASSWORD);
    browser.jar = other.jar.clone();
    browser.submit(&page, &[("text", TEXT)]);
    assert_eq!(browser.page.status, 403);
}

#[test]
fn a_change_of_language_takes_along_what_was_typed() {
    let app = TestApp::new();
    let (mut browser, page) = writes_a_note(&app);
    let button = "header button[name=locale]";
    let action = browser.attribute(button, "formaction").unwrap();
    let form = browser.attribute(button, "form").unwrap();
    assert_eq!(browser.count(&format!("form#{form}")), 1);
    let mut fields = browser.filled(&page);
    fields.retain(|(name, _)| name != "text");
    let mut sent: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (&**n, &**v)).collect();
    sent.extend([("text", TEXT), ("locale", "en")]);
    browser.post_raw(&action, &sent);
    let to = browser.page.location().to_owned();
    browser.get(&to);
    is_back(&browser, &page);
    assert_eq!(browser.attribute("html", "lang").as_deref(), Some("en"));
}

#[test]
fn enter_in_a_form_sends_it_and_does_not_change_the_language() {
    let app = TestApp::new();
    let (browser, _) = writes_a_note(&app);
    let first = browser.attribute("button[form=f-form]", "name");
    assert_eq!(first, None, "the first button of the form is its own");
}

#[test]
fn what_one_typed_another_does_not_get() {
    let app = TestApp::new();
    app.signed_in(Role::Administrator, "ir/12");
    let mut browser = app.signed_in(Role::Administrator, "ir");
    browser.get("/users");
    app.clock.advance(16 * 60);
    browser.submit("/users", &ADD);
    browser.submit(
        "/sign-in",
        &[("username", "administrator.ir-12"), ("password", PASSWORD)],
    );
    assert!(browser.at.starts_with("/users?draft="));
    assert!(!browser.page.body.contains("Mina"));
}

#[test]
fn a_forged_late_form_is_not_kept() {
    let app = TestApp::new();
    let mut browser = app.signed_in(Role::Administrator, "ir");
    browser.get("/users");
    app.clock.advance(16 * 60);
    let mut fields = ADD.to_vec();
    fields.push(("csrf", "x"));
    browser.post_raw("/users", &fields);
    assert_eq!(browser.page.location(), "/sign-in?next=%2Fusers");
}

#[test]
fn passwords_are_never_kept_with_a_form() {
    let app = TestApp::new();
    let mut browser = app.signed_in(Role::Administrator, "ir");
    browser.get("/account");
    app.clock.advance(16 * 60);
    let new = "four boats and a lantern";
    browser.submit(
        "/account/password",
        &[("old", PASSWORD), ("new", new), ("again", new)],
    );
    assert_eq!(browser.at, "/sign-in?next=%2Faccount");
}

#[test]
fn a_body_that_is_not_a_form_is_refused() {
    let app = TestApp::new();
    let mut browser = app.signed_in(Role::Administrator, "ir");
    browser.get("/users");
    assert_eq!(
        browser.post_body("/users", "text/plain", "csrf=x").status,
        415
    );
    assert_eq!(
        browser.post_body("/users", "application/json", "{}").status,
        415
    );
    let form = "application/x-www-form-urlencoded";
    assert_eq!(browser.post_body("/users", form, "name_fa=%FF").status, 400);
    assert_eq!(browser.post_body("/users", form, "name_fa=%00").status, 400);
    assert_eq!(
        browser
            .post_body("/users", form, "a".repeat(600_000))
            .status,
        413
    );
    assert_eq!(
        browser
            .post_body("/users", form, "a=1&".repeat(3_000))
            .status,
        413
    );
    assert_eq!(browser.get("/users?q=%zz").status, 400);
}

#[test]
fn the_language_is_changed_and_one_stays_where_one_was() {
    let app = TestApp::new();
    let mut browser = app.signed_in(Role::Administrator, "ir");
    browser.get("/account");
    assert_eq!(browser.attribute("html", "dir").as_deref(), Some("rtl"));
    browser.submit("/language", &[("locale", "en")]);
    assert_eq!((&*browser.at, browser.page.status), ("/account", 200));
    assert_eq!(browser.attribute("html", "lang").as_deref(), Some("en"));
    browser.submit("/language", &[("locale", "en"), ("to", "//evil.example")]);
    assert_eq!(
        browser.post_once("/language", &[("locale", "xx")]).status,
        400
    );
    browser.get("/account");
    browser.submit(
        "/language",
        &[("locale", "en"), ("to", "https://evil.example")],
    );
    assert!(browser.at.starts_with('/'));
}

#[test]
fn after_signing_in_nobody_is_sent_to_another_site() {
    let app = TestApp::new();
    app.staff("zahra", Role::Administrator, "ir");
    for next in [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "/%0d%0aX:y",
    ] {
        let mut browser = app.browser();
        browser.get("/sign-in");
        let token = browser.token();
        let fields = [
            ("csrf", token.as_str()),
            ("username", "zahra"),
            ("password", PASSWORD),
            ("next", next),
        ];
        let to = browser.post_raw("/sign-in", &fields).location().to_owned();
        assert!(to == "/" || to == "/%0d%0aX:y", "{to}");
    }
}

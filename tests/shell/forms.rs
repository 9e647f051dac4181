use sejel::domain::access::Role;
use sejel::domain::case::Personal;
use sejel::domain::case::command::Command;
use sejel::domain::case::event::Ruling;
use sejel::domain::time::Clock as _;

use sejel::web::routes::{Confirmed, ROUTES, Verb};

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

/// What a signature says, as the head types it.
const SIGNS: [(&str, &str); 2] = [("number", "ت/۱"), ("hats_reason", "نمایندهٔ دیگری نبود.")];

#[test]
fn whoever_signs_a_while_after_signing_in_gives_the_password_again_and_finds_the_form_as_it_was() {
    TestApp::each(|app| {
        let office = Office::at(&app.register.store, app.clock.now());
        let case = office.opens_a_case();
        case.reaches_the_council();
        case.is_voted_on("approved");
        case.is_proposed(Ruling::Granted);
        let mut head = app.browser();
        head.sign_in("head", PASSWORD);
        let decision = format!("/cases/{}/decision", case.reference);
        head.get(&decision);
        let href = head.attribute("a[href*='acts/signature']", "href").unwrap();
        let pen = href.split('?').next().unwrap().to_owned();
        head.get(&href);
        assert_eq!(head.at, href, "she has just signed in");
        app.clock.advance(14 * 60);
        head.get(&href);
        // From a form that was refused, too: it stands where it was sent to.
        head.submit(&pen, &[("number", "")]);
        assert_eq!(head.page.status, 422);
        app.clock.advance(2 * 60);
        head.submit(&pen, &SIGNS);
        assert!(
            head.at.starts_with("/sign-in?confirm=yes&next="),
            "{}",
            head.at
        );
        assert_eq!(case.stands_at(), ["office_decision"], "nothing is signed");
        let old = head.jar.get("__Host-sejel").unwrap().clone();
        let named = ("username".to_owned(), "head".to_owned());
        assert!(head.filled("/sign-in").contains(&named));
        head.submit("/sign-in", &[("password", "wrong")]);
        assert_eq!(head.page.status, 422);
        head.submit("/sign-in", &[("password", PASSWORD)]);
        assert!(head.at.contains("draft="), "{}", head.at);
        assert_ne!(head.jar.get("__Host-sejel").unwrap(), &old);
        let filled = head.filled(&pen);
        for (name, value) in SIGNS {
            let pair = (name.to_owned(), value.to_owned());
            assert!(filled.contains(&pair), "{name}");
        }
        head.submit(&pen, &[]);
        assert_eq!(case.stands_at(), ["notification"], "{}", head.page.body);
    });
}

#[test]
fn what_carries_a_case_off_or_opens_it_in_an_emergency_asks_for_the_password_again_too() {
    let app = TestApp::new();
    let office = Office::at(&app.register.store, app.clock.now());
    let case = office.opens_a_case().reference;
    let mut director = app.signed_in(Role::ProvincialDirector, "ir/11");
    let mut auditor = app.signed_in(Role::Auditor, "ir");
    app.clock.advance(14 * 60);
    director.get("/account");
    auditor.get("/account");
    app.clock.advance(2 * 60);
    let reopening = format!("/cases/{case}/acts/reopening");
    let export = format!("/cases/{case}/export");
    for page in ["/break-glass/new", &reopening] {
        director.get(page);
        assert!(
            director.at.starts_with("/sign-in?confirm=yes"),
            "{page}: {}",
            director.at
        );
    }
    auditor.get(&export);
    assert!(
        auditor.at.starts_with("/sign-in?confirm=yes"),
        "{}",
        auditor.at
    );
    auditor.get("/exports");
    auditor.post("/exports", &[]);
    assert!(
        auditor.at.starts_with("/sign-in?confirm=yes"),
        "{}",
        auditor.at
    );
    // What is only looked at does not.
    auditor.get("/exports");
    assert_eq!(auditor.page.status, 200);
    assert_eq!(auditor.at, "/exports");
}

#[test]
fn these_routes_ask_for_the_password_again_and_no_others() {
    let marked = ROUTES.iter().filter(|r| r.confirmed != Confirmed::Nothing);
    let marked: Vec<_> = marked.map(|r| (r.verb, r.path)).collect();
    let known = [
        (Verb::Get, "/break-glass/new"),
        (Verb::Post, "/break-glass"),
        (Verb::Post, "/directives/{version}/trial/list"),
        (Verb::Post, "/exports"),
        (Verb::Post, "/exports/{set}/file"),
        (Verb::Get, "/cases/{case}/export"),
        (Verb::Post, "/cases/{case}/export"),
        (Verb::Post, "/cases/{case}/erase/{act}"),
        (Verb::Get, "/cases/{case}/acts/{act}"),
        (Verb::Post, "/cases/{case}/acts/{act}"),
        (Verb::Post, "/users"),
        (Verb::Post, "/users/{user}/grants"),
        (Verb::Post, "/users/{user}/password"),
        (Verb::Post, "/users/{user}/enable"),
    ];
    assert_eq!(marked, known);
    let acts = ROUTES.iter().filter(|r| r.path.ends_with("/acts/{act}"));
    for route in acts {
        for act in sejel::web::acts::ACTS {
            let asks = route.asks_to_confirm(act);
            assert_eq!(asks, ["signature", "reopening"].contains(act), "{act}");
        }
    }
}

#[test]
fn an_emergency_that_was_told_too_shortly_is_told_again_after_the_password() {
    let app = TestApp::new();
    let office = Office::at(&app.register.store, app.clock.now());
    let case = office.opens_a_case().reference;
    let mut officer = app.signed_in(Role::RegistrarOfficer, "ir/11/02");
    officer.get(&format!("/break-glass/new?number={case}"));
    officer.submit("/break-glass", &[("reason", "کوتاه")]);
    assert_eq!(officer.page.status, 422);
    app.clock.advance(14 * 60);
    officer.get_once("/account");
    officer.get(&format!("/break-glass/new?number={case}"));
    officer.submit("/break-glass", &[("reason", "کوتاه")]);
    app.clock.advance(2 * 60);
    let reason = "متقاضی در بیمارستان است و پرونده باید دیده شود.";
    officer.submit("/break-glass", &[("reason", reason)]);
    assert!(
        officer.at.starts_with("/sign-in?confirm=yes"),
        "{}",
        officer.at
    );
    officer.submit("/sign-in", &[("password", PASSWORD)]);
    assert!(
        officer.at.starts_with("/break-glass/new?draft="),
        "{}",
        officer.at
    );
    let filled = officer.filled("/break-glass");
    for (name, value) in [("reason", reason), ("number", case.as_str())] {
        assert!(
            filled.contains(&(name.to_owned(), value.to_owned())),
            "{name}"
        );
    }
}

#[test]
fn a_reopening_is_there_again_after_the_password_with_the_step_that_was_chosen() {
    let app = TestApp::new();
    let office = Office::at(&app.register.store, app.clock.now());
    let case = office.opens_a_case();
    let request = case.hands_in(&office.officer, "withdrawal_request", &[]);
    let withdraws = Command::SideAct {
        act: "withdrawal".to_owned(),
        person: 0,
        reason: Personal::new("نامهٔ انصراف."),
        paper: Some(request),
    };
    case.does(&office.officer, withdraws);
    let paper = case.hands_in(&office.officer, "other", &[]).to_string();
    let mut director = app.signed_in(Role::ProvincialDirector, "ir/11");
    let page = format!("/cases/{}/acts/reopening", case.reference);
    app.clock.advance(14 * 60);
    director.get(&page);
    app.clock.advance(2 * 60);
    let chosen = [
        ("person", "0"),
        ("ground", "new_evidence"),
        ("to", "document_review"),
        ("paper", paper.as_str()),
        ("reason", "گواهان تازه آمدند."),
    ];
    director.submit(&page, &chosen);
    director.submit("/sign-in", &[("password", PASSWORD)]);
    let filled = director.filled(&page);
    for (name, value) in chosen {
        let pair = (name.to_owned(), value.to_owned());
        assert!(filled.contains(&pair), "{name}: {filled:?}");
    }
    director.submit(&page, &[]);
    assert_eq!(case.stands_at(), ["document_review"]);
}

#[test]
fn who_is_heard_by_another_body_has_a_form_of_their_own() {
    let app = TestApp::new();
    let office = Office::at(&app.register.store, app.clock.now());
    let case = office.opens_the_case_of_a_couple();
    let request = case.hands_in(&office.officer, "withdrawal_request", &[2]);
    let withdraws = Command::SideAct {
        act: "withdrawal".to_owned(),
        person: 2,
        reason: Personal::new("نامهٔ انصراف."),
        paper: Some(request),
    };
    case.does(&office.officer, withdraws);
    case.reaches_the_council();
    let evidence = case.hands_in(&office.officer, "other", &[2]).to_string();
    let mut director = app.signed_in(Role::ProvincialDirector, "ir/11");
    let reopening = format!("/cases/{}/acts/reopening", case.reference);
    director.get(&reopening);
    let back = [
        ("person", "2"),
        ("ground", "new_evidence"),
        ("to", "office_committee"),
        ("paper", evidence.as_str()),
        ("reason", "بازگشت."),
    ];
    director.submit(&reopening, &back);
    let mut head = app.browser();
    head.sign_in("head", PASSWORD);
    let asked = |head: &mut Browser<'_>, person: &str| {
        head.get(&format!(
            "/cases/{}/acts/sitting?person={person}",
            case.reference
        ));
        assert_eq!(head.page.status, 200, "{}", head.page.body);
        [1, 2].map(|no| head.count(&format!("[name='nationality-{no}']")) > 0)
    };
    assert_eq!(asked(&mut head, "0"), [true, false], "the council, on him");
    assert_eq!(
        asked(&mut head, "2"),
        [false, true],
        "the committee, on her"
    );
    head.get(&format!("/cases/{}", case.reference));
    assert_eq!(head.count("a[href$='acts/sitting']"), 1);
    assert_eq!(head.count("a[href*='acts/sitting?person=']"), 1);
}

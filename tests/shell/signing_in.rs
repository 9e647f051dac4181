use sejel::domain::access::Role;
use sejel::services::accounts;

use crate::app::{PASSWORD, TestApp};

const WRONG: &str = "not the umbrella at all";

#[test]
fn a_person_signs_in_and_out() {
    TestApp::each(|app| {
        let id = app.staff("zahra", Role::Administrator, "ir");
        let mut browser = app.browser();
        assert_eq!(browser.get("/users").status, 200);
        assert_eq!(browser.at, "/sign-in?next=%2Fusers");
        browser.submit(
            "/sign-in",
            &[("username", "ZAHRA "), ("password", PASSWORD)],
        );
        assert_eq!((browser.page.status, &*browser.at), (200, "/users"));

        let token = browser.jar.get("__Host-sejel").unwrap().clone();
        assert_eq!(token.len(), 64);
        browser.submit("/sign-out", &[]);
        assert!(browser.at.starts_with("/sign-in"));
        assert!(!browser.jar.contains_key("__Host-sejel"));

        browser.jar.insert("__Host-sejel".to_owned(), token);
        assert_eq!(browser.get_once("/users").status, 303);
        let events = app.events(&format!("account:{}", id.0));
        assert_eq!((events["signed_in"], events["signed_out"]), (1, 1));
    });
}

#[test]
fn an_unknown_a_wrong_and_a_disabled_name_get_the_same_answer() {
    let app = TestApp::new();
    app.staff("zahra", Role::RegistrarOfficer, "ir/11/01");
    let gone = app.staff("gone", Role::RegistrarOfficer, "ir/11/01");
    accounts::set_disabled(&app.register, gone, true, None).unwrap();
    let said = |username: &str, password: &str| {
        let mut browser = app.browser();
        browser.get("/sign-in");
        browser
            .jar
            .insert("__Host-sejel-visitor".to_owned(), "a".repeat(64));
        browser.get("/sign-in");
        let page = browser.submit(
            "/sign-in",
            &[("username", username), ("password", password)],
        );
        (page.status, page.body.replace(username, "NAME"))
    };
    let unknown = said("nobody", WRONG);
    assert_eq!(unknown.0, 422);
    assert_eq!(said("zahra", WRONG), unknown);
    assert_eq!(said("gone", PASSWORD), unknown);
}

#[test]
fn guessing_is_slowed_down_and_a_restart_does_not_help() {
    let app = TestApp::new();
    app.staff("zahra", Role::RegistrarOfficer, "ir/11/01");
    let mut browser = app.browser();
    for _ in 0..6 {
        browser.sign_in("zahra", WRONG);
    }
    let wrong = browser.text(".note");
    browser.sign_in("zahra", PASSWORD);
    let wait = browser.text(".note");
    assert_ne!(wrong, wait);
    assert_eq!(browser.page.status, 422);
    drop(browser);

    let app = app.restart();
    let mut browser = app.browser();
    browser.sign_in("zahra", PASSWORD);
    assert_eq!(browser.text(".note"), wait, "the wait is in the database");
    app.clock.advance(5);
    browser.sign_in("zahra", PASSWORD);
    assert!(!browser.at.starts_with("/sign-in"), "{}", browser.at);
}

/// Where an attempt comes from.
fn from(address: &str) -> accounts::From {
    accounts::From {
        address: address.to_owned(),
        ..accounts::From::default()
    }
}

fn tries(app: &TestApp, password: &str, address: &str) -> accounts::SignIn {
    accounts::sign_in(&app.register, "zahra", password, &from(address)).unwrap()
}

/// A stranger guesses from ever new addresses, whenever he is let; how often he was.
fn is_guessed_at(app: &TestApp, quarters: std::ops::Range<u32>) -> u32 {
    let mut tried = 0;
    for n in quarters {
        let address = format!("198.51.100.{n}");
        tried += u32::from(tries(app, WRONG, &address) == accounts::SignIn::Wrong);
        app.clock.advance(901);
    }
    tried
}

#[test]
fn many_guesses_from_everywhere_are_never_many_tries() {
    TestApp::each(|app| {
        app.staff("zahra", Role::RegistrarOfficer, "ir/11/01");
        assert_eq!(is_guessed_at(app, 0..100), 100);
        // From then on one an hour.
        assert_eq!(is_guessed_at(app, 100..140), 10);
    });
}

#[test]
fn strangers_who_guess_do_not_keep_the_owner_out() {
    TestApp::each(|app| {
        app.staff("zahra", Role::RegistrarOfficer, "ir/11/01");
        let welcome = |came: &accounts::SignIn| matches!(came, accounts::SignIn::Welcome { .. });
        assert!(welcome(&tries(app, PASSWORD, "192.0.2.10")));
        is_guessed_at(app, 0..120);
        let fresh = tries(app, PASSWORD, "203.0.113.78");
        assert!(matches!(fresh, accounts::SignIn::Wait(_)), "{fresh:?}");
        // At her own desk she comes in at once,
        assert!(welcome(&tries(app, PASSWORD, "192.0.2.10")));
        // and elsewhere after the back-off, whose end is told.
        is_guessed_at(app, 120..240);
        let accounts::SignIn::Wait(seconds) = tries(app, PASSWORD, "203.0.113.9") else {
            panic!("an account that is guessed at lets anybody try at once");
        };
        assert!((1..=3601).contains(&seconds), "{seconds}");
        app.clock.advance(seconds);
        let came = tries(app, PASSWORD, "203.0.113.9");
        assert!(welcome(&came), "{came:?}");
    });
}

#[test]
fn a_program_that_never_rests_is_not_always_first() {
    TestApp::each(|app| {
        app.staff("zahra", Role::RegistrarOfficer, "ir/11/01");
        let guesses = || tries(app, WRONG, "198.51.100.7");
        while !matches!(guesses(), accounts::SignIn::Wait(_)) {}
        let comes_in = (0..600).any(|_| {
            app.clock.advance(1);
            // He asks before her in every second, so that he is first whenever a wait ends.
            guesses();
            let came = tries(app, PASSWORD, "203.0.113.9");
            matches!(came, accounts::SignIn::Welcome { .. })
        });
        assert!(comes_in, "kept out for ten minutes");
    });
}

#[test]
fn the_own_desk_is_slowed_down_by_its_own_failures() {
    let app = TestApp::new();
    app.staff("zahra", Role::RegistrarOfficer, "ir/11/01");
    let first = tries(&app, PASSWORD, "192.0.2.10");
    assert!(matches!(first, accounts::SignIn::Welcome { .. }));
    for _ in 0..6 {
        assert_eq!(tries(&app, WRONG, "192.0.2.10"), accounts::SignIn::Wrong);
    }
    let right = tries(&app, PASSWORD, "192.0.2.10");
    assert!(matches!(right, accounts::SignIn::Wait(_)), "{right:?}");
}

#[test]
fn spraying_over_many_names_is_slowed_down_by_address() {
    let app = TestApp::new();
    let from = accounts::From {
        address: "198.51.100.7".to_owned(),
        ..accounts::From::default()
    };
    let waits = (0..40).filter(|n| {
        let name = format!("name{n}");
        let came = accounts::sign_in(&app.register, &name, WRONG, &from).unwrap();
        matches!(came, accounts::SignIn::Wait(_))
    });
    assert_eq!(waits.count(), 9);
}

#[test]
fn a_one_time_password_opens_nothing_but_its_own_change() {
    let app = TestApp::new();
    let id = app.staff("zahra", Role::Administrator, "ir");
    accounts::set_one_time_password(&app.register, id, "one-time password 1", None).unwrap();
    let mut browser = app.browser();
    browser.sign_in("zahra", "one-time password 1");
    assert_eq!(browser.at, "/account/password");
    assert_eq!(browser.count(".note.warn"), 1);
    for path in ["/users", "/", "/directive", "/account"] {
        browser.get(path);
        assert_eq!(browser.at, "/account/password", "{path}");
    }
    let fields = [
        ("old", "one-time password 1"),
        ("new", PASSWORD),
        ("again", PASSWORD),
    ];
    browser.submit("/account/password", &fields);
    assert_eq!(
        (browser.page.status, &*browser.at),
        (200, "/account?done=password")
    );
    assert_eq!(browser.get("/users").status, 200);
}

#[test]
fn a_password_is_judged_at_its_field_and_never_shown_again() {
    let app = TestApp::new();
    app.staff("zahra", Role::Administrator, "ir");
    let mut browser = app.browser();
    browser.sign_in("zahra", PASSWORD);
    for (old, new, again, field) in [
        (
            WRONG,
            "a new umbrella each day",
            "a new umbrella each day",
            "old",
        ),
        (PASSWORD, "short", "short", "new"),
        (PASSWORD, "123456789012345", "123456789012345", "new"),
        (
            PASSWORD,
            "I am zahra of the office",
            "I am zahra of the office",
            "new",
        ),
        (PASSWORD, PASSWORD, PASSWORD, "new"),
        (
            PASSWORD,
            "a new umbrella each day",
            "another umbrella",
            "again",
        ),
    ] {
        browser.get("/account");
        let fields = [("old", old), ("new", new), ("again", again)];
        browser.submit("/account/password", &fields);
        assert_eq!(browser.page.status, 422, "{new}");
        assert_eq!(
            browser.count(&format!("#f-{field}[aria-invalid=true]")),
            1,
            "{new}"
        );
        assert!(!browser.page.body.contains("umbrella"), "{new}");
    }
}

#[test]
fn an_old_password_is_not_guessed_at_an_open_session() {
    let app = TestApp::new();
    app.staff("zahra", Role::Administrator, "ir");
    let mut browser = app.browser();
    browser.sign_in("zahra", PASSWORD);
    let new = "a new umbrella each day";
    let mut tries = |old: &str| {
        browser.get("/account");
        let fields = [("old", old), ("new", new), ("again", new)];
        browser.submit("/account/password", &fields);
        (browser.page.status, browser.text("main .err"))
    };
    for _ in 0..6 {
        let (status, said) = tries(WRONG);
        assert_eq!(status, 422);
        assert!(!said.contains("دقیقه"), "{said}");
    }
    let (status, said) = tries(PASSWORD);
    assert_eq!(status, 422);
    assert!(said.contains("دقیقه"), "{said}");
    app.clock.advance(60);
    assert_eq!(tries(PASSWORD).0, 200);
}

#[test]
fn a_forwarded_address_is_believed_only_from_our_own_proxy() {
    let app = TestApp::new();
    app.staff("zahra", Role::RegistrarOfficer, "ir/11/01");
    let mut stranger = app.browser();
    stranger.pretends = vec![("x-forwarded-for", "203.0.113.5")];
    stranger.sign_in("zahra", PASSWORD);
    let mut proxied = app.browser().from("10.9.9.9");
    proxied.pretends = vec![("x-forwarded-for", "6.6.6.6, 203.0.113.9")];
    proxied.sign_in("zahra", PASSWORD);
    proxied.get("/account");
    assert!(proxied.page.body.contains("203.0.113.9"));
    assert!(proxied.page.body.contains("192.0.2.10"));
    assert!(!proxied.page.body.contains("203.0.113.5") && !proxied.page.body.contains("6.6.6.6"));
}

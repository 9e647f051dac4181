use sejel::domain::access::Role;
use sejel::services::accounts;

use crate::app::{PASSWORD, TestApp};
use crate::browser::Browser;

const MINUTE: i64 = 60;

fn is_in(browser: &mut Browser<'_>) -> bool {
    browser.get_once("/account").status == 200
}

#[test]
fn a_session_ends_after_a_quarter_of_an_hour_without_use() {
    let app = TestApp::new();
    let mut browser = app.signed_in(Role::RegistrarOfficer, "ir/11/01");
    for _ in 0..4 {
        app.clock.advance(14 * MINUTE);
        assert!(is_in(&mut browser));
    }
    app.clock.advance(15 * MINUTE);
    assert!(!is_in(&mut browser));
    app.clock.advance(-10 * MINUTE);
    assert!(!is_in(&mut browser), "a clock set back does not revive it");
}

#[test]
fn a_session_ends_after_eight_hours_of_use() {
    let app = TestApp::new();
    let mut browser = app.signed_in(Role::RegistrarOfficer, "ir/11/01");
    let mut minutes = 0;
    while is_in(&mut browser) {
        app.clock.advance(10 * MINUTE);
        minutes += 10;
    }
    assert_eq!(minutes, 8 * 60);
}

#[test]
fn signing_in_gives_a_new_session_and_ends_the_old_one() {
    let app = TestApp::new();
    let mut browser = app.signed_in(Role::RegistrarOfficer, "ir/11/01");
    let old = browser.jar.get("__Host-sejel").unwrap().clone();
    let username = "registrar-officer.ir-11-01";
    browser.get("/account");
    let token = browser.token();
    let fields = [
        ("csrf", token.as_str()),
        ("username", username),
        ("password", PASSWORD),
    ];
    browser.post_raw("/sign-in", &fields);
    let new = browser.jar.get("__Host-sejel").unwrap().clone();
    assert_ne!(old, new);
    assert!(is_in(&mut browser));
    browser.jar.insert("__Host-sejel".to_owned(), old);
    assert!(!is_in(&mut browser));
}

#[test]
fn a_session_fixed_beforehand_signs_nobody_in() {
    let app = TestApp::new();
    app.staff("zahra", Role::RegistrarOfficer, "ir/11/01");
    let mut browser = app.browser();
    browser
        .jar
        .insert("__Host-sejel".to_owned(), "f".repeat(64));
    browser.sign_in("zahra", PASSWORD);
    assert_ne!(browser.jar.get("__Host-sejel").unwrap(), &"f".repeat(64));
    let mut attacker = app.browser();
    attacker
        .jar
        .insert("__Host-sejel".to_owned(), "f".repeat(64));
    assert!(!is_in(&mut attacker));
}

#[test]
fn other_sessions_are_listed_and_can_be_ended() {
    let app = TestApp::new();
    app.staff("zahra", Role::RegistrarOfficer, "ir/11/01");
    let open = || {
        let mut browser = app.browser();
        browser.sign_in("zahra", PASSWORD);
        browser
    };
    let (mut here, mut there, mut elsewhere) = (open(), open(), open());
    here.get("/account");
    let actions: Vec<String> = here
        .page
        .body
        .split('"')
        .filter(|part| part.starts_with("/account/sessions/") && !part.ends_with("others"))
        .map(str::to_owned)
        .collect();
    assert_eq!(actions.len(), 2);
    let mut stranger = app.signed_in(Role::OfficeHead, "ir/11/01");
    stranger.get("/account");
    assert_eq!(
        stranger.post(&actions[0], &[]).status,
        404,
        "only one's own"
    );
    here.submit(&actions[0], &[]);
    let left = [is_in(&mut there), is_in(&mut elsewhere)];
    assert_eq!(left.iter().filter(|l| **l).count(), 1);
    let _fourth = open();
    here.get("/account");
    here.submit("/account/sessions/end-others", &[]);
    assert_eq!(here.count("form[action^='/account/sessions']"), 0);
    assert!(is_in(&mut here) && !is_in(&mut there) && !is_in(&mut elsewhere));
}

#[test]
fn a_new_password_ends_every_other_session() {
    let app = TestApp::new();
    let mut here = app.signed_in(Role::RegistrarOfficer, "ir/11/01");
    let mut there = app.signed_in(Role::RegistrarOfficer, "ir/11/01");
    here.get("/account");
    let new = "four boats and a lantern";
    here.submit(
        "/account/password",
        &[("old", PASSWORD), ("new", new), ("again", new)],
    );
    assert_eq!(here.page.status, 200);
    assert!(is_in(&mut here) && !is_in(&mut there));
}

#[test]
fn a_disabled_account_is_out_at_once() {
    let app = TestApp::new();
    let id = app.staff("zahra", Role::RegistrarOfficer, "ir/11/01");
    let mut browser = app.browser();
    browser.sign_in("zahra", PASSWORD);
    assert!(is_in(&mut browser));
    accounts::set_disabled(&app.register, id, true, None).unwrap();
    assert!(!is_in(&mut browser));
}

#[test]
fn the_database_holds_no_token_that_signs_anybody_in() {
    let app = TestApp::new();
    let browser = app.signed_in(Role::RegistrarOfficer, "ir/11/01");
    let token = browser.jar.get("__Host-sejel").unwrap();
    let bytes = hex::decode(token).unwrap();
    let hash: [u8; 32] = {
        use sha2::Digest as _;
        sha2::Sha256::digest(token.as_bytes()).into()
    };
    let stored = app
        .register
        .store
        .read(|c| sejel::store::sessions::by_token(c, &hash))
        .unwrap();
    assert!(stored.is_some(), "found by its hash");
    let by_itself: [u8; 32] = bytes.try_into().unwrap();
    let stored = app
        .register
        .store
        .read(|c| sejel::store::sessions::by_token(c, &by_itself))
        .unwrap();
    assert!(stored.is_none(), "and by nothing else");
}

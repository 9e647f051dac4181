use sejel::domain::access::Role;

use crate::app::{PASSWORD, TestApp};

fn add<'a>(unit: &'a str, username: &'a str) -> [(&'a str, &'a str); 6] {
    [
        ("name_fa", "مینا نمونه"),
        ("name_en", "Mina Nemune"),
        ("username", username),
        ("person", username),
        ("role", "registrar_officer"),
        ("unit", unit),
    ]
}

#[test]
fn an_administrator_gives_an_account_and_its_person_sets_her_own_password() {
    TestApp::each(|app| {
        let mut admin = app.signed_in(Role::Administrator, "ir");
        admin.get("/users");
        admin.submit("/users", &add("ir/11/01", "mina.n"));
        assert_eq!(admin.page.status, 200);
        let note = admin.text(".note h2, .note b, .note");
        let password = note
            .split(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'))
            .find(|part| part.len() == 24)
            .unwrap()
            .to_owned();
        let mut mina = app.browser();
        mina.sign_in("mina.n", &password);
        assert_eq!(mina.at, "/account/password");
        admin.get("/users");
        assert!(admin.page.body.contains("Mina") || admin.page.body.contains("مینا"));
        assert!(!admin.page.body.contains(&password), "shown once only");
    });
}

#[test]
fn what_is_wrong_with_a_new_account_is_said_at_its_field() {
    let app = TestApp::new();
    let mut admin = app.signed_in(Role::Administrator, "ir/11");
    app.staff("taken", Role::RegistrarOfficer, "ir/12/01");
    admin.get("/users");
    for (fields, field) in [
        (add("ir/11/01", "Mina N"), "username"),
        (add("ir/11/01", "taken"), "username"),
        (add("ir/12/01", "mina.n"), "unit"),
        (add("", "mina.n"), "unit"),
    ] {
        admin.submit("/users", &fields);
        assert_eq!(admin.page.status, 422, "{fields:?}");
        assert_eq!(
            admin.count(&format!("[name={field}][aria-invalid=true]")),
            1,
            "{fields:?}"
        );
        assert_eq!(
            admin.attribute("input[name=name_en]", "value").as_deref(),
            Some("Mina Nemune")
        );
    }
}

#[test]
fn an_administrator_neither_sees_nor_touches_people_of_other_areas() {
    let app = TestApp::new();
    let (near, far) = (
        app.staff("near", Role::RegistrarOfficer, "ir/11/01"),
        app.staff("far", Role::RegistrarOfficer, "ir/12/01"),
    );
    let mut admin = app.signed_in(Role::Administrator, "ir/11");
    admin.get("/users");
    assert!(admin.page.body.contains("near") && !admin.page.body.contains(">far<"));
    assert_eq!(admin.get(&format!("/users/{}", near.0)).status, 200);
    for act in ["", "/grants", "/password", "/disable"] {
        let path = format!("/users/{}{act}", far.0);
        let status = if act.is_empty() {
            admin.get(&path).status
        } else {
            admin.get("/users");
            admin
                .post(&path, &[("role", "auditor"), ("unit", "ir/11/01")])
                .status
        };
        assert_eq!(status, 404, "{path}");
    }
}

#[test]
fn nobody_gives_a_post_to_themselves() {
    let app = TestApp::new();
    let mut admin = app.signed_in(Role::Administrator, "ir");
    let me = app
        .register
        .store
        .read(|c| sejel::store::accounts::user_by_name(c, "administrator.ir"))
        .unwrap()
        .unwrap();
    admin.get("/users");
    let path = format!("/users/{}/grants", me.id.0);
    let fields = [("role", "office_head"), ("unit", "ir/11/01")];
    assert_eq!(admin.post(&path, &fields).status, 403);
    assert_eq!(admin.get(&format!("/users/{}", me.id.0)).status, 200);
    assert_eq!(admin.count("form[action*='/grants']"), 0);
}

#[test]
fn a_post_is_given_takes_effect_at_once_and_is_ended() {
    let app = TestApp::new();
    let id = app.staff("zahra", Role::ArchiveOfficer, "ir/11/01");
    let mut zahra = app.browser();
    zahra.sign_in("zahra", PASSWORD);
    assert_eq!(zahra.get("/cases/new").status, 403);
    let mut admin = app.signed_in(Role::Administrator, "ir");
    let page = format!("/users/{}", id.0);
    admin.get(&page);
    let fields = [("role", "registrar_officer"), ("unit", "ir/11/01")];
    admin.submit(&format!("{page}/grants"), &fields);
    assert_eq!(admin.at, format!("{page}?done=grant"));
    assert_eq!(zahra.get("/cases/new").status, 200);
    admin.get(&page);
    admin.submit(&format!("{page}/grants"), &fields);
    assert_eq!(admin.page.status, 422, "held already");
    admin.get(&page);
    let ends: Vec<String> = admin
        .page
        .body
        .split('"')
        .filter(|part| part.ends_with("/end"))
        .map(str::to_owned)
        .collect();
    assert_eq!(ends.len(), 2);
    admin.submit(&ends[1], &[]);
    assert_eq!(admin.at, format!("{page}?done=grant-ended"));
    assert_eq!(
        zahra.get("/cases/new").status,
        403,
        "at once, though given today"
    );
    let events = app.events(&format!("account:{}", id.0));
    assert_eq!((events["role_granted"], events["grant_ended"]), (2, 1));
}

#[test]
fn a_disabled_person_is_out_and_may_be_let_in_again() {
    let app = TestApp::new();
    let id = app.staff("zahra", Role::Auditor, "ir/11");
    let mut admin = app.signed_in(Role::Administrator, "ir");
    let page = format!("/users/{}", id.0);
    admin.get(&page);
    admin.submit(&format!("{page}/disable"), &[]);
    assert_eq!(admin.page.status, 200);
    let mut zahra = app.browser();
    assert_eq!(zahra.sign_in("zahra", PASSWORD).status, 422);
    admin.get(&page);
    admin.submit(&format!("{page}/enable"), &[]);
    zahra.sign_in("zahra", PASSWORD);
    assert!(!zahra.at.starts_with("/sign-in"));
}

#[test]
fn who_keeps_accounts_holds_no_post_in_an_office_and_an_office_post_sits_in_a_county() {
    TestApp::each(|app| {
        let mut admin = app.signed_in(Role::Administrator, "ir");
        let officer = app.staff("officer-x", Role::RegistrarOfficer, "ir/11/01");
        let form = format!("/users/{}/grants", officer.0);
        let page = format!("/users/{}", officer.0);
        for (role, unit, field) in [
            ("administrator", "ir", "role"),
            ("auditor", "ir/11", "role"),
            ("office_head", "ir", "unit"),
            ("office_head", "ir/11", "unit"),
            ("provincial_director", "ir/11/01", "unit"),
        ] {
            admin.get(&page);
            admin.submit(&form, &[("role", role), ("unit", unit)]);
            assert_eq!(admin.page.status, 422, "{role} in {unit}");
            let wrong = format!("[name={field}][aria-invalid=true]");
            assert_eq!(admin.count(&wrong), 1, "{role} in {unit}");
        }
        admin.get(&page);
        admin.submit(&form, &[("role", "office_head"), ("unit", "ir/11/01")]);
        assert_eq!(admin.page.status, 200, "{}", admin.text("main"));
    });
}

#[test]
fn one_person_gets_one_account_however_the_number_is_typed() {
    let app = TestApp::new();
    let mut admin = app.signed_in(Role::Administrator, "ir");
    for (username, person, status) in [
        ("mina.a", "P-17", 200),
        ("mina.b", "p-17", 422),
        ("mina.c", "p-۱۷", 422),
    ] {
        admin.get("/users");
        let mut fields = add("ir/11/01", username);
        fields[3].1 = person;
        admin.submit("/users", &fields);
        assert_eq!(admin.page.status, status, "{person}");
    }
}

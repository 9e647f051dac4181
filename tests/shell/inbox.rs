//! What a line of the inbox says, and to whom.

use sejel::domain::access::Role;
use sejel::domain::case::Personal;
use sejel::domain::case::command::Command;
use sejel::domain::directive::Holder;
use sejel::domain::time::Clock as _;

use crate::app::{PASSWORD, TestApp};
use crate::browser::Browser;
use crate::office::Office;

fn list(browser: &mut Browser<'_>, list: &str) -> String {
    assert_eq!(browser.get(&format!("/?list={list}")).status, 200);
    browser.text("table.cases tbody")
}

#[test]
fn a_line_says_whose_the_case_is_to_whom_it_may_be_of_several_offices() {
    let app = TestApp::new();
    let office = Office::at(&app.register.store, app.clock.now());
    let case = office.opens_a_case();
    let unit = &case.opened().file.unit;
    let name = app.register.unit_name(Default::default(), unit).unwrap();
    let mut head = app.browser();
    head.sign_in("head", PASSWORD);
    assert!(!list(&mut head, "office").contains(&name));
    let mut director = app.signed_in(Role::ProvincialDirector, "ir/11");
    assert!(list(&mut director, "office").contains(&name));
    // Who only reads is offered nothing to do.
    let mut auditor = app.signed_in(Role::Auditor, "ir/11");
    let read = list(&mut auditor, "office");
    assert!(read.contains(&name));
    assert_eq!(auditor.count("table.cases td.nx a"), 0);
    assert!(director.count("table.cases td.nx a") > 0);
}

#[test]
fn a_line_says_what_is_next_while_a_letter_is_out_and_while_the_case_stands_still() {
    let app = TestApp::new();
    let office = Office::at(&app.register.store, app.clock.now());
    let case = office.opens_a_case();
    case.reaches_the_police();
    let mut head = app.browser();
    head.sign_in("head", PASSWORD);
    assert!(list(&mut head, "office").contains("نامه را بفرستید"));
    case.is_asked_about(Holder::Police);
    assert!(list(&mut head, "office").contains("پاسخ را پی بگیرید"));
    let suspended = Command::SideAct {
        act: "suspension".to_owned(),
        person: 0,
        reason: Personal::new("دادگاه رسیدگی می‌کند."),
        paper: None,
    };
    case.does(&office.head, suspended);
    let stands = list(&mut head, "office");
    assert!(stands.contains("ساعت ایستاده"), "{stands}");
    assert!(stands.contains("رسیدگی را از سر بگیرید"), "{stands}");
    head.get(&format!("/cases/{}", case.reference));
    assert!(head.text("dl.strip").contains("ساعت ایستاده"));
    let first = head.text("aside.panel a.go");
    assert!(first.contains("ادامهٔ رسیدگی"), "{first}");
}

#[test]
fn the_secretary_of_the_council_finds_what_waits_for_it_and_nothing_else() {
    let app = TestApp::new();
    let office = Office::at(&app.register.store, app.clock.now());
    let other = office.opens_a_case();
    let case = office.opens_a_case();
    case.reaches_the_council();
    let unit = case.opened().file.unit.to_string();
    let mut secretary = app.signed_in(Role::CouncilSecretary, &unit);
    secretary.get("/");
    assert!(
        secretary
            .text(".tabs [aria-current]")
            .contains("در انتظار دبیرخانه")
    );
    let waits = secretary.page.body.clone();
    assert!(
        waits.contains(&format!("/cases/{}", case.reference)),
        "{waits}"
    );
    assert!(!waits.contains(&format!("/cases/{}", other.reference)));
}

//! Open cases are moved by two people, after a trial, each case by itself.

use sejel::domain::access::Role;
use sejel::domain::time::Clock as _;
use sejel::jobs::{KINDS, turn};
use sejel::services::directives::SHIPPED;
use sejel::text::without_isolates;

use crate::app::{PASSWORD, TestApp};
use crate::browser::Browser;
use crate::office::Office;

pub fn newer() -> String {
    let named = SHIPPED[0]
        .1
        .replacen("version = \"1381\"", "version = \"1406\"", 1);
    let changed = named.replacen("hours = 4", "hours = 6", 1);
    assert_ne!(changed, named);
    changed
}

fn signed_in<'a>(app: &'a TestApp, username: &str, password: &str) -> Browser<'a> {
    let mut browser = app.browser();
    browser.sign_in(username, password);
    browser
}

#[test]
fn a_move_is_tried_put_forward_agreed_to_and_carried_out_case_by_case() {
    TestApp::each(|app| {
        let office = Office::at(&app.register.store, app.clock.now());
        let (one, two) = (office.opens_a_case(), office.opens_a_case());
        office.puts_in_force(&newer());
        app.staff("a-director", Role::ProvincialDirector, "ir/11");
        let mut head = signed_in(app, "head", "umbrella tin river chalk");
        head.get("/moves/new");
        let number = [
            ("to", "1406"),
            ("cases", "999"),
            ("reason", "مهلت تازه به سود آنان است"),
        ];
        head.submit("/moves", &number);
        assert_eq!(head.page.status, 422);
        assert_eq!(head.count("textarea[name=cases][aria-invalid=true]"), 1);
        let wish = [
            ("to", "1406"),
            ("cases", ""),
            ("reason", "مهلت تازه به سود آنان است"),
        ];
        head.submit("/moves", &wish);
        assert_eq!(head.page.status, 200, "{}", head.text("main"));
        assert!(
            without_isolates(&head.text("main")).contains("۲ پرونده منتقل می‌شود"),
            "{}",
            head.text("main")
        );
        assert_eq!(
            one.opened().directive.version,
            "1381",
            "nothing is moved by trying"
        );
        let propose = [wish[0], wish[1], wish[2], ("do", "propose")];
        head.submit("/moves", &propose);
        assert_eq!(head.page.status, 200, "{}", head.text("main"));
        let page = head.at.split('?').next().unwrap().to_owned();
        assert_eq!(head.count(&format!("form[action='{page}/approve']")), 0);

        let mut officer = signed_in(app, "officer", "umbrella tin river chalk");
        assert_eq!(officer.get(&page).status, 200);
        assert_eq!(officer.count(&format!("form[action^='{page}/']")), 0);
        let why = officer.text("main");
        assert!(why.contains("تنها مدیرکل استان"), "{why}");
        assert_eq!(officer.get("/moves/new").status, 403);

        let mut director = signed_in(app, "a-director", PASSWORD);
        assert_eq!(director.get("/moves").status, 200);
        director.get(&page);
        assert!(!director.text("main").contains("تنها مدیرکل استان"));
        director.submit(&format!("{page}/approve"), &[]);
        assert_eq!(director.page.status, 200, "{}", director.text("main"));
        turn(&app.register, KINDS, &|| true).unwrap();
        for case in [&one, &two] {
            let opened = case.opened();
            assert_eq!(opened.directive.version, "1406");
            let history = format!("/cases/{}/history", opened.file.reference);
            assert!(without_isolates(&head.get(&history).body).contains("۱۴۰۶"));
        }
        director.get(&page);
        assert!(
            without_isolates(&director.text("main")).contains("منتقل‌شده: ۲"),
            "{}",
            director.text("main")
        );
        let mut stranger = app.signed_in(Role::OfficeHead, "ir/12/01");
        assert_eq!(stranger.get(&page).status, 404);
    });
}

//! Who reads is written down: before the page is sent, and for one's own worklist within a second.

use std::collections::BTreeMap;

use sejel::domain::access::policy::concerns_a_case;
use sejel::domain::case::Personal;
use sejel::domain::case::command::Command;
use sejel::domain::case::event::{PaperReceived, StoredFile};
use sejel::domain::time::Clock as _;
use sejel::services::casework::{self, Request};
use sejel::store::streams;
use sejel::web::routes::{ROUTES, Verb};

use crate::app::{PASSWORD, TestApp};
use crate::browser::Browser;
use crate::office::{Household, Office};

/// Asked for more often than a look can take to be written, even where that takes a second.
const PATIENCE: usize = 100_000;

fn signed_in<'a>(app: &'a TestApp, name: &str) -> Browser<'a> {
    let mut browser = app.browser();
    browser.sign_in(name, PASSWORD);
    browser
}

/// What every session has read, by kind.
fn reads(app: &TestApp) -> BTreeMap<String, usize> {
    let mut all = BTreeMap::new();
    let names = app
        .register
        .store
        .read(|c| streams::names(c, "session:", "", 100));
    for stream in names.unwrap() {
        for (kind, times) in app.events(&stream) {
            *all.entry(kind).or_default() += times;
        }
    }
    all
}

/// How many looks at a worklist are on disk, each counted as often as it was had.
fn looks(app: &TestApp) -> u64 {
    let names = app
        .register
        .store
        .read(|c| streams::names(c, "session:", "", 100));
    let mut times = 0;
    for stream in names.unwrap() {
        let events = app
            .register
            .store
            .read(|c| streams::events(c, &stream, 0, 1000));
        for event in events.unwrap().iter().filter(|e| e.kind == "list_seen") {
            let body: serde_json::Value = serde_json::from_slice(&event.body).unwrap();
            times += body["data"]["times"].as_u64().unwrap();
        }
    }
    times
}

/// The number of a paper of the case that has a scan.
pub fn scanned(app: &TestApp, case: &Household<'_>) -> u32 {
    let office = case.office;
    let kept = app
        .register
        .files
        .keep_bytes(case.opened().id, b"%PDF-1.7 a scan");
    let kept = kept.unwrap();
    let received = PaperReceived {
        paper: 0,
        version: 0,
        kind: "birth_witness".to_owned(),
        title: None,
        people: Vec::new(),
        form: "original".to_owned(),
        folder: None,
        pages: 1,
        issuer: None,
        number: None,
        dated: None,
        file: Some(StoredFile {
            digest: Personal::new(kept.digest),
            name: Personal::new("scan.pdf"),
            media: "application/pdf".to_owned(),
            size: kept.size,
        }),
    };
    let request = Request {
        reference: case.reference.clone(),
        command: Command::ReceivePaper(Box::new(received)),
        on: None,
        seen: None,
        key: None,
    };
    casework::perform(&office.register, &office.officer, request).unwrap();
    case.opened().file.papers.last().unwrap().no
}

#[test]
fn no_page_of_a_case_is_sent_before_it_is_recorded_that_it_was_read() {
    TestApp::each(|app| {
        let office = Office::at(&app.register.store, app.clock.now());
        let case = office.opens_a_case();
        let paper = scanned(app, &case).to_string();
        let mut head = signed_in(app, "head");
        // Pages of exports tell of no case; each case is recorded when its copy is made.
        let concerning = |r: &&sejel::web::routes::Route| {
            r.verb == Verb::Get && concerns_a_case(r.action) && r.path.contains("{case}")
        };
        for route in ROUTES.iter().filter(concerning) {
            let path = route
                .path
                .replace("{case}", &case.reference)
                .replace("{person}", "1")
                .replace("{paper}", &paper)
                .replace("{version}", "1")
                .replace("{act}", "note")
                .replace("{letter}", "pending");
            // Looks at worklists are written when their second is over, whatever is read meanwhile.
            let of_cases = || {
                let kinds = reads(app)
                    .into_iter()
                    .filter(|(kind, _)| kind != "list_seen");
                kinds.map(|(_, times)| times).sum::<usize>()
            };
            let before = of_cases();
            assert_eq!(head.get_once(&path).status, 200, "{path}");
            let after = of_cases();
            assert_eq!(after, before + 1, "{path}: {:?}", reads(app));
        }
    });
}

#[test]
fn a_search_and_an_export_are_recorded_before_they_are_answered() {
    TestApp::each(|app| {
        let office = Office::at(&app.register.store, app.clock.now());
        let case = office.opens_a_case();
        let mut head = signed_in(app, "head");
        head.get("/search?q=%D9%85%D8%B1%D8%A7%D8%AF");
        assert_eq!(reads(app).get("searched"), Some(&1));
        let form = format!("/cases/{}/export", case.reference);
        head.get(&form);
        head.post(&form, &[("purpose", "for the yearly inspection")]);
        assert_eq!(head.page.status, 200);
        assert_eq!(reads(app).get("case_exported"), Some(&1));
    });
}

#[test]
fn every_look_at_a_worklist_is_on_disk_after_a_while_though_nobody_asks_for_it() {
    TestApp::each(|app| {
        let _office = Office::at(&app.register.store, app.clock.now());
        let mut officer = signed_in(app, "officer");
        let shown = looks(app);
        for _ in 0..3 {
            assert_eq!(officer.get_once("/?list=office").status, 200);
        }
        let written = (0..PATIENCE).any(|_| {
            std::thread::yield_now();
            looks(app) >= shown + 3
        });
        assert!(written, "{} of 3", looks(app) - shown);
    });
}

#[test]
fn looks_that_are_still_gathered_are_written_when_the_register_is_closed() {
    let app = TestApp::new();
    let _office = Office::at(&app.register.store, app.clock.now());
    let mut officer = signed_in(&app, "officer");
    app.register.looks.flush().unwrap();
    let before = looks(&app);
    assert_eq!(officer.get_once("/?list=office").status, 200);
    let app = app.restart();
    assert_eq!(looks(&app), before + 1);
}

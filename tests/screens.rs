//! Pages as somebody at a desk meets them: lists that are narrowed, letters that are printed, and
//! how much a first visit costs.
#![cfg(test)]

#[path = "support/app.rs"]
mod app;
#[path = "support/browser.rs"]
mod browser;
#[path = "support/database.rs"]
mod database;

use std::collections::BTreeSet;

use app::TestApp;
use browser::Browser;
use scraper::{Html, Selector};
use sejel::domain::access::{Role, Scope};
use sejel::services::demonstration;
use sejel::store::lists::{self, Filter, Order};

/// The links of a page that begin so.
fn links(page: &str, begin: &str) -> BTreeSet<String> {
    let html = Html::parse_document(page);
    let anchors = Selector::parse("main a[href]").unwrap();
    html.select(&anchors)
        .filter_map(|a| a.attr("href"))
        .filter(|href| href.starts_with(begin))
        .map(str::to_owned)
        .collect()
}

fn filled(app: &TestApp, cases: u32) -> Vec<String> {
    demonstration::fill(&app.register, cases).unwrap();
    let scope = Scope::of_process();
    let all = app
        .register
        .store
        .read(|c| lists::page(c, &scope, &Filter::default(), (Order::Due, None), cases));
    all.unwrap().into_iter().map(|l| l.reference).collect()
}

/// In the other language from now on.
fn changes_language(browser: &mut Browser<'_>) {
    browser.get("/account");
    let csrf = browser.token();
    let fields = [
        ("csrf", csrf.as_str()),
        ("to", "/account"),
        ("locale", "en"),
    ];
    browser.post("/language", &fields);
}

#[test]
fn every_letter_of_every_case_prints_with_its_articles_stamp_and_mark_and_is_recorded() {
    let app = TestApp::new();
    let cases = filled(&app, 16);
    let mut kinds = BTreeSet::new();
    for english in [false, true] {
        let mut browser = app.signed_in(Role::Auditor, "ir");
        if english {
            changes_language(&mut browser);
        }
        for reference in &cases {
            let page = browser.get(&format!("/cases/{reference}")).body.clone();
            for letter in links(&page, &format!("/cases/{reference}/letters/")) {
                let code = letter.rsplit('/').next().unwrap();
                kinds.insert(code.split('-').next().unwrap().to_owned());
                let status = browser.get(&letter).status;
                assert_eq!(status, 200, "{letter}");
                let basis = browser.text("article .basis");
                assert!(basis.chars().any(char::is_numeric), "{letter}: {basis}");
                // The notices of a household are printed together, each on a sheet of its own.
                let sheets = browser.count("article");
                let together = ["notices", "rulings"].contains(&code);
                assert!(sheets == 1 || together, "{letter}: {sheets} sheets");
                assert!(sheets > 0, "{letter}");
                assert_eq!(browser.count("article h1"), sheets, "{letter}");
                assert!(
                    browser.count("article .sign > div") >= 2 * sheets,
                    "{letter}"
                );
                assert_eq!(browser.count("article .qr svg"), sheets, "{letter}");
            }
        }
    }
    for kind in ["pending", "missing", "referral", "notice"] {
        assert!(kinds.contains(kind), "no {kind} among {kinds:?}");
    }
    let printed = app
        .register
        .store
        .read(|c| sejel::store::streams::of_kind(c, "letter_printed", Default::default(), 1000));
    assert!(printed.unwrap().len() >= 2 * cases.len());
}

#[test]
fn a_letter_that_the_case_does_not_have_is_not_found() {
    let app = TestApp::new();
    let cases = filled(&app, 2);
    let mut browser = app.signed_in(Role::Auditor, "ir");
    for letter in ["referral-99", "notice-99", "card-1", "other", "notice-x"] {
        let path = format!("/cases/{}/letters/{letter}", cases[0]);
        assert_eq!(browser.get(&path).status, 404, "{letter}");
    }
}

#[test]
fn tabs_carry_on_what_narrows_a_list() {
    let app = TestApp::new();
    filled(&app, 16);
    let mut browser = app.signed_in(Role::Auditor, "ir");
    let open = browser.get("/?list=office").body.clone();
    let all: BTreeSet<_> = links(&open, "/cases/");
    let page = browser
        .get("/?list=office&holder=office&due=late")
        .body
        .clone();
    let some = links(&page, "/cases/");
    assert!(!some.is_empty() && some.len() < all.len(), "{some:?}");
    for tab in links(&page, "/?list=") {
        let clears = tab == "/?list=office";
        assert!(clears || tab.contains("holder=office&due=late"), "{tab}");
    }
    assert_eq!(
        browser
            .attribute("#flt-holder option[selected]", "value")
            .as_deref(),
        Some("office")
    );
    let number = some
        .iter()
        .next()
        .unwrap()
        .trim_start_matches("/cases/")
        .to_owned();
    let digits = number.split('/').next().unwrap();
    let found = browser
        .get(&format!("/?list=office&who={digits}"))
        .body
        .clone();
    assert!(links(&found, "/cases/").iter().all(|l| l.contains(digits)));
    assert_eq!(browser.count("table.cases tbody tr:not(.grp)"), 1);
}

#[test]
fn a_first_visit_beside_the_typeface_stays_small() {
    let app = TestApp::new();
    let mut browser = app.browser();
    let page = browser.get("/sign-in").body.clone();
    let html = Html::parse_document(&page);
    let parts = Selector::parse("link[rel=stylesheet], link[rel=icon], script[src]").unwrap();
    let mut bytes = page.len();
    let mut asked = 0;
    for part in html.select(&parts) {
        let href = part.attr("href").or_else(|| part.attr("src")).unwrap();
        bytes += browser.get_once(href).body.len();
        asked += 1;
    }
    assert!(asked >= 2, "style sheet and icon");
    assert!(bytes < 60_000, "{bytes} bytes");
}

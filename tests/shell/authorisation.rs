//! Every route of the table, asked by nobody and by every role.

use sejel::domain::access::policy::{Action, concerns_a_case, roles};
use sejel::domain::access::{Role, Scope};
use sejel::services::demonstration;
use sejel::store::{cases, lists, units};
use sejel::web::routes::{Body, ROUTES, Route, Verb};

use crate::app::TestApp;
use crate::browser::Browser;

/// An address of this route that leads to nothing: what may be seen is judged before what is
/// there.
fn address(route: &Route) -> String {
    let filled = route.path.split('/').map(|part| match part {
        part if part.starts_with('{') => "0",
        part => part,
    });
    filled.collect::<Vec<_>>().join("/")
}

fn ask(browser: &mut Browser<'_>, route: &Route) -> (u16, String) {
    browser.get_once("/account");
    let path = address(route);
    let answer = match (route.verb, route.body) {
        (Verb::Get, _) => browser.get_once(&path),
        (Verb::Post, _) => browser.post_once(&path, &[]),
    };
    (answer.status, answer.location().to_owned())
}

/// Routes whose answer does not hang on who asks.
fn is_open(route: &Route) -> bool {
    route.action == Action::Public
}

#[test]
fn nobody_reaches_anything_but_public_pages() {
    let app = TestApp::new();
    let mut browser = app.browser();
    for route in ROUTES.iter().filter(|r| !is_open(r)) {
        let (status, location) = ask(&mut browser, route);
        let led = location.starts_with("/sign-in");
        assert!(
            status == 303 && led,
            "{:?} {}: {status} {location}",
            route.verb,
            route.path
        );
    }
}

#[test]
fn each_role_reaches_what_the_matrix_gives_it_and_nothing_else() {
    let app = TestApp::new();
    for role in Role::ALL {
        let mut browser = app.signed_in(*role, "ir/11/01");
        for route in ROUTES
            .iter()
            .filter(|r| !is_open(r) && r.path != "/sign-out")
        {
            let (status, _) = ask(&mut browser, route);
            let open = route.action == Action::OwnAccount || roles(route.action).contains(role);
            let sees = roles(Action::ReadCase).contains(role);
            let shut = if concerns_a_case(route.action) && !sees {
                404
            } else {
                403
            };
            let what = format!("{role:?} {:?} {}: {status}", route.verb, route.path);
            if open {
                assert!(!matches!(status, 403 | 500 | 503), "{what}");
                assert!(status != 404 || route.path.contains('{'), "{what}");
            } else {
                assert_eq!(status, shut, "{what}");
            }
        }
    }
}

#[test]
fn no_route_changes_anything_when_it_is_only_looked_at() {
    for route in ROUTES {
        let carries = route.body != Body::Nothing;
        assert_eq!(carries, route.verb == Verb::Post, "{}", route.path);
    }
}

/// One case of an office, a sibling office in the province, and an office of another province.
struct Places {
    reference: String,
    principal: String,
    own: String,
    sibling: String,
    other: String,
}

fn places(app: &TestApp) -> Places {
    demonstration::fill(&app.register, 6).unwrap();
    let scope = Scope::of_process();
    let case = app.register.store.read(|c| {
        let (id, _) = cases::ids(c, &scope, 0, 1)?[0];
        lists::line(c, &scope, id)
    });
    let case = case.unwrap().unwrap();
    let own = case.unit.clone();
    let province = own.parent().unwrap();
    let all = app.register.store.read(units::units).unwrap();
    let counties = || all.iter().map(|u| &u.path).filter(|p| p.depth() == 2);
    let sibling = counties().find(|p| province.covers(p) && **p != own);
    let other = counties().find(|p| !province.covers(p));
    Places {
        reference: case.reference,
        principal: case.line.principal,
        sibling: sibling.unwrap().to_string(),
        other: other.unwrap().to_string(),
        own: own.to_string(),
    }
}

fn case_address(route: &Route, reference: &str) -> String {
    let filled = route.path.split('/').map(|part| match part {
        "{case}" => reference,
        "{act}" => "note",
        part if part.starts_with('{') => "1",
        part => part,
    });
    filled.collect::<Vec<_>>().join("/")
}

fn on_case(browser: &mut Browser<'_>, route: &Route, reference: &str) -> (u16, String) {
    browser.get_once("/account");
    let path = case_address(route, reference);
    let answer = match route.verb {
        Verb::Get => browser.get_once(&path),
        Verb::Post => browser.post_once(&path, &[]),
    };
    (answer.status, answer.body.replace(reference, "REFERENCE"))
}

#[test]
fn a_case_is_there_for_its_own_office_and_for_nobody_else() {
    let app = TestApp::new();
    let places = places(&app);
    let of_cases = || ROUTES.iter().filter(|r| r.path.contains("{case}"));
    assert!(of_cases().count() > 8);
    for role in Role::ALL {
        let mut own = app.signed_in(*role, &places.own);
        let mut sibling = app.signed_in(*role, &places.sibling);
        let mut other = app.signed_in(*role, &places.other);
        for route in of_cases() {
            let what = format!("{role:?} {:?} {}", route.verb, route.path);
            let (status, _) = on_case(&mut own, route, &places.reference);
            let sees = roles(Action::ReadCase).contains(role);
            if roles(route.action).contains(role) {
                assert!(status < 500, "{what}: {status}");
                assert!(
                    status != 404 || route.path.matches('{').count() > 1,
                    "{what}: {status}"
                );
            } else {
                assert_eq!(status, if sees { 403 } else { 404 }, "{what}");
            }
            for away in [&mut sibling, &mut other] {
                let (status, body) = on_case(away, route, &places.reference);
                let (absent, nothing) = on_case(away, route, "11-0000-00000");
                let open = roles(route.action).contains(role) || !sees;
                assert_eq!(status, if open { 404 } else { 403 }, "{what}");
                assert!(!body.contains(&places.principal), "{what}");
                assert!(
                    (status, body) == (absent, nothing),
                    "{what} differs from nothing"
                );
            }
        }
    }
}

#[test]
fn lists_and_searches_show_nothing_of_other_offices() {
    let app = TestApp::new();
    let places = places(&app);
    let searched = url::form_urlencoded::byte_serialize(places.reference.as_bytes());
    let search = format!("/search?q={}", searched.collect::<String>());
    for role in roles(Action::SearchCases) {
        let mut own = app.signed_in(*role, &places.own);
        own.get(&search);
        assert!(
            own.page
                .body
                .contains(&format!("/cases/{}", places.reference)),
            "{role:?}"
        );
        for unit in [&places.sibling, &places.other] {
            let mut away = app.signed_in(*role, unit);
            for path in ["/", &search] {
                away.get(path);
                let link = format!("/cases/{}\"", places.reference);
                assert!(!away.page.body.contains(&link), "{role:?} {unit} {path}");
            }
        }
    }
}

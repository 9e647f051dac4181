//! Every route of the table, asked by nobody and by every role.

use sejel::domain::access::Role;
use sejel::domain::access::policy::{Action, concerns_a_case, roles};
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

use actix_web::http::Method;
use actix_web::test::TestRequest;
use sejel::domain::access::Role;
use sejel::domain::access::policy::Action;
use sejel::web::routes::{Body, Confirmed, Handler, Route, Verb};
use sejel::web::visit::{Problem, Reply, Visit};

use crate::app::{Answer, TestApp};
use crate::database::Database;

fn raw(app: &TestApp, method: Method, path: &str) -> Answer {
    let request = TestRequest::default().method(method).uri(path);
    app.ask(request, "192.0.2.10:50000".parse().unwrap())
}

#[test]
fn what_is_not_there_is_a_page_with_a_way_on_in_both_languages() {
    let app = TestApp::new();
    let mut browser = app.signed_in(Role::RegistrarOfficer, "ir/11/01");
    let mut titles = Vec::new();
    for locale in ["fa", "en"] {
        browser
            .jar
            .insert("sejel-language".to_owned(), locale.to_owned());
        browser.get("/no/such/page");
        assert_eq!(browser.page.status, 404);
        assert_eq!(browser.attribute("html", "lang").as_deref(), Some(locale));
        assert_eq!(
            browser.attribute("main a.btn", "href").as_deref(),
            Some("/")
        );
        titles.push(browser.text("h1"));
    }
    assert_ne!(titles[0], titles[1]);
}

#[test]
fn an_address_asked_otherwise_than_it_knows_says_how() {
    let app = TestApp::new();
    let answer = raw(&app, Method::DELETE, "/sign-in");
    assert_eq!(
        (answer.status, answer.header("allow")),
        (405, Some("GET, HEAD, POST"))
    );
    assert_eq!(raw(&app, Method::GET, "/sign-out").status, 405);
    assert_eq!(raw(&app, Method::PUT, "/users").status, 405);
    let head = raw(&app, Method::HEAD, "/sign-in");
    assert_eq!(head.status, 200);
}

#[test]
fn every_answer_carries_its_guards() {
    let app = TestApp::new();
    for path in [
        "/sign-in",
        "/",
        "/nowhere",
        "/healthz",
        "/readyz",
        "/users?x=%zz",
    ] {
        let answer = raw(&app, Method::GET, path);
        let policy = answer.header("content-security-policy").unwrap();
        assert!(policy.starts_with("default-src 'none'"), "{path}");
        assert!(policy.contains("frame-ancestors 'none'"), "{path}");
        assert!(
            !policy.contains("unsafe") && !policy.contains("script-src"),
            "{path}"
        );
        assert_eq!(
            answer.header("x-content-type-options"),
            Some("nosniff"),
            "{path}"
        );
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
        assert_eq!(
            answer.header("referrer-policy"),
            Some("same-origin"),
            "{path}"
        );
        assert!(
            answer.header("strict-transport-security").is_some(),
            "{path}"
        );
    }
}

#[test]
fn pages_run_no_script_and_carry_no_style_of_their_own() {
    let app = TestApp::new();
    let mut browser = app.signed_in(Role::Administrator, "ir");
    for path in ["/users", "/account", "/nowhere", "/directive"] {
        browser.get(path);
        assert_eq!(
            browser.count("script, style, [style], [onclick]"),
            0,
            "{path}"
        );
    }
}

#[test]
fn shared_files_may_be_kept_for_ever_under_their_digest() {
    let app = TestApp::new();
    let mut browser = app.browser();
    browser.get("/sign-in");
    let css = browser.attribute("link[rel=stylesheet]", "href").unwrap();
    let answer = raw(&app, Method::GET, &css);
    assert_eq!(answer.status, 200);
    assert!(
        answer
            .header("cache-control")
            .unwrap()
            .contains("immutable")
    );
    let old = raw(&app, Method::GET, "/static/000000000000/sejel.css");
    assert_eq!(
        (old.status, old.header("cache-control")),
        (200, Some("no-cache"))
    );
    assert_eq!(
        raw(&app, Method::GET, "/static/0/../../Cargo.toml").status,
        404
    );
    let request = TestRequest::default()
        .uri(&css)
        .insert_header(("accept-encoding", "gzip"));
    let packed = app.ask(request, "192.0.2.10:50000".parse().unwrap());
    assert_eq!(packed.header("content-encoding"), Some("gzip"));
}

#[test]
fn the_process_says_whether_it_can_serve() {
    let app = TestApp::new();
    app.staff("zahra", Role::RegistrarOfficer, "ir/11/01");
    assert_eq!(raw(&app, Method::GET, "/healthz").status, 200);
    let ready = raw(&app, Method::GET, "/readyz");
    assert_eq!((ready.status, ready.body.lines().count()), (200, 5));
    assert!(ready.body.contains("log: ok"), "{}", ready.body);
    app.clock.advance(-3600);
    let ready = raw(&app, Method::GET, "/readyz");
    assert_eq!(ready.status, 503);
    assert!(ready.body.contains("clock: not ready"), "{}", ready.body);
    app.clock.advance(3600);
    // Nobody seals here: business goes on, and somebody is to look at it.
    app.clock.advance(120);
    let ready = raw(&app, Method::GET, "/readyz");
    assert_eq!(ready.status, 200);
    assert!(ready.body.contains("log: alarm"), "{}", ready.body);
}

#[test]
fn a_page_loaded_as_a_part_of_another_site_is_refused() {
    let app = TestApp::new();
    let browser = app.signed_in(Role::Administrator, "ir");
    let cookie = format!("__Host-sejel={}", browser.jar["__Host-sejel"]);
    let ask = |mode: &'static str| {
        let request = TestRequest::default()
            .uri("/users")
            .insert_header(("cookie", cookie.clone()))
            .insert_header(("sec-fetch-site", "cross-site"))
            .insert_header(("sec-fetch-mode", mode));
        app.ask(request, "192.0.2.10:50000".parse().unwrap()).status
    };
    assert_eq!((ask("navigate"), ask("no-cors")), (200, 403));
}

fn breaks(_: &mut Visit) -> Result<Reply, Problem> {
    panic!("the national number 1234567890 of نمونه is odd");
}

fn fails(_: &mut Visit) -> Result<Reply, Problem> {
    Err(Problem::internal("table people, row 1234567890"))
}

fn waits(_: &mut Visit) -> Result<Reply, Problem> {
    Err(sejel::store::Error::Unavailable("db.example:5432".to_owned()).into())
}

const fn broken(path: &'static str, handler: Handler) -> Route {
    Route {
        confirmed: Confirmed::Nothing,
        form: None,
        verb: Verb::Get,
        path,
        action: Action::OwnAccount,
        body: Body::Nothing,
        handler,
    }
}

const BROKEN: &[Route] = &[
    broken("/breaks", breaks),
    broken("/fails", fails),
    broken("/waits", waits),
];

#[test]
fn a_failure_is_an_apology_with_a_reference_and_nothing_of_its_cause() {
    let app = TestApp::with(Database::sqlite(), BROKEN);
    let mut browser = app.signed_in(Role::RegistrarOfficer, "ir/11/01");
    for locale in ["fa", "en"] {
        browser
            .jar
            .insert("sejel-language".to_owned(), locale.to_owned());
        for (path, status) in [("/breaks", 500), ("/fails", 500), ("/waits", 503)] {
            browser.get(path);
            assert_eq!(browser.page.status, status, "{path}");
            assert_eq!(browser.attribute("html", "lang").as_deref(), Some(locale));
            let body = &browser.page.body;
            for cause in ["1234567890", "panic", "people", "db.example", "src/"] {
                assert!(!body.contains(cause), "{path} tells {cause}");
            }
            let reference = browser.text("main bdi");
            assert_eq!(reference.len(), if status == 500 { 8 } else { 0 }, "{path}");
        }
        assert_eq!(
            browser.get("/account").status,
            200,
            "the next request is served"
        );
    }
}

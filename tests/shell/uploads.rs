use std::io::Read as _;

use sejel::domain::access::Role;
use sejel::domain::access::policy::Action;
use sejel::web::routes::{Body, Confirmed, Route, Verb};
use sejel::web::visit::{Problem, Reply, Visit};

use crate::app::TestApp;
use crate::browser::Browser;
use crate::database::Database;

/// Tells what arrived.
fn tell(visit: &mut Visit) -> Result<Reply, Problem> {
    let mut lines = Vec::new();
    for upload in &mut visit.uploads {
        let mut content = Vec::new();
        let mut file = std::fs::File::open(upload.file.path()).map_err(Problem::internal)?;
        file.read_to_end(&mut content).map_err(Problem::internal)?;
        let (field, name, size) = (&upload.field, &upload.name, upload.size);
        lines.push(format!("{field}|{name}|{size}|{}", content.len()));
    }
    lines.push(visit.form.text("note").unwrap_or_default().to_owned());
    Ok(Reply::Plain(200, lines.join("\n")))
}

const ROUTES: &[Route] = &[Route {
    confirmed: Confirmed::Nothing,
    form: None,
    verb: Verb::Post,
    path: "/papers",
    action: Action::OwnAccount,
    body: Body::Upload,
    handler: tell,
}];

fn app() -> TestApp {
    TestApp::with(Database::sqlite(), ROUTES)
}

fn part(head: &str, content: &[u8]) -> Vec<u8> {
    let mut bytes = format!("--XX\r\nContent-Disposition: form-data; {head}\r\n\r\n").into_bytes();
    bytes.extend_from_slice(content);
    bytes.extend_from_slice(b"\r\n");
    bytes
}

fn send(browser: &mut Browser<'_>, parts: &[Vec<u8>]) -> (u16, String) {
    browser.get_once("/account");
    let token = browser.token();
    let mut body = part("name=\"csrf\"", token.as_bytes());
    body.extend(parts.concat());
    body.extend_from_slice(b"--XX--\r\n");
    let answer = browser.post_body("/papers", "multipart/form-data; boundary=XX", body);
    (answer.status, answer.body.clone())
}

#[test]
fn files_arrive_whole_beside_what_was_typed() {
    let app = app();
    let mut browser = app.signed_in(Role::RegistrarOfficer, "ir/11/01");
    let scan = vec![7; 1_000_000];
    let parts = [
        part("name=\"note\"", "برگهٔ نخست".as_bytes()),
        part("name=\"scan\"; filename=\"../../etc/برگه.pdf\"", &scan),
        part("name=\"none\"; filename=\"\"", b""),
    ];
    let (status, told) = send(&mut browser, &parts);
    assert_eq!(status, 200);
    assert_eq!(told, "scan|برگه.pdf|1000000|1000000\nبرگهٔ نخست");
}

#[test]
fn a_file_beyond_the_limit_is_refused_and_so_is_a_body_that_is_no_form() {
    let app = app();
    let mut browser = app.signed_in(Role::RegistrarOfficer, "ir/11/01");
    let huge = vec![7; 20 * 1024 * 1024 + 1];
    let parts = [part("name=\"scan\"; filename=\"a.pdf\"", &huge)];
    let told = send(&mut browser, &parts);
    assert_eq!(
        told,
        (200, "scan|a.pdf|20971521|0\n".to_owned()),
        "told, not kept"
    );
    let all: Vec<_> = (0..6).map(|_| parts.concat()).collect();
    assert_eq!(send(&mut browser, &all).0, 413, "all together are too much");
    let long = [part("name=\"note\"", &vec![b'a'; 600_000])];
    assert_eq!(send(&mut browser, &long).0, 413);
    let many: Vec<_> = (0..60)
        .map(|n| part(&format!("name=\"f{n}\"; filename=\"{n}.pdf\""), b"x"))
        .collect();
    assert_eq!(send(&mut browser, &many).0, 413);
    let nameless = [part("filename=\"a.pdf\"", b"x")];
    assert_eq!(send(&mut browser, &nameless).0, 400);
    let media = "multipart/form-data";
    assert_eq!(
        browser.post_body("/papers", media, "no boundary").status,
        400
    );
    let media = "multipart/form-data; boundary=XX";
    assert_eq!(
        browser
            .post_body("/papers", media, "--XX\r\ngarbage")
            .status,
        400
    );
}

#[test]
fn a_file_without_the_token_or_without_a_session_goes_nowhere() {
    let app = app();
    let mut browser = app.signed_in(Role::RegistrarOfficer, "ir/11/01");
    browser.get("/account");
    let mut body = part("name=\"csrf\"", b"x");
    body.extend(part("name=\"scan\"; filename=\"a.pdf\"", b"x"));
    body.extend_from_slice(b"--XX--\r\n");
    let media = "multipart/form-data; boundary=XX";
    assert_eq!(
        browser.post_body("/papers", media, body.clone()).status,
        403
    );
    let mut stranger = app.browser();
    let answer = stranger.post_body("/papers", media, body);
    assert_eq!((answer.status, answer.location()), (303, "/sign-in"));
}

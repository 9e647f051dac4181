//! Every type of page, in both languages and at both widths: it is there, nothing on it keeps
//! anyone out, and a picture of it is kept.

use std::collections::BTreeMap;

use sejel_e2e::{Browser, Error, Size};

use crate::stage::Stage;
use crate::{Test, expect};

pub(crate) const TESTS: &[Test] = &[
    (
        "the_sign_in_page_is_persian_first_and_keeps_nobody_out",
        sign_in_page,
    ),
    (
        "a_wrong_password_is_told_in_the_language_of_the_page",
        wrong_password,
    ),
    (
        "the_first_stop_of_the_keyboard_skips_to_the_content",
        skip_link,
    ),
    (
        "a_page_that_is_not_there_is_a_page_with_a_way_on",
        missing_page,
    ),
    (
        "the_pages_of_a_registrar_officer_keep_nobody_out",
        |stage| tour(stage, "registrar_officer"),
    ),
    ("the_pages_of_an_office_head_keep_nobody_out", |stage| {
        tour(stage, "office_head")
    }),
    ("the_pages_of_an_archive_officer_keep_nobody_out", |stage| {
        tour(stage, "archive_officer")
    }),
    (
        "the_pages_of_a_council_secretary_keep_nobody_out",
        |stage| tour(stage, "council_secretary"),
    ),
    ("the_pages_of_a_board_secretary_keep_nobody_out", |stage| {
        tour(stage, "board_secretary")
    }),
    ("the_pages_of_a_director_keep_nobody_out", |stage| {
        tour(stage, "provincial_director")
    }),
    ("the_pages_of_an_auditor_keep_nobody_out", |stage| {
        tour(stage, "auditor")
    }),
    ("the_pages_of_an_administrator_keep_nobody_out", |stage| {
        tour(stage, "administrator")
    }),
];

fn sign_in_page(stage: &Stage) -> Result<(), Error> {
    for size in [Size::Desk, Size::Phone] {
        let browser = stage.browser(size)?;
        browser.go("/sign-in")?;
        expect(
            "language",
            browser.language()?,
            ("fa".to_owned(), "rtl".to_owned()),
        )?;
        look(&browser, "sign-in", size)?;
        browser.switch_language()?;
        expect(
            "language",
            browser.language()?,
            ("en".to_owned(), "ltr".to_owned()),
        )?;
        look(&browser, "sign-in", size)?;
    }
    Ok(())
}

fn wrong_password(stage: &Stage) -> Result<(), Error> {
    let browser = stage.browser(Size::Desk)?;
    browser.go("/sign-in")?;
    browser.fill("username", "nobody")?;
    browser.fill("password", "wrong-password")?;
    browser.submit()?;
    expect("an alert", browser.has("main [role=\"alert\"]")?, true)?;
    expect(
        "what was typed",
        browser.has("main [name=\"username\"][value=\"nobody\"]")?,
        true,
    )?;
    look(&browser, "sign-in-wrong", Size::Desk)
}

fn skip_link(stage: &Stage) -> Result<(), Error> {
    let browser = stage.browser(Size::Desk)?;
    browser.go("/sign-in")?;
    // A form may take the keyboard's attention at once; a page asked for anew does not.
    browser.blur()?;
    expect("the first stop", browser.tab(1)?, "skip".to_owned())
}

fn missing_page(stage: &Stage) -> Result<(), Error> {
    let browser = stage.browser(Size::Desk)?;
    browser.sign_in(stage.app()?.account("registrar_officer")?)?;
    browser.go("/cases/99-99-1400-99999")?;
    expect("status", browser.status()?, 404)?;
    expect("a way on", browser.links("main a")?.is_empty(), false)?;
    look(&browser, "missing", Size::Desk)
}

/// Walks through what the navigation offers to a role and everything that one case offers, and
/// tells everything found on the way.
fn tour(stage: &Stage, role: &str) -> Result<(), Error> {
    let mut faults = Vec::new();
    for size in [Size::Desk, Size::Phone] {
        let browser = stage.browser(size)?;
        browser.sign_in(stage.app()?.account(role)?)?;
        for turn in 0..2 {
            if turn == 1 {
                browser.go("/account")?;
                browser.switch_language()?;
            }
            for (kind, path) in pages_of(&browser)? {
                browser.go(&path)?;
                let there = expect(&format!("status of {path}"), browser.status()?, 200);
                let looked_at = look(&browser, &format!("{role}{kind}"), size);
                faults.extend([there, looked_at].into_iter().filter_map(Result::err));
            }
        }
    }
    let told: Vec<String> = faults.iter().map(Error::to_string).collect();
    if told.is_empty() {
        Ok(())
    } else {
        Err(Error::Expected(told.join("\n")))
    }
}

/// One page of each kind that can be reached: the navigation, the account, a case of the inbox and
/// what lies below it.
fn pages_of(browser: &Browser<'_>) -> Result<BTreeMap<String, String>, Error> {
    browser.go("/")?;
    let mut paths = vec!["/".to_owned(), "/account".to_owned()];
    paths.extend(browser.links("header nav a")?);
    let cases = browser.links("main tbody th a[href^=\"/cases/\"]")?;
    if let Some(case) = cases.into_iter().next() {
        browser.go(&case)?;
        paths.extend(browser.links("main a[href^=\"/cases/\"]")?);
        paths.push(case);
    }
    let pages = paths.into_iter().filter(|path| !path.ends_with("/file"));
    Ok(pages.map(|path| (kind_of(&path), path)).collect())
}

/// `/cases/11-05-1405-00012/people/2` is of the kind `-cases-_-people-_`.
fn kind_of(path: &str) -> String {
    let path = path.split('?').next().unwrap_or_default();
    path.split('/')
        .filter(|part| !part.is_empty())
        .map(|part| {
            if part.contains(|letter: char| letter.is_ascii_digit()) {
                "_"
            } else {
                part
            }
        })
        .fold(String::new(), |kind, part| format!("{kind}-{part}"))
}

/// Keeps a picture of the page that is shown, and requires that it keeps nobody out.
pub(crate) fn look(browser: &Browser<'_>, name: &str, size: Size) -> Result<(), Error> {
    let width = match size {
        Size::Desk => 1280,
        Size::Phone => 390,
    };
    let (language, _) = browser.language()?;
    browser.picture(&format!("{name}-{width}-{language}"))?;
    browser.expect_accessible()
}

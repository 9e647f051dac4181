//! Every type of page, in both languages and at both widths: nothing on it keeps anyone out, and
//! a picture of it is kept.

use sejel_e2e::{Browser, Error, Size};

use crate::Test;
use crate::stage::Stage;

pub(crate) const TESTS: &[Test] = &[
    (
        "the_sign_in_page_is_persian_first_and_keeps_nobody_out",
        sign_in_page,
    ),
    (
        "a_wrong_password_is_told_in_the_language_of_the_page",
        wrong_password,
    ),
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
        look_at_both_languages(&browser, "sign-in", size)?;
        expect(
            "language",
            browser.language()?,
            ("en".to_owned(), "ltr".to_owned()),
        )?;
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
    look_at_both_languages(&browser, "sign-in-wrong", Size::Desk)
}

/// Looks at the page that is shown, then at the same page in the other language.
fn look_at_both_languages(browser: &Browser<'_>, name: &str, size: Size) -> Result<(), Error> {
    let width = match size {
        Size::Desk => 1280,
        Size::Phone => 390,
    };
    for turn in 0..2 {
        if turn == 1 {
            browser.switch_language()?;
        }
        let (language, _) = browser.language()?;
        browser.picture(&format!("{name}-{width}-{language}"))?;
        browser.expect_accessible()?;
    }
    Ok(())
}

fn expect<T: PartialEq + std::fmt::Debug>(what: &str, found: T, wanted: T) -> Result<(), Error> {
    if found == wanted {
        return Ok(());
    }
    Err(Error::Expected(format!(
        "{what}: {wanted:?}, and found {found:?}"
    )))
}

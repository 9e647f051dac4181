//! Many cases at once: chosen, counted, asked for, followed while they are made, fetched.

use sejel_e2e::{Browser, Error, Hand, Size};

use crate::stage::Stage;
use crate::{Test, expect, pages};

pub(crate) const TESTS: &[Test] = &[
    ("many_cases_are_exported_at_once", at_a_desk),
    ("many_cases_are_exported_from_a_telephone", on_a_telephone),
];

/// How often the page is asked how far it is: each time takes as long as a page takes.
const LOOKS: usize = 5_000;

fn at_a_desk(stage: &Stage) -> Result<(), Error> {
    let browser = stage.browser(Size::Desk)?;
    let head = stage.app()?.account("office_head")?;
    browser.sign_in(head)?;
    is_asked_for(&browser, &head.unit, Size::Desk)?;
    let address = browser.path()?;
    let fetch = format!("form[action=\"{address}/file\"] button");
    for _ in 0..LOOKS {
        if browser.has(&fetch)? {
            break;
        }
        expect("a bar", browser.has("main progress[max]")?, true)?;
        browser.go(&address)?;
    }
    pages::look(&browser, "export-done", Size::Desk)?;
    browser.switch_language()?;
    pages::look(&browser, "export-done", Size::Desk)?;
    let set = Hand::Mouse.fetches(&browser, &fetch)?;
    expect("a ZIP", set.starts_with(b"PK"), true)?;
    for name in ["set.json", "set.note", "keys.json", ".zip"] {
        let holds = set.windows(name.len()).any(|at| at == name.as_bytes());
        expect(name, holds, true)?;
    }
    browser.go(&address)?;
    browser.follow(&format!("form[action=\"{address}/discard\"] button"))?;
    expect("fetched no more", browser.has(&fetch)?, false)
}

fn on_a_telephone(stage: &Stage) -> Result<(), Error> {
    let browser = stage.browser(Size::Phone)?;
    let director = stage.app()?.account("provincial_director")?;
    browser.sign_in(director)?;
    is_asked_for(&browser, &director.unit, Size::Phone)?;
    expect("too wide", browser.too_wide()?, Vec::new())?;
    browser.switch_language()?;
    pages::look(&browser, "export-on-its-way", Size::Phone)?;
    expect("too wide", browser.too_wide()?, Vec::new())?;
    let discard = format!("form[action=\"{}/discard\"] button", browser.path()?);
    browser.follow(&discard)
}

/// From the list of exports to the page of a new one.
fn is_asked_for(browser: &Browser<'_>, unit: &str, size: Size) -> Result<(), Error> {
    browser.go("/exports")?;
    pages::look(browser, "exports", size)?;
    expect("too wide", browser.too_wide()?, Vec::new())?;
    browser.choose("unit", unit)?;
    browser.follow("main button[value=\"count\"]")?;
    let count = browser
        .texts("main .note, main [role=\"alert\"]")?
        .join(" ");
    expect("a count", count.contains("پرونده"), true)?;
    browser.fill("purpose", "ارائه به بازرسی نمونه به شمارهٔ ۱۲")?;
    browser.follow("main button.go")?;
    pages::look(browser, "export-on-its-way", size)
}

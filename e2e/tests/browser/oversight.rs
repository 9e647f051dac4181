//! What others look into: an emergency access and its review, a sample of decided cases.

use sejel::domain::time::Clock as _;
use sejel::services::clock::SystemClock;
use sejel::text::jalali;
use sejel_e2e::{Account, Browser, Error, Size};

use crate::stage::Stage;
use crate::{Test, expect, pages};

pub(crate) const TESTS: &[Test] = &[
    ("an_emergency_access_is_asked_for_and_reviewed", glass),
    ("a_sample_is_drawn_and_reviewed", sample),
];

/// The page that is open, in both languages.
pub(crate) fn in_both(browser: &Browser<'_>, name: &str, size: Size) -> Result<(), Error> {
    for _ in 0..2 {
        pages::look(browser, name, size)?;
        expect("too wide", browser.too_wide()?, Vec::new())?;
        browser.switch_language()?;
    }
    Ok(())
}

/// The same page by whom it is meant for, at both widths.
pub(crate) fn is_seen(stage: &Stage, by: &Account, address: &str, name: &str) -> Result<(), Error> {
    for size in [Size::Desk, Size::Phone] {
        let browser = stage.browser(size)?;
        browser.sign_in(by)?;
        browser.go(address)?;
        expect(address, browser.status()?, 200)?;
        in_both(&browser, name, size)?;
    }
    Ok(())
}

/// The part of a unit that names its province.
pub(crate) fn province(account: &Account) -> &str {
    account.unit.get(..5).unwrap_or(&account.unit)
}

fn glass(stage: &Stage) -> Result<(), Error> {
    let app = stage.app()?;
    let officer = app.account("registrar_officer")?;
    let elsewhere = app
        .accounts("office_head")
        .find(|head| province(head) != province(officer));
    let head = elsewhere.ok_or_else(|| Error::Expected("another province".to_owned()))?;
    let browser = stage.browser(Size::Desk)?;
    browser.sign_in(head)?;
    browser.go("/?list=office")?;
    let cases = browser.links("main tbody th a[href^=\"/cases/\"]")?;
    let case = cases.first().cloned().unwrap_or_default();
    browser.forget()?;
    browser.sign_in(officer)?;
    browser.go(&case)?;
    expect("a case of another province", browser.status()?, 404)?;
    browser.go("/break-glass/new")?;
    browser.fill("number", case.trim_start_matches("/cases/"))?;
    browser.fill("reason", "نوزاد بیمار در این اداره منتظر پاسخ است؛ نمونه")?;
    browser.submit()?;
    expect("the case", browser.path()?, case)?;
    in_both(&browser, "case-by-emergency", Size::Desk)?;
    browser.forget()?;
    let auditor = app.account("auditor")?;
    browser.sign_in(auditor)?;
    browser.go("/break-glass")?;
    let one = browser.links("main tbody th a[href^=\"/break-glass/\"]")?;
    let one = one.first().cloned().unwrap_or_default();
    is_seen(stage, auditor, &one, "break-glass-to-review")?;
    is_seen(stage, head, &one, "break-glass-of-my-office")?;
    browser.go(&one)?;
    browser.choose("verdict", "justified")?;
    browser.fill("note", "فوریت پزشکی در یادداشت اداره دیده شد؛ نمونه")?;
    browser.submit()?;
    let form = browser.has("main input[name=\"verdict\"]")?;
    expect("a verdict is given once", form, false)?;
    is_seen(stage, auditor, &one, "break-glass-reviewed")
}

fn sample(stage: &Stage) -> Result<(), Error> {
    let auditor = stage.app()?.account("auditor")?;
    let browser = stage.browser(Size::Desk)?;
    browser.sign_in(auditor)?;
    browser.go("/audit/samples")?;
    browser.choose("unit", &auditor.unit)?;
    // The demonstration tells of the two years before today.
    let this_year = jalali::from_civil(SystemClock.now().tehran_date()).year;
    for (name, years_ago) in [("from", 3), ("until", 1)] {
        browser.fill(&format!("{name}-d"), "۲۹")?;
        browser.choose(&format!("{name}-m"), "12")?;
        browser.fill(&format!("{name}-y"), &(this_year - years_ago).to_string())?;
    }
    browser.fill("each", "۲")?;
    browser.fill("seed", "۷")?;
    browser.submit()?;
    let address = browser.path()?;
    let drawn = browser.links("main tbody a[href^=\"/cases/\"]")?;
    expect("a case that was drawn", drawn.is_empty(), false)?;
    let first = "main select[name=\"case\"] option:not([value=\"\"])";
    browser.press(first)?;
    let open = browser.texts(first)?.len();
    browser.choose("finding", "in_order")?;
    browser.submit()?;
    expect("the sample", browser.path()?, address.clone())?;
    expect("cases left", browser.texts(first)?.len(), open - 1)?;
    is_seen(stage, auditor, &address, "sample")
}

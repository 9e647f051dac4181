//! A deadline is made longer: two administrators bring a new version of the directive into force after
//! they saw whom it touches, and two people of a province move the open cases of an office to it.

use std::io::Write as _;

use sejel::domain::time::Clock as _;
use sejel::services::clock::SystemClock;
use sejel::text::{jalali, without_isolates};
use sejel_e2e::{Browser, Error, Hand, Size};
use tempfile::NamedTempFile;

use crate::oversight::{in_both, is_seen, province};
use crate::stage::Stage;
use crate::{Test, expect, pages};

pub(crate) const TESTS: &[Test] = &[(
    "a_deadline_is_made_longer_and_open_cases_are_moved",
    deadline,
)];

/// How often a page is asked how far it is: each time takes as long as a page takes.
const LOOKS: usize = 5_000;
/// The file of the version in force, and the new one.
const VERSIONS: [&str; 2] = ["version = \"1402\"", "version = \"1405\""];
/// The clock that is made longer: the first of its length.
const CLOCKS: [&str; 2] = [
    "length = 30\nunit = \"calendar_days\"",
    "length = 45\nunit = \"working_days\"",
];

fn deadline(stage: &Stage) -> Result<(), Error> {
    let app = stage.app()?;
    let no_second = || Error::Expected("a second administrator".to_owned());
    let first = app.account("administrator")?;
    let second = app.accounts("administrator").nth(1).ok_or_else(no_second)?;
    let browser = stage.browser(Size::Desk)?;
    browser.sign_in(first)?;
    let page = is_drafted(&browser)?;
    is_simulated(&browser, &page)?;
    in_both(&browser, "version-simulated", Size::Desk)?;
    types_day(&browser, "propose")?;
    let reason = "متقاضیان روستاها در سی روز نمی‌رسند؛ نمونه";
    Hand::Mouse.types(
        &browser,
        "form[action$=\"/propose\"] [name=\"reason\"]",
        reason,
    )?;
    browser.follow("form[action$=\"/propose\"] button")?;
    let own = browser.has("form[action$=\"/approve\"]")?;
    expect("approval by whoever proposed", own, false)?;
    browser.forget()?;
    browser.sign_in(second)?;
    browser.go(&page)?;
    in_both(&browser, "version-to-approve", Size::Desk)?;
    browser.follow("form[action$=\"/approve\"] button")?;
    types_day(&browser, "schedule")?;
    browser.follow("form[action$=\"/schedule\"] button")?;
    is_seen(stage, second, &page, "version-in-force")?;
    open_cases_are_moved(stage, &browser)
}

/// The version in force, taken home, with one deadline changed, sent back; the address of its page.
fn is_drafted(browser: &Browser<'_>) -> Result<String, Error> {
    browser.go("/directives")?;
    let versions = browser.links("main tbody th a[href^=\"/directives/\"]")?;
    let mut text = String::new();
    for version in versions {
        browser.go(&version)?;
        let file = format!("main a[href=\"{version}/file\"]");
        let bytes = Hand::Mouse.fetches(browser, &file)?;
        text = String::from_utf8_lossy(&bytes).into_owned();
        if text.contains(VERSIONS[0]) {
            break;
        }
    }
    expect("a clock to change", text.contains(CLOCKS[0]), true)?;
    let text = text.replacen(CLOCKS[0], CLOCKS[1], 1);
    let text = text.replacen(VERSIONS[0], VERSIONS[1], 1);
    let mut file = NamedTempFile::with_suffix(".toml")
        .map_err(|why| Error::Expected(format!("a file: {why}")))?;
    file.write_all(text.as_bytes())
        .map_err(|why| Error::Expected(format!("a file: {why}")))?;
    browser.go("/directives")?;
    browser.attach("file", file.path())?;
    browser.submit()?;
    let said = browser.texts("main section table")?.join("\n");
    for days in ["۳۰ روز", "۴۵ روز کاری"] {
        expect(days, said.contains(days), true)?;
    }
    pages::look(browser, "version-drafted", Size::Desk)?;
    browser.path()
}

fn is_simulated(browser: &Browser<'_>, page: &str) -> Result<(), Error> {
    browser.follow("form[action$=\"/simulate\"] button")?;
    for _ in 0..LOOKS {
        if !browser.has("main progress")? {
            break;
        }
        browser.go(page)?;
    }
    let counted = browser.has("#touches tbody td")?;
    expect("whom it touches", counted, true)
}

/// Today, in the form of an act.
fn types_day(browser: &Browser<'_>, act: &str) -> Result<(), Error> {
    let today = jalali::from_civil(SystemClock.now().tehran_date());
    let form = format!("form[action$=\"/{act}\"]");
    let (day, year) = (today.day.to_string(), today.year.to_string());
    Hand::Mouse.types(browser, &format!("{form} [name=\"day-d\"]"), &day)?;
    browser.press(&format!(
        "{form} [name=\"day-m\"] option[value=\"{}\"]",
        today.month
    ))?;
    Hand::Mouse.types(browser, &format!("{form} [name=\"day-y\"]"), &year)
}

/// Of an office in which no other test is at work.
fn open_cases_are_moved(stage: &Stage, browser: &Browser<'_>) -> Result<(), Error> {
    let app = stage.app()?;
    let none = || Error::Expected("two people of one province".to_owned());
    let director = app.accounts("provincial_director").nth(1);
    let director = director.ok_or_else(none)?;
    let heads = app.accounts("office_head");
    let mut heads = heads.filter(|head| province(head) == province(director));
    let head = heads.next().ok_or_else(none)?;
    browser.forget()?;
    browser.sign_in(head)?;
    browser.go("/moves/new")?;
    browser.fill("reason", "هماهنگی پرونده‌های باز با مهلت تازه؛ نمونه")?;
    browser.submit()?;
    pages::look(browser, "move-tried", Size::Desk)?;
    browser.follow("main button[name=\"do\"][value=\"propose\"]")?;
    let address = browser.path()?;
    is_seen(stage, head, &address, "move-put-forward")?;
    is_seen(stage, director, &address, "move-to-answer")?;
    browser.forget()?;
    browser.sign_in(director)?;
    browser.go(&address)?;
    browser.follow("form[action$=\"/approve\"] button")?;
    for _ in 0..LOOKS {
        if !browser.has("main progress")? {
            break;
        }
        browser.go(&address)?;
    }
    is_seen(stage, director, &address, "move-done")?;
    let moved = browser.links("main tbody th a[href^=\"/cases/\"]")?;
    let case = moved
        .first()
        .ok_or_else(|| Error::Expected("a case that was moved".to_owned()))?;
    browser.go(&format!("{case}/history"))?;
    let said = without_isolates(&browser.texts("main")?.join("\n"));
    let moved = "از نسخهٔ ۱۴۰۲ دستورالعمل به نسخهٔ ۱۴۰۵ منتقل شد";
    expect("the move in its history", said.contains(moved), true)
}

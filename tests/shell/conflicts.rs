//! Two people answer the same page.

use sejel::domain::time::Clock as _;

use crate::app::{PASSWORD, TestApp};
use crate::office::Office;

const REASON: &str = "بر پایهٔ شناسنامهٔ پدر.";

#[test]
fn who_comes_second_is_told_what_changed_and_by_whom_and_keeps_what_was_typed() {
    TestApp::each(|app| {
        let office = Office::at(&app.register.store, app.clock.now());
        let case = office.opens_a_case();
        let form = format!("/cases/{}/acts/correction", case.reference);
        let page = format!("{form}?person=1&field=given");
        let [mut first, mut second] = ["officer", "reviewer"].map(|name| {
            let mut browser = app.browser();
            browser.sign_in(name, PASSWORD);
            assert_eq!(browser.get(&page).status, 200);
            browser
        });
        first.submit(&form, &[("value", "دادمحمد"), ("reason", REASON)]);
        assert_eq!(first.page.status, 200, "{}", first.text("main"));
        let before = case.opened().file.seq;

        let typed = [("value", "نورمحمد"), ("reason", REASON)];
        second.submit(&form, &typed);
        assert_eq!(second.page.status, 422);
        let told = second.text(".note.bad");
        assert!(
            told.contains("دادمحمد") && told.contains(&office.officer.name),
            "{told}"
        );
        let kept = second.filled(&form);
        for (name, value) in typed {
            let here = kept.iter().find(|(known, _)| known == name);
            assert_eq!(here.map(|(_, kept)| kept.trim_end()), Some(value));
        }
        assert_eq!(case.opened().file.seq, before, "nothing was written");

        second.submit(&form, &[]);
        assert_eq!(second.page.status, 200, "who has seen it may send it again");
        let file = case.opened().file;
        assert_eq!(file.person(1).unwrap().given.known(), Some("نورمحمد"));
    });
}

#[test]
fn who_writes_for_a_step_that_was_left_meanwhile_is_led_to_the_case() {
    TestApp::each(|app| {
        let office = Office::at(&app.register.store, app.clock.now());
        let case = office.opens_a_case();
        let form = format!("/cases/{}/acts/step", case.reference);
        let page = format!("{form}?person=0&step=document_review&outcome=returned");
        let [mut first, mut second] = ["reviewer", "head"].map(|name| {
            let mut browser = app.browser();
            browser.sign_in(name, PASSWORD);
            assert_eq!(browser.get(&page).status, 200);
            browser
        });
        let typed = [("missing", "photos@1"), ("reason", REASON)];
        first.submit(&form, &typed);
        assert_eq!(first.page.status, 200, "{}", first.text("main"));
        second.submit(&form, &typed);
        assert_eq!(second.page.status, 422);
        let told = second.text(".note.bad");
        assert!(told.contains("این کار دیگر شدنی نیست"), "{told}");
        let to_the_case = format!("main a[href='/cases/{}']", case.reference);
        assert!(second.count(&to_the_case) > 0);
        assert!(second.page.body.contains(REASON), "what was typed is kept");
    });
}

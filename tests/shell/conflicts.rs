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

#[test]
fn a_form_that_the_browser_brought_back_is_not_lost_when_it_is_changed_and_sent_again() {
    let app = TestApp::new();
    let office = Office::at(&app.register.store, app.clock.now());
    let case = office.opens_a_case();
    let form = format!("/cases/{}/acts/note", case.reference);
    let mut officer = app.browser();
    officer.sign_in("officer", PASSWORD);
    officer.get(&form);
    let brought_back = officer.filled(&form);
    officer.submit(&form, &[("text", "همسر تلفن کرد.")]);
    assert_eq!(officer.page.status, 200);
    let other = "پسرش با برگه‌ها آمد.";
    officer.post_raw(&form, &changed(&brought_back, ("text", other)));
    assert_eq!(officer.page.status, 422);
    assert!(officer.text(".note.bad").contains("پیش‌تر فرستاده"));
    let kept = officer.filled(&form);
    assert!(
        kept.iter()
            .any(|(name, value)| name == "text" && value.trim() == other)
    );
    officer.submit(&form, &[]);
    assert_eq!(officer.page.status, 200);
    let notes = case.opened().file.notes.len();
    assert_eq!(notes, 2);
}

#[test]
fn who_does_not_say_what_was_seen_is_shown_it_first() {
    let app = TestApp::new();
    let office = Office::at(&app.register.store, app.clock.now());
    let case = office.opens_a_case();
    let form = format!("/cases/{}/acts/step", case.reference);
    let page = format!("{form}?person=0&step=document_review&outcome=returned");
    let mut reviewer = app.browser();
    reviewer.sign_in("reviewer", PASSWORD);
    reviewer.get(&page);
    let mut sent = reviewer.filled(&form);
    sent.retain(|(name, _)| name != "seen");
    sent.push(("missing".to_owned(), "photos@1".to_owned()));
    let before = case.opened().file.seq;
    reviewer.post_raw(&form, &changed(&sent, ("reason", REASON)));
    assert_eq!(reviewer.page.status, 422);
    assert_eq!(case.opened().file.seq, before);
}

#[test]
fn a_forged_field_of_a_form_ends_in_words_or_is_let_be() {
    let app = TestApp::new();
    let office = Office::at(&app.register.store, app.clock.now());
    let case = office.opens_a_case();
    let home = format!("/cases/{}", case.reference);
    let mut officer = app.browser();
    officer.sign_in("officer", PASSWORD);
    let note = format!("{home}/acts/note");
    for seen in ["9223372036854775808", "18446744073709551615", "-1", "۱"] {
        officer.get(&note);
        let sent = officer.filled(&note);
        let kept: Vec<_> = sent
            .into_iter()
            .filter(|(name, _)| name != "text")
            .collect();
        let mut sent = changed(&kept, ("seen", seen));
        sent.push(("text", "همسر تلفن کرد."));
        officer.post_raw(&note, &sent);
        assert!(matches!(officer.page.status, 303 | 422), "{seen}");
    }
    let page = format!("{home}/papers/1");
    let verdict = format!("{home}/acts/verdict");
    let mut reviewer = app.browser();
    reviewer.sign_in("reviewer", PASSWORD);
    reviewer.get(&page);
    let kept = reviewer.filled(&verdict);
    let mut sent = changed(&kept, ("next", "1\r\nSet-Cookie: a=b"));
    sent.extend([("verdict", "accepted"), ("supports", "identity")]);
    reviewer.post_raw(&verdict, &sent);
    assert_eq!(reviewer.page.status, 303);
    let to = reviewer.page.location();
    assert!(to.starts_with(&page), "{to}");
    officer.get(&format!("{home}/acts/correction?person=1&field=family"));
    let marked = [("value", "\u{202E}نمونه\u{2066}پور"), ("reason", REASON)];
    officer.submit(&format!("{home}/acts/correction"), &marked);
    let file = case.opened().file;
    assert_eq!(file.person(1).unwrap().family.known(), Some("نمونهپور"));
}

/// A filled-in form with one field changed.
fn changed<'f>(
    sent: &'f [(String, String)],
    (name, value): (&'f str, &'f str),
) -> Vec<(&'f str, &'f str)> {
    let kept = sent.iter().filter(|(known, _)| known != name);
    let mut pairs: Vec<(&str, &str)> = kept.map(|(n, v)| (n.as_str(), v.as_str())).collect();
    pairs.push((name, value));
    pairs
}

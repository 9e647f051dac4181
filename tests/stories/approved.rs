//! A household comes to the counter, and goes home with certificates.

use crate::app::TestApp;
use crate::bundle;
use crate::clerk::{AS_IT_IS, plain};
use crate::counter::Comes;
use crate::office::Office;
use crate::way::{REASON, holder, strip};

const PEOPLE: u32 = 3;

#[test]
fn a_household_comes_to_its_certificates() {
    TestApp::each(|app| {
        let mut office = Office::opens(app);
        let case = office.takes_in(Comes::WithFamily);
        office.officer.is_told("۳ نفر");
        is_reviewed(&mut office, &case);
        goes_to_the_outside_bodies(&mut office, &case);
        is_decided(&mut office, &case);
        for no in 1..=PEOPLE {
            office.serves(&case, no);
            office.issues(&case, no);
        }
        assert_eq!(holder(&mut office, &case), "مختومه");
        let events = tells_its_history(&mut office, &case);
        bundle::is_exported(&mut office, &case, events);
    });
}

fn is_reviewed(office: &mut Office<'_>, case: &str) {
    let stands = strip(office, case);
    for said in ["بررسی مدارک", "۱۰ روز کاری", "۱۷ آذر"] {
        assert!(stands.contains(said), "{said}: {stands}");
    }
    assert_eq!(
        holder(office, case),
        "من",
        "the file is with who took it in"
    );
    // Who opened the file does not review it, and is told so with the article.
    assert!(!office.officer.is_offered("outcome=complete"));
    office.officer.is_told("پرونده را خودتان تشکیل داده‌اید");
    office.officer.is_told("بندهای ۱، ۱-۱ و ۱-۲");
    // The file is in the reviewer's office list, and in the search by its number.
    office.reviewer.turns_to("/?list=office");
    office.reviewer.follows(case);
    let number = case.rsplit('/').next().unwrap();
    office.head.turns_to(&format!("/search?q={number}"));
    office.head.follows(case);
    assert!(
        !office.reviewer.is_offered("outcome=complete"),
        "papers are not judged yet"
    );
    office.reviews(case);
    assert_eq!(holder(office, case), "بایگانی");
}

fn goes_to_the_outside_bodies(office: &mut Office<'_>, case: &str) {
    office.searches(case);
    office.gathers_evidence(case, PEOPLE);
    office.sits_in_committee(case, PEOPLE);
    office.writes(case, "1405/120");
    let with_the_police = strip(office, case);
    assert!(with_the_police.contains("فراجا"), "{with_the_police}");
    assert!(with_the_police.contains("۳۰ روز"), "{with_the_police}");
    office.waits(20);
    let later = strip(office, case);
    assert!(later.contains("۱۰ روز"), "{later}");
    office.hears_from_the_police(case, PEOPLE);
    office.writes(case, "1405/121");
    let with_the_council = strip(office, case);
    assert!(
        with_the_council.contains("شورای تأمین"),
        "{with_the_council}"
    );
    office.sits_in_council(case, PEOPLE, "approved");
}

fn is_decided(office: &mut Office<'_>, case: &str) {
    office.makes_the_reviewer_a_deputy();
    for no in 1..=PEOPLE {
        office.finds(case, no, "proven", "met");
    }
    office.proposes(case, PEOPLE, "granted");
    the_preparer_cannot_sign(office, case);
    an_older_page_is_not_signed(office, case);
    let standing = strip(office, case);
    assert!(standing.contains("ابلاغ"), "{standing}");
    office.officer.turns_to(&format!("{case}/decision"));
    office.officer.is_told("پذیرش");
    // What the decision rests on is not corrected behind it; the form says so before anybody writes.
    let correction = format!("{case}/acts/correction?person=1&field=given");
    office.officer.browser.get(&correction);
    assert_eq!(office.officer.browser.page.status, 403);
    office.officer.is_told("بازگشایی");
    office.officer.turns_to(case);
    office.officer.follows("/letters/notices");
    assert_eq!(
        office.officer.browser.count("article.letter"),
        3,
        "a sheet each"
    );
    office.officer.turns_to(&format!("{case}/letters/notice-3"));
    office.officer.is_told("سرپرست خانوار، برای");
    office.officer.turns_to(&format!("{case}/letters/notice-2"));
    assert!(!office.officer.reads("main").contains("سرپرست خانوار، برای"));
}

/// Even as a deputy of the head: she is told why and by which article, on the page and when she
/// sends the form all the same.
fn the_preparer_cannot_sign(office: &mut Office<'_>, case: &str) {
    let preparer = &mut office.reviewer;
    for page in [case.to_owned(), format!("{case}/decision")] {
        preparer.turns_to(&page);
        assert!(!preparer.is_offered("/acts/signature"), "{page} offers it");
        preparer.is_told("پیشنهاد را خودتان نوشته‌اید");
        preparer.is_told("رأی ۶۵۸");
    }
    let pen = format!("{case}/acts/signature?seen=1&seen_hash=0");
    preparer.browser.get(&pen);
    if preparer.browser.page.status == 200 {
        preparer.sends(&[("number", "ت/۱"), ("hats_reason", "نمایندهٔ دیگری نبود.")]);
    }
    assert!(matches!(preparer.browser.page.status, 403 | 422));
    preparer.is_told("پیشنهاد را خودتان نوشته‌اید");
    preparer.is_told("رأی ۶۵۸");
}

/// What was recorded after the signer's page was made is told, and nothing is signed until she has
/// seen it.
fn an_older_page_is_not_signed(office: &mut Office<'_>, case: &str) {
    let signature = [("number", "ت/۱"), ("hats_reason", "نمایندهٔ دیگری نبود.")];
    office.head.turns_to(case);
    assert!(!office.head.is_offered("/acts/signature"), "unseen");
    office.head.follows("/decision");
    office.head.follows("/acts/signature");
    office
        .officer
        .does(case, "note", &[("text", "همسر تلفن کرد.")]);
    office.head.sends(&signature);
    let said = office.head.is_refused();
    assert!(
        said.contains("عوض شده است") && said.contains("رأی ۶۵۸"),
        "{said}"
    );
    let kept = office.head.sheet(&["number"]);
    assert_eq!(kept.holds("number"), ["ت/۱"]);
    // Sending it again does not help: she has to see what stands there now.
    office.head.sends(&AS_IT_IS);
    office.head.is_refused();
    office.head.turns_to(&format!("{case}/decision"));
    office.head.follows("/acts/signature");
    office.head.sends(&signature);
    office.head.is_done();
    office.head.is_told("امضا شد");
}

/// Every event is a line of the whole history; the milestones are fewer.
fn tells_its_history(office: &mut Office<'_>, case: &str) -> usize {
    let auditor = &mut office.head;
    auditor.turns_to(case);
    auditor.follows("/history");
    let milestones = auditor.browser.count("main .tl li");
    auditor.follows("tab=all");
    let all = auditor.browser.count("main .tl li");
    assert!(milestones > 20 && milestones < all, "{milestones} of {all}");
    let page = plain(&auditor.browser.text("main"));
    for said in [
        "یارمحمد",
        "همسر تلفن کرد",
        "ت/۱",
        REASON.1,
        "در تحقیق محلی شناخته شدند",
        "گواهی دو خویشاوند با هم می‌خواند",
        "۶۵۴۳۲۱",
    ] {
        assert!(page.contains(said), "the history does not tell: {said}");
    }
    all
}

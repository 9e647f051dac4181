//! A file is returned to the applicant twice, each time with the list of what is missing.

use crate::app::TestApp;
use crate::clerk::AS_IT_IS;
use crate::counter::{Comes, accepts_every_paper, opens, scans};
use crate::office::Office;
use crate::way::{holder, strip};

const RETURNED: &str = "step?person=0&step=document_review&outcome=returned";
const COMPLETED: &str = "step?person=0&step=completion&outcome=completed";
const NOTE: &str = "دوازده عکس تازه بیاورد.";

#[test]
fn a_file_is_returned_twice_and_sent_again() {
    TestApp::each(|app| {
        let mut office = Office::opens(app);
        let papers = ["application", "testimony_form"];
        let case = opens(&mut office.officer, Comes::Alone, &papers);
        for missing in ["عکس", "محل سکونت"] {
            office.officer.is_told(missing);
        }
        is_not_returned_without_a_list(&mut office, &case);
        is_returned(&mut office, &case, &["photos@1", "residence@0"]);
        comes_back(&mut office, &case, "photos");
        is_returned(&mut office, &case, &["residence@0"]);
        comes_back(&mut office, &case, "residence_proof");
        office.reviews(&case);
        assert_eq!(holder(&mut office, &case), "بایگانی");
        both_lists_are_told(&mut office, &case);
    });
}

fn is_not_returned_without_a_list(office: &mut Office<'_>, case: &str) {
    let reviewer = &mut office.reviewer;
    reviewer.turns_to(case);
    reviewer.follows(RETURNED);
    reviewer.sends(&[("reason", "کامل نیست.")]);
    reviewer.is_refused();
    let kept = reviewer.sheet(&["missing", "reason"]);
    assert_eq!(kept.holds("reason"), ["کامل نیست."]);
    reviewer.is_told("دست‌کم یک مورد را نام ببرید");
}

fn is_returned(office: &mut Office<'_>, case: &str, missing: &[&str]) {
    let mut fields: Vec<(&str, &str)> = missing.iter().map(|item| ("missing", *item)).collect();
    fields.extend([("missing_note", NOTE), ("reason", "کامل نیست.")]);
    office.reviewer.does(case, RETURNED, &fields);
    let stands = strip(office, case);
    assert_eq!(holder(office, case), "متقاضی");
    for said in ["رفع نقص نزد متقاضی", "۳۰ روز"] {
        assert!(stands.contains(said), "{said}: {stands}");
    }
    office.officer.turns_to("/?list=returned");
    assert!(
        office.officer.is_offered(case),
        "the returned files list it"
    );
}

/// Ten days later the applicant brings a paper; it is scanned the same day and the file goes on.
fn comes_back(office: &mut Office<'_>, case: &str, kind: &str) {
    office.waits(10);
    let waiting = strip(office, case);
    assert!(waiting.contains("۲۰ روز"), "{waiting}");
    let asked = format!("/acts/paper?kind={kind}");
    scans(&mut office.officer, case, &asked, &[]);
    office.officer.does(case, COMPLETED, &AS_IT_IS);
    assert!(strip(office, case).contains("بررسی مدارک"));
    accepts_every_paper(&mut office.reviewer, case);
}

fn both_lists_are_told(office: &mut Office<'_>, case: &str) {
    office.officer.turns_to(&format!("{case}/history?tab=all"));
    let told = office.officer.reads("main");
    assert_eq!(told.matches("برگشت برای رفع نقص").count(), 2, "{told}");
    for item in ["عکس", "محل سکونت", NOTE] {
        assert!(told.contains(item), "{item}: {told}");
    }
}

//! What the directive says, one click from where the officer stands.

use crate::app::TestApp;
use crate::counter::Comes;
use crate::office::Office;

#[test]
fn the_article_of_a_step_is_one_click_from_the_case_and_its_words_stand_by_the_form() {
    TestApp::each(|app| {
        let mut office = Office::opens(app);
        let case = office.takes_in(Comes::WithFamily);
        let reviewer = &mut office.reviewer;
        reviewer.turns_to(&case);
        reviewer.follows("/read?step=document_review#step-document_review");
        let here = reviewer.reads("#step-document_review");
        assert!(here.contains("پرونده اینجاست"), "{here}");
        for drawing in ["#flow-wide", "#flow-narrow"] {
            let boxes = format!("{drawing} a.here");
            assert_eq!(reviewer.browser.count(&boxes), 1, "{drawing}");
            assert!(reviewer.reads(&boxes).contains("بررسی مدارک"));
        }
        // Every step is in the drawing, and leads to its text.
        let steps = reviewer.browser.count("section[id^=step-]");
        assert_eq!(reviewer.browser.count("#flow-wide a"), steps);
        reviewer.turns_to(&case);
        reviewer.follows("/acts/step?person=0&step=document_review&outcome=returned");
        let says = reviewer.reads("details.says");
        for said in ["بررسی مدارک", "۱۰ روز کاری", "کارشناس ثبت احوال"]
        {
            assert!(says.contains(said), "{said}: {says}");
        }
        reviewer.follows("/read#step-completion");
    });
}

#[test]
fn people_who_stand_apart_are_all_shown_in_the_drawing() {
    let app = TestApp::new();
    let mut office = Office::opens(&app);
    let case = office.takes_in(Comes::WithFamily);
    office.comes_to_the_decision(&case, 3, "approved");
    office.finds_the_same(&case, 3);
    office.proposes(&case, 3, "granted");
    office.signs(&case, "د/۱");
    office.serves(&case, 1);
    office.officer.turns_to(&case);
    let links = office.officer.links();
    let link = links
        .iter()
        .find(|href| href.contains("/read?step="))
        .unwrap();
    let link = link.replace("&amp;", "&");
    office.officer.turns_to(&link);
    assert_eq!(office.officer.browser.count("#flow-wide a.here"), 2);
}

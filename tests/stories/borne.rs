//! Minutes and answers bring their own paper: it is taken in with the same form.

use crate::app::TestApp;
use crate::counter::{Comes, scan};
use crate::office::Office;
use crate::sheet::Chosen;
use crate::way::sitting;

const POSTS: [&str; 3] = ["office_head", "archive_officer", "expert"];

fn minutes_scanned() -> Chosen {
    Chosen {
        bytes: b"%PDF-1.7\ntrailer\n%%EOF\n".to_vec(),
        ..scan()
    }
}

#[test]
fn minutes_bring_their_scan_with_them_and_one_that_is_refused_leaves_none() {
    TestApp::each(|app| {
        let mut office = Office::opens(app);
        let case = office.takes_in(Comes::Alone);
        office.reviews(&case);
        office.searches(&case);
        office.gathers_evidence(&case, 1);
        let kept = app.register.files.names().count();
        let minutes = sitting(&POSTS, 1, "approved");
        let head = &mut office.head;
        head.turns_to(&case);
        head.follows("/acts/sitting");
        // Nobody was there: what would be refused leaves no scan.
        let mut alone = minutes.clone();
        for post in &POSTS[1..] {
            alone.push((format!("attendance-{post}"), "absent".to_owned()));
            alone.push((format!("vote-{post}"), "none".to_owned()));
        }
        alone.push(("new-form".to_owned(), "original".to_owned()));
        head.sends_with(&alone, Some(("scan", minutes_scanned())));
        head.is_refused();
        assert_eq!(app.register.files.names().count(), kept);
        assert_eq!(
            head.sheet(&["reasons"]).holds("reasons"),
            ["برگه‌ها خوانده شد."]
        );
        // A paper of the file and a new one contradict each other.
        let both = [&minutes[..], &[("paper".to_owned(), "1".to_owned())]].concat();
        head.sends_with(&both, Some(("scan", minutes_scanned())));
        head.is_refused();
        head.is_told("نه هر دو");
        let none = [&minutes[..], &[("paper".to_owned(), String::new())]].concat();
        head.sends_with(&none, Some(("scan", minutes_scanned())));
        head.is_done();
        assert_eq!(app.register.files.names().count(), kept + 1);
        head.turns_to(&case);
        head.is_told("صورتجلسهٔ کمیتهٔ رسیدگی");
        head.turns_to(&format!("{case}/proceedings"));
        head.is_told("صورتجلسهٔ کمیتهٔ رسیدگی");
    });
}

#[test]
fn an_answer_that_lies_in_a_folder_is_taken_in_with_it() {
    let app = TestApp::new();
    let mut office = Office::opens(&app);
    let case = office.takes_in(Comes::Alone);
    office.reviews(&case);
    office.searches(&case);
    office.gathers_evidence(&case, 1);
    office.sits_in_committee(&case, 1);
    office.writes(&case, "1405/120");
    let answer = [
        ("letter", "1"),
        ("number", "پ/۱"),
        ("text", "در تحقیق محلی شناخته شدند."),
        ("result-1", "confirmed"),
        ("new-folder", "۱۲"),
    ];
    let reviewer = &mut office.reviewer;
    reviewer.turns_to(&case);
    reviewer.follows("/acts/answer");
    reviewer.sends(&answer);
    reviewer.is_refused();
    reviewer.sends(&[("new-form", "original")]);
    reviewer.is_done();
    reviewer.is_told("پاسخ فراجا");
    office.head_presses(
        &case,
        "step?person=0&step=identity_referral&outcome=confirmed",
    );
}

//! One man is refused, objects before the board, goes to court, and the court orders his record.

use crate::app::TestApp;
use crate::clerk::{AS_IT_IS, Clerk};
use crate::counter::{Comes, scans};
use crate::office::Office;
use crate::way::{REASON, Typed, holder, sitting, strip};

#[test]
fn a_refusal_goes_through_objection_and_board_to_the_court() {
    TestApp::each(|app| {
        let mut office = Office::opens(app);
        let case = office.takes_in(Comes::Alone);
        office.comes_to_the_decision(&case, 1, "rejected");
        is_refused(&mut office, &case);
        office.serves(&case, 1);
        may_object(&mut office, &case);
        the_board_leaves_it(&mut office, &case);
        the_court_orders_it(&mut office, &case);
        office.issues(&case, 1);
        assert!(strip(&mut office, &case).contains("شناسنامه صادر شد"));
        office.officer.turns_to(&format!("{case}/history"));
        for said in ["2001", "هیأت حل اختلاف", "الزام به صدور شناسنامه"]
        {
            office.officer.is_told(&in_persian(said));
        }
        // Whoever comes later reads what each body said, and of whom.
        office.officer.turns_to(&case);
        office.officer.follows("/proceedings");
        for said in [
            "2001",
            "فرماندار",
            "رد تابعیت",
            "یافته‌های مخالف گفته شد.",
            "گواهان",
        ] {
            office.officer.is_told(&in_persian(said));
        }
    });
}

fn in_persian(text: &str) -> String {
    sejel::text::digits::localized(sejel::text::Locale::Fa, text)
}

/// Not before the man was heard; not on an older page after something material came.
fn is_refused(office: &mut Office<'_>, case: &str) {
    office.finds(case, 1, "not_shown", "not_met");
    let ruling = [("ruling-1", "refused"), ("reasons-1", "ادله کافی نیست.")];
    office.reviewer.turns_to(case);
    office.reviewer.follows("/acts/proposal");
    office.reviewer.sends(&ruling);
    let said = office.reviewer.is_refused();
    assert!(said.contains("باید شنیده شوند"), "{said}");
    let kept = office.reviewer.sheet(&["reasons-1"]);
    assert_eq!(kept.holds("reasons-1"), ["ادله کافی نیست."]);
    is_heard(office, case);
    office.proposes(case, 1, "refused");
    something_material_voids_the_proposal(office, case);
    // What came in since speaks against him, and he was not told of it.
    office.reviewer.turns_to(case);
    office.reviewer.follows("/acts/proposal");
    office.reviewer.sends(&ruling);
    let said = office.reviewer.is_refused();
    assert!(said.contains("باید شنیده شوند"), "{said}");
    is_heard(office, case);
    office.proposes(case, 1, "refused");
    office.signs(case, "ت/۱");
}

fn is_heard(office: &mut Office<'_>, case: &str) {
    let heard = [
        ("manner", "heard"),
        ("told", "یافته‌های مخالف گفته شد."),
        ("answer", "گواهان دیگری دارد."),
    ];
    office.reviewer.turns_to(&format!("{case}/decision"));
    office.reviewer.follows("/acts/hearing?person=1");
    office.reviewer.sends(&heard);
    office.reviewer.is_done();
}

fn something_material_voids_the_proposal(office: &mut Office<'_>, case: &str) {
    office.head.turns_to(&format!("{case}/decision"));
    office.head.follows("/acts/signature");
    let evidence = [
        ("person", "1"),
        ("kind", "residence"),
        ("fact", "residence"),
        ("direction", "against"),
        ("account", "همسایگان او را نشناختند."),
    ];
    office.officer.does(case, "evidence", &evidence);
    let signature = [("number", "ت/۱"), ("hats_reason", "نمایندهٔ دیگری نبود.")];
    office.head.sends(&signature);
    let said = office.head.is_refused();
    assert!(
        said.contains("officer") && said.contains("پیشنهاد باطل شد"),
        "{said}"
    );
    office.head.turns_to(&format!("{case}/decision"));
    assert!(
        !office.head.is_offered("/acts/signature"),
        "nothing is left to sign"
    );
}

fn may_object(office: &mut Office<'_>, case: &str) {
    office.officer.turns_to(&format!("{case}/letters/notice-1"));
    // Who signed although he voted in the council says why to whom it concerns.
    office.officer.is_told("نمایندهٔ دیگری نبود.");
    office.officer.is_told("هیأت حل اختلاف");
    assert_eq!(holder(office, case), "متقاضی");
    let stands = strip(office, case);
    for said in ["مهلت اعتراض", "۱۰ روز", "مادهٔ ۳"] {
        assert!(stands.contains(said), "{said}: {stands}");
    }
    office.waits(6);
    objects(&mut office.board, case, "board");
    let objected = "step?person=1&step=objection_window&outcome=objected";
    office.board.does(case, objected, &AS_IT_IS);
    assert_eq!(holder(office, case), "هیأت حل اختلاف");
}

fn objects(clerk: &mut Clerk<'_>, case: &str, before: &str) {
    let filed = [
        ("before", before),
        ("number", "ه/۱"),
        ("grounds", "گواهان تازه معرفی شده‌اند."),
    ];
    clerk.does(case, "objection?person=1", &filed);
}

fn the_board_leaves_it(office: &mut Office<'_>, case: &str) {
    let posts = ["office_head", "archive_officer", "appointed_member"];
    let held: Vec<Typed> = sitting(&posts, 1, "rejected");
    office.board.does(case, "sitting", &held);
    let upheld = "step?person=1&step=dispute_board&outcome=upheld";
    office.board.does(case, upheld, &[REASON]);
    office.board.turns_to(case);
    office.board.is_told("رد درخواست تأیید شد");
    office.board.follows("letters/ruling-1");
    for said in ["رد درخواست تأیید شد", "۱۰ روز", "دادگاه", "مادهٔ ۴"]
    {
        office.board.is_told(said);
    }
    office.serves(case, 1);
    assert_eq!(holder(office, case), "متقاضی");
    let stands = strip(office, case);
    for said in ["مهلت شکایت به دادگاه", "۱۰ روز", "مادهٔ ۴"] {
        assert!(stands.contains(said), "{said}: {stands}");
    }
}

fn the_court_orders_it(office: &mut Office<'_>, case: &str) {
    objects(&mut office.officer, case, "court");
    let sued = "step?person=1&step=court_window&outcome=sued";
    office.officer.does(case, sued, &AS_IT_IS);
    assert_eq!(holder(office, case), "دادگاه");
    scans(
        &mut office.officer,
        case,
        "/acts/paper",
        &[("kind", "court_judgment")],
    );
    let judgment = [
        ("branch", "شعبهٔ نمونه"),
        ("docket", "1001"),
        ("judgment", "2001"),
        ("effect", "issuance_ordered"),
    ];
    office.officer.does(case, "judgment?person=1", &judgment);
    let ordered = "step?person=1&step=court&outcome=ordered";
    office.officer.does(case, ordered, &AS_IT_IS);
    office.officer.turns_to(case);
    office.officer.is_told("شعبهٔ نمونه");
    assert!(strip(office, case).contains("انگشت‌نگاری"));
}

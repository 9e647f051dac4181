//! The closed annex of a sitting is read by few, for a purpose, and left out for all others.

use std::io::Read as _;

use sejel::domain::access::Role;
use sejel::domain::case::Personal;
use sejel::domain::case::command::Command;
use sejel::domain::time::Clock as _;
use sejel::text::without_isolates;

use crate::app::TestApp;
use crate::browser::Browser;
use crate::office::{Household, Office};

const ANNEX: &str = "گزارش محرمانهٔ نمونه دربارهٔ خانوار";

fn is_heard_in_secret(case: &Household<'_>) {
    case.reaches_the_council();
    let posts = [
        "county_governor",
        "office_head",
        "police_commander",
        "prosecutor",
    ];
    let mut minutes = case.minutes(0, "council_deliberation", &posts, "approved");
    minutes.sealed_annex = Some(Personal::new(ANNEX));
    let recorded = Command::RecordSitting(Box::new(minutes));
    case.does(&case.office.council, recorded);
}

/// All that an export holds, as text.
fn exported(browser: &mut Browser<'_>, reference: &str) -> String {
    let address = format!("/cases/{reference}/export");
    browser.get(&address);
    browser.submit(&address, &[("purpose", "برای بازرسی نمونه خواسته شده است")]);
    assert_eq!(browser.page.status, 200);
    let bytes = std::io::Cursor::new(browser.page.bytes.clone());
    let mut archive = zip::ZipArchive::new(bytes).unwrap();
    let mut all = String::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        all.push_str(&String::from_utf8_lossy(&content));
    }
    all
}

fn digits_fa(text: &str) -> String {
    sejel::text::digits::localized(sejel::text::Locale::Fa, text)
}

#[test]
fn a_closed_annex_is_read_for_a_purpose_by_few_and_left_out_for_all_others() {
    TestApp::each(|app| {
        let office = Office::at(&app.register.store, app.clock.now());
        let case = office.opens_a_case();
        is_heard_in_secret(&case);
        let address = format!("/cases/{}/annexes", case.reference);
        let proceedings = format!("/cases/{}/proceedings", case.reference);
        let link = format!("main a[href='{address}']");
        for role in [
            Role::RegistrarOfficer,
            Role::ArchiveOfficer,
            Role::BoardSecretary,
        ] {
            let mut other = app.signed_in(role, "ir/11/01");
            other.get(&proceedings);
            assert!(other.page.body.contains("محرمانه است"), "{role:?}");
            assert_eq!(other.count(&link), 0, "{role:?}");
            assert_eq!(other.get_once(&address).status, 403, "{role:?}");
            assert!(!other.page.body.contains(ANNEX), "{role:?}");
        }
        let mut director = app.signed_in(Role::ProvincialDirector, "ir/11");
        assert!(!exported(&mut director, &case.reference).contains(ANNEX));
        for (role, unit) in [
            (Role::OfficeHead, "ir/11/01"),
            (Role::CouncilSecretary, "ir/11/01"),
            (Role::Auditor, "ir/11"),
        ] {
            let mut reader = app.signed_in(role, unit);
            reader.get(&proceedings);
            assert!(
                !reader.page.body.contains(ANNEX),
                "{role:?}: not beside the rest"
            );
            assert_eq!(reader.count(&link), 1, "{role:?}");
            reader.get(&address);
            assert!(!reader.page.body.contains(ANNEX), "{role:?}: not unasked");
            // the committee sat before the council, and has no annex
            let sitting = reader.attribute("input[name=sitting]", "value").unwrap();
            reader.submit(&address, &[("sitting", &sitting), ("purpose", "کار")]);
            assert_eq!(reader.page.status, 422, "{role:?}");
            assert!(!reader.page.body.contains(ANNEX), "{role:?}");
            let purpose = [
                ("sitting", sitting.as_str()),
                ("purpose", "برای نوشتن پاسخ به دیوان"),
            ];
            reader.submit(&address, &purpose);
            assert!(reader.page.body.contains(ANNEX), "{role:?}");
        }
        let mut head = app.signed_in(Role::OfficeHead, "ir/11/01");
        head.get(&format!("/cases/{}/reads", case.reference));
        let told = without_isolates(&head.text("main"));
        assert_eq!(
            told.matches("برای نوشتن پاسخ به دیوان").count(),
            3,
            "{told}"
        );
        head.get(&format!("/cases/{}/reads/report", case.reference));
        let paper = without_isolates(&head.text("main"));
        let of_case = format!("پروندهٔ شمارهٔ {}", digits_fa(&case.reference));
        assert!(paper.contains(&of_case), "{paper}");
        let told = paper.contains("محرمانه") || paper.contains("دیوان");
        assert!(!told, "the person concerned is not told of it: {paper}");
        assert!(exported(&mut head, &case.reference).contains(ANNEX));
        head.get(&format!("/cases/{}/history?tab=all", case.reference));
        assert!(!head.page.body.contains(ANNEX));
        head.get_once("/account");
        let other = [("sitting", "9"), ("purpose", "برای نوشتن پاسخ به دیوان")];
        assert_eq!(head.post_once(&address, &other).status, 404);
    });
}

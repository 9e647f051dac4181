//! Values are erased by law in the browser: proposed by one person, decided by another.

use sejel::domain::access::Role;
use sejel::domain::time::Clock as _;
use sejel::text::without_isolates;

use crate::app::{PASSWORD, TestApp};
use crate::office::Office;

#[test]
fn a_value_is_proposed_to_be_erased_and_a_second_person_decides() {
    TestApp::each(|app| {
        let office = Office::at(&app.register.store, app.clock.now());
        let case = office.opens_a_case();
        app.staff("a-director", Role::ProvincialDirector, "ir/11");
        let own = format!("/cases/{}", case.reference);
        let page = format!("{own}/erase");
        let mut head = app.browser();
        head.sign_in("head", "umbrella tin river chalk");
        assert!(head.get(&own).body.contains(&page));
        head.get(&page);
        let wish = [
            ("what", "value:1:/data/application/people/0/birth_date"),
            ("basis", "رأی"),
        ];
        head.submit(&page, &wish);
        assert_eq!(head.page.status, 422, "the basis is too short");
        head.submit(&page, &[wish[0], ("basis", "رأی هیئت نمونه، شمارهٔ دوازده")]);
        assert_eq!(head.page.status, 200, "{}", head.text("main"));
        assert_eq!(head.count(&format!("form[action^='{page}/']")), 0);

        let mut officer = app.browser();
        officer.sign_in("officer", "umbrella tin river chalk");
        assert_eq!(officer.get(&page).status, 403);

        let mut director = app.browser();
        director.sign_in("a-director", PASSWORD);
        director.get(&own);
        assert!(director.text("main").contains("در انتظار مدیرکل"));
        director.get(&page);
        assert!(director.text("main").contains("۱۳۷۰-۰۵-۱۲"));
        director.submit(&format!("{page}/refuse"), &[("reason", "")]);
        assert_eq!(director.page.status, 422);
        director.submit(&format!("{page}/approve"), &[]);
        assert_eq!(director.page.status, 200, "{}", director.text("main"));
        let told = without_isolates(&director.text("main"));
        assert!(told.contains("به حکم قانون پاک شد"), "{told}");
        assert!(told.contains("رأی هیئت نمونه"), "{told}");
        let person = case.opened().file.application.people[0].clone();
        assert_eq!(person.birth_date.known(), None);
        let mut auditor = app.signed_in(Role::Auditor, "ir/11");
        for (kind, parts) in [
            (
                "erasure_proposed",
                ["پیشنهاد پاک‌کردن مقادیری", "رأی هیئت نمونه"],
            ),
            (
                "erasure_approved",
                ["تأیید کرد", "۱ مقدار از پرونده و ۰ نوشته"],
            ),
        ] {
            auditor.get(&format!("/audit/log?kind={kind}"));
            let told = without_isolates(&auditor.text("main table"));
            assert!(parts.iter().all(|part| told.contains(part)), "{told}");
            assert!(
                !told.contains("عبارت"),
                "whoever acted typed no term: {told}"
            );
        }
        let mut stranger = app.signed_in(Role::OfficeHead, "ir/12/01");
        assert_eq!(stranger.get(&page).status, 404);
    });
}

//! What is the same for a whole household is written once.

use crate::app::TestApp;
use crate::clerk::{AS_IT_IS, Clerk};
use crate::counter::Comes;
use crate::office::Office;
use crate::way::holder;
use sejel::domain::person::national_number::with_check_digit;

const PEOPLE: u32 = 3;
const SERVED: [(&str, &str); 4] = [
    ("method", "in_person"),
    ("recipient", "خود متقاضی"),
    ("receipt", "fingerprint"),
    ("language", "balochi"),
];

/// The household, granted and signed.
fn is_granted(office: &mut Office<'_>) -> String {
    let case = office.takes_in(Comes::WithFamily);
    office.reviews(&case);
    office.searches(&case);
    office.gathers_evidence(&case, PEOPLE);
    office.sits_in_committee(&case, PEOPLE);
    office.writes(&case, "1405/120");
    office.hears_from_the_police(&case, PEOPLE);
    office.writes(&case, "1405/121");
    office.sits_in_council(&case, PEOPLE, "approved");
    office.finds_the_same(&case, PEOPLE);
    office.proposes(&case, PEOPLE, "granted");
    office.signs(&case, "ت/۱");
    case
}

/// What was typed in the form of an act that also holds the others.
fn opens<'a>(clerk: &mut Clerk<'a>, case: &str, act: &str) {
    clerk.turns_to(case);
    clerk.follows(&format!("/acts/{act}"));
}

fn row(no: u32, field: &str) -> String {
    match no {
        1 => field.to_owned(),
        no => format!("p{no}-{field}"),
    }
}

#[test]
fn a_household_is_served_and_issued_with_in_one_form_for_each_step() {
    TestApp::each(|app| {
        let mut office = Office::opens(app);
        let case = is_granted(&mut office);
        let mut served = SERVED.to_vec();
        served.extend([("also", "2"), ("also", "3")]);
        office.officer.does(&case, "service?person=1", &served);
        let prints = [
            ("class", "12345"),
            ("taken_by", "همکار نمونه"),
            ("p2-class", "54321"),
            ("also", "3"),
        ];
        office.officer.does(&case, "fingerprints?person=1", &prints);
        let mut entries = Vec::new();
        for no in 1..=PEOPLE {
            entries.push((row(no, "sheet"), format!("12{no}")));
            entries.push((row(no, "series"), "الف/۱۲".to_owned()));
            let number = with_check_digit(123_456_780 + no);
            entries.push((row(no, "national_number"), number));
        }
        let entry = "register-entry?person=1";
        opens(&mut office.officer, &case, entry);
        office.officer.sends(&entries);
        office.officer.is_refused();
        office
            .officer
            .is_told("برای هر کسی که روز ولادتش معلوم نیست");
        office.officer.sends(&[("imprecise", "2")]);
        office.officer.is_done();
        let mut certificates = Vec::new();
        for no in 1..=PEOPLE {
            certificates.push((row(no, "series"), "ب/۰۷".to_owned()));
            certificates.push((row(no, "serial"), format!("65432{no}")));
            certificates.push((row(no, "delivered_to"), "خود متقاضی".to_owned()));
        }
        certificates.push(("imprecise".to_owned(), "2".to_owned()));
        office
            .head
            .does(&case, "certificate?person=1", &certificates);
        assert_eq!(holder(&mut office, &case), "مختومه");
        office.officer.turns_to(&format!("{case}/proceedings"));
        let page = office.officer.reads("main");
        assert_eq!(page.matches("خود متقاضی").count(), 6, "{page}");
    });
}

#[test]
fn nothing_is_recorded_for_anybody_where_one_of_them_cannot_be() {
    let app = TestApp::new();
    let mut office = Office::opens(&app);
    let case = is_granted(&mut office);
    let mut served = SERVED.to_vec();
    served.push(("also", "2"));
    office.officer.does(&case, "service?person=1", &served);
    // Fingerprints are asked of the second as well: a name alone is not enough.
    opens(&mut office.officer, &case, "fingerprints?person=1");
    let others = office.officer.browser.count("main [name=also]");
    assert_eq!(others, 0, "the third was not served yet");
    assert_eq!(office.officer.browser.count("main [name^=p2-]"), 2);
    let labels = "label[for=f-class], label[for=f-p2-class]";
    let asked = office.officer.browser.text(labels);
    assert!(
        !asked.contains("اختیاری"),
        "they are not free to leave out: {asked}"
    );
    office.officer.is_told("لازم، اگر این بخش را پر می‌کنید");
    let without = [("class", "12345"), ("p2-taken_by", "همکار نمونه")];
    office.officer.sends(&without);
    let said = office.officer.is_refused();
    let second = office.officer.reads("fieldset, main");
    assert!(
        second.contains("همکار نمونه") || said.contains("انگشت"),
        "{said}"
    );
    let typed = office.officer.sheet(&["class", "p2-taken_by"]);
    assert_eq!(typed.holds("class"), ["12345"]);
    assert_eq!(typed.holds("p2-taken_by"), ["همکار نمونه"]);
    office.officer.turns_to(&case);
    assert!(office.officer.is_offered("fingerprints?person=1"));
    assert!(office.officer.is_offered("fingerprints?person=2"));
    // One whose row stays empty waits.
    opens(&mut office.officer, &case, "fingerprints?person=1");
    office.officer.sends(&[("class", "12345")]);
    office.officer.is_done();
    office.officer.turns_to(&case);
    assert!(office.officer.is_offered("register-entry?person=1"));
    assert!(office.officer.is_offered("fingerprints?person=2"));
    // A row begun is a row to finish.
    office
        .officer
        .does(&case, "fingerprints?person=2", &[("class", "54321")]);
    opens(&mut office.officer, &case, "register-entry?person=1");
    let number = with_check_digit(123_456_781);
    office.officer.sends(&[
        ("sheet", "121"),
        ("series", "الف/۱۲"),
        ("national_number", &*number),
        ("p2-sheet", "122"),
        ("imprecise", "2"),
    ]);
    office.officer.is_refused();
    assert_eq!(office.officer.browser.count("main .err"), 2);
    office.officer.sends(&AS_IT_IS);
    office.officer.is_refused();
}

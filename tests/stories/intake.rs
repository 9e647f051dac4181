//! At the counter: a person who was added by mistake, papers with their scans, and a verdict that is
//! not complete.

use crate::app::TestApp;
use crate::clerk::AS_IT_IS;
use crate::counter::{Comes, PRINCIPAL, SPOUSE, WITNESSES, opens, scan};
use crate::office::Office;
use crate::sheet::Chosen;

const CHILD_BY_MISTAKE: [(&str, &str); 2] = [("p2-given", "به‌اشتباه"), ("then", "add")];

fn sheet_of(fields: &[(&'static str, &'static str)], no: &str) -> Vec<(String, &'static str)> {
    let renamed = |name: &str| name.replacen("p2-", &format!("p{no}-"), 1);
    let fields = fields.iter();
    fields
        .map(|(name, value)| (renamed(name), *value))
        .collect()
}

#[test]
fn a_person_added_by_mistake_is_taken_out_again() {
    let app = TestApp::new();
    let mut office = Office::opens(&app);
    let officer = &mut office.officer;
    officer.turns_to("/cases/new");
    officer.sends(&AS_IT_IS);
    officer.sends(&PRINCIPAL);
    officer.sends(&[("then", "add")]);
    officer.sends(&CHILD_BY_MISTAKE);
    let mut wife = sheet_of(&SPOUSE, "3");
    wife.push(("then".to_owned(), "remove-2"));
    officer.sends(&wife);
    assert_eq!(officer.sheet(&["p2-given"]).holds("p2-given"), ["زرخاتون"]);
    assert!(!officer.sheet(&["p2-given"]).has(&["p3-given"]));
    officer.sends(&AS_IT_IS);
    officer.is_done();
    assert!(
        officer.browser.at.ends_with("/witnesses"),
        "{}",
        officer.browser.at
    );
}

#[test]
fn papers_are_taken_in_with_form_folder_and_scan() {
    TestApp::each(|app| {
        let mut office = Office::opens(app);
        let officer = &mut office.officer;
        officer.turns_to("/cases/new");
        officer.sends(&AS_IT_IS);
        officer.sends(&PRINCIPAL);
        officer.sends(&AS_IT_IS);
        officer.sends(&WITNESSES);
        officer.sends(&[("papers", "application"), ("papers", "photos")]);
        officer.sends(&[("application-form", "original"), ("photos-form", "seen")]);
        officer.is_refused();
        officer.is_told("شمارهٔ پوشه‌ای را بنویسید");
        let cut = Chosen {
            bytes: scan().bytes.into_iter().take(60).collect(),
            ..scan()
        };
        officer.sends_with(&AS_IT_IS, Some(("photos-scan", cut)));
        officer.is_refused();
        officer.is_told("خراب است");
        // A whole one, but of another paper: it is chosen anew before the case is opened.
        let wrong = Chosen {
            bytes: b"%PDF-1.7\ntrailer\n%%EOF\n".to_vec(),
            ..scan()
        };
        officer.sends_with(&AS_IT_IS, Some(("photos-scan", wrong)));
        officer.is_refused();
        officer.sends_with(&AS_IT_IS, Some(("photos-scan", scan())));
        officer.is_refused();
        officer.is_told("تصویر «برگه.png» نگه داشته شد");
        assert_eq!(app.register.files.names().count(), 2);
        officer.sends(&[("folder", "۱۲")]);
        officer.is_done();
        officer.sends(&AS_IT_IS);
        officer.is_done();
        for said in ["اصل، ۱ صفحه", "در پوشهٔ ۱۲"] {
            officer.is_told(said);
        }
        let at = officer.browser.at.clone();
        let case = at.split("/receipt").next().unwrap().to_owned();
        officer.turns_to(&format!("{case}/papers/2"));
        let picture = officer.browser.attribute(".doc img", "src").unwrap();
        officer.browser.get(&picture);
        assert_eq!(officer.browser.page.bytes, scan().bytes);
        assert_eq!(office.app.register.files.names().count(), 1);
    });
}

#[test]
fn a_verdict_that_is_not_complete_keeps_the_paper_in_view() {
    let app = TestApp::new();
    let mut office = Office::opens(&app);
    let case = opens(&mut office.officer, Comes::Alone, &["testimony_form"]);
    let reviewer = &mut office.reviewer;
    reviewer.turns_to(&format!("{case}/papers/1"));
    reviewer.sends(&[("reason", "دیده شد.")]);
    reviewer.is_refused();
    let kept = reviewer.sheet(&["verdict", "reason"]);
    assert_eq!(kept.holds("reason"), ["دیده شد."]);
    reviewer.sends(&[("verdict", "doubted"), ("reason", "")]);
    reviewer.is_refused();
    reviewer.is_told("دلیل");
    reviewer.sends(&[("verdict", "accepted")]);
    reviewer.is_refused();
    assert_eq!(
        reviewer.browser.count("fieldset.err"),
        1,
        "the certification is asked for"
    );
    reviewer.sends(&[("certification", "notary")]);
    reviewer.is_done();
}

#[test]
fn papers_have_not_come_back_before_one_has() {
    let app = TestApp::new();
    let mut office = Office::opens(&app);
    let case = opens(&mut office.officer, Comes::Alone, &["application"]);
    let returned = "step?person=0&step=document_review&outcome=returned";
    let fields = [("missing", "photos@1"), ("reason", "کامل نیست.")];
    office.reviewer.does(&case, returned, &fields);
    let completed = "step?person=0&step=completion&outcome=completed";
    // Nobody is asked to write what would then be refused.
    office
        .officer
        .browser
        .get(&format!("{case}/acts/{completed}"));
    assert_eq!(office.officer.browser.page.status, 403);
    office.officer.is_told("مدرک تازه یا اصلاحی");
}

#[test]
fn a_return_without_reason_and_items_is_told_of_both_at_their_fields() {
    let app = TestApp::new();
    let mut office = Office::opens(&app);
    let case = opens(&mut office.officer, Comes::Alone, &["application"]);
    let returned = format!("{case}/acts/step?person=0&step=document_review&outcome=returned");
    let reviewer = &mut office.reviewer;
    reviewer.turns_to(&returned);
    reviewer.sends(&AS_IT_IS);
    reviewer.is_refused();
    assert_eq!(reviewer.browser.count("fieldset.err"), 1, "the items");
    assert_eq!(reviewer.browser.count(".errs a"), 2);
}

#[test]
fn an_opening_whose_answer_was_lost_leads_to_its_receipt_when_it_is_sent_again() {
    TestApp::each(|app| {
        let mut office = Office::opens(app);
        let officer = &mut office.officer;
        officer.turns_to("/cases/new");
        officer.sends(&AS_IT_IS);
        officer.sends(&PRINCIPAL);
        officer.sends(&AS_IT_IS);
        officer.sends(&WITNESSES);
        officer.sends(&[("papers", "application"), ("folder", "۱۲")]);
        officer.sends(&[("application-form", "original")]);
        officer.is_done();
        let check = officer.sheet(&[]);
        officer.posts(&check);
        officer.is_done();
        let receipt = officer.browser.at.clone();
        officer.posts(&check);
        officer.is_done();
        assert_eq!(officer.browser.at, receipt);
        officer.turns_to("/?list=office");
        assert_eq!(officer.browser.count("table.cases tbody th a"), 1);
    });
}

#[test]
fn a_receipt_tells_of_the_day_of_the_opening_whatever_came_later() {
    let app = TestApp::new();
    let mut office = Office::opens(&app);
    let case = opens(&mut office.officer, Comes::Alone, &["application"]);
    let receipt = format!("{case}/receipt");
    office.officer.turns_to(&receipt);
    let first = office.officer.reads(".slip");
    assert!(first.contains("درخواست تنظیم سند"), "{first}");
    office.waits(3);
    let photos = [
        ("kind", "photos"),
        ("people", "1"),
        ("form", "original"),
        ("folder", "۱۲"),
    ];
    office.reviewer.does(&case, "paper", &photos);
    office.officer.turns_to(&receipt);
    assert_eq!(office.officer.reads(".slip"), first);
}

#[test]
fn a_case_stands_on_the_list_of_whoever_must_act_and_is_found_by_its_code_as_people_say_it() {
    let app = TestApp::new();
    let mut office = Office::opens(&app);
    let case = office.takes_in(Comes::Alone);
    let mine = |clerk: &mut crate::clerk::Clerk<'_>| {
        clerk.turns_to("/?list=mine");
        clerk.browser.count("table.cases tbody th a")
    };
    assert_eq!(mine(&mut office.officer), 1);
    assert_eq!(mine(&mut office.archive), 0);
    office.reviewer.does(&case, "claim", &AS_IT_IS);
    assert_eq!(mine(&mut office.reviewer), 1);
    assert_eq!(mine(&mut office.officer), 0, "a colleague has it in hand");
    office.reviews(&case);
    assert_eq!(
        mine(&mut office.archive),
        1,
        "the registers are searched next"
    );
    assert_eq!(mine(&mut office.reviewer), 0, "done, and let go of");

    office.officer.turns_to(&case);
    let page = office.officer.reads("main");
    let code = page.split("کد رهگیری ").nth(1).unwrap();
    let code: String = code.chars().take(9).collect();
    for said in [
        code.to_lowercase(),
        code.replace('-', ""),
        code.replace('-', " "),
    ] {
        office
            .officer
            .turns_to(&format!("/search?q={}", said.replace(' ', "%20")));
        assert!(office.officer.is_offered(&case), "{said}");
    }
}

#[test]
fn a_scan_that_may_not_be_taken_in_is_not_kept() {
    let app = TestApp::new();
    let mut office = Office::opens(&app);
    let case = office.takes_in(Comes::Alone);
    let kept = app.register.files.names().count();
    office.officer.turns_to(&case);
    office.officer.follows("/acts/paper");
    office.reviewer.does(&case, "claim", &AS_IT_IS);
    let photos = [("kind", "photos"), ("people", "1"), ("form", "original")];
    let file = Some(("scan", scan()));
    office.officer.sends_with(&photos, file);
    let said = office.officer.is_refused();
    assert!(said.contains("در دست"), "{said}");
    assert_eq!(app.register.files.names().count(), kept);
}

#[test]
fn a_draft_is_thrown_away_with_its_scans_and_the_inbox_names_those_that_wait() {
    TestApp::each(|app| {
        let mut office = Office::opens(app);
        let officer = &mut office.officer;
        officer.turns_to("/cases/new");
        officer.sends(&AS_IT_IS);
        let first = officer.browser.at.clone();
        let draft = first.rsplit_once('/').unwrap().0.to_owned();
        officer.turns_to(&format!("{draft}/papers"));
        officer.sends(&[("papers", "photos")]);
        officer.sends_with(&[("photos-form", "copy")], Some(("photos-scan", scan())));
        assert_eq!(app.register.files.names().count(), 1);
        officer.turns_to("/");
        officer.is_told("۱ پیش‌نویس");
        officer.turns_to(&first);
        let away = format!("{draft}/discard");
        assert!(officer.is_offered(&away));
        officer.turns_to(&away);
        officer.is_told("یک تصویر");
        officer.sends(&AS_IT_IS);
        officer.is_done();
        officer.is_told("دور انداخته شد");
        assert_eq!(app.register.files.names().count(), 0);
        officer.browser.get(&first);
        assert_eq!(officer.browser.page.status, 404);
    });
}

#[test]
fn what_contradicts_itself_is_told_at_its_field_and_stays_typed() {
    let app = TestApp::new();
    let mut office = Office::opens(&app);
    let officer = &mut office.officer;
    officer.turns_to("/cases/new");
    officer.sends(&AS_IT_IS);
    officer.sends(&PRINCIPAL);
    officer.sends(&[("then", "add")]);
    officer.sends(&[&SPOUSE[..], &[("p2-sex", "male")]].concat());
    officer.is_refused();
    officer.is_told("همسر یارمحمد نمونه‌زهی نوشته شده است، ولی جنسیت هر دو یکی است");
    officer.sends(&[
        ("p2-sex", "female"),
        ("p2-relation", "child"),
        ("p2-birth-y", "1360"),
    ]);
    officer.is_refused();
    officer.is_told("تاریخ ولادتش پس از ولادت او نیست");
    assert_eq!(officer.browser.count("fieldset.err"), 1);
    assert_eq!(officer.sheet(&["p2-given"]).holds("p2-birth-y"), ["1360"]);
    officer.sends(&[
        ("p2-birth-y", "1390"),
        ("p2-given", "یارمحمد"),
        ("p2-relation", "sibling"),
    ]);
    officer.is_done();
    let own = [&WITNESSES[..], &[("w2-name", "يار محمد نمونه زهی")]].concat();
    officer.sends(&own);
    officer.is_refused();
    officer.is_told("نمی‌تواند گواه آن باشد (بند ۱)");
    officer.sends(&[("w2-name", "گواه یکم نمونه"), ("w2-birth_year", "")]);
    officer.is_refused();
    officer.is_told("دو گواه باید دو نفر باشند");
    officer.sends(&WITNESSES);
    officer.is_done();
}

#[test]
fn a_receipt_names_the_household_and_counts_photographs_in_pieces() {
    let app = TestApp::new();
    let mut office = Office::opens(&app);
    let case = opens(
        &mut office.officer,
        Comes::WithFamily,
        &["application", "photos"],
    );
    office.officer.turns_to(&format!("{case}/receipt"));
    let slip = office.officer.reads(".slip");
    for said in [
        "یارمحمد نمونه‌زهی، زرخاتون نمونه‌زهی و ماهین نمونه‌زهی",
        "۱۲ قطعه",
        "اصل، ۱ صفحه",
        "در پوشهٔ قفسهٔ نمونه ۱۲",
    ] {
        assert!(slip.contains(said), "{said}: {slip}");
    }
}

#[test]
fn a_letter_to_the_police_says_who_everybody_is_and_where_they_live() {
    let app = TestApp::new();
    let mut office = Office::opens(&app);
    let case = office.takes_in(Comes::WithFamily);
    office.reviews(&case);
    office.searches(&case);
    office.gathers_evidence(&case, 3);
    office.sits_in_committee(&case, 3);
    office.writes(&case, "1405/120");
    office
        .officer
        .turns_to(&format!("{case}/letters/referral-1"));
    let letter = office.officer.reads(".letter");
    for said in [
        "همسر",
        "فرزند",
        "گل‌بی‌بی",
        "کوی نمونه، پلاک ۱",
        "تلفن ۰۹۰۰۰۰۰۰۰۰۰",
    ] {
        assert!(letter.contains(said), "{said}: {letter}");
    }
    assert!(
        !letter.contains("بندهای"),
        "clauses are no matter of identity"
    );
}

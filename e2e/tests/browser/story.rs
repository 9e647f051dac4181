//! A household comes to its certificates: the whole way in Persian, once by the keyboard alone and
//! once by the mouse.

use std::cell::RefCell;
use std::collections::BTreeSet;

use sejel_e2e::{Account, Browser, Error, Hand, Size};

use crate::stage::Stage;
use crate::{Test, expect, pages};

pub(crate) const TESTS: &[Test] = &[
    (
        "a_household_comes_to_its_certificates_by_the_keyboard_alone",
        |stage| a_household_comes_to_its_certificates(stage, &BY_KEYBOARD),
    ),
    (
        "a_household_comes_to_its_certificates_by_the_mouse",
        |stage| a_household_comes_to_its_certificates(stage, &BY_MOUSE),
    ),
];

/// What differs from one household to the other: two of one name would be asked whether they are
/// the same.
#[derive(Clone, Copy)]
struct Household {
    hand: Hand,
    father: &'static str,
    family: &'static str,
    daughter: &'static str,
    /// Of the decision; as typed, and as a Persian page writes it.
    decision: (&'static str, &'static str),
    /// Whole numbers with their check digits, of nobody.
    numbers: [&'static str; PEOPLE as usize],
}

const BY_KEYBOARD: Household = Household {
    hand: Hand::Keyboard,
    father: "شیرمحمد",
    family: "نمونه‌پور",
    daughter: "مهرناز",
    decision: ("1405-12", "۱۴۰۵-۱۲"),
    numbers: ["1234567814", "1234567822"],
};
const BY_MOUSE: Household = Household {
    hand: Hand::Mouse,
    father: "گل‌آقا",
    family: "فرضی‌نژاد",
    daughter: "زرافشان",
    decision: ("1405-13", "۱۴۰۵-۱۳"),
    numbers: ["1234567830", "1234567849"],
};

/// Acts whose forms the story with the mouse looks at, for whoever looks at every form there is:
/// those that few demonstration cases have come to.
pub(crate) const LOOKED_AT: [&str; 6] = [
    "certificate",
    "findings",
    "hearing",
    "proposal",
    "search",
    "signature",
];

/// The office in which it happens.
const UNIT: &str = "ir/11/05";
/// Two of them: a man and his daughter, who is under fifteen.
const PEOPLE: u32 = 2;
const REASON: (&str, &str) = ("reason", "بر پایهٔ برگه‌های پرونده.");
const NOTHING: &[(&str, &str)] = &[];

const PRINCIPAL: &[(&str, &str)] = &[
    ("p1-sex", "male"),
    ("p1-birth-p", "year"),
    ("p1-birth-y", "۱۳۵۹"),
    ("p1-basis", "testimony_form"),
    ("p1-father", "نیک‌محمد"),
    ("p1-mother", "مهربانو"),
    ("p1-grandfather", "میرداد"),
    ("p1-clauses", "2"),
    ("p1-foreign", "no"),
    ("address", "کوی نمونه، پلاک ۱"),
    ("settlement", "city"),
    ("channel", "counter"),
    ("language", "balochi"),
    ("telephone", "۰۹۰۰۰۰۰۰۰۰۰"),
    ("notice", "yes"),
    ("consent", "yes"),
    ("read_aloud", "yes"),
];
const DAUGHTER: &[(&str, &str)] = &[
    ("p2-relation", "child"),
    ("p2-sex", "female"),
    ("p2-birth-p", "day"),
    ("p2-birth-d", "۳"),
    ("p2-birth-m", "7"),
    ("p2-birth-y", "۱۳۹۹"),
    ("p2-basis", "vaccination_card"),
    ("p2-clauses", "2"),
    ("p2-foreign", "no"),
];
const WITNESSES: &[(&str, &str)] = &[
    ("w1-name", "گواه یکم نمونه"),
    ("w1-birth_year", "۱۳۴۰"),
    ("w1-kinship", "none"),
    ("w1-certification", "notary"),
    ("w1-certification_number", "123"),
    ("w2-name", "گواه دوم نمونه"),
    ("w2-birth_year", "۱۳۴۵"),
    ("w2-kinship", "none"),
    ("w2-certification", "notary"),
    ("w2-certification_number", "124"),
];
const PAPERS: &[(&str, &str)] = &[
    ("papers", "application"),
    ("papers", "testimony_form"),
    ("papers", "photos"),
    ("papers", "residence_proof"),
    ("folder", "قفسهٔ نمونه ۱۲"),
];
const FORMS: &[(&str, &str)] = &[
    ("application-form", "original"),
    ("testimony_form-form", "original"),
    ("photos-form", "original"),
    ("residence_proof-form", "copy"),
];
const SEARCH: &[(&str, &str)] = &[
    ("check-name_match", "clean"),
    ("check-parents_children", "clean"),
    ("check-earlier_cases", "clean"),
    ("check-fingerprints", "clean"),
];
const FATHER: &[(&str, &str)] = &[
    ("people", "2"),
    ("form", "seen"),
    ("folder", "قفسهٔ نمونه ۱۲"),
];
const RECEIPT: &[(&str, &str)] = &[("form", "seen"), ("folder", "قفسهٔ نمونه ۱۲")];
const EVIDENCE: &[(&str, &str)] = &[
    ("person", "0"),
    ("kind", "lineage"),
    ("fact", "parentage"),
    ("clause", "2"),
    ("direction", "for"),
    ("account", "گواهی دو خویشاوند با هم می‌خواند."),
];
const INTERVIEW: &[(&str, &str)] = &[
    ("people", "1"),
    ("language", "balochi"),
    ("summary", "دربارهٔ پدر و زادگاه خود گفت."),
    ("read_back", "yes"),
];
const LETTER: &[(&str, &str)] = &[
    ("number", "1405/120"),
    ("question", "دربارهٔ این خانوار چه می‌دانید؟"),
];
const ANSWER: &[(&str, &str)] = &[
    ("letter", "1"),
    ("number", "77"),
    ("result-1", "confirmed"),
    ("result-2", "confirmed"),
    ("text", ANSWERED),
];
const ANSWERED: &str = "در تحقیق محلی شناخته شدند";
const FINDINGS: &[(&str, &str)] = &[
    ("fact-identity", "proven"),
    ("fact-parentage", "proven"),
    ("fact-birthplace", "proven"),
    ("fact-residence", "proven"),
    ("fact-no_foreign_nationality", "reasonably_shown"),
    ("clause-2", "met"),
];
const HEARING: &[(&str, &str)] = &[
    ("manner", "heard"),
    ("told", "یافته‌ها برای او خوانده شد."),
    ("answer", "گفت که همه درست است."),
];
const PROPOSAL: &[(&str, &str)] = &[
    ("ruling-1", "granted"),
    ("clause-1", "2"),
    ("reasons-1", "پدرش شناخته شد."),
    ("ruling-2", "granted"),
    ("clause-2", "2"),
    ("reasons-2", "دختر اوست."),
];
const SERVICE: &[(&str, &str)] = &[
    ("method", "in_person"),
    ("recipient", "خود متقاضی"),
    ("receipt", "fingerprint"),
    ("language", "balochi"),
    ("read_aloud", "yes"),
];

/// Somebody of the office, at a screen.
struct Clerk<'a> {
    browser: Browser<'a>,
    household: Household,
    case: String,
    looked_at: RefCell<BTreeSet<String>>,
}

impl<'a> Clerk<'a> {
    fn comes(
        stage: &'a Stage,
        household: &Household,
        (role, which): (&str, usize),
    ) -> Result<Self, Error> {
        let mut of_office = stage.app()?.accounts(role).filter(|a| a.unit == UNIT);
        let nobody = || Error::Expected(format!("a {role} in {UNIT}"));
        let account: &Account = of_office.nth(which).ok_or_else(nobody)?;
        let browser = stage.browser(Size::Desk)?;
        browser.go("/sign-in")?;
        let hand = household.hand;
        hand.answers(&browser, "username", &account.username)?;
        hand.answers(&browser, "password", &account.password)?;
        hand.enters(&browser, "main button.go")?;
        let clerk = Self {
            browser,
            household: *household,
            case: String::new(),
            looked_at: RefCell::default(),
        };
        clerk.language()?;
        Ok(clerk)
    }

    fn enters(&self, selector: &str) -> Result<(), Error> {
        self.household.hand.enters(&self.browser, selector)
    }

    fn answers(&self, name: &str, value: &str) -> Result<(), Error> {
        self.household.hand.answers(&self.browser, name, value)
    }

    fn skips_to_the_content(&self) -> Result<(), Error> {
        self.household.hand.skips_to_the_content(&self.browser)
    }

    fn language(&self) -> Result<(), Error> {
        let persian = ("fa".to_owned(), "rtl".to_owned());
        expect("language", self.browser.language()?, persian)
    }

    /// Finds a file by its number in the search at the head of every page.
    fn finds(&mut self, case: &str) -> Result<(), Error> {
        self.case = case.to_owned();
        let number = case.rsplit('/').next().unwrap_or_default();
        let search = "header input[name=\"q\"]";
        self.household.hand.types(&self.browser, search, number)?;
        self.browser.enter(search)?;
        self.opens(case)
    }

    /// Follows the link of the page whose address has this in it.
    fn opens(&self, part: &str) -> Result<(), Error> {
        self.skips_to_the_content()?;
        self.enters(&format!("main a[href*=\"{part}\"]"))
    }

    /// Fills in the form of the page and presses the button named, or the first.
    fn sends(&self, fields: &[(&str, &str)], button: &str) -> Result<(), Error> {
        let from = self.browser.path()?;
        for (name, value) in fields {
            self.answers(name, value)?;
        }
        self.enters(button)?;
        let wrong = self.browser.texts("main [role=\"alert\"]")?;
        if wrong.is_empty() {
            return Ok(());
        }
        Err(Error::Expected(format!(
            "{from} to be taken: {}",
            wrong.join("\n")
        )))
    }

    /// From the page of the case: an act's form, filled in and sent.
    fn does(&self, act: &str, fields: &[(&str, &str)]) -> Result<(), Error> {
        self.opens(&format!("/acts/{act}"))?;
        self.looks_at(act)?;
        self.sends(fields, "main button.go")?;
        if self.browser.path()? == self.case {
            return Ok(());
        }
        self.opens_the_case()
    }

    /// Looks at the form of an act, the first time that it comes by.
    fn looks_at(&self, act: &str) -> Result<(), Error> {
        let act = act.split('?').next().unwrap_or_default();
        if self.household.hand == Hand::Keyboard || !self.looked_at.borrow_mut().insert(act.into())
        {
            return Ok(());
        }
        pages::look(&self.browser, &format!("story-{act}"), Size::Desk)
    }

    /// Back to the page of the case, by the link above every page about it.
    fn opens_the_case(&self) -> Result<(), Error> {
        self.skips_to_the_content()?;
        self.enters(&format!("main a[href=\"{}\"]", self.case))
    }
}

fn a_household_comes_to_its_certificates(
    stage: &Stage,
    household: &Household,
) -> Result<(), Error> {
    let mut officer = Clerk::comes(stage, household, ("registrar_officer", 0))?;
    let case = at_the_counter(&mut officer)?;
    let mut reviewer = Clerk::comes(stage, household, ("registrar_officer", 1))?;
    let mut archive = Clerk::comes(stage, household, ("archive_officer", 0))?;
    let mut head = Clerk::comes(stage, household, ("office_head", 0))?;
    is_reviewed(&mut reviewer, &case)?;
    archive.finds(&case)?;
    archive.does("search", SEARCH)?;
    archive.does("step?person=0&step=registry_search&outcome=clean", NOTHING)?;
    evidence_is_gathered(&mut reviewer, &case)?;
    goes_to_the_police(&mut head, &mut reviewer, &case)?;
    goes_to_the_council(stage, household, &case)?;
    is_decided(&mut reviewer, &mut head, &case)?;
    for person in 1..=PEOPLE {
        is_served_and_issued(&mut officer, &mut head, &case, person)?;
        asks_for_a_card(&mut officer, &case, person)?;
    }
    head.finds(&case)?;
    is_told_and_exported(&head)?;
    let clerks = [officer, reviewer, archive, head];
    let looked_at: Vec<String> = clerks
        .iter()
        .flat_map(|clerk| clerk.looked_at.take())
        .collect();
    let missed = LOOKED_AT
        .iter()
        .filter(|act| household.hand == Hand::Mouse && !looked_at.iter().any(|seen| seen == *act));
    expect("acts not looked at", missed.count(), 0)
}

fn at_the_counter(officer: &mut Clerk<'_>) -> Result<String, Error> {
    officer.skips_to_the_content()?;
    officer.enters("main a[href=\"/cases/new\"]")?;
    officer.sends(NOTHING, "main button.go")?;
    let Household {
        father,
        family,
        daughter,
        ..
    } = officer.household;
    let principal = [&[("p1-given", father), ("p1-family", family)], PRINCIPAL].concat();
    officer.sends(&principal, "main button.go")?;
    officer.sends(NOTHING, "main button[value=\"add\"]")?;
    let child = [&[("p2-given", daughter), ("p2-father", father)], DAUGHTER].concat();
    officer.sends(&child, "main button.go")?;
    officer.sends(WITNESSES, "main button.go")?;
    officer.sends(PAPERS, "main button.go")?;
    officer.sends(FORMS, "main button.go")?;
    officer.sends(NOTHING, "main button.go")?;
    let receipt = officer.browser.path()?;
    officer.case = receipt.trim_end_matches("/receipt").to_owned();
    expect("a receipt", receipt.ends_with("/receipt"), true)?;
    Ok(officer.case.clone())
}

/// Every paper is looked at and accepted; then the papers are complete.
fn is_reviewed(reviewer: &mut Clerk<'_>, case: &str) -> Result<(), Error> {
    reviewer.finds(case)?;
    accepts_every_paper(reviewer)?;
    reviewer.does(
        "step?person=0&step=document_review&outcome=complete",
        NOTHING,
    )
}

fn accepts_every_paper(reviewer: &Clerk<'_>) -> Result<(), Error> {
    let papers = format!(
        "main td a[href^=\"{0}/papers/\"], main th a[href^=\"{0}/papers/\"]",
        reviewer.case
    );
    for paper in reviewer.browser.links(&papers)? {
        reviewer.skips_to_the_content()?;
        reviewer.enters(&format!("main a[href=\"{paper}\"]"))?;
        if !reviewer.browser.has("p.judged")? {
            reviewer.answers("verdict", "accepted")?;
            if reviewer.browser.has("main [name=\"certification\"]")? {
                reviewer.answers("certification", "notary")?;
            }
            reviewer.sends(&[("supports", "identity")], "main button.go")?;
        }
        reviewer.opens_the_case()?;
    }
    Ok(())
}

fn evidence_is_gathered(reviewer: &mut Clerk<'_>, case: &str) -> Result<(), Error> {
    reviewer.finds(case)?;
    reviewer.does("paper?kind=father_shenasnameh&people=1", FATHER)?;
    accepts_every_paper(reviewer)?;
    reviewer.does("evidence", EVIDENCE)?;
    reviewer.does("interview", INTERVIEW)?;
    reviewer.does(
        "step?person=0&step=lineage_evidence&outcome=complete",
        NOTHING,
    )
}

const MEMBERS: [&str; 6] = [
    "عضو یکم",
    "عضو دوم",
    "عضو سوم",
    "عضو چهارم",
    "عضو پنجم",
    "عضو ششم",
];

fn sitting(posts: &[&str]) -> Vec<(String, &'static str)> {
    let mut fields = vec![("number".to_owned(), "12")];
    for (post, name) in posts.iter().zip(MEMBERS) {
        fields.push((format!("member-{post}"), name));
        fields.push((format!("attendance-{post}"), "present"));
        fields.push((format!("vote-{post}"), "approve"));
    }
    for no in 1..=PEOPLE {
        fields.push((format!("identity-{no}"), "evident"));
        fields.push((format!("nationality-{no}"), "approved"));
        fields.push((format!("clause-{no}"), "2"));
    }
    fields.push(("reasons".to_owned(), "برگه‌ها و پاسخ‌ها خوانده شد."));
    fields
}

fn sits(clerk: &Clerk<'_>, posts: &[&str]) -> Result<(), Error> {
    let fields = sitting(posts);
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), *v)).collect();
    clerk.does("sitting", &fields)
}

fn goes_to_the_police(
    head: &mut Clerk<'_>,
    reviewer: &mut Clerk<'_>,
    case: &str,
) -> Result<(), Error> {
    head.finds(case)?;
    sits(head, &["office_head", "archive_officer", "expert"])?;
    head.does(
        "step?person=0&step=office_committee&outcome=refer_identity",
        &[REASON],
    )?;
    head.does("letter", LETTER)?;
    reviewer.finds(case)?;
    reviewer.does("answer", ANSWER)?;
    head.finds(case)?;
    head.does(
        "step?person=0&step=identity_referral&outcome=confirmed",
        NOTHING,
    )?;
    head.does("letter", LETTER)
}

fn goes_to_the_council(stage: &Stage, household: &Household, case: &str) -> Result<(), Error> {
    let mut council = Clerk::comes(stage, household, ("council_secretary", 0))?;
    council.finds(case)?;
    council.does(
        "step?person=0&step=nationality_referral&outcome=received",
        NOTHING,
    )?;
    let posts = [
        "county_governor",
        "office_head",
        "police_commander",
        "prosecutor",
    ];
    sits(&council, &posts)?;
    council.does(
        "step?person=0&step=council_deliberation&outcome=approved",
        NOTHING,
    )
}

fn is_decided(reviewer: &mut Clerk<'_>, head: &mut Clerk<'_>, case: &str) -> Result<(), Error> {
    reviewer.finds(case)?;
    for person in 1..=PEOPLE {
        reviewer.does(&format!("findings?person={person}"), FINDINGS)?;
    }
    reviewer.does("hearing?person=1", HEARING)?;
    reviewer.does("proposal", PROPOSAL)?;
    expect(
        "a signature for its preparer",
        reviewer.browser.has_link("/acts/signature")?,
        false,
    )?;
    head.finds(case)?;
    head.opens(&format!("{case}/decision"))?;
    let signature = [
        ("number", head.household.decision.0),
        ("hats_reason", "نمایندهٔ دیگری نبود."),
    ];
    head.does("signature", &signature)
}

fn is_served_and_issued(
    officer: &mut Clerk<'_>,
    head: &mut Clerk<'_>,
    case: &str,
    person: u32,
) -> Result<(), Error> {
    officer.finds(case)?;
    officer.does(&format!("service?person={person}"), SERVICE)?;
    let class: &[(&str, &str)] = if person == 1 {
        &[("class", "12345")]
    } else {
        NOTHING
    };
    officer.does(&format!("fingerprints?person={person}"), class)?;
    let [father, daughter] = officer.household.numbers;
    let number = if person == 1 { father } else { daughter };
    let mut entry = vec![
        ("sheet", "120"),
        ("series", "12"),
        ("national_number", number),
    ];
    // Of his birth only the year is known.
    let known_in_part = (person == 1).then_some(("imprecise", "1"));
    entry.extend(known_in_part);
    officer.does(&format!("register-entry?person={person}"), &entry)?;
    head.finds(case)?;
    let mut certificate = vec![
        ("series", "07"),
        ("serial", number),
        ("delivered_to", "خود متقاضی"),
    ];
    certificate.extend(known_in_part);
    head.does(&format!("certificate?person={person}"), &certificate)
}

/// The father brings the receipt of his request; his daughter is too young to be asked for one.
fn asks_for_a_card(officer: &mut Clerk<'_>, case: &str, person: u32) -> Result<(), Error> {
    officer.finds(case)?;
    if person == 1 {
        officer.does("paper?kind=national_card_receipt&people=1", RECEIPT)?;
        accepts_every_paper(officer)?;
    }
    let requested = format!("step?person={person}&step=national_card&outcome=requested");
    officer.does(&requested, NOTHING)
}

fn is_told_and_exported(head: &Clerk<'_>) -> Result<(), Error> {
    let stands = head.browser.texts("dl.strip")?.join(" ");
    expect("an end", stands.contains("مختومه"), true)?;
    head.opens(&format!("{}/history", head.case))?;
    head.opens("tab=all")?;
    let told = head.browser.texts("main .tl")?.join(" ");
    let Household {
        hand,
        father,
        daughter,
        decision: (_, decision),
        ..
    } = head.household;
    for said in [father, daughter, decision, ANSWERED] {
        expect(said, told.contains(said), true)?;
    }
    head.opens(&format!("{}/export", head.case))?;
    head.answers("purpose", "ارائه به بازرسی نمونه به شمارهٔ ۱۲")?;
    let bundle = hand.fetches(&head.browser, "main button.go")?;
    expect("a ZIP", bundle.starts_with(b"PK"), true)?;
    for name in [
        "manifest.json",
        "events.ndjson",
        "history.html",
        "history.csv",
        "history.pdf",
    ] {
        let holds = bundle.windows(name.len()).any(|at| at == name.as_bytes());
        expect(name, holds, true)?;
    }
    Ok(())
}

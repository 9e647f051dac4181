//! The way of a case through the office, step by step, at the screen.

use crate::clerk::AS_IT_IS;
use crate::counter::{Comes, accepts_every_paper, opens, scans};
use crate::office::Office;

/// Something typed or chosen.
pub type Typed = (String, String);

/// What the officer of the counter has before her when a household comes with everything.
pub const PAPERS: [&str; 4] = ["application", "testimony_form", "photos", "residence_proof"];
/// A reason, where one must be written.
pub const REASON: (&str, &str) = ("reason", "بر پایهٔ برگه‌های پرونده.");
const MATERIAL: [&str; 5] = [
    "identity",
    "parentage",
    "birthplace",
    "residence",
    "no_foreign_nationality",
];

fn typed(name: impl Into<String>, value: &str) -> Typed {
    (name.into(), value.to_owned())
}

/// A sitting as its secretary records it: every post is there and votes, one opinion on each.
pub fn sitting(posts: &[&str], people: u32, opinion: &str) -> Vec<Typed> {
    let vote = if opinion == "approved" {
        "approve"
    } else {
        "reject"
    };
    let mut fields = vec![typed("number", "۱۲"), typed("reasons", "برگه‌ها خوانده شد.")];
    for post in posts {
        fields.push(typed(format!("member-{post}"), &format!("عضو {post}")));
        fields.push(typed(format!("attendance-{post}"), "present"));
        fields.push(typed(format!("vote-{post}"), vote));
    }
    for no in 1..=people {
        fields.push(typed(format!("identity-{no}"), "evident"));
        fields.push(typed(format!("nationality-{no}"), opinion));
        fields.push(typed(format!("clause-{no}"), "2"));
    }
    fields
}

impl Office<'_> {
    /// At the counter; the address of the case.
    pub fn takes_in(&mut self, who: Comes) -> String {
        opens(&mut self.officer, who, &PAPERS)
    }

    /// The reviewer finds the papers good.
    pub fn reviews(&mut self, case: &str) {
        accepts_every_paper(&mut self.reviewer, case);
        self.reviewer.does(
            case,
            "step?person=0&step=document_review&outcome=complete",
            &AS_IT_IS,
        );
    }

    /// The archive finds nothing.
    pub fn searches(&mut self, case: &str) {
        let checks = [
            "name_match",
            "parents_children",
            "earlier_cases",
            "fingerprints",
        ];
        let checks: Vec<Typed> = checks
            .iter()
            .map(|check| typed(format!("check-{check}"), "clean"))
            .collect();
        self.archive.does(case, "search", &checks);
        let clean = "step?person=0&step=registry_search&outcome=clean";
        self.archive.does(case, clean, &AS_IT_IS);
    }

    /// The father's certificate is brought for everybody, evidence written down, people heard.
    pub fn gathers_evidence(&mut self, case: &str, people: u32) {
        let others: Vec<String> = (2..=people).map(|no| no.to_string()).collect();
        let others: Vec<(&str, &str)> = others.iter().map(|no| ("people", &**no)).collect();
        let father = "/acts/paper?kind=father_shenasnameh&people=1";
        scans(&mut self.reviewer, case, father, &others);
        accepts_every_paper(&mut self.reviewer, case);
        let evidence = [
            ("person", "0"),
            ("kind", "lineage"),
            ("fact", "parentage"),
            ("clause", "2"),
            ("direction", "for"),
            ("account", "گواهی دو خویشاوند با هم می‌خواند."),
        ];
        self.reviewer.does(case, "evidence", &evidence);
        let heard = [
            ("people", "1"),
            ("language", "balochi"),
            ("interpreter", "مترجم نمونه"),
            ("summary", "دربارهٔ پدر و زادگاه خود گفت."),
            ("read_back", "yes"),
        ];
        self.reviewer.does(case, "interview", &heard);
        let complete = "step?person=0&step=lineage_evidence&outcome=complete";
        self.reviewer.does(case, complete, &AS_IT_IS);
    }

    /// The committee sits and wants to know who they are.
    pub fn sits_in_committee(&mut self, case: &str, people: u32) {
        let posts = ["office_head", "archive_officer", "expert"];
        self.head
            .does(case, "sitting", &sitting(&posts, people, "approved"));
        let refer = "step?person=0&step=office_committee&outcome=refer_identity";
        self.head.does(case, refer, &[REASON]);
    }

    /// The head writes to an outside body.
    pub fn writes(&mut self, case: &str, number: &str) {
        let letter = [
            ("number", number),
            ("question", "دربارهٔ این خانوار چه می‌دانید؟"),
        ];
        self.head.does(case, "letter", &letter);
    }

    /// The police know everybody; their answer is scanned and goes on record.
    pub fn hears_from_the_police(&mut self, case: &str, people: u32) {
        let answer = [("kind", "identity_answer")];
        scans(&mut self.reviewer, case, "/acts/paper", &answer);
        self.reviewer.turns_to(case);
        let papers = self.reviewer.links();
        let mut numbers = papers.iter().filter_map(|href| {
            let (_, no) = href.split_once(&format!("{case}/papers/"))?;
            no.parse::<u32>().ok()
        });
        let newest = numbers.by_ref().max().unwrap().to_string();
        let mut fields = vec![
            typed("letter", "1"),
            typed("number", "پ/۱"),
            typed("text", "در تحقیق محلی شناخته شدند."),
            typed("paper", &newest),
        ];
        fields.extend((1..=people).map(|no| typed(format!("result-{no}"), "confirmed")));
        self.reviewer.does(case, "answer", &fields);
        let confirmed = "step?person=0&step=identity_referral&outcome=confirmed";
        self.head_presses(case, confirmed);
    }

    /// The council has the file, sits and says what it thinks of everybody.
    pub fn sits_in_council(&mut self, case: &str, people: u32, opinion: &str) {
        let received = "step?person=0&step=nationality_referral&outcome=received";
        self.council.does(case, received, &AS_IT_IS);
        let posts = [
            "county_governor",
            "office_head",
            "police_commander",
            "prosecutor",
        ];
        self.council
            .does(case, "sitting", &sitting(&posts, people, opinion));
        let outcome = format!("step?person=0&step=council_deliberation&outcome={opinion}");
        self.council.turns_to(case);
        self.council.follows(&outcome);
        if self.council.sheet(&[]).has(&["reason"]) {
            self.council.sends(&[REASON]);
        } else {
            self.council.sends(&AS_IT_IS);
        }
        self.council.is_done();
    }

    /// From the accepted papers to the council's opinion.
    pub fn comes_to_the_decision(&mut self, case: &str, people: u32, opinion: &str) {
        self.reviews(case);
        self.searches(case);
        self.gathers_evidence(case, people);
        self.sits_in_committee(case, people);
        self.writes(case, "1405/120");
        self.hears_from_the_police(case, people);
        self.writes(case, "1405/121");
        self.sits_in_council(case, people, opinion);
    }

    /// The reviewer writes down what was found of one person.
    pub fn finds(&mut self, case: &str, person: u32, fact: &str, clause: &str) {
        let mut fields: Vec<Typed> = MATERIAL
            .iter()
            .map(|name| typed(format!("fact-{name}"), fact))
            .collect();
        fields.push(typed("clause-2", clause));
        let act = format!("findings?person={person}");
        self.reviewer.does(case, &act, &fields);
    }

    /// The reviewer writes down once what was found of everybody.
    pub fn finds_the_same(&mut self, case: &str, people: u32) {
        let mut fields: Vec<Typed> = MATERIAL
            .iter()
            .map(|name| typed(format!("fact-{name}"), "proven"))
            .collect();
        fields.push(typed("clause-2", "met"));
        fields.extend((2..=people).map(|no| typed("also", &no.to_string())));
        self.reviewer.does(case, "findings?person=1", &fields);
    }

    /// The head reads the decision, then signs it.
    pub fn signs(&mut self, case: &str, number: &str) {
        self.head.turns_to(&format!("{case}/decision"));
        self.head.follows("/acts/signature");
        let hats = ("hats_reason", "نمایندهٔ دیگری نبود.");
        self.head.sends(&[("number", number), hats]);
        self.head.is_done();
        self.head.is_told("امضا شد");
    }

    /// The reviewer proposes the same for everybody.
    pub fn proposes(&mut self, case: &str, people: u32, ruling: &str) {
        let mut fields = Vec::new();
        for no in 1..=people {
            fields.push(typed(format!("ruling-{no}"), ruling));
            // What is the same of everybody is written once.
            if no == 1 {
                fields.push(typed(format!("reasons-{no}"), "بر پایهٔ یافته‌های ثبت‌شده."));
            }
            if ruling == "granted" {
                fields.push(typed(format!("clause-{no}"), "2"));
            }
        }
        self.reviewer.does(case, "proposal", &fields);
    }

    /// The decision, or the board's ruling, is handed to one person.
    pub fn serves(&mut self, case: &str, person: u32) {
        let served = [
            ("method", "in_person"),
            ("recipient", "خود متقاضی"),
            ("receipt", "fingerprint"),
            ("language", "balochi"),
            ("read_aloud", "yes"),
        ];
        let act = format!("service?person={person}");
        self.officer.does(case, &act, &served);
    }

    /// Fingerprints where the age asks for them, the record, the certificate.
    pub fn issues(&mut self, case: &str, person: u32) {
        let prints = format!("fingerprints?person={person}");
        if person == 3 {
            self.officer.does(case, &prints, &AS_IT_IS);
        } else {
            self.officer.does(
                case,
                &prints,
                &[("class", "12345"), ("taken_by", "همکار نمونه")],
            );
        }
        let digits = 123_456_780 + person;
        let number = sejel::domain::person::national_number::with_check_digit(digits);
        let sheet = format!("12{person}");
        let mut entry = vec![
            ("sheet", &*sheet),
            ("series", "الف/۱۲"),
            ("national_number", &*number),
        ];
        // Of her birth only the year is known.
        entry.extend((person == 2).then_some(("imprecise", "2")));
        self.officer
            .does(case, &format!("register-entry?person={person}"), &entry);
        let serial = format!("65432{person}");
        let mut certificate = vec![
            ("series", "ب/۰۷"),
            ("serial", &*serial),
            ("delivered_to", "خود متقاضی"),
        ];
        certificate.extend((person == 2).then_some(("imprecise", "2")));
        self.head
            .does(case, &format!("certificate?person={person}"), &certificate);
    }
}

/// The words under the head of a case: step, holder, since when, due when.
pub fn strip(office: &mut Office<'_>, case: &str) -> String {
    office.officer.turns_to(case);
    office.officer.reads("dl.strip")
}

/// With whom the case is, as the officer of the counter reads it.
pub fn holder(office: &mut Office<'_>, case: &str) -> String {
    office.officer.turns_to(case);
    office.officer.reads("dl.strip > div:nth-child(2) > dd")
}

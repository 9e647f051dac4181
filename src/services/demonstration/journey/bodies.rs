//! The bodies that are heard: the office's committee, police, the council of the county and of the
//! province.

use super::{Story, Told};
use crate::domain::access::Actor;
use crate::domain::case::Personal;
use crate::domain::case::command::{Command, LetterAnswer};
use crate::domain::case::event::{Answer, Member, Opinion, SittingHeld};
use crate::domain::case::facts::active_people;
use crate::domain::directive::Holder;

/// Who sits with the head: post and name.
const MEMBERS: [(&str, &str); 7] = [
    ("archive_officer", "بایگان نمونه"),
    ("expert", "کارشناس نمونه"),
    ("appointed_member", "عضو منتخب نمونه"),
    ("county_governor", "فرماندار نمونه"),
    ("police_commander", "فرمانده نمونه"),
    ("intelligence_head", "رئیس نمونه"),
    ("prosecutor", "دادستان نمونه"),
];

impl Story<'_> {
    pub(super) fn sitting(
        &mut self,
        who: &Actor,
        person: Option<u32>,
        step: &str,
        posts: &[&str],
        nationality: &str,
    ) -> Told {
        let file = self.opened("sitting")?.file;
        let members = posts
            .iter()
            .map(|post| Member {
                name: Personal::new(if *post == "office_head" {
                    self.county.head.name.clone()
                } else {
                    MEMBERS
                        .iter()
                        .find(|(of, _)| of == post)
                        .map_or("عضو نمونه", |(_, name)| name)
                        .to_owned()
                }),
                post: (*post).to_owned(),
                attendance: "present".to_owned(),
                vote: if nationality == "rejected" {
                    "reject"
                } else {
                    "approve"
                }
                .to_owned(),
                dissent: None,
            })
            .collect();
        let people = person.map_or_else(|| active_people(&file), |p| vec![p]);
        let opinions = people
            .into_iter()
            .map(|no| Opinion {
                person: no,
                nationality: nationality.to_owned(),
                identity: "evident".to_owned(),
                clause: Some(2),
            })
            .collect();
        let number = format!("{}-{}", self.case + 1, step.len());
        let held = SittingHeld {
            step: step.into(),
            body: String::new(),
            number: Personal::new(number),
            members,
            opinions,
            public_reasons: Personal::new(
                "برگه‌ها، گواهی‌ها و پاسخ‌ها خوانده شد و رأی بر پایهٔ آن‌هاست.",
            ),
            sealed_annex: None,
            paper: None,
        };
        self.act(who, "sitting", Command::RecordSitting(Box::new(held)))
    }

    pub(super) fn committee(&mut self) -> Told {
        let head = self.county.head.clone();
        self.sitting(
            &head,
            None,
            "office_committee",
            &["office_head", "archive_officer", "expert"],
            "approved",
        )?;
        self.step(&head, 0, "office_committee", "refer_identity")
    }

    pub(super) fn letter(&mut self, addressee: Holder) -> Told {
        let head = self.county.head.clone();
        let number = format!("1405/{}/{}", self.case + 1, self.dice.below(900) + 100);
        let command = Command::SendLetter {
            person: 0,
            addressee,
            number: Personal::new(number),
            question: Personal::new("درخواست بررسی و پاسخ دربارهٔ اعضای این خانوار."),
        };
        self.act(&head, "letter", command)
    }

    pub(super) fn identity(&mut self) -> Told {
        self.letter(Holder::Police)?;
        if !self.days(10, 50) {
            return Ok(());
        }
        let officer = self.checker(&self.opened("answer")?.file);
        let reminder = Command::RemindLetter {
            letter: 1,
            number: Personal::new("1405/یادآوری"),
        };
        self.act(&officer, "reminder", reminder)?;
        if !self.days(3, 20) {
            return Ok(());
        }
        let file = self.opened("answer")?.file;
        let answers = active_people(&file)
            .into_iter()
            .map(|no| Answer {
                person: no,
                result: "confirmed".to_owned(),
            })
            .collect();
        let answer = LetterAnswer {
            letter: 1,
            number: Personal::new(format!("پ/{}", self.case + 1)),
            answers,
            text: Personal::new("هویت اعضا در تحقیق محلی تأیید شد."),
            paper: None,
        };
        self.act(&officer, "answer", Command::AnswerLetter(Box::new(answer)))?;
        let head = self.county.head.clone();
        self.step(&head, 0, "identity_referral", "confirmed")
    }

    pub(super) fn nationality(&mut self) -> Told {
        if !self.at("nationality_referral")? {
            return Ok(());
        }
        self.letter(Holder::Council)?;
        let council = self.county.council.clone();
        self.step(&council, 0, "nationality_referral", "received")
    }

    fn council_hears(&mut self, secretary: &Actor, step: &str) -> Told {
        let opinion = if self.refused { "rejected" } else { "approved" };
        let posts = [
            "county_governor",
            "office_head",
            "police_commander",
            "prosecutor",
        ];
        self.sitting(secretary, None, step, &posts, opinion)?;
        self.step(secretary, 0, step, opinion)
    }

    pub(super) fn council(&mut self) -> Told {
        if !self.at("council_deliberation")? {
            return Ok(());
        }
        let council = self.county.council.clone();
        self.council_hears(&council, "council_deliberation")?;
        // Whom the county did not confirm is examined again, and heard by the province.
        if !self.at("reexamination")? || !self.days(3, 12) {
            return Ok(());
        }
        let head = self.county.head.clone();
        self.step(&head, 0, "reexamination", "to_province")?;
        if !self.days(4, 20) {
            return Ok(());
        }
        let commission = self.county.commission.clone();
        self.council_hears(&commission, "provincial_council")
    }
}

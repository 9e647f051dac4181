//! How it ends: a certificate and a card, or the board and the court.

use super::{Story, Told};
use crate::domain::case::Personal;
use crate::domain::case::command::Command;
use crate::domain::case::event::{
    BiometricsTaken, CertificateIssued, CourtRuled, ObjectionFiled, RecordDrafted,
};
use crate::domain::person::national_number::with_check_digit;

impl Story<'_> {
    pub(super) fn after(&mut self, stage: u64) -> Told {
        let people: Vec<u32> = self
            .opened("after")?
            .file
            .application
            .people
            .iter()
            .map(|p| p.no)
            .collect();
        if stage < 10 || !self.at("notification")? || !self.days(1, 5) {
            return Ok(());
        }
        for no in &people {
            self.serve(*no)?;
        }
        if stage < 11 || !self.days(2, 10) {
            return Ok(());
        }
        for no in &people {
            if self.refused {
                self.object(*no, stage)?;
            } else {
                self.issue(*no, stage)?;
            }
        }
        Ok(())
    }

    pub(super) fn issue(&mut self, person: u32, stage: u64) -> Told {
        let officer = self
            .county
            .officers
            .last()
            .unwrap_or(&self.county.head)
            .clone();
        let class = Personal::new(format!("{}", 10_000 + self.dice.below(80_000)));
        let taken = BiometricsTaken {
            person,
            fingerprint_class: Some(class),
            taken_by: None,
            under_fifteen: false,
        };
        self.act(&officer, "fingerprints", Command::TakeBiometrics(taken))?;
        if stage < 12 {
            return Ok(());
        }
        let body = 10_000_000 + self.case * 97 + person;
        let drafted = RecordDrafted {
            person,
            sheet: Personal::new(format!("{}", 100 + self.dice.below(800))),
            series: Personal::new("الف/۱۲"),
            national_number: Personal::new(with_check_digit(body)),
        };
        self.act(&officer, "record", Command::DraftRecord(drafted))?;
        if stage < 13 {
            return Ok(());
        }
        let head = self.county.head.clone();
        let issued = CertificateIssued {
            person,
            series: Personal::new("ب/۰۷"),
            serial: Personal::new(format!("{}", 100_000 + self.case * 50 + person)),
            delivered_to: Personal::new("سرپرست خانوار"),
        };
        self.act(&head, "certificate", Command::IssueCertificate(issued))?;
        if !self.at_person(person, "national_card")? || self.dice.below(6) == 0 {
            return Ok(());
        }
        self.complete_papers(&officer, Some((person, "national_card")))?;
        self.step(&officer, person, "national_card", "requested")
    }

    pub(super) fn object(&mut self, person: u32, stage: u64) -> Told {
        // Not everybody objects.
        if self.dice.below(6) == 0 {
            return Ok(());
        }
        let board = self.county.board.clone();
        let filed = ObjectionFiled {
            person,
            before: "board".to_owned(),
            number: Personal::new(format!("ه/{}", self.case + 1)),
            grounds: Personal::new("گواهان تازه معرفی شده‌اند."),
            late: false,
            late_reason: None,
        };
        self.act(&board, "objection", Command::FileObjection(filed))?;
        self.step(&board, person, "objection_window", "objected")?;
        if stage < 12 {
            return Ok(());
        }
        let head = self.county.head.clone();
        let posts = ["office_head", "archive_officer", "appointed_member"];
        let secretary = self.county.board.clone();
        self.sitting(
            &secretary,
            Some(person),
            "dispute_board",
            &posts,
            "rejected",
        )?;
        self.step(&head, person, "dispute_board", "upheld")?;
        self.serve(person)?;
        if stage < 13 {
            return Ok(());
        }
        self.court(person)
    }

    pub(super) fn court(&mut self, person: u32) -> Told {
        let officer = self.county.board.clone();
        let filed = ObjectionFiled {
            person,
            before: "court".to_owned(),
            number: Personal::new(format!("د/{}", self.case + 1)),
            grounds: Personal::new("دادخواست الزام به صدور شناسنامه."),
            late: false,
            late_reason: None,
        };
        self.act(&officer, "suit", Command::FileObjection(filed))?;
        self.step(&officer, person, "court_window", "sued")?;
        // Some suits are still before the court.
        if self.dice.below(4) == 0 {
            return Ok(());
        }
        let head = self.county.head.clone();
        let ordered = self.dice.below(2) == 0;
        let judgment = CourtRuled {
            person,
            branch: Personal::new("شعبهٔ نمونه"),
            docket: Personal::new(format!("{}", 1000 + self.case)),
            judgment: Personal::new(format!("{}", 2000 + self.case)),
            effect: if ordered {
                "issuance_ordered"
            } else {
                "dismissed"
            }
            .to_owned(),
            paper: None,
        };
        let court_officer = self
            .county
            .officers
            .last()
            .unwrap_or(&self.county.head)
            .clone();
        self.act(
            &court_officer,
            "judgment",
            Command::RecordJudgment(judgment),
        )?;
        if self.at("court")? {
            let outcome = if ordered { "ordered" } else { "dismissed" };
            let here = self
                .opened("court")?
                .file
                .positions
                .iter()
                .any(|p| p.person == person && p.step.as_str() == "court");
            if here {
                self.step(&head, person, "court", outcome)?;
            }
        }
        Ok(())
    }
}
